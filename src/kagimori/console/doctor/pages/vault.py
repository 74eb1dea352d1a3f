"""What a team's case shows of the vault: codes and keys that are kept, and who may use them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kagimori.console.accounts.standing import standing_by
from kagimori.console.doctor import queries, vault
from kagimori.console.doctor.gate import language
from kagimori.console.look.parts import countdown
from kagimori.console.people import directory
from kagimori.console.people.queries import members
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.authenticators.pages import words as apps
from kagimori.console.vault.codes import queries as sheets
from kagimori.knowledge import load_policy
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from datetime import date, datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.pages.team import TeamPart
    from kagimori.console.doctor.queries import Held
    from kagimori.console.doctor.vault import Kept
    from kagimori.console.look.parts import Countdown
    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Standing

# Steps beside which the codes, the key, the setting-up, or the apps of the vault belong.
CODES = frozenset({"login_backup", "backup_codes", "replace_codes"})
KEY = frozenset({"login_app", "code_from_vault", "api_reconnect", "lost_phone", "find_second_way"})
ENROL = frozenset({"setup_app", "setup_app_elsewhere", "reregister_secret"})
APPS = frozenset({"authenticator_sync", "multi_device_codes"})
# Names that are shown of those who could help; more are of no use to somebody in a hurry.
NAMED = 6


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose app makes the account's codes."""

    name: str
    app: str
    device: str


@dataclass(frozen=True, slots=True)
class VaultPart:
    """Everything that the case's pages say of the vault; an empty address is a deed that the reader may not do.

    `takers` may take a code and `seers` see the authenticator's, where the reader may not.
    """

    step: str
    left: int | None
    since: date | None
    doubtful: bool
    denied: bool
    out: str
    out_address: str
    take_address: str
    not_now: str
    held: Countdown | None
    takers: tuple[str, ...]
    due: bool
    renew_address: str
    sheet_address: str
    count_address: str
    has_key: bool
    show_address: str
    seers: tuple[str, ...]
    holders: tuple[Holder, ...]
    lost_address: str
    enrol_address: str
    chooser_address: str
    judge_address: str
    # Both numbers, where the case began because they differ.
    count: tuple[int, int] | None

    @property
    def at_codes(self) -> bool:
        """Return whether the step has to do with backup codes."""
        return self.step in CODES

    @property
    def at_key(self) -> bool:
        """Return whether the step needs the authenticator's code."""
        return self.step in KEY

    @property
    def at_enrol(self) -> bool:
        """Return whether the step sets the authenticator up."""
        return self.step in ENROL

    @property
    def at_apps(self) -> bool:
        """Return whether the step is about the same codes on several devices."""
        return self.step in APPS

    @property
    def has_any(self) -> bool:
        """Return whether there is anything of this account in the vault."""
        return self.left is not None or self.has_key


def vault_part(held: Held, step: str, now: datetime) -> VaultPart | None:
    """Return what the pages of this case say of the vault; None for a case without an account, or a reader of it."""
    known, account, standing = vault.kept(held, now), held.row.account, held.standing
    if known is None or account is None or standing is None:
        return None
    args, case = [standing.key, account.pk], f"?case={held.case.id}"
    may_keep = standing.may("codes.manage", str(account.pk))
    refusal = sheets.why_not_now(account, now, standing.user) if known.left else None
    takes = bool(known.left) and known.may_take and refusal is None and known.handed is None
    left = known.left
    return VaultPart(
        step=step,
        left=left,
        since=_since(known),
        doubtful=known.sheet is not None and known.sheet.doubtful_since is not None,
        denied=vault.said(held.case) == "none" and bool(left),
        out=_out(known),
        out_address=_own_code(known, standing, args),
        take_address=reverse("vault:code_use", args=args) + case if takes else "",
        not_now="" if refusal is None or known.held_until else explain(refusal, language()),
        held=None if known.held_until is None else countdown(_("The next code"), known.held_until, now, reloads=True),
        takers=() if known.may_take or not left else who_may(account, "codes.use"),
        due=left is not None and left <= load_policy()["backup.reissue_at"].count,
        renew_address=reverse("vault:sheet_renew", args=args) if may_keep and known.sheet else "",
        sheet_address=reverse("vault:sheet_new", args=args) if may_keep and not known.sheet else "",
        count_address=reverse("vault:sheet_count", args=args) if may_keep and known.sheet else "",
        has_key=known.key is not None,
        show_address=_shows(known, args, case),
        seers=() if known.key is None or known.shows_code else who_may(account, "authenticator.use"),
        holders=_holders(known, standing),
        lost_address=reverse("vault:phone_lost", args=args),
        enrol_address=_enrol(account, standing, args),
        chooser_address=reverse("vault:apps_chooser", args=[standing.key]),
        judge_address=reverse("doctor:judge", args=[held.row.pk]) if _judges(known, account) else "",
        count=_count(held),
    )


