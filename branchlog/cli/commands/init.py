"""Make a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from branchlog import config
from branchlog.cli import ask
from branchlog.cli.options import Json
from branchlog.cli.session import Session
from branchlog.config import UserSettings
from branchlog.errors import Usage, WriteFailed
from branchlog.messages import Cli as Text
from branchlog.messages import Lang
from branchlog.records import text


def run(
    ctx: typer.Context,
    dir: Annotated[Path | None, typer.Argument(help="INIT_DIR")] = None,
    name: Annotated[str | None, typer.Option("--name", help="INIT_NAME")] = None,
    org: Annotated[str | None, typer.Option("--org", help="INIT_ORG")] = None,
    language: Annotated[str | None, typer.Option("--language", help="INIT_LANGUAGE")] = None,
    json_: Json = False,
) -> None:
    """Make a ledger, and remember it as the person's usual one."""
    session: Session = ctx.obj
    asking = session.interactive()
    if name is None and asking:
        name = ask.line(session, Text.ASK_NAME)
        org = org if org is not None else ask.line(session, Text.ASK_ORG)
    if name is None:
        raise Usage(Text.NAME_MISSING, Text.NAME_MISSING_WHY, Text.NAME_MISSING_HINT)
    name = text.line(name, Text.ASK_NAME)
    parts = tuple(
        text.line(part, Text.ASK_ORG) for part in (org or "").replace("／", "/").split("/") if part
    )
    folder = session.here / (dir or session.ledger_option or "data")
    uuid = _new_uuid()
    if language:
        session.lang = _language(language)
    toml = config.ledger_toml(name, parts, session.lang, uuid)
    from branchlog.ledger import Ledger

    Ledger.create(folder, toml)
    if json_:
        session.answer_json({"path": str(folder), "uuid": uuid})
    else:
        session.answer(session.say(Text.CREATED, path=folder))
    _remember(session, folder, ask.line(session, Text.ASK_WHO, session.who()) if asking else None)
    session.note(Text.CREATED_NEXT)


def _language(asked: str) -> Lang:
    if asked not in ("zh", "en"):
        raise Usage(Text.LANG_UNKNOWN, Text.LANG_KNOWN, Text.LANG_HINT, word=text.short(asked))
    return "zh" if asked == "zh" else "en"


def _new_uuid() -> str:
    import uuid

    return str(uuid.uuid4())


def _remember(session: Session, folder: Path, who: str | None) -> None:
    """Keep the ledger and the name for next time; failing to is no reason to fail."""
    path = config.settings_path(session.env)
    known = session.settings()
    settings = UserSettings(str(folder.resolve()), who or session.who_option or known.who)
    from branchlog.render.saving import replacing

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(config.settings_toml(settings))
    except (OSError, WriteFailed) as error:
        session.note(Text.SETTINGS_NOT_KEPT, detail=text.short(str(error), 200))
    else:
        session.note(Text.REMEMBERED, path=path)
