"""Slots in a prompt template: ``{khu_vuc}`` stands for a fact that differs each time."""

import re

SLOT = re.compile(r"\{\{?\s*([^\W\d]\w*)\s*\}?\}")


def names(template: str) -> list[str]:
    """Return the names of the slots, in order, each once."""
    return list(dict.fromkeys(SLOT.findall(template)))


def fill(template: str, facts: dict[str, str]) -> str:
    """Put each fact into its slot; a slot without a fact stays as it is written."""
    return SLOT.sub(lambda match: facts.get(match[1], match[0]), template)
