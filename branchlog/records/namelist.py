"""Several names in one cell: written so that they come back, and read as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from branchlog.messages import Lang

_SEPARATORS = "、，,;；\n\r"
_SPACES = " \t\u3000\u00a0"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"

#: Most cells hold one name with none of these in it.
_SPECIAL = re.compile(f'[{_SEPARATORS}{_SPACES}"]')
_QUOTED = re.compile(f'[{_SPACES}]*"([^"]*(?:""[^"]*)*)"[{_SPACES}]*(?=[{_SEPARATORS}]|$)')
_PLAIN = re.compile(f"[^{_SEPARATORS}]*")
_BLANK = re.compile(f"[{_SPACES}]+")
#: 张三, 欧阳修远, 阿布都·热西提; five characters and more are an office or a place.
_CHINESE_NAME = re.compile(f"[{_HAN}]{{1,4}}|[{_HAN}]+[·•][{_HAN}·•]+")
#: One word of a name in letters; `IMG_0001.jpg` and `3栋` are none.
_LATIN_WORD = re.compile(rf"(?!.*[{_HAN}\d_])\w[\w.'’-]*")
_LONE, _CHINESE, _LATIN, _OTHER = "lone", "chinese", "latin", "other"


def joined(names: Sequence[str], lang: Lang) -> str:
    """The names in one cell, those in double quotes that could not be told apart without."""
    return ("、" if lang == "zh" else "; ").join(map(_written, names))


def _written(name: str) -> str:
    if not _SPECIAL.search(name) and name:
        return name
    if '"' not in name:
        try:
            if split(name) == [name]:
                return name
        except ValueError:
            pass
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def split(text: str) -> list[str]:
    """The names in a cell: `张三、李四`, `张三 李四`, `王　芳 李建国`, `Li Wei, Anna Smith`.

    What stands in double quotes is one name. Raises ValueError, with the part in question, where
    spaces do not say which words are a name.
    """
    if not _SPECIAL.search(text):
        return [text] if text else []
    return list(_parts(text))


def _parts(text: str) -> Iterator[str]:
    at = 0
    while at <= len(text):
        if quoted := _QUOTED.match(text, at):
            yield quoted[1].replace('""', '"')
            at = quoted.end() + 1
            continue
        plain = _PLAIN.match(text, at)
        assert plain is not None  # noqa: S101 - it matches nothing too
        yield from _names(plain[0].strip(_SPACES))
        at = plain.end() + 1


def _names(part: str) -> Iterable[str]:
    """The names between two separators."""
    if part.startswith('"') and part.count('"') % 2:
        raise ValueError(part)
    words = _BLANK.split(part) if part else []
    if len(words) < 2:
        return words
    sorts = [_sort(word) for word in words]
    if _OTHER not in sorts:
        return _told_apart(words, part)
    if sum(sort in (_LONE, _CHINESE) for sort in sorts) > 1:
        # 张三 3栋 李四: two names, or one household and where it lives?
        raise ValueError(part)
    return [" ".join(words)]


def _told_apart(words: list[str], part: str) -> Iterator[str]:
    """Each Chinese word a name, 王 芳 too; Latin words beside each other one name."""
    for sort, run in groupby(words, _sort):
        if sort == _CHINESE:
            yield from run
        elif sort == _LATIN:
            yield " ".join(run)
        else:
            halves = list(run)
            if len(halves) % 2:
                raise ValueError(part)
            yield from map(str.__add__, halves[::2], halves[1::2])


def _sort(word: str) -> str:
    if _CHINESE_NAME.fullmatch(word):
        return _LONE if len(word) == 1 else _CHINESE
    return _LATIN if _LATIN_WORD.fullmatch(word) else _OTHER
