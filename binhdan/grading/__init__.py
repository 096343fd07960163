"""Marking: hand-ins through stock nbgrader, with checks that fail closed."""
