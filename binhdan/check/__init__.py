"""What exercises are checked with: one function a property, each giving a verdict with its reason.

A check module in this folder offers its functions by the name ``@checked``; all of them are
reached as ``check.name``, and loaded only when first used.
"""

import functools
import importlib
import pkgutil

_NOT_CHECKS = {"verdict", "registry"}


def __getattr__(name: str):
    if not name.startswith("_"):
        for module in _modules():
            found = getattr(importlib.import_module(module), name, None)
            if getattr(found, "is_check", False):
                return found
    raise AttributeError(f"Không có phép kiểm {name!r}.")


@functools.cache
def _modules() -> list[str]:
    """Looked up once: a class asks thousands of times."""
    return [f"{__name__}.{info.name}" for info in pkgutil.iter_modules(__path__) if info.name not in _NOT_CHECKS]
