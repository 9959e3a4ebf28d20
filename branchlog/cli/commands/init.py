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
from branchlog.errors import BadConfig, Usage, WriteFailed
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
    if language is not None:
        session.lang = _language(language)
    # Everything is asked and checked before anything is made.
    asking = session.interactive()
    if name is None and asking:
        name = ask.line(session, Text.ASK_NAME)
        org = org if org is not None else ask.line(session, Text.ASK_ORG)
    if name is None:
        raise Usage(Text.NAME_MISSING, Text.NAME_MISSING_WHY, Text.NAME_MISSING_HINT)
    name = text.line(name, Text.ASK_NAME)
    parts = (org or "").replace("／", "/").split("/")
    places = tuple(text.line(part, Text.ASK_ORG) for part in parts if part)
    who = _who(session, asking)
    folder = session.here / (dir or session.ledger_option or "data")
    uuid = _new_uuid()
    from branchlog.ledger import Ledger

    Ledger.create(folder, config.ledger_toml(name, places, session.lang, uuid))
    if json_:
        session.answer_json({"path": str(folder), "uuid": uuid})
    else:
        session.answer(session.say(Text.CREATED, path=folder))
    _remember(session, folder, who)
    session.note(Text.CREATED_NEXT)


def _language(asked: str) -> Lang:
    if asked not in ("zh", "en"):
        raise Usage(Text.LANG_UNKNOWN, Text.LANG_KNOWN, Text.LANG_HINT, word=text.short(asked))
    return "zh" if asked == "zh" else "en"


def _new_uuid() -> str:
    import uuid

    return str(uuid.uuid4())


def _who(session: Session, asking: bool) -> str | None:
    """The name to sign with from now on, where one was given."""
    if session.who_option is None and not asking:
        return None
    default = session.who()
    return text.line(ask.line(session, Text.ASK_WHO, default), Text.WHO) if asking else default


def _remember(session: Session, folder: Path, who: str | None) -> None:
    """Keep the ledger and the name for next time; failing to is no reason to fail."""
    path = config.settings_path(session.env)
    from branchlog.render.saving import replacing

    try:
        settings = UserSettings(str(folder.resolve()), who or session.settings().who)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(config.settings_toml(settings))
    except OSError as error:
        session.note(Text.SETTINGS_NOT_KEPT, detail=text.short(error, 200))
    except (BadConfig, WriteFailed) as fault:
        what, why, _ = fault.lines(session.lang)
        session.note(Text.SETTINGS_NOT_KEPT, detail=f"{what}: {why}")
    else:
        session.note(Text.REMEMBERED, path=path)
