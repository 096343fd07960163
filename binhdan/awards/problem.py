"""What goes wrong with certificates, said to the person at the desk."""


class AwardError(Exception):
    """A certificate cannot be made or read; the message is Vietnamese and names the next step."""
