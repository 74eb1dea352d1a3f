"""`kagimori keys rotate`: new keys, every value sealed anew and looked at, old keys forgotten.

May run while the console does, may be ended and run again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database, with_passphrase
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from kagimori.console.keeping.rotation import Rotated


@click.command(
    help=say(
        "鍵を新しくし、封をした値をすべて封じ直してから、古い鍵を捨てます。目的を省くと全部。"
        "途中で止めても、もう一度実行すれば続きから進みます。",
        "Change the keys, seal every value anew, then forget the old keys; all purposes if none is named. "
        "May be ended at any point and run again.",
    )
)
@click.argument(
    "purposes", metavar="[PURPOSE]...", nargs=-1, type=click.Choice(["login", "channels", "seeds", "codes", "timeline"])
)
@about_data
def rotate(*, purposes: tuple[str, ...], data: str | None, as_json: bool) -> None:
    """Change the keys of the named purposes."""
    chosen = purposes or ("login", "channels", "seeds", "codes", "timeline")
    done = []
    with made_ready(data, as_json=as_json):
        open_database()
        for purpose in chosen:
            done.append(_rotated(purpose))
            if not as_json:
                _tell(done[-1])
    if as_json:
        click.echo(
            json.dumps(
                [{"purpose": each.purpose, "resealed": each.resealed, "forgotten": each.forgotten} for each in done]
            )
        )
    else:
        click.echo(
            say(
                "前に印刷した控えの紙は、新しい鍵を含みません → kagimori keys sheet kagimori-keys.pdf",
                "Sheets printed before do not hold the new keys → kagimori keys sheet kagimori-keys.pdf",
            )
        )


def _rotated(purpose: str) -> Rotated:
    from django.utils import timezone

    from kagimori.console.keeping.rotation import rotate as change
    from kagimori.core.people.standing import Actor
    from kagimori.core.vault import Purpose

    settle = load_policy()["keys.settle"].value
    return with_passphrase(
        lambda: change(Purpose(purpose), by=Actor.itself("cli"), now=timezone.now(), settle_s=settle)
    )


def _tell(done: Rotated) -> None:
    click.echo(
        say(
            f"✓ {done.purpose}: {done.resealed}件を封じ直し、古い鍵を{done.forgotten}本捨てました",
            f"✓ {done.purpose}: values sealed anew: {done.resealed}, old keys forgotten: {done.forgotten}",
        )
    )
