"""The guides: one for every step, in both languages, on every system, and nothing in them that does harm."""

import re
from dataclasses import replace

import pytest

from kagimori.core.doctor.guides import OSES
from kagimori.core.text import LANGS
from kagimori.knowledge import load_book, load_guides, load_menus, load_policy
from kagimori.knowledge.guides import FOLDER, read_guides

# What real people are stuck on, beyond the article: each has its own way back.
WAYS_BACK = [
    "recover_hacked",
    "appeal_disabled",
    "find_second_way",
    "lost_phone",
    "number_gone",
    "replace_codes",
    "reach_email",
    "pass_identity_check",
    "right_code_box",
    "wait_out_lock",
    "no_human",
    "code_every_time",
    "forced_number",
    "authenticator_never_set",
    "bad_account_on_device",
    "code_abroad",
    "every_method_refused",
    "secure_account",
]
EXTRA = [
    "hijacked",
    "account_disabled",
    "codes_gone",
    "email_unreachable",
    "identity_check_failed",
    "wrong_code_box",
    "other",
]
GONE = ("hijacked", "account_disabled", "auth_lost", "number_changed")
DEVICE_ADVICE = re.compile(
    r"キャッシュ|cache|VPN|再起動|restart|フィルタ|filter|時刻を自動|時計|clock|アップデート", re.IGNORECASE
)
ADDRESSES = {
    "instagram.com",
    "instagram.com/hacked",
    "mail.instagram.com",
    "metastatus.com",
    "example.com",
}


def recoveries():
    return [guide for guide in load_guides().values() if guide.kind == "recover"]


def steps_of(view):
    book = load_book(view)
    return book.actions, book.observations


def sentences(guide, lang):
    texts = [guide.what, guide.why, guide.undo, guide.risk, guide.title, guide.way_out, guide.wait and guide.wait.words]
    texts += [*guide.before, *guide.after, *guide.dont]
    told = [text.to(lang) for text in texts if text]
    return told + [line for os in OSES for line in guide.steps(os, lang)]


@pytest.mark.parametrize("view", ["trial", "real"])
def test_every_action_and_observation_of_the_book_has_a_guide(view):
    book = load_book(view)

    assert not {*book.actions, *book.observations} - set(load_guides())


def test_the_way_back_that_is_meant_for_a_cause_comes_before_the_general_one():
    assert [guide.id for guide in load_guides().for_cause("number_changed")][:2] == ["number_gone", "find_second_way"]


def test_no_guide_is_longer_than_a_hurried_person_reads():
    too_long = [(guide.id, os) for guide in load_guides().values() for os in OSES if len(guide.way(os).lines) > 6]

    assert not too_long


def test_every_way_says_something_in_both_languages():
    for guide in load_guides().values():
        for os in OSES:
            assert all(guide.steps(os, lang) and all(guide.steps(os, lang)) for lang in LANGS), (guide.id, os)


def test_no_gap_is_left_open_anywhere():
    left = [
        (guide.id, line) for guide in load_guides().values() for lang in LANGS for line in sentences(guide, lang)
        if "{" in line
    ]  # fmt: skip

    assert not left


def test_every_guide_belongs_to_a_step_that_the_book_knows():
    known = {name for view in ("trial", "real") for steps in steps_of(view) for name in steps}

    assert {guide.id for guide in load_guides().values() if guide.kind in ("look", "do")} <= known


def test_every_need_of_real_people_has_a_way_back():
    assert {guide.id for guide in recoveries()} == set(WAYS_BACK)


@pytest.mark.parametrize("guide", recoveries(), ids=lambda guide: guide.id)
def test_a_way_back_has_five_steps_a_wait_a_way_out_and_what_not_to_do(guide):
    assert all(len(guide.way(os).lines) >= 5 for os in OSES)
    assert guide.wait
    assert guide.way_out
    assert guide.title
    assert len(guide.dont) >= 2
    assert guide.minutes


@pytest.mark.parametrize("cause", EXTRA)
def test_every_cause_beyond_the_article_has_a_way_back(cause):
    assert load_guides().for_cause(cause)


@pytest.mark.parametrize("cause", GONE)
def test_who_lost_account_phone_or_number_hears_nothing_about_caches_clocks_and_filters(cause):
    for guide in load_guides().for_cause(cause):
        told = [*guide.before, *guide.after, *guide.way("ios").lines, *guide.way("web").lines]
        assert not [line for text in told for line in text if DEVICE_ADVICE.search(line)], guide.id


def test_nobody_is_told_to_pay_or_sent_to_an_address_that_is_not_named_in_the_sources():
    named = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|jp|net|org)(?:/[a-z]+)?", re.IGNORECASE)
    for guide in load_guides().values():
        for lang in LANGS:
            assert set(named.findall("\n".join(sentences(guide, lang)))) <= ADDRESSES, guide.id


def test_volte_is_named_only_where_it_is_said_to_stay_on():
    for guide in load_guides().values():
        steps = [line for os in OSES for text in guide.way(os).lines for line in text]
        assert not [line for line in steps if "VoLTE" in line]
    assert any("VoLTE" in text.en for text in load_guides()["wifi_calling_off"].dont)


def test_updates_ask_for_space_first_and_the_cache_for_the_drafts():
    guides = load_guides()

    assert all("1 GB" in guides[name].before[0].en for name in ("update_app", "update_os"))
    assert "drafts" in guides["clear_cache"].before[0].en.lower() or "drafts" in guides["clear_cache"].before[1].en
    assert "Restart" in guides["clear_cache"].after[0].en
    assert "VPN" in guides["clock_auto_on"].before[0].en
    assert "back" in guides["filter_weak"].after[1].en


def test_an_iphone_is_said_to_have_no_button_for_the_cache():
    path = load_guides()["clear_cache"].path("ios")

    assert path.state == "not_there"
    assert "no button" in path.words.en
    assert load_guides()["clear_cache"].path("android").state == "steps"


def test_every_menu_path_has_its_day_and_another_way():
    for paths in load_menus().values():
        for path in paths.values():
            assert path.proof.checked.year >= 2026
            assert path.otherwise.ja
            assert path.otherwise.en
            assert path.version


def test_a_figure_stands_in_policy_alone():
    policy = load_policy()
    other = {**policy, "sms.resend_gap": replace(policy["sms.resend_gap"], value=7)}

    guides = read_guides(FOLDER, load_menus(), other)

    assert "7 minutes" in guides["login_sms"].before[0].en
    assert "7分" in guides["login_sms"].before[0].ja


def test_a_wait_is_a_figure_of_policy_or_nobody_can_tell():
    waits = {guide.id: guide.wait for guide in recoveries()}

    assert waits["wait_out_lock"].low_minutes == load_policy()["block.shortest"].minutes
    assert waits["wait_out_lock"].high_minutes == load_policy()["block.longest"].minutes
    assert "誰にも分かりません" in waits["recover_hacked"].words.ja
    assert waits["recover_hacked"].low_minutes is None
