"""`kagimori doctor send CASE`: hand a case of this machine to a console, and print the link to go on there."""

from __future__ import annotations

import json

import click

from kagimori.cli.cases import CaseFolder
from kagimori.cli.language import current, say
from kagimori.cli.refusal import refusals

HERE = "http://127.0.0.1:8000"


@click.command(
    help=say(
        "この機械の相談をコンソールに渡し、続きを開くためのリンクを表示します。入力した文章は隠してから送ります。",
        "Hand a case to a console and print the link to go on there. What was typed is sent masked.",
    )
)
@click.argument("case")
@click.option(
    "--to", "address", default=HERE, show_default=True, help=say("コンソールのアドレス", "The console's address")
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
def send(*, case: str, address: str, as_json: bool) -> None:
    """Send the case."""
    with refusals(as_json=as_json):
        lines = CaseFolder.of_this_user().load(case).to_json_lines()
        from kagimori.gateways.console import send_case

        link = send_case(address, lines, current())
    click.echo(json.dumps({"link": link}) if as_json else link)