def _since(known: Kept) -> date | None:
    return None if known.sheet is None else known.sheet.issued_on or timezone.localdate(known.sheet.added_at)


def _out(known: Kept) -> str:
    """Return who has the code that was taken for this case."""
    code = known.handed
    return "" if code is None else directory.people([code.handed_to]).get(code.handed_to, "?")


def _own_code(known: Kept, standing: Standing, args: list[object]) -> str:
    code = known.handed
    mine = code is not None and code.handed_to == standing.user
    return reverse("vault:code", args=[*args, code.pk]) if code is not None and mine else ""


def _shows(known: Kept, args: list[object], case: str) -> str:
    if known.key is None:
        return ""
    if known.may_see:
        return reverse("vault:authenticator_show", args=args) + case
    return "" if known.share is None else reverse("vault:shared_code", args=[args[0], known.share.pk]) + case


def _enrol(account: InstagramAccount, standing: Standing, args: list[object]) -> str:
    if not standing.may("authenticator.manage", str(account.pk)):
        return ""
    return reverse("vault:authenticator_setup" if keys.pending(account) else "vault:authenticator_new", args=args)


def _judges(known: Kept, account: InstagramAccount) -> bool:
    return known.may_see and (known.key is not None or bool(keys.retired_of(account)))


def _holders(known: Kept, standing: Standing) -> tuple[Holder, ...]:
    """Return who else has the codes in an app of their own: whom to call when a phone is lost (VLT-06)."""
    rows = [] if known.key is None else list(keys.apps_of(known.key))
    others = [(app, app.person) for app in rows if app.person and _user_of(app.person) != standing.user]
    return tuple(Holder(person.name, apps.app(app.app), app.device) for app, person in others[:NAMED])


def _user_of(person: Person) -> str:
    return "" if person.user is None else str(person.user.opaque)


def _count(held: Held) -> tuple[int, int] | None:
    opening = held.case.opening
    told = opening.more.get(queries.COUNT) if opening else None
    return (int(told["shown"]), int(told["held"])) if isinstance(told, dict) else None


def who_may(account: InstagramAccount, right: str) -> tuple[str, ...]:
    """Return the names of members who hold a right over this account, owners and admins among them."""
    rows = members(account.team_id, timezone.localdate()).filter(user__is_active=True).select_related("user", "team")
    may = [str(row.user) for row in rows if standing_by(row, proven=True, place="web").may(right, str(account.pk))]
    return tuple(may[:NAMED])


def turn_beside_outage(team: TeamPart, part: VaultPart | None, step: str) -> TeamPart:
    """Return the head of the case as a backup code's step sees it: in an outage one an hour may be tried (STA-04)."""
    free = part is not None and (part.take_address or part.out)
    if step != vault.TRY or not free or (team.turn, team.why) != ("held", "outage"):
        return team
    return replace(team, turn="mine", lamp=None, until=None)
