"""`kagimori doctor draft [ID] [NAME=VALUE ...]`: a ready-made text with its gaps filled, and its length.

Without an id: the list.  Nothing that is typed is kept.  Exit 1 where gaps are left or it is too long, 2 where there
is no such draft.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current, say
from kagimori.knowledge import load_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.drafts import Draft, Written


@click.command(
    help=say(
        "異議申し立て、問題の報告、障害のお知らせ、同僚への一行の下書きを作ります。"
        "例: draft appeal_business account=... company=...",
        "Draft an appeal, a report, an announcement or a line to a colleague. "
        "Example: draft appeal_business account=... company=...",
    )
)
@click.argument("draft_id", metavar="[ID]", required=False)
@click.argument("values", metavar="[NAME=VALUE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def draft(*, draft_id: str | None, values: tuple[str, ...], as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print one draft, or the list."""
    drafts = load_drafts()
    if draft_id is None:
        click.echo("\n".join(f"{name:20} {one.title.to(current())}" for name, one in drafts.items()))
        return
    if draft_id not in drafts:
        raise click.BadParameter(say(f"{draft_id} という下書きはありません", f"no draft is called {draft_id}"))
    written = drafts[draft_id].write(current(), dict(_pairs(values)))
    click.echo(as_json_text(drafts[draft_id], written) if as_json else "\n".join(lines(drafts[draft_id], written)))
    raise SystemExit(1 if written.too_many or written.open_slots else 0)


def _pairs(values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals:
            raise click.BadParameter(say(f"{value}: 名前=値 の形で書いてください", f"{value}: write NAME=VALUE"))
        yield name, rest


def as_json_text(draft: Draft, written: Written) -> str:
    """Return the answer as JSON."""
    told = {
        "id": draft.id,
        "text": written.text,
        "characters": written.characters,
        "limit": draft.limit,
        "too_many": written.too_many,
        "open": list(written.open_slots),
        "hint": draft.hint.to(current()),
    }
    return json.dumps(told, ensure_ascii=False)


def lines(draft: Draft, written: Written) -> Iterator[str]:
    """Yield what to mind first, the text, its length and the gaps that are left, for a person."""
    yield say("送る前に: ", "Before you send it: ") + draft.hint.to(current())
    yield ""
    yield written.text
    yield ""
    if draft.limit is not None:
        yield say(
            f"{written.characters}文字(目安 {draft.limit}文字)", f"{written.characters} characters (aim: {draft.limit})"
        )
    for slot in draft.slots:
        if slot.id in written.open_slots:
            yield f"  {slot.id}=  {slot.label.to(current())} ({slot.example.to(current())})"
