"""Measurements of what the design promises about time and memory; never run as tests."""
