"""Hand-ins that are broken, on purpose or not: marked as they stand, or refused with a reason."""

import json
import os
import unicodedata
from pathlib import Path

import tiny_course as small
from attack import Attack
from hostile_course import THREE


def book(folder: Path) -> Path:
    """The notebook of a hand-in."""
    return folder / f"{folder.name}.ipynb"


def edited(change):
    """A change to the notebook's JSON; what it returns, if anything, is written instead."""

    def apply(folder: Path) -> None:
        content = json.loads(book(folder).read_text(encoding="utf-8"))
        new = change(content)
        book(folder).write_text(json.dumps(content if new is None else new), encoding="utf-8")

    return apply


def raw(change):
    """A change to the notebook's bytes."""
    return lambda folder: book(folder).write_bytes(change(book(folder).read_bytes()))


def beside(**files):
    """More files beside the notebook; ``__`` in a name stands for a slash."""

    def apply(folder: Path) -> None:
        for name, text in files.items():
            path = folder / name.replace("__", "/").replace("_py", ".py").replace("_json", ".json")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return apply


def answer(content):
    return next(c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "cong")


def named(content, *names):
    return [c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") in names]


def without(*names):
    return edited(lambda content: content["cells"].__setitem__(slice(None), [c for c in content["cells"] if c not in named(content, *names)]))


def foreign(content):
    for i, cell in enumerate(named(content, "cong-check", "cong-hidden")):
        cell["metadata"]["nbgrader"]["grade_id"] = f"cua-toi-{i}"
        cell["source"] = "10"


def doubled(content):
    for cell in named(content, "cong-check", "cong-check-2", "cong-hidden"):
        content["cells"] += [dict(cell, id=cell["id"] + "2", source="10")] * 2


def worth_more(content):
    for cell in named(content, "cong-check", "cong-hidden"):
        cell["metadata"]["nbgrader"] |= {"points": 100, "locked": False, "solution": True}
        cell["source"] = "passed('x')"
    meta = {"grade_id": "them", "grade": True, "solution": False, "locked": True, "points": 50, "schema_version": 3}
    bare = {"cell_type": "code", "id": "them", "source": "50", "outputs": [], "execution_count": None}
    content["cells"].append(bare | {"metadata": {"nbgrader": meta}})


def ids(content):
    for number, cell in enumerate(content["cells"]):
        cell["id"] = ["x", "x", "o-3", "", "ê" * 200, "x"][number % 6]


def metadata(content):
    heading, *_ = content["cells"]
    checks = named(content, "cong-check", "cong-check-2", "cong-hidden")
    for cell, wrong in zip([heading, *checks], [{"tags": 5}, {"nbgrader": []}, {"nbgrader": {"grade_id": {"a": 1}}}, {"nbgrader": "x"}]):
        cell["metadata"] = wrong


def nested(folder: Path) -> None:
    deep = "[" * 200_000 + "]" * 200_000
    text = book(folder).read_text(encoding="utf-8")
    book(folder).write_text(text.replace('"nbformat":', f'"sau": {deep}, "nbformat":', 1), encoding="utf-8")


def less_nested(folder: Path) -> None:
    def change(content):
        content["metadata"]["sau"] = json.loads("[" * 400 + "]" * 400)

    edited(change)(folder)


def many_cells(content):
    content["cells"] += [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": None}] * 90_000


def many_outputs(content):
    answer(content)["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}] * 130_000


def fifty_megabytes(content):
    answer(content)["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}]


def decomposed(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "dữ liệu chè.txt")).write_text("chè", encoding="utf-8")


def bad_name(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt"))).write_text("x")


def deep_folders(folder: Path) -> None:
    for i in range(150):
        path = folder.joinpath(str(i), *"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")
        path.mkdir(parents=True)
        (path / "x").touch()


def huge_timestamp(folder: Path) -> None:
    with (folder / "timestamp.txt").open("wb") as file:
        file.truncate(3 << 30)


def huge_file(folder: Path) -> None:
    with (folder / "to.bin").open("wb") as file:
        file.truncate(6 << 30)


FAKE = "import sys\ndef passed(*a): return 10\nfailed = passed\nclass Verdict: pass"

ATTACKS = [
    Attack("half-a-file", None, change=raw(lambda b: b[: len(b) // 2]), told="hỏng hoặc chép chưa hết"),
    Attack("empty-file", None, change=raw(lambda b: b""), told="hỏng hoặc chép chưa hết"),
    Attack("utf-16", None, change=raw(lambda b: b.decode().encode("utf-16")), told="không ở dạng UTF-8"),
    Attack("not-a-notebook", None, change=edited(lambda content: [1, 2]), told="không phải là sổ tay"),
    Attack("cells-as-a-dict", None, change=edited(lambda c: {**c, "cells": {"a": 1}}), told="sai cấu trúc"),
    Attack("cell-as-a-string", None, change=edited(lambda c: {**c, "cells": ["import os"]}), told="sai cấu trúc"),
    Attack("source-as-a-dict", None, change=edited(lambda c: answer(c).update(source={"a": 1})), told="sai cấu trúc"),
    Attack("deep-nesting", None, change=nested, told="hỏng hoặc chép chưa hết"),
    Attack("less-deep-nesting", 10, change=less_nested),
    Attack("ninety-thousand-cells", None, change=edited(many_cells), told="quá 500"),
    Attack("hundred-thousand-outputs", 10, change=edited(many_outputs)),
    Attack("fifty-megabytes-of-output", None, change=edited(fifty_megabytes), told="quá lớn"),
    Attack("missing-cells", 0, answer=small.WRONG, change=without("cong-check", "cong-check-2", "cong-hidden", "chuan-bi"), told="ô cong-hidden bị xoá"),
    Attack("no-answer-cell", 0, change=without("cong")),
    Attack("no-cells", 0, change=edited(lambda c: c["cells"].clear()), told="ô cong-check bị xoá"),
    Attack("doubled-cells", 0, answer=small.WRONG, change=edited(doubled), told="ô cong-check bị nhân đôi"),
    Attack("foreign-cells", 0, answer=small.WRONG, change=edited(foreign), told="ô cua-toi-0 không thuộc bài này"),
    Attack("cells-worth-more", 0, answer=small.WRONG, change=edited(worth_more), told="ô cong-check bị sửa"),
    Attack("doubled-ids", 10, change=edited(ids)),
    Attack("metadata-of-wrong-types", 10, change=edited(metadata)),
    Attack("code-as-markdown", 0, answer=small.WRONG, change=edited(lambda c: [x.update(cell_type="markdown") for x in named(c, "cong-check", "cong-hidden")] and None)),
    Attack("lone-surrogate-in-source", 10, change=edited(lambda c: answer(c).update(source=small.RIGHT + "\n# \ud800"))),
    Attack("lone-surrogate-as-grade-id", 10, change=edited(lambda c: c["cells"].append({"cell_type": "code", "id": "\ud800", "source": "", "outputs": [], "execution_count": None, "metadata": {"nbgrader": {"grade_id": "\ud800", "schema_version": 3}}}))),
    Attack("model-answer-by-deleting-a-cell", 0, assignment=THREE, answer="def tinh(n): return 0", change=without("bang"), told="ô bang bị xoá"),
    Attack("link-to-a-file", None, change=lambda f: (f / "so.db").symlink_to(f.parents[2] / "gradebook.db"), told="'so.db' là liên kết"),
    Attack("link-to-a-folder", None, change=lambda f: (f / "goc").symlink_to("/"), told="'goc' là liên kết"),
    Attack("link-that-loops", None, change=lambda f: (f / "vong").symlink_to("vong"), told="'vong' là liên kết"),
    Attack("named-pipe", None, change=lambda f: os.mkfifo(f / "ong"), told="'ong' là tệp đặc biệt"),
    Attack("names-in-nfd", 10, "print(open('dữ liệu chè.txt', encoding='utf-8').read())", change=decomposed, printed="chè"),
    Attack("name-of-broken-bytes", None, change=bad_name, told="tên"),
    Attack("modules-of-ours", 0, answer=small.WRONG, change=beside(binhdan____init___py=FAKE, binhdan__check____init___py=FAKE, binhdan__check__verdict_py=FAKE, json_py=FAKE, nbformat_py=FAKE)),
    Attack("module-beside", 10, "import giup\nprint('GOT')", change=beside(giup_py="TEN = 'giúp'"), told="ModuleNotFoundError"),
    Attack("file-in-place-of-a-folder", 10, change=lambda f: (f / "data").write_text("x"), told="data"),
    Attack("folder-in-place-of-a-file", 10, change=beside(data__mau_json__x="x"), told="data/mau.json"),
    Attack("changed-course-file", 10, "print(open('data/mau.json').read())", change=beside(data__mau_json="[]"), printed="[1, 2]"),
    Attack("deep-folders", None, change=deep_folders, told="thư mục"),
    Attack("huge-timestamp", None, change=huge_timestamp, told="timestamp.txt"),
    Attack("huge-file", None, change=huge_file, told="quá lớn"),
]
