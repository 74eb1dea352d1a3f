"""Errors, verdicts and findings: each has its words in both languages, and none is left over."""

import importlib
import pkgutil
from string import Formatter
from typing import get_args

import pytest

import kagimori
from kagimori.core.errors import BadInput, BookError, KagimoriError, SeedShape
from kagimori.core.otp.judge import Answer
from kagimori.core.text import Text
from kagimori.core.typed import FINDINGS
from kagimori.knowledge.errors import explain, load_errors, read_errors
from kagimori.knowledge.ntp import load_time_servers
from kagimori.knowledge.typed import load_findings
from kagimori.knowledge.verdicts import load_verdicts


def every_error(kind=KagimoriError):
    yield kind
    for below in kind.__subclasses__():
        yield from every_error(below)


@pytest.fixture(scope="module")
def codes():
    """The code of every error of the floors that need no framework."""
    for floor in ("core", "gateways", "knowledge"):
        package = importlib.import_module(f"kagimori.{floor}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    return {error.code for error in every_error() if error.__module__.startswith(kagimori.__name__)}


def test_the_errors_of_codes_clocks_and_books_have_words(codes):
    ours = {code for code in codes if code.startswith(("otp.", "ntp.", "input.", "knowledge.", "gateway."))}

    assert ours <= set(load_errors())


def test_both_languages_fill_the_same_gaps():
    for words in load_errors().values():
        ja, en = ({name for _, name, _, _ in Formatter().parse(text)} - {None} for text in words.happened)
        assert ja == en, words


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_error_says_what_happened_and_what_to_do(lang):
    told = explain(SeedShape(field="digits", found="5", expected="6 7 8"), lang)

    assert "digits" in told
    assert "6 7 8" in told


def test_an_error_without_words_or_fields_is_told_all_the_same():
    class Unheard(KagimoriError):
        code = "unheard.of"

    assert explain(Unheard(), "en") == explain(KagimoriError(), "en")
    assert "-" in explain(BadInput(), "ja")


def test_a_field_in_two_languages_is_told_in_the_readers():
    assert "時計" in explain(BadInput(field=Text("時計", "clock")), "ja")


def test_every_verdict_has_words():
    assert set(load_verdicts()) == {*get_args(Answer), "ask_again"}


def test_every_finding_has_words_in_the_order_of_telling():
    assert tuple(load_findings()) == FINDINGS


def test_the_servers_that_are_asked_are_three_and_the_articles_is_first():
    assert [server.host for server in load_time_servers()][:1] == ["time.google.com"]
    assert len(load_time_servers()) >= 3


def test_a_record_with_a_language_missing_is_refused(tmp_path):
    file = tmp_path / "errors.toml"
    file.write_text('[a]\nja = "あ"\nnext_ja = "い"\nnext_en = "b"\n', encoding="utf-8")

    with pytest.raises(BookError) as caught:
        read_errors(file)

    assert caught.value.fields["field"] == "en"
