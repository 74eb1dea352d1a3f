"""A chain shows whatever was changed, dropped, added or swapped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.timeline.chain import Head, Link, follow, has_mark, mark, stamped
from kagimori.core.vault import Keyring, Purpose

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
RING = Keyring.fresh()
STAMP = RING.stamp()
OTHER_VALUE = {
    "number": 99,
    "at": NOW + timedelta(microseconds=1),
    "kind": "test.other",
    "team": "another",
    "actor": "ben",
    "place": "cli",
    "address": "192.0.2.9",
    "subject": "account:2",
    "whom": "chika",
    "why": "because not",
    "payload": {"count": 2},
}


def link(position, **fields):
    plain = {"at": NOW, "kind": "test.rang", "team": "", "actor": "ai", "place": "web", "address": "192.0.2.1"}
    plain |= {"subject": "account:1", "whom": "", "why": "because", "payload": {"count": position, "who": "あ"}}
    return Link(number=10 * position, position=position, **(plain | fields))


def chain(length, stamp=STAMP):
    links, previous = [], ""
    for position in range(1, length + 1):
        new = link(position)
        previous = stamped(new, previous, stamp)
        links.append(replace(new, mac=previous))
    return links


def test_an_untouched_chain_holds_to_its_end():
    links = chain(5)

    assert follow(Head(), links, STAMP) == (Head(5, links[-1].mac), None)
    assert follow(Head(2, links[1].mac), links[2:], STAMP) == (Head(5, links[-1].mac), None)


@pytest.mark.parametrize("field", OTHER_VALUE)
def test_no_field_can_be_changed(field):
    links = chain(4)
    links[2] = replace(links[2], **{field: OTHER_VALUE[field]})

    _, fault = follow(Head(), links, STAMP)

    assert (fault.problem, fault.position) == ("changed", 3)


def test_a_dropped_entry_is_missing_and_a_doubled_one_is_added():
    links = chain(4)

    assert follow(Head(), links[:1] + links[2:], STAMP)[1].problem == "missing"
    assert follow(Head(), links[1:], STAMP)[1].position == 1
    assert follow(Head(), [*links[:2], links[1], *links[2:]], STAMP)[1].problem == "added"


def test_a_chain_whose_positions_were_mended_after_a_drop_does_not_hold():
    links = chain(4)
    mended = [links[0], *(replace(one, position=one.position - 1) for one in links[2:])]

    assert follow(Head(), mended, STAMP)[1].problem == "changed"


def test_two_entries_cannot_change_places():
    first, second, third = chain(3)
    swapped = [first, replace(third, position=2), replace(second, position=3)]

    assert follow(Head(), swapped, STAMP)[1].position == 2


def test_another_installation_s_key_makes_no_entry_of_ours():
    stranger = Keyring.fresh().stamp()

    assert follow(Head(), chain(2, stranger), STAMP)[1].number == 10


def test_entries_of_an_older_key_hold_after_a_new_one_came():
    links = chain(2)
    newer = RING.with_new_key(Purpose.TIMELINE).stamp()
    last = link(3)

    links.append(replace(last, mac=stamped(last, links[-1].mac, newer)))

    assert follow(Head(), links, newer)[1] is None


def test_a_stamp_that_is_no_hexadecimal_number_is_a_change():
    assert follow(Head(), [replace(chain(1)[0], mac="nonsense")], STAMP)[1].problem == "changed"


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_fields_never_run_together(left, right):
    one, other = link(1, subject=left, whom=right), link(1, subject=left + right, whom="")

    assert (one.message("") == other.message("")) == (right == "")


def test_a_mark_is_short_and_tells_entries_apart():
    first, second = chain(2)

    assert len(mark(first.mac)) == 24
    assert has_mark(first.mac, f" {mark(first.mac).upper()} ")
    assert not has_mark(second.mac, mark(first.mac))
    assert not has_mark("", "")
