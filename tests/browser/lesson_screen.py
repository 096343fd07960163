"""A lesson open in JupyterLab, as a person uses it."""


class LessonScreen:
    """Cells, the two buttons, and the line that answers."""

    def __init__(self, page):
        self.page = page
        page.wait_for_selector(".binhdan-check", timeout=60_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=60_000)

    def write(self, cell_text, source):
        """Replace what is below the first line of the cell that contains ``cell_text``."""
        editor = self.page.locator(f".jp-CodeCell:has-text({cell_text!r}) .cm-content").first
        editor.scroll_into_view_if_needed()
        editor.click()
        first = editor.locator(".cm-line").first.inner_text()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(f"{first}\n{source}" if first.startswith("%%") else source)

    def press(self, button):
        """Press "check" or "hand-in" and return the line that answers."""
        line = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .bd-line")
        # Emptied first, so that an answer from before is never taken for the new one.
        line.locator("div").evaluate("node => { node.textContent = ''; node.parentNode.dataset.look = 'busy'; }")
        # Not a click at a point: a dialog of JupyterLab's own may lie above the button.
        self.page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .binhdan-{button} jp-button").dispatch_event("click")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.bd-line')].some(n => n.offsetParent && n.innerText && n.dataset.look !== 'busy')",
            timeout=120_000,
        )
        return line.inner_text().strip()

    @property
    def look(self):
        """How the line looks: passed, failed, gentle or trouble."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .bd-line").get_attribute("data-look")
