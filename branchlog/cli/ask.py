"""Questions on a terminal: asked on stderr, answered on stdin."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from branchlog.cli.session import Session
from branchlog.errors import Fault, Refused
from branchlog.messages import Cli as Text
from branchlog.messages import Pair


def line(session: Session, label: Pair, default: str = "", unit: str = "") -> str:
    """One answer; Enter alone takes the default. Raises EOFError when the input ends."""
    shown = {"label": session.say(label), "unit": f"({unit})" if unit else "", "default": default}
    prompt = session.say(Text.ASK if default else Text.ASK_BARE, **shown)
    return _read(session, prompt) or default


def yes(session: Session, question: str) -> bool:
    """Whether the person agrees; Enter alone does not."""
    answer = _read(session, f"{question} {session.say(Text.YES_NO)}")
    return answer.casefold() in ("y", "yes", "是", "好", "对")


def agree(session: Session, question: str) -> None:
    """Go on only when the person agrees. Raises Refused."""
    if not yes(session, question):
        raise Refused(Text.DECLINED, Text.DECLINED_WHY, Text.DECLINED_HINT)


def one_of(session: Session, title: Pair, labels: Sequence[str], default: int = 0) -> int:
    """The number (from 1) of the choice, 0 for none when Enter alone is given and no default."""
    session.warn(session.say(title))
    for number, label in enumerate(labels, 1):
        session.warn(f"  {number}. {label}")
    while True:
        prompt = session.say(Text.MENU_CHOOSE)
        if default:
            prompt = f"{prompt.rstrip(': ')} [{default}]: "
        answer = _read(session, prompt)
        if not answer:
            return default
        if answer.isdecimal() and 1 <= int(answer) <= len(labels):
            return int(answer)
        if answer == "-":
            return 0
        session.warn(session.say(Text.NOT_A_CHOICE, most=len(labels)))


def explain(session: Session, fault: Fault) -> None:
    """Say what was wrong with an answer, before asking again."""
    for text in fault.lines(session.lang):
        session.warn(f"  {text}")


def _read(session: Session, prompt: str) -> str:
    from branchlog.render.safe import spelled

    sys.stdout.flush()
    sys.stderr.write(spelled(prompt, sys.stderr.encoding))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.strip()
