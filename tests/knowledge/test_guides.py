"""The guides: one for every step, in both languages, on every system, and nothing in them that does harm."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.doctor.guides import OSES
from kagimori.core.errors import BookError
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

    assert {guide.id for guide in load_guides().values() if guide.kind != "recover"} <= known


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


GOOD = """
[vpn_off]
verdict = "unverified"
source = "a test"
checked = 2026-11-25

[vpn_off.ja]
what = "あ"
why = "い"
undo = "う"
all = ["え", "お"]

[vpn_off.en]
what = "a"
why = "b"
undo = "c"
all = ["d", "e"]
"""
FAULTS = [
    ('all = ["d", "e"]', 'all = ["d"]', "en.all"),
    ('undo = "c"', "", "undo"),
    ('verdict = "unverified"', 'verdict = "surely"', "verdict"),
    ("checked = 2026-11-25", "", "checked"),
    ('source = "a test"', 'source = "a test"\nmenu = "nowhere"', "menu"),
    ('source = "a test"', 'source = "a test"\ncolour = "red"', "colour"),
    ('what = "a"', 'what = "wait {sms.nonsense}"', "what"),
    ('all = ["d", "e"]', "", "en.all"),
    ('source = "a test"', "", "source"),
    ('why = "い"', 'why = " "', "why"),
    ('source = "a test"', 'source = "a test"\nrows = ["DOC9"]', "rows"),
]


def loaded(tmp_path, text, name="do_test.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_guides(tmp_path, {}, load_policy())


def refused(tmp_path, text):
    """Return the error that the loader gives, or None where it reads the text."""
    try:
        loaded(tmp_path, text)
    except BookError as fault:
        return fault
    return None


def test_a_small_record_is_read(tmp_path):
    guide = loaded(tmp_path, GOOD)["vpn_off"]

    assert guide.steps("web", "en") == ("d", "e")
    assert guide.path("ios") is None


@pytest.mark.parametrize(("good", "bad", "field"), FAULTS)
def test_a_fault_is_named_by_file_id_and_field(tmp_path, good, bad, field):
    assert good in GOOD

    with pytest.raises(BookError) as fault:
        loaded(tmp_path, GOOD.replace(good, bad, 1))

    assert fault.value.fields["file"] == "do_test.toml"
    assert fault.value.fields["id"].startswith("vpn_off")
    assert fault.value.fields["field"] == field


RECOVERY = GOOD.replace('undo = "う"', 'undo = "う"\ntitle = "か"\nwait = "き"\nway_out = "く"').replace(
    'undo = "c"', 'undo = "c"\ntitle = "f"\nwait = "g"\nway_out = "h"'
)


@pytest.mark.parametrize(
    ("line", "field"), [('wait_low = "block.shortest"', "wait_low"), ('wait_low = "no.such"', "wait_low")]
)
def test_a_wait_has_both_ends_and_known_figures(tmp_path, line, field):
    assert loaded(tmp_path, RECOVERY, "recover_test.toml")["vpn_off"].wait.low_minutes is None

    with pytest.raises(BookError) as fault:
        loaded(tmp_path, RECOVERY.replace('source = "a test"', f'source = "a test"\n{line}'), "recover_test.toml")

    assert fault.value.fields["field"] == field


@given(
    field=st.sampled_from(["what", "why", "undo", "all", "ios", "checked", "verdict", "source", "menu", "rows"]),
    value=st.one_of(
        st.integers(),
        st.booleans(),
        st.lists(st.text("ab{}.あ", max_size=3), max_size=3),
        st.text("ab{}.あ", max_size=9),
    ),
)
def test_any_value_in_any_field_is_read_or_refused_by_name(tmp_path_factory, field, value):
    head, ja, en = GOOD.strip().split("\n\n")
    part = head if field in ("checked", "verdict", "source", "menu", "rows") else ja
    kept = [line for line in part.splitlines() if not line.startswith(f"{field} =")]
    changed = "\n".join([*kept, f"{field} = {json.dumps(value, ensure_ascii=False)}"])
    text = "\n\n".join(changed if block is part else block for block in (head, ja, en))

    fault = refused(tmp_path_factory.mktemp("guides"), text)

    assert fault is None or (fault.fields["file"] == "do_test.toml" and fault.fields["problem"])


def test_an_id_is_used_once(tmp_path):
    loaded(tmp_path, GOOD)

    with pytest.raises(BookError):
        loaded(tmp_path, GOOD, "do_again.toml")


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(BookError) as fault:
        loaded(tmp_path, "[vpn_off")

    assert fault.value.fields["file"] == "do_test.toml"
