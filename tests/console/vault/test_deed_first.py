"""Whatever lets a secret out writes the deed down first: where it cannot be written, nothing leaves."""

import time
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.pdfs import text_of
from tests.fakes.planted import forms_of_code, forms_of_key, found
from tests.fakes.programs import program_of
from tests.fakes.vaults import CODES, KEY, full_disk, lay_key, lay_sheet

from kagimori.console.vault.models import BackupCode, Share
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

JSON = "application/json"
TABLE = Path(__file__).parents[3] / "docs" / "security" / "reveals.toml"
HERE = "tests/console/vault/test_deed_first.py::test_where_the_deed_cannot_be_logged_nothing_leaves"
pytestmark = pytest.mark.django_db


class Console:
    """A team whose account has everything, and another one with a key that is being set up."""

    def __init__(self, team, owner, browser):
        self.team, self.owner, self.browser, self.program = team, owner, browser, program_of(owner, team)
        browser.raise_request_exception = self.program.raise_request_exception = False
        self.full, self.new = add_account(team, "minato_coffee"), add_account(team, "minato_tea")
        self.sheet, self.key = lay_sheet(self.full), lay_key(self.full)
        lay_key(self.new, stage="pending", by=str(owner.opaque))

    def post(self, name, data=None, account=None, **ids):
        return self.browser.post(self._at(name, account, ids), data or {})

    def get(self, name, account=None, **ids):
        return self.browser.get(self._at(name, account, ids))

    def ask(self, path, body=None):
        at = f"/api/v1/teams/{self.team.key}/accounts/{self.full.pk}/{path}"
        return self.program.post(at, body or {}, JSON)

    def _at(self, name, account, ids):
        return reverse(name, kwargs={"team": self.team.key, "account": (account or self.full).pk} | ids)

    def of_team(self, name, data, share):
        return self.browser.post(reverse(name, args=[self.team.key, share]), data)

    def in_a_file(self, form):
        wish = {"accounts": [str(self.full.pk)], "form": form, "why": "another app", "understood": "on"}
        return self.browser.post(reverse("vault:files_out", args=[self.team.key]), wish)

    def print(self, kind):
        """The PDF as the text that a person reads in it."""
        answer = self.post("vault:print", {"kind": kind, "why": "the safe", "language": "ja"})
        if answer.headers.get("Content-Type") == "application/pdf":
            answer.content = text_of(answer.content).encode()
        return answer

    def shared(self):
        """A share of the owner's, who could do without."""
        now = timezone.now()
        span = {"begins_at": now, "until": now + timedelta(hours=1), "given_at": now}
        return Share.objects.create(account=self.full, user=str(self.owner.opaque), purpose="posts", **span).pk

    def taken(self):
        """A code that the owner took a minute ago: looking at it again is a deed of its own."""
        code = self.ask("codes/take", {"purpose": "login"}).json()["id"]
        BackupCode.objects.filter(pk=code).update(handed_at=timezone.now() - timedelta(minutes=1))
        return code


# Every way out, and what leaves by it.  What has to happen before stands in the first part, where something has.
WAYS = {
    "api: take a code": (None, lambda on, _: on.ask("codes/take", {"purpose": "login"})),
    "api: show it again": (Console.taken, lambda on, code: on.ask(f"codes/{code}/show")),
    "api: authenticator": (None, lambda on, _: on.ask("authenticator/code", {"purpose": "login"})),
    "page: a code once more": (Console.taken, lambda on, code: on.get("vault:code", code=code)),
    "page: QR code while setting up": (None, lambda on, _: on.post("vault:authenticator_qr", account=on.new)),
    "page: code while setting up": (None, lambda on, _: on.post("vault:authenticator_code", account=on.new)),
    "page: authenticator code": (None, lambda on, _: on.post("vault:authenticator_show", {"purpose": "login"})),
    "page: code by a share": (
        Console.shared,
        lambda on, share: on.of_team("vault:shared_code", {"purpose": "login"}, share),
    ),
    "page: keys in a file": (None, lambda on, _: on.in_a_file("uris")),
    "page: a print": (None, lambda on, _: on.print("sheet")),
    "page: a print for an envelope": (None, lambda on, _: on.print("envelope")),
    "page: the key itself": (None, lambda on, _: on.post("vault:authenticator_reveal", {"why": "a tablet"})),
}


@pytest.fixture
def on(team, ai, as_ai):
    return Console(team, ai, as_ai)


def secret_forms():
    """Every form of what was planted, and of the codes that the key gives about now."""
    now, seed = int(time.time()), make_seed(KEY)
    shown = {code_at(seed, now + 30 * step).text for step in range(-2, 4)}
    return set().union(forms_of_key(KEY), *map(forms_of_code, CODES), *({code.encode()} for code in shown))


@pytest.mark.parametrize("way", WAYS)
def test_where_the_deed_cannot_be_logged_nothing_leaves(on, way):
    before, ask = WAYS[way]
    given = before(on) if before else None

    with full_disk():
        answer = ask(on, given)

    assert answer.status_code == 500
    assert found(secret_forms(), {"answer": answer.content, "headers": repr(answer.headers)}) == []
    assert BackupCode.objects.filter(state="handed").count() == (1 if before is Console.taken else 0)


@pytest.mark.parametrize("way", WAYS)
def test_where_it_can_it_leaves_and_nobody_may_store_it(on, way):
    before, ask = WAYS[way]

    answer = ask(on, before(on) if before else None)

    assert answer.status_code == 200
    assert found(secret_forms(), {"answer": b"".join(answer) if answer.streaming else answer.content}) != []
    assert "no-store" in answer.headers["Cache-Control"]


def test_every_record_of_the_vault_that_lets_something_out_is_shown_by_a_test_of_the_vault():
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["reveal"]
    out = [row for row in rows if row["goes"] == "person" and row["file"].startswith("console/vault/")]

    assert out
    assert [row for row in out if not any(test.startswith("tests/console/vault/") for test in row["tests"])] == []
    assert HERE in {test for row in out for test in row["tests"]}
