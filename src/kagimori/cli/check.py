"""`kagimori check`: in plain words what is wrong with this installation, and what to type.

Looks and changes nothing.  Ends with 1 where something is wrong, with 0 where it only has advice or nothing to say; a
bad setting ends it at once, as it would end the start.
"""

from __future__ import annotations

import json

import click

from kagimori.cli.checks import findings
from kagimori.cli.findings import Finding, Grave
from kagimori.cli.language import say
from kagimori.cli.start import choose

MARKS = {Grave.WRONG: "✗", Grave.ADVICE: "!", Grave.FINE: "✓"}


@click.command(
    help=say(
        "設定や環境に悪いところがないか調べ、直し方を答えます。何も変えません。",
        "Say what is wrong with this installation and what to type. Changes nothing.",
    )
)
@click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
@click.pass_context
def check(ctx: click.Context, *, data: str | None, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print the findings and end with 0 or 1."""
    choose({"KAGIMORI_DATA": data})
    from django.conf import settings

    found = findings(settings)
    click.echo(json.dumps([_record(each) for each in found], ensure_ascii=False) if as_json else _in_words(found))
    ctx.exit(1 if any(each.grave is Grave.WRONG for each in found) else 0)


def _in_words(found: list[Finding]) -> str:
    lines = []
    for each in found:
        lines.append(f"{MARKS[each.grave]} {each.words}")
        if each.cure:
            lines.append(f"    → {each.cure}")
    return "\n".join(lines)


def _record(each: Finding) -> dict[str, str]:
    return {"id": each.id, "grave": each.grave.value, "words": each.words, "cure": each.cure}
