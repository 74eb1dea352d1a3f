"""Lists of people in every encoding that spreadsheets write; torn lines are named, nothing breaks it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import KagimoriError
from kagimori.core.people.sheet import SheetEmpty, SheetTooBig, SheetUnreadable, read

TEXT = "氏名,メールアドレス\n佐藤 花子,sato@minato.example\n"
CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=20)


def sheet(raw):
    return read(raw, most_bytes=2_000_000, most_lines=5000)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp932", "Shift_JIS"),
    ],
)
def test_every_encoding_comes_out_as_the_same_list(encoding, named):
    found = sheet(TEXT.encode(encoding))

    assert found.header == ("氏名", "メールアドレス")
    assert [(line.number, line.cells) for line in found.lines] == [(2, ("佐藤 花子", "sato@minato.example"))]
    assert found.encoding == named


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_is_found_in_the_first_line(delimiter):
    raw = f'"Name, full"{delimiter}E-mail\nSato{delimiter}a@b.example\n'.encode()

    assert sheet(raw).header == ("Name, full", "E-mail")


def test_a_list_of_one_column_is_a_list():
    assert [line.cells for line in sheet(b"Name\nSato\nIto\n").lines] == [("Sato",), ("Ito",)]


def test_a_line_with_too_many_cells_is_named_and_left_out():
    found = sheet(b"Name,Mail\nSato,a@b.example,surprise\nIto,c@d.example\n")

    assert found.torn == (2,)
    assert [line.number for line in found.lines] == [3]


def test_short_lines_and_empty_ones_are_no_trouble():
    found = sheet(b"Name,Mail,Phone\n\nSato\n,,\nIto,a@b.example,,,\n")

    assert [line.cells for line in found.lines] == [("Sato", "", ""), ("Ito", "a@b.example", "")]
    assert found.torn == ()


def test_a_cell_may_hold_line_ends():
    assert sheet(b'Name,Note\n"Sato\nHanako",x\n').lines[0].cells == ("Sato\nHanako", "x")


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", SheetEmpty),
        (b"Name,Mail\n", SheetEmpty),
        (b'Name,Mail\n"Sato,a@b.example\n', SheetUnreadable),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", SheetUnreadable),
        (b"Name\n" + b"x" * 2_000_001, SheetTooBig),
        (b"Name\n" + b"x\n" * 5001, SheetTooBig),
        (b"Name\n" + b"x" * 200_000, SheetUnreadable),
    ],
)
def test_what_cannot_be_read_says_so(raw, error):
    with pytest.raises(error):
        sheet(raw)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw):
    try:
        found = sheet(raw)
    except KagimoriError:
        return
    assert all(len(line.cells) == len(found.header) for line in found.lines)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_spreadsheet_writes_is_what_is_read(rows, encoding):
    text = io.StringIO()
    csv.writer(text).writerows([("Name", "Mail"), *rows])
    filled = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]

    try:
        found = sheet(text.getvalue().encode(encoding))
    except SheetEmpty:
        found = None

    assert [line.cells for line in found.lines] == filled if found else filled == []
