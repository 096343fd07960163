"""The simple objects that the practice model can draw, each inside a square box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Box = tuple[float, float, float, float]
LEAF, DARK_LEAF, CLAY, DARK_CLAY = "#4f8a3c", "#2f5d2a", "#a4562f", "#7a3d20"
CREAM, WHITE, INK, TEA, WOOD = "#f4ead2", "#fdfcf8", "#3b2a1e", "#b9772b", "#8b5e3c"
SKIN, HAT, CLOTH, PETAL, STRAW = "#e0ac83", "#e6d19a", "#3d5a80", "#e58fa6", "#cfa45b"


class Pen:
    """Draws in a box by shares: (0, 0) is its top left corner, (1, 1) its bottom right."""

    def __init__(self, draw: ImageDraw, box: Box):
        self._draw, (self._x, self._y, right, bottom) = draw, box
        self._w, self._h = right - self._x, bottom - self._y

    def _at(self, shares: tuple[float, ...]) -> list[float]:
        return [(self._x + s * self._w) if i % 2 == 0 else (self._y + s * self._h) for i, s in enumerate(shares)]

    def rectangle(self, *shares: float, fill: str) -> None:
        self._draw.rectangle(self._at(shares), fill=fill)

    def ellipse(self, *shares: float, fill: str) -> None:
        self._draw.ellipse(self._at(shares), fill=fill)

    def polygon(self, *shares: float, fill: str) -> None:
        self._draw.polygon(self._at(shares), fill=fill)

    def line(self, *shares: float, fill: str, width: float = 0.04) -> None:
        self._draw.line(self._at(shares), fill=fill, width=max(1, round(width * self._w)))

    def arc(self, *shares: float, start: int, end: int, fill: str, width: float = 0.06) -> None:
        self._draw.arc(self._at(shares), start, end, fill=fill, width=max(1, round(width * self._w)))


def tea_pack(pen: Pen) -> None:
    pen.polygon(0.2, 0.15, 0.8, 0.15, 0.85, 1, 0.15, 1, fill=LEAF)
    pen.rectangle(0.2, 0.05, 0.8, 0.18, fill=DARK_LEAF)
    pen.ellipse(0.3, 0.4, 0.7, 0.8, fill=CREAM)
    pen.polygon(0.5, 0.45, 0.6, 0.6, 0.5, 0.75, 0.4, 0.6, fill=DARK_LEAF)


def brand_label(pen: Pen) -> None:
    """Scribble the made-up label that a model adds to a pack when nobody forbids it."""
    pen.rectangle(0.25, 0.84, 0.75, 0.95, fill=WHITE)
    pen.line(0.3, 0.9, 0.38, 0.87, 0.46, 0.92, 0.54, 0.87, 0.62, 0.92, 0.7, 0.88, fill="#c0392b", width=0.03)


def teapot(pen: Pen) -> None:
    pen.arc(0.6, 0.35, 1, 0.8, start=-90, end=90, fill=DARK_CLAY, width=0.08)
    pen.polygon(0.22, 0.6, 0, 0.35, 0.08, 0.32, 0.3, 0.5, fill=DARK_CLAY)
    pen.ellipse(0.18, 0.3, 0.82, 1, fill=CLAY)
    pen.ellipse(0.32, 0.25, 0.68, 0.42, fill=DARK_CLAY)
    pen.ellipse(0.45, 0.12, 0.55, 0.28, fill=DARK_CLAY)


def cup(pen: Pen) -> None:
    pen.polygon(0.15, 0.45, 0.85, 0.45, 0.68, 1, 0.32, 1, fill=WHITE)
    pen.ellipse(0.15, 0.32, 0.85, 0.58, fill="#ded6c4")
    pen.ellipse(0.21, 0.36, 0.79, 0.54, fill=TEA)
    pen.line(0.42, 0.25, 0.47, 0.15, 0.42, 0.05, fill="#e9e9e4", width=0.03)
    pen.line(0.58, 0.25, 0.63, 0.15, 0.58, 0.05, fill="#e9e9e4", width=0.03)


def leaf(pen: Pen) -> None:
    pen.polygon(0.5, 0.05, 0.8, 0.35, 0.72, 0.7, 0.5, 0.95, 0.28, 0.7, 0.2, 0.35, fill=LEAF)
    pen.line(0.5, 0.15, 0.5, 1, fill=DARK_LEAF, width=0.03)
    pen.line(0.5, 0.55, 0.68, 0.4, fill=DARK_LEAF, width=0.02)
    pen.line(0.5, 0.65, 0.32, 0.5, fill=DARK_LEAF, width=0.02)


def basket(pen: Pen) -> None:
    pen.arc(0.2, 0.05, 0.8, 0.85, start=180, end=360, fill=WOOD, width=0.05)
    pen.polygon(0.1, 0.45, 0.9, 0.45, 0.75, 1, 0.25, 1, fill=STRAW)
    for share in (0.58, 0.71, 0.84):
        pen.line(0.14, share, 0.86, share, fill=WOOD, width=0.02)


def flower(pen: Pen) -> None:
    pen.line(0.5, 0.4, 0.5, 1, fill=DARK_LEAF, width=0.05)
    for x, y in ((0.5, 0.15), (0.7, 0.32), (0.62, 0.55), (0.38, 0.55), (0.3, 0.32)):
        pen.ellipse(x - 0.14, y - 0.14, x + 0.14, y + 0.14, fill=PETAL)
    pen.ellipse(0.4, 0.27, 0.6, 0.47, fill="#f2c14e")


def tree(pen: Pen) -> None:
    pen.rectangle(0.44, 0.6, 0.56, 1, fill=WOOD)
    pen.ellipse(0.1, 0.2, 0.6, 0.72, fill=DARK_LEAF)
    pen.ellipse(0.4, 0.2, 0.9, 0.72, fill=DARK_LEAF)
    pen.ellipse(0.22, 0, 0.78, 0.6, fill=LEAF)


def house(pen: Pen) -> None:
    pen.rectangle(0.15, 0.45, 0.85, 1, fill=CREAM)
    pen.polygon(0.5, 0.05, 1, 0.48, 0, 0.48, fill=CLAY)
    pen.rectangle(0.42, 0.65, 0.58, 1, fill=WOOD)


def person(pen: Pen) -> None:
    pen.polygon(0.35, 0.42, 0.65, 0.42, 0.75, 1, 0.25, 1, fill=CLOTH)
    pen.ellipse(0.38, 0.16, 0.62, 0.44, fill=SKIN)
    pen.polygon(0.5, 0.02, 0.78, 0.24, 0.22, 0.24, fill=HAT)


SHAPES: dict[str, Callable[[Pen], None]] = {
    "gói chè": tea_pack,
    "ấm": teapot,
    "chén": cup,
    "lá chè": leaf,
    "giỏ": basket,
    "hoa": flower,
    "cây": tree,
    "nhà": house,
    "người": person,
}
