"""Learners, cohorts, residential groups, consent and attempts: the only code that touches their database."""

import importlib

_HOMES = {
    "opened": "binhdan.records.database",
    "address": "binhdan.records.database",
    "RecordsError": "binhdan.records.database",
    "import_results": "binhdan.records.attempts",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'binhdan.records' has no attribute {name!r}")
