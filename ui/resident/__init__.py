"""The resident card."""
