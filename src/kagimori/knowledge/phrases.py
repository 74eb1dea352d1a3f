"""Loads what hearing knows: `data/phrases/*.toml`, read once, checked whole, returned as core types.

`basis.toml` holds the strengths in numbers, the causes and the first steps; `words.toml` the classes of words and the
ways to deny; every other file holds facts, a table each, `joints.toml` what follows from several facts, and
`faint.toml` single words that lean one way where nothing clearer was said.
Every fault raises `BookError` with file, id and field.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kagimori.core.doctor.hear_facts import Fact, Joint, Kind, Phrases, Speaks
from kagimori.core.doctor.hear_phrases import Denial, Form, Phrase, read_phrase
from kagimori.core.doctor.hear_spelling import Vocabulary
from kagimori.core.doctor.hear_step import FirstStep, Routes
from kagimori.core.errors import BookError
from kagimori.core.text import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "data" / "phrases"
# The ids of the published protocol, sections 2 and 7, and of the contract of `doctor read`.
ERRORS = frozenset(
    {
        "invalid_credentials",
        "button_grey",
        "reload_loop",
        "white_screen",
        "old_version",
        "unsupported",
        "app_wont_open",
        "sms_missing",
        "code_invalid",
        "use_other_number",
        "locked",
        "blocked",
        "try_later",
        "no_code_source",
        "api_refused",
        "api_permission",
    }
)
GOALS = frozenset({"login", "setup", "api", "recover"})
METHODS = frozenset({"sms", "app", "whatsapp", "email", "backup"})
_FIELDS = frozenset({"speaks", "errors", "goal", "method", "ja", "en", "when", "unless"})

Table = dict[str, Any]


@cache
def load_phrases() -> Phrases:
    """Return the phrase knowledge; raises BookError where a record is wrong."""
    return read_phrases(FOLDER)


def read_phrases(folder: Path) -> Phrases:
    """Return the phrase knowledge in `folder`, whose files are named in the module's docstring."""
    tables = {path.name: _toml(path) for path in sorted(folder.glob("*.toml"))}
    basis, words, joints, faint = (tables.pop(f"{name}.toml") for name in ("basis", "words", "joints", "faint"))
    reader = _Reader(basis, words)
    facts = tuple(reader.fact(file, name, table) for file in tables for name, table in tables[file].items())
    leaning = tuple(reader.fact("faint.toml", name, table) for name, table in faint.items())
    known: set[str] = set()
    for fact in (*facts, *leaning):
        if fact.id in known:
            raise BookError(file="", id=fact.id, field="", problem="two facts of this name")
        known.add(fact.id)
    return Phrases(
        kinds=reader.kinds(),
        facts=facts,
        joints=tuple(reader.joint(name, table, known) for name, table in joints.items()),
        denials=reader.denials(),
        vocabulary={lang: _vocabulary((*facts, *leaning), lang) for lang in LANGS},
        rewrites=reader.rewrites(),
        routes=reader.routes(),
        cap=basis["cap"],
        faint=leaning,
        faint_below=basis["faint_below"],
    )


def _toml(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BookError(file=path.name, id="", field="", problem=str(fault)) from fault


class _Reader:
    """Reads tables by the strengths and classes of one folder."""

    def __init__(self, basis: Table, words: Table) -> None:
        self.basis, self.words = basis, words
        self.classes = {
            lang: {name: tuple(forms.replace("_", " ").split("|")) for name, forms in words[lang].items()}
            for lang in LANGS
        }
        self.causes = frozenset(basis["causes"])

    def kinds(self) -> tuple[Kind, ...]:
        usual = self.basis["usual"]
        return tuple(Kind(name, layer, usual[grade]) for name, (layer, grade, *_) in self.basis["causes"].items())

    def routes(self) -> Routes:
        steps = {name: _step(rest) for name, (_layer, _grade, *rest) in self.basis["causes"].items()}
        table = self.basis["first_step"]
        return Routes(
            steps=steps,
            dangers={name: _step(step) for name, step in self.basis["dangers"].items()},
            noticed=table["noticed"],
            sure=table["sure"],
            surer=table["surer"],
            spread=table["spread"],
            opening=_step(table["opening"]),
        )

    def denials(self) -> dict[Lang, Denial]:
        table = self.words["denial"]
        return {
            lang: Denial(**{part: tuple(forms.split("|")) for part, forms in table[lang].items()}) for lang in LANGS
        }

    def rewrites(self) -> dict[str, str]:
        table = self.words["rewrite"]
        return {form: right for right, forms in table.items() for form in forms.split("|")}

    def fact(self, file: str, name: str, table: Table) -> Fact:
        _no_strangers(file, name, table)
        phrases = tuple(self._phrase(file, name, lang, line) for lang in LANGS for line in _lines(table.get(lang, "")))
        return Fact(name, phrases, self._speaks(file, name, table))

    def joint(self, name: str, table: Table, known: set[str]) -> Joint:
        _no_strangers("joints.toml", name, table)
        when = tuple(frozenset(group.split("/")) for group in table.get("when", "").split())
        unless = frozenset(table.get("unless", "").split())
        for fact in unless.union(*when):
            if fact not in known:
                raise BookError(file="joints.toml", id=name, field="when", problem=f"no fact {fact}")
        known.add(name)
        return Joint(name, when, unless, self._speaks("joints.toml", name, table))

    def _speaks(self, file: str, name: str, table: Table) -> Speaks:
        return Speaks(
            *(
                dict(self._graded(file, name, field, part, allowed) for part in _parts(table.get(field, "")))
                for field, allowed in (
                    ("speaks", self.causes),
                    ("errors", ERRORS),
                    ("goal", GOALS),
                    ("method", METHODS),
                )
            )
        )

    def _graded(self, file: str, name: str, field: str, part: str, allowed: frozenset[str]) -> tuple[str, float]:
        target, _, grade = part.partition(" ")
        strength = self.basis["strengths"].get(grade.removeprefix("not "))
        if target not in allowed or strength is None:
            raise BookError(file=file, id=name, field=field, problem=part)
        return target, -strength if grade.startswith("not ") else strength

    def _phrase(self, file: str, name: str, lang: Lang, line: str) -> Phrase:
        try:
            return read_phrase(line, lang, self.classes[lang])
        except (KeyError, ValueError) as fault:
            raise BookError(file=file, id=name, field=lang, problem=line) from fault


def _no_strangers(file: str, name: str, table: Table) -> None:
    for field in table:
        if field not in _FIELDS:
            raise BookError(file=file, id=name, field=field, problem="no such field")


def _step(pair: list[str]) -> FirstStep:
    step, kind = pair
    return FirstStep(step, kind)  # type: ignore[arg-type]  # a test holds every kind against the contract


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split(",") if part.strip())


def _vocabulary(facts: Iterable[Fact], lang: Lang) -> Vocabulary:
    """Gather the words that a slip may be put right to, and the beginnings of words that need no putting right."""
    forms = {form for fact in facts for phrase in fact.phrases for word in phrase.words for form in word.forms}
    latin = [form for form in forms if form.bare.isascii() == (lang == "en")]
    whole = frozenset(word for form in latin if not _goes_on(form) for word in form.bare.split())
    return Vocabulary(whole, tuple(form.bare.split()[-1] for form in latin if _goes_on(form)))


def _goes_on(form: Form) -> bool:
    """Say whether a word form may be only the beginning of a longer word."""
    return not form.behind and form.bare[-1].isascii() and form.bare[-1].isalnum()
