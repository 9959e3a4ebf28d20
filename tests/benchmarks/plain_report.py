"""Write a report's tables from ready-made numbers, with the library that branchlog writes with."""

# Run as a script: what its imports cost is part of what is measured.

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_PAGE = """<!doctype html><meta charset="utf-8"><title>{{ title }}</title><h1>{{ title }}</h1>
{% for text in texts %}<p>{{ text }}</p>{% endfor %}
{% for table in tables + records %}<h2>{{ table.title }}</h2><table>
<tr>{% for title in table.titles %}<th>{{ title }}</th>{% endfor %}</tr>
{% for row in table.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}
{% for chart in drawn %}{{ chart|safe }}{% endfor %}
{% for proof in proofs %}<details><summary>{{ proof.label }} {{ proof.shown }}</summary>
<p>{{ proof.rule }}</p><ol>{% for id, share in proof.records %}
<li><a href="#{{ id }}">{{ share }}</a></li>{% endfor %}</ol></details>{% endfor %}
"""


def main(source: str, target: str) -> None:
    """Write the numbers in a JSON file to a .html, .docx or .xlsx file."""
    ready: dict[str, Any] = json.loads(Path(source).read_text(encoding="utf-8"))
    {".html": _html, ".docx": _docx, ".xlsx": _xlsx}[Path(target).suffix](ready, target)


def _html(ready: dict[str, Any], target: str) -> None:
    import jinja2.sandbox
    import pygal

    drawn = []
    for each in ready["charts"]:
        chart = pygal.Bar(js=[], disable_xml_declaration=True)
        chart.title, chart.x_labels = each["title"], each["labels"]
        for name, values in each["series"]:
            chart.add(name, values)
        drawn.append(chart.render(is_unicode=True))
    template = jinja2.sandbox.SandboxedEnvironment(autoescape=True).from_string(_PAGE)
    Path(target).write_text(template.render(**ready, drawn=drawn), encoding="utf-8")


def _docx(ready: dict[str, Any], target: str) -> None:
    import docx
    import docxtpl  # noqa: F401 - what branchlog fills its template with

    document = docx.Document()
    document.add_heading(ready["title"])
    for text in [*ready["texts"], *(proof["rule"] for proof in ready["proofs"])]:
        document.add_paragraph(text)
    for table in ready["tables"]:
        document.add_heading(table["title"], 2)
        grid = document.add_table(0, len(table["titles"]))
        for row in [table["titles"], *table["rows"]]:
            for cell, value in zip(grid.add_row().cells, row, strict=True):
                cell.text = "" if value is None else str(value)
    document.save(target)


def _xlsx(ready: dict[str, Any], target: str) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    proofs = [[proof["label"], proof["shown"], proof["rule"]] for proof in ready["proofs"]]
    last = {"titles": ["figure", "value", "rule"], "rows": proofs}
    for table in [*ready["tables"], *ready["records"], last]:
        sheet = book.add_worksheet()
        for number, row in enumerate([table["titles"], *table["rows"]]):
            sheet.write_row(number, 0, row)
    book.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
