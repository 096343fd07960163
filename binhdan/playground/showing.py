"""A playground's two faces: live widgets where there are any, a still page where there are not."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod

_VIEW = "application/vnd.jupyter.widget-view+json"


class Playground(ABC):
    """Show ``widget()`` in a live notebook and ``still()`` (HTML) wherever the page is only read."""

    @abstractmethod
    def widget(self):
        """Return the ipywidgets widget; called when the notebook shows it."""

    @abstractmethod
    def still(self) -> str:
        """Return HTML for readers without a kernel."""

    def __repr__(self) -> str:
        return "Ô thử: mở bài này trong JupyterLab để bấm thử."

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": repr(self), "text/html": self.still()}
        if _live():
            bundle[_VIEW] = self.widget()._repr_mimebundle_()[_VIEW]
        return bundle


def _live() -> bool:
    """Whether a front end is connected that can show widgets: a kernel, not a build or a marker."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None and "NBGRADER_EXECUTION" not in os.environ
