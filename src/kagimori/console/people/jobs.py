"""What the room does by itself: sends invitations, ends what has a last day, tells of last days, forgets old things."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from kagimori.console.people import ending
from kagimori.console.people.invitations import sending
from kagimori.console.people.models import SheetDraft
from kagimori.console.work import cron, job
from kagimori.core.text import Text

DRAFT_LIFE = timedelta(days=1)


@cron(
    "people_forget_sessions", "41 3 * * *", Text("期限の切れたログインの片づけ", "Clearing away logins that are over")
)
def forget_sessions() -> None:
    """Remove what no browser can use any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


@job("people_send_invitation", Text("招待メールの送信", "Sending an invitation"))
def send_invitation(invitation: str) -> None:
    """Send one mail, if it is still due."""
    sending.send(invitation, timezone.now())


@cron("people_send_invitations", "*/5 * * * *", Text("送れていない招待メールの送信", "Sending invitations that wait"))
def send_invitations() -> None:
    """Send what a nudge has missed."""
    now = timezone.now()
    for invitation in sending.due(now):
        sending.send(invitation, now)


@cron("people_last_days", "7 * * * *", Text("最終日を過ぎた人の権限の終了", "Ending rights on their last day"))
def last_days() -> None:
    """End what was over yesterday and tell of what ends soon; hourly, since teams live in different zones."""
    now = timezone.now()
    ending.end_what_is_over(now)
    ending.tell_of_what_ends_soon(now)


@cron(
    "people_forget_drafts",
    "23 * * * *",
    Text("取り込まれなかった名簿の片づけ", "Clearing away lists of people that nobody took over"),
)
def forget_drafts() -> None:
    """Forget lists of people that nobody took over."""
    SheetDraft.objects.filter(made_at__lt=timezone.now() - DRAFT_LIFE).delete()
