"""The entries that were read, each with the account that it seems to be of and what is known of its key already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.parts import State
from kagimori.console.vault.files.matching import handle_of, is_instagram
from kagimori.console.vault.models import Authenticator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.files.flows import Waiting


@dataclass(frozen=True, slots=True)
class Row:
    """One entry to choose an account for; `chosen` is an account's id or empty, `known` says where its key is."""

    place: int
    issuer: str
    name: str
    instagram: bool
    chosen: str
    in_use: bool
    known: State | None

    @property
    def label(self) -> str:
        """Return what the entry is called in its app."""
        return " – ".join(filter(None, (self.issuer, self.name))) or _("(no name)")


def rows(
    entries: Sequence[Waiting], accounts: Sequence[InstagramAccount], came_from: str, said: Mapping[str, str] | None
) -> list[Row]:
    """Return the rows, those of Instagram first; `said` is what was chosen before, None at the first look.

    An entry without a known handle falls to the account that the reader came from, if it is the only one of Instagram.
    """
    by_handle = {account.handle: str(account.pk) for account in accounts}
    known = _known([entry.mark for entry in entries], accounts)
    guessed = [_guess(entry, by_handle) for entry in entries]
    lone = [place for place, entry in enumerate(entries) if _instagram(entry)]
    if len(lone) == 1 and not guessed[lone[0]]:
        guessed[lone[0]] = came_from
    taken: set[str] = set()
    found = []
    for place, entry in enumerate(entries):
        state = known.get(entry.mark)
        first = guessed[place] if state is None and guessed[place] not in taken else ""
        taken.add(first)
        chosen = first if said is None else said.get(f"account-{place}", "")
        in_use = state is None if said is None else f"used-{place}" in said
        seed = entry.seed
        found.append(Row(place, seed.issuer, seed.account, bool(_instagram(entry) or first), chosen, in_use, state))
    return sorted(found, key=lambda row: (not row.instagram, row.place))


def _instagram(entry: Waiting) -> bool:
    return is_instagram(entry.seed.issuer, entry.seed.account)


def _guess(entry: Waiting, by_handle: Mapping[str, str]) -> str:
    return by_handle.get(handle_of(entry.seed.issuer, entry.seed.account, by_handle), "")


def _known(marks: Sequence[str], accounts: Sequence[InstagramAccount]) -> dict[str, State]:
    """Return by mark where a key lies already, as far as this member sees it."""
    held = Authenticator.objects.filter(mark__in=marks, account__in=[account.pk for account in accounts])
    words = {
        "living": lambda handle: State("good", _("in use for @%(handle)s already") % {"handle": handle}),
        "pending": lambda handle: State("care", _("being set up for @%(handle)s") % {"handle": handle}),
        "retired": lambda handle: State(
            "danger", _("an old key of @%(handle)s: Instagram does not take it") % {"handle": handle}
        ),
    }
    order = {"retired": 0, "pending": 1, "living": 2}
    rows = sorted(held.values_list("mark", "stage", "account__handle"), key=lambda row: order[row[1]])
    return {mark: words[stage](handle) for mark, stage, handle in rows}
