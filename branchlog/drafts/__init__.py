"""Numbers in prose, judged against the ledger."""
