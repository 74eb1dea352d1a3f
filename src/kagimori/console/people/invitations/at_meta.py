"""What is to be done at Meta beside an invitation here: today's path, and what is often said but wrong (PPL-01)."""

from __future__ import annotations

from dataclasses import dataclass

from kagimori.console.people import words
from kagimori.knowledge import load_claims, load_menus


@dataclass(frozen=True, slots=True)
class AtMeta:
    """The path on a computer, another way for who does not find it, and the claim with what was found."""

    path: str
    otherwise: str
    said: str
    found: str


def at_meta() -> AtMeta:
    """Return it in the reader's language."""
    lang, path = words.lang(), load_menus()["invite_at_meta"]["web"]
    claim = load_claims()["partners_by_business_account"]
    return AtMeta(path.words.to(lang), path.otherwise.to(lang), claim.said.to(lang), claim.found.to(lang))
