"""What stands around every view: the top bar, the row of keys, the overlay of keys."""
