"""What a terminal may be shown, and how wide it is there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from branchlog.render.safe import clusters, safe, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("走访 3 户", "走访 3 户"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x9b31m", r"\x9b31m"),
        ("bell\x07 nul\x00 del\x7f", r"bell\x07 nul\x00 del\x7f"),
        ("\u202eevil\u202c", r"\u202eevil\u202c"),
        ("\u2066x\u2069 \u200f \u061c", r"\u2066x\u2069 \u200f \u061c"),
        ("\u2028\u2029\x85", r"\u2028\u2029\x85"),
        ("\ud83d alone", r"\ud83d alone"),
        ("a\tb\r\nc\n\nd", "a b c d"),
        ("😀👨‍👩‍👧❤️ 𠮷 é", "😀👨‍👩‍👧❤️ 𠮷 é"),
        ("全\u3000角", "全\u3000角"),
    ],
)
def test_only_what_a_terminal_would_obey_is_spelled_out(text: str, expected: str) -> None:
    assert safe(text) == expected


def test_line_breaks_stay_when_asked_for() -> None:
    assert safe("a\r\nb\rc\n\td", multiline=True) == "a\nb\nc\n d"


@given(st.text(st.characters(codec=None)))
def test_safe_text_is_stable_and_encodes(text: str) -> None:
    once = safe(text)
    assert safe(once) == once
    assert "\n" not in once
    once.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", 3),
        ("走访", 4),
        ("，。", 4),
        ("Ａ１", 4),
        ("𠮷", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("😀", 2),
        ("\U0001fae8", 2),
        ("❤️", 2),
        ("👍🏽", 2),
        ("👨‍👩‍👧", 2),
        ("1️⃣", 2),
        ("🇨🇳", 2),
        ("a\u200db", 2),
    ],
)
def test_the_width_of_a_text(text: str, expected: int) -> None:
    assert width(text) == expected


def test_widths_of_letters_han_and_emoji_are_those_of_rich() -> None:
    ranges = [(0x20, 0x7F), (0xA0, 0x600), (0x2000, 0x2028), (0x2100, 0x2600), (0x3000, 0x302A)]
    ranges += [(0x3040, 0x3099), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4)]
    ranges += [(0xF900, 0xFAFF), (0xFF01, 0xFF61), (0x1F300, 0x1F700), (0x20000, 0x32000)]
    chars = [chr(code) for low, high in ranges for code in range(low, high)]
    assigned = [char for char in chars if unicodedata.category(char) not in ("Cn", "Cf")]
    assert [char for char in assigned if width(char) != cell_len(char)] == []


@given(st.text())
def test_clusters_are_the_whole_text(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert sum(cells for _, cells in pieces) == width(text)
