"""`kagimori accounts readiness`: backup codes, co-admins, renewal of connections: yes, no or unknown for each (PPL-12).

Ends with 0 where everything that was asked about is known to be there, else with 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.core.accounts.readiness import PARTS
from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.accounts.readiness import Readiness
    from kagimori.core.people.facts import Fact

MARKS = {"yes": "✓", "no": "✗", "unknown": "?"}


class AccountUnknown(BadInput):
    """No team has an account of this name: `handle`."""

    code = "accounts.unknown"


@click.command(
    help=say(
        "バックアップコード・共同管理者・API連携の更新が、それぞれ「ある・ない・不明」のどれかを、"
        "誰がいつ言ったかと一緒に答えます。",
        "For each account: backup codes, co-admins and renewal of connections, each yes, no or unknown, "
        "with who says so and when.",
    )
)
@click.argument("handle", required=False)
@click.option("--all", "everything", is_flag=True, help=say("すべてのアカウント", "Every account"))
@about_data
@click.pass_context
def readiness(ctx: click.Context, *, handle: str | None, everything: bool, data: str | None, as_json: bool) -> None:
    """Look and answer."""
    if (handle is None) != everything:
        raise click.UsageError(say("ユーザー名か --all のどちらかを指定します。", "Name an account, or say --all."))
    ready = True
    with made_ready(data, as_json=as_json):
        records = [_record(account, board, names) for account, board, names in _boards(handle)]
        ready = all(record["ready"] for record in records)
    if as_json:
        click.echo(json.dumps({"accounts": records}, ensure_ascii=False))
    else:
        click.echo("\n".join(line for record in records for line in _lines(record)))
    ctx.exit(0 if ready else 1)


def _boards(handle: str | None) -> Iterator[tuple[InstagramAccount, Readiness, Mapping[str, str]]]:
    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.accounts.reading import readiness_of
    from kagimori.console.people import directory
    from kagimori.core.accounts import handles
    from kagimori.knowledge import load_policy

    rows = InstagramAccount.objects.filter(archived_at=None).select_related("team").order_by("team__name", "handle")
    if handle is not None:
        longest = load_policy()["accounts.handle_length"].count
        rows = rows.filter(handle=handles.normal(handle, longest=longest))
        if not rows:
            raise AccountUnknown(handle=handle)
    boards = [(row, readiness_of(row)) for row in rows.prefetch_related("facts")]
    names = directory.people({board.of(part).by for _, board in boards for part in PARTS if board.of(part).by})
    return ((row, board, names) for row, board in boards)


def _record(account: InstagramAccount, board: Readiness, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "handle": account.handle,
        "team": account.team.name,
        "ready": board.ready,
        "next": board.first_gap,
        "parts": {part: _fact(board.of(part), names) for part in PARTS},
    }


def _fact(fact: Fact, names: Mapping[str, str]) -> dict[str, str | None]:
    return {
        "state": fact.state,
        "source": fact.source or None,
        "by": names.get(fact.by),
        "at": fact.at.isoformat() if fact.at else None,
    }


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    from kagimori.knowledge import load_readiness

    told = load_readiness()
    yield f"@{record['handle']} ({record['team']})"
    for part in PARTS:
        fact = record["parts"][part]
        said = " ".join(filter(None, (fact["by"] or fact["source"], (fact["at"] or "")[:10])))
        state = {"yes": say("はい", "yes"), "no": say("いいえ", "no"), "unknown": say("不明", "unknown")}[fact["state"]]
        yield f"  {MARKS[fact['state']]} {told[part].name.to(current())}: {state}" + (f" ({said})" if said else "")
    if (gap := record["next"]) is not None:
        lacking = record["parts"][gap]["state"] == "no"
        then = told[gap].missing if lacking else told[gap].unknown
        yield f"  → {then.to(current())}"
