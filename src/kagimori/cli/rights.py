"""`kagimori rights`: the table of roles and rights, as the console's page prints it.  Opens no console."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current, say
from kagimori.core.people.roles import ROLES
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.people.roles import Right, RightsTable


@click.command(
    help=say(
        "役割ごとにできることの表です。ページもプログラムからの操作も、これだけで判断します。",
        "What each role may do. Pages and programs are judged by this table alone.",
    )
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
def rights(*, as_json: bool) -> None:
    """Print the table."""
    table = load_rights()
    click.echo(json.dumps(_record(table), ensure_ascii=False) if as_json else "\n".join(_lines(table)))


def _lines(table: RightsTable) -> Iterator[str]:
    lang = current()
    for role in table.roles.values():
        yield f"{role.name.to(lang)}: {role.purpose.to(lang)}"
        yield say(f"  備えの役目: {role.backup_duty.ja}", f"  Backup duty: {role.backup_duty.en}")
    for right in table.rights.values():
        names = say("、", ", ").join(table.roles[role].name.to(lang) for role in ROLES if role in right.roles)
        yield ""
        yield f"{right.words.to(lang)}{_marks(right)}"
        yield f"  {names}"


def _marks(right: Right) -> str:
    marks = ((right.task, say("タスク", "task")), (right.outside, say("Metaの画面で", "at Meta")))
    return "".join(f" [{word}]" for holds, word in marks if holds)


def _record(table: RightsTable) -> dict[str, object]:
    lang = current()
    return {
        "roles": [
            {
                "id": role.id,
                "name": role.name.to(lang),
                "purpose": role.purpose.to(lang),
                "backup_duty": role.backup_duty.to(lang),
            }
            for role in table.roles.values()
        ],
        "rights": [
            {
                "id": right.id,
                "words": right.words.to(lang),
                "over": right.over,
                "roles": [role for role in ROLES if role in right.roles],
                "task": right.task,
                "at_meta": right.outside,
            }
            for right in table.rights.values()
        ],
    }
