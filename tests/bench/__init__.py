"""What Vaka promises about speed, and what becomes of it under faults, as programs that print numbers: `vaka bench`."""
