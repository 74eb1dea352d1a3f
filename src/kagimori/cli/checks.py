"""The checks of `kagimori check`, one function each; a further one is a function and its place in CHECKS.

Each is given Django's settings, looks at one thing and yields what it finds, worst first.  None of them changes or
makes anything.
"""

from __future__ import annotations

import ctypes.util
import shlex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kagimori.cli.addresses import is_loopback
from kagimori.cli.checks_keeping import backups, disk, keys, keys_fit
from kagimori.cli.checks_running import failures, letters, mail, timeline, worker
from kagimori.cli.findings import Finding, Grave
from kagimori.cli.folder import PRIVATE_FILE, PRIVATE_FOLDER
from kagimori.cli.language import say
from kagimori.core.errors import Unreachable
from kagimori.knowledge import load_policy
from kagimori.knowledge.ntp import load_time_servers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from django.conf import LazySettings

    from kagimori.gateways.ntp import Server

OTHERS = 0o077
READY = "database.ready"
PANGO = ("pango-1.0", "pangoft2-1.0")


def findings(settings: LazySettings) -> list[Finding]:
    """Return what every check has found, the gravest first.  Raises BadSetting where a setting cannot be used."""
    found = [finding for check in CHECKS for finding in check(settings)]
    if any(finding.id == READY for finding in found):
        found += [finding for check in WITH_DATABASE for finding in check(settings)]
    return sorted(found, key=lambda finding: list(Grave).index(finding.grave))


def folder(settings: LazySettings) -> Iterator[Finding]:
    """Look whether the data folder and the keys are closed to others."""
    data: Path = settings.DATA
    if not data.exists():
        yield Finding(
            "folder.missing",
            Grave.ADVICE,
            say(f"データフォルダ {data} はまだありません。", f"The data folder {data} does not exist yet."),
            "kagimori serve",
        )
        return
    keys: Path = settings.KEYS
    wrong = [path for path in (data, keys) if path.exists() and path.stat().st_mode & OTHERS]
    for path in wrong:
        yield _open_to_others(path, PRIVATE_FOLDER)
    for path in sorted(keys.glob("*")) if keys.exists() else ():
        if path.stat().st_mode & OTHERS:
            wrong.append(path)
            yield _open_to_others(path, PRIVATE_FILE)
    if not wrong:
        words = say(f"データフォルダ {data} は本人だけが読めます。", f"Only its owner can read the data folder {data}.")
        yield Finding("folder.private", Grave.FINE, words)


def _open_to_others(path: Path, mode: int) -> Finding:
    words = say(f"{path} をほかの人も読めます。", f"Others can read {path}.")
    return Finding("folder.open", Grave.WRONG, words, f"chmod {mode:o} {shlex.quote(str(path))}")


def database(settings: LazySettings) -> Iterator[Finding]:
    """Look whether the database answers and is up to this version."""
    import django
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    if connection.vendor == "sqlite" and not (settings.DATA / "kagimori.sqlite3").exists():
        return
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        reason = str(problem).strip().splitlines()[0]
        words = say(f"データベースが答えません: {reason}", f"The database does not answer: {reason}")
        yield Finding(
            "database.away",
            Grave.WRONG,
            words,
            say("動いているか、DATABASE_URL が正しいかを確かめる", "See that it runs and that DATABASE_URL is right"),
        )
        return
    if behind:
        words = say("データベースがこの版より古いままです。", "The database is older than this version.")
        yield Finding(
            "database.behind",
            Grave.WRONG,
            words,
            say("kagimori serve (起動すると新しくなります)", "kagimori serve (the start brings it up)"),
        )
        return
    yield Finding(READY, Grave.FINE, say("データベースは使えます。", "The database is ready."))
    yield from _owner()


def _owner() -> Iterator[Finding]:
    from kagimori.console.people import first_owner, flows

    if not flows.owner_exists():
        words = say("まだオーナーがいません。", "There is no owner yet.")
        file = first_owner.file()
        yield Finding(
            "owner.missing",
            Grave.ADVICE,
            words,
            say(
                f"kagimori serve で出るリンクを開く(控え: {file})",
                f"Open the link that kagimori serve prints (kept in {file})",
            ),
        )


def standin(settings: LazySettings) -> Iterator[Finding]:
    """Look whether a stand-in may answer in place of the real platform."""
    if settings.STANDIN_ALLOWED:
        words = say(
            "訓練用の代役につながる設定です。本物の障害情報は見えません。",
            "Stand-ins may answer in place of the real services: real outages are not seen.",
        )
        yield Finding(
            "standin.allowed",
            Grave.WRONG,
            words,
            say("訓練が終わったら KAGIMORI_STANDIN を消す", "When the drill is over, remove KAGIMORI_STANDIN"),
        )
    elif is_loopback(urlsplit(settings.STATUS_URL).hostname or ""):
        words = say(
            f"障害情報の読み先がこの機械です: {settings.STATUS_URL}",
            f"The status page is read from this machine: {settings.STATUS_URL}",
        )
        yield Finding(
            "standin.address", Grave.WRONG, words, say("KAGIMORI_STATUS_URL を消す", "Remove KAGIMORI_STATUS_URL")
        )


