"""The page of an account's authenticator, and the one for when a phone is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.people import directory
from kagimori.console.people.words import lang
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.pages import words
from kagimori.console.vault.authenticators.pages.rows import AppRow, rows
from kagimori.knowledge import load_authenticators, load_policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import App, Authenticator
    from kagimori.core.people.standing import Standing

RIGHTS = {
    "use": "authenticator.use",
    "manage": "authenticator.manage",
    "codes": "codes.use",
    "codes_manage": "codes.manage",
    "people": "people.see",
}


@dataclass(frozen=True, slots=True)
class Retired:
    """A key that the account had."""

    at: datetime | None
    why: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class AuthenticatorPage:
    """Everything that `page.html` lays out; `living` is None where no key is kept."""

    account: InstagramAccount
    key: str
    may: Mapping[str, bool]
    living: Authenticator | None
    added_by: str
    way: str
    rows: tuple[AppRow, ...]
    wanted: int
    is_pending: bool
    picture_left: bool
    retired: tuple[Retired, ...]

    @property
    def missing(self) -> int:
        """Return how many apps are wanted beyond those that are noted."""
        return max(0, self.wanted - len(self.rows))


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who has the codes, too; `phone` is empty where the reader may not see it or nobody knows."""

    name: str
    device: str
    app: str
    phone: str
    proven: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class LostPage:
    """Who can help when a phone is gone, and what comes back on a new one, by app."""

    account: InstagramAccount
    key: str
    may: Mapping[str, bool]
    others: tuple[Other, ...]
    comes_back: tuple[tuple[str, str], ...]
    has_key: bool


def authenticator_page(
    standing: Standing, account: InstagramAccount, now: datetime, wrong: dict[str, str] | None = None
) -> AuthenticatorPage:
    """Return the page as this member sees it."""
    living = queries.living(account)
    names = directory.people([living.added_by]) if living and living.added_by else {}
    return AuthenticatorPage(
        account=account,
        key=standing.key,
        may=_may(standing, account),
        living=living,
        added_by=names.get(living.added_by, "") if living else "",
        way=words.way(living.way) if living else "",
        rows=rows(living, now, wrong) if living else (),
        wanted=load_policy()["authenticator.apps"].count,
        is_pending=queries.pending(account) is not None,
        picture_left=queries.picture_left(account) is not None,
        retired=tuple(
            Retired(one.retired_at, words.why(one.retired_why), one.added_at) for one in queries.retired_of(account)
        ),
    )


def lost_page(standing: Standing, account: InstagramAccount) -> LostPage:
    """Return who else has the account's codes, those with a proven app first."""
    living, may = queries.living(account), _may(standing, account)
    apps = list(queries.apps_of(living)) if living else []
    others = [_other(app, standing, may) for app in apps]
    kinds = dict.fromkeys(app.app for app in apps) or load_authenticators()
    back = ((words.app(kind), load_authenticators()[kind].lost_phone.to(lang())) for kind in kinds)
    return LostPage(
        account=account,
        key=standing.key,
        may=may,
        others=tuple(sorted(others, key=lambda other: (other.is_me, not other.name, not other.proven))),
        comes_back=tuple(back),
        has_key=living is not None,
    )


def _other(app: App, standing: Standing, may: Mapping[str, bool]) -> Other:
    person = app.person
    return Other(
        name=person.name if person else "",
        device=app.device,
        app=words.app(app.app),
        phone=person.phone if person and may["people"] else "",
        proven=app.proven_at is not None,
        is_me=bool(person and person.user and str(person.user.opaque) == standing.user),
    )


def _may(standing: Standing, account: InstagramAccount) -> dict[str, bool]:
    return {name: standing.may(right, str(account.pk)) for name, right in RIGHTS.items()}
