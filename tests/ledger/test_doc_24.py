"""DOC-24: a typed version or a user agent is judged; the figure's verdict stands beside it."""

import pytest
from tests.fakes.command import answer, kagimori

JUDGED = [
    ("iOS 17.5", "fine", 0),
    ("Android 11", "upgrade", 1),
    ("iPhone 7 iOS 15.8", "cannot_upgrade", 1),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) Safari/604.1", "upgrade", 1),
    ("Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile", "unknown", 2),
]


@pytest.mark.row("DOC-24")
@pytest.mark.parametrize(("text", "verdict", "code"), JUDGED)
def test_a_version_is_judged_with_the_figures_verdict_beside_it(text, verdict, code, tmp_path):
    told = answer("doctor", "os", text, home=tmp_path)
    spoken = kagimori("doctor", "os", text, home=tmp_path)

    assert told["verdict"] == verdict
    assert spoken.returncode == code
    if told["needs"]:
        assert told["needs_verdict"] == "unverified"
        assert "裏づけなし" in spoken.stdout


@pytest.mark.row("DOC-24")
def test_a_phone_that_is_as_new_as_it_gets_cannot_be_upgraded(tmp_path):
    assert answer("doctor", "os", "Android 9", "--newest", home=tmp_path)["verdict"] == "cannot_upgrade"
