"""The commands by name: which module holds each, and what it is called in Chinese."""

from __future__ import annotations

#: English name -> Chinese names. The module is branchlog.cli.commands.<English name>, with `_`
#: behind it where Python has the word for itself.
COMMANDS: dict[str, tuple[str, ...]] = {
    "init": ("建账",),
    "add": ("记",),
    "list": ("查",),
    "show": ("看",),
    "history": ("改动记录",),
    "amend": ("改",),
    "resolve": ("办结",),
    "void": ("作废",),
    "undo": ("撤销",),
    "import": ("导入",),
    "template": ("模板",),
    "export": ("导出",),
    "stats": ("统计",),
    "why": ("依据",),
    "report": ("报告",),
    "proofread": ("核数",),
    "kinds": ("事项",),
}


def command(word: str) -> str | None:
    """The English name of a command, whichever name was written."""
    if word in COMMANDS:
        return word
    return next((name for name, also in COMMANDS.items() if word in also), None)
