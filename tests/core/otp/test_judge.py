"""Why a typed code was refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.otp.judge import Question, judge
from kagimori.core.otp.search import Entry, Rules, TypedCode
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at, code_at_counter
from kagimori.core.secret import Secret

NOW = 1_763_971_215
RULES = Rules(window_steps=1, reach_s=86_400, typing_s=15, ask_again_above=0.001, guess_below=0.1, backup_digits=8)
MAIN = Entry("main", make_seed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
OLD = Entry("main", make_seed("MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"), retired=True)
OTHER = Entry("other", make_seed("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
EIGHT = Entry("eight", make_seed("KRSXG5CTMVRXEZLUKN2XAZLSKNSWG4TF", digits=8))
ALL = (MAIN, OLD, OTHER)


def shown(entry, unix_s, ahead_s=0):
    return TypedCode(code_at(entry.seed, unix_s + ahead_s).text, unix_s)


def ask(*typed, entries=ALL, account=None, used=()):
    return judge(Question(entries, account, typed, frozenset(used)), RULES)


@pytest.mark.parametrize("ahead_s", [0, 30, -30])
def test_a_code_within_the_window_is_right(ahead_s):
    told = ask(shown(MAIN, NOW, ahead_s))

    assert (told.verdict, told.account, told.offset_steps) == ("ok", "main", ahead_s / 30)
    assert told.ask_again is False


@given(ahead_s=st.integers(-86_000, 86_000).filter(lambda ahead_s: abs(ahead_s) > 90), late_s=st.integers(31, 200))
def test_two_codes_tell_how_far_the_clock_is_off(ahead_s, late_s):
    told = ask(shown(MAIN, NOW, ahead_s), shown(MAIN, NOW + late_s, ahead_s))

    assert (told.verdict, told.account) == ("drift", "main")
    assert told.offset_seconds[0] <= ahead_s <= told.offset_seconds[1]
    assert told.chance < 1e-6
    assert told.ask_again is False


def test_one_code_far_off_may_be_a_coincidence_and_a_second_is_asked_for():
    told = ask(shown(MAIN, NOW, 3600))

    assert (told.verdict, told.offset_steps) == ("drift", 120)
    assert told.chance == pytest.approx((5761 + 5761 + 3) * 1e-6, rel=0.02)
    assert told.ask_again is True


def test_two_codes_bound_the_offset_better_than_one():
    assert ask(shown(MAIN, NOW, 3600), shown(MAIN, NOW + 45, 3600)).offset_seconds == (3600, 3615)


def test_a_retired_entry_with_the_same_key_does_not_hide_the_live_one():
    assert ask(shown(MAIN, NOW), entries=(MAIN._replace(retired=True), MAIN)).verdict == "ok"


def test_codes_typed_a_while_after_they_were_read_still_agree():
    slow = TypedCode(code_at(MAIN.seed, NOW + 3600).text, NOW + 14)
    quick = TypedCode(code_at(MAIN.seed, NOW + 3660).text, NOW + 60)

    told = ask(slow, quick)

    assert told.verdict == "drift"
    assert told.ask_again is False


def test_two_codes_with_different_offsets_explain_nothing():
    told = ask(shown(MAIN, NOW, 3600), shown(MAIN, NOW + 40, 7200))

    assert told.verdict == "unexplained"
    assert told.account is None


def test_the_code_of_a_retired_seed_is_known():
    told = ask(shown(OLD, NOW))

    assert (told.verdict, told.account, told.offset_steps) == ("retired_seed", "main", 0)


def test_a_retired_seed_on_a_phone_that_is_off_is_known_too():
    told = ask(shown(OLD, NOW, -5000), shown(OLD, NOW + 60, -5000))

    assert told.verdict == "retired_seed"
    assert told.offset_seconds[0] <= -5000 <= told.offset_seconds[1]


def test_the_code_of_another_account_on_a_phone_that_is_off_is_known_by_two():
    assert ask(shown(OTHER, NOW, 7200), shown(OTHER, NOW + 30, 7200)).verdict == "other_account"


def test_among_hundreds_of_accounts_none_is_blamed_by_chance():
    many = [Entry(f"a{number}", OTHER.seed._replace(key=Secret(bytes([number, 1])))) for number in range(200)]

    assert ask(shown(many[7], NOW, 7200), entries=(MAIN, *many)).verdict == "unexplained"
    assert ask(shown(many[7], NOW, 0), entries=(MAIN, *many)).account == "a7"


@pytest.mark.parametrize(("account", "typed_for"), [(None, OTHER), ("other", MAIN)])
def test_the_code_of_another_account_is_known(account, typed_for):
    told = ask(shown(typed_for, NOW), account=account)

    assert (told.verdict, told.account) == ("other_account", typed_for.id)


def test_the_first_entry_that_is_not_retired_is_meant():
    assert ask(shown(OTHER, NOW), entries=(OLD, OTHER, MAIN)).verdict == "ok"


def test_a_code_of_a_used_step_is_replayed():
    assert ask(shown(MAIN, NOW), used={("main", NOW // 30)}).verdict == "replayed"
    assert ask(shown(MAIN, NOW), used={("main", NOW // 30 - 1), ("other", NOW // 30)}).verdict == "ok"


def test_the_same_code_typed_twice_is_replayed_even_when_its_time_has_passed():
    assert ask(shown(MAIN, NOW), TypedCode(shown(MAIN, NOW).text, NOW + 100)).verdict == "replayed"


def test_a_far_code_typed_twice_is_one_code_and_still_tells_of_the_clock():
    told = ask(shown(MAIN, NOW, 3600), TypedCode(shown(MAIN, NOW, 3600).text, NOW + 10))

    assert told.verdict == "drift"
    assert told.ask_again is True


@pytest.mark.parametrize("text", ["12345678", "1234 5678", "1234567", "FB-12345", "abcdef", "コード"])
def test_a_code_of_another_kind_is_named(text):
    assert ask(TypedCode(text, NOW)).verdict == "wrong_kind"


@pytest.mark.parametrize("text", ["1", "12345", "123456789", "--"])
def test_a_slip_is_not_explained_and_typed_again(text):
    told = ask(TypedCode(text, NOW))

    assert told.verdict == ("wrong_kind" if text == "--" else "unexplained")
    assert told.ask_again is (text != "--")


def test_eight_digits_are_tried_on_an_entry_that_makes_eight():
    assert ask(shown(EIGHT, NOW), entries=(MAIN, EIGHT)).verdict == "other_account"
    assert ask(TypedCode("12345678", NOW), entries=(MAIN, EIGHT)).verdict == "wrong_kind"
    assert ask(shown(EIGHT, NOW), entries=(MAIN, EIGHT), account="eight").verdict == "ok"


def test_after_a_slip_the_newest_code_counts():
    assert ask(TypedCode("999999", NOW), shown(MAIN, NOW + 20)).verdict == "ok"
    assert ask(TypedCode("12345678", NOW), shown(MAIN, NOW + 20)).verdict == "ok"


@pytest.mark.parametrize("spelled", ["{0} {1}", "{0}-{1}", " {0}{1}\n", "\u200b{0}{1}"])
def test_a_code_with_odd_signs_is_repaired_and_shown(spelled):
    code = shown(MAIN, NOW).text

    told = ask(TypedCode(spelled.format(code[:3], code[3:]), NOW))

    assert (told.verdict, told.repaired) == ("ok", code)


def test_full_width_digits_are_repaired():
    code = shown(MAIN, NOW).text

    told = ask(TypedCode(code.translate({48 + digit: 0xFF10 + digit for digit in range(10)}), NOW))

    assert (told.verdict, told.repaired) == ("ok", code)


def test_a_clean_code_needs_no_repair():
    assert ask(shown(MAIN, NOW)).repaired is None


def test_unexplained_codes_twice_leave_no_doubt():
    made = {code_at_counter(entry.seed, NOW // 30 + step) for entry in ALL for step in range(-2881, 2883)}
    never = [code for code in (f"{number:06d}" for number in range(10**6)) if code not in made]

    once = ask(TypedCode(never[0], NOW))
    twice = ask(TypedCode(never[0], NOW), TypedCode(never[1], NOW + 30))

    assert (once.verdict, once.ask_again) == ("unexplained", True)
    assert (twice.verdict, twice.ask_again) == ("unexplained", False)


@given(st.lists(st.tuples(st.text(max_size=12), st.floats(0, 2e9)), min_size=1, max_size=3))
def test_any_typed_text_gets_a_verdict(typed):
    near = RULES._replace(reach_s=300)

    told = judge(Question(ALL, None, tuple(TypedCode(*code) for code in typed), frozenset()), near)

    assert told.chance is None or 0 <= told.chance <= 1


def test_where_every_entry_is_retired_an_unknown_code_is_unexplained():
    assert ask(TypedCode("000000", NOW), entries=(OLD,)).verdict == "unexplained"
    assert ask(shown(OLD, NOW), entries=(OLD,)).verdict == "retired_seed"
