"""`kagimori doctor guide ID`: how to do one step, with its menu path, its day checked and what not to do.

Without an id: the list of guides.  `--app` adds the checklist for an authenticator whose codes are refused because of
the time.  Exit 2 where there is no such guide.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_authenticators, load_book, load_guides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.authenticators import Authenticator
    from kagimori.core.doctor.guides import Guide, MenuPath, Os
    from kagimori.core.text import Text

CLOCK_STEPS = ("clock_auto_on", "authenticator_sync")
APP_WORDS = {
    "several_devices": say("2台で同じコードを出すには", "The same codes on two devices"),
    "new_phone": say("スマホを替えるときは", "Changing phones"),
    "lost_phone": say("なくしたときは", "When the phone is lost"),
}
CARRIER_STEPS = ("filter_weak", "filter_level", "allow_intl_sms", "intl_sms", "carrier_status")


@click.command(
    help=say(
        "一つの手順のやり方を、端末ごとに示します。IDを付けずに呼ぶと一覧を出します。",
        "Show how to do one step on each system. Without an ID: the list.",
    )
)
@click.argument("guide_id", metavar="[ID]", required=False)
@click.option("--os", "system", type=click.Choice(OSES), help=say("端末の種類", "The system"))
@click.option("--app", type=click.Choice(list(load_authenticators())), help=say("認証アプリ", "The authenticator app"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def guide(
    *,
    guide_id: str | None,
    system: Os | None,
    app: str | None,
    as_json: bool,
    lang: str | None,  # noqa: ARG001  # read before
) -> None:
    """Print one guide, or the list."""
    guides = load_guides()
    if guide_id is None:
        click.echo("\n".join(f"{name:24} {_title(found)}" for name, found in guides.items()))
        return
    if guide_id not in guides:
        raise click.BadParameter(say(f"{guide_id} という手順はありません", f"no guide is called {guide_id}"))
    systems: tuple[Os, ...] = (system,) if system else OSES
    chosen = load_authenticators()[app] if app and guide_id in CLOCK_STEPS else None
    if as_json:
        click.echo(json.dumps(record(guides[guide_id], systems, chosen), ensure_ascii=False))
        return
    click.echo("\n".join(lines(guides[guide_id], systems, chosen)))


def record(guide: Guide, systems: tuple[Os, ...], app: Authenticator | None) -> dict[str, Any]:
    """Return the guide as JSON takes it, in both languages."""
    told: dict[str, Any] = {
        "id": guide.id,
        "kind": guide.kind,
        **{field: getattr(guide, field)._asdict() for field in ("what", "why", "undo")},
        **{field: _both(getattr(guide, field)) for field in ("risk", "title", "way_out")},
        **{field: [text._asdict() for text in getattr(guide, field)] for field in ("before", "after", "dont")},
        "wait": _both(guide.wait.words) if guide.wait else None,
        "causes": list(guide.causes),
        "systems": {os: _way(guide, os) for os in systems},
        "verdict": guide.proof.verdict,
        "source": guide.proof.source,
        "checked": guide.proof.checked.isoformat(),
    }
    if app is not None:
        told["app_steps"] = {os: [text._asdict() for text in _time_steps(app, os)] for os in systems}
        told["app"] = {"id": app.id, "name": app.name, **{name: getattr(app, name)._asdict() for name in APP_WORDS}}
    return told


def _both(text: Text | None) -> dict[str, str] | None:
    return text._asdict() if text is not None else None


def _way(guide: Guide, os: Os) -> dict[str, Any]:
    path = guide.path(os)
    return {
        "state": guide.state(os),
        "steps": [text._asdict() for text in guide.way(os).lines],
        "path": _path(path) if path else None,
    }


def _path(path: MenuPath) -> dict[str, Any]:
    return {
        "state": path.state,
        "words": path.words._asdict(),
        "otherwise": path.otherwise._asdict(),
        "version": path.version,
        "verdict": path.proof.verdict,
        "source": path.proof.source,
        "checked": path.proof.checked.isoformat(),
    }


def lines(guide: Guide, systems: tuple[Os, ...], app: Authenticator | None) -> Iterator[str]:
    """Yield the guide for a person."""
    lang = current()
    yield _title(guide)
    yield guide.what.to(lang)
    yield say("なぜ: ", "Why: ") + guide.why.to(lang)
    yield from _listed(say("先に", "First"), guide.before)
    for os in systems:
        yield f"[{os}]"
        steps = _time_steps(app, os) if app else guide.way(os).lines
        yield from (f"  {number}. {step.to(lang)}" for number, step in enumerate(steps, start=1))
        yield from _path_lines(guide.path(os))
    if app is not None:
        yield app.name
        yield from (f"  {title}: {getattr(app, name).to(lang)}" for name, title in APP_WORDS.items())
    if guide.id in CARRIER_STEPS:
        yield say("会社別の手順: kagimori doctor carrier", "Each carrier's steps: kagimori doctor carrier")
    yield from _listed(say("忘れずに", "Do not forget"), guide.after)
    yield from _listed(say("しないこと", "Do not"), guide.dont)
    if guide.wait and guide.way_out:
        yield say("待ち時間: ", "How long: ") + guide.wait.words.to(lang)
        yield say("どうしてもだめなら: ", "If nothing helps: ") + guide.way_out.to(lang)
    yield say("元に戻すには: ", "To undo it: ") + guide.undo.to(lang)


def _path_lines(path: MenuPath | None) -> Iterator[str]:
    if path is None:
        return
    day = path.proof.checked.isoformat()
    yield say(f"  場所: {path.words.ja}({day} 確認)", f"  Where: {path.words.en} (checked {day})")
    yield say(f"  この画面がないとき: {path.otherwise.ja}", f"  Not on your screen: {path.otherwise.en}")


def _listed(title: str, texts: tuple[Text, ...]) -> Iterator[str]:
    if texts:
        yield f"{title}:"
        yield from (f"  - {text.to(current())}" for text in texts)


def _time_steps(app: Authenticator, os: Os) -> tuple[Text, ...]:
    from kagimori.core.doctor.authenticators import time_steps
    from kagimori.knowledge.authenticators import load_time_sentences

    return time_steps(app, os, load_guides(), load_time_sentences())


def _title(guide: Guide) -> str:
    book = load_book("real")
    known = book.actions.get(guide.id) or book.observations.get(guide.id)
    words = guide.title or (known.words if known else guide.what)
    return words.to(current())
