"""Markdown tables, the only form of the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by docs/make_reference.py; change the code or the data, then run `make docs`. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; an empty cell stays empty, a line break within a cell becomes `<br>`."""
    lines = [_line(head), _line(["---"] * len(head)), *(_line([cell(text) for text in row]) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """Return the text in a form that cannot break the table."""
    return "<br>".join(text.strip().splitlines()).replace("|", "\\|")


def code(text: str) -> str:
    """Return the text as code, or nothing for nothing."""
    return f"`{text}`" if text else ""


def page(title: str, *parts: str) -> str:
    """Return a whole page: title, the note that it is made, and its parts."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip() for part in parts)]) + "\n"
