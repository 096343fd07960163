"""From authored text to the three editions, and the proof that each lesson marks fairly."""
