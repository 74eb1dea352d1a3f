"""What the terminal shows of an advice: the step, the tries, the waits, the layers and the rest of the plan.

Only lines of text are made here; asking and storing is the wizard's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.doctor.holds import holds
from kagimori.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from kagimori.core.doctor.advise import Advice, Light, Step, Tries
    from kagimori.core.doctor.checklist import Reader
    from kagimori.core.doctor.guides import Guide
    from kagimori.core.doctor.sayings import Sayings

LIGHTS: dict[Light, Text] = {
    "green": Text("青: 試して大丈夫", "green: safe to try"),
    "yellow": Text("黄: 慎重に", "yellow: take care"),
    "red": Text("赤: いまは試さない", "red: do not try now"),
}
# Steps whose switch stands elsewhere at each carrier.
CARRIER_STEPS = frozenset({"filter_level", "filter_weak", "intl_sms", "allow_intl_sms", "carrier_status"})
BAR_WIDTH = 20
CAUSES_SHOWN = 3


def step_lines(advice: Advice, reader: Reader, sayings: Sayings) -> Iterator[str]:
    """Yield what the person needs for the present step, the most important first."""
    step, lang = advice.step, reader.lang
    yield ""
    yield f"■ {step_words(step, reader)}" + _length(step, reader)
    for reason in step.reasons:
        yield Text("  なぜいま: ", "  Why now: ").to(lang) + sayings.why(reason, reader.book, lang)
    guide = reader.guides.get(step.id)
    if guide is not None:
        yield from guide_lines(guide, reader, undo=step.kind == "act")


def step_words(step: Step, reader: Reader) -> str:
    """Return the step's own sentence."""
    thing = reader.book.actions.get(step.id) or reader.book.observations.get(step.id)
    if thing is not None:
        return thing.words.to(reader.lang)
    return {
        "goal": Text("何をしたいのですか", "What are you trying to do?"),
        "method": Text("コードはどうやって受け取りますか", "How does the code reach you?"),
    }.get(step.id, Text("待ちます", "Wait")).to(reader.lang)


def _length(step: Step, reader: Reader) -> str:
    if not step.minutes:
        return ""
    return Text("(約{m:.0f}分)", " (about {m:.0f} min)").to(reader.lang).format(m=max(1.0, step.minutes))


def guide_lines(guide: Guide, reader: Reader, *, undo: bool) -> Iterator[str]:
    """Yield how it is done on this person's system, where, what not to do and how to take it back."""
    lang = reader.lang
    for sentence in guide.before:
        yield Text("  先に: ", "  First: ").to(lang) + sentence.to(lang)
    for number, line in enumerate(guide.steps(reader.os, lang), start=1):
        yield f"  {number}. {line}"
    path = guide.path(reader.os)
    if path is not None:
        day = Text("({day}確認)", " (checked {day})").to(lang).format(day=path.proof.checked.isoformat())
        yield Text("  場所: ", "  Where: ").to(lang) + path.words.to(lang) + day
    if guide.id in CARRIER_STEPS:
        yield Text("  携帯会社ごとの場所: ", "  Where your carrier has it: ").to(lang) + "kagimori doctor carrier"
    for sentence in guide.after:
        yield Text("  そのあと: ", "  Afterwards: ").to(lang) + sentence.to(lang)
    for sentence in guide.dont:
        yield Text("  しないこと: ", "  Do not: ").to(lang) + sentence.to(lang)
    if guide.risk is not None:
        yield Text("  注意: ", "  Mind: ").to(lang) + guide.risk.to(lang)
    if undo:
        yield Text("  元に戻すには: ", "  To undo: ").to(lang) + guide.undo.to(lang)


def standing_lines(advice: Advice, reader: Reader, sayings: Sayings, zone: tzinfo | None) -> Iterator[str]:
    """Yield the traffic light and the running waits with their ends."""
    lang = reader.lang
    yield "  " + _tries(advice.tries, reader, zone)
    for wait in advice.waits:
        until = Text("{end}ごろまで", "until about {end}") if not wait.sure else Text("{end}まで", "until {end}")
        yield f"  … {sayings.wait(wait.id, reader.book, lang)} ({until.to(lang).format(end=clock(wait.ends, zone))})"


def _tries(tries: Tries, reader: Reader, zone: tzinfo | None) -> str:
    if not tries.known:
        counted = Text("残りの試行: まだ数えていません", "Tries left: not counted yet").to(reader.lang)
    else:
        counted = Text("残りの試行: この1時間に{h}回・今日{d}回", "Tries left: {h} this hour, {d} today").to(
            reader.lang
        )
    line = counted.format(h=tries.left_this_hour, d=tries.left_today) + f" [{LIGHTS[tries.light].to(reader.lang)}]"
    if tries.next_safe is not None:
        line += Text(" 次に安全なのは{t}", "; next safe at {t}").to(reader.lang).format(t=clock(tries.next_safe, zone))
    return line


def clock(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment on the person's own clock; None is the machine's zone."""
    return moment.astimezone(zone).strftime("%m-%d %H:%M")


def hold_lines(advice: Advice, since: datetime, reader: Reader, sayings: Sayings, zone: tzinfo | None) -> Iterator[str]:
    """Yield what is better left alone, and until when."""
    for hold in holds(advice, since, reader.book.policy):
        until = Text("{end}まで", "until {end}").to(reader.lang).format(end=clock(hold.ends, zone))
        yield f"  ✋ {sayings.hold(hold, reader.lang)}: {until}"


def explain_lines(advice: Advice, reader: Reader) -> Iterator[str]:
    """Yield the layers as bars and the likeliest causes (DOC-01)."""
    lang = reader.lang
    yield ""
    for layer in advice.layers:
        bar = "█" * round(layer.p * BAR_WIDTH)
        yield f"  {layer.p:4.0%} {bar:<{BAR_WIDTH}} {reader.book.layers[layer.id].to(lang)}"
    for cause in advice.causes[:CAUSES_SHOWN]:
        yield f"  {cause.p:4.0%} {reader.book.causes[cause.id].words.to(lang)}"
    expected = Text("  回復までの見込み: 約{m:.0f}分", "  Expected time to recovery: about {m:.0f} minutes")
    yield expected.to(lang).format(m=advice.expected_minutes)


def finish_lines(advice: Advice, reader: Reader, sayings: Sayings) -> Iterator[str]:
    """Yield how it ended and, where it is handed on, the ways back for what stands in the way."""
    lang = reader.lang
    yield ""
    yield "■ " + sayings.outcomes[advice.outcome or "gave_up"].to(lang)
    for reason in advice.step.reasons:
        yield "  " + sayings.why(reason, reader.book, lang)
    for name in advice.hand_off:
        action = reader.book.actions.get(name)
        if action is not None:
            yield f"  - {action.words.to(lang)}"
    if advice.outcome == "hand_off":
        for guide in reader.guides.for_cause(advice.named[0])[:1] if advice.named else ():
            yield ""
            yield f"  {(guide.title or guide.what).to(lang)}"
            yield from guide_lines(guide, reader, undo=False)
