"""Pure arithmetic over records: it touches no disk."""
