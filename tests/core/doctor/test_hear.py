"""A person's own words become shares of causes, a layer, a first step and the words that led there."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kagimori.core.doctor.hear import hear
from kagimori.knowledge import load_phrases

# Steps that harm somebody whose account, phone or number is gone.
HARMFUL = {
    "clear_cache",
    "clock_auto_on",
    "clock_offset",
    "clock_auto",
    "filter_weak",
    "filter_level",
    "vpn_off",
    "vpn_on",
    "restart_phone",
    "update_app",
    "update_os",
    "reinstall_app",
    "app_state",
    "os_state",
    "cache_size",
    "router_restart",
    "wifi_calling_off",
    "wifi_calling_on",
    "authenticator_sync",
    "dns_check",
}
SCRAPS = [
    "my account was hacked",
    "they changed the email",
    "アカウントが凍結された",
    "機種変した",
    "スマホをなくした",
    "old number",
    "解約した番号",
    "the cache is huge",
    "VPN is on",
    "時計がずれてる",
    "アップデートした",
    "迷惑SMSフィルタ",
    "the code is invalid",
    "コードが届かない",
    "restart did not help",
    "ダウン",
]


def heard(text):
    return hear(load_phrases(), text)


def first(text):
    return next(iter(heard(text).causes))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("someone changed my email and I cannot get in", "hijacked"),
        ("アカウントを乗っ取られました", "hijacked"),
        ("インスタが凍結された", "account_disabled"),
        ("new phone, and the authenticator app is empty", "auth_lost"),
        ("解約した番号にコードが届く", "number_changed"),
        ("the code does arrive, but it has expired before I type it", "code_late"),
        ("認証アプリのコードが毎回無効になる", "clock_skew"),
        ("too many codes requested, try again in 24 hours, no SMS", "resend_block"),
        ("ﾊﾟｽﾜｰﾄﾞを忘れた", "password_forgotten"),
        ("キャッシュが5GBもあって重い", "cache_bloat"),
    ],
)
def test_the_cause_that_the_words_carry_stands_first(text, cause):
    assert first(text) == cause


def test_who_changed_the_mail_decides_between_two_causes():
    assert first("someone changed the email on my account") == "hijacked"
    assert first("I changed my phone number last month") == "number_changed"


def test_what_is_denied_is_not_blamed():
    assert "hijacked" not in list(heard("I was not hacked, the code just never comes").causes)[:1]
    assert heard("VPNは使っていません。コードが来ない").causes["vpn"] < heard("VPNを使っています").causes["vpn"]


@pytest.mark.parametrize("text", ["", "help", "ログインできない", "😡😡😡", "I love this app"])
def test_words_that_carry_nothing_leave_the_shares_spread_and_lead_to_a_question(text):
    answer = heard(text)

    assert max(answer.causes.values()) < 1 / 3
    assert answer.causes["other"] > 0
    assert answer.first_step.kind == "ask"


def test_evidence_is_quoted_as_it_was_typed():
    answer = heard("さっき ﾊﾟｽﾜｰﾄﾞを忘れた みたい")

    assert ("ﾊﾟｽﾜｰﾄﾞを忘れ", "password_forgotten") in {(piece.words, piece.speaks_for) for piece in answer.evidence}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("ボタンが灰色で押せない", "button_grey"),
        ("the page just keeps loading", "reload_loop"),
        ("画面が真っ白", "white_screen"),
        ("it says my version is too old", "old_version"),
        ("この機能は対応していませんと出る", "unsupported"),
        ("アプリを開けません", "app_wont_open"),
        ("SMSが届かない", "sms_missing"),
        ("コードが無効です", "code_invalid"),
        ("please use another number", "use_other_number"),
        ("アカウントがロックされました", "locked"),
        ("action blocked", "blocked"),
        ("something went wrong, try again later", "try_later"),
        ("機種変して認証アプリにコードが出ない", "no_code_source"),
        ("連携ツールで認証に失敗しました", "api_refused"),
        ("the tool says a permission is missing", "api_permission"),
        ("無効な資格情報", "invalid_credentials"),
    ],
)
def test_each_message_of_the_screen_is_told_from_the_others(text, error):
    errors = heard(text).errors

    assert max(errors, key=errors.get) == error


@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=6))
@settings(max_examples=100)
def test_nobody_in_danger_is_sent_to_caches_clocks_filters_or_updates(scraps):
    answer = heard("。".join(scraps))
    danger = max(answer.causes[cause] for cause in load_phrases().routes.dangers)

    assert danger < load_phrases().routes.noticed or answer.first_step.id not in HARMFUL


@given(st.text(max_size=2000) | st.lists(st.sampled_from(SCRAPS)).map(" ".join))
def test_any_text_is_answered_with_chances_that_sum_to_one(text):
    answer = heard(text)

    assert math.isclose(sum(answer.causes.values()), 1, abs_tol=1e-9)
    assert math.isclose(sum(answer.layers.values()), 1, abs_tol=1e-9)
    assert list(answer.causes.values()) == sorted(answer.causes.values(), reverse=True)
    assert all(math.isfinite(ratio) and ratio > 0 for ratio in answer.errors.values())
    assert all(piece.words and piece.words in text for piece in answer.evidence)


@pytest.mark.parametrize(
    "piece", ["code never ", "コードが届かない", "a", "\x00\x1b", "𝟙", "e\u0301" * 9, "ｶﾞ", "\n", "never "]
)
def test_a_hundred_kilobytes_are_cut_and_answered(piece):
    answer = heard(piece * (100_000 // len(piece)))

    assert answer.cut
    assert math.isclose(sum(answer.causes.values()), 1, abs_tol=1e-9)


def test_the_same_words_are_heard_the_same_twice():
    assert heard("no code comes, new phone") == heard("no code comes, new phone")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Since the video thing I am out.", "identity_check_failed"),
        ("顔のことで困っている", "identity_check_failed"),
    ],
)
def test_a_single_word_leans_where_nothing_clearer_was_said(text, cause):
    heard = hear(load_phrases(), text)

    assert next(iter(heard.causes)) == cause
    assert heard.causes[cause] < load_phrases().routes.sure


def test_a_single_word_says_nothing_beside_something_clear():
    plain, with_word = "My account was hacked.", "My account was hacked, says the video."

    assert not [fact for fact in hear(load_phrases(), plain).facts if fact.startswith("faint")]
    assert not [fact for fact in hear(load_phrases(), with_word).facts if fact.startswith("faint")]


def test_a_repair_of_the_phone_waits_for_surer_words_than_a_question():
    heard = hear(load_phrases(), "no luck with proton")

    assert load_phrases().routes.sure < load_phrases().routes.surer
    assert heard.causes["vpn"] < load_phrases().routes.surer
    assert heard.first_step.kind == "ask"
