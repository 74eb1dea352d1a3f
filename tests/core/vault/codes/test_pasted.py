"""Whatever is pasted: codes come out whole and in order, and what looks wrong is named without its value."""

import contextlib
import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.vault.codes.file import FileUnreadable, text_of
from kagimori.core.vault.codes.pasted import Odd, read

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def codes_in(text, digits=8):
    return [code.reveal().decode() for code in read(text, digits=digits).codes]


@pytest.mark.parametrize(
    "text",
    [
        "12345678 87654321",
        "1. 1234 5678\n2. 8765 4321",
        "(1) 12345678\n(2)87654321",
        "①12345678　②8765　4321",
        "１２３４５６７８\n８７６５４３２１",
        "1234-5678\t8765-4321",
        "1234–5678 | 8765‑4321",
        "1 12345678 2 87654321",
        "1 1234 5678\n 2 8765 4321",
        "・12345678\n・87654321",
        "バックアップコード1：12345678です\nバックアップコード2：87654321です",
        "Your codes for @minato (2026-11-25 12:34): 12345678, 87654321. Each works once.",
        "☐ 12 34 56 78\n☑ 87.65.43.21",
        "1234\u200b5678;8765\u200b4321",
        "１．１２３４　５６７８　　２．８７６５　４３２１",
        "1、12345678\n2、87654321",
    ],
)
def test_two_codes_come_out_whatever_the_shape(text):
    found = read(text, digits=8)
    assert [code.reveal().decode() for code in found.codes] == ["12345678", "87654321"]
    assert found.odd == ()


def test_a_code_that_stands_twice_counts_once_and_is_said():
    found = read("12345678\n87654321\n1234 5678", digits=8)
    assert (len(found.codes), found.repeated) == (2, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1234567", "too_short"),
        ("1. 1234 567", "too_short"),
        ("123456789", "too_long"),
        ("1234567O", "letters"),
        ("l2345678", "letters"),
        ("10 123456", "too_short"),
        ("123 45678", "unclear"),
        ("03-1234-5678", "too_long"),
        ("tel. +81 90-1234-5678", "too_long"),
    ],
)
def test_what_only_looks_like_a_code_is_named_by_its_line(line, reason):
    found = read(f"87654321\n{line}", digits=8)
    assert [code.reveal() for code in found.codes] == [b"87654321"]
    assert found.odd == (Odd(2, reason),)


@pytest.mark.parametrize(
    "words", ["", "10 codes, made 2026-11-25", "Use each code once.", "2026年11月25日 12:34", "No. 3"]
)
def test_words_and_dates_are_neither_codes_nor_wrong(words):
    found = read(words, digits=8)
    assert (found.codes, found.odd) == ((), ())


def test_the_number_of_digits_is_the_policys():
    assert codes_in("123 456\n654321", digits=6) == ["123456", "654321"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 .-()①１\t\n"))), st.integers(4, 12))
def test_no_text_makes_it_fall(text, digits):
    found = read(text, digits=digits)
    assert all(re.fullmatch(rf"[0-9]{{{digits}}}", code.reveal().decode()) for code in found.codes)
    assert len(set(found.codes)) == len(found.codes)


BULLETS = (
    lambda _: "",
    lambda n: f"{n}. ",
    lambda n: f"{n}.",
    lambda n: f"({n}) ",
    lambda n: f"{n}) ",
    lambda n: f"【{n}】",
    lambda n: f"{n:2}  ",
    lambda n: f"{n}：",
    lambda n: CIRCLED[n - 1],
    lambda _: "• ",
    lambda _: "- ",
)
GROUPS = (
    lambda code: code,
    lambda code: f"{code[:4]} {code[4:]}",
    lambda code: f"{code[:4]}-{code[4:]}",
    lambda code: f"{code[:4]}　{code[4:]}",
    lambda code: " ".join((code[:2], code[2:4], code[4:6], code[6:])),
)
GAPS = ("    ", "\t", " ; ", " | ", "　　")
CODES = st.lists(st.from_regex(r"[0-9]{8}", fullmatch=True), min_size=1, max_size=20, unique=True)


@st.composite
def sheets(draw):
    """The codes of a sheet, and how somebody may have it before them."""
    codes, columns = draw(CODES), draw(st.integers(1, 3))
    bullet, group, gap = (draw(st.sampled_from(ways)) for ways in (BULLETS, GROUPS, GAPS))
    cells = [bullet(number) + group(code) for number, code in enumerate(codes, start=1)]
    lines = [gap.join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    end = draw(st.sampled_from(["\n", "\r\n", "\n\n", " \n"]))
    text = end.join(["Backup codes, 2026-11-25", *lines, "Each code works once."])
    return codes, text.translate(WIDE) if draw(st.booleans()) else text


@given(sheets())
def test_a_sheet_comes_back_whole_in_any_layout(sheet):
    codes, text = sheet
    found = read(text, digits=8)
    assert [code.reveal().decode() for code in found.codes] == codes
    assert (found.repeated, found.odd) == (0, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_a_file_is_read_whatever_its_encoding(encoding):
    assert codes_in(text_of("コード\r\n１２３４ ５６７８\r\n".encode(encoding))) == ["12345678"]


@given(st.binary(max_size=200))
def test_a_file_that_is_no_text_is_refused_and_nothing_else_happens(raw):
    with contextlib.suppress(FileUnreadable):
        read(text_of(raw), digits=8)


def test_a_picture_is_no_text():
    with pytest.raises(FileUnreadable):
        text_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10")


@pytest.mark.parametrize("text", ["1" * 20_000, "1" * 19_999 + "é", "٣" * 20_000])
def test_digits_without_an_end_take_no_longer_than_other_text(text):
    begun = perf_counter()
    assert read(text, digits=8).codes == ()
    assert perf_counter() - begun < 3
