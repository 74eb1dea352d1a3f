"""A row comes back from its line just as it was."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from kagimori.console.keeping.rows import from_lines, to_lines

texts = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
COLUMNS = [
    (models.TextField(), texts),
    (models.BigIntegerField(), st.integers(-(2**63), 2**63 - 1)),
    (models.BooleanField(), st.booleans()),
    (models.FloatField(), st.floats(allow_nan=False, allow_infinity=False)),
    (models.DateTimeField(), st.datetimes(timezones=st.just(dt.UTC))),
    (models.DateField(), st.dates()),
    (models.TimeField(), st.times()),
    (models.DurationField(), st.timedeltas(dt.timedelta(days=-9999), dt.timedelta(days=9999))),
    (models.UUIDField(), st.uuids()),
    (models.DecimalField(max_digits=12, decimal_places=4), st.decimals(-9999, 9999, places=4)),
    (models.BinaryField(), st.binary()),
    (models.JSONField(), json_values),
]
rows = st.lists(st.tuples(*(st.none() | values for _, values in COLUMNS)), max_size=4)


@given(rows)
def test_every_kind_of_column_comes_back_as_it_was(found):
    fields = [field for field, _ in COLUMNS]

    assert from_lines(to_lines(found), fields) == [list(row) for row in found]


def test_odd_letters_are_one_line_each():
    found = [["一\u2028二\u0085三\r\n四\x0b"], [""]]

    assert from_lines(to_lines(found), [models.TextField()]) == found


def test_kinds_are_told_by_the_column_and_not_by_the_look():
    fields = [models.TextField(), models.UUIDField(), models.DecimalField(max_digits=3, decimal_places=1)]
    number = uuid.UUID("00000000-0000-0000-0000-000000000001")

    assert from_lines(to_lines([[str(number), number, Decimal("1.5")]]), fields) == [
        [str(number), number, Decimal("1.5")]
    ]
