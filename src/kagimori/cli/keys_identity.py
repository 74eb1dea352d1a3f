"""`kagimori keys identity FILE`: a new identity that opens backups, and the recipient to make them for."""

from __future__ import annotations

import click

from kagimori.cli.key_options import json_option
from kagimori.cli.language import say
from kagimori.cli.private_files import new_private_file
from kagimori.cli.refusal import refusals


@click.command(
    help=say(
        "バックアップを開く鍵のファイルを作り、宛先(age1…)を表示します。ファイルはこのコンソールと別の場所に保管してください。",
        "Make a file that opens backups and print the recipient (age1…). Keep the file away from this machine.",
    )
)
@click.argument("file")
@json_option
def identity(*, file: str, as_json: bool) -> None:
    """Write the identity and print its recipient."""
    with refusals(as_json=as_json):
        from kagimori.gateways.age import new_identity

        secret, recipient = new_identity()
        with new_private_file(file) as target:
            target.write(f"# kagimori backup identity\n# recipient: {recipient}\n{secret}\n".encode())
    click.echo(recipient)
    click.echo(
        say(
            f"{file} を、USBメモリや金庫など別の場所へ移してください。バックアップは次のように作ります:\n"
            f"  kagimori backup FILE --to {recipient}",
            f"Move {file} to another place, such as a USB stick in a safe. A backup is made by:\n"
            f"  kagimori backup FILE --to {recipient}",
        ),
        err=True,
    )
