"""Every kind that the code appends is told in a sentence of its own, in both languages, and tells no secret."""

import ast
from pathlib import Path

import pytest

from kagimori.console.timeline.flows import NEVER
from kagimori.core.timeline.deeds import GAP
from kagimori.knowledge import load_deeds, load_policy, load_rights
from kagimori.knowledge.errors import load_errors
from kagimori.knowledge.notices import load_notices

SOURCES = Path(__file__).parents[3] / "src" / "kagimori" / "console"
ALWAYS = {"actor", "whom", "subject"}
APPENDS = {"append", "tell"}


def modules():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")]


def kinds():
    """Every text in a module that appends which looks like a kind of one of the families."""
    families = load_deeds().families
    for tree in modules():
        if not any(_name(node) in APPENDS for node in ast.walk(tree)):
            continue
        errors = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_code(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in errors:
                family, dot, name = node.value.partition(".")
                if dot and family in families and name.isidentifier():
                    yield node.value


def _name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


def _is_code(node):
    return any(isinstance(target, ast.Name) and target.id == "code" for target in node.targets)


def appends():
    for tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in APPENDS:
                yield node


def test_every_kind_that_is_appended_has_words():
    spoken_of_elsewhere = set(load_policy()) | set(load_rights().rights) | set(load_errors())
    missing = set(kinds()) - set(load_deeds().deeds) - spoken_of_elsewhere

    assert len(set(kinds())) > 20
    assert not missing


def test_every_kind_that_people_are_told_of_is_appended_somewhere():
    heard = {kind.partition(":")[0] for kind in load_notices()}

    assert heard <= set(kinds())


def test_no_call_names_a_field_that_could_hold_a_secret():
    assert not [one.arg for call in appends() for one in call.keywords if one.arg and NEVER.search(one.arg)]


@pytest.mark.parametrize("kind", load_deeds().deeds)
def test_a_sentence_has_an_end_and_reads_without_its_gaps(kind):
    book = load_deeds()

    assert book.deeds[kind].words.ja.endswith("。")
    assert book.deeds[kind].words.en.endswith(".")
    assert "{" not in book.sentence(kind, {}, "ja") + book.sentence(kind, dict.fromkeys(ALWAYS, "x"), "en")
    assert set(GAP.findall(book.deeds[kind].words.en)) == set(GAP.findall(book.deeds[kind].words.ja))
