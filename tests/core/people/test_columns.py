"""What columns mean is guessed from their headings; whom a line tells of, and why one cannot be taken over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.people.columns import FORMULA, Broken, ColumnsUnclear, Told, guess, people, plain
from kagimori.core.people.sheet import Line
from kagimori.knowledge import load_people_sheet

HEADINGS = load_people_sheet()
ALL = ("name", "email", "phone", "company", "two_factor")


def told(*cells, meanings=ALL):
    return people([Line(2, cells)], meanings, HEADINGS)


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (("氏名", "メールアドレス", "携帯電話", "会社名", "二段階認証"), ALL),
        (("Name", "E-mail", "Phone Number", "Business name", "Two-factor authentication"), ALL),
        (("ＮＡＭＥ", "EMAIL", "Role"), ("name", "email", "")),
        (("姓", "名", "メール"), ("last_name", "first_name", "email")),
        (("Name", "First name", "Email", "Email"), ("name", "", "email", "")),
    ],
)
def test_headings_are_known_in_both_languages(header, meanings):
    assert guess(header, HEADINGS) == meanings


def test_a_line_becomes_a_person():
    (sato,), _broken = told("佐藤　花子", "Sato@Minato.example", "090-1234-5678", "みなと", "オン")

    assert sato == Told(2, "佐藤　花子", "sato@minato.example", "+819012345678", "みなと", "yes")


@pytest.mark.parametrize(
    ("word", "state"),
    [("ON", "yes"), ("無効", "no"), ("○", "yes"), ("", "unknown"), ("pending", "unknown"), ("1", "unknown")],
)
def test_a_word_that_nobody_has_named_means_unknown(word, state):
    (sato,), _broken = told("Sato", "", "", "", word)

    assert sato.two_factor == state


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("", "", "090-1234-5678", "", ""), "no_name"),
        (("Sato", "no address", "", "", ""), "mail"),
        (("Sato", "", "12", "", ""), "phone"),
    ],
)
def test_a_line_that_cannot_be_taken_over_says_why(cells, fault):
    assert told(*cells) == ((), (Broken(2, fault),))


def test_names_in_two_columns_are_joined_as_their_letters_ask():
    meanings = ("first_name", "last_name")

    assert told("花子", "佐藤", meanings=meanings)[0][0].name == "佐藤 花子"
    assert told("Hanako", "Sato", meanings=meanings)[0][0].name == "Hanako Sato"


@pytest.mark.parametrize("meanings", [("phone",), ("name", "name"), ("",)])
def test_without_a_name_or_address_the_columns_are_unclear(meanings):
    with pytest.raises(ColumnsUnclear):
        people([Line(2, ("x",) * len(meanings))], meanings, HEADINGS)


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x.example")', "+1+1", "@SUM(A1)", "-2", "'=1", "\t=1", "\u202e=1"]
)
def test_a_cell_that_looks_like_a_formula_loses_what_makes_it_one(cell):
    assert plain(cell)[:1] not in set(FORMULA)


@given(st.text(max_size=300))
def test_no_name_begins_like_a_formula_or_is_too_long(text):
    name = plain(text)

    assert len(name) <= 100
    assert not name or name[0] not in FORMULA


@given(st.lists(st.tuples(*[st.text(max_size=30)] * 5), max_size=6))
def test_every_line_is_either_a_person_or_named_as_broken(rows):
    lines = [Line(number, cells) for number, cells in enumerate(rows, start=2)]

    found, broken = people(lines, ALL, HEADINGS)

    assert sorted([one.line for one in found] + [one.line for one in broken]) == [line.number for line in lines]
