"""The files of a new lesson."""
