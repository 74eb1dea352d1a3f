"""Every page, tried by everybody with everybody's ids: a team is reached by its members alone, within their rights.

Ai owns the team; Ben is an admin; others of each role; Chika owns another team and must reach nothing of Ai's, nor Ai,
who owns the installation, anything of Chika's.
"""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from tests.console import isolation_table as table
from tests.console.addresses import MARKS, ask, pages
from tests.fakes.people import browser_of, join, make_user
from tests.fakes.rows import rows_of

from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.core.people.roles import ROLES
from kagimori.knowledge import load_rights

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
PAGES = pages()
OF_A_TEAM = tuple(page for page in PAGES if page.name in table.TEAM)
NOT_THIS_WAY = 405


@pytest.fixture
def ours(team, ai, ben):
    return rows_of(team, ai) | _further(ai)


@pytest.fixture
def theirs(other_team, chika):
    return rows_of(other_team, chika, handle="harbour_books") | _further(chika)


def _further(user):
    return {"way": 1, "place": 1, "position": 1, "id": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
            "opaque": user.opaque}  # fmt: skip


def asked(client, some, ids, wrong):
    """Return every answer of these pages, in both methods, that `wrong(page, status, changed, text)` is true of."""
    found = []
    for page in some:
        own = ids(page) if callable(ids) else ids
        for method in METHODS:
            answer, changed = ask(client, method, page.at(**own))
            text = b"".join(answer).decode(errors="replace")
            if answer.status_code != NOT_THIS_WAY and wrong(page, answer, changed, text):
                found.append((page.name, method, answer.status_code, changed))
    return "\n".join(map(str, found))


def not_404(_page, answer, changed, text):
    return answer.status_code != 404 or changed or any(mark in text for mark in MARKS)


def test_every_address_stands_in_the_table_once():
    entries = [name for kind in table.KINDS for name in kind]
    names = {page.name for page in PAGES}

    assert sorted(names - set(entries)) == []
    assert sorted(name for name in set(entries) if entries.count(name) > 1) == []
    assert sorted(set(entries) - names) == []


def test_every_view_asks_for_what_the_table_says():
    doors = {page.name: page.door for page in PAGES}
    wanted = (
        table.TEAM
        | dict.fromkeys(table.SIGNED_IN, "signed_in")
        | dict.fromkeys(table.INSTALLATION, "installation_owner")
    )

    assert {name: doors[name] for name in wanted} == wanted


def test_a_team_page_has_its_team_in_the_address():
    assert [page.name for page in OF_A_TEAM if "team" not in page.parts] == []
    assert [page.name for page in PAGES if "team" in page.parts and page.name not in table.TEAM] == []


def test_nobody_is_led_to_the_login(ours):
    login = resolve_url(settings.LOGIN_URL)

    def wrong(_page, answer, changed, _text):
        return answer.status_code != 302 or not answer.headers["Location"].startswith(login) or changed

    closed = table.TEAM | dict.fromkeys(table.SIGNED_IN | table.INSTALLATION | table.BEFORE_THE_SECOND_STEP)
    assert asked(Client(), [page for page in PAGES if page.name in closed], ours, wrong) == ""


def test_a_member_without_a_second_step_is_led_to_it(ours, team):
    dai = make_user("Dai", proven=False)
    join(team, dai, "owner")
    # The most dangerous pages ask even before that who they are.
    ways = (resolve_url("second_step"), resolve_url("account_reauthenticate"))

    def wrong(_page, answer, changed, _text):
        return answer.status_code != 302 or not answer.headers["Location"].startswith(ways) or changed

    closed = table.TEAM | dict.fromkeys(table.SIGNED_IN | table.INSTALLATION)
    assert asked(browser_of(dai), [page for page in PAGES if page.name in closed], ours, wrong) == ""


def test_a_stranger_finds_nothing_at_another_teams_addresses(ours, theirs, as_chika, team):
    assert asked(as_chika, OF_A_TEAM, ours, not_404) == ""
    # Her own ids do not help her in, either.
    assert asked(as_chika, OF_A_TEAM, theirs | {"team": team.key}, not_404) == ""


