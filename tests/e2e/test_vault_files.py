"""Authenticators brought over and taken out in a browser, on a phone and on a desk, in both languages."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from tests.fakes.accounts import add_account
from tests.fakes.people import make_team
from tests.fakes.vaults import KEY, lay_key

from kagimori.console.vault.authenticators import queries

FIXTURES = Path(__file__).parents[1] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
OLD = "NBSWY3DPEBYGK3TDNBSWY3DPEBYGK3TD"
LINES = [
    f"otpauth://totp/Instagram:minato_coffee?secret={KEY}&issuer=Instagram",
    f"otpauth://totp/Instagram:minato_tea?secret={OLD}&issuer=Instagram",
    f"otpauth://totp/Mail:info%40example.jp?secret={OTHER}&issuer=Mail",
    "otpauth://steam/Steam:dai?secret=GEZDGNBVGY3TQOJQ",
]
WORDS = {
    "ja": {"read": "読み込む", "keep": "選んだものを保管する", "take": "ファイルを受け取る"},
    "en": {"read": "Read", "keep": "Keep what is chosen", "take": "Take the file"},
}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(ai):
    return make_team(ai, "港コーヒー")


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 1280, "light"), ("en", 390, "dark")],
)
def test_from_the_apps_file_to_the_authenticator_in_use(visit, ai, team, lang, width, scheme):
    coffee, tea = add_account(team, "minato_coffee"), add_account(team, "minato_tea")
    lay_key(tea, OLD)
    tab, words, name = visit(lang, width, scheme), WORDS[lang], f"files-{lang}-{width}-{scheme}"
    tab.enter(ai)
    tab.open(reverse("vault:files", args=[team.key]))
    tab.look(f"{name}-1")
    sealed = FIXTURES / "aegis_sealed.json"
    tab.page.locator("input[type=file]").set_input_files(sealed)
    tab.page.get_by_role("button", name=words["read"]).click()
    assert tab.page.locator("#id_password_error").count() == 1
    tab.errors.clear()  # the browser tells of the 422, which is meant
    tab.look(f"{name}-2")

    lines = {"name": "apps.txt", "mimeType": "text/plain", "buffer": "\n".join(LINES).encode()}
    tab.page.locator("input[type=file]").set_input_files([lines])
    tab.page.get_by_role("button", name=words["read"]).click()
    tab.look(f"{name}-3")
    tab.page.get_by_role("button", name=words["keep"], exact=True).click()

    assert queries.living(coffee) is not None
    tab.look(f"{name}-4")


def test_without_scripts_it_works_too(visit, ai, team):
    coffee = add_account(team, "minato_coffee")
    tab = visit("en", script=False)
    tab.enter(ai)
    tab.open(reverse("vault:files_of_account", args=[team.key, coffee.pk]))

    lines = {"name": "apps.txt", "mimeType": "text/plain", "buffer": LINES[0].encode()}
    tab.page.locator("input[type=file]").set_input_files([lines])
    tab.page.get_by_role("button", name="Read").click()
    tab.page.get_by_role("button", name="Keep what is chosen").click()

    assert queries.living(coffee) is not None


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ja", 390, "light"), ("en", 1280, "dark")])
def test_keys_are_taken_out_sealed(visit, ai, team, lang, width, scheme):
    lay_key(add_account(team, "minato_coffee"))
    tab = visit(lang, width, scheme)
    tab.enter(ai)
    tab.open(reverse("vault:files_out", args=[team.key]))
    tab.look(f"files-out-{lang}-{width}-{scheme}")

    tab.page.get_by_label("@minato_coffee").check()
    tab.page.locator("#id_password").fill("long enough, this")
    tab.page.locator("#id_why").fill("a tablet")
    tab.page.locator("#id_understood").check()
    with tab.page.expect_download() as coming:
        tab.page.get_by_role("button", name=WORDS[lang]["take"]).click()

    written = Path(coming.value.path()).read_text(encoding="utf-8")
    assert json.loads(written)["header"]["slots"]
    assert KEY not in written
