"""The one family of errors: each class carries its exit code and its JSON code."""

from __future__ import annotations

from typing import Any, ClassVar

from branchlog.messages import Lang, Pair, Trouble


class Fault(Exception):  # noqa: N818 - the whole family is named for what went wrong
    """A broken promise that a person is told about in three lines."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "failed"

    def __init__(self, what: Pair, why: Pair, hint: Pair, **values: Any) -> None:
        self.trouble = Trouble(what, why, hint, values)
        super().__init__(" | ".join(self.trouble.lines("en")))

    @classmethod
    def of(cls, trouble: Trouble) -> Fault:
        """The fault that a trouble found in data amounts to."""
        return cls(trouble.what, trouble.why, trouble.hint, **trouble.values)

    def lines(self, lang: Lang) -> tuple[str, str, str]:
        """What, why, what to do."""
        return self.trouble.lines(lang)


class Usage(Fault):
    """A wrong word on the command line."""

    exit_code = 2
    code = "usage"


class BadValue(Usage):
    """A value that its field cannot take."""

    code = "bad-value"


class NotFound(Usage):
    """An id, kind or indicator that nothing answers to."""

    code = "not-found"


class Ambiguous(Usage):
    """An id that several records answer to."""

    code = "ambiguous"


class BadConfig(Usage):
    """A ledger folder or branchlog.toml that cannot be used."""

    code = "config"


class NewerFormat(BadConfig):
    """Written by a newer branchlog: it is not touched."""

    code = "newer-format"


class Refused(Fault):
    """A change that the ledger's rules do not allow now."""

    code = "refused"


class LedgerChanged(Refused):
    """A record changed between reading and writing; nothing was written."""

    code = "ledger-changed"


class WriteFailed(Fault):
    """The system refused to write; nothing was acknowledged."""

    code = "write-failed"


class OutcomeUnknown(WriteFailed):
    """The last sync failed: the entries may or may not survive a power cut."""

    code = "outcome-unknown"


class RowsRejected(Fault):
    """Some rows of a batch are bad; none was written."""

    exit_code = 3
    code = "rows-rejected"


class LedgerDamaged(Fault):
    """A line that fails its check: nothing is counted around it."""

    exit_code = 4
    code = "damaged"


class LedgerBusy(Fault):
    """Another process holds the ledger's lock."""

    exit_code = 75
    code = "busy"


class Interrupted(Fault):
    """The person pressed Ctrl-C."""

    exit_code = 130
    code = "interrupted"
