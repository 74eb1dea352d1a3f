"""`kagimori doctor causes`: every cause with its layer, its group of the article's seven, and the evidence.

`--json` is one array: `id`, `layer`, `article_layer`, `group`, `words`, `evidence`, `guides`.  Evidence is what is said
about the cause, with basis, verdict, source and day, and the team's own figure once enough cases have closed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.claims import claim_lines, claim_record, own_figures
from kagimori.cli.language import current, say
from kagimori.knowledge import load_book, load_claims, load_guides
from kagimori.knowledge.claims import load_article_layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.book import Cause

BEYOND = "beyond"


@click.command(
    help=say(
        "知っている原因を、記事の7つのグループごとに、根拠とともに並べます。記事にない原因も分けて示します。",
        "List every cause by the article's seven groups, with its evidence; causes beyond the article stand apart.",
    )
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def causes(*, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print the list."""
    click.echo(json.dumps(records(), ensure_ascii=False) if as_json else "\n".join(lines()))


def records() -> list[dict[str, Any]]:
    """Return every cause as JSON takes it, in the order of the groups."""
    own = own_figures()
    return [_record(cause, own) for group in load_book("real").groups for cause in _of(group)]


def _record(cause: Cause, own: dict[str, dict[str, float]]) -> dict[str, Any]:
    book, claims = load_book("real"), load_claims()
    return {
        "id": cause.id,
        "layer": cause.layer,
        "article_layer": book.layer_of_article[cause.layer],
        "group": cause.group,
        "beyond_the_article": cause.group == BEYOND,
        "words": cause.words._asdict(),
        "group_words": book.groups[cause.group]._asdict(),
        "layer_words": book.layers[cause.layer]._asdict(),
        "rows": list(cause.rows),
        "evidence": [claim_record(claim, own) for claim in claims.for_cause(cause.id)],
        "guides": [guide.id for guide in load_guides().for_cause(cause.id)],
    }


def lines() -> Iterator[str]:
    """Yield the groups with their causes, then the layers beside the article's, for a person."""
    book, claims = load_book("real"), load_claims()
    for group, words in book.groups.items():
        yield f"■ {words.to(current())}"
        for cause in _of(group):
            yield f"  {cause.words.to(current())}  [{cause.id}, {book.layers[cause.layer].to(current())}]"
            for claim in claims.for_cause(cause.id):
                if cause.id in claim.causes:
                    yield from claim_lines(claim, indent=6)
        yield ""
    yield from _layers()
    yield say("全部の主張: kagimori doctor claims", "All claims: kagimori doctor claims")


def _layers() -> Iterator[str]:
    book, article = load_book("real"), load_article_layers()
    yield say("■ 記事の3つの層との対応", "■ Our layers beside the article's three")
    for layer, words in book.layers.items():
        yield f"  {words.to(current())} -> {article[book.layer_of_article[layer]].to(current())}"


def _of(group: str) -> list[Cause]:
    return [cause for cause in load_book("real").causes.values() if cause.group == group]
