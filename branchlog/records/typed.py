"""Read what a person types: full-width forms folded, and quoted back without harm."""

from __future__ import annotations

_LONGEST_QUOTE = 40

_FOLDED: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
for _plain, _others in ((" ", "\u3000\u00a0"), ("-", "‐‑‒–—―−"), ("~", "〜∼"), (".", "。｡")):
    _FOLDED.update(dict.fromkeys(map(ord, _others), ord(_plain)))


def fold(text: str) -> str:
    """The text as an English keyboard would have typed it, without surrounding spaces.

    Only what a Chinese input method makes of one key is folded. NFKC would do too much:
    it turns `½` into `1⁄2` and `²` into `2`.
    """
    return text.strip() if text.isascii() else text.translate(_FOLDED).strip()


def shown(text: str) -> str:
    """The text as an error may quote it: one short line that cannot steer a terminal."""
    text = text.strip()
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 3] + "..."
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
