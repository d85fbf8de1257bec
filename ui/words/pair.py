"""A word in both languages: Swedish first, English second."""

Pair = tuple[str, str]
