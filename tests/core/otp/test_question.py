"""The question of `doctor code` as JSON: read, or refused with the place that is wrong."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import BadInput
from kagimori.core.otp.question import read_question

KEY = "GEZDGNBVGY3TQOJQ"
SECRET = {"id": "main", "secret": KEY}
TYPED = {"code": "123456", "at": 1_763_971_215}


def read(text):
    return read_question(text, most_entries=3, most_typed=3)


def asked(**parts):
    return json.dumps({"secrets": [SECRET], "typed": [TYPED], **parts})


def test_it_reads_everything_that_may_be_said():
    told = read(
        asked(
            secrets=[{**SECRET, "digits": 8, "period": 60, "algorithm": "SHA256", "retired": True}],
            account="main",
            used=[{"id": "main", "step": 5}],
            unknown="ignored",
        )
    )

    assert (told.entries[0].seed.digits, told.entries[0].seed.period_s, told.entries[0].retired) == (8, 60, True)
    assert (told.account, told.used) == ("main", frozenset({("main", 5)}))


def test_null_is_as_good_as_nothing():
    told = read(asked(secrets=[{**SECRET, "digits": None, "retired": None}], account=None, used=None))

    assert (told.entries[0].seed.digits, told.entries[0].retired, told.account) == (6, False, None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "JSON"),
        ("[]", "JSON"),
        ("[" * 100_000, "JSON"),
        ("{}", "secrets"),
        (asked(secrets=[]), "secrets"),
        (asked(secrets=[SECRET] * 4), "secrets"),
        (asked(secrets={"id": "a"}), "secrets"),
        (asked(secrets=["a"]), "secrets[0]"),
        (asked(secrets=[SECRET, {"id": "a", "secret": "A1"}]), "secrets[1].secret"),
        (asked(secrets=[{"id": "a", "secret": 5}]), "secrets[0].secret"),
        (asked(secrets=[{**SECRET, "digits": 5}]), "secrets[0].digits"),
        (asked(secrets=[{**SECRET, "digits": "\ud800"}]), "secrets[0].digits"),
        (asked(secrets=[{**SECRET, "period": -1}]), "secrets[0].period"),
        (asked(secrets=[{**SECRET, "algorithm": []}]), "secrets[0].algorithm"),
        (asked(secrets=[{**SECRET, "retired": "yes"}]), "secrets[0].retired"),
        (asked(secrets=[{"secret": KEY}]), "secrets[0].id"),
        (asked(account="nobody"), "account"),
        (asked(account=["main"]), "account"),
        (asked(typed=[]), "typed"),
        (asked(typed=[TYPED] * 4), "typed"),
        (asked(typed=[{"code": 123456, "at": 5}]), "typed[0].code"),
        (asked(typed=[{"code": "1" * 65, "at": 5}]), "typed[0].code"),
        (asked(typed=[TYPED, {"code": "123456"}]), "typed[1].at"),
        (asked(typed=[{"code": "123456", "at": True}]), "typed[0].at"),
        (asked(typed=[{"code": "123456", "at": float("nan")}]), "typed[0].at"),
        (asked(typed=[{"code": "123456", "at": float("inf")}]), "typed[0].at"),
        (asked(typed=[{"code": "123456", "at": 10**400}]), "typed[0].at"),
        (asked(typed=[{"code": "123456", "at": -1}]), "typed[0].at"),
        (asked(typed=[{"code": "123456", "at": "\ud800"}]), "typed[0].at"),
        (asked(used=[{"id": "main", "step": 1.5}]), "used[0].step"),
        (asked(used=[{"id": "main", "step": True}]), "used[0].step"),
        (asked(used=[{"id": "", "step": 1}]), "used[0].id"),
    ],
)
def test_it_refuses_and_names_the_place(text, field):
    with pytest.raises(BadInput) as caught:
        read(text)

    assert caught.value.fields["field"] == field
    assert KEY not in str(caught.value)
    str(caught.value).encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["secrets", "typed", "used", "account"]), json_values)
def test_any_value_in_any_place_is_read_or_refused(name, value):
    try:
        read(asked(**{name: value}))
    except BadInput as refused:
        assert str(refused).encode()  # noqa: PT017  # it may well be read
