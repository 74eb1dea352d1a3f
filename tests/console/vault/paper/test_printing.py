"""Codes on paper: what stands on it, what is noted of it, and that nothing of it stays behind."""

import tempfile
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import keep_codes, left
from tests.fakes.pdfs import text_of
from tests.fakes.people import browser_of, join, make_user
from tests.fakes.planted import forms_of_code, found
from tests.fakes.vaults import CODES

from kagimori.console.people.models import Person
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.codes.queries import codes_of, missing_places, sheet_of
from kagimori.console.vault.codes.refusals import NoSheet
from kagimori.console.vault.models import BackupCode, Paper, SheetPlace
from kagimori.console.vault.paper import flows
from kagimori.console.vault.paper.refusals import NothingToPrint, PaperGone
from kagimori.core.errors import Unreachable
from kagimori.core.vault.paper import read_number

pytestmark = pytest.mark.django_db
ENGLISH = {"headers": {"accept-language": "en"}}


def at(account, name, **ids):
    return reverse(f"vault:{name}", kwargs={"team": account.team.key, "account": account.pk} | ids)


def printed(browser, account, **wish):
    return browser.post(at(account, "print"), {"kind": "sheet", "why": "the safe", "language": "en"} | wish)


def grouped(code):
    return f"{code[:4]} {code[4:]}"


def squeezed(text):
    return " ".join(text.split())


def kinds():
    return list(Entry.objects.order_by("number").values_list("kind", flat=True))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sheet_holds_every_unused_code_with_its_number_and_whose_it_is(as_ai, ai, account, language):
    spent = codes_of(sheet_of(account))[2]
    codes.say_used(spent.pk, actor_of(ai), timezone.now())

    answer = printed(as_ai, account, language=language)
    text = squeezed(text_of(answer.content))

    assert answer.headers["Content-Type"] == "application/pdf"
    for place, code in enumerate(CODES, 1):
        assert (f"{place} {grouped(code)}" in text) == (place != 3)
    paper = Paper.objects.get()
    assert all(part in text for part in (paper.number, account.team.name, "@minato_coffee", "港コーヒー 公式", "Ai"))
    assert ("第1版" if language == "ja" else "No. 1") in text
    assert ("耐火金庫" if language == "ja" else "fire-proof safe") in text
    assert ("使った日" if language == "ja" else "On (date)") in text


def test_the_envelope_has_a_page_for_outside_that_holds_no_code(as_ai, account):
    text = text_of(printed(as_ai, account, kind="envelope").content)
    outside, inside, *_ = text.split("\f")

    assert found(set().union(*map(forms_of_code, CODES)), {"outside": outside}) == []
    assert all(grouped(code) in squeezed(inside) for code in CODES)
    number = Paper.objects.get(kind="envelope").number
    assert number in outside
    assert number in inside
    for words in ("Sealed by", "Opened by", "When it may be opened", "Who must be told", "Ai", "8 unused backup codes"):
        assert words in outside


def test_the_number_on_the_paper_shows_when_it_is_misread(as_ai, account):
    printed(as_ai, account)

    assert read_number(Paper.objects.get().number.lower()) == Paper.objects.get().number


def test_nobody_may_store_the_answer_and_printing_marks_nothing_as_used(as_ai, account):
    answer = printed(as_ai, account)

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert set(BackupCode.objects.values_list("state", flat=True)) == {"unused"}
    assert left(account) == 8


def test_after_printing_neither_database_nor_folder_nor_temporary_files_hold_a_code(
    as_ai, account, tmp_path, settings, monkeypatch
):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    for kind in ("sheet", "envelope"):
        assert printed(as_ai, account, kind=kind).status_code == 200

    dump = StringIO()
    call_command("dumpdata", stdout=dump)
    places = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} | {
        "dump": dump.getvalue()
    }
    if connection.vendor == "sqlite":
        places["tables"] = "\n".join(connection.connection.iterdump())
    assert "minato_coffee" in places["dump"]
    assert found(set().union(*map(forms_of_code, CODES)), places) == []


def test_a_print_is_logged_with_its_reason_and_asks_for_one(as_ai, account):
    assert printed(as_ai, account, why="").status_code == 422
    assert not Paper.objects.exists()

    printed(as_ai, account, why="for the safe")

    entry = Entry.objects.get(kind="vault.sheet_printed")
    assert entry.why == "for the safe"
    assert entry.payload["number"] == Paper.objects.get().number


