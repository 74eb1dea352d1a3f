"""`kagimori accounts recount`: proves the counters on the accounts' rows, and with `--repair` puts them right.

Ends with 1 where a counter differed, with 0 where none did.
"""

from __future__ import annotations

import json

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say

SHOWN = 20


@click.command(
    help=say(
        "アカウントごとの数(権限・試行・入れなかった時間など)を数え直し、記録と比べます。動いたままで使えます。"
        "違いがあれば1で終わります。",
        "Count grants, tries, minutes without access and the rest anew and compare. Work may go on meanwhile. "
        "Exits with 1 where something differs.",
    )
)
@click.option("--repair", is_flag=True, help=say("違いを直す", "Put right what differs"))
@about_data
@click.pass_context
def recount(ctx: click.Context, *, repair: bool, data: str | None, as_json: bool) -> None:
    """Count and answer."""
    with made_ready(data, as_json=as_json):
        from kagimori.console.accounts.flows import recount as count

        found = count(repair=repair)
    rows = [
        {"of": one.of, "counter": one.counter, "stands": _plain(one.stands), "counted": _plain(one.counted)}
        for one in found
    ]
    if as_json:
        click.echo(json.dumps({"differences": rows, "repaired": repair and bool(rows)}))
    else:
        _print(rows, repaired=repair)
    ctx.exit(1 if rows else 0)


def _print(rows: list[dict[str, object]], *, repaired: bool) -> None:
    if not rows:
        click.echo(say("✓ すべて合っています。", "✓ Every counter is right."))
        return
    click.echo(say(f"✗ 違いが{len(rows)}件あります。", f"✗ {len(rows)} counters differ."))
    for row in rows[:SHOWN]:
        click.echo(f"  {row['of']} {row['counter']}: {row['stands']} → {row['counted']}")
    if repaired:
        click.echo(say("直しました。", "They were put right."))
    else:
        click.echo(say("直すには --repair を付けます。", "Put them right with --repair."))


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
