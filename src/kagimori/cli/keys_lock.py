"""`kagimori keys wrap | unwrap | kms`: how the master key is locked.  The keys themselves stay the same.

A console that runs goes on with what it has opened, but seals nothing new until it is started again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import with_passphrase
from kagimori.core.errors import BadInput
from kagimori.core.secret import Secret
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kagimori.gateways.keys import KeyFile


class PassphraseShort(BadInput):
    """The passphrase has fewer signs than it should: `found`, `least`."""

    code = "keys.passphrase_short"


class NoKms(BadInput):
    """No key service was named."""

    code = "keys.no_kms"


@click.command(
    help=say(
        "鍵に合言葉をかけます。次からは、起動のたびに合言葉が要ります。",
        "Lock the keys with a passphrase, which every start then asks for.",
    )
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    help=say(
        "合言葉を1行目に書いたファイル(なければ画面で聞きます)", "A file whose first line it is; else it is asked for"
    ),
)
@about_data
def wrap(*, passphrase_file: str | None, data: str | None, as_json: bool) -> None:
    """Lock with a new passphrase."""
    with made_ready(data, as_json=as_json):
        from kagimori.console.doors.keyring import use_passphrase

        # What opens the keys now comes first: the new passphrase must not be tried on the old lock.
        file = _opened()
        new = _new_passphrase(passphrase_file)
        file.lock_anew(file.under_passphrase(new))
        use_passphrase(new)
    _done(say("鍵に合言葉をかけました。", "The keys are locked with the passphrase."))
    click.echo(
        say(
            "合言葉を忘れると、控えの紙だけが頼りです → kagimori keys sheet kagimori-keys.pdf",
            "Without the passphrase only the recovery sheet helps → kagimori keys sheet kagimori-keys.pdf",
        ),
        err=True,
    )


@click.command(
    help=say(
        "合言葉や鍵の保管サービスを外し、マスターキーをファイルの中にそのまま置きます。",
        "Take the passphrase or the key service off; the master key then stands in the file itself.",
    )
)
@about_data
def unwrap(*, data: str | None, as_json: bool) -> None:
    """Put the master key into the file."""
    with made_ready(data, as_json=as_json):
        file = _opened()
        file.lock_anew(file.in_clear())
    _done(say("鍵はファイルの中にそのままあります。", "The master key stands in the file itself."))


@click.command(
    help=say(
        "マスターキーを、鍵の保管サービス(KMS)の鍵で守ります。例: hcvault://host:8200/transit/keys/kagimori",
        "Lock the master key by a key of a key service (KMS), such as hcvault://host:8200/transit/keys/kagimori.",
    )
)
@click.argument("uri", required=False)
@about_data
def kms(*, uri: str | None, data: str | None, as_json: bool) -> None:
    """Lock by a key service."""
    with made_ready(data, as_json=as_json):
        from django.conf import settings

        chosen = uri or settings.KMS_URI
        if not chosen:
            raise NoKms
        file = _opened()
        file.lock_anew(file.under_kms(chosen))
    _done(say(f"鍵を {chosen} で守りました。", f"The keys are locked by {chosen}."))


def _opened() -> KeyFile:
    """Return the key file, opened."""
    from kagimori.console.doors.keyring import key_file

    file = key_file()
    opening: Callable[[], Any] = file.open
    with_passphrase(opening)
    return file


def _new_passphrase(name: str | None) -> Secret:
    from kagimori.console.doors.keyring import first_line

    if name:
        given = first_line(name)
        assert given is not None
    elif sys.stdin.isatty():
        words = say("新しい合言葉", "New passphrase")
        again = say("もう一度", "Once more")
        given = Secret(click.prompt(words, hide_input=True, confirmation_prompt=again).encode())
    else:
        given = Secret(sys.stdin.readline().rstrip("\r\n").encode())
    least, found = load_policy()["keys.passphrase_shortest"].count, len(given.reveal().decode())
    if found < least:
        raise PassphraseShort(found=found, least=least)
    return given


def _done(words: str) -> None:
    click.echo(words)
    click.echo(
        say("動いている鍵守は起動し直してください。", "Restart whatever of Kagimori is running."),
        err=True,
    )
