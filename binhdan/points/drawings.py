"""The drawings of badges and ranks: tea from seed to cup, as small inline SVG."""

from __future__ import annotations

from html import escape

INK, LEAF, YOUNG, PALE, FACE = "#24523a", "#3f8f4f", "#8fc35a", "#d5e6b5", "#f6f4e3"
CLAY, GOLD, EARTH = "#b5562f", "#d9982b", "#8a6a45"
# Drawn by hand, so not quite round. Each drawing has a face of its own: it looks the same on a light and on a dark page.
_DISC = "M24.3 1.9C36.6 1.8 46.2 11.4 46.1 24.1 46 36.5 36.4 46.3 23.8 46.1 11.5 46 1.8 36.3 1.9 23.7 2 11.6 11.9 2 24.3 1.9Z"
_SHIELD = "M24 1.8C30 4.6 37.6 5.6 44.2 5.2 45.6 20.4 44.6 36.6 24.1 46.3 3.5 36.8 2.3 20.2 3.8 5.2 10.6 5.6 18 4.5 24 1.8Z"


def _leaf(x: float, y: float, turn: float, length: float, fill: str, wide: float = 0.34, rib: str = INK) -> str:
    """A leaf that grows from (x, y), turned clockwise from upright by degrees."""
    right, left = length * wide, length * wide * 0.86
    edge = (
        f"M0 0C{right:.1f} {-length * 0.22:.1f} {right * 1.05:.1f} {-length * 0.7:.1f} 0.3 {-length:.1f}"
        f"C{-left:.1f} {-length * 0.74:.1f} {-left * 1.1:.1f} {-length * 0.26:.1f} 0 0Z"
    )
    vein = f"M0 {-length * 0.08:.1f}Q{length * 0.05:.1f} {-length * 0.45:.1f} 0.1 {-length * 0.78:.1f}"
    return (
        f'<g transform="translate({x:g} {y:g}) rotate({turn:g})"><path d="{edge}" fill="{fill}" stroke="{INK}" stroke-width="1.3"/>'
        f'<path d="{vein}" fill="none" stroke="{rib}" stroke-width=".9"/></g>'
    )


def _bud(x: float, y: float, turn: float, length: float) -> str:
    """A bud that has not opened: slim and pale."""
    return _leaf(x, y, turn, length, PALE, 0.22)


def _line(path: str, colour: str = INK, width: float = 1.6, fill: str = "none") -> str:
    return f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{width:g}"/>'


