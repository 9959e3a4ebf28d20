"""What can be recorded: the catalogue, dates, and documents checked against them."""
