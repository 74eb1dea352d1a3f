"""One row of each kind that addresses name, so that every part of an address can be filled with something real."""

from datetime import timedelta

from django.utils import timezone
from tests.fakes.accounts import add_account

from kagimori.console.accounts import flows
from kagimori.console.accounts.flows import notes
from kagimori.console.accounts.models import Campaign, Grant, Hold, Holder, InstagramAccount
from kagimori.console.doctor.models import Case
from kagimori.console.notices.models import Channel, Delivery, Notice
from kagimori.console.people.invitations import flows as invitations
from kagimori.console.people.models import (
    ApiToken,
    Invitation,
    Membership,
    Person,
    SheetDraft,
    TeamDomain,
    TeamNumber,
)
from kagimori.console.people.sheets import drafts
from kagimori.console.people.tokens import flows as tokens
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.codes import queries as codes_here
from kagimori.console.vault.files import flows as files
from kagimori.console.vault.files.reading import Brought
from kagimori.console.vault.models import KeysDraft, Paper, Share, SheetPlace
from kagimori.console.vault.paper import flows as paper
from kagimori.console.vault.paper.flows import waiting
from kagimori.core.otp.files.entry import Told, make_entry
from kagimori.core.otp.seed import make_seed
from kagimori.core.people.standing import Actor
from kagimori.core.vault.export import Account, Export


def rows_of(team, owner, handle="minato_coffee"):
    """Return an id for each part of an address; what is not there any more is made anew."""
    now, by = timezone.now(), Actor(str(owner.opaque), "api")
    account = InstagramAccount.objects.filter(team=team, archived_at=None).first() or add_account(team, handle)
    person = _person(team, now)
    return {
        "team": team.key,
        "account": account.pk,
        "person": person.pk,
        "member": Membership.objects.get(team=team, user=owner).pk,
        "grant": _grant(account, person, by, now),
        "hold": (Hold.objects.filter(account=account).first() or flows.note_hold(account, by, now, kind="lock")).pk,
        "holder": _holder(account, person, by, now),
        "campaign": _campaign(account, by, now),
        "app": _app(account, by, now),
        "code": _code(account, by, now),
        "kept": _kept(account, by, now),
        "paper": _paper(account, by, now),
        "found": _found(team, owner, now),
        "pasted": _pasted(account, by, now),
        "entries": _entries(team, owner, by, now),
        "share": _share(account, owner, now),
        "case": (case := _case(account, now)),
        "case_id": case,
        "draft": _draft(team, owner, now),
        "channel": (channel := _channel(team, now)).pk,
        "notice": (notice := _notice(team, now)).pk,
        "delivery": Delivery.objects.get_or_create(
            notice=notice, channel=channel, defaults={"service": "slack", "state": "failed", "due_at": now}
        )[0].pk,
        "invitation": _invitation(team, by, now),
        "token": _token(team, owner, now),
        "row": _row(team),
    }


def _person(team, now):
    found = Person.objects.filter(team=team, left_at=None, user=None).first()
    return found or Person.objects.create(team=team, name="Eri", added_at=now)


def _grant(account, person, by, now):
    found = Grant.objects.filter(account=account, person=person, ended_at=None).first()
    return (found or flows.give_grant(account, person, role="admin", by=by, now=now)).pk


def _holder(account, person, by, now):
    found = Holder.objects.filter(account=account, ended_at=None).first()
    return (found or notes.add_holder(account, person, "phone", by=by, now=now)).pk


def _app(account, by, now):
    key = make_seed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    pending = keys.pending(account)
    auth = pending or authenticators.begin(account, key, "typed", had_picture=False, by=by, now=now)
    found = keys.apps_of(auth).first()
    return (found or authenticators.note_app(auth, "google", "phone", None, by=by, now=now)).pk


def _sheet(account, by, now):
    found = codes_here.sheet_of(account)
    first = 11112222 + 7 * account.code_sheets.count()
    text = " ".join(str(first + 1000 * number) for number in range(4))
    return found or codes.keep_sheet(codes.read_codes(account, text, by=by, now=now), by=by, now=now)


