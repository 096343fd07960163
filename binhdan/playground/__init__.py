"""Things to look at and play with inside a lesson; nothing here is ever marked or saved."""

import importlib

_HOMES = {
    "bot_says": "binhdan.playground.bot_matrix",
    "bots": "binhdan.playground.bot_matrix",
    "brief": "binhdan.playground.brief_slots",
    "case_paths": "binhdan.playground.process_page",
    "case_timeline": "binhdan.playground.process_page",
    "process_map": "binhdan.playground.process_page",
    "document": "binhdan.playground.document_page",
    "evidence": "binhdan.playground.evidence_page",
    "form_signs": "binhdan.playground.form_page",
    "listen": "binhdan.playground.sound_page",
    "month": "binhdan.playground.month_page",
    "month_report": "binhdan.playground.month_page",
    "official_form": "binhdan.playground.form_page",
    "redact": "binhdan.playground.redaction_page",
    "retrieval": "binhdan.playground.retrieval_finds",
    "sheet": "binhdan.playground.sheet_page",
    "sources": "binhdan.playground.sources_page",
    "tool_schema": "binhdan.playground.tool_picker",
    "tools": "binhdan.playground.tool_picker",
    "triage": "binhdan.playground.comment_triage",
}


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"Không có ô thử {name!r}.")
