"""Taking over a list of people: shown before it is kept, everybody or nobody, and never twice."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fakes.at_once import at_once
from tests.fakes.people import make_team, make_user

from kagimori.console.people.models import Membership, Person, SheetDraft
from kagimori.console.people.refusals import Gone, MailTaken
from kagimori.console.people.sheets import drafts, flows
from kagimori.console.timeline.models import Entry
from kagimori.core.people.columns import Told
from kagimori.core.people.doubles import Match
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
BY = Actor("", "web")
HEAD = "氏名,メールアドレス,携帯電話,二段階認証,ロール\n"
SATO, ITO = "佐藤 花子,sato@minato.example,090-1234-5678,オン,Admin\n", "伊藤 健,ito@minato.example,,pending,Employee\n"


def draft(team, user, *lines):
    return drafts.keep(team.pk, user, (HEAD + "".join(lines)).encode("cp932"), NOW)


def take(team, one, answers=None):
    return flows.take_over(team.pk, one, answers or {}, by=BY, now=NOW)


def upload(browser, team, text):
    sheet = SimpleUploadedFile("people.csv", text.encode("utf-16"), "text/csv")
    return browser.post(f"/t/{team.key}/people/import/", {"sheet": sheet})


def test_a_list_goes_through_the_pages(as_ben, team):
    columns = upload(as_ben, team, HEAD + SATO + ITO).url
    page = as_ben.get(columns)
    chosen = {f"column_{place}": word for place, word in enumerate(("name", "email", "phone", "two_factor", ""))}

    preview = as_ben.post(columns, chosen).url
    assert "090-1234-5678" in as_ben.get(preview).content.decode()
    assert not Person.objects.filter(name="佐藤 花子").exists()
    as_ben.post(preview)

    assert [column.heading for column in page.context["columns"]][4] == "ロール"
    assert Person.objects.get(name="佐藤 花子").second_step.source == "import"
    assert Person.objects.get(name="伊藤 健").two_factor == "unknown"
    assert Entry.objects.get(kind="people.imported").payload == {"added": 2, "changed": 0}


def test_an_import_gives_nobody_a_login_or_a_right(team, ben):
    before = Membership.objects.count()

    take(team, draft(team, ben, SATO))

    assert Membership.objects.count() == before
    assert Person.objects.get(name="佐藤 花子").user is None


def test_what_the_team_has_noted_stays(team, ben):
    noted = Person.objects.create(team=team, name="S. Hanako", email="sato@minato.example", added_at=NOW)
    noted.two_factor, noted.company = "no", "Minato"
    noted.save()

    taken = take(team, draft(team, ben, "佐藤 花子,sato@minato.example,090-1234-5678,?,x\n"))

    noted.refresh_from_db()
    assert (taken.added, taken.changed) == (0, 1)
    assert (noted.name, noted.phone, noted.two_factor, noted.company) == ("S. Hanako", "+819012345678", "no", "Minato")


@pytest.mark.parametrize(
    ("answer", "people", "phone"), [("same", 1, "+819012345678"), ("other", 2, ""), ("skip", 1, ""), (None, 1, "")]
)
def test_the_same_name_is_answered_by_somebody(team, ben, answer, people, phone):
    noted = Person.objects.create(team=team, name="佐藤花子", added_at=NOW)

    take(team, draft(team, ben, SATO), {2: answer} if answer else {})

    noted.refresh_from_db()
    assert Person.objects.filter(team=team, user=None).count() == people
    assert noted.phone == phone


def test_lines_that_cannot_be_read_are_named_and_the_others_taken(as_ben, team, ben):
    one = draft(team, ben, SATO, "壊れた,no address,,,\n", "長い,long@minato.example,,,,extra\n")

    page = as_ben.get(f"/t/{team.key}/people/import/{one.pk}/preview/").context["page"]

    assert [line for line, _why in page.broken] == [3, 4]
    assert [row.line for row in page.new] == [2]


def test_a_formula_is_a_name_and_nothing_else(team, ben):
    take(team, draft(team, ben, '"=HYPERLINK(""http://x.example"")",x@minato.example,,,\n'))

    assert Person.objects.get(email="x@minato.example").name == 'HYPERLINK("http://x.example")'


def test_nothing_is_kept_half(team, ben, monkeypatch):
    one = draft(team, ben, SATO, ITO)
    # As if somebody had noted the second address in the moment between looking and storing.
    lines = [Match(Told(line, name, "same@minato.example"), "new") for line, name in ((2, "Sato"), (3, "Ito"))]
    monkeypatch.setattr(drafts, "judged", lambda _draft: (lines, ()))

    with pytest.raises(MailTaken):
        take(team, one)

    assert not Person.objects.filter(name="Sato").exists()
    assert SheetDraft.objects.filter(pk=one.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_list_is_taken_over_once_however_often_the_button_is_pressed():
    owner = make_user("Ai")
    team = make_team(owner, "Minato")
    one = draft(team, owner, SATO, ITO)

    outcomes = at_once([partial(take, team, one) for _press in range(4)])

    assert sum(isinstance(outcome, Gone) for outcome in outcomes) == 3
    assert Person.objects.filter(team=team).count() == 3


def test_somebody_elses_draft_is_out_of_reach(as_ai, as_chika, team, other_team, ben):
    one = draft(team, ben, SATO)

    assert as_ai.get(f"/t/{team.key}/people/import/{one.pk}/columns/").status_code == 404
    assert as_chika.post(f"/t/{other_team.key}/people/import/{one.pk}/preview/").status_code == 404


@pytest.mark.parametrize("text", ["", "氏名\n", 'a,b\n"never closed\n'])
def test_a_file_that_cannot_be_read_says_what_to_do(as_ben, team, text):
    answer = upload(as_ben, team, text)

    assert answer.status_code == 422
    assert answer.context["form"].errors["sheet"]


def test_columns_that_are_unclear_are_asked_again(as_ben, team, ben):
    one = draft(team, ben, SATO)
    page = f"/t/{team.key}/people/import/{one.pk}/columns/"

    answer = as_ben.post(page, {"column_0": "phone", "column_1": "phone"})

    assert answer.status_code == 422
    assert answer.context["wrong"]
