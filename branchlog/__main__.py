"""`python -m branchlog` and the `branchlog` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command is over before collecting its garbage would pay.
    gc.disable()
    from branchlog.cli.app import main as run

    code = run()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # What was acknowledged is synced and what was said is flushed: taking the interpreter apart
    # would take longer than many a command.
    os._exit(code)


if __name__ == "__main__":
    main()
