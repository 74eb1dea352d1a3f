"""`kagimori vault papers`: which prints and envelopes there are, where they lie, and which of them are void.

With `--number` it says whether a number was read right, and what that paper is.
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
    from collections.abc import Mapping

    from kagimori.console.vault.models import Paper

NO = 1


@click.command(
    help=say(
        "印刷した紙と封筒の記録を表示します。--number で、紙の番号の読み違いも分かります。",
        "Show the record of prints and envelopes. --number also tells whether a number was misread.",
    )
)
@click.option("--team", metavar="TEAM", help=say("このチームだけ", "This team alone"))
@click.option("--number", metavar="NUMBER", help=say("この番号の紙だけ", "The print with this number alone"))
@about_data
@click.pass_context
def papers(ctx: click.Context, *, team: str | None, number: str | None, data: str | None, as_json: bool) -> None:
    """Print the record; with a number that nothing here has, end with 1."""
    with made_ready(data, as_json=as_json):
        from kagimori.core.vault.paper import read_number

        wanted = None if number is None else read_number(number)
        open_database()
        from kagimori.console.vault.models import Paper

        rows = Paper.objects.select_related("sheet__account__team").order_by("-printed_at")
        if team is not None:
            rows = rows.filter(sheet__account__team=team_called(team))
        if wanted is not None:
            rows = rows.filter(number=wanted)
        records = [_record(row) for row in rows.iterator()]
    if as_json:
        click.echo(json.dumps({"papers": records}, ensure_ascii=False))
    else:
        click.echo("\n".join(map(_line, records)) or say("印刷の記録はありません。", "Nothing was printed."))
    ctx.exit(NO if wanted is not None and not records else 0)


def _record(row: Paper) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind,
        "handle": row.sheet.account.handle,
        "team": row.sheet.account.team.name,
        "generation": row.sheet.generation,
        "state": _state(row),
        "printed_at": row.printed_at.isoformat(),
        "where": row.words,
    }


def _state(row: Paper) -> str:
    if row.gone_at is not None:
        return "gone"
    if row.sheet.retired_at is not None:
        return "void"
    if row.opened_at is not None:
        return "opened"
    return "sealed" if row.sealed_at is not None else "printed"


def _line(record: Mapping[str, Any]) -> str:
    states = {
        "gone": say("もうない", "gone"),
        "void": say("無効(破棄)", "void: tear it up"),
        "opened": say("開けられた", "opened"),
        "sealed": say("封をしてある", "sealed"),
        "printed": say("印刷済み", "printed"),
    }
    kinds = {"sheet": say("紙", "sheet"), "envelope": say("封筒", "envelope")}
    told = f"{record['number']}  {kinds[record['kind']]}  @{record['handle']} #{record['generation']}"
    return f"{told}  {record['printed_at'][:10]}  {states[record['state']]}  {record['where']}".rstrip()
