"""`kagimori vault status`: for each account the codes left, places that are missing, apps, and counts that are due.

Ends with 0 where nothing needs anybody, else with 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kagimori.console.accounts.models import InstagramAccount


@click.command(
    help=say(
        "アカウントごとに、コードの残り、足りない置き場所、認証アプリの数、点検の期限を表示します。"
        "手入れが要るものがあれば1で終わります。",
        "For each account: codes left, places that are missing, apps, and counts that are due. "
        "Exits with 1 where something needs somebody.",
    )
)
@click.option("--team", metavar="TEAM", help=say("このチームだけ", "This team alone"))
@about_data
@click.pass_context
def status(ctx: click.Context, *, team: str | None, data: str | None, as_json: bool) -> None:
    """Read the counters and answer."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.accounts.models import InstagramAccount
        from kagimori.knowledge import load_policy

        rows = InstagramAccount.objects.filter(archived_at=None).select_related("team").order_by("team__name", "handle")
        if team is not None:
            rows = rows.filter(team=team_called(team))
        today, low = timezone.localdate(), load_policy()["backup.reissue_at"].count
        records = [_record(row, today, low) for row in rows.iterator()]
    if as_json:
        click.echo(json.dumps({"accounts": records}, ensure_ascii=False))
    else:
        click.echo("\n".join(_line(record) for record in records) or say("アカウントがありません。", "No account yet."))
    ctx.exit(1 if any(record["needs"] for record in records) else 0)


def _record(row: InstagramAccount, today: date, low: int) -> dict[str, Any]:
    due = row.codes_count_due_on is not None and row.codes_count_due_on <= today
    return {
        "handle": row.handle,
        "team": row.team.name,
        "codes_left": row.codes_left,
        "digital": row.codes_digital,
        "paper": row.codes_on_paper,
        "apps": row.authenticators,
        "count_due_on": row.codes_count_due_on and row.codes_count_due_on.isoformat(),
        "needs": list(_needs(row, low, due=due)),
    }


def _needs(row: InstagramAccount, low: int, *, due: bool) -> Iterator[str]:
    if row.codes_left is None:
        yield "no_codes"
        return
    if row.codes_left <= low:
        yield "few_codes"
    if not row.codes_digital:
        yield "digital"
    if not row.codes_on_paper:
        yield "paper"
    if due:
        yield "count"


def _line(record: Mapping[str, Any]) -> str:
    words = {
        "no_codes": say("コードを保管していない", "no codes kept"),
        "few_codes": say("残りが少ない", "few are left"),
        "digital": say("パスワードマネージャーにない", "not in a password manager"),
        "paper": say("紙の控えがない", "not on paper"),
        "count": say("数を比べる時期", "to be counted"),
    }
    left = "–" if record["codes_left"] is None else record["codes_left"]
    counted = say(f"残り{left} アプリ{record['apps']}", f"{left} left, {record['apps']} apps")
    needs = " / ".join(words[need] for need in record["needs"])
    mark = "✗" if needs else "✓"
    return f"{mark} @{record['handle']} ({record['team']}): {counted}" + (f" → {needs}" if needs else "")
