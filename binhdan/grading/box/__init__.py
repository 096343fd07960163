"""The box: where learners' code runs, and nothing else does."""
