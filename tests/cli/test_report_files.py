"""`report -o`: the office's own document, large print, a full disk, and text that attacks files."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.styles.style import ParagraphStyle

import branchlog.render.documents
from tests.cli.command import Branchlog

OFFICIAL = Path(branchlog.render.documents.__file__).parent / "official.docx"
ATTACKS = ("<script>alert(1)</script>", '=HYPERLINK("http://x","y")', "{{ 7*7 }}{% include 'x' %}")


@pytest.fixture
def recorded(branchlog: Branchlog, ledger: Path) -> Path:
    branchlog.ok("add", "visit", "2024-03-05", "households=3")
    return ledger


def _words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_the_offices_own_document_takes_the_place_of_the_packages(
    branchlog: Branchlog, recorded: Path
) -> None:
    own = docx.Document(str(OFFICIAL))
    own.add_paragraph("Seen by the street office: {{ title }}")
    own.save(str(recorded / "report.template.docx"))

    branchlog.ok("report", "2024", "-o", "year.docx")

    last = _words(branchlog.home / "year.docx").splitlines()[-1]
    assert last == "Seen by the street office: Ziying, annual report 2024"


def test_a_document_that_is_none_is_refused_and_nothing_written(
    branchlog: Branchlog, recorded: Path
) -> None:
    (recorded / "report.template.docx").write_bytes(b"no document")

    refused = branchlog("report", "2024", "-o", "year.docx", "--lang", "zh")

    assert (refused.code, len(refused.err.splitlines())) == (2, 3)
    assert refused.err.splitlines()[1] == "它不是 .docx 文档,也可能已经损坏"
    assert not (branchlog.home / "year.docx").exists()


def test_large_print_is_larger_in_both_formats(branchlog: Branchlog, recorded: Path) -> None:
    for name, options in (("plain", ()), ("large", ("--large-print",))):
        for suffix in ("docx", "html"):
            branchlog.ok("report", "2024", "-o", f"{name}.{suffix}", *options)

    plain, large = (_sizes(branchlog.home / f"{name}.docx") for name in ("plain", "large"))
    assert len(plain) > 3
    assert {round(large[style] / size, 1) for style, size in plain.items()} == {1.5}
    pages = [(branchlog.home / f"{name}.html").read_text("utf-8") for name in ("plain", "large")]
    assert ['<html lang="en" class="large">' in page for page in pages] == [False, True]


def _sizes(path: Path) -> dict[str, float]:
    """The sizes that the document's Chinese styles say themselves."""
    found = {}
    for style in docx.Document(str(path)).styles:
        size = style.font.size if isinstance(style, ParagraphStyle) else None
        if size is not None and style.name and not style.name.isascii():
            found[style.name] = size.pt
    return found


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx", "md", "json"])
def test_a_full_disk_leaves_the_older_report(
    branchlog: Branchlog, recorded: Path, suffix: str
) -> None:
    out = branchlog.home / f"year.{suffix}"
    out.write_bytes(b"older")
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from branchlog.__main__ import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "report", "2024", "-o", out.name, "--force", "-q"],
        capture_output=True,
        text=True,
        cwd=branchlog.home,
        env=branchlog.process_env({"PYTHONDONTWRITEBYTECODE": "1"}),
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 3)
    assert out.read_bytes() == b"older"
    assert not [name for name in os.listdir(branchlog.home) if name.endswith(".tmp")]


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_that_attacks_stays_text_in_every_file(
    branchlog: Branchlog, recorded: Path, attack: str
) -> None:
    branchlog.ok("add", "honour", "2024-05-01", "category=title", "level=city", f"title={attack}")
    for suffix in ("html", "docx", "xlsx"):
        branchlog.ok("report", "2024", "--names", "-o", f"year.{suffix}")

    page = (branchlog.home / "year.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert attack in _words(branchlog.home / "year.docx")
    with zipfile.ZipFile(branchlog.home / "year.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
    assert sheets
    assert not any(b"<f>" in sheet for sheet in sheets)
