"""`kagimori doctor claims`: what is said about two-step verification, and what came of checking it."""

from __future__ import annotations

import json

import click

from kagimori.cli.claims import claim_lines, claim_record, own_figures
from kagimori.cli.language import say
from kagimori.knowledge import load_claims


@click.command(
    help=say(
        "よく言われることを、根拠、判定、出どころ、確認日とともに並べます。",
        "List what is often said, with its basis, verdict, source and day.",
    )
)
@click.option("--wrong", is_flag=True, help=say("誤りと分かったものだけ", "Only those known to be wrong"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def claims(*, wrong: bool, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print the claims."""
    chosen = [claim for claim in load_claims().values() if claim.is_wrong or not wrong]
    if as_json:
        own = own_figures()
        click.echo(json.dumps([claim_record(claim, own) for claim in chosen], ensure_ascii=False))
        return
    click.echo("\n".join(line for claim in chosen for line in claim_lines(claim, indent=0)))
