"""Reading an image brief: which objects, how many, where, on what, and what to leave out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from binhdan.ai.practice.identity import digest
from binhdan.text import fold, nfc

# What the practice model can draw, and the words that name it.
OBJECTS = {
    "gói chè": ("gói chè", "gói trà", "túi chè", "túi trà", "hộp chè", "hộp trà", "bao bì chè"),
    "ấm": ("ấm trà", "ấm chè", "ấm tích", "ấm pha trà", "ấm"),
    "chén": ("chén trà", "chén chè", "tách trà", "cốc trà", "chén", "tách", "cốc"),
    "lá chè": ("lá chè", "lá trà", "búp chè", "búp trà", "đọt chè"),
    "giỏ": ("giỏ tre", "giỏ mây", "gùi", "giỏ"),
    "hoa": ("bông hoa", "lọ hoa", "hoa"),
    "cây": ("cây chè", "cây xanh", "cây"),
    "nhà": ("ngôi nhà", "nhà sàn", "nhà văn hoá", "nhà"),
    "người": ("người", "cô gái", "em bé", "nông dân", "bà con"),
}
BACKGROUNDS = {
    "đồi chè": ("đồi chè", "nương chè", "vườn chè", "đồi"),
    "núi": ("dãy núi", "núi"),
    "bàn gỗ": ("bàn gỗ", "mặt bàn", "chiếc bàn", "sàn gỗ"),
    "nền trắng": ("nền trắng", "phông trắng"),
    "nền xanh": ("nền xanh", "phông xanh"),
    "nền vàng": ("nền vàng", "nền be", "nền kem"),
}
_LIGHTS = {
    "nắng": ("nắng sớm", "nắng", "mặt trời", "bình minh"),
    "chiều": ("hoàng hôn", "chiều tà", "nắng chiều"),
}
_COUNTS = dict(một=1, hai=2, đôi=2, cặp=2, ba=3, bốn=4, năm=5, sáu=6, bảy=7, tám=8, chín=9, mười=10)
_VAGUE_COUNTS = ("các", "những", "vài", "nhiều", "mấy")
_CLASSIFIERS = ("chiếc", "cái", "bộ", "chú", "quả", "ngôi", "con", "bức")
_MOST = 12
_FRACTIONS = {"1/2": 0.5, "nửa": 0.5, "1/3": 1 / 3, "phần ba": 1 / 3, "1/4": 0.25, "phần tư": 0.25, "1/5": 0.2}
_SIDES = {"trên": ("trên",), "dưới": ("dưới",), "trái": ("trái",), "phải": ("phải",)}
_BLANK = re.compile(r"\b(chừa|để trống|khoảng trống|khoảng trắng|vùng trống|chỗ trống)")
_NO = re.compile(r"\b(không|cấm|tránh|đừng|loại bỏ)\b")
_LABEL = re.compile(r"\b(nhãn|nhãn hiệu|thương hiệu|logo|chữ)\b")
_TOKEN = re.compile(r"[\w/]+")
_SENTENCE = re.compile(r"[;.\n]+")
# Everyday phrases that contain one of the words above and mean something else.
_MISLEADING = ("không gian", "không khí", "ấm cúng", "ấm áp", "người xem", "người mua", "nhà máy", "nhà nước")


@dataclass(frozen=True)
class Item:
    """``count`` objects of one kind, ``across`` (trái, giữa, phải) and ``down`` (trên, dưới) in the frame."""

    name: str
    count: int = 1
    across: str = ""
    down: str = ""


@dataclass(frozen=True)
class Blank:
    """An empty band for text: which side, and how much of the frame (0–1)."""

    side: str
    share: float


@dataclass(frozen=True)
class Scene:
    """What will be drawn. ``label`` and ``person`` are what a model adds when nobody forbids it."""

    items: tuple[Item, ...]
    background: str = ""
    light: str = ""
    blank: Blank | None = None
    label: bool = True
    person: bool = True


def read_scene(brief: str) -> Scene:
    """Return the Scene that ``brief`` describes; what it leaves open is chosen for it, always the same way."""
    words = _Words(brief)
    scene, default = Scene(()), Item("")
    wanted: dict[str, Item] = {}
    banned: set[str] = set()
    for clause, forbidden in words.clauses():
        found = words.items(clause)
        across, down = words.place(clause)
        if forbidden:
            banned |= {item.name for item in found}
            scene = replace(scene, label=scene.label and not words.search(_LABEL, clause))
        elif words.search(_BLANK, clause):
            scene = replace(scene, blank=words.blank(clause))
        else:
            scene = _with_setting(scene, words, clause)
            wanted.update((item.name, replace(item, across=across, down=down)) for item in found)
            if not found and (across or down):
                default = Item("", across=across, down=down)
    kept = (item for name, item in wanted.items() if name not in banned)
    placed = tuple(i if i.across or i.down else replace(i, across=default.across, down=default.down) for i in kept)
    return replace(scene, items=placed, person="người" not in banned | set(wanted))


def describe(scene: Scene) -> str:
    """Return the alt text of ``scene``, one Vietnamese line."""
    drawn = [f"{item.count} {item.name}{_place_name(item)}" for item in scene.items]
    parts = [", ".join(drawn) or "một lá chè, vì câu lệnh chưa nêu vật nào AI luyện tập biết vẽ"]
    parts += [scene.background] if scene.background else []
    parts += ["có nắng"] if scene.light else []
    parts += [f"chừa trống phía {scene.blank.side}"] if scene.blank else []
    parts += ["thêm một người không ai yêu cầu"] if scene.person else []
    return "AI luyện tập vẽ: " + "; ".join(parts) + "."


def _with_setting(scene: Scene, words: "_Words", clause: str) -> Scene:
    background = words.first(BACKGROUNDS, clause) or scene.background
    return replace(scene, background=background, light=words.first(_LIGHTS, clause) or scene.light)


def _place_name(item: Item) -> str:
    names = [name for name in (item.across, item.down) if name and name != "giữa"]
    return f" ở một phần ba bên {' '.join(names)}" if names else ""


class _Words:
    """Finds words in one brief: with diacritics if the brief has any, else without."""

    def __init__(self, brief: str):
        self._same = nfc if fold(brief) != nfc(brief).lower() else fold
        self._brief = self._same(brief).lower()
        for phrase in _MISLEADING:
            self._brief = self._brief.replace(self._same(phrase), " ")

    def clauses(self) -> Iterator[tuple[str, bool]]:
        """Yield each clause of the brief, and whether it forbids what it names."""
        for sentence in _SENTENCE.split(self._brief):
            forbidden = False
            for clause in sentence.split(","):
                # "Không có người, nhãn hiệu" goes on forbidding until a clause asks for something.
                forbidden = self.search(_NO, clause) or (forbidden and not self._asks(clause))
                yield clause, forbidden

    def search(self, pattern: re.Pattern, clause: str) -> bool:
        return bool(re.search(self._same(pattern.pattern), clause))

    def first(self, names: dict[str, tuple[str, ...]], clause: str) -> str:
        """Return the first of ``names`` that the clause mentions, or ""."""
        text = self._padded(clause)
        return next((name for name, forms in names.items() if any(f" {self._same(f)} " in text for f in forms)), "")

    def items(self, clause: str) -> list[Item]:
        """Return the objects that the clause mentions, counted."""
        text, found = self._padded(clause), []
        for forms in BACKGROUNDS.values():
            for form in forms:
                text = text.replace(f" {self._same(form)} ", " . ")
        for name, forms in OBJECTS.items():
            for form in forms:
                before, mark, _ = text.partition(f" {self._same(form)} ")
                if mark:
                    found.append(Item(name, self._count(before.split())))
                    text = text.replace(mark, " . ")
                    break
        return found

    def place(self, clause: str) -> tuple[str, str]:
        """Return (across, down) as the clause says them, each "" where it does not."""
        text = self._padded(clause)
        side = {name: any(f" {self._same(word)} " in text for word in words) for name, words in _SIDES.items()}
        middle = f" {self._same('giữa')} " in text or f" {self._same('trung tâm')} " in text
        across = "trái" if side["trái"] else "phải" if side["phải"] else "giữa" if middle else ""
        # "trên bàn" and "trên đồi" say what a thing stands on, not where in the frame it is.
        framed = any(f" {self._same(word)} " in text for word in ("phía trên", "bên trên", "góc trên", "phần ba trên"))
        return across, "trên" if framed else "dưới" if side["dưới"] else ""

    def blank(self, clause: str) -> Blank:
        """Return the blank band that the clause asks for; the top quarter where it does not say."""
        text = self._padded(clause)
        side = next((name for name in _SIDES if f" {self._same(name)} " in text), "trên")
        percent = re.search(r"(\d{1,2})\s*%", clause)
        said = next((share for word, share in _FRACTIONS.items() if self._same(word) in clause), 0.25)
        return Blank(side, min(max(int(percent[1]) / 100, 0.1), 0.5) if percent else said)

    def _count(self, before: list[str]) -> int:
        while before and before[-1] in {self._same(word) for word in _CLASSIFIERS}:
            before = before[:-1]
        last = before[-1] if before else ""
        if last.isdigit():
            return min(max(int(last), 1), _MOST)
        if last in {self._same(word) for word in _VAGUE_COUNTS}:
            return 2 + int(digest(self._brief), 16) % 4
        return {self._same(word): count for word, count in _COUNTS.items()}.get(last, 1)

    def _asks(self, clause: str) -> bool:
        counted = any(item.count > 1 for item in self.items(clause)) or any(c.isdigit() for c in clause)
        return counted or any(self.place(clause)) or bool(self.first(BACKGROUNDS, clause) or self.first(_LIGHTS, clause))

    def _padded(self, clause: str) -> str:
        return " " + " ".join(_TOKEN.findall(clause)) + " "
