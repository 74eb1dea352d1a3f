"""Keys come back from paper, and a slip is named by its line."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Keyring, Purpose, sheet
from kagimori.core.vault.sealing import KeysChanged
from kagimori.core.vault.sheet import SheetIncomplete, SheetLineWrong

RING = Keyring.fresh().with_new_key(Purpose.SEEDS).with_new_key(Purpose.TIMELINE)
LINES = sheet.lines(RING)
HERE = AssociatedData("", "a", "b")


def same(ring):
    return all(ring.keyset(each).raw() == RING.keyset(each).raw() for each in Purpose)


def test_a_sheet_gives_the_same_keys_back_in_any_order():
    mixed = random.Random(3).sample(LINES, len(LINES))

    assert same(sheet.read_lines(["", *mixed]))
    assert same(sheet.read_qr(sheet.qr_text(RING)))


def test_keys_from_a_sheet_open_what_the_old_ones_sealed():
    sealed = RING.box(Purpose.SEEDS).seal(Secret(b"value"), bound_to=HERE)
    back = sheet.read_lines(LINES)

    assert back.box(Purpose.SEEDS).open(sealed, bound_to=HERE) == Secret(b"value")
    assert back.stamp().fits(b"line", RING.stamp().of(b"line"))
    assert back.fingerprint().of("aoi") == RING.fingerprint().of("aoi")


def test_a_sheet_of_an_older_version_gives_its_keys_and_lacks_the_new_ones(monkeypatch):
    monkeypatch.setattr(sheet, "ORDER", sheet.ORDER[:-1])
    older = sheet.lines(RING)
    monkeypatch.undo()

    back = sheet.read_lines(older)

    assert back.lacking == {Purpose.MARKS}
    assert back.keyset(Purpose.SEEDS).raw() == RING.keyset(Purpose.SEEDS).raw()


@pytest.mark.parametrize(
    "hand",
    [
        str.lower,
        lambda line: line.replace(" ", "  "),
        lambda line: line.strip(),
        lambda line: line[:3] + line[3:].replace("O", "0").replace("I", "1").replace("B", "8"),
        lambda line: line.translate(
            {ord(letter): ord(letter) + 0xFEE0 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"}
        ),
    ],
)
def test_it_does_not_matter_how_the_hand_writes(hand):
    assert same(sheet.read_lines([hand(line) for line in LINES]))


@given(
    line=st.integers(0, len(LINES) - 1),
    place=st.integers(4, 41),
    letter=st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXYZ234567"),
)
def test_one_wrong_letter_is_named_by_its_line(line, place, letter):
    printed = LINES[line]
    if place >= len(printed) or printed[place] in (" ", letter):
        return
    with pytest.raises(SheetLineWrong) as error:
        sheet.read_line(printed[:place] + letter + printed[place + 1 :])

    assert error.value.fields == {"line": line + 1}


def test_two_letters_that_changed_places_are_noticed():
    first = LINES[0]
    place = next(at for at in range(4, 30) if " " not in first[at : at + 2] and first[at] != first[at + 1])

    with pytest.raises(SheetLineWrong):
        sheet.read_line(first[:place] + first[place + 1] + first[place] + first[place + 2 :])


def test_missing_lines_are_named():
    with pytest.raises(SheetIncomplete) as error:
        sheet.read_lines([LINES[0], *LINES[3:]])

    assert error.value.fields == {"missing": "2, 3"}


@pytest.mark.parametrize("typed", [[], LINES[:-1], sheet.lines(Keyring.fresh())[:1] + LINES[1:], ["hello"], ["1"]])
def test_half_a_sheet_or_two_sheets_are_none(typed):
    with pytest.raises((SheetIncomplete, SheetLineWrong)):
        sheet.read_lines(typed)


@pytest.mark.parametrize(
    "text", ["", "KAGIMORI-KEYS-", "KAGIMORI-KEYS-AAAA", "https://example.jp", sheet.qr_text(RING)[:-1]]
)
def test_another_qr_code_is_none(text):
    with pytest.raises(SheetIncomplete):
        sheet.read_qr(text)


def test_a_sheet_is_short_enough_to_be_typed():
    assert len(sheet.lines(Keyring.fresh())) <= 15
    assert max(map(len, LINES)) <= 45


def test_keys_that_may_be_old_open_and_do_not_seal():
    sealed = RING.box(Purpose.LOGIN).seal(Secret(b"value"), bound_to=HERE)
    box = RING.only_opening().box(Purpose.LOGIN)

    assert box.open(sealed, bound_to=HERE) == Secret(b"value")
    with pytest.raises(KeysChanged):
        box.seal(Secret(b"value"), bound_to=HERE)
