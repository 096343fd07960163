"""The AI a learner talks to: the openai client and where it points."""
