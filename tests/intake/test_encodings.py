"""A text's encoding is told from the whole of it, and what is no text is refused."""

from __future__ import annotations

import io

import pytest

from branchlog.errors import BadValue
from branchlog.intake.files import encodings

TEXT = "日期,户数\r\n3月5日,约120户\r\n"


def look(content: bytes, given: str | None = None) -> encodings.Encoded:
    return encodings.look(io.BytesIO(content), "f.csv", given)


def refusal(content: bytes, given: str | None = None) -> str:
    with pytest.raises(BadValue) as caught:
        look(content, given)
    return "\n".join(caught.value.lines("en"))


@pytest.mark.parametrize(
    ("content", "encoding", "begin"),
    [
        (TEXT.encode(), "utf-8", 0),
        (b"date,households\n", "utf-8", 0),
        (TEXT.encode("utf-8-sig"), "utf-8", 3),
        (TEXT.encode("gb18030"), "gb18030", 0),
        (TEXT.encode("gbk"), "gb18030", 0),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", 2),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", 2),
        ("户主·甲 😀\n".encode(), "utf-8", 0),
    ],
)
def test_a_mark_decides_then_utf8_then_gb18030(content: bytes, encoding: str, begin: int) -> None:
    found = look(content)

    assert (found.encoding, found.begin) == (encoding, begin)


def test_the_last_byte_of_a_long_file_decides() -> None:
    content = "走访,3\n".encode() * 200_000

    assert look(content).encoding == "utf-8"
    assert "line 200001 is neither" in refusal(content + b"\xff")


def test_a_character_torn_between_two_blocks_is_whole() -> None:
    padding = b"x" * (encodings.BLOCK - 2) + b"\n"

    assert look(padding + "户".encode()).encoding == "utf-8"
    assert look(padding + "户".encode("gb18030")).encoding == "gb18030"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,\x00\n", "line 2 has U+0000"),
        (TEXT.encode("utf-16-le"), "which is no text"),
        (b"a\n\x1b[31m\n", "line 2 has U+001B"),
        ("a\n\ufffd\n".encode(), "line 2 has U+FFFD"),
        ("a\n\x9f\n".encode(), "line 2 has U+009F"),
        ("户\n\ue5e5\n".encode("gb18030"), "line 2 has U+E5E5"),
        (bytes(range(0x81, 0xFF)) * 3, "--encoding"),
    ],
)
def test_what_decodes_but_is_no_text_is_refused_naming_the_option(
    content: bytes, said: str
) -> None:
    shown = refusal(content)

    assert said in shown
    assert "--encoding" in shown


@pytest.mark.parametrize(
    ("content", "given"),
    [
        (TEXT.encode("big5", "ignore"), "big5"),
        ("户\n\ue5e5\n".encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        ("a\ufffd\n".encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
    ],
)
def test_an_encoding_that_is_given_is_taken_at_its_word(content: bytes, given: str) -> None:
    assert look(content, given).encoding == given


def test_a_given_encoding_that_does_not_fit_is_refused() -> None:
    assert "line 2 is not utf-8" in refusal("a\n户\n".encode("gbk"), "utf-8")


def test_nul_is_never_text() -> None:
    assert "U+0000" in refusal(b"a\x00\n", "utf-8")


@pytest.mark.parametrize("word", ["nonsense", "rot13", "base64", "hex", "zlib", ""])
def test_what_names_no_encoding_is_refused(word: str) -> None:
    with pytest.raises(BadValue):
        encodings.known(word)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert "it is empty" in refusal(content)


def test_a_line_that_never_ends_is_refused() -> None:
    shown = refusal(b"a\n" + b"x" * 1_000_001)

    assert "line 2 has more than 1000000 bytes" in shown


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        (b"a\nb\n", {"\n"}),
        (b"a\r\nb\r\n", {"\r\n"}),
        (b"a\rb\r", {"\r"}),
        (b'"a\nb"\r\n', {"\n", "\r\n"}),
        (b"x" * (encodings.BLOCK - 1) + b"\r\n", {"\r\n"}),
    ],
)
def test_line_ends_are_noted_across_blocks(content: bytes, ends: set[str]) -> None:
    assert look(content).ends == ends
