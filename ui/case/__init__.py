"""The selected case: its head, its timeline, and the panels in which an operator acts on it."""
