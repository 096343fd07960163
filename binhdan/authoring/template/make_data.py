"""Make the sealed keys of this lesson's twelve situations. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check.choices import key

HERE = Path(__file__).parent
OPTIONS = ["a", "b", "c", "d", "e", "f"]
# Part of the check -> situation -> what is wrong there. Each part has three different answers,
# so that giving the same answer everywhere never passes.
PARTS = {
    "data/tinh-huong-1": {"1": "b", "2": "c", "3": "e"},
    "data/tinh-huong-2": {"4": "a", "5": "d", "6": "f"},
    "hidden/tinh-huong-3": {"7": "c", "8": "e", "9": "f"},
    "hidden/tinh-huong-4": {"10": "d", "11": "a", "12": "b"},
}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for place, answers in PARTS.items():
        held_out = {"held_out": True} if place.startswith("hidden/") else {}
        write(place, key(place.rpartition("/")[2], answers, OPTIONS) | held_out)
