"""`kagimori timeline`: proving that the record was not changed, and writing it out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called
from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.console.timeline.proof import Proof
    from kagimori.core.timeline.chain import Fault

SAID = {
    "changed": say("書きかえられています", "it was changed, or put in another's place"),
    "missing": say("抜けています", "it is missing"),
    "added": say("書き足されています", "it was added"),
    "head": say(
        "控えと合いません。末尾が消された恐れがあります", "the end does not fit: entries may have been cut off"
    ),
    "unchained": say("印がありません", "it carries no stamp"),
}


class MarkUnreadable(BadInput):
    """What was given as a kept head is not "number:mark"."""

    code = "timeline.mark_unreadable"


@click.group(help=say("できごとの記録のためのコマンドです。", "Commands for the record of what happened."))
def timeline() -> None:
    """Hold the commands together."""


@timeline.command(
    help=say(
        "記録が書きかえられていないか確かめます。悪いところがあれば、最初の1件を名指しして1で終わります。",
        "Prove that no entry was changed, lost, added or moved. Names the first bad one and ends with 1.",
    )
)
@click.option("--team", metavar="TEAM", help=say("このチームだけ", "This team alone"))
@click.option(
    "--head", metavar="N:MARK", help=say("知らせで受け取った控えと照らす", "Compare with a mark that was kept")
)
@about_data
@click.pass_context
def verify(ctx: click.Context, *, team: str | None, head: str | None, data: str | None, as_json: bool) -> None:
    """Print what was found of each chain, and end with 0 or 1."""
    with made_ready(data, as_json=as_json):
        kept = None if head is None else _kept(head)
        open_database()
        found = list(_found(team, kept))
    if as_json:
        click.echo(json.dumps([_record(name, entries, fault) for name, entries, fault in found], ensure_ascii=False))
    else:
        for name, entries, fault in found:
            click.echo(_line(name, entries, fault))
    ctx.exit(1 if any(fault for _name, _entries, fault in found) else 0)


@timeline.command(help=say("記録を標準出力へ書き出します。", "Write the record to standard output."))
@click.option("--team", metavar="TEAM", help=say("このチームだけ", "This team alone"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    help=say("書き出す形", "How it is written"),
)
@about_data
def export(*, team: str | None, form: str, data: str | None, as_json: bool) -> None:
    """Write every entry; that this was done is the newest one."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.timeline.export import noted
        from kagimori.core.people.standing import Actor

        whose = None if team is None else str(team_called(team).pk)
        lines = noted(whose, "csv" if form == "csv" else "jsonl", by=Actor.itself("cli"), now=timezone.now())
        sys.stdout.writelines(lines)


def _found(team: str | None, kept: tuple[int, str] | None) -> Iterator[tuple[str, int, Fault | None]]:
    from kagimori.console.timeline import proof

    if team is not None:
        found = team_called(team)
        yield _of(found.name, proof.prove(str(found.pk)))
    else:
        for each in proof.prove_all():
            yield _of(_called(each.team), each)
        yield say("通し番号", "numbers"), proof.count(), proof.prove_numbers()
    if kept is not None:
        yield say("控え", "kept mark"), kept[0], proof.prove_mark(*kept)


def _of(name: str, proof: Proof) -> tuple[str, int, Fault | None]:
    return name, proof.entries, proof.fault


def _called(team: str) -> str:
    from kagimori.console.timeline.names import names_of

    if not team:
        return say("全体", "installation")
    return names_of([f"team:{team}"]).get(f"team:{team}", team)


def _kept(head: str) -> tuple[int, str]:
    number, _colon, mark = head.partition(":")
    if not number.isascii() or not number.isdigit() or not mark:
        raise MarkUnreadable(given=head)
    return int(number), mark


def _record(name: str, entries: int, fault: Fault | None) -> dict[str, object]:
    told = fault and {"problem": fault.problem, "number": fault.number, "position": fault.position}
    return {"chain": name, "entries": entries, "fault": told}


def _line(name: str, entries: int, fault: Fault | None) -> str:
    if fault is None:
        return f"✓ {name}  " + say(f"{entries}件", f"{entries} entries")
    place = f"#{fault.number}" if fault.number is not None else say(f"{fault.position}件目", f"place {fault.position}")
    return f"✗ {name}  {place}: {SAID[fault.problem]}"
