"""One session: the person's phone and the platform, moved on by one step at a time.

Knows the clock, the causes still present, the facts as they stand and the timers in the background.  Speaks the
published protocol's result messages (as dicts) and never tells more than they hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.doctor import causes as book
from bench.doctor.answers import misread, truth
from bench.doctor.dice import dice, lasting, pick
from bench.doctor.facts import BACKGROUND, FACTS, shares
from bench.doctor.patient import first_in_the_way, way
from bench.doctor.platform import Platform
from bench.doctor.repairs import ATTEMPTS, CLOCK_UNDER_VPN, COADMIN_DELAY, FLAKE, REPAIRS, SYNC_AFTER

if TYPE_CHECKING:
    import random

    from bench.doctor.patient import Patient

CAP_MINUTES, CAP_STEPS, BAD_IN_A_ROW = 240.0, 80, 5
Message = dict[str, Any]


@dataclass(slots=True)
class Session:
    """The world's side of one session."""

    patient: Patient
    clock: float = 0.0
    steps: int = 0
    bad: int = 0
    causes: set[str] = field(default_factory=set)
    ends: dict[str, float] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    due: list[tuple[float, str, str]] = field(default_factory=list)  # at, kind ("cure" or "reset"), cause
    arranged: set[str] = field(default_factory=set)  # facts that a repair put right
    done: dict[str, int] = field(default_factory=dict)
    other_device: bool = False
    inside: bool = False
    recovered: bool = False
    gave_up: bool = False
    message: str = ""
    message_version: int = 0
    codes: int = 0
    reset_through: bool = False
    platform: Platform = field(init=False)
    log: list[tuple[Message, Message]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"observe": 0, "repair": 0, "attempt": 0, "wait": 0})

    def __post_init__(self) -> None:
        patient = self.patient
        self.causes, self.ends, self.facts = set(patient.causes), dict(patient.ends), dict(patient.facts)
        self.message = patient.true_error
        self.inside = patient.goal != "login"
        self.codes = {"none": 0, "1-3": 2, "4+": 7}[patient.facts["backup_codes"]]
        self.platform = Platform.before(patient)

    # --- what the doctor sees -----------------------------------------------------------------------------------

    def start(self) -> Message:
        patient = self.patient
        given = {"goal": patient.goal, "method": patient.method, "error": patient.error}
        return {
            "type": "start", "session": patient.key, "given": given, "text": patient.text, "lang": patient.lang,
            "clock": 0.0, "cap": CAP_MINUTES,
        }  # fmt: skip

    @property
    def closed(self) -> bool:
        return self.recovered or self.gave_up or self.clock >= CAP_MINUTES or self.steps >= CAP_STEPS

    def step(self, asked: Message) -> Message:
        """Carries out one message of the doctor's and answers with a `result`."""
        self.steps += 1
        try:
            answer = self._carry_out(asked)
            self.bad = 0
        except (KeyError, TypeError, ValueError):
            self._pass(0.5)
            self.bad += 1
            self.gave_up = self.bad >= BAD_IN_A_ROW
            answer = {"status": "bad_message"}
        result = {"type": "result", "session": self.patient.key, **answer, **self._notices()}
        result |= {
            "clock": round(self.clock, 3),
            "logged_in": self.inside,
            "recovered": self.recovered,
            "closed": self.closed,
        }
        self.log.append((asked, result))
        return result

    def _carry_out(self, asked: Message) -> Message:
        do = asked["do"]
        if do == "wait":
            minutes = float(asked["minutes"])
            if not 0.1 <= minutes <= 240:
                raise ValueError(minutes)
            self.counts["wait"] += 1
            self._pass(minutes)
            return {"status": "ok"}
        name = asked["id"]
        if do == "observe":
            self.counts["observe"] += 1
            return {"status": "ok", "id": name, "value": self.observe(name)}
        if do != "act":
            raise ValueError(do)
        if name in ATTEMPTS:
            self.counts["attempt"] += 1
            return {"id": name, **self.attempt(name)}
        answer = {"id": name, "status": self.repair(name)}
        self.counts["repair"] += 1
        return answer

    def _notices(self) -> Message:
        if self.reset_through and not self.done.get("told"):
            self.done["told"] = 1
            return {"notices": ["coadmin_done"]}
        return {}

    # --- the clock ----------------------------------------------------------------------------------------------

    def _pass(self, minutes: float) -> None:
        """Moves the clock on and lets everything end that ends by then, in order."""
        until = self.clock + minutes
        while True:
            ending = [(at, "end", cause) for cause, at in self.ends.items() if cause in self.causes]
            now_due = sorted(item for item in (*self.due, *ending) if item[0] <= until)
            if not now_due:
                break
            at, kind, cause = now_due[0]
            self.clock = max(self.clock, at)
            if kind != "end":
                self.due.remove(now_due[0])
            if kind == "reset":
                self.reset_through = True
            else:
                self._gone(cause)
        self.clock = until

    def _gone(self, cause: str) -> None:
        """A cause is no longer there; the facts that it explained are drawn anew."""
        if cause not in self.causes:
            return
        self.causes.discard(cause)
        self.ends.pop(cause, None)
        for name, fact in FACTS.items():
            if cause in fact.under and name not in self.arranged and name not in BACKGROUND:
                self._redraw(name)
        if cause == "password_sync":
            self._set("password_changed", "earlier_today")

    def _redraw(self, name: str) -> None:
        version = self.versions[name] = self.versions.get(name, 0) + 1
        rng = dice(self.patient.key, name, "again", version)
        self.facts[name] = pick(rng, shares(name, frozenset(self.causes)))

    def _comes(self, cause: str, minutes: float) -> None:
        """A cause turns up (or lasts longer) by the platform's doing or after an update."""
        self.causes.add(cause)
        self.ends[cause] = max(self.ends.get(cause, 0.0), self.clock + minutes)
        for name, fact in FACTS.items():
            if cause in fact.under and name not in BACKGROUND:
                self._redraw(name)

    # --- observations -------------------------------------------------------------------------------------------

    def observe(self, name: str) -> str:
        """The answer to a question or a look, with its noise."""
        fact = FACTS[name]
        self._pass(fact.minutes)
        true_value, version = truth(self, name)
        rng = dice(self.patient.key, name, "answer", version)
        if name == "account_status" and not self.inside and self.facts["logged_in_elsewhere"] != "yes":
            value = "unknown"
        else:
            value = misread(rng, name, true_value, fact.wrong * self.patient.misread, fact.unknown)
        if name == "meta_status" and value.endswith("outage"):
            self.platform.outage_read_at = self.clock
        return value

    # --- repairs ------------------------------------------------------------------------------------------------

    def repair(self, name: str) -> str:
        repair = REPAIRS[name]
        status = self.outlook(name)
        if status != "ok":
            self._pass(min(1.0, repair.minutes))
            return status
        self._pass(repair.minutes)
        self.done[name] = self.done.get(name, 0) + 1
        rng = dice(self.patient.key, name, "repair", self.done[name])
        took = True
        for cause, surely in repair.cures.items():
            odds = surely * (CLOCK_UNDER_VPN if name == "clock_auto_on" and self.facts["vpn_on"] == "yes" else 1)
            if rng.random() < odds:
                self._cure(cause, repair.delay)
            elif cause in self.causes:
                took = False
        # A repair that did not take leaves the setting as it was, so that it can be seen and done again.
        for fact, value in repair.sets.items() if took else ():
            self._set(fact, value)
        for cause, chance in repair.may_start:
            if rng.random() < chance:
                self._comes(cause, lasting(rng, "even", *SYNC_AFTER[cause]))
        self._special(name, rng)
        return "ok"

    def outlook(self, name: str) -> str:
        """`ok`, `no_change` or `not_possible`, were this repair done now."""
        repair, facts = REPAIRS[name], {**self.facts, "inside": "yes" if self.inside else "no"}
        if name in ("use_other_device", "ask_coadmin", "use_second_number") and self.done.get(name):
            return "no_change"
        if any(facts[fact] == value for fact, value in repair.idle_when):
            return "no_change"
        if name == "update_os" and facts["os_state"] == "old_not_upgradable":
            return "no_change"
        if repair.needs and not any(facts[fact] == value for fact, value in repair.needs):
            return "not_possible"
        goal = self.patient.goal
        wrong_goal = (name == "ask_coadmin" and goal != "login") or (
            name == "use_second_number" and (goal == "api" or not self.inside)
        )
        return "not_possible" if wrong_goal else "ok"

    def _cure(self, cause: str, delay: float) -> None:
        if delay:
            self.due.append((self.clock + delay, "cure", cause))
        else:
            self._gone(cause)

    def _set(self, fact: str, value: str) -> None:
        if self.facts[fact] != value:
            self.facts[fact] = value
            self.versions[fact] = self.versions.get(fact, 0) + 1
        self.arranged.add(fact)

    def _special(self, name: str, rng: random.Random) -> None:
        if name in ("update_app", "update_os"):
            self.platform.updated(self.clock)
        elif name == "appeal":
            self.platform.appealed()
        elif name == "use_other_device":
            self.other_device = True
        elif name == "ask_coadmin":
            self.due.append((self.clock + rng.triangular(*COADMIN_DELAY), "reset", ""))

    # --- attempts -----------------------------------------------------------------------------------------------

    def possible(self, name: str) -> bool:
        """Whether this try can be made at all now."""
        goal, method = self.patient.goal, self.patient.method
        if name == "api_reconnect":
            return goal == "api"
        if name.startswith("setup_") and name != "setup_app_elsewhere":
            return self.inside and goal != "api"
        if goal != "login" or (self.inside and name != "setup_app_elsewhere"):
            return False
        return {
            "login_sms": method == "sms",
            "login_app": method == "app",
            "login_backup": self.codes > 0,
            "login_after_reset": self.reset_through,
            "setup_app_elsewhere": self.facts["logged_in_elsewhere"] == "yes",
        }[name]

    def route(self, name: str) -> str:
        return way(self.patient.goal, self.patient.method) if name == "api_reconnect" else name

    def blocking(self, route: str) -> set[str]:
        """Causes that count on this way as things stand (another device leaves this phone's behind)."""
        here = self.causes - (book.ON_THIS_PHONE if self.other_device else frozenset())
        return here & set(book.WAYS[route])

    def attempt(self, name: str) -> Message:
        if not self.possible(name):
            self._pass(0.5)
            return {"status": "not_possible"}
        self._begin(name)
        self._pass(ATTEMPTS[name])
        number = self.done[name] = self.done.get(name, 0) + 1
        rng = dice(self.patient.key, name, "attempt", number)
        route = self.route(name)
        first = first_in_the_way(route, self.blocking(route))
        if first is None and rng.random() >= FLAKE:
            return self._through(name)
        error = pick(rng, book.shows(self.patient.goal, first)) if first else "try_later"
        self._failed(name, first, error)
        self.message, self.message_version = error, self.message_version + 1
        return {"status": "failed", "error": misread(rng, "error_text", error, 0.03 * self.patient.misread, 0.0)}

    def _begin(self, name: str) -> None:
        sends = name in ("login_sms", "setup_sms") or (name == "api_reconnect" and self.patient.method == "sms")
        brought = self.platform.begin(
            name, self.clock, sends_sms=sends, suspended="api_ban" in self.causes, outage="outage" in self.causes
        )
        for cause, minutes in brought:
            self._comes(cause, minutes)

    def _failed(self, name: str, first: str | None, error: str) -> None:
        if name == "login_backup" and first in (None, *book.AFTER_CODE):
            self.codes -= 1
        brought: list[tuple[str, float]] = []
        if name == "api_reconnect":
            if first not in (None, "outage", "api_ban"):
                brought = self.platform.api_refused()
        elif first in book.REFUSALS and error in book.REFUSED:
            brought = self.platform.refused(self.clock)
        for cause, minutes in brought:
            self._comes(cause, minutes)

    def _through(self, name: str) -> Message:
        if name == "login_backup":
            self.codes -= 1
        self.inside = True
        self.recovered = name not in ("login_backup", "login_after_reset")
        return {"status": "success"}
