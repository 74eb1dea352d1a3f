"""Who may do what: the table of the article, role by role, and the two levels of access."""

import pytest

from kagimori.core.people.standing import Actor, Standing
from kagimori.knowledge import load_rights

ACCOUNT, OTHER = "a-1", "a-2"


def standing(role="owner", *, access="full", proven=True, grants=None, ceiling=None):
    return Standing(
        "u", "t", "key", role, access, proven, load_rights(), Actor("u", "web"), grants=grants or {}, ceiling=ceiling
    )


@pytest.mark.parametrize("right", load_rights().rights.values(), ids=lambda right: right.id)
@pytest.mark.parametrize("role", load_rights().roles)
def test_a_role_with_full_access_may_what_the_table_says(role, right):
    assert standing(role).may(right.id, ACCOUNT) == (role in right.roles)


@pytest.mark.parametrize("right", load_rights().rights)
def test_nobody_may_anything_before_their_own_second_step_is_on(right):
    assert not standing(proven=False).may(right)


def test_somebody_limited_may_their_tasks_on_their_accounts_and_nothing_else():
    limited = standing("admin", access="limited", grants={ACCOUNT: frozenset({"codes.use"})})
    assert limited.may("codes.use", ACCOUNT)
    assert limited.may("accounts.see", ACCOUNT)
    assert not limited.may("authenticator.use", ACCOUNT)
    assert not limited.may("codes.use", OTHER)
    assert not limited.may("people.see")


def test_a_task_that_the_role_lacks_stays_closed():
    limited = standing("ads", access="limited", grants={ACCOUNT: frozenset({"codes.use"})})
    assert not limited.may("codes.use", ACCOUNT)


def test_a_token_allows_no_more_than_is_written_on_it():
    token = standing("owner", ceiling=frozenset({"accounts.see"}))
    assert token.may("accounts.see", ACCOUNT)
    assert not token.may("team.manage")


def test_a_right_that_does_not_exist_is_a_fault_and_opens_nothing():
    with pytest.raises(KeyError):
        standing().may("no.such.right")
