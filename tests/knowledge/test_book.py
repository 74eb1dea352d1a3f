"""The doctor's book: whole, two-languaged, and picky about its own slips."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from kagimori.core.doctor.book import DOORS
from kagimori.core.errors import BookError
from kagimori.knowledge import load_book
from kagimori.knowledge.book import DATA, read_book
from kagimori.knowledge.policy import load_policy, read_policy

TRIAL, REAL = load_book("trial"), load_book("real")
EXTRA = {
    "hijacked",
    "account_disabled",
    "codes_gone",
    "email_unreachable",
    "identity_check_failed",
    "wrong_code_box",
    "other",
}


def broken(tmp_path, file: str, old: str, new: str):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_trial_view_holds_the_vocabulary_of_the_protocol_and_nothing_else():
    assert len(TRIAL.causes) == 35
    assert len(TRIAL.observations) == 49
    assert len(TRIAL.actions) == 39
    assert len(TRIAL.errors) == 16
    assert not EXTRA & TRIAL.causes.keys()


def test_the_real_view_adds_what_real_people_have_and_drops_what_only_the_model_world_knows():
    assert REAL.causes.keys() == TRIAL.causes.keys() | EXTRA
    assert "ask_coadmin" not in REAL.actions
    assert {"recover_hacked", "appeal_disabled", "find_second_way"} <= REAL.actions.keys()


@pytest.mark.parametrize("book", [TRIAL, REAL], ids=["trial", "real"])
def test_everything_has_words_in_both_languages(book):
    records = [*book.causes.values(), *book.observations.values(), *book.actions.values(), *book.facts.values()]
    words = [record.words for record in records] + [
        text for o in book.observations.values() for text in o.values.values()
    ]

    assert all(text.ja.strip() and text.en.strip() and text.ja != text.en for text in words)


@pytest.mark.parametrize("book", [TRIAL, REAL], ids=["trial", "real"])
def test_shares_are_shares(book):
    for cause in book.causes.values():
        assert all(sum(messages.values()) == pytest.approx(1.0) for messages in cause.shows.values()), cause.id
        assert any(cause.blocks[door] > 0.0 for door in DOORS), cause.id
    for observation in book.observations.values():
        for answers in (observation.base, *observation.given.values()):
            assert sum(answers.values()) == pytest.approx(1.0), observation.id


def test_no_record_speaks_of_a_cause_that_neither_view_knows():
    known = REAL.causes.keys() | TRIAL.causes.keys()
    observations = tomllib.loads((DATA / "observations.toml").read_text(encoding="utf-8"))
    actions = tomllib.loads((DATA / "actions.toml").read_text(encoding="utf-8"))

    assert {cause for record in observations.values() for cause in record.get("given", {})} <= known
    for field in ("cures", "starts"):
        assert {cause for record in actions.values() for cause in record.get(field, {})} <= known


def test_every_cause_of_the_real_view_has_a_step_or_a_wait_or_an_exit():
    cured = {cause for action in REAL.actions.values() for cause in action.cures}

    assert all(cause.id in cured or cause.ends or cause.exits for cause in REAL.causes.values())


def test_exits_and_first_questions_are_in_the_book():
    for cause in REAL.causes.values():
        assert set(cause.exits) <= REAL.actions.keys(), cause.id
        assert set(cause.gone_unless) <= REAL.observations.keys(), cause.id


def test_nothing_in_the_book_asks_for_what_must_never_be_done():
    words = " ".join(text for action in REAL.actions.values() for text in action.words)

    assert not any(bad in words for bad in ("VoLTE", "log out", "ログアウト", "時刻サーバー"))


@pytest.mark.parametrize(
    ("file", "old", "new", "id_", "field"),
    [
        ("causes.toml", 'username_typo]\nja = "', 'username_typo]\nja = " " #', "username_typo", "ja"),
        ("causes.toml", 'login = "sometimes"', 'login = "mainly"', "username_typo.common", "login"),
        ("causes.toml", 'layer = "input"', 'layer = "inptu"', "username_typo", "layer"),
        ("causes.toml", 'within = "password.sync"', 'within = "password.snyc"', "password_sync.ends", "within"),
        ("observations.toml", 'no = "mostly", yes = "sometimes"', 'nein = "mostly"', "vpn_on.base", "nein"),
        ("actions.toml", 'needs = ["codes"]', 'needs = ["cdoes"]', "login_backup", "needs"),
        ("actions.toml", "minutes = 2.0", "minutes = 0", "login_sms", "minutes"),
        ("actions.toml", "sends_sms = true", "sends_smss = true", "login_sms", "sends_smss"),
    ],
)
def test_a_slip_is_named_by_file_id_and_field(tmp_path, file, old, new, id_, field):
    folder = broken(tmp_path, file, old, new)

    with pytest.raises(BookError) as caught:
        read_book(folder, "trial")

    assert (caught.value.fields["file"], caught.value.fields["id"], caught.value.fields["field"]) == (file, id_, field)


def test_every_figure_says_where_it_comes_from():
    assert all(figure.source and figure.checked for figure in load_policy().values())
    assert load_policy()["sms.resend_gap"].minutes == 3.0


def test_a_figure_without_a_value_is_refused(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(
        '[a.b]\nunit = "minute"\nbasis = "ours"\nverdict = "unverified"\nsource = "x"\nchecked = 2026-11-25\n'
    )

    with pytest.raises(BookError):
        read_policy(path)
