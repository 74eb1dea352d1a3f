"""The same answers on one core and on three."""

import random
from base64 import b32encode

import pytest

from kagimori.core.otp.fast import code_text
from kagimori.gateways import cores

NOW = 1_763_971_215


def pairs(count):
    dice = random.Random(3)
    secrets = [b32encode(dice.randbytes(20)).decode() for _ in range(count)]
    return [(secret, code_text(secret, NOW + dice.choice((0, 30, -30, 90, 600)))) for secret in secrets]


@pytest.mark.parametrize(("name", "figure"), [("verify", 1), ("drift", 25)])
def test_the_answers_do_not_depend_on_the_cores(name, figure, monkeypatch):
    monkeypatch.setitem(cores.WORK, name, (cores.WORK[name][0], 2))
    some = pairs(41)

    assert cores.spread(name, some, NOW, figure, cores=3) == cores.spread(name, some, NOW, figure, cores=1)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_every_item_lies_in_exactly_one_share(count):
    some = list(range(count))

    for cut in range(1, 2 + count // 4):
        assert [item for share in cores.shares_of(some, cut, 2) for item in share] == some


def test_a_child_that_fails_costs_time_only(monkeypatch):
    monkeypatch.setattr(cores.sys, "executable", "/bin/false")
    monkeypatch.setitem(cores.WORK, "verify", (cores.WORK["verify"][0], 2))
    some = pairs(30)

    assert cores.spread("verify", some, NOW, 1, cores=2) == cores.spread("verify", some, NOW, 1, cores=1)


def test_in_a_batch_a_bad_key_and_a_bad_code_are_simply_not_right():
    assert cores.verify_batch([("not base32!", "123456"), ("GEZDGNBVGY3TQOJQ", "12")], NOW, 1) == [False, False]
    assert cores.find_drift_batch([("not base32!", "123456"), ("GEZDGNBVGY3TQOJQ", "12")], NOW, 9) == [None, None]
