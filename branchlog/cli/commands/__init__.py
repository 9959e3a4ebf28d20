"""One short module a command: `run` is what typer calls."""
