"""The rounds view: the night's looks, the look that is open, and the night so far."""
