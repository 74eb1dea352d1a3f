"""Settings are read from one table, fail closed, and never repeat a password."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.project import consequences, table


def test_an_empty_environment_is_enough():
    values = table.read({"HOME": "/home/ai"})

    assert (values["KAGIMORI_HOST"], values["KAGIMORI_PORT"], values["DATABASE_URL"]) == ("127.0.0.1", 8000, None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KAGIMORI_PORT", "0"),
        ("KAGIMORI_PORT", "65536"),
        ("KAGIMORI_PORT", "８０"),
        ("KAGIMORI_THREADS", "0"),
        ("KAGIMORI_OPEN_DOCTOR", "true"),
        ("KAGIMORI_PUBLIC_URL", "kagimori.example"),
        ("KAGIMORI_PUBLIC_URL", "https://kagimori.example/below"),
        ("KAGIMORI_PUBLIC_URL", "https://a:b@kagimori.example"),
        ("KAGIMORI_PUBLIC_URL", "http://[::1"),
        ("KAGIMORI_STATUS_URL", "file:///etc/passwd"),
        ("KAGIMORI_TIME_ZONE", "Mars/Olympus"),
        ("KAGIMORI_TIME_ZONE", "../etc/passwd"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql://host:none/name"),
        ("DATABASE_URL", "postgresql://host"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write(name, text):
    with pytest.raises(table.BadSetting) as bad:
        table.read({name: text})

    assert bad.value.fields["name"] == name
    assert bad.value.fields["hint"]


def test_a_password_in_a_bad_address_is_not_repeated():
    with pytest.raises(table.BadSetting) as bad:
        table.read({"DATABASE_URL": "mysql://ai:hushhush@host/name"})

    assert "hushhush" not in str(bad.value)


@given(st.sampled_from([row.name for row in table.TABLE]), st.text(st.characters(exclude_characters="\0"), min_size=1))
def test_no_text_breaks_the_reading(name, text):
    with contextlib.suppress(table.BadSetting):
        table.read({name: text})


def test_postgresql_is_described_from_its_address():
    found = table.read({"DATABASE_URL": "postgresql://ai:p%40ss@db.example:6432/kagimori?sslmode=require"})[
        "DATABASE_URL"
    ]

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("ai", "p@ss", "db.example", 6432)
    assert (found["NAME"], found["OPTIONS"]) == ("kagimori", {"sslmode": "require"})


def test_the_data_folder_follows_its_setting_then_the_desktop(tmp_path):
    assert table.read({"KAGIMORI_DATA": str(tmp_path)})["KAGIMORI_DATA"] == tmp_path
    assert table.read({"XDG_DATA_HOME": str(tmp_path)})["KAGIMORI_DATA"] == tmp_path / "kagimori"


def test_every_row_says_itself_in_both_languages():
    assert all(row.words.ja and row.words.en and row.kind for row in table.TABLE)


@pytest.mark.parametrize(
    ("host", "public_url", "alone"),
    [
        ("127.0.0.1", "", True),
        ("localhost", "", True),
        ("::1", "http://localhost:8000", True),
        ("0.0.0.0", "", False),
        ("192.168.1.5", "", False),
        ("127.0.0.1", "https://kagimori.example", False),
        ("127.0.0.1.evil.example", "", False),
    ],
)
def test_only_loopback_without_a_public_address_counts_as_this_machine_alone(host, public_url, alone):
    assert consequences.reached_from_here_alone(host, public_url) is alone


def test_details_of_errors_are_refused_where_others_could_read_them():
    assert consequences.debug(wanted=True, host="127.0.0.1", public_url="")
    with pytest.raises(table.BadSetting):
        consequences.debug(wanted=True, host="0.0.0.0", public_url="")


def test_only_names_that_somebody_gave_are_answered():
    names = consequences.hosts("127.0.0.1", "https://kagimori.example:8443", ("desk.local",))

    assert names == ["127.0.0.1", "[::1]", "desk.local", "kagimori.example", "localhost"]
    assert "*" not in consequences.hosts("0.0.0.0", "", ())
