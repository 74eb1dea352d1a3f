"""The pages of a setting-up: reading the key in, and getting it into the apps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.people.words import lang
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.pages.rows import AppRow, rows
from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_menus, load_policy

if TYPE_CHECKING:
    from datetime import date, datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import Authenticator
    from kagimori.core.people.standing import Standing

SYSTEMS = {"ios": "iPhone", "android": "Android", "web": "PC"}


@dataclass(frozen=True, slots=True)
class Path:
    """Where Instagram shows its QR code on one system."""

    system: str
    words: str
    otherwise: str
    checked: date


@dataclass(frozen=True, slots=True)
class SetupPage:
    """Everything that `setup.html` lays out; `mine`: the key may be shown to this reader."""

    account: InstagramAccount
    key: str
    mine: bool
    rows: tuple[AppRow, ...]
    wanted: int
    most: int
    elsewhere: tuple[str, ...]
    had_picture: bool
    replaces: bool
    is_proven: bool

    @property
    def unproven(self) -> tuple[AppRow, ...]:
        """Return the apps whose code is still to be typed."""
        return tuple(row for row in self.rows if not row.is_proven)

    @property
    def agree(self) -> int:
        """Return how many apps are proven to hold one and the same key."""
        return len(self.rows) - len(self.unproven)

    @property
    def missing(self) -> int:
        """Return how many apps are wanted beyond those that are noted."""
        return max(0, self.wanted - len(self.rows))


def paths() -> tuple[Path, ...]:
    """Return where Instagram shows its QR code, per system."""
    menus, tongue = load_menus()["authenticator_setup"], lang()
    return tuple(
        Path(SYSTEMS[os], menus[os].words.to(tongue), menus[os].otherwise.to(tongue), menus[os].proof.checked)
        for os in OSES
    )


def setup_page(
    standing: Standing, auth: Authenticator, now: datetime, wrong: dict[str, str] | None = None
) -> SetupPage:
    """Return the page of a key that is being set up."""
    policy = load_policy()
    return SetupPage(
        account=auth.account,
        key=standing.key,
        mine=auth.added_by == standing.user,
        rows=rows(auth, now, wrong),
        wanted=policy["authenticator.apps"].count,
        most=policy["authenticator.devices"].count,
        elsewhere=tuple(queries.elsewhere(standing, auth)),
        had_picture=auth.had_picture and auth.picture_gone_at is None,
        replaces=queries.living(auth.account) is not None,
        is_proven=auth.proven_at is not None,
    )
