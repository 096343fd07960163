"""The practice model's skills: one module each, found by itself, with ``wants`` and ``reply``.

A skill module has two functions. ``wants(request) -> float`` says how well the request fits
(0: not at all); ``reply(request) -> Reply`` answers it. A new skill is a new file here; neither
the reader nor the engine has to know of it.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def all_skills() -> tuple[ModuleType, ...]:
    """Return every skill module, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)
