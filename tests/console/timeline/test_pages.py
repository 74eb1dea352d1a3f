"""The pages: a team's own entries in words, filters, further pages, and the export."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of

from kagimori.console.timeline import export
from kagimori.console.timeline.flows import append
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def add(team, user, kind="people.team_changed", **fields):
    with transaction.atomic():
        return append(
            kind, at=fields.pop("at", NOW), by=Actor(str(user.opaque), "web", "192.0.2.7"), team=str(team.pk), **fields
        )


def shown(browser, team, **asked):
    return browser.get(f"/t/{team.key}/timeline/", asked, headers={"accept-language": "en"}).content.decode()


def test_an_entry_is_a_sentence_with_names_and_where_from(as_ai, ai, team):
    account = add_account(team, "minato_coffee")
    add(team, ai, "accounts.archived", subject=f"account:{account.pk}", why="closed the shop")

    page = shown(as_ai, team)

    assert "Ai took @minato_coffee off the list." in page
    assert "Reason: closed the shop" in page
    assert "in the browser" in page


def test_whoever_was_erased_stays_in_the_record_without_a_name(as_ai, ai, ben, team):
    add(team, ai, "people.membership_ended", whom="5f0c7c52-0000-4000-8000-000000000001")

    assert "someone who left (erased)" in shown(as_ai, team)


def test_another_team_sees_nothing_of_it(as_chika, ai, team, other_team):
    add(team, ai, why="ours alone")

    assert "ours alone" not in shown(as_chika, other_team)
    assert as_chika.get(f"/t/{team.key}/timeline/").status_code == 404


def test_filters_find_by_kind_family_person_account_and_day(as_ai, ai, ben, team):
    account = add_account(team, "minato_tea")
    add(team, ai, why="of ai")
    add(team, ben, why="of ben", at=NOW - timedelta(days=3))
    add(team, ai, "accounts.archived", subject=f"account:{account.pk}", why="of the account")

    def found(**asked):
        page = shown(as_ai, team, **asked)
        return {word for word in ("of ai", "of ben", "of the account") if f"Reason: {word}<" in page}

    assert found() == {"of ai", "of ben", "of the account"}
    assert found(kind="accounts.") == found(account="@minato_t") == {"of the account"}
    assert found(kind="people.team_changed") == {"of ai", "of ben"}
    assert found(person="Ben") == found(person=str(ben.opaque)) == found(until="2026-11-23") == {"of ben"}
    assert found(person="Nobody", since="2026-11-24") == set()


def test_older_entries_are_on_the_next_page(as_ai, ai, team, monkeypatch):
    for number in range(60):
        add(team, ai, why=f"entry {number:02}")

    first = shown(as_ai, team)
    oldest = Entry.objects.order_by("-number")[49].number
    second = shown(as_ai, team, before=oldest)

    assert ("entry 59" in first, "entry 09" in first) == (True, False)
    assert ("entry 09" in second, "entry 10" in second) == (True, False)


def test_the_page_asks_as_often_for_fifty_entries_as_for_one(as_ai, ai, team, django_assert_max_num_queries):
    for number in range(50):
        add(team, ai, why=f"entry {number}")

    with django_assert_max_num_queries(20):
        shown(as_ai, team)


def test_only_whoever_may_takes_the_record_along_and_that_is_noted(as_ai, as_ben, ai, team):
    add(team, ai, why="=1+1")

    answer = as_ai.post(f"/t/{team.key}/timeline/export", {"form": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))

    assert [row["why"] for row in rows if row["kind"] == "people.team_changed"] == ["'=1+1"]
    assert Entry.objects.filter(kind="timeline.exported", actor=str(ai.opaque)).count() == 1
    assert as_ben.post(f"/t/{team.key}/timeline/export", {"form": "csv"}).status_code == 403


def test_json_lines_hold_everything_that_the_stamps_cover(ai, team):
    entry = add(team, ai)

    [line] = export.written([entry], "jsonl")

    assert json.loads(line) | {"number": entry.number} == json.loads(line)
    assert set(json.loads(line)) == set(export.COLUMNS)


@pytest.mark.parametrize("start", export.FORMULA_STARTS)
def test_no_cell_is_a_formula(start):
    assert export.harmless(f"{start}cmd") == f"'{start}cmd"
    assert export.harmless("plain") == "plain"


def test_the_installation_s_own_record_is_for_its_owner(as_ai, as_chika, ai):
    with transaction.atomic():
        append("people.first_owner", at=NOW, by=Actor(str(ai.opaque), "web"))

    assert "first owner" in as_ai.get("/installation/timeline/", headers={"accept-language": "en"}).content.decode()
    assert as_chika.get("/installation/timeline/").status_code == 404


def test_the_export_asks_for_a_fresh_proof(ai, team):
    for path in (f"/t/{team.key}/timeline/export", "/installation/timeline/export"):
        answer = browser_of(ai, lately=False).post(path, {"form": "csv"})
        assert answer.headers["Location"].startswith("/account/again")

    assert not Entry.objects.filter(kind="timeline.exported").exists()
