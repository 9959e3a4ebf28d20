"""Questions on a terminal: asked on stderr, answered on stdin, asked again when not understood."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress

from branchlog.cli.session import Session
from branchlog.config import suggestion
from branchlog.errors import BadValue, Fault, Interrupted, Refused
from branchlog.messages import Cli as Text
from branchlog.messages import Pair
from branchlog.records.text import short, word

#: What leaves a field blank although a default stands in brackets.
NOTHING = "-"
_WIDTH = 78
#: More choices than this stand in columns, so that the first is still on the screen.
_MOST_LINES = 8


def line(session: Session, label: Pair, default: str = "", hint: str = "") -> str:
    """One answer; Enter alone takes the default. Raises EOFError when the input ends."""
    from branchlog.render.safe import width
    from branchlog.render.wrap import wrap

    head = session.say(label) + (session.say(Text.ASK_HINT, hint=hint) if hint else "")
    shown = default
    if width(f"{head}[{default}]: ") > _WIDTH:
        # The cursor must not start in the middle of a second line.
        session.warn(head)
        for part in wrap(default, _WIDTH - 2):
            session.warn(f"  {part}")
        shown = session.say(Text.ASK_ABOVE)
    prompt = session.say(Text.ASK if shown else Text.ASK_BARE, label=head, default=shown)
    return reply(session, prompt) or default


def yes(session: Session, question: str) -> bool:
    """Whether the person agrees; Enter alone does not."""
    answer = reply(session, f"{question} {session.say(Text.YES_NO)}")
    return answer.casefold() in ("y", "yes", "是", "好", "对", "行", "可以")


def agree(session: Session, question: str) -> None:
    """Go on only when the person agrees. Raises Refused."""
    if not yes(session, question):
        raise Refused(Text.DECLINED, Text.DECLINED_WHY, Text.DECLINED_HINT)


def one_of(
    session: Session,
    title: Pair,
    labels: Sequence[str],
    default: int = 0,
    names: Sequence[Collection[str]] = (),
) -> int:
    """The number (from 1) of the choice; 0 for none: Enter without a default, or `-`.

    A choice may be answered by its number, its label or another of its names.
    """
    session.warn(session.say(title))
    for row in _laid_out(labels):
        session.warn(row)
    known = [
        {label, *also} for label, also in zip(labels, names or [()] * len(labels), strict=True)
    ]
    shown = labels[default - 1] if default else ""
    prompt = session.say(Text.CHOOSE_OR if shown else Text.CHOOSE, default=shown)
    while True:
        answer = reply(session, prompt)
        if answer == NOTHING:
            return 0
        try:
            return chosen(answer, known) if answer else default
        except BadValue as fault:
            explain(session, fault)


def chosen(answer: str, known: Sequence[Collection[str]]) -> int:
    """The number (from 1) of the choice that an answer names. Raises BadValue."""
    if answer.isdecimal() and 1 <= int(answer) <= len(known):
        return int(answer)
    wanted = word(answer)
    for number, names in enumerate(known, 1):
        if wanted in map(word, names):
            return number
    near = suggestion(answer, [name for names in known for name in names])
    raise BadValue(
        Text.NOT_A_CHOICE,
        Text.NOT_A_CHOICE_WHY,
        Text.NOT_A_CHOICE_HINT,
        word=short(answer),
        most=len(known),
        suggestion=near,
    )


@contextmanager
def dropping() -> Iterator[None]:
    """Turn Ctrl-C and the end of the input into a promise: before this ends nothing is written."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\n")
        raise Interrupted(Text.INTERRUPTED, Text.INTERRUPTED_WHY, Text.DROPPED) from None


def explain(session: Session, fault: Fault) -> None:
    """Say what was wrong with an answer, before asking again."""
    for text in fault.lines(session.lang):
        session.warn(f"  {text}")


def reply(session: Session, prompt: str) -> str:
    """What is typed after a prompt, trimmed. Raises EOFError when the input ends."""
    while True:
        try:
            answer = _typed(session, prompt)
            # A C locale lets bytes through that are no text; a ledger takes none.
            answer.encode()
        except (UnicodeDecodeError, UnicodeEncodeError):
            encoding = session.stdin.encoding if session.stdin else ""
            unreadable = BadValue(
                Text.UNREADABLE, Text.UNREADABLE_WHY, Text.UNREADABLE_HINT, encoding=encoding
            )
            explain(session, unreadable)
        else:
            return answer.strip()


def _typed(session: Session, prompt: str) -> str:
    from branchlog.render.safe import spelled

    sys.stdout.flush()
    stdin = session.stdin
    if stdin is sys.stdin and sys.stdout.isatty():
        _edit_lines()
        return input(spelled(prompt, sys.stdout.encoding))
    sys.stderr.write(spelled(prompt, sys.stderr.encoding))
    sys.stderr.flush()
    answer = stdin.buffer.readline() if stdin else b""
    if not answer or stdin is None:
        raise EOFError
    return answer.decode(stdin.encoding)


def _edit_lines() -> None:
    """Let `input` edit a line: the terminal's own editing takes back half of a wide character."""
    with suppress(ImportError):
        import readline

        # In a C locale it would take the bytes of a Chinese character for commands.
        for setting in ("set input-meta on", "set output-meta on", "set convert-meta off"):
            readline.parse_and_bind(setting)


def _laid_out(labels: Sequence[str]) -> list[str]:
    """The numbered choices: one a line, or in columns that are read downwards."""
    from branchlog.render.safe import width

    cells = [f"{number:2}. {label}" for number, label in enumerate(labels, 1)]
    if len(cells) <= _MOST_LINES:
        return [f"  {cell}" for cell in cells]
    wide = max(map(width, cells)) + 2
    across = max(1, min(_WIDTH // wide, -(-len(cells) // 4)))
    down = -(-len(cells) // across)
    return [
        "  " + "".join(cell + " " * (wide - width(cell)) for cell in cells[row::down]).rstrip()
        for row in range(down)
    ]
