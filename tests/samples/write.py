"""Write a sample ledger from its events, with the branchlog command alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

SAMPLES = Path(__file__).parent
#: Who typed the sample in: invented, as all people in it are.
SECRETARIES = {"ziying": "罗永福", "liyuan": "赵淑珍"}


def write(name: str, folder: Path) -> None:
    """Make the ledger and record each file of events as one batch, in the order of the names."""
    toml = SAMPLES / name / "branchlog.toml"
    branch = tomllib.loads(toml.read_text(encoding="utf-8"))
    org = "/".join(branch["org"])
    with tempfile.TemporaryDirectory() as settings:
        env = {
            **os.environ,
            "BRANCHLOG_SETTINGS": str(Path(settings) / "settings.toml"),
            "BRANCHLOG_WHO": SECRETARIES[name],
        }
        head = ["init", str(folder), "--name", branch["name"], "--org", org, "--language", "zh"]
        _branchlog(head, env)
        # The branch's own indicators, and an uuid that stays when the sample is written again.
        (folder / "branchlog.toml").write_bytes(toml.read_bytes())
        for events in sorted((SAMPLES / name).glob("*.jsonl")):
            _branchlog(["-C", str(folder), "add", "--stdin"], env, events.read_bytes())


def _branchlog(words: list[str], env: dict[str, str], events: bytes = b"") -> None:
    command = [sys.executable, "-m", "branchlog", "--no-input", *words]
    subprocess.run(command, env=env, input=events, check=True)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
