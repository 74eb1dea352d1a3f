"""`kagimori keys status`: where the keys are, how they are locked, and whether the sheet holds all of them.

Opens nothing, so that it needs no passphrase.
"""

from __future__ import annotations

import json

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say

KINDS = {
    "file": say("ファイルの中にそのまま(合言葉なし)", "in the file itself, without a passphrase"),
    "passphrase": say("合言葉", "a passphrase"),
    "kms": say("鍵の保管サービス", "a key service"),
}


@click.command(
    help=say(
        "鍵の置き場所、守り方、控えの紙に入っているかを答えます。鍵そのものは開きません。",
        "Say where the keys are, how they are locked and whether the sheet holds all of them. Opens nothing.",
    )
)
@about_data
def status(*, data: str | None, as_json: bool) -> None:
    """Print what the key file says about itself."""
    with made_ready(data, as_json=as_json):
        from kagimori.console.doors.keyring import key_file

        file = key_file()
        facts = file.facts()
        keys = {purpose: len(numbers) for purpose, numbers in facts.numbers.items()}
        covered = frozenset().union(*facts.numbers.values()) <= facts.printed
        record = {"file": str(file.path), "kind": facts.kind, "uri": facts.uri, "keys": keys, "on_sheet": covered}
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(say(f"鍵のファイル: {file.path}", f"Key file: {file.path}"))
    click.echo(say(f"守り方: {KINDS[facts.kind]} {facts.uri}", f"Locked by: {KINDS[facts.kind]} {facts.uri}").rstrip())
    for purpose, count in keys.items():
        click.echo(f"  {purpose:<10} {count}")
    click.echo(
        say("控えの紙: すべて入っています", "Recovery sheet: holds all of them")
        if covered
        else say(
            "控えの紙: まだ入っていない鍵があります → kagimori keys sheet kagimori-keys.pdf",
            "Recovery sheet: does not hold all of them yet → kagimori keys sheet kagimori-keys.pdf",
        )
    )
