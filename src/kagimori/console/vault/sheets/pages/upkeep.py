"""What keeps a sheet in order: both places asked for, the practice, the quarter's count, a new sheet in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kagimori.console.look import parts
from kagimori.console.people.words import lang
from kagimori.console.vault.codes import queries
from kagimori.console.vault.models import CodeCount
from kagimori.console.vault.sheets.forms import PlaceForm
from kagimori.console.vault.sheets.pages.held import Held, held
from kagimori.console.vault.sheets.pages.sheet import places_of
from kagimori.core.doctor.guides import OSES
from kagimori.core.vault.codes.places import DIGITAL, PAPER
from kagimori.knowledge import load_claims, load_guides, load_menus, load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import CodeSheet, SheetPlace
    from kagimori.core.doctor.guides import MenuPath, Os
    from kagimori.core.people.standing import Standing

# Where Instagram shows the codes; how a new sheet is got; what is often said of the way there (VLT-02).
MENU, GUIDE, SAID = "backup_codes", "renew_codes", "backup_codes_path"
COUNTS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One of the places that are asked for: what is noted, and the form for one more."""

    id: str
    title: str
    why: str
    places: tuple[tuple[SheetPlace, str], ...]
    form: PlaceForm


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """What `vault/sheets/places.html` lays out."""

    account: InstagramAccount
    key: str
    sheet: CodeSheet
    questions: tuple[Question, ...]
    others: tuple[tuple[SheetPlace, str], ...]


def places_page(standing: Standing, account: InstagramAccount, sheet: CodeSheet, sent: PlaceForm | None) -> PlacesPage:
    """Return both questions; `sent` is a form that was refused, and stands where it was sent from."""
    noted = places_of(sheet)
    asked = (
        (
            "digital",
            _("In a password manager"),
            _("For everybody of the team, encrypted, at hand on the way."),
            DIGITAL,
        ),
        ("paper", _("On paper"), _("For the day on which no phone and no network works. In a safe it is safe."), PAPER),
    )
    questions = []
    for name, title, why, kinds in asked:
        form = PlaceForm(team=standing.team, kinds=kinds, auto_id=f"{name}_%s")
        if sent is not None and sent.data.get("kind") in kinds:
            form = PlaceForm(sent.data, team=standing.team, kinds=kinds, auto_id=f"{name}_%s")
        lying = tuple(one for one in noted if one[0].kind in kinds)
        questions.append(Question(name, title, why, lying, form))
    others = tuple(one for one in noted if one[0].kind not in (*DIGITAL, *PAPER))
    return PlacesPage(account, standing.key, sheet, tuple(questions), others)


@dataclass(frozen=True, slots=True)
class DrillPage:
    """What `vault/sheets/drill.html` lays out."""

    account: InstagramAccount
    key: str
    sheet: CodeSheet | None
    left: int
    few: bool
    held: Held | None
    may_manage: bool


def drill_page(standing: Standing, account: InstagramAccount, now: datetime) -> DrillPage:
    """Return the page of the practice."""
    sheet, left = queries.sheet_of(account), queries.left_of(account) or 0
    few = left <= load_policy()["backup.reissue_at"].count + 1
    waits = held(account, standing.user, now) if left else None
    may_manage = standing.may("codes.manage", str(account.pk))
    return DrillPage(account, standing.key, sheet, left, few, waits, may_manage)


@dataclass(frozen=True, slots=True)
class Where:
    """Where the codes stand at Instagram on one system: the path, when somebody looked, the other way."""

    path: str
    seen: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class CountPage:
    """What `vault/sheets/count.html` lays out; `last` is the newest comparison of this sheet."""

    account: InstagramAccount
    key: str
    sheet: CodeSheet | None
    left: int
    last: CodeCount | None
    differs: bool
    earlier: tuple[CodeCount, ...]
    where: Where
    tabs: tuple[parts.Tab, ...]
    may_cases: bool


