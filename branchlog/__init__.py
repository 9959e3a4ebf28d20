"""An activity ledger whose every year-end figure can be proven from its records."""
