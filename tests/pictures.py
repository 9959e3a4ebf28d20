"""Make the README's pictures from real output: `uv run python -m tests.pictures`."""

# Chromium and a font with Chinese letters must be installed.

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pexpect
from rich.console import Console
from rich.text import Text

from tests.render.chromium import Chromium, running

HERE = Path(__file__).parent.parent
DOCS = HERE / "docs"
BRANCHLOG = str(Path(sys.executable).parent / "branchlog")
_TABLE = (
    *("stats", "2024-10", "--by", "category", "--across", "state", "--across", "span"),
    *("--category", "邻里", "--category", "物业", "--category", "婚姻家庭"),
)
_DRAFT = "2024年,开展走访慰问120余户,调解矛盾纠纷35起,推送学习资料40余次。\n"
_SCREEN = (
    '<!doctype html><meta charset="utf-8"><style>body{{margin:0;padding:16px 20px;background:'
    "{background};width:max-content}}pre{{font:16px/1.45 'Noto Sans Mono CJK SC',monospace;"
    "margin:0;color:{foreground}}}</style><pre>{code}</pre>"
)


def main() -> None:
    """Write docs/report.png, docs/figure.png, docs/stats.png and docs/proofread.png."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(HERE / "data" / "ziying", work / "ziying")
        page = work / "report.html"
        _shown(work, "report", "2024", "-o", str(page), "--force")
        draft = work / "draft.txt"
        draft.write_text(_DRAFT, encoding="utf-8")
        with running(work / "profile") as browser:
            browser.call("Emulation.setScrollbarsHidden", hidden=True)
            browser.open(page, width=1100, height=1080)
            (DOCS / "report.png").write_bytes(browser.screenshot())
            browser.click("p .figure[data-figure='mediation.disputes']")
            (DOCS / "figure.png").write_bytes(browser.screenshot())
            _screen(browser, work, "stats", _shown(work, *_TABLE))
            _screen(browser, work, "proofread", _shown(work, "proofread", draft.name, "2024"))


def _shown(work: Path, *words: str) -> str:
    """What a terminal of 80 columns shows, colours included."""
    env = os.environ | {
        "BRANCHLOG_SETTINGS": str(work / "settings.toml"),
        "BRANCHLOG_TODAY": "2024-12-31",
        "TERM": "xterm-256color",
    }
    env.pop("NO_COLOR", None)
    options = ["-C", "ziying", "--lang", "zh", "--no-input"]
    child = pexpect.spawn(
        BRANCHLOG, [*options, *words], cwd=work, env=env, dimensions=(50, 80), encoding="utf-8"
    )
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before).replace("\r\n", "\n")


def _screen(browser: Chromium, work: Path, name: str, shown: str) -> None:
    console = Console(record=True, width=80, file=io.StringIO())
    console.print(Text.from_ansi(shown.rstrip()), soft_wrap=True)
    page = work / f"{name}.html"
    page.write_text(console.export_html(inline_styles=True, code_format=_SCREEN), "utf-8")
    browser.open(page, width=900, height=400)
    size = browser.evaluate("[document.body.scrollWidth, document.body.scrollHeight]")
    browser.open(page, width=size[0], height=size[1])
    (DOCS / f"{name}.png").write_bytes(browser.screenshot())


if __name__ == "__main__":
    main()