def count_page(standing: Standing, account: InstagramAccount, asked: str) -> CountPage:
    """Return the page of the count; `asked` names the system whose path is shown."""
    sheet = queries.sheet_of(account)
    counts = list(CodeCount.objects.filter(sheet=sheet).order_by("-at")[:COUNTS]) if sheet else []
    last = counts[0] if counts else None
    return CountPage(
        account=account,
        key=standing.key,
        sheet=sheet,
        left=queries.left_of(account) or 0,
        last=last,
        differs=last is not None and _differs(last, sheet),
        earlier=tuple(counts[1:]),
        where=_where(load_menus()[MENU][_os(asked)]),
        tabs=_tabs("vault:sheet_count", standing, account, _os(asked)),
        may_cases=standing.may("cases.work", str(account.pk)),
    )


def _differs(count: CodeCount, sheet: CodeSheet | None) -> bool:
    """Return whether Instagram shows another number; a code in somebody's hands may be used by now or not."""
    out = sum(code.state == "handed" for code in queries.codes_of(sheet)) if sheet else 0
    return not count.held <= count.shown <= count.held + out


@dataclass(frozen=True, slots=True)
class RenewalPage:
    """What `vault/sheets/renew.html` lays out: the steps on one system, and what is often said beside it."""

    account: InstagramAccount
    key: str
    sheet: CodeSheet | None
    left: int
    due: bool
    what: str
    why: str
    undo: str
    before: tuple[str, ...]
    steps: tuple[str, ...]
    after: tuple[str, ...]
    dont: tuple[str, ...]
    where: Where
    said: str
    found: str
    verdict: parts.State
    tabs: tuple[parts.Tab, ...]
    at_line: int


def renewal_page(standing: Standing, account: InstagramAccount, asked: str) -> RenewalPage:
    """Return the way to a new sheet; it is due at the line and possible at any time (VLT-01, VLT-02)."""
    guide, said, to, os = load_guides()[GUIDE], load_claims()[SAID], lang(), _os(asked)
    left, line = queries.left_of(account) or 0, load_policy()["backup.reissue_at"].count
    sheet = queries.sheet_of(account)
    return RenewalPage(
        account=account,
        key=standing.key,
        sheet=sheet,
        left=left,
        due=sheet is not None and left <= line,
        what=guide.what.to(to),
        why=guide.why.to(to),
        undo=guide.undo.to(to),
        before=tuple(text.to(to) for text in guide.before),
        steps=guide.steps(os, to),
        after=tuple(text.to(to) for text in guide.after),
        dont=tuple(text.to(to) for text in guide.dont),
        where=_where(load_menus()[MENU][os]),
        said=said.said.to(to),
        found=said.found.to(to),
        verdict=parts.State("care", _("Not so any more"))
        if said.is_wrong
        else parts.State("unknown", _("Not confirmed")),
        tabs=_tabs("vault:sheet_renew", standing, account, os),
        at_line=line,
    )


def _os(asked: str) -> Os:
    return next((os for os in OSES if os == asked), OSES[0])


def _where(path: MenuPath) -> Where:
    proof = path.proof
    sure = {
        "confirmed": _("Confirmed"),
        "partly": _("Confirmed in part"),
        "unverified": _("Not confirmed"),
        "contradicted": _("Wrong"),
    }[proof.verdict]
    told = {"sure": sure, "day": f"{proof.checked:%Y-%m-%d}", "version": path.version}
    seen = _("%(sure)s, checked on %(day)s, for %(version)s") % told
    return Where(path.words.to(lang()), seen, path.otherwise.to(lang()))


def _tabs(view: str, standing: Standing, account: InstagramAccount, os: Os) -> tuple[parts.Tab, ...]:
    here = reverse(view, kwargs={"team": standing.key, "account": account.pk})
    told: dict[Os, str] = {"ios": "iPhone", "android": "Android", "web": _("Computer")}
    return tuple(parts.Tab(told[one], f"{here}?os={one}", current=one == os) for one in OSES)
