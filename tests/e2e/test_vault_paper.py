"""Prints and the encrypted file in a browser, on a phone and on a desk, in both languages."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import keep_codes
from tests.fakes.people import make_team
from tests.fakes.vaults import lay_key

from kagimori.console.people.models import User
from kagimori.console.vault.models import Paper
from kagimori.console.vault.paper import flows

PASSPHRASE = "harbour violin cactus seventeen"
WORDS = {
    "ja": {
        "seal": "封筒に封をした",
        "note": "書きとめる",
        "open": "封筒を開けた",
        "tell": "書きとめてチームに知らせる",
        "take": "ファイルを受け取る",
        "look": "ファイルを開く",
        "back": "戻す",
    },
    "en": {
        "seal": "The envelope is sealed",
        "note": "Note it",
        "open": "The envelope was opened",
        "tell": "Note it and tell the team",
        "take": "Take the file",
        "look": "Open the file",
        "back": "Read it back",
    },
}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 1280, "light"), ("en", 390, "dark")]


@pytest.fixture
def account(ai):
    made = add_account(make_team(ai, "港コーヒー"), "minato_coffee", name="港コーヒー 公式")
    keep_codes(made, ai, now=timezone.now())
    lay_key(made)
    return made


@pytest.mark.parametrize(("lang", "width", "scheme"), LOOKS)
def test_an_envelope_is_printed_sealed_and_opened(visit, ai, account, lang, width, scheme):
    tab, words, name = visit(lang, width, scheme), WORDS[lang], f"paper-{lang}-{width}-{scheme}"
    place = {"team": account.team.key, "account": account.pk}
    tab.enter(ai)
    tab.open(reverse("vault:papers", kwargs=place))
    tab.look(f"{name}-1")
    tab.open(reverse("vault:print", kwargs=place) + "?kind=envelope")
    tab.look(f"{name}-2")
    tab.page.fill("#id_why", "the bank")
    with tab.page.context.expect_page():
        tab.page.locator("main form.sheet button").click()
    for _ in range(100):
        if Paper.objects.exists():
            break
        tab.page.wait_for_timeout(200)
    assert Paper.objects.get().kind == "envelope"

    wish = {"why": "", "place": "safe", "words": "3F", "by": actor_of(ai), "now": timezone.now()}
    flows.print_codes(account, "sheet", **wish)
    tab.open(reverse("vault:papers", kwargs=place))
    tab.page.get_by_text(words["seal"], exact=True).first.click()
    tab.look(f"{name}-3")
    tab.page.locator("details[open] input[name=words]").fill("3F")
    tab.page.locator("details[open]").get_by_role("button", name=words["note"]).click()
    tab.page.get_by_text(words["open"], exact=True).first.click()
    tab.page.locator("details[open] input[name=why]").fill("nobody gets in")
    tab.page.get_by_role("button", name=words["tell"]).click()
    tab.look(f"{name}-4")
    assert Paper.objects.filter(kind="envelope").exclude(opened_at=None).exists()


@pytest.mark.parametrize("look", LOOKS)
def test_a_file_is_taken_looked_at_and_read_back(visit, account, tmp_path, look):
    lang, width, scheme = look
    tab, words, name = visit(lang, width, scheme), WORDS[lang], f"vault-file-{lang}-{width}-{scheme}"
    ai = User.objects.get()
    spare = make_team(ai, "Spare")
    add_account(spare, "minato_coffee")
    tab.enter(ai)
    tab.open(reverse("vault:export", args=[account.team.key]))
    tab.page.fill("#id_passphrase", PASSPHRASE)
    tab.page.fill("#id_again", PASSPHRASE)
    tab.page.fill("#id_why", "the bank")
    tab.look(f"{name}-1")
    with tab.page.expect_download() as taken:
        tab.page.get_by_role("button", name=words["take"]).click()
    taken.value.save_as(tmp_path / "vault.age")

    tab.open(reverse("vault:restore", args=[spare.key]))
    tab.look(f"{name}-2")
    tab.page.locator("input[type=file]").set_input_files(tmp_path / "vault.age")
    tab.page.fill("#id_passphrase", PASSPHRASE)
    tab.page.get_by_role("button", name=words["look"]).click()
    tab.look(f"{name}-3")
    tab.page.get_by_role("button", name=words["back"], exact=True).click()
    tab.look(f"{name}-4")
