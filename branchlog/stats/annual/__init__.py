"""The year-end report: what it says, computed from records."""
