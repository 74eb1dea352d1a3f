"""`kagimori notices`: trying an address, what did not arrive, and sending it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database

if TYPE_CHECKING:
    from kagimori.console.notices.models import Delivery


@click.group(help=say("知らせのためのコマンドです。", "Commands for notices."))
def notices() -> None:
    """Hold the commands together."""


@notices.command(
    help=say(
        "標準入力に書いた送り先へ、テストを1通送ります。届けば0、届かなければ1で終わります。",
        "Send one test to the address on standard input. Ends with 0 if it was taken, else 1.",
    )
)
@click.argument("address", type=click.File("rb"), default="-", metavar="FILE")
@about_data
@click.pass_context
def test(ctx: click.Context, *, address: Any, data: str | None, as_json: bool) -> None:
    """Send it and say what became of it."""
    with made_ready(data, as_json=as_json):
        from django.conf import settings

        from kagimori.core.notices.message import Message
        from kagimori.core.secret import Secret
        from kagimori.gateways.notify import Ways, send

        words = (
            say("鍵守からのテスト", "A test from Kagimori"),
            say("これが読めれば、届いています。", "This has arrived."),
        )
        ways = Ways(loopback_allowed=settings.STANDIN_ALLOWED)
        outcome = send(Secret(address.read().strip()), Message(*words, "K-TEST"), ways)
    if as_json:
        click.echo(json.dumps({"state": outcome.state, "problem": outcome.problem}))
    else:
        click.echo(_outcome(outcome.state, outcome.problem))
    ctx.exit(0 if outcome.state == "sent" else 1)


@notices.command(
    "list",
    help=say("届かなかった知らせと、送信待ちの知らせを見ます。", "Show what did not arrive and what still waits."),
)
@about_data
@click.pass_context
def listing(ctx: click.Context, *, data: str | None, as_json: bool) -> None:
    """Print them; end with 1 where something did not arrive."""
    with made_ready(data, as_json=as_json):
        open_database()
        from kagimori.console.notices.queries import open_deliveries

        found = list(open_deliveries())
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            click.echo(_line(one))
    ctx.exit(1 if any(one.state in ("failed", "unsure") for one in found) else 0)


@notices.command(help=say("届かなかった知らせを、もう一度送ります。", "Send what did not arrive again."))
@click.argument("delivery", type=click.UUID)
@about_data
def resend(*, delivery: Any, data: str | None, as_json: bool) -> None:
    """Put it back on its way; the running console sends it."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.notices.flows import send_any_again
        from kagimori.core.people.standing import Actor

        send_any_again(delivery, by=Actor.itself("cli"), now=timezone.now())
    if as_json:
        click.echo(json.dumps({"id": str(delivery), "state": "waiting"}))
    else:
        click.echo(say("同じ番号で、もう一度送ります。", "It is on its way again, with the same number."))


def _outcome(state: str, problem: str) -> str:
    words = {
        "sent": say("送りました。届いたか見てください。", "Sent. Look whether it has arrived."),
        "refused": say("断られました", "It was refused"),
        "failed": say("届きませんでした", "It did not arrive"),
        "unsure": say("届いたかわかりません", "It may have arrived, or not"),
    }[state]
    return f"{words} ({problem})" if problem else words


def _record(row: Delivery) -> dict[str, object]:
    return {
        "id": str(row.pk),
        "notice": row.notice.mark,
        "kind": row.notice.kind,
        "channel": row.channel.name if row.channel else None,
        "service": row.service,
        "state": row.state,
        "problem": row.problem,
        "tries": row.tries,
        "due_at": row.due_at.isoformat() if row.state == "waiting" else None,
    }


def _line(row: Delivery) -> str:
    from kagimori.knowledge import load_notices

    kind = load_notices().get(row.notice.kind)
    sign = {"failed": "✗", "unsure": "?", "waiting": "…", "sending": "▶"}[row.state]
    name = kind.name.to(current()) if kind else row.notice.kind
    where = row.channel.name if row.channel else say("本人のメール", "own mail address")
    return f"{sign} {row.notice.mark}  {name}  {where} ({row.service})  {row.problem}  {row.pk}"
