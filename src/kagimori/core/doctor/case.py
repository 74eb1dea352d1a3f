"""A case: an append-only list of events, and its form as JSON lines.

| kind       | id           | value                                   | what it is                                    |
|------------|--------------|-----------------------------------------|-----------------------------------------------|
| `opened`   | view         | -                                       | what is known at first; a later one adds to it |
| `answered` | observation  | one of its values, or `unknown`         | an answer                                     |
| `did`      | action       | worked, failed, no_change, not_possible | `error`: the message after a failed try       |
| `waited`   | -            | minutes                                 | a wait is over or was broken off              |
| `status`   | -            | operational, partial, major, unknown    | the reader's; more.confirmed: by a person     |
| `notice`   | coadmin_done | -                                       | something in the background came through      |
| `notice`   | key_kept     | -                                       | the person may see the authenticator's codes  |
| `inside`   | -            | yes, no                                 | the person is (not) logged in on this phone   |
| `elsewhere`| -            | worked, failed                          | somebody else's try on the same account       |
| `undone`   | -            | -                                       | takes back the newest step not yet taken back |
| `closed`   | -            | recovered, hand_off, gave_up            | more.causes, likeliest first                  |

`more` of `opened`: goal and method (None while unknown), error (a message id), errors and causes (likelihoods by id,
relative to unrelated words = 1), facts (answers by observation), text (masked), lang.
`more` of `elsewhere`: sms, backup (whether one was sent, or one was used).  These are not stored in a case: whoever
knows the account puts them in for the reasoning (`with_elsewhere`), and they may lie before the opening.

A repair that was carried out is `worked`, whether or not it helped: only a try can show that.  Instants are aware and
in UTC; the clock of the doctor is minutes since `opened`.  What was lived through cannot be unlived: `undone` takes
an answer or a step out of the reasoning, but tries stay counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EventKind = Literal[
    "opened", "answered", "did", "waited", "status", "notice", "inside", "elsewhere", "undone", "closed"
]
OUTCOMES = ("worked", "failed", "no_change", "not_possible")
UNDOABLE = frozenset({"answered", "did", "inside"})


class CaseShape(BadInput):
    """A stored case cannot be read: `line` says where, `problem` what."""

    code = "doctor.case_shape"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; the table above says what the fields hold for each kind."""

    at: datetime
    kind: EventKind
    id: str = ""
    value: str = ""
    error: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the event as one line of JSON, without what is empty."""
        record: dict[str, Any] = {"at": self.at.astimezone(UTC).isoformat(), "kind": self.kind}
        record |= {name: getattr(self, name) for name in ("id", "value", "error", "more") if getattr(self, name)}
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str, *, number: int = 1) -> Event:
        """Read one line.  Raises CaseShape, naming the line, where it is no event."""
        try:
            record = json.loads(line)
            at = datetime.fromisoformat(record["at"])
            event = cls(
                at=at.astimezone(UTC),
                kind=record["kind"],
                id=str(record.get("id", "")),
                value=str(record.get("value", "")),
                error=record.get("error"),
                more=dict(record.get("more", {})),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as problem:
            raise CaseShape(line=number, problem=type(problem).__name__) from None
        if at.tzinfo is None or event.kind not in get_args(EventKind):
            raise CaseShape(line=number, problem="kind or time zone")
        return event


@dataclass(frozen=True, slots=True)
class Case:
    """One person's trouble from the first word to the end; changing it means making a longer one."""

    id: str
    events: tuple[Event, ...] = ()

    def with_event(self, event: Event) -> Case:
        """Return the case with one more event at its end."""
        return replace(self, events=(*self.events, event))

    def about(self, account: str) -> Case:
        """Return the case with the account that it is about, so that a cause coming back to it is seen (DOC-39)."""
        told = replace(self.events[0], more={**self.events[0].more, "account": account}) if self.events else None
        return replace(self, events=(told, *self.events[1:])) if told else self

    def with_elsewhere(self, tries: Iterable[Event]) -> Case:
        """Return the case with other people's tries at their places in time; the opening stays first."""
        return replace(self, events=(*self.events[:1], *sorted((*self.events[1:], *tries), key=lambda event: event.at)))

    @property
    def opening(self) -> Event | None:
        """Return the `opened` event, or None where nothing has been said yet."""
        return next((event for event in self.events if event.kind == "opened"), None)

    @property
    def closing(self) -> Event | None:
        """Return the `closed` event, or None while the case is open."""
        return next((event for event in reversed(self.events) if event.kind == "closed"), None)

    @property
    def standing(self) -> tuple[Event, ...]:
        """Return the events that still count for the reasoning: all but those taken back."""
        kept: list[Event] = []
        for event in self.events:
            if event.kind != "undone":
                kept.append(event)
                continue
            newest = next((i for i in reversed(range(len(kept))) if kept[i].kind in UNDOABLE), None)
            if newest is not None:
                del kept[newest]
        return tuple(kept)

    def minute(self, at: datetime) -> float:
        """Return the minutes from the opening to `at`; 0 where the case has not been opened."""
        start = self.opening
        return 0.0 if start is None else max(0.0, (at - start.at) / timedelta(minutes=1))

    def to_json_lines(self) -> str:
        """Return all events, one a line, ending in a newline."""
        return "".join(event.to_json() + "\n" for event in self.events)

    @classmethod
    def from_json_lines(cls, id_: str, lines: Iterable[str]) -> Case:
        """Read a stored case.  Blank lines are skipped; raises CaseShape for a broken one."""
        numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
        return cls(id_, tuple(Event.from_json(line, number=number) for number, line in numbered))
