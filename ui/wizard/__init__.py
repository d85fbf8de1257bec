"""The first run as a window of its own: six steps, each tried out before the next opens, all by keyboard."""