def test_only_who_manages_the_codes_and_has_just_proven_who_they_are_prints(as_ai, team, account):
    seer = make_user("Dan")
    join(team, seer, "viewer")
    assert printed(browser_of(seer), account).status_code == 403
    assert not Paper.objects.exists()


def test_somebody_who_has_not_proven_it_lately_is_asked_first(ai, account):
    answer = printed(browser_of(ai, lately=False), account)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/again/")
    assert not Paper.objects.exists()


def test_without_pango_nothing_is_noted(as_ai, account, monkeypatch):
    def lacks(*_args):
        raise Unreachable(name="Pango", hint="apt-get install libpango-1.0-0")

    monkeypatch.setattr("kagimori.gateways.pdf.render", lacks)

    answer = printed(as_ai, account)

    assert answer.status_code == 422
    assert not Paper.objects.exists()
    assert "vault.sheet_printed" not in kinds()


def test_a_sheet_in_a_safe_is_a_place_and_is_none_any_more_when_it_is_gone(as_ai, account):
    printed(as_ai, account, place="safe", words="3rd floor")
    paper = Paper.objects.get()

    assert "paper" not in missing_places(sheet_of(account))
    assert (paper.words, SheetPlace.objects.get(gone_at=None).words) == ("3rd floor", "3rd floor")

    as_ai.post(at(account, "paper_gone", paper=paper.pk))

    assert "paper" in missing_places(sheet_of(account))
    assert left(account) == 8
    assert "vault.paper_gone" in kinds()


def test_without_codes_there_is_nothing_to_print(account, by, now):
    for row in codes_of(sheet_of(account)):
        codes.say_used(row.pk, by, now)
    wish = {"why": "", "place": None, "words": "", "by": by, "now": now}
    with pytest.raises(NothingToPrint):
        flows.print_codes(account, "sheet", **wish)

    codes.retire_sheet(account, "lost", by=by, now=now)
    with pytest.raises(NoSheet):
        flows.print_codes(account, "sheet", **wish)


@pytest.fixture
def envelope(account, by, now):
    return flows.print_codes(account, "envelope", why="", place=None, words="", by=by, now=now).paper


def test_an_envelope_is_sealed_once_and_is_then_a_place(as_ai, account, envelope):
    eri = Person.objects.create(team=account.team, name="Eri", added_at=timezone.now())
    for words in ("safe, 3rd floor", "somewhere else"):
        as_ai.post(at(account, "paper_sealed", paper=envelope.pk), {"person": eri.pk, "words": words})

    row = Paper.objects.get()
    assert (row.sealed_by, row.words) == (eri, "safe, 3rd floor")
    place = SheetPlace.objects.get()
    assert (place.kind, place.words, place.person) == ("envelope", "safe, 3rd floor", eri)
    assert kinds().count("vault.envelope_sealed") == 1


def test_an_opened_envelope_tells_the_team_and_lists_what_is_to_be_marked(as_ai, ai, account, envelope):
    codes.say_used(codes_of(sheet_of(account))[0].pk, actor_of(ai), timezone.now())
    assert as_ai.post(at(account, "paper_opened", paper=envelope.pk), {"why": ""}).status_code == 302
    assert Paper.objects.get().opened_at is None

    as_ai.post(at(account, "paper_opened", paper=envelope.pk), {"why": "no phone, code 27354618"})
    page = as_ai.get(at(account, "papers"), **ENGLISH).content.decode()

    assert "2, 3, 4, 5, 6, 7, 8" in page
    assert "27354618" not in Paper.objects.get().why
    assert "vault.envelope_opened" in kinds()


def test_what_was_noted_cannot_be_noted_again(account, envelope, by, now):
    flows.say_opened(envelope, "fire drill", by=by, now=now)
    with pytest.raises(PaperGone):
        flows.say_opened(envelope, "again", by=by, now=now)
    flows.say_gone(envelope, by=by, now=now)
    with pytest.raises(PaperGone):
        flows.say_gone(envelope, by=by, now=now)


def test_a_print_of_an_old_sheet_is_shown_as_void(as_ai, ai, account, envelope):
    page = as_ai.get(at(account, "papers"), **ENGLISH).content.decode()
    assert "void" not in page
    keep_codes(account, ai, codes=("11223344", "55667788"), now=timezone.now() + timedelta(days=1))

    page = as_ai.get(at(account, "papers"), **ENGLISH).content.decode()

    assert "void: tear it up" in page
    assert "The envelope is sealed" not in page


def test_another_accounts_print_is_not_found(as_ai, team, account, envelope):
    other = add_account(team, "minato_tea")

    assert as_ai.post(at(other, "paper_gone", paper=envelope.pk)).status_code == 404
