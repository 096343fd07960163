"""What a cell showed, from messages to nbformat outputs, by the rules of a notebook client."""

from __future__ import annotations

from nbformat import NotebookNode

_KINDS = ("stream", "display_data", "execute_result", "error")


def outputs(messages: list[tuple[str, dict]]) -> list[NotebookNode]:
    """Turn a cell's messages into outputs: streams joined, clear_output and updates obeyed.

    The messages come from learners' code: whatever is not of the right form is left out.
    """
    shown: list[NotebookNode] = []
    clear_first = False
    for kind, content in messages:
        if kind == "clear_output":
            clear_first = bool(content.get("wait"))
            if not clear_first:
                shown.clear()
        elif kind == "update_display_data":
            _update(shown, content)
        elif kind in _KINDS:
            if clear_first:
                shown.clear()
                clear_first = False
            _add(shown, kind, content)
    for output in shown:
        output.pop("_display", None)
    return shown


def _add(shown: list[NotebookNode], kind: str, content: dict) -> None:
    if kind == "stream":
        name, text = ("stderr" if content.get("name") == "stderr" else "stdout"), _text(content.get("text"))
        if shown and shown[-1].output_type == "stream" and shown[-1].name == name:
            shown[-1].text += text
        else:
            shown.append(NotebookNode(output_type="stream", name=name, text=text))
    elif kind == "error":
        lines = content.get("traceback")
        traceback = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
        ename, evalue = _text(content.get("ename")), _text(content.get("evalue"))
        shown.append(NotebookNode(output_type="error", ename=ename, evalue=evalue, traceback=traceback))
    elif isinstance(content.get("data"), dict):
        output = NotebookNode(output_type=kind, data=_bundle(content["data"]), metadata=NotebookNode())
        if kind == "execute_result":
            count = content.get("execution_count")
            output.execution_count = count if type(count) is int else None
        if isinstance(content.get("transient"), dict) and content["transient"].get("display_id"):
            output._display = content["transient"]["display_id"]
        shown.append(output)


def _update(shown: list[NotebookNode], content: dict) -> None:
    wanted = (content.get("transient") or {}).get("display_id") if isinstance(content.get("transient"), dict) else None
    for output in shown:
        if wanted and output.get("_display") == wanted and isinstance(content.get("data"), dict):
            output.data = _bundle(content["data"])


def _bundle(data: dict) -> NotebookNode:
    """Each form of what was shown, as nbformat has it: text, except what is JSON by its name."""
    return NotebookNode({kind: value for kind, value in data.items() if isinstance(value, str) or _is_json(kind)})


def _is_json(kind: str) -> bool:
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
