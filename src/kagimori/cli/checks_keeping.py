"""Checks about what keeps the installation: its keys, its backups and the space on the disk."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING

from kagimori.cli.findings import Finding, Grave
from kagimori.cli.language import say
from kagimori.core.errors import KagimoriError
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from django.conf import LazySettings

    from kagimori.gateways.keys import Facts

GIGABYTE = 1_000_000_000
SHEET = "kagimori keys sheet kagimori-keys.pdf"


def keys(settings: LazySettings) -> Iterator[Finding]:
    """Look where the keys lie, how they are locked, and whether they were printed."""
    from kagimori.console.doors.keyring import key_file
    from kagimori.gateways.keys import KeysMissing

    folder: Path = settings.KEYS
    try:
        facts = key_file().facts()
    except KeysMissing:
        return  # whether that is wrong is known to the database alone
    except KagimoriError as error:
        yield _unusable(error)
        return
    if facts.kind == "file" and folder.is_relative_to(settings.DATA):
        yield Finding(
            "keys.beside_data",
            Grave.ADVICE,
            say(
                f"鍵が、合言葉なしでデータと同じ場所 {folder} にあります。",
                f"The keys lie beside the data, in {folder}, without a passphrase.",
            ),
            say(
                "kagimori keys wrap (合言葉をかける)、または KAGIMORI_KEYS で別の場所へ移す",
                "kagimori keys wrap (a passphrase), or move them and set KAGIMORI_KEYS",
            ),
        )
    yield from _sheet(facts)


def keys_fit(settings: LazySettings) -> Iterator[Finding]:
    """Look whether the keys open and are those of this database."""
    from kagimori.console.doors.keyring import key_file, keyring
    from kagimori.console.keeping.keys import check
    from kagimori.console.keeping.models import KeyCheck
    from kagimori.gateways.keys import KeyFileBroken, PassphraseMissing

    marks = {row.purpose: bytes(row.mark) for row in KeyCheck.objects.all()}
    if not marks and not key_file().path.exists():
        return
    try:
        check(keyring(), marks)
    except PassphraseMissing:
        words = say(
            "鍵に合言葉がかかっているので、中身は確かめていません。",
            "The keys are locked by a passphrase, so they were not looked into.",
        )
        cure = f"KAGIMORI_KEY_PASSPHRASE_FILE=… kagimori check --data {shlex.quote(str(settings.DATA))}"
        yield Finding("keys.closed", Grave.ADVICE, words, cure)
    except KeyFileBroken:
        return  # said by the look at the file
    except KagimoriError as error:
        yield _unusable(error)
    else:
        yield Finding("keys.fit", Grave.FINE, say("鍵はこのデータベースのものです。", "The keys fit this database."))


def _unusable(error: KagimoriError) -> Finding:
    from kagimori.cli.language import current
    from kagimori.knowledge.errors import in_parts

    words, then = in_parts(error, current())
    return Finding(error.code, Grave.WRONG, words, then)


def _sheet(facts: Facts) -> Iterator[Finding]:
    numbers = frozenset().union(*facts.numbers.values())
    if numbers <= facts.printed:
        return
    words = (
        say("鍵を取り替えたあと、控えの紙を作り直していません。", "The keys were changed after the sheet was printed.")
        if facts.printed
        else say(
            "鍵の控えの紙がまだありません。鍵をなくすと、預けた値は二度と読めません。",
            "There is no recovery sheet yet: if the keys are lost, no sealed value can ever be read again.",
        )
    )
    yield Finding("keys.no_sheet", Grave.ADVICE, words, SHEET)


def backups(_settings: LazySettings, now: datetime | None = None) -> Iterator[Finding]:
    """Look when the last backup was made; a console without people needs none."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from kagimori.console.keeping.keys import RestoreUnfinished
    from kagimori.console.keeping.models import Backup, Restoring

    if Restoring.objects.filter(ended_at=None).exists():
        yield _unusable(RestoreUnfinished())
    last = Backup.objects.order_by("-made_at").first()
    age = None if last is None else (now or timezone.now()) - last.made_at
    oldest = load_policy()["backup.oldest"]
    if age is not None and age <= oldest.span:
        days = age.days
        words = say(f"最後のバックアップは{days}日前です。", f"The last backup is {days} days old.")
        yield Finding("backup.fresh", Grave.FINE, words)
    elif last is not None or get_user_model().objects.exists():
        words = (
            say("バックアップがまだありません。", "There is no backup yet.")
            if age is None
            else say(f"最後のバックアップから{age.days}日たちました。", f"The last backup is {age.days} days old.")
        )
        yield Finding("backup.old", Grave.ADVICE, words, "kagimori backup FILE --to age1…")


def disk(settings: LazySettings) -> Iterator[Finding]:
    """Look whether there is space left where the data is."""
    if not settings.DATA.exists():
        return
    least = load_policy()["disk.least"].value
    free = shutil.disk_usage(settings.DATA).free / GIGABYTE
    if free < least:
        words = say(
            f"データの場所の空きが{free:.1f} GBしかありません。いっぱいになると何も書けなくなります。",
            f"Only {free:.1f} GB are free where the data is; nothing can be written on a full disk.",
        )
        cure = say("空きを作る、または別の場所へ移す", "Make space, or move the data")
        yield Finding("disk.full", Grave.WRONG, words, cure)
    else:
        yield Finding("disk.free", Grave.FINE, say(f"空きは{free:.0f} GBあります。", f"{free:.0f} GB are free."))
