"""What is shown while nothing is seen: what is known, the routine, and whom to look to first."""
