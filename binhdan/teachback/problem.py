"""What goes wrong with teach-back, said to the person at the desk."""


class TeachBackError(Exception):
    """Nothing can be done; the message is Vietnamese and names the next step."""
