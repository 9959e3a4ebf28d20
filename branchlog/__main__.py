"""`python -m branchlog` and the `branchlog` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command is over before collecting its garbage would pay.
    gc.disable()
    from branchlog.cli.app import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
