"""The answers that the wizard offers: systems, goals, methods, values of a question, outcomes of a step, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.cli.language import say
from kagimori.cli.terminal import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.guides import Os
    from kagimori.core.text import Lang

OSES: Sequence[tuple[Os, str]] = (
    ("ios", "iPhone / iPad"),
    ("android", "Android"),
    ("web", say("パソコンのブラウザ", "A browser on a computer")),
)
COMMANDS = (
    Choice("back", say("戻る", "back"), "b"),
    Choice("plan", say("手順の一覧", "whole plan"), "p"),
    Choice("explain", say("理由", "why"), "?"),
    Choice("inside", say("もう入れた", "I am in"), "i"),
    Choice("leave", say("中断(再開できます)", "leave, come back later"), "q"),
)


def value_choices(observation: Observation, lang: Lang) -> list[Choice]:
    """Return the answers to a question, not knowing among them."""
    values = [Choice(name, words.to(lang)) for name, words in observation.values.items()]
    return [*values, Choice("unknown", say("わからない", "I do not know"))]


def outcome_choices(action: Action) -> list[Choice]:
    """Return what may have come of a step; only a try can work or fail, a repair is done or was done already."""
    if action.kind == "attempt":
        said = {"worked": say("通った", "It worked"), "failed": say("通らなかった", "It did not work")}
    else:
        said = {"worked": say("やった", "Done"), "no_change": say("もともとそうなっていた", "It was like that already")}
    said |= {
        "not_possible": say("できない", "I cannot do this"),
        "off_screen": say("画面にその項目がない", "That is not on my screen"),
    }
    if action.kind != "attempt":
        said["unsure"] = say("やったつもりだが自信がない", "I did it, but I am not sure")
    return [Choice(name, words) for name, words in said.items()]
