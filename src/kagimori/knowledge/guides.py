"""Loads the guides: how a person does each step, with menu paths and figures put in.

`data/guides/look_*.toml` explain observations, `do_*.toml` actions, `recover_*.toml` the ways back that the book sums
up in one step, `keep_*.toml` what is done before there is trouble.  One record per step: facts first, then one table of
sentences per language with the same fields.
`ios`, `android` and `web` are lists of steps, `all` stands for all three; a single sentence instead of a list says
why there are none, and `not_known = ["web"]` that we do not know.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.doctor.guides import OSES, Guide, Guides, GuideWait, Way
from kagimori.core.text import Text
from kagimori.knowledge.filling import fill
from kagimori.knowledge.menus import load_menus
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.guides import GuideKind, MenuPath, Os, State
    from kagimori.core.policy import Figure
    from kagimori.knowledge.record import Both, Record

FOLDER = Path(__file__).parent / "data" / "guides"
KINDS: tuple[GuideKind, ...] = ("look", "do", "recover", "keep")
LOOKING = Text(
    "見る・答えるだけなので、元に戻すものはありません。", "You only look or answer; there is nothing to undo."
)


@cache
def load_guides() -> Guides:
    """Return every guide by its id; raises BookError where a record is wrong."""
    return read_guides(FOLDER, load_menus(), load_policy())


def read_guides(folder: Path, menus: Mapping[str, Mapping[Os, MenuPath]], figures: Mapping[str, Figure]) -> Guides:
    """Return the guides of a folder, with the paths of `menus` and the figures put in."""
    guides = Guides()
    for kind in KINDS:
        for path in sorted(folder.glob(f"{kind}_*.toml")):
            for record in read_records(path):
                if record.name in guides:
                    raise record.fault("", "an id is used once")
                guides[record.name] = _Reader(record, kind, menus, figures).guide()
    return guides


class _Reader:
    """Reads one record into one guide."""

    def __init__(
        self,
        record: Record,
        kind: GuideKind,
        menus: Mapping[str, Mapping[Os, MenuPath]],
        figures: Mapping[str, Figure],
    ) -> None:
        self.record, self.kind, self.figures = record, kind, figures
        self.words: Both = record.both()
        self.menu = self._menu(menus)
        self.not_known = record.list("not_known")

    def guide(self) -> Guide:
        guide = Guide(
            id=self.record.name,
            kind=self.kind,
            what=self._text("what"),
            why=self._text("why"),
            undo=LOOKING if self.kind == "look" and not self.words.has("undo") else self._text("undo"),
            risk=self._text("risk") if self.words.has("risk") else None,
            before=self._texts("before"),
            after=self._texts("after"),
            dont=self._texts("dont"),
            ways=self._ways(),
            proof=self.record.proof(),
            rows=self.record.rows(),
            title=self._text("title") if self.kind == "recover" else None,
            causes=self.record.list("causes"),
            wait=self._wait() if self.kind == "recover" else None,
            way_out=self._text("way_out") if self.kind == "recover" else None,
            minutes=self.record.number("minutes"),
        )
        self.words.finish()
        self.record.finish()
        return guide

    def _menu(self, menus: Mapping[str, Mapping[Os, MenuPath]]) -> Mapping[Os, MenuPath]:
        if not self.record.has("menu"):
            return {}
        name = self.record.words("menu")
        if name not in menus:
            raise self.record.fault("menu", f"no menu path {name}")
        return menus[name]

    def _ways(self) -> Mapping[Os, Way]:
        lists = self.words.is_list("all")
        shared = self._texts("all") if lists else None
        return {os: self._way(os, shared) for os in OSES}

    def _way(self, os: Os, shared: tuple[Text, ...] | None) -> Way:
        path = self.menu.get(os)
        if not self.words.has(os) and shared is not None:
            return Way(os, "steps", tuple(self._filled(line, "all", path) for line in shared), path)
        listed = self.words.is_list(os)
        lines = self.words.texts(os) if listed else (self.words.text(os),)
        unknown = os in self.not_known or (not listed and path is not None and path.state == "not_known")
        state: State = "not_known" if unknown else "steps" if listed else "not_there"
        if not lines or (listed and unknown):
            raise self.record.fault(os, "steps or one sentence are wanted")
        return Way(os, state, tuple(self._filled(line, os, path) for line in lines), path)

    def _wait(self) -> GuideWait:
        low, high = self._minutes("wait_low"), self._minutes("wait_high")
        if (low is None) != (high is None):
            raise self.record.fault("wait_low", "both ends or none")
        return GuideWait(low, high, self._text("wait"))

    def _minutes(self, field: str) -> float | None:
        if not self.record.has(field):
            return None
        name = self.record.words(field)
        if name not in self.figures:
            raise self.record.fault(field, f"no figure {name}")
        return self.figures[name].minutes

    def _text(self, field: str) -> Text:
        return self._filled(self.words.text(field), field)

    def _texts(self, field: str) -> tuple[Text, ...]:
        lines = self.words.texts(field)
        return lines if field == "all" else tuple(self._filled(line, field) for line in lines)

    def _filled(self, text: Text, field: str, path: MenuPath | None = None) -> Text:
        try:
            return fill(text, self.figures, path.words if path else None)
        except KeyError as gap:
            raise self.record.fault(field, f"nothing fills {{{gap.args[0]}}}") from None
