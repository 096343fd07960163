"""What a prompt gives and what it lacks, as a short list for the person who wrote it."""

from binhdan.ai.practice.reader import Reading, read
from binhdan.text import words

# Part -> what it is called on the screen, in the order people are taught.
NAMES = {"role": "vai", "task": "việc", "context": "bối cảnh", "constraints": "ràng buộc", "form": "mẫu đầu ra"}


def checklist(prompt: str) -> list[tuple[str, bool]]:
    """Return (name, present) for the five slots of a prompt."""
    reading = read([{"role": "user", "content": prompt}])
    return [(name, slot_text(reading, part) != "") for part, name in NAMES.items()]


def slot_text(reading: Reading, part: str) -> str:
    """Return what one of the five slots says; a slot with fewer than two words says nothing."""
    if part == "context":
        said = reading.data or "\n".join(filter(None, (reading.part("labels"), reading.part("examples"))))
    else:
        said = reading.part(part)
    return said if len(words(said)) >= 2 else ""
