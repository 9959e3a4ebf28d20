"""How an indicator is counted, in words that the ledger's owner understands."""

from __future__ import annotations

from branchlog.messages import Lang, say
from branchlog.records.catalogue import Catalogue
from branchlog.records.indicators import Indicator


def rule(indicator: Indicator, catalogue: Catalogue, lang: Lang) -> str:
    """How it is counted, in one or two sentences."""
    return say(indicator.label, lang)
