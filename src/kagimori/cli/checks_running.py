"""Checks about what runs and what goes out: the worker, its failures, mail and notices, the timeline."""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

from kagimori.cli.findings import Finding, Grave
from kagimori.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.conf import LazySettings

    from kagimori.console.timeline.proof import Proof


def worker(settings: LazySettings) -> Iterator[Finding]:
    """Look whether somebody does what is due."""
    from kagimori.console.work.database import is_shared

    if _worker_lives() if is_shared() else _is_held(settings.DATA / "serve.lock"):
        yield Finding("worker.runs", Grave.FINE, say("作業は動いています。", "What is due is being done."))
        return
    words = say(
        "鍵守が動いていないので、通知や予定の作業は待ったままです。",
        "Nothing is running, so that notices and whatever is due have to wait.",
    )
    yield Finding("worker.none", Grave.ADVICE, words, "kagimori worker" if is_shared() else "kagimori serve")


def _worker_lives() -> bool:
    from kagimori.console.work.models import Worker
    from kagimori.console.work.places import dead_since

    return Worker.objects.filter(beat__gte=dead_since()).exists()


def _is_held(lock: Path) -> bool:
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def failures(_settings: LazySettings) -> Iterator[Finding]:
    """Look whether jobs have failed for good."""
    from kagimori.console.work.queries import failed

    count = len(failed())
    if count:
        words = say(f"失敗したままの作業が{count}件あります。", f"{count} jobs have failed and wait for somebody.")
        cure = say(
            "kagimori jobs で理由を見て、「自動の仕事」のページでもう一度動かす",
            "kagimori jobs says why; start them again on the page Work by itself",
        )
        yield Finding("jobs.failed", Grave.ADVICE, words, cure)


def letters(_settings: LazySettings) -> Iterator[Finding]:
    """Look whether notices could not be delivered and wait for somebody."""
    from kagimori.console.notices.models import Delivery

    count = Delivery.objects.filter(state="failed").count()
    if count:
        words = say(
            f"届けられなかったお知らせが{count}件あります。",
            f"{count} notices could not be delivered.",
        )
        cure = say(
            "「お知らせ」のページで理由を見て、宛先を直してから、もう一度送る",
            "See why on the page of notices, put the channel right and send them again",
        )
        yield Finding("notices.dead", Grave.ADVICE, words, cure)


def mail(settings: LazySettings) -> Iterator[Finding]:
    """Look whether mail can be sent."""
    if not settings.MAIL_SENT:
        words = say(
            "メールを送れません。招待とパスワードの再設定は、リンクを手で渡すことになります。",
            "No mail can be sent: invitations and new passwords go by links that you hand over yourself.",
        )
        yield Finding(
            "mail.none", Grave.ADVICE, words, "KAGIMORI_MAIL_URL=smtp://user:password@mail.example.com:587?tls=starttls"
        )


def timeline(_settings: LazySettings) -> Iterator[Finding]:
    """Look whether the installation's own chain of the timeline holds; teams' chains have a command of their own."""
    from kagimori.console.timeline.proof import prove

    proof: Proof = prove("")
    if proof.fault is not None:
        words = say(
            f"記録の鎖が切れています({proof.fault.number}番)。書き換えられたおそれがあります。",
            f"The timeline does not hold at number {proof.fault.number}: somebody may have changed it.",
        )
        yield Finding("timeline.broken", Grave.WRONG, words, "kagimori timeline verify")
