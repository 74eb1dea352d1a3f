"""`kagimori doctor clock`: how far this machine's clock is off, by the time servers of the network.

Positive seconds: this machine is ahead.  Exit 0 where it was measured, 1 where nobody answered.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say
from kagimori.cli.refusal import refusals
from kagimori.gateways.ntp import Server, measure, server_named
from kagimori.knowledge import load_policy
from kagimori.knowledge.ntp import load_time_servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.gateways.ntp import Measurement


@click.command(
    help=say(
        "この機械の時計が何秒ずれているかを、時刻サーバーに問い合わせて測ります。",
        "Measure by time servers how many seconds this machine's clock is off.",
    )
)
@click.option(
    "--server",
    "servers",
    multiple=True,
    metavar="HOST[:PORT]",
    help=say(
        "問い合わせ先(何度でも。省くと公開サーバー3台)", "Whom to ask (repeatable; default: three public servers)"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def clock(*, servers: tuple[str, ...], as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Measure once and answer."""
    policy = load_policy()
    right_within_s = policy["ntp.right_within"].span.total_seconds()
    with refusals(as_json=as_json):
        asked = [server_named(name) for name in servers] or [Server(known.host) for known in load_time_servers()]
        trips, timeout_s = policy["ntp.trips"].count, policy["ntp.timeout"].span.total_seconds()
        told = measure(asked, trips=trips, timeout_s=timeout_s)
    right = abs(told.offset.ahead_s) <= right_within_s
    click.echo(json.dumps(as_record(told, right=right)) if as_json else "\n".join(in_words(told, right=right)))


def as_record(told: Measurement, *, right: bool) -> dict[str, Any]:
    """Return the measurement as JSON takes it; seconds, positive where this machine is ahead."""
    return {
        "offset_seconds": round(told.offset.ahead_s, 6),
        "uncertainty_seconds": round(told.offset.uncertainty_s, 6),
        "right": right,
        "servers": [
            {
                "server": _name(reading.server),
                "offset_seconds": round(reading.offset.ahead_s, 6),
                "uncertainty_seconds": round(reading.offset.uncertainty_s, 6),
                "stratum": reading.stratum,
            }
            for reading in told.readings
        ],
        "silent": [_name(server) for server in told.silent],
    }


def in_words(told: Measurement, *, right: bool) -> Iterator[str]:
    """Yield what was measured and what to do next, for a person."""
    ahead_s, about = abs(told.offset.ahead_s), f"±{told.offset.uncertainty_s:.3f}"
    if told.offset.ahead_s >= 0:
        yield say(
            f"この機械の時計は {ahead_s:.3f} 秒進んでいます({about})。",
            f"This clock is {ahead_s:.3f} s ahead ({about}).",
        )
    else:
        yield say(
            f"この機械の時計は {ahead_s:.3f} 秒遅れています({about})。",
            f"This clock is {ahead_s:.3f} s behind ({about}).",
        )
    if right:
        yield say("コードには影響しません。", "That does no harm to codes.")
    else:
        from kagimori.cli.steps import steps_of

        yield say("次にすること: 時計を自動に戻してください。", "What to do next: put the clock back to automatic.")
        yield from steps_of("clock_auto_on", ("web",))
    for reading in told.readings:
        yield f"  {_name(reading.server)}  {reading.offset.ahead_s:+.3f} s ±{reading.offset.uncertainty_s:.3f}"
    for server in told.silent:
        yield f"  {_name(server)}  " + say("返事なし", "no answer")


def _name(server: Server) -> str:
    return f"[{server.host}]:{server.port}" if ":" in server.host else f"{server.host}:{server.port}"
