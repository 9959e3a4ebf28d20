"""Rows in: words typed on a line, JSON Lines from a script."""
