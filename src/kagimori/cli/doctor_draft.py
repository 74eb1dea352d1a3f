"""`kagimori doctor draft`: an appeal, a report or an announcement, ready to send.

Gaps are filled by `--with name=value`; what is left open stays visible as `{name}` and is listed.  Nothing is stored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current, say
from kagimori.knowledge.drafts import load_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.drafts import Draft, Written
    from kagimori.core.text import Lang

FAMILIES = ("appeal", "problem", "outage", "colleague")


@click.command(
    help=say(
        "異議申し立て(英語・約100文字)、問題の報告、障害のお知らせ、同僚への一言の下書きを作ります。",
        "Write an appeal (English, about 100 characters), a report, an outage notice or a line to a colleague.",
    )
)
@click.argument("family", type=click.Choice(FAMILIES))
@click.option("--with", "values", multiple=True, metavar="NAME=VALUE", help=say("空欄を埋める", "Fill a gap"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
def draft(*, family: str, values: tuple[str, ...], as_json: bool) -> None:
    """Print every draft of one family with its gaps filled."""
    filled = dict(_pair(value) for value in values)
    written = [
        (item, item.write(lang, filled), lang)
        for item in load_drafts().values()
        if item.family == family
        for lang in langs(item)
    ]
    if as_json:
        click.echo(json.dumps([_record(*one) for one in written], ensure_ascii=False))
        return
    click.echo("\n\n".join("\n".join(lines(item, text)) for item, text, _ in written))


def langs(item: Draft) -> tuple[Lang, ...]:
    """Return the languages to print: an announcement in both, everything else in the reader's or the only one."""
    if item.family == "outage":
        return tuple(item.bodies)
    return (current(),) if current() in item.bodies else tuple(item.bodies)[:1]


def lines(item: Draft, written: Written) -> Iterator[str]:
    """Yield a draft for a person: the hint first, since it must be read before sending."""
    lang = current()
    yield f"■ {item.title.to(lang)}"
    yield f"  {item.hint.to(lang)}"
    yield ""
    yield written.text
    yield ""
    yield say(f"  {written.characters}文字", f"  {written.characters} characters") + _limit(item, written)
    for slot in item.slots:
        if slot.id in written.open_slots:
            yield f"  --with {slot.id}=…   {slot.label.to(lang)}"


def _limit(item: Draft, written: Written) -> str:
    if item.limit is None:
        return ""
    if written.too_many:
        return say(
            f"(目安{item.limit}文字を{written.too_many}文字超えています)",
            f" ({written.too_many} over the {item.limit} to aim at)",
        )
    return say(f"(目安{item.limit}文字)", f" (aim: {item.limit})")


def _pair(value: str) -> tuple[str, str]:
    name, sign, words = value.partition("=")
    if not sign:
        raise click.BadParameter(say("名前=値 の形で書いてください", "write it as NAME=VALUE"), param_hint="--with")
    return name, words


def _record(item: Draft, written: Written, lang: Lang) -> dict[str, object]:
    return {
        "id": item.id,
        "lang": lang,
        "text": written.text,
        "characters": written.characters,
        "limit": item.limit,
        "too_many": written.too_many,
        "open": list(written.open_slots),
    }
