"""Names in one cell: what people type is read, and what is written comes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchlog.messages import Lang
from branchlog.records.namelist import joined, split


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("  ", []),
        ("张三", ["张三"]),
        ("张三、李四", ["张三", "李四"]),
        ("张三,李四，王五;赵六；钱七", ["张三", "李四", "王五", "赵六", "钱七"]),
        ("张三\n李四\r\n王五", ["张三", "李四", "王五"]),
        ("张三 李四", ["张三", "李四"]),
        ("张三　李四\t王五", ["张三", "李四", "王五"]),
        (" 张三 、 李四、", ["张三", "李四"]),
        ("王 芳", ["王芳"]),
        ("王　芳", ["王芳"]),
        ("王  芳、李　明", ["王芳", "李明"]),
        ("王 芳 李建国", ["王芳", "李建国"]),
        ("李建国 王 芳 李 明 欧阳小玉", ["李建国", "王芳", "李明", "欧阳小玉"]),
        ("王、芳", ["王", "芳"]),
        ("王", ["王"]),
        ("阿布都·热西提 张三", ["阿布都·热西提", "张三"]),
        ("Li Wei, Anna Smith", ["Li Wei", "Anna Smith"]),
        ("Li  Wei", ["Li Wei"]),
        ("J. O'Neil; Jean-Luc Ng", ["J. O'Neil", "Jean-Luc Ng"]),
        ("张三、Anna Smith、王 芳", ["张三", "Anna Smith", "王芳"]),
        ("张三 李四 Anna Smith 王五", ["张三", "李四", "Anna Smith", "王五"]),
        ("3栋2单元 501", ["3栋2单元 501"]),
        ("3栋 王秀英", ["3栋 王秀英"]),
        ("余庆县子营街道 张三", ["余庆县子营街道 张三"]),
        ("IMG_0001.jpg IMG_0002.jpg", ["IMG_0001.jpg IMG_0002.jpg"]),
        ("张三（组长） 李四", ["张三（组长） 李四"]),
        ('"张三 李四"', ["张三 李四"]),
        ('"a, b";c', ["a, b", "c"]),
        ('"a ""b"" c" , d', ['a "b" c', "d"]),
        ('"红色"教育照片、d', ['"红色"教育照片', "d"]),
        ('5" tube', ['5" tube']),
        ('""', [""]),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert split(text) == names


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("王 芳 李", "王 芳 李"),
        ("王 李建国", "王 李建国"),
        ("张三、王 李建国", "王 李建国"),
        ("王 Anna", "王 Anna"),
        ("张三 3栋 李四", "张三 3栋 李四"),
        ('"张三、李四', '"张三'),
    ],
)
def test_what_is_unclear_is_not_guessed(text: str, part: str) -> None:
    with pytest.raises(ValueError, match=re.escape(part)) as refused:
        split(text)
    assert refused.value.args == (part,)


@pytest.mark.parametrize(
    ("names", "lang", "text"),
    [
        (["张三", "李四"], "zh", "张三、李四"),
        (["张三", "李四"], "en", "张三; 李四"),
        (["Li Wei", "Anna Smith"], "en", "Li Wei; Anna Smith"),
        (["张三 李四", "王五"], "zh", '"张三 李四"、王五'),
        (["王 芳"], "zh", '"王 芳"'),
        (["Smith, Anna"], "en", '"Smith, Anna"'),
        (['5" tube'], "en", '"5"" tube"'),
        (["Li  Wei", " x"], "en", '"Li  Wei"; " x"'),
        (["3栋2单元 501"], "zh", "3栋2单元 501"),
        ([], "zh", ""),
    ],
)
def test_names_are_joined(names: list[str], lang: Lang, text: str) -> None:
    assert joined(names, lang) == text


names = st.text(alphabet="、，,;；\n\r\" \t　\u00a0王芳李建国ab.3·'") | st.text()


@given(st.lists(names, max_size=5), st.sampled_from(["zh", "en"]))
def test_names_come_back(given_: list[str], lang: Lang) -> None:
    assert split(joined(given_, lang)) == given_
