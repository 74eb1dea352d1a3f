"""Which passphrases somebody who has the file would guess early."""

import pytest

from kagimori.core.secret import Secret
from kagimori.core.vault.passphrase import WHY, PassphraseWeak, judge

NAMES = ("minato_coffee", "港コーヒー")


def judged(text, names=NAMES):
    judge(Secret(text if isinstance(text, bytes) else text.encode()), least=15, names=names)


@pytest.mark.parametrize(
    "text",
    [
        "harbour violin cactus seventeen",
        "みなと の ねこ が 三匹 屋根 で 昼寝",
        "x7#Kq9!vLm2$Rt8w",
        "abcd harbour violin cactus",
    ],
)
def test_long_and_mixed_ones_pass(text):
    judged(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "short"),
        ("harbour violin", "short"),
        ("a" * 40, "same"),
        ("ab12cd34!" * 4, "same"),
        ("abababababababab", "same"),
        ("1234567890123456", "run"),
        ("qwertyuiopasdfghjkl", "run"),
        ("9876543210zyxwvuts", "run"),
        ("MINATO_COFFEE!!2026", "name"),
        ("ミナト港コーヒー港コーヒー!!", "name"),
        (b"\xff\xfe" * 20, "not_text"),
    ],
)
def test_those_that_are_guessed_first_are_refused_with_the_reason(text, why):
    with pytest.raises(PassphraseWeak) as refused:
        judged(text)

    assert refused.value.fields == {"why": WHY[why], "least": 15}


def test_a_short_name_is_no_reason():
    judged("harbour violin cactus seventeen", names=("", "a", "cac"))
