"""Who of a list is known already: by the same address for certain, by the same name as a question."""

from kagimori.core.people.columns import Told
from kagimori.core.people.doubles import Known, match

SATO = Known("p1", "佐藤 花子", "sato@minato.example")


def kinds(*told, known=(SATO,)):
    return [(one.kind, one.person, one.line) for one in match(told, known)]


def test_the_same_address_is_the_same_person():
    assert kinds(Told(2, "Hanako Sato", "sato@minato.example")) == [("known", "p1", None)]


def test_the_same_name_is_a_question_whatever_its_blanks_and_widths():
    assert kinds(Told(2, "佐藤花子", "hanako@other.example")) == [("like", "p1", None)]
    assert kinds(Told(2, "ＫＥＮ ITO"), known=(Known("p2", "Ken Ito", ""),)) == [("like", "p2", None)]


def test_a_line_that_repeats_an_address_further_up_is_told_so():
    first, again = Told(2, "Ito", "ito@minato.example"), Told(5, "K. Ito", "ito@minato.example")

    assert kinds(first, again) == [("new", "", None), ("twice", "", 2)]


def test_a_line_that_repeats_a_name_further_up_is_a_question():
    assert kinds(Told(2, "Ito"), Told(3, "ITO", "ito@minato.example")) == [("new", "", None), ("like", "", 2)]


def test_somebody_new_is_new():
    assert kinds(Told(2, "Abe", "abe@minato.example")) == [("new", "", None)]
