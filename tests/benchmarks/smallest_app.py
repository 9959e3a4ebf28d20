"""The smallest typer app that appends one line to a file and syncs: what `add` is held against."""

from __future__ import annotations

import os

import typer


def add(path: str, line: str) -> None:
    """Append one line."""
    with open(path, "a", encoding="utf-8") as journal:
        journal.write(f"{line}\n")
        journal.flush()
        os.fsync(journal.fileno())


if __name__ == "__main__":
    typer.run(add)
