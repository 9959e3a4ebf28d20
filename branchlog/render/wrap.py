"""Break a line of Chinese or English where a reader expects it."""

from __future__ import annotations

from collections.abc import Iterator

from branchlog.render.safe import clusters, width

# A line does not begin with these, nor end with those.
_CLOSING = frozenset("，。、；：？！）》〉」』】〕”’…％,.;:?!)]}%")
_OPENING = frozenset("（《〈「『【〔“‘([{￥")


def wrap(text: str, limit: int, *, part_words: bool = True) -> list[str]:
    """The lines of a text, none wider than `limit` cells (at least 2).

    Spaces at a break are not kept; nothing else is lost. A word that is too long for a line is
    parted, or with `part_words` off left whole, so that a path can still be copied.
    """
    if width(text) <= limit:
        return [text]
    lines: list[str] = []
    line = ""
    used = 0
    for token in _tokens(text):
        size = width(token)
        if used + size <= limit:
            if used or not lines or token[0] != " ":
                line += token
                used += size
            continue
        if token[0] == " ":
            lines.append(line.rstrip(" "))
            line, used = "", 0
            continue
        if used:
            lines.append(line.rstrip(" "))
        if size > limit and part_words:
            *whole, token = _parted(token, limit)
            lines.extend(whole)
            size = width(token)
        line, used = token, size
    if used:
        lines.append(line.rstrip(" "))
    return lines or [""]


def _tokens(text: str) -> Iterator[str]:
    """Runs of spaces, words, and single wide characters with their punctuation."""
    token = ""
    kind = ""
    for cluster, cells in clusters(text):
        now = "space" if cluster == " " else "wide" if cells == 2 else "word"
        same = now == kind and now != "wide"
        glued = cluster in _CLOSING or token[-1:] in _OPENING
        if token and (same or (glued and kind != "space" and now != "space")):
            token += cluster
        else:
            if token:
                yield token
            token = cluster
        kind = now
    if token:
        yield token


def _parted(word: str, limit: int) -> list[str]:
    parts: list[str] = []
    part: list[str] = []
    used = 0
    for cluster, cells in clusters(word):
        if part and used + cells > limit:
            parts.append("".join(part))
            part, used = [], 0
        part.append(cluster)
        used += cells
    parts.append("".join(part))
    return parts
