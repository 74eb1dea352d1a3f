"""Rules that hold for every operation: what is taken, what is refused, in which words, and what is never told."""

import json

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import join, make_user

from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.console.people.models import Person
from kagimori.gateways import http

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def people(team):
    """Where the team's people are."""
    return f"/api/v1/teams/{team.key}/people"


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_a_failure_is_told_in_the_readers_language_with_what_to_do(by_ai, people):
    told = {
        lang: by_ai.post(people, "{", JSON, headers={"accept-language": lang}).json()["error"] for lang in ("ja", "en")
    }

    assert told["ja"]["code"] == told["en"]["code"] == "api.not_json"
    assert told["en"]["message"] == "The body cannot be read as JSON."
    assert "JSON" in told["ja"]["next"]
    assert told["ja"]["message"] != told["en"]["message"]


def test_a_field_that_is_wrong_is_named_and_its_value_is_not_repeated(by_ai, people):
    answer = by_ai.post(people, {"name": "\x00secret", "ends_on": "soon"}, JSON)

    assert code_of(answer) == (422, "api.fields_wrong")
    assert set(answer.json()["error"]["fields"]) == {"body.wish.name", "body.wish.ends_on"}
    assert "secret" not in answer.content.decode()


def test_a_field_that_is_not_described_is_refused(by_ai, people):
    answer = by_ai.post(people, {"name": "Eri", "team_id": "another"}, JSON)

    assert code_of(answer) == (422, "api.fields_wrong")
    assert not Person.objects.filter(name="Eri").exists()


def test_fields_that_contradict_each_other_are_refused(by_ai, team):
    account = add_account(team, "minato_coffee")
    when = {"begins_at": "2026-11-25T10:00:00Z", "ends_at": "2026-11-24T10:00:00Z"}

    answer = by_ai.post(f"/api/v1/teams/{team.key}/accounts/{account.pk}/campaigns", {"name": "x", **when}, JSON)

    assert code_of(answer) == (422, "accounts.ends_too_soon")


def test_a_rule_that_forbids_it_now_is_a_conflict(by_ai, people):
    by_ai.post(people, {"name": "Eri", "email": "eri@example.jp"}, JSON)

    assert code_of(by_ai.post(people, {"name": "Eri", "email": "eri@example.jp"}, JSON)) == (409, "people.mail_taken")


def test_a_body_that_is_too_large_is_refused(by_ai, people):
    assert code_of(by_ai.post(people, '{"name": "' + "x" * 3_000_000 + '"}', JSON)) == (413, "api.too_large")


def test_a_body_that_is_nested_without_end_is_refused(by_ai, people):
    assert code_of(by_ai.post(people, "[" * 50_000, JSON)) == (400, "api.not_json")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/me", "/api/v1/teams/x/y/z"])
def test_an_address_that_is_none_is_answered_as_json(client, address):
    assert code_of(client.post(address)) == (404, "api.not_here")


def test_an_accident_tells_nothing_of_the_inside(by_ai, monkeypatch):
    def breaks(*_args):
        raise RuntimeError("password is opensesame")

    monkeypatch.setattr("kagimori.console.status.api.queries.now", breaks)
    answer = by_ai.get("/api/v1/status")

    assert code_of(answer) == (500, "api.broken")
    assert "opensesame" not in answer.content.decode()


def test_no_other_origin_is_allowed(by_ai):
    answer = by_ai.get("/api/v1/me", headers={"origin": "https://elsewhere.example"})

    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_trace_is_not_answered(by_ai, client):
    assert by_ai.generic("TRACE", "/api/v1/me").status_code == 405
    assert client.generic("TRACE", "/status/").status_code == 405


def test_an_answer_is_kept_nowhere(by_ai):
    assert by_ai.get("/api/v1/me").headers["Cache-Control"] == "no-store"


def test_a_list_comes_in_pieces_that_neither_double_nor_hide(by_ai, people, team):
    for name in ("Aya", "Bun", "Chie", "Chie", "Dai", "Emi"):
        by_ai.post(people, {"name": name}, JSON)
    first = by_ai.get(people, {"limit": 3}).json()

    by_ai.post(people, {"name": "Aaa"}, JSON)
    Person.objects.filter(pk=first["items"][0]["id"]).delete() if first["items"][0]["name"] != "Ai" else None
    second = by_ai.get(people, {"limit": 50, "cursor": first["next"]}).json()

    assert [one["name"] for one in first["items"] + second["items"]] == [
        "Ai",
        "Aya",
        "Bun",
        "Chie",
        "Chie",
        "Dai",
        "Emi",
    ]
    assert second["next"] == ""


@pytest.mark.parametrize("cursor", ["nonsense!", "W10", "WyJcdTAwMDAiLCAiYSJd", "bnVsbA"])
def test_a_cursor_that_is_none_is_refused(by_ai, people, cursor):
    assert code_of(by_ai.get(people, {"cursor": cursor})) == (422, "api.cursor_wrong")


def test_an_invitation_answers_with_its_link_where_no_mail_goes_out(by_ai, team):
    wish = {"email": "guest@example.jp", "role": "viewer"}

    made = by_ai.post(f"/api/v1/teams/{team.key}/invitations", wish, JSON).json()

    assert "/join/" in made["link"]
    listed = by_ai.get(f"/api/v1/teams/{team.key}/invitations").content.decode()
    assert made["link"].rpartition("/")[2] not in listed


def test_the_description_is_openapi_3_1_and_asks_nobody_who_they_are(client):
    told = client.get("/api/v1/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert told["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"
    assert "http" not in json.dumps(told["servers"])


def test_the_web_client_follows_no_redirect(monkeypatch):
    import httpx2

    seen = []

    def send(_self, request, **_options):
        seen.append(str(request.url))
        return httpx2.Response(302, headers={"location": "http://169.254.169.254/"}, request=request)

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", send)
    answer = http.get("https://example.com/", resolve=lambda _host, _port: ["93.184.216.34"])

    assert answer.code == 302
    assert len(seen) == 1


def test_somebody_with_single_accounts_only_adds_none(program, team):
    account, limited = add_account(team, "minato_coffee"), make_user("Eri")
    eri = join(team, limited, "admin", access="limited")
    Grant.objects.create(account=account, person=eri, role="admin", access="full", tasks=[], since=account.added_at)

    answer = program(limited, team).post(f"/api/v1/teams/{team.key}/accounts", {"handle": "minato_tea"}, JSON)

    assert code_of(answer) == (403, "api.not_allowed")
    assert InstagramAccount.objects.count() == 1
