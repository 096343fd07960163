"""Bình dân học AI: what a lesson imports. Everything heavy is loaded when first used."""

import importlib
import sys

_HOMES = {
    "ask": "binhdan.ai.asking",
    "chat": "binhdan.ai.asking",
    "compare_real": "binhdan.ai.asking",
    "compare_tools": "binhdan.ai.tool_calls",
    "client": "binhdan.ai.client",
    "prompts": "binhdan.cells",
    "replies": "binhdan.cells",
    "tables": "binhdan.cells",
    "texts": "binhdan.cells",
    "my_page": "binhdan.classroom.my_page",
    "tutor_page": "binhdan.reports.tutor_page_widget",
    "load_case": "binhdan.cases",
    "open_data": "binhdan.cases",
}
_RENAMED = {"load_case": "load"}
_MODULES = {"check", "playground"}
__all__ = sorted([*_HOMES, *_MODULES])


def __getattr__(name: str):
    if name in _MODULES:
        return importlib.import_module(f"binhdan.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), _RENAMED.get(name, name))
    raise AttributeError(f"module 'binhdan' has no attribute {name!r}")


def load_ipython_extension(shell) -> None:
    """Register the magics; ``%load_ext binhdan`` does it too."""
    from binhdan.ai.magic import register

    register(shell)


# Inside a notebook the import itself brings the magics: one line less to explain.
if "IPython" in sys.modules and (_shell := sys.modules["IPython"].get_ipython()):
    load_ipython_extension(_shell)