def _code(account, by, now):
    sheet = _sheet(account, by, now)
    return (codes_here.codes_of(sheet).filter(state="unused").first() or codes_here.codes_of(sheet).first()).pk


def _kept(account, by, now):
    sheet = _sheet(account, by, now)
    found = SheetPlace.objects.filter(sheet=sheet, gone_at=None).first()
    return (found or codes.note_place(sheet, "safe", words="", person=None, by=by, now=now)).pk


def _paper(account, by, now):
    _sheet(account, by, now)
    found = Paper.objects.filter(sheet__account=account, kind="envelope", gone_at=None, opened_at=None).first()
    wish = {"why": "", "place": None, "words": "", "by": by, "now": now}
    return (found or paper.print_codes(account, "envelope", **wish).paper).pk


def _found(team, owner, now):
    found = KeysDraft.objects.filter(team=team, user=str(owner.opaque), shown__has_key=waiting.INNER).first()
    told = Export(team.name, now, (Account("minato_coffee"),))
    return (found or waiting.keep_waiting(team.pk, told, by=Actor(str(owner.opaque), "web"), now=now)).pk


def _campaign(account, by, now):
    found = Campaign.objects.filter(account=account, taken_back_at=None).first()
    return (found or notes.add_campaign(account, "Spring", now, None, by=by, now=now)).pk


def _case(account, now):
    found = Case.objects.filter(account=account).first()
    life = now + timedelta(days=7)
    return (found or Case.objects.create(created_at=now, expires_at=life, lang="ja", os="ios", account=account)).pk


def _share(account, owner, now):
    span = {"begins_at": now, "until": now + timedelta(days=1), "given_at": now}
    found = Share.objects.filter(account=account, user=owner.opaque, revoked_at=None).first()
    return (found or Share.objects.create(account=account, user=owner.opaque, purpose="posts", **span)).pk


def _pasted(account, by, now):
    found = codes_here.account_drafts(account, by.id, now).first()
    return (found or codes.read_codes(account, "31415926\n27182818", by=by, now=now)).pk


def _draft(team, owner, now):
    found = SheetDraft.objects.filter(team=team, user=owner).first()
    return (found or drafts.keep(team.pk, owner, b"name,mail\nEri,eri@example.jp\n", now)).pk


def _entries(team, owner, by, now):
    brought = [
        Brought(make_entry("x", Told(key=b"12345678901234567890", issuer="Instagram")), "x", "uris", was_picture=False)
    ]
    found = KeysDraft.objects.filter(team=team, user=str(owner.opaque), shown__has_key="files").first()
    return (found or files.keep_waiting(str(team.pk), brought, by=by, now=now)).pk


def _invitation(team, by, now):
    found = Invitation.objects.filter(team=team, accepted_at=None, withdrawn_at=None).first()
    guest = invitations.Guest("guest@example.jp", "viewer")
    return (found or invitations.invite(team.pk, guest, by=by, now=now, by_mail=False, any_role=True)[0]).pk


def _channel(team, now):
    made = {"name": "desk", "service": "slack", "sealed": b"", "made_at": now}
    return Channel.objects.get_or_create(team=str(team.pk), removed_at=None, defaults=made)[0]


def _notice(team, now):
    made = {"kind": "accounts.held", "team": str(team.pk), "at": now, "step": 1}
    return Notice.objects.get_or_create(key=f"test:{team.pk}", defaults=made)[0]


def _token(team, owner, now):
    found = ApiToken.objects.filter(team=team, name="spare", revoked_at=None).first()
    life = timedelta(days=1)
    made = found or tokens.make(team, owner, Actor.itself(), now, name="spare", rights=["team.see"], life=life)[0]
    return made.pk


def _row(team):
    TeamNumber.objects.get_or_create(team=team, number="+81312345678")
    return TeamDomain.objects.get_or_create(team=team, domain="example.co.jp")[0].pk
