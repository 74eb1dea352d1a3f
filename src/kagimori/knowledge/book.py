"""Loads the doctor's book: causes, observations, actions, facts and messages, in the trial or the real view.

Worded grades become numbers here, by `data/grades.toml`.  Everything is validated: a word that is no grade, a cause
that nobody knows, answers that do not match, a figure that policy lacks; the fault names file, id and field.
A record says where it `holds` (trial, real or both); `real = { ... }` within it overrides fields in the real view.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from kagimori.core.doctor.book import (
    DOORS,
    GOALS,
    METHODS,
    Action,
    ActionKind,
    Book,
    Cause,
    Ending,
    Fact,
    Observation,
    ObservationKind,
    View,
)
from kagimori.core.text import LANGS, Text
from kagimori.knowledge.grades import Grades, read_grades
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kagimori.core.doctor.book import Chances
    from kagimori.core.policy import Policy

DATA = Path(__file__).parent / "data"
STAGES = ("gone", "app", "page", "credentials", "lock", "platform", "factor", "account", "api")
# A door may be named alone or with its kin; narrower names are read later, so that they win.
DOOR_GROUPS: Mapping[str, tuple[str, ...]] = {
    "all": DOORS,
    "login": ("login_sms", "login_app", "login_backup", "login_after_reset"),
    "setup": ("setup_sms", "setup_app"),
    "api": ("api_sms", "api_app"),
    "sms": ("login_sms", "setup_sms", "api_sms"),
    "app": ("login_app", "setup_app", "setup_app_elsewhere", "api_app"),
    "elsewhere": ("setup_app_elsewhere",),
    **{door: (door,) for door in DOORS},
}
PLACES = ("login", "setup", "api")
CIRCUMSTANCES = ("logged_in", "inside", "reset", "key")


@cache
def load_book(view: View) -> Book:
    """Return the book in one view.  Raises BookError, naming file, id and field, where a record is wrong."""
    return read_book(DATA, view)


def read_book(folder: Path, view: View) -> Book:
    """Return the book in `folder`; figures come from the policy beside it."""
    reader = _Reader(folder, view)
    return Book(
        view=view,
        policy=reader.policy,
        causes=reader.causes,
        observations=reader.observations(),
        actions=reader.actions(),
        errors=reader.errors,
        facts=reader.facts,
        layers=reader.words("layers"),
        groups=reader.words("groups"),
        layer_of_article=reader.layers["article_layers"],
        noise=reader.grades.message_noise,
    )


class _Reader:
    """Reads the files in the order in which they lean on each other."""

    def __init__(self, folder: Path, view: View) -> None:
        self.folder, self.view = folder, view
        self.policy: Policy = load_policy()
        self.grades: Grades = read_grades(folder / "grades.toml")
        self.layers = {record.name: record.table for record in read_records(folder / "layers.toml")}
        self.errors = {record.name: record.text() for record in read_records(folder / "messages.toml")}
        self.facts = {record.name: self._fact(record) for record in read_records(folder / "facts.toml")}
        self.causes = {record.name: self._cause(record) for record in self._records("causes.toml")}

    def _records(self, file: str) -> Iterator[Record]:
        for record in read_records(self.folder / file):
            holds = record.one_of("holds", ("trial", "real", "both"), default="both")
            real = record.part("real")
            if holds not in (self.view, "both"):
                continue
            if self.view == "real":
                record.table |= real.table
            yield record

    def words(self, kind: str) -> dict[str, Text]:
        return {name: Record("layers.toml", name, table).text() for name, table in self.layers[kind].items()}

    def _fact(self, record: Record) -> Fact:
        fact = Fact(record.name, self.grades.chance(record, "chance"), record.text())
        record.finish()
        return fact

    def _known(self, record: Record, field: str, table: Mapping[str, object], known: Mapping[str, object]) -> None:
        for name in table:
            if name not in known:
                raise record.fault(field, f"{name} is not known")

    def _figure(self, record: Record, field: str) -> float:
        name = record.words(field)
        if name not in self.policy:
            raise record.fault(field, f"policy has no figure {name}")
        return self.policy[name].minutes

    # ------------------------------------------------------------------ causes
    def _cause(self, record: Record) -> Cause:
        layer = record.one_of("layer", self.layers["layers"])
        cause = Cause(
            id=record.name,
            words=record.text(),
            layer=layer,
            group=record.one_of("group", self.layers["groups"]),
            stage=STAGES.index(record.one_of("stage", STAGES)),
            common=self.grades.table(record.part("common"), "common"),
            blocks=self._blocks(record.part("blocks")),
            shows=self._shows(record.part("shows"), own=layer == "api"),
            ends=self._ending(record.part("ends")),
            gone_unless=record.list("gone_unless"),
            exits=record.list("exits"),
            rows=record.rows(),
            evidence=record.list("evidence"),
        )
        self._check_common(record, cause.common)
        record.finish()
        return cause

    def _check_common(self, record: Record, common: Chances) -> None:
        for name in common:
            goal, _, method = name.partition(".")
            if goal not in GOALS or (method and method not in METHODS):
                raise record.fault("common", f"{name} is no goal or goal.method")

    def _blocks(self, part: Record) -> dict[str, float]:
        self._known(part, "", part.table, DOOR_GROUPS)
        blocks = dict.fromkeys(DOORS, 0.0)
        for name in DOOR_GROUPS:
            if part.has(name):
                blocks |= dict.fromkeys(DOOR_GROUPS[name], self.grades.chance(part, name))
        return blocks

    def _shows(self, part: Record, *, own: bool) -> dict[str, dict[str, float]]:
        lists = {name: self._messages(part.part(name)) for name in ("all", *PLACES) if part.has(name)}
        if "all" not in lists:
            raise part.fault("all", "messages are wanted")
        shows = {place: lists.get(place, lists["all"]) for place in PLACES}
        if "api" not in lists and not own:
            shows["api"] = self._seen_by_tool(shows["api"])
        return shows

    def _messages(self, part: Record) -> dict[str, float]:
        self._known(part, "", part.table, self.errors)
        return self.grades.shares(part, tuple(part.table))

    def _seen_by_tool(self, messages: Mapping[str, float]) -> dict[str, float]:
        # A connected tool passes on what Meta says, or only that it failed: half and half.
        half = self.grades.numbers["chance"]["half"]
        passed_on = {name: share * half for name, share in messages.items()}
        return passed_on | {"api_refused": 1.0 - half + passed_on.get("api_refused", 0.0)}

    def _ending(self, part: Record) -> Ending | None:
        kind = next((kind for kind in ("within", "about") if part.has(kind)), None)
        if kind is None:
            return None
        return Ending("within" if kind == "within" else "about", self._figure(part, kind))

    # ------------------------------------------------------------------ observations
    def observations(self) -> dict[str, Observation]:
        return {record.name: self._observation(record) for record in self._records("observations.toml")}

    def _observation(self, record: Record) -> Observation:
        kind = cast("ObservationKind", record.one_of("kind", get_args(ObservationKind)))
        values = self._values(record)
        fact = record.one_of("fact", self.facts) if record.has("fact") else None
        noise = self.grades.noise[kind]
        observation = Observation(
            id=record.name,
            kind=kind,
            minutes=self._minutes(record),
            words=record.text(),
            values=values,
            base=self._base(record, values, fact),
            given=self._given(record.part("given"), values),
            wrong=noise["wrong"],
            unknown=noise["unknown"],
            fact=fact,
            needs=record.list("needs"),
            goals=record.list("goals") or GOALS,
            moving=record.yes("moving", default=False),
            rows=record.rows(),
        )
        record.finish()
        return observation

    def _minutes(self, record: Record) -> float:
        minutes = record.number("minutes")
        if minutes is None or minutes <= 0:
            raise record.fault("minutes", "minutes above zero are wanted")
        return float(minutes)

    def _values(self, record: Record) -> Mapping[str, Text]:
        values: Any = record.table.pop("values", None)
        if values == "errors":
            return self.errors
        pairs = values.values() if isinstance(values, dict) else (values,)
        if not all(isinstance(pair, list) and len(pair) == len(LANGS) for pair in pairs):
            raise record.fault("values", "value = [ja, en] is wanted")
        return {name: Text(*pair) for name, pair in values.items()}

    def _base(self, record: Record, values: Mapping[str, Text], fact: str | None) -> dict[str, float]:
        if record.has("base"):
            return self.grades.shares(record.part("base"), tuple(values))
        if fact is not None:
            no, *yes = values
            chance = self.facts[fact].chance
            return {no: 1 - chance} | {value: chance / len(yes) for value in yes}
        return dict.fromkeys(values, 1 / len(values))

    def _given(self, part: Record, values: Mapping[str, Text]) -> dict[str, dict[str, float]]:
        known = {name: part.part(name) for name in tuple(part.table) if name in self.causes}
        # A cause of the other view is no fault; a cause of no view is found by the test that reads both views.
        return {name: self.grades.shares(answers, tuple(values)) for name, answers in known.items()}

    # ------------------------------------------------------------------ actions
    def actions(self) -> dict[str, Action]:
        return {record.name: self._action(record) for record in self._records("actions.toml")}

    def _action(self, record: Record) -> Action:
        action = Action(
            id=record.name,
            kind=cast("ActionKind", record.one_of("kind", get_args(ActionKind))),
            minutes=self._minutes(record),
            words=record.text(),
            cures=self._cures(record.part("cures")),
            needs=record.list("needs"),
            provides=record.list("provides"),
            goals=record.list("goals") or GOALS,
            idle=self.grades.chance(record, "idle", default="never"),
            refused=self.grades.chance(record, "refused", default="never"),
            delay_minutes=self._figure(record, "delay") if record.has("delay") else 0.0,
            starts=self._cures(record.part("starts")),
            hindered=self.grades.table(record.part("hindered"), "chance"),
            device=record.yes("device", default=False),
            sends_sms=record.yes("sends_sms", default=False),
            rows=record.rows(),
        )
        self._known(record, "needs", dict.fromkeys(action.needs), {**self.facts, **dict.fromkeys(CIRCUMSTANCES)})
        record.finish()
        return action

    def _cures(self, part: Record) -> dict[str, float]:
        known = {name: part.table[name] for name in part.table if name in self.causes}
        part.table = known
        return self.grades.table(part, "chance")
