"""Teach-back: a lesson taught back, marked by peers and by a tutor."""
