"""The first two minutes of a team: what has been set up, and what comes next; it goes away when all is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.desk.addresses import address
from kagimori.console.look.parts import Share
from kagimori.console.notices.models import Channel
from kagimori.console.people.models import Invitation, Membership

if TYPE_CHECKING:
    from kagimori.core.people.standing import Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up; `url` leads to where it is done."""

    words: str
    done: bool
    url: str
    word: str


@dataclass(frozen=True, slots=True)
class FirstRun:
    """The checklist."""

    steps: tuple[Step, ...]

    @property
    def share(self) -> Share:
        """Return how much is done."""
        done = sum(step.done for step in self.steps)
        words = _("%(done)s of %(of)s done") % {"done": done, "of": len(self.steps)}
        return Share(words, done, len(self.steps))


def first_run(standing: Standing) -> FirstRun | None:
    """Return the checklist for whoever may set the team up; None once all is done.  Five questions at most."""
    if not standing.may("team.manage"):
        return None
    key = standing.key
    steps = (
        # Nobody sees this page without the first, and no team is without the second.
        Step(_("Your own two-step verification is on"), done=True, url="", word=""),
        Step(_("The team has a name"), done=True, url="", word=""),
        Step(_("The first Instagram account is noted"), _has_account(standing), _new_account(key), _("Add an account")),
        Step(
            _("A second person could help out"),
            _has_second(standing),
            address("people:invite", team=key),
            _("Invite somebody"),
        ),
        Step(
            _("It is known where to tell you"), _is_told(standing), address("notices:list", team=key), _("Choose where")
        ),
    )
    return None if all(step.done for step in steps) else FirstRun(steps)


def _has_account(standing: Standing) -> bool:
    return InstagramAccount.objects.filter(team_id=standing.team, archived_at=None).exists()


def _new_account(key: str) -> str:
    return address("accounts:new", team=key) or address("accounts:list", team=key)


def _has_second(standing: Standing) -> bool:
    able = ("owner", "admin")
    members = Membership.objects.filter(team_id=standing.team, ended_at=None, role__in=able)
    if members.exclude(user__opaque=standing.user).exists():
        return True
    invited = Invitation.objects.filter(team_id=standing.team, accepted_at=None, withdrawn_at=None, role__in=able)
    return invited.exists()


def _is_told(standing: Standing) -> bool:
    mine = Q(team=standing.team, user="") | Q(user=standing.user)
    return Channel.objects.filter(mine, removed_at=None).exists()
