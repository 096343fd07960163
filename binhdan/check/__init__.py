"""What exercises are checked with: one function a property, each giving a verdict with its reason.

A check module in this folder offers its functions by the name ``@checked``; all of them are
reached as ``check.name``, and loaded only when first used.
"""

import importlib
import pkgutil

_NOT_CHECKS = {"verdict", "registry"}


def __getattr__(name: str):
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        if module in _NOT_CHECKS or name.startswith("_"):
            continue
        found = getattr(importlib.import_module(f"{__name__}.{module}"), name, None)
        if getattr(found, "is_check", False):
            return found
    raise AttributeError(f"Không có phép kiểm {name!r}.")
