"""A report out: text, JSON, CSV, TSV and Markdown to a stream, every format to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from branchlog.messages import Lang
    from branchlog.report import Report

#: Formats of text, for a stream or a file; workbooks, web pages and documents are always files.
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
#: Which format a file's suffix chooses.
SUFFIXES = {
    ".txt": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "md",
    ".xlsx": "xlsx",
    ".html": "html",
    ".docx": "docx",
}


def write(
    report: Report,
    stream: TextIO,
    format: str,
    *,
    lang: Lang,
    width: int,
    color: bool,
    bars: bool = False,
) -> None:
    """Write the report to an open stream; what its encoding lacks is spelled out.

    `width`, `color` and `bars` are for tables: cells in a line (0: no limit), escape sequences
    or none, bars beside the numbers. Raises BadValue for an unknown format.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    match format:
        case "table":
            from branchlog.render import page

            lines = page.lines(report, lang=lang, width=width, bars=bars, encoding=encoding)
            if color:
                from branchlog.render import terminal

                terminal.paint(lines, stream)
            else:
                stream.writelines(f"{page.plain(line)}\n" for line in lines)
        case "json" | "jsonl":
            from branchlog.render import json_text

            form = json_text.write_document if format == "json" else json_text.write_lines
            form(report, stream, encoding=encoding)
        case "csv" | "tsv":
            from branchlog.render import delimited

            delimited.write(report, stream, delimiter=_delimiter(format), encoding=encoding)
        case "md":
            from branchlog.render import markdown

            stream.write(markdown.text(report, lang=lang, encoding=encoding))
        case _:
            raise _unknown_format(format)


def save(
    report: Report,
    path: Path,
    *,
    lang: Lang,
    format: str | None = None,
    large_print: bool = False,
    template: Path | None = None,
) -> None:
    """Write the report to a file, whole or not at all; without `format` the suffix chooses.

    `large_print` sets web pages and documents for old eyes; `template` is the office's own .docx.
    Raises BadValue for a suffix that is not in SUFFIXES, a folder, a device, a template that is
    none or a table that a workbook cannot hold, WriteFailed when the system refuses.
    """
    from branchlog.render.saving import replacing, replacing_bytes

    chosen = format or _by_suffix(path)
    if chosen == "xlsx":
        from branchlog.render.workbooks import sheet

        with replacing_bytes(path) as raw:
            sheet.write(report, raw, lang=lang)
        return
    if chosen == "html":
        from branchlog.render.web import webpage

        with replacing_bytes(path) as raw:
            webpage.write(report, raw, lang=lang, large_print=large_print)
        return
    if chosen == "docx":
        from branchlog.render.documents import document

        with replacing_bytes(path) as raw:
            document.write(report, raw, lang=lang, large_print=large_print, template=template)
        return
    if chosen not in FORMATS:
        raise _unknown_format(chosen)
    with replacing(path) as stream:
        if chosen in ("csv", "tsv"):
            from branchlog.render import delimited

            delimiter = _delimiter(chosen)
            delimited.write(report, stream, delimiter=delimiter, encoding="utf-8", for_sheet=True)
        else:
            write(report, stream, chosen, lang=lang, width=0, color=False)


def _delimiter(format: str) -> str:
    return "\t" if format == "tsv" else ","


def _by_suffix(path: Path) -> str:
    from branchlog.errors import BadValue
    from branchlog.messages import RenderText

    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    why = RenderText.UNKNOWN_SUFFIX if suffix else RenderText.NO_SUFFIX
    raise BadValue(
        RenderText.CANNOT_SAVE,
        why,
        RenderText.SUFFIXES,
        path=path,
        suffix=suffix,
        known=" ".join(SUFFIXES),
    )


def _unknown_format(format: str) -> Exception:
    from branchlog.errors import BadValue
    from branchlog.messages import RenderText

    return BadValue(
        RenderText.UNKNOWN_FORMAT,
        RenderText.NO_SUCH_FORMAT,
        RenderText.FORMATS,
        format=format,
        known=" ".join(FORMATS),
    )
