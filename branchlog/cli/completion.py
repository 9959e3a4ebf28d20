"""Tab completion in bash, zsh and fish, through typer's own machinery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def script(shell: str) -> str:
    """The completion script of a shell."""
    raise NotImplementedError


def complete(group: Any, env: Mapping[str, str]) -> int:
    """Answer a shell's question for the words that may follow."""
    raise NotImplementedError
