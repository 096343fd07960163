"""A Scene drawn as PNG by Pillow, with its alt text and its layout written inside."""

import importlib.util
import io
import json
import math
from collections import defaultdict
from dataclasses import dataclass

from binhdan.ai.practice.errors import Problem
from binhdan.ai.practice.scene import Blank, Item, Scene, describe
from binhdan.ai.practice.shapes import SHAPES, Pen, brand_label

_NOT_INSTALLED = "Máy này chưa vẽ được. Hãy cài thêm: pip install 'binhdan[media]'."
# Where an object goes by name, as shares of the room that the blank band leaves.
_ACROSS = {"trái": 1 / 3, "giữa": 1 / 2, "phải": 2 / 3, "": 1 / 2}
_DOWN = {"trên": 1 / 3, "dưới": 2 / 3, "": 2 / 3}
_TALLEST, _GAP, _PERSON = 0.6, 1.12, 0.22
_SKY, _DUSK, _SUN = ("#d9ecf2", "#fff1cf"), "#f3b38a", "#f7c948"
_GROUND = {"đồi chè": "#8fbf6b", "núi": "#7d9aa6", "bàn gỗ": "#b98555"}
_PLAIN = {"nền trắng": "#ffffff", "nền xanh": "#cfe5c8", "nền vàng": "#f6e7c1", "": "#e7e4dc"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Placed:
    """One object and the square, in pixels, that it is drawn in."""

    name: str
    box: Box


def draw_picture(scene: Scene, width: int, height: int) -> bytes:
    """Return ``scene`` as a PNG of ``width`` × ``height`` pixels.

    Its text chunks hold the alt text (Description) and the layout as JSON (Scene): objects with
    their boxes and the blank band, in pixels. Raises Problem 501 without the media extra.
    """
    if importlib.util.find_spec("PIL") is None:
        raise Problem(501, _NOT_INSTALLED, "media_not_installed", headers=(("x-should-retry", "false"),))
    from PIL import Image, ImageDraw, PngImagePlugin

    band = blank_box(scene.blank, width, height) if scene.blank else None
    room = _room(scene.blank, width, height)
    placed = arrange(scene, room)
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    colour = _paint_background(draw, scene, width, height)
    if scene.light:
        _paint_sun(draw, room, placed)
    _paint_objects(draw, scene, placed)
    if band:
        draw.rectangle((band[0], band[1], band[2] - 1, band[3] - 1), fill=colour)
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Description", describe(scene), lang="vi")
    notes.add_itxt("Scene", json.dumps(_layout(scene, placed, band), ensure_ascii=False))
    file = io.BytesIO()
    image.save(file, "PNG", pnginfo=notes)
    return file.getvalue()


def blank_box(blank: Blank, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the blank band as (left, top, right, bottom) in pixels."""
    across, down = round(width * blank.share), round(height * blank.share)
    return {
        "trên": (0, 0, width, down),
        "dưới": (0, height - down, width, height),
        "trái": (0, 0, across, height),
        "phải": (width - across, 0, width, height),
    }[blank.side]


def arrange(scene: Scene, room: Box) -> list[Placed]:
    """Return where each object goes inside ``room``: groups centred on the thirds, none over another.

    The person whom nobody asked for stands in the lower left corner, even in front of something.
    """
    groups = defaultdict(list)
    for item in scene.items or (Item("lá chè"),):
        groups[item.across or "giữa"].append(item)
    placed = []
    for across, items in groups.items():
        centre, half = _column(across, list(groups), room)
        height = _TALLEST * (room[3] - room[1]) / len(items)
        for row, item in enumerate(items):
            placed += _grid(item, centre, 2 * half, _middle(item, row, len(items), room), height)
    if scene.person:
        side = _PERSON * min(room[2] - room[0], room[3] - room[1])
        placed.append(Placed("người", (room[0], room[3] - side, room[0] + side, room[3])))
    return placed


def _room(blank: Blank | None, width: int, height: int) -> Box:
    if not blank:
        return 0, 0, width, height
    left, top, right, bottom = blank_box(blank, width, height)
    return {
        "trên": (0, bottom, width, height),
        "dưới": (0, 0, width, top),
        "trái": (right, 0, width, height),
        "phải": (0, 0, left, height),
    }[blank.side]


def _column(across: str, used: list[str], room: Box) -> tuple[float, float]:
    """Return the centre of a column and the half width that keeps it clear of its neighbours."""
    width = room[2] - room[0]
    centre = _ACROSS[across]
    nearest = min((abs(centre - _ACROSS[other]) / 2 for other in used if other != across), default=1)
    return room[0] + centre * width, min(centre, 1 - centre, nearest) * width * 0.94


def _middle(item: Item, row: int, rows: int, room: Box) -> float:
    # Groups that share a column stand one above the other, below the upper fifth of the room.
    share = _DOWN[item.down] if rows == 1 else 0.2 + 0.8 * (row + 0.5) / rows
    return room[1] + share * (room[3] - room[1])


def _grid(item: Item, centre: float, width: float, middle: float, height: float) -> list[Placed]:
    """Return ``item``'s objects in the rows that let them be largest, centred on (centre, middle)."""
    rows = max(range(1, item.count + 1), key=lambda n: min(width / math.ceil(item.count / n), height / n))
    columns = math.ceil(item.count / rows)
    step = min(width / columns, height / rows)
    placed = []
    for index in range(item.count):
        row, column = divmod(index, columns)
        in_row = min(columns, item.count - row * columns)
        x, y = centre + (column - (in_row - 1) / 2) * step, middle + (row - (rows - 1) / 2) * step
        half = step / _GAP / 2
        placed.append(Placed(item.name, (x - half, y - half, x + half, y + half)))
    return placed


def _paint_background(draw, scene: Scene, width: int, height: int) -> str:
    """Paint what is behind; return the colour that a blank band takes."""
    if scene.background not in _GROUND:
        colour = _PLAIN.get(scene.background, _PLAIN[""])
        draw.rectangle((0, 0, width, height), fill=colour)
        return colour
    sky = _DUSK if scene.light == "chiều" else _SKY[bool(scene.light)]
    draw.rectangle((0, 0, width, height), fill=sky)
    ground = _GROUND[scene.background]
    if scene.background == "bàn gỗ":
        draw.rectangle((0, height * 0.6, width, height), fill=ground)
    elif scene.background == "núi":
        draw.polygon([(0, height), (0, height * 0.7), (width * 0.3, height * 0.3), (width * 0.55, height * 0.65)], fill=ground)
        draw.polygon([(0, height), (width * 0.3, height * 0.75), (width * 0.75, height * 0.35), (width, height)], fill=ground)
    else:
        _paint_hills(draw, width, height, ground)
    return sky


def _paint_hills(draw, width: int, height: int, colour: str) -> None:
    draw.ellipse((-width * 0.4, height * 0.45, width * 0.8, height * 1.5), fill=colour)
    draw.ellipse((width * 0.3, height * 0.5, width * 1.5, height * 1.6), fill="#7fb05c")
    for row in range(1, 6):
        top = height * (0.5 + row * 0.09)
        draw.arc((width * 0.3, top, width * 1.5, top + height), 180, 360, fill="#6a9a4a", width=max(1, height // 160))


def _paint_sun(draw, room: Box, placed: list[Placed]) -> None:
    size = 0.14 * min(room[2] - room[0], room[3] - room[1])
    crowded_right = any(p.box[2] > room[2] - 2 * size and p.box[1] < room[1] + 2 * size for p in placed)
    left = room[0] + size / 2 if crowded_right else room[2] - size * 1.5
    draw.ellipse((left, room[1] + size / 2, left + size, room[1] + size * 1.5), fill=_SUN)


def _paint_objects(draw, scene: Scene, placed: list[Placed]) -> None:
    for thing in placed:
        pen = Pen(draw, thing.box)
        SHAPES[thing.name](pen)
        if thing.name == "gói chè" and scene.label:
            brand_label(pen)


def _layout(scene: Scene, placed: list[Placed], band: tuple[int, int, int, int] | None) -> dict:
    objects = [{"name": thing.name, "box": [round(edge) for edge in thing.box]} for thing in placed]
    made_up = scene.label and any(thing.name == "gói chè" for thing in placed)
    return {"objects": objects, "blank": list(band) if band else None, "background": scene.background, "label": made_up}
