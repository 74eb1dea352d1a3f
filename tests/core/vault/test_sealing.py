"""A sealed value opens with its key and in its own place, and nowhere else."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Keyring, Purpose, SealBroken

RING = Keyring.fresh()
HERE = AssociatedData("team-1", "authenticator:7", "seed")
SEALING = [purpose for purpose in Purpose if purpose.kind == "seal"]
words = st.text(min_size=1, max_size=20)
places = st.builds(AssociatedData, st.text(max_size=20), words, words)


@given(value=st.binary(max_size=200), place=places, purpose=st.sampled_from(SEALING))
def test_what_was_sealed_opens_again(value, place, purpose):
    box = RING.box(purpose)

    assert box.open(box.seal(Secret(value), bound_to=place), bound_to=place).reveal() == value
    assert box.open_text(box.seal_text(Secret(value), bound_to=place), bound_to=place).reveal() == value


@given(here=places, there=places)
def test_it_opens_in_its_own_place_only(here, there):
    box = RING.box(Purpose.SEEDS)
    sealed = box.seal(Secret(b"value"), bound_to=here)

    if here == there:
        assert box.open(sealed, bound_to=there) == Secret(b"value")
    else:
        with pytest.raises(SealBroken):
            box.open(sealed, bound_to=there)


@given(text=st.text(min_size=3, max_size=12), cuts=st.tuples(*[st.integers(0, 12)] * 4))
def test_places_that_read_alike_are_not_the_same(text, cuts):
    """Wherever one text is cut into team, object and field, the places differ."""
    (first, second), (third, fourth) = sorted(cuts[:2]), sorted(cuts[2:])
    try:
        here = AssociatedData(text[:first], text[first:second], text[second:])
        there = AssociatedData(text[:third], text[third:fourth], text[fourth:])
    except ValueError:
        return

    assert (here.to_bytes() == there.to_bytes()) == (here == there)


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_changed_bit_breaks_it(place, bit):
    box = RING.box(Purpose.CODES)
    sealed = bytearray(box.seal(Secret(b"12345678"), bound_to=HERE))
    sealed[place % len(sealed)] ^= 1 << bit

    with pytest.raises(SealBroken):
        box.open(bytes(sealed), bound_to=HERE)


@pytest.mark.parametrize("broken", ["", "AQ==", "no text of ours", "あ", "=" * 9])
def test_what_was_never_sealed_breaks_it_too(broken):
    with pytest.raises(SealBroken):
        RING.box(Purpose.LOGIN).open_text(broken, bound_to=HERE)


def test_another_purpose_or_another_installation_cannot_open_it():
    sealed = RING.box(Purpose.SEEDS).seal(Secret(b"value"), bound_to=HERE)

    for box in (RING.box(Purpose.CODES), Keyring.fresh().box(Purpose.SEEDS)):
        with pytest.raises(SealBroken) as error:
            box.open(sealed, bound_to=HERE)
        assert "value" not in str(error.value)


def test_the_same_value_never_looks_the_same():
    box = RING.box(Purpose.SEEDS)

    assert len({box.seal(Secret(b"value"), bound_to=HERE) for _ in range(50)}) == 50


@pytest.mark.parametrize("nowhere", [("t", "", "f"), ("t", "o", "")])
def test_a_value_that_belongs_nowhere_is_refused(nowhere):
    with pytest.raises(ValueError, match="one field of one object"):
        AssociatedData(*nowhere)


def test_keys_hide_in_texts_and_are_never_pickled():
    keyset = RING.keyset(Purpose.SEEDS)
    key = keyset.written().reveal().decode().split('"value": "')[1].split('"')[0]

    assert key not in repr(RING) + str(keyset) + repr(keyset.written())
    with pytest.raises(TypeError):
        pickle.dumps(keyset)


def test_a_purpose_is_used_for_its_own_kind_only():
    with pytest.raises(ValueError, match="timeline is for stamp"):
        RING.box(Purpose.TIMELINE)
    with pytest.raises(ValueError, match="seeds is for seal"):
        RING.fingerprint(Purpose.SEEDS)
