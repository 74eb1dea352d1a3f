"""`kagimori people list`: a team's people with role, two-step verification and last day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from kagimori.console.people.models import Person


@click.command("list", help=say("チームの人の一覧です。", "The people of a team."))
@click.argument("team")
@about_data
def listing(*, team: str, data: str | None, as_json: bool) -> None:
    """Print them."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.persons.queries import persons

        found = list(persons(team_called(team).pk, timezone.localdate()))
    if as_json:
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        click.echo(_line(one))


def _record(person: Any) -> dict[str, object]:
    return {
        "id": str(person.pk),
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "access": person.access,
        "kind": person.kind,
        "two_factor": person.two_factor,
        "two_factor_source": person.two_factor_source,
        "two_factor_at": person.two_factor_at.isoformat() if person.two_factor_at else None,
        "own_second_step": person.own_step if person.user_id else None,
        "ends_on": person.ends_on.isoformat() if person.ends_on else None,
    }


def _line(person: Person) -> str:
    found: Any = person  # the query has put the role on it
    role = load_rights().roles[found.role].name.to(current()) if found.role else say("ログインなし", "no login")
    state = {"yes": say("オン", "on"), "no": say("オフ", "off"), "unknown": say("不明", "unknown")}[person.two_factor]
    last = say(f"  {person.ends_on}まで", f"  until {person.ends_on}") if person.ends_on else ""
    return f"{person.name}  {role}  " + say(f"二段階認証: {state}", f"two-step verification: {state}") + last
