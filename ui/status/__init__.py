"""What the console says of itself: canary, link, journal, and blindness."""
