"""Levels as the records keep them in one number: bit 0 is level 1."""


def levels_of(bits: int) -> list[int]:
    """Return the levels whose bits are set, in order."""
    return [level for level in range(1, bits.bit_length() + 1) if bits >> level - 1 & 1]
