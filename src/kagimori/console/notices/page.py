"""What the pages of notices lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kagimori.console.look.parts import State
from kagimori.console.notices import wording
from kagimori.console.notices.models import Channel, Delivery
from kagimori.console.notices.services import NAMES
from kagimori.console.timeline.page import language
from kagimori.knowledge import load_notices

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.notices.flows import Receiver
    from kagimori.console.notices.models import Notice

MOST = 30
PROBLEMS: dict[str, Any] = {
    "too_many": gettext_lazy("The service asks us to slow down."),
    "no_connection": gettext_lazy("The service could not be reached."),
    "timeout": gettext_lazy("The service took too long to answer."),
    "no_answer": gettext_lazy("No answer came back. It may have arrived."),
    "address": gettext_lazy("The address cannot be used, or leads into a private network."),
    "mailbox": gettext_lazy("The mail server knows no such mailbox."),
    "no_mail_server": gettext_lazy("This Kagimori has no mail server."),
    "nobody_there": gettext_lazy("The person is not here any more."),
    "channel_removed": gettext_lazy("The channel was removed."),
    "worker_lost": gettext_lazy("The program stopped in the middle of sending."),
    "restored": gettext_lazy("A backup was restored while this was on its way."),
    "http_401": gettext_lazy("The token is not accepted (any more)."),
    "http_403": gettext_lazy("The token is not accepted (any more)."),
    "http_404": gettext_lazy("The address is gone at the service."),
    "http_410": gettext_lazy("The address is gone at the service."),
}
OTHERWISE = gettext_lazy("The service did not take it (%(code)s).")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel in the list."""

    id: str
    name: str
    service: str
    told: str
    quiet: str
    worked_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery: of what, where to, how it stands and why; `again` where somebody can send it again."""

    id: str
    title: str
    mark: str
    url: str
    where: str
    state: State
    problem: str
    at: datetime
    next_at: datetime | None
    again: bool


def channels(receiver: Receiver) -> tuple[ChannelRow, ...]:
    """Return the living channels of a receiver."""
    mine = Channel.objects.filter(team=receiver.team, user=receiver.user, removed_at=None)
    return tuple(_channel(row) for row in mine.order_by("made_at"))


def deliveries(receiver: Receiver) -> tuple[DeliveryRow, ...]:
    """Return the newest deliveries to a receiver, and above them whatever failed or is unsure."""
    whose = Q(channel__user=receiver.user) | Q(user=receiver.user) if receiver.user else Q(notice__team=receiver.team)
    rows = Delivery.objects.filter(whose).select_related("notice", "channel").order_by("-notice__at", "pk")
    troubled = list(rows.filter(state__in=("failed", "unsure"))[:MOST])
    others = list(rows.exclude(state__in=("failed", "unsure"))[:MOST])
    return tuple(_delivery(row) for row in (*troubled, *others))


def of_notice(notice: Notice) -> tuple[DeliveryRow, ...]:
    """Return how each delivery of one notice stands."""
    return tuple(
        _delivery(row) for row in notice.deliveries.select_related("notice", "channel").order_by("due_at", "pk")
    )


def problem(code: str) -> str:
    """Return in words why a delivery did not arrive."""
    return str(PROBLEMS.get(code) or OTHERWISE % {"code": code}) if code else ""


def _channel(row: Channel) -> ChannelRow:
    kinds, lang = load_notices(), language()
    told = (
        _("everything") if not row.kinds else ", ".join(kinds[one].name.to(lang) for one in row.kinds if one in kinds)
    )
    quiet = f"{row.quiet_from:%H:%M}–{row.quiet_to:%H:%M} ({row.zone})" if row.quiet_from and row.quiet_to else ""
    return ChannelRow(str(row.pk), row.name, str(NAMES.get(row.service, row.service)), told, quiet, row.worked_at)


def _delivery(row: Delivery) -> DeliveryRow:
    kind = load_notices().get(row.notice.kind)
    return DeliveryRow(
        id=str(row.pk),
        title=kind.name.to(language()) if kind else _("A test from Kagimori"),
        mark=row.notice.mark,
        url=wording.path(row.notice),
        where=row.channel.name if row.channel else _("own mail address"),
        state=_state(row),
        problem=problem(row.problem) if row.state != "sent" else "",
        at=row.done_at or row.notice.at,
        next_at=row.due_at if row.state == "waiting" else None,
        again=row.state in ("failed", "unsure"),
    )


def _state(row: Delivery) -> State:
    return {
        "sent": State("good", _("sent")),
        "waiting": State("care", _("waiting")),
        "sending": State("care", _("being sent")),
        "failed": State("danger", _("not delivered")),
        "unsure": State("unknown", _("unsure: it may have arrived")),
    }[row.state]
