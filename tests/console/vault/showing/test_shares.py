"""The sight of one account's codes for a while: to members alone, no longer than it is given, and nothing beyond."""

from datetime import timedelta

import pytest
from tests.console.vault.showing.conftest import KEY, NOW
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import SINCE, join, make_user
from tests.fakes.vaults import lay_key

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Membership
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.models import CodeShown, Share
from kagimori.console.vault.showing import flows, queries, refusals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def give(ai, account):
    def given(user, begins=NOW, until=NOW + DAY, account=account):
        span = (begins, until)
        return flows.give_share(account, str(user.opaque), "posts", span, by=actor_of(ai), now=NOW)

    return given


def sees(account, standing, at=NOW):
    try:
        flows.show_code(account, standing, at, purpose="login")
    except refusals.NotShared:
        return False
    return True


def test_it_lets_a_member_without_the_right_see_the_codes_within_its_time_alone(emi, account, key, standing, give):
    give(emi, NOW + timedelta(hours=1), NOW + timedelta(hours=2))
    minutes = (0, 59, 60, 119, 120)
    assert [sees(account, standing(emi), NOW + timedelta(minutes=one)) for one in minutes] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_it_is_of_one_account_alone(emi, team, account, key, standing, give):
    other = add_account(team, "minato_tea")
    lay_key(other, KEY)
    give(emi)
    assert (sees(account, standing(emi)), sees(other, standing(emi))) == (True, False)


def test_the_code_says_by_which_share_it_was_seen_and_the_share_counts_it(emi, account, key, standing, give):
    share = give(emi)
    sees(account, standing(emi))
    sees(account, standing(emi), NOW + timedelta(seconds=30))
    assert set(CodeShown.objects.values_list("share", flat=True)) == {share.pk}
    assert [one.uses for one in queries.open_shares(account, NOW)] == [2]
    assert Entry.objects.filter(kind="vault.authenticator_shown", payload__share=str(share.pk)).count() == 2


def test_taken_back_it_is_over_at_once_and_both_deeds_stand_in_the_record(ai, emi, account, key, standing, give):
    share = give(emi)
    flows.end_share(account, share.pk, by=actor_of(ai), now=NOW)
    assert not sees(account, standing(emi))
    kinds = Entry.objects.filter(whom=str(emi.opaque)).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["vault.share_given", "vault.share_ended"]
    with pytest.raises(refusals.ShareGone):
        flows.end_share(account, share.pk, by=actor_of(ai), now=NOW)
    assert [one.pk for one in queries.past_shares(account, NOW)] == [share.pk]


def test_one_account_s_share_is_not_ended_by_another_s_address(ai, emi, team, account, give):
    share = give(emi)
    with pytest.raises(refusals.ShareGone):
        flows.end_share(add_account(team, "minato_tea"), share.pk, by=actor_of(ai), now=NOW)
    assert Share.objects.get().revoked_at is None


def test_whoever_left_and_came_back_finds_nothing_of_it(emi, team, account, key, standing, give):
    give(emi)
    Membership.objects.filter(user=emi).update(ended_at=NOW)
    Membership.objects.create(team=team, user=emi, role="viewer", access="limited", since=NOW + timedelta(hours=1))
    assert not sees(account, standing(emi), NOW + timedelta(hours=2))


def test_it_ends_with_the_membership_whatever_the_share_says(emi, account, key, standing, give):
    give(emi)
    was = standing(emi)
    Membership.objects.filter(user=emi).update(ends_on=NOW.date() - DAY)
    assert not sees(account, was)


def test_an_archived_account_is_shared_with_nobody(emi, account, key, standing, give):
    give(emi)
    InstagramAccount.objects.update(archived_at=NOW)
    assert queries.mine(standing(emi), NOW) == []


@pytest.mark.parametrize(
    ("begins", "until", "refusal"),
    [
        (NOW, NOW, refusals.ShareTimes),
        (NOW + DAY, NOW + timedelta(hours=1), refusals.ShareTimes),
        (NOW - DAY, NOW - timedelta(hours=1), refusals.ShareTimes),
        (NOW, NOW + timedelta(hours=168, seconds=1), refusals.ShareTooLong),
        (NOW + DAY, NOW + DAY + timedelta(hours=168, seconds=1), refusals.ShareTooLong),
    ],
)
def test_times_that_make_no_share_are_refused(emi, give, begins, until, refusal):
    with pytest.raises(refusal):
        give(emi, begins, until)
    assert not Share.objects.exists()


def test_a_week_is_the_longest(emi, give):
    assert give(emi, until=NOW + timedelta(hours=168)).until == NOW + timedelta(hours=168)


def test_only_members_of_the_team_with_their_own_second_step_get_one(team, chika, other_team, give):
    with pytest.raises(refusals.ShareNoMember):
        give(chika)
    fumi = make_user("Fumi", proven=False)
    join(team, fumi, "viewer")
    with pytest.raises(refusals.ShareUnproven):
        give(fumi)
    gen = make_user("Gen")
    Membership.objects.create(team=team, user=gen, role="viewer", since=SINCE, ends_on=NOW.date() - DAY)
    with pytest.raises(refusals.ShareNoMember):
        give(gen)
    assert not Share.objects.exists()


def test_all_shares_of_an_account_end_at_once_and_no_others(ai, ben, emi, account, give):
    other = add_account(account.team, "minato_tea")
    for user, of in ((emi, account), (ben, account), (emi, other)):
        give(user, account=of)
    assert flows.end_shares_of(account, by=actor_of(ai), now=NOW) == 2
    assert [one.account_id for one in Share.objects.filter(revoked_at=None)] == [other.pk]
    assert Entry.objects.filter(kind="vault.share_ended").count() == 2
