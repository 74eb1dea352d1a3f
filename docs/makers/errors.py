"""The page of errors: every subclass of KagimoriError, found by reading the source, with its sentences.

Nothing is imported: a class counts when a base of it does, by name.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path

from docs.makers.table import code, page, table

SOURCE = Path(__file__).parents[2] / "src" / "kagimori"
SENTENCES = SOURCE / "knowledge" / "data" / "errors.toml"
FIELDS = ("ja", "en", "next_ja", "next_en")
INTRO = """The code is what scripts may rely on; the sentence is what a person reads, followed by what to do next.

コードはスクリプトが頼ってよい名前です。文は人が読むもので、次にすることが続きます。"""


@dataclass(frozen=True, slots=True)
class Class:
    """One error class: its name, the classes it stands on, its code (None: its parent's)."""

    name: str
    bases: tuple[str, ...]
    code: str | None


def _classes() -> list[Class]:
    files = sorted(SOURCE.rglob("*.py"))
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    return [_class(node) for node in nodes if isinstance(node, ast.ClassDef)]


def _class(node: ast.ClassDef) -> Class:
    bases = tuple(ast.unparse(base).rpartition(".")[2] for base in node.bases)
    return Class(node.name, bases, next((found for line in node.body if (found := _code(line)) is not None), None))


def _code(line: ast.stmt) -> str | None:
    if isinstance(line, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "code" for t in line.targets):
        # A field of a form may be called `code` too; an error's is a plain text.
        return str(line.value.value) if isinstance(line.value, ast.Constant) else None
    return None


def codes() -> dict[str, str]:
    """Return the class name of each error code, by code."""
    classes, known = _classes(), {"KagimoriError"}
    while grown := {c.name for c in classes if not known.isdisjoint(c.bases)} - known:
        known |= grown
    return dict(sorted((c.code, c.name) for c in classes if c.name in known and c.code is not None))


def sentences() -> dict[str, dict[str, str]]:
    """Return the sentences of each error code: ja, en, next_ja, next_en."""
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


def make() -> str:
    """Return the page."""
    words = sentences()
    rows = []
    for name, cls in codes().items():
        said = {field: words.get(name, {}).get(field, "") for field in FIELDS}
        rows.append((code(name), code(cls), f"{said['en']}\n{said['next_en']}", f"{said['ja']}\n{said['next_ja']}"))
    return page("Errors", INTRO, table(("Code", "Class", "English", "日本語"), rows))
