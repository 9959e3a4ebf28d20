"""A report as one web page that needs no script and no network."""
