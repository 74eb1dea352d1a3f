"""One owner, two admins, one ads operator (PPL-02)."""

import pytest

from kagimori.core.people.shape import Gap, Shape, judge, wanted_by
from kagimori.knowledge import load_policy

WANTED = wanted_by(load_policy())


def test_the_policy_asks_for_three_layers():
    assert Shape(owners=1, admins=2, ads=1) == WANTED


@pytest.mark.parametrize(
    ("has", "gaps"),
    [
        (Shape(1, 2, 1), ()),
        (Shape(2, 5, 3), ()),
        (Shape(1, 1, 1), (Gap("admin", 1, 2),)),
        (Shape(0, 0, 0), (Gap("owner", 0, 1), Gap("admin", 0, 2), Gap("ads", 0, 1))),
    ],
)
def test_only_a_layer_that_is_too_thin_is_a_gap(has, gaps):
    assert judge(has, WANTED) == gaps


def test_a_gap_says_how_many_people_are_missing():
    assert judge(Shape(1, 0, 1), WANTED)[0].missing == 2
