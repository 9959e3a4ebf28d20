"""Where a sheet's header and records are, and what its columns mean."""