def test_the_owner_of_the_installation_is_a_stranger_to_a_team_that_they_are_not_in(ours, theirs, as_ai):
    def wrong(_page, answer, changed, _text):
        return answer.status_code != 404 or changed

    assert asked(as_ai, OF_A_TEAM, theirs, wrong) == ""


@pytest.mark.parametrize("part", sorted({part for page in OF_A_TEAM for part in page.parts} - {"team"}))
def test_another_teams_id_in_her_own_teams_address_opens_nothing(part, ours, theirs, as_chika):
    some = [page for page in OF_A_TEAM if part in page.parts]
    mixed = theirs | {part: ours[part]}

    def wrong(_page, answer, changed, text):
        hidden = not any(mark in text for mark in MARKS)
        return answer.status_code not in {302, 403, 404} or changed or not hidden

    assert asked(as_chika, some, mixed, wrong) == ""


@pytest.mark.parametrize("name", sorted(table.SENT_IDS))
def test_nor_does_another_teams_id_in_what_she_sends(name, ours, theirs, as_chika):
    page = next(page for page in PAGES if page.name == name)
    sent = {field: str(ours.get(value, value)) for field, value in table.SENT_IDS[name].items()}
    body = "&".join(f"{field}={value}" for field, value in sent.items())

    answer, changed = ask(
        as_chika, "POST", page.at(**theirs), data=body, content_type="application/x-www-form-urlencoded"
    )

    assert not changed
    assert answer.status_code < 500


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_the_pages_of_its_rights_and_no_others(role, ours, team):
    somebody = make_user("Emi")
    join(team, somebody, role)
    held = load_rights().of(role)

    def wrong(page, answer, changed, _text):
        if table.TEAM[page.name] in held:
            return answer.status_code == 403 or answer.status_code >= 500
        return answer.status_code != 403 or changed

    assert asked(browser_of(somebody), OF_A_TEAM, ours, wrong) == ""


def test_somebody_limited_to_a_task_opens_that_task_on_that_account_alone(ours, team):
    fumi = make_user("Fumi")
    person = join(team, fumi, "ads", access="limited")
    other = InstagramAccount.objects.create(team=team, handle="other", hashed="0" * 64, added_at=person.added_at)
    Grant.objects.create(
        account_id=ours["account"], person=person, role="ads", access="limited", tasks=["tries.record"],
        since=person.added_at,
    )  # fmt: skip
    given = {"tries.record", "accounts.see", "tries.see"}
    over_account = [page for page in OF_A_TEAM if "account" in page.parts]

    def wrong(page, answer, changed, _text):
        return (answer.status_code == 403) == (table.TEAM[page.name] in given) or answer.status_code >= 500

    assert asked(browser_of(fumi), over_account, ours, wrong) == ""
    elsewhere = ours | {"account": other.pk}
    assert asked(browser_of(fumi), over_account, elsewhere, lambda _p, a, c, _t: a.status_code != 403 or c) == ""


def test_installation_pages_are_for_its_owner_alone(ours, as_ben, as_ai):
    some = [page for page in PAGES if page.name in table.INSTALLATION]

    again = resolve_url("account_reauthenticate")

    def wrong(_page, answer, changed, _text):
        # The most dangerous ask even a stranger first who they are.
        asks = answer.status_code == 302 and answer.headers["Location"].startswith(again)
        return not (answer.status_code == 404 or asks) or changed

    assert asked(as_ben, some, ours, wrong) == ""
    assert asked(as_ai, some, ours, lambda _page, answer, _changed, _text: answer.status_code >= 500) == ""


def test_a_case_of_a_team_is_nothing_to_a_stranger_and_to_nobody(ours, theirs, as_chika):
    some = [page for page in PAGES if page.name in table.CASES]

    assert asked(as_chika, some, ours, not_404) == ""
    assert asked(Client(), some, ours, not_404) == ""


def test_a_link_that_nobody_made_opens_nothing(ours):
    some = [page for page in PAGES if page.name in table.LINKS]

    def wrong(_page, answer, changed, _text):
        return answer.status_code not in {404, 410} or changed

    assert asked(Client(), some, ours | {"token": "x" * 43}, wrong) == ""
