"""The same brief with slots switched off, side by side."""

from __future__ import annotations

import html

from binhdan.ai.asking import practice_reply
from binhdan.ai.checklist import NAMES
from binhdan.ai.practice.sections import heading
from binhdan.playground.showing import Playground

_BOX = "flex:1 1 16em;border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em;white-space:pre-wrap"


def brief(prompt: str) -> Playground:
    """Show what the practice model writes for ``prompt`` when slots are switched off."""
    return _Brief(prompt)


class _Brief(Playground):
    def __init__(self, prompt: str):
        self.prompt = prompt

    def widget(self):
        import ipywidgets

        boxes = {part: ipywidgets.Checkbox(value=True, description=name, indent=False) for part, name in NAMES.items()}
        page = ipywidgets.HTML()

        def show(_=None):
            page.value = self._side_by_side({part for part, box in boxes.items() if not box.value})

        for box in boxes.values():
            box.observe(show, "value")
        show()
        return ipywidgets.VBox([ipywidgets.HBox(list(boxes.values())), page])

    def still(self) -> str:
        """One pair for each slot that matters to the eye: with all slots, and without that one."""
        rows = "".join(
            f"<div style='{_BOX}'><b>Tắt “{name}”</b>\n{html.escape(practice_reply(without(self.prompt, {part})))}</div>"
            for part, name in NAMES.items()
        )
        whole = f"<div style='{_BOX}'><b>Đủ năm ô</b>\n{html.escape(practice_reply(self.prompt))}</div>"
        return f"<div style='display:flex;flex-wrap:wrap;gap:.6em'>{whole}{rows}</div>"

    def _side_by_side(self, off: set[str]) -> str:
        left, right = practice_reply(self.prompt), practice_reply(without(self.prompt, off))
        names = ", ".join(NAMES[part] for part in NAMES if part in off) or "không ô nào"
        return (
            f"<div style='display:flex;flex-wrap:wrap;gap:.6em'><div style='{_BOX}'><b>Đủ năm ô</b>\n{html.escape(left)}</div>"
            f"<div style='{_BOX}'><b>Đã tắt: {names}</b>\n{html.escape(right)}</div></div>"
        )


def without(prompt: str, off: set[str]) -> str:
    """Return ``prompt`` without the lines of the parts in ``off``."""
    kept, current = [], None
    for line in prompt.splitlines():
        if opened := heading(line):
            current = opened[0]
        if current not in off:
            kept.append(line)
    return "\n".join(kept)
