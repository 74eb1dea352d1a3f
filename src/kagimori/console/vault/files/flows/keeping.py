"""Entries that were read become keys of accounts: all that were chosen, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.authenticators import flows as keys
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.files.flows.drafting import waiting_in
from kagimori.console.vault.files.refusals import AccountTwice, EntriesGone, EntryRefused, NothingChosen
from kagimori.console.vault.models import KeysDraft
from kagimori.core.errors import KagimoriError
from kagimori.core.text import Text
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.vault.files.flows.drafting import Waiting
    from kagimori.core.people.standing import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose an entry is, and whether an app with it is in use, so that Instagram takes its codes."""

    account: InstagramAccount
    in_use: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a choice: the account's key from now on, or one that waits to be proven."""

    account: InstagramAccount
    living: bool


@transaction.atomic
@sensitive_variables()
def keep(draft: KeysDraft, choices: Mapping[int, Choice], *, by: Actor, now: datetime) -> list[Kept]:
    """Keep the chosen entries, by their place in the draft, once; the draft is gone afterwards.

    A key that is in use becomes the living one where the account has none; every other waits to be proven, for a
    living key is replaced only by one that is known to work.  Raises NothingChosen, AccountTwice, EntriesGone, and
    EntryRefused naming the account; then nothing has changed.
    """
    entries = waiting_in(draft)
    chosen = {place: choice for place, choice in sorted(choices.items()) if place < len(entries)}
    if not chosen:
        raise NothingChosen
    _check_each_once([choice.account for choice in chosen.values()])
    if KeysDraft.objects.filter(pk=draft.pk, user=by.id, until__gt=now).delete()[0] != 1:
        raise EntriesGone
    _lock([choice.account.pk for choice in chosen.values()])
    return [_kept(entries[place], choice, by, now) for place, choice in chosen.items()]


def _lock(accounts: Sequence[UUID]) -> None:
    """Lock all rows before the first entry in the timeline, in one order: nobody waits for whoever waits for them."""
    list(InstagramAccount.objects.select_for_update().filter(pk__in=accounts).order_by("pk"))


def _check_each_once(accounts: Sequence[InstagramAccount]) -> None:
    for account in accounts:
        if sum(other.pk == account.pk for other in accounts) > 1:
            raise AccountTwice(handle=account.handle)


def _kept(entry: Waiting, choice: Choice, by: Actor, now: datetime) -> Kept:
    account = choice.account
    try:
        row = keys.begin(account, entry.seed, "file", had_picture=entry.was_picture, by=by, now=now)
        living = choice.in_use and queries.living(account) is None
        if living:
            keys.finish(row, by=by, now=now, accepted=True)
    except KagimoriError as error:
        reason = Text(explain(error, "ja"), explain(error, "en"))
        raise EntryRefused(handle=account.handle, reason=reason) from error
    return Kept(account, living)