def doors(settings: LazySettings) -> Iterator[Finding]:
    """Look how the console can be reached from elsewhere."""
    if settings.DEBUG:
        words = say("誤りの詳細がページに出ます。", "Pages show the details of errors.")
        yield Finding("debug.on", Grave.WRONG, words, say("KAGIMORI_DEBUG を消す", "Remove KAGIMORI_DEBUG"))
    here_only = is_loopback(settings.HOST)
    if not here_only and not settings.PUBLIC_URL:
        words = say(
            "ほかの機械から見たアドレスが決まっていないので、リンクやQRを作れません。",
            "No address for other machines is set, so links and QR codes cannot be made.",
        )
        yield Finding("address.missing", Grave.ADVICE, words, "KAGIMORI_PUBLIC_URL=https://kagimori.example.com")
    if settings.PUBLIC_URL.startswith("http://"):
        words = say(
            "HTTPSではないので、通信を盗み見られるおそれがあり、カメラとパスキーも使えません。",
            "Without HTTPS others can listen, and camera and passkeys do not work.",
        )
        yield Finding("address.plain", Grave.ADVICE, words, "KAGIMORI_PUBLIC_URL=https://…")
    if settings.PUBLIC_URL and here_only and not settings.TRUSTED_PROXY:
        words = say(
            "手前の中継のアドレスが決まっていないので、誰が試したかを見分けられず、全員が一人として数えられます。",
            "The proxy in front is not named, so that everybody looks like one visitor and limits hit all of them.",
        )
        yield Finding("address.proxy", Grave.ADVICE, words, "KAGIMORI_TRUSTED_PROXY=127.0.0.1")
    if settings.OPEN_DOCTOR and not (here_only and not settings.PUBLIC_URL):
        words = say(
            "ドクターは、届く人ならログインせずに使えます。",
            "Whoever reaches the console can use the doctor without login.",
        )
        yield Finding(
            "doctor.open",
            Grave.ADVICE,
            words,
            say("望まないなら KAGIMORI_OPEN_DOCTOR を消す", "If not wanted, remove KAGIMORI_OPEN_DOCTOR"),
        )


def pdf(_settings: LazySettings) -> Iterator[Finding]:
    """Look whether PDF files can be made."""
    missing = [name for name in PANGO if ctypes.util.find_library(name) is None]
    if missing:
        words = say(
            f"PDFを作るためのPangoがありません({', '.join(missing)})。",
            f"Pango, which PDF files need, is missing ({', '.join(missing)}).",
        )
        yield Finding("pdf.pango", Grave.ADVICE, words, "apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    elif not _font_is_there():
        words = say("PDFに使う日本語の文字がありません。", "The Japanese font for PDF files is missing.")
        yield Finding("pdf.font", Grave.ADVICE, words, "pip install matplotlib-fontja")
    else:
        yield Finding("pdf.ready", Grave.FINE, say("PDFを作れます。", "PDF files can be made."))


def _font_is_there() -> bool:
    from kagimori.gateways.pdf import font

    try:
        return font().exists()
    except Unreachable:
        return False


def clock(_settings: LazySettings, servers: Sequence[Server] = ()) -> Iterator[Finding]:
    """Look whether this machine's clock is right; codes and waits are counted by it."""
    from kagimori.gateways import ntp

    policy = load_policy()
    asked = servers or [ntp.Server(each.host) for each in load_time_servers()]
    try:
        offset = ntp.measure(asked, trips=1, timeout_s=policy["ntp.timeout"].value).offset
    except Unreachable:
        words = say(
            "時計を確かめられませんでした(時刻サーバーに届きません)。",
            "The clock could not be checked: no time server answers.",
        )
        yield Finding(
            "clock.unknown", Grave.ADVICE, words, say("手元の時計と見比べる", "Compare it with another clock")
        )
        return
    ahead = f"{offset.ahead_s:+.1f}"
    if abs(offset.ahead_s) - offset.uncertainty_s > policy["ntp.right_within"].value:
        words = say(f"この機械の時計が{ahead}秒ずれています。", f"This machine's clock is off by {ahead} seconds.")
        yield Finding("clock.off", Grave.WRONG, words, "timedatectl set-ntp true")
    else:
        yield Finding(
            "clock.right", Grave.FINE, say(f"時計は合っています({ahead}秒)。", f"The clock is right ({ahead} s).")
        )


CHECKS = (folder, keys, database, standin, doors, clock, pdf, disk, mail)
# Those that ask the database come last, and only where it can be asked.
WITH_DATABASE = (keys_fit, backups, worker, failures, letters, timeline)
