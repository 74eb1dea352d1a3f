"""The person's own words for a message, a goal and a method, in Japanese and English.  The table is sentences.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_WORDS = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


def sentence(rng: random.Random, goal: str, method: str, error: str | None, lang: str) -> str:
    """The complaint: frame, message and sometimes a sigh, in a person's order."""
    frame = rng.choice(_WORDS["frames"][f"{goal}/{method}"][lang])
    said = rng.choice(_WORDS["messages"][error][lang] if error else _WORDS["nothing_said"][lang])
    parts = [frame, said] if rng.random() < 0.7 else [said, frame]
    glue = "" if lang == "ja" else " "
    return glue.join([*parts, rng.choice(_WORDS["tails"][lang])]).strip()
