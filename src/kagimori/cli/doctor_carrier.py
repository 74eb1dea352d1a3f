"""`kagimori doctor carrier [ID]`: a carrier's switches for texts, its page of faults, and when to send the code again.

Without an id: the list.  What is not known says so.  Exit 2 where there is no such carrier.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.knowledge import load_carriers, load_guides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.carriers import Carrier, Switch

VERDICTS = {
    "confirmed": say("公式のページで確認", "seen on its own page"),
    "partly": say("一部を確認", "partly confirmed"),
    "unverified": say("未確認", "not verified"),
    "contradicted": say("誤りと判明", "found wrong"),
}


@click.command(
    help=say(
        "携帯会社ごとに、迷惑SMSの設定、海外SMSの設定、障害のページを示します。",
        "Show a carrier's filter for spam texts, its setting for texts from abroad and its page of faults.",
    )
)
@click.argument("carrier_id", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def carrier(*, carrier_id: str | None, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print one carrier, or the list."""
    carriers = load_carriers()
    if carrier_id is not None and carrier_id not in carriers:
        raise click.BadParameter(
            say(f"{carrier_id} という会社は一覧にありません", f"no carrier is called {carrier_id}")
        )
    if as_json:
        chosen = [carriers[carrier_id]] if carrier_id else list(carriers.values())
        click.echo(json.dumps([record(one) for one in chosen], ensure_ascii=False))
    elif carrier_id is None:
        click.echo("\n".join(f"{name:10} {one.name.to(current())}" for name, one in carriers.items()))
    else:
        click.echo("\n".join(lines(carriers[carrier_id])))


def record(carrier: Carrier) -> dict[str, Any]:
    """Return the carrier as JSON takes it."""
    page = carrier.status
    return {
        "id": carrier.id,
        "kind": carrier.kind,
        "network": list(carrier.network),
        "name": carrier.name._asdict(),
        "spam": _switch(carrier.spam),
        "abroad": _switch(carrier.abroad),
        "status": {"url": page.url, "words": page.words._asdict(), "verdict": page.proof.verdict},
        "then": [text._asdict() for text in load_guides()["filter_weak"].after],
    }


def _switch(switch: Switch) -> dict[str, Any]:
    return {
        "name": switch.name._asdict(),
        "state": switch.state,
        "steps": [text._asdict() for text in switch.steps],
        "verdict": switch.proof.verdict,
        "source": switch.proof.source,
        "checked": switch.proof.checked.isoformat(),
    }


def lines(carrier: Carrier) -> Iterator[str]:
    """Yield the switches, what comes after them, and the page of faults, for a person."""
    yield carrier.name.to(current())
    for switch in (carrier.spam, carrier.abroad):
        sure, day = VERDICTS[switch.proof.verdict], switch.proof.checked.isoformat()
        yield f"■ {switch.name.to(current())} ({sure}, {day})"
        yield from (f"  {number}. {step.to(current())}" for number, step in enumerate(switch.steps, start=1))
    yield say("■ そのあと", "■ Then")
    yield from (f"  - {text.to(current())}" for text in load_guides()["filter_weak"].after)
    page = carrier.status
    yield say("■ 障害のページ", "■ Page of faults")
    yield f"  {page.words.to(current())} {page.url or ''} ({VERDICTS[page.proof.verdict]})"
