"""The certificate's ornaments: fine guilloche lines and a tea shoot, drawn as SVG."""

from __future__ import annotations

from math import cos, pi, sin

GREEN, GOLD, PALE = "#1f5c46", "#b08d3c", "#e9eee2"
_STEPS = 720


def rosette(colour: str, petals: int = 18, lines: int = 9, width: float = 0.55) -> str:
    """Return a rosette of interwoven waves on a canvas of 400 × 400."""
    rings = []
    for line in range(lines):
        shift = 2 * pi * line / lines
        rings.append(_closed(lambda a: 172 + 14 * sin(petals * a + shift)))
        rings.append(_closed(lambda a: 122 + 30 * cos(petals / 2 * a + shift)))
        rings.append(_closed(lambda a: 62 + 26 * sin(petals / 3 * a + shift)))
    return _svg(400, 400, f'<path d="{" ".join(rings)}" fill="none" stroke="{colour}" stroke-width="{width}"/>')


def band(length: float, colour: str, height: float = 12, wave: float = 24) -> str:
    """Return a straight band of crossing waves, ``length`` units long; it starts and ends at a crossing."""
    count = max(1, round(length / wave))
    paths = []
    for phase in range(4):
        points = []
        for step in range(count * 24 + 1):
            x = length * step / (count * 24)
            y = height / 2 + (height / 2 - 0.6) * sin(2 * pi * count * x / length + phase * pi / 2)
            points.append(f"{x:.2f},{y:.2f}")
        paths.append("M" + " L".join(points))
    return _svg(length, height, f'<path d="{" ".join(paths)}" fill="none" stroke="{colour}" stroke-width="0.5"/>')


def tea_shoot(leaf: str, vein: str) -> str:
    """Return a bud with two leaves, on a canvas of 100 × 100."""
    side = "M50,78 C30,74 12,58 8,34 C30,38 46,54 50,78 Z"
    ribs = "M50,78 C38,62 24,48 8,34 M37,61 C31,60 26,57 21,52 M31,54 C29,49 28,46 27,41"
    bud = "M50,70 C41,54 42,28 50,8 C58,28 59,54 50,70 Z"
    mirrored = 'transform="translate(100,0) scale(-1,1)"'
    parts = [f'<path d="{side}" fill="{leaf}"/><path d="{ribs}" fill="none" stroke="{vein}" stroke-width="1.3"/>']
    parts.append(f"<g {mirrored}>{parts[0]}</g>")
    parts.append(f'<path d="{bud}" fill="{leaf}"/><path d="M50,68 V20" stroke="{vein}" stroke-width="1.3"/>')
    parts.append(f'<path d="M50,68 C50,80 50,88 48,96" fill="none" stroke="{leaf}" stroke-width="3.4" stroke-linecap="round"/>')
    return _svg(100, 100, "".join(parts))


def _closed(radius) -> str:
    points = []
    for step in range(_STEPS):
        a = 2 * pi * step / _STEPS
        points.append(f"{200 + radius(a) * sin(a):.1f},{200 - radius(a) * cos(a):.1f}")
    return "M" + " L".join(points) + " Z"


def _svg(width: float, height: float, body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{body}</svg>'