def _dot(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{INK}" stroke-width="1"/>'


def _weeks(count: int, fill: str, rest: str = FACE) -> str:
    """A week as a wreath: five leaves for days of practice, two for rest; in the middle how many weeks."""
    leaves = "".join(
        f'<g transform="rotate({place * 360 / 7:.1f} 24 24)">{_leaf(24, 12.8, 0, 9, fill if place < 5 else rest, 0.44)}</g>'
        for place in range(7)
    )
    size = 14 if count < 10 else 12.5
    return (
        f'{leaves}<text x="24" y="{24 + size * 0.36:.1f}" text-anchor="middle" font-family="Be Vietnam Pro, Segoe UI, sans-serif" '
        f'font-weight="700" font-size="{size}" fill="{INK}" stroke="none">{count}</text>'
    )


def _cup(steam: str) -> str:
    return (
        _line("M12 22.5C12.2 32.5 16 37.4 22.8 37.5 29.8 37.5 33.7 32.4 34 22.4Z", fill=CLAY)
        + _line("M34 25.2C40.2 23.6 41 31.6 32.4 32.2")
        + f'<ellipse cx="23" cy="22.6" rx="11" ry="2.9" fill="{YOUNG}" stroke="{INK}" stroke-width="1.5"/>'
        + _line("M12.5 40.4C19.6 41.7 27 41.6 34.2 40.2")
        + steam
    )


_STEAM = _line("M18.6 17.2C16.6 14.4 20.4 12.6 18.4 9.2") + _line("M24.4 16.6C22.4 13.4 26.4 11.2 24.2 7.2") + _line("M30 17.2C28.2 14.6 31.8 12.8 29.8 9.4")
_GROUND = _line("M10.5 35.6C18.6 33.9 29.6 33.8 37.6 35.4", EARTH, 2)
_POT = (
    _line("M13.4 26.2C13.2 34.6 17.4 37.6 24 37.6 30.6 37.6 34.9 34.4 34.6 26 34.4 20.9 30 18.6 24 18.6 18 18.6 13.6 21 13.4 26.2Z", fill=CLAY)
    + _line("M34.2 23.4C40.4 20.6 43 27.6 34.4 31")
    + _line("M13.6 28.4C9.4 27.4 9.8 22.6 6.8 20.4L10.2 19.2C12.6 20.4 12.6 23 14.2 24", fill=CLAY)
    + _line("M17.6 19.6C20 17.4 28 17.4 30.4 19.6")
    + _dot(24, 16.2, 1.8, GOLD)
)
_BADGES = {
    "first-lesson": _GROUND
    + _line("M18.4 34.4C18.2 29.4 29.6 29.2 29.6 34.4 29.4 38.6 18.8 38.8 18.4 34.4Z", fill=EARTH)
    + _line("M24 31C24.4 27 23.6 24 24.2 20.6", LEAF, 2.2)
    + _leaf(24, 22, -52, 13, YOUNG)
    + _leaf(24.2, 21.4, 48, 14, LEAF),
    "put-right": _leaf(13.5, 37.5, 44, 35, LEAF, 0.36)
    + _line("M20.4 18.6L25.4 23 23.6 27 29 31.2", FACE, 2.4)
    + "".join(_line(f"M{x - 2.6:g} {y + 1.9:g}L{x + 2.6:g} {y - 1.9:g}", CLAY, 2) for x, y in ((21.8, 20), (24.4, 25.2), (27.2, 29.8))),
    "ten-lessons": _bud(17, 26, -26, 14)
    + _bud(31, 26, 26, 14)
    + _leaf(20.4, 26, -10, 17, YOUNG)
    + _leaf(27.6, 26, 12, 17, LEAF)
    + _bud(24, 26, 0, 19)
    + _line("M11.4 25.4C18 27.2 30.4 27.2 36.8 25.4L32.8 39.4C28 41 20 41 15.4 39.4Z", fill=GOLD)
    + _line("M13 30C20 31.8 28.4 31.8 35.4 30M14.4 34.8C20 36.4 28.4 36.4 34 34.8M19.4 26.8L20.6 40.2M28.8 26.8L27.6 40.2", EARTH, 1.1),
    "week-1": _weeks(1, PALE),
    "weeks-5": _weeks(5, YOUNG),
    "weeks-20": _weeks(20, LEAF),
    "weeks-50": _weeks(50, GOLD),
    "challenge": _line("M6.4 36.4C12.4 33.8 17.4 22 24.2 19.6 30.4 21.6 35.8 33.6 41.8 36.2 36 41.6 12.4 41.8 6.4 36.4Z", fill=LEAF)
    + _line("M17.2 27.6C21.6 29.4 27 29.4 31 27.4M12.9 33.4C20 36 28.4 36 35.4 33.2", PALE, 1.4)
    + _line("M24.2 20V6.8", INK, 1.8)
    + _line("M24.4 7.2C28 5.6 30.6 9.4 35.2 7.6L33.4 11.2 35.4 14.4C31 16 28.4 12.4 24.4 14Z", fill=CLAY),
    "teach-back": _line("M8.6 12.4C18 10.6 27.6 10.7 34.4 12.2 35.6 17.4 35.4 22.4 34.2 26.6 28 27.6 22.6 27.7 18.4 27.5L12.6 32.4 13 27.1 8.8 26.4C7.6 21.6 7.5 16.8 8.6 12.4Z", fill=PALE)
    + _leaf(15.8, 23.4, 58, 14, LEAF)
    + _line("M24.6 30.4C29 29.6 33.6 29.6 36.6 30.2 37.3 32.4 37.2 34.4 36.6 36.4L34.8 36.8 35.2 40.2 31.2 37.1C28.6 37.2 26.6 37 24.6 36.6 23.9 34.6 23.9 32.4 24.6 30.4Z", fill=GOLD),
    "no-hints": _line("M8.4 14.6C18.6 13.6 29.6 13.6 39.6 14.5 40.4 21 40.3 28.4 39.5 34.6 29.2 35.6 18.6 35.6 8.5 34.7 7.7 28 7.7 21.2 8.4 14.6Z", fill=PALE)
    + _line("M8.8 15.4C14 20.4 18.6 24.4 24 27.4 29.4 24.4 34.2 20.4 39.2 15.3M8.8 34.2L18.8 24.2M39.2 34.2L29.2 24.2")
    + _dot(24, 27, 5.2, CLAY)
    + _leaf(22.6, 30, 28, 6, FACE),
    "level": _cup(_STEAM),
    "improved": _line("M8.4 38.6C18 37.4 29.6 37.3 39.6 38.4", EARTH, 2)
    + _line("M15.4 38C15.6 34.6 15.2 32 15.4 29.6M30.4 38C30.8 31.6 30 27.4 30.4 21", LEAF, 2)
    + _leaf(15.4, 33.4, -34, 8.6, YOUNG)
    + _leaf(15.4, 32, 30, 9, YOUNG)
    + _leaf(30.4, 32, -50, 12, LEAF)
    + _leaf(30.4, 29, 48, 12.4, LEAF)
    + _bud(30.4, 23, 4, 15)
    + _line("M9.4 22.6C12.4 17.4 15.4 14.2 19.4 11.4M13.8 10.8L20 10.9 19.4 17", CLAY, 2.1),
}
_RANKS = (
    _line("M17 31.6C16.6 22.4 22.4 17.6 27.6 16.6 32.6 21.4 33 29.6 28 33.2 24 35.6 18.8 35.2 17 31.6Z", fill=EARTH) + _line("M20.6 31C21.2 25.8 23.6 22 27 19.4", GOLD, 1.4),
    _line("M12 37C19.6 35.2 28.6 35.1 36 36.8", EARTH, 2) + _line("M24 36.4C24.4 31 23.6 28 24 24", LEAF, 2.2) + _leaf(24, 27, -52, 13.4, YOUNG) + _leaf(24, 26, 48, 14.4, LEAF),
    _line("M24 39C24.5 33 23.5 30 24 25", LEAF, 2.2) + _leaf(24, 34, -58, 12, LEAF) + _leaf(24, 27, 0, 19, PALE, 0.3) + _line("M20.6 25.4C21 19.4 22.6 15 24.2 10.6", YOUNG, 1.3),
    _line("M24 39.4C24.5 34 23.5 30 24 25", LEAF, 2.2) + _leaf(24, 32, -48, 18, LEAF) + _leaf(24, 30, 46, 19, YOUNG) + _bud(24, 27, 2, 18),
    _POT + _line("M20.8 13.2C19.2 10.8 22 9.4 20.6 6.8M27 13.2C25.4 10.8 28.2 9.4 26.8 6.8", INK, 1.4),
    _POT
    + _leaf(24, 34, -44, 9.4, YOUNG)
    + _leaf(24, 34, 40, 9.8, PALE)
    + _line("M24 12.8V8.4M20.6 12.4L13.8 10.6M27.4 12.4L34.2 10.6", INK, 1.3)
    + "".join(_dot(x, y, 2.2, GOLD) for x, y in ((12.6, 10.2), (24, 7.4), (35.4, 10.2))),
)


def badge(key: str, name: str) -> str:
    """Return the drawing of a badge, titled with its name; KeyError where there is none of that key."""
    return _svg(_DISC, GOLD if key in ("level", "weeks-50") else LEAF, _BADGES[key], name)


def rank(place: int, name: str) -> str:
    """Return the drawing of a rank: 0 is before the first; beyond the last drawing the last serves."""
    return _svg(_SHIELD, GOLD if place >= len(_RANKS) - 1 else LEAF, _RANKS[min(place, len(_RANKS) - 1)], name)


def _svg(frame: str, ring: str, drawn: str, name: str) -> str:
    title = escape(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48" role="img" aria-label="{title}" '
        f'stroke-linecap="round" stroke-linejoin="round"><title>{title}</title>'
        f'<path d="{frame}" fill="{FACE}" stroke="{ring}" stroke-width="2.4"/>{drawn}</svg>'
    )
