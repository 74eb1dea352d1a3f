"""The documentation is whole: what exists in code and data stands in the reference, in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest
from docs.makers import commands, errors

from docs import make_reference
from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_book, load_guides, load_policy
from kagimori.project.table import TABLE

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kagimori"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@cache
def reference(name):
    return (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")


@cache
def all_commands():
    return commands.commands()


@pytest.mark.parametrize("name", make_reference.PAGES)
def test_the_committed_page_is_what_the_code_makes(name):
    assert reference(name) == make_reference.made(name)


def test_an_old_page_is_told_and_left_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(make_reference, "REFERENCE", tmp_path)

    assert make_reference.main(["--check"]) == 1
    assert "docs/reference/commands.md is old" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_every_command_is_described_in_both_languages():
    for command in all_commands():
        assert JAPANESE.search(command.ja), command.path
        assert command.en, command.path
        assert not JAPANESE.search(command.en), command.path
        assert f"## {command.path}\n" in reference("commands")


def test_every_option_is_described_in_both_languages():
    options = [(c.path, param) for c in all_commands() for param in c.params if param.is_option]

    assert options
    for path, option in options:
        assert JAPANESE.search(option.ja), (path, option.words)
        assert option.en, (path, option.words)
        assert not JAPANESE.search(option.en), (path, option.words)


def test_every_setting_is_described_in_both_languages():
    for setting in TABLE:
        assert f"`{setting.name}`" in reference("settings")
        assert JAPANESE.search(setting.words.ja), setting.name
        assert not JAPANESE.search(setting.words.en), setting.name


def test_every_name_that_the_code_reads_from_outside_is_a_setting():
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    read = set(re.findall(r'"(KAGIMORI_[A-Z_]+)"', code))

    assert {name for name in read if f"`{name}`" not in reference("settings")} == set()


@pytest.mark.parametrize("code", errors.codes())
def test_every_error_has_its_sentences_in_both_languages(code):
    said = errors.sentences().get(code, {})

    assert JAPANESE.search(said.get("ja", "")), "ja"
    assert JAPANESE.search(said.get("next_ja", "")), "next_ja"
    assert said.get("en"), "en"
    assert said.get("next_en"), "next_en"
    assert f"`{code}`" in reference("errors")


def test_no_sentence_is_kept_for_an_error_that_is_gone():
    assert set(errors.sentences()) <= set(errors.codes())


def test_every_cause_figure_and_step_stands_in_the_reference():
    book = load_book("real")

    assert [name for name in book.causes if f"| `{name}` |" not in reference("causes")] == []
    assert [name for name in load_policy() if f"| `{name}` |" not in reference("figures")] == []
    assert [name for name in (*book.actions, *book.observations) if f"| `{name}` |" not in reference("coverage")] == []


def test_every_step_has_a_guide_on_every_system_in_both_languages():
    guides = load_guides()
    book = load_book("real")

    assert [name for name in (*book.actions, *book.observations) if name not in guides] == []
    for guide in guides.values():
        for system in OSES:
            assert guide.steps(system, "ja"), (guide.id, system)
            assert guide.steps(system, "en"), (guide.id, system)


def test_every_cause_beyond_the_article_has_a_way_back_of_five_steps_a_wait_and_an_exit():
    guides = load_guides()
    for cause in ("hijacked", "account_disabled", "codes_gone", "email_unreachable", "identity_check_failed"):
        best = guides.for_cause(cause)[0]
        assert max(len(best.steps(system, "ja")) for system in OSES) >= 5, cause
        assert best.wait is not None, cause
        assert best.way_out is not None, cause
        assert best.dont, cause
