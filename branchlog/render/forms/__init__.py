"""Other people's forms, filled with figures."""
