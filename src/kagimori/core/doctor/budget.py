"""The platform's guards R1 to R8, counted pessimistically.  Nothing clever lives here: each rule is one short method.

| rule | the article says                                          | here                                    |
|------|-----------------------------------------------------------|-----------------------------------------|
| R1   | five failed logins in an hour lock the account            | `_after_failures`: four at most         |
| R2   | twenty login operations a day bring a block               | `_within_the_day`: nineteen at most     |
| R3   | three minutes between two SMS                             | `_after_sms`                            |
| R4   | one backup code an hour during an outage                  | `_after_backup`: always, none can tell  |
| R5   | three rejected appeals close the door for a month         | `_after_rejections`                     |
| R6   | trying again and again after an update brings a block     | `_after_update`: two in half an hour    |
| R7   | three failed re-authorisations suspend the tool a while   | `_after_api_failures`: one, then a wait |
| R8   | during an outage hold logins                              | `_after_outage`                         |

What happened before the case is remembered only roughly: a remembered number counts one more, an unknown one as the
worst.  Minutes are those of the case; figures come from the policy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kagimori.core.doctor.book import Action
    from kagimori.core.policy import Policy

# Messages that are no refused login: nothing was sent, or nothing was shown to type into.  Any other may stand for one.
NO_FAILURE = frozenset({"sms_missing", "app_wont_open", "old_version"})
OUTAGE = frozenset({"partial_outage", "major_outage"})
# Minutes added to every gap, for clocks that round.
MARGIN = 0.05
# The most that an answer can mean.
UP_TO = {"0": 0, "1": 1, "2": 2, "3": 3, "4+": 4, "0-4": 4, "5-9": 9, "10-15": 15, "1-2": 2, "3+": 3}


@dataclass(frozen=True, slots=True)
class Permit:
    """When an attempt is safe: from `ready` on, in minutes of the case; inf for never.

    `rule` names the guard that holds it back, or is None where none does.  `asks` are the questions that might make
    it sooner, `sooner` the moment if all of them are answered well, and `hold` the guard that holds it even then.
    """

    ready: float
    rule: str | None = None
    asks: tuple[str, ...] = ()
    sooner: float = inf
    hold: str | None = None

    @classmethod
    def latest(cls, permits: Iterable[Permit]) -> Permit:
        """Return what several rules say together."""
        permits = tuple(permits)
        last = max(permits, key=lambda permit: permit.ready)
        asks = tuple(ask for permit in permits for ask in permit.asks)
        firm = max(permits, key=lambda permit: min(permit.sooner, permit.ready))
        return cls(last.ready, last.rule, asks, min(firm.sooner, firm.ready), firm.rule)


@dataclass(slots=True)
class Budget:
    """The counters of one case.  `record` and `answer` feed them, `permit` reads them."""

    policy: Policy
    failures: list[float] = field(default_factory=list)
    operations: list[float] = field(default_factory=list)
    sms: list[float] = field(default_factory=list)
    backups: list[float] = field(default_factory=list)
    updates: list[float] = field(default_factory=list)
    tries: list[float] = field(default_factory=list)
    api_failures: list[float] = field(default_factory=list)
    outages: list[float] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    # What was counted, with the failures of this case that stood in it.
    counted: dict[str, tuple[str, int]] = field(default_factory=dict)
    history_read: float = 0.0

    # ------------------------------------------------------------------ what is counted
    def answer(self, observation: str, value: str, minute: float) -> None:
        """Take an answer; those that no rule needs are kept and do no harm."""
        if value != "unknown" or observation not in self.answers:
            self.answers[observation] = value
        if observation in ("failed_last_hour", "login_history"):
            ours = sum(at > minute - self._minutes("lock.window") for at in self.failures)
            self.counted[observation] = (value, ours)
            self.history_read = minute
        if observation == "meta_status" and value in OUTAGE:
            self.outages.append(minute)

    def record(self, action: Action, start: float, end: float, *, failed: bool, error: str | None) -> None:
        """Count a step that was really carried out."""
        if action.id in ("update_app", "update_os", "reinstall_app"):
            self.updates.append(end)
        if action.kind != "attempt":
            return
        if action.sends_sms:
            self.sms.append(start)
        if action.id == "login_backup":
            self.backups.append(start)
        if action.is_login:
            self.operations.append(start)
        if action.id == "api_reconnect":
            self.api_failures += [end] * failed
            return
        self.tries.append(start)
        if failed and error not in NO_FAILURE:
            self.failures.append(end)

    def elsewhere(self, minute: float, *, failed: bool, sms: bool, backup: bool) -> None:
        """Count somebody else's try on the same account; `minute` is negative where it lies before the case."""
        self.tries.append(minute)
        self.operations.append(minute)
        self.failures += [minute] * failed
        self.sms += [minute] * sms
        self.backups += [minute] * backup

    # ------------------------------------------------------------------ what is allowed
    def permit(self, action: Action, now: float) -> Permit:
        """Return from when on `action` breaks no rule: the latest of what the rules say."""
        if action.id == "appeal":
            return self._after_rejections(now)
        if action.kind != "attempt":
            return Permit(now)
        return Permit.latest(self._rules_for(action, now))

    def _rules_for(self, action: Action, now: float) -> list[Permit]:
        permits = [Permit(now)]
        if action.id == "api_reconnect":
            permits.append(self._after_api_failures(now))
        else:
            permits += [self._after_failures(now), self._after_update(now)]
        if action.is_login:
            permits.append(self._within_the_day(now))
        if action.sends_sms:
            permits.append(self._after_sms(now))
        permits.append(self._after_backup(now) if action.id == "login_backup" else self._after_outage(now))
        return permits

    def _minutes(self, figure: str) -> float:
        return self.policy[figure].minutes

    def failed_before(self) -> tuple[int, str | None]:
        """Return the failures before the case, at worst, and the question that would tell better (None: counted)."""
        worst = self.policy["lock.failures"].count - 1
        if "login_history" in self.counted:
            counted, ours = self.counted["login_history"]
            return max(0, UP_TO.get(counted, worst) - ours), None
        if "failed_last_hour" not in self.counted:
            return worst, "failed_last_hour"
        remembered, ours = self.counted["failed_last_hour"]
        # Memory may be off by one, and an unknown number counts as the worst.
        return min(worst, max(0, UP_TO.get(remembered, worst) + 1 - ours)), "login_history"

    def failures_left(self, now: float) -> int:
        """Return how many more failures within the hour are safe (R1)."""
        return self.policy["lock.failures"].count - 1 - len(self._recent_failures(now))

    def _recent_failures(self, now: float) -> list[float]:
        # Those before the case happened at minute 0 at the latest, so that all of them are out of the window together.
        before, _ = self.failed_before()
        return [at for at in [0.0] * before + self.failures if at > now - self._minutes("lock.window")]

    def _after_failures(self, now: float) -> Permit:
        left = self.failures_left(now)
        if left > 0:
            return Permit(now)
        frees = sorted(self._recent_failures(now))[-left]
        ready = frees + self._minutes("lock.window") + MARGIN
        if frees > 0.0:
            return Permit(ready, "R1")
        _, ask = self.failed_before()
        if ask is not None:
            return Permit(ready, "R1", (ask,), now)
        return self._after_recount(ready, now)

    def _after_recount(self, ready: float, now: float) -> Permit:
        """Offer to count again: the oldest failure leaves the hour long before the last one does."""
        again = self.history_read + self._minutes("lock.recount")
        if again + self._minutes("lock.recount") > ready or self.answers.get("login_history") == "unknown":
            return Permit(ready, "R1")
        return Permit(ready, "R1", ("login_history",), max(now, again))

    def operations_left(self) -> int:
        """Return how many more login operations are safe today (R2)."""
        most = self.policy["block.attempts"].count - 1
        return max(0, most - self._operations_before(most) - len(self.operations))

    def _operations_before(self, most: int) -> int:
        said = self.answers.get("attempts_today")
        if said is None:
            return most
        if said == "unknown":
            return self.policy["block.supposed"].count
        # Whose hour hardly saw a failure is not at the very edge of the day: one try is left, never a second.
        contradicted = said == "16+" and self.failed_before()[0] <= UP_TO["1"]
        return most - 1 if contradicted else UP_TO.get(said, most)

    def _within_the_day(self, now: float) -> Permit:
        if self.operations_left() > 0:
            return Permit(now)
        asks = () if "attempts_today" in self.answers else ("attempts_today",)
        return Permit(inf, "R2", asks, now)

    def _after_sms(self, now: float) -> Permit:
        # The last SMS before the case may have gone out the moment before it was opened.
        return self._after([0.0, *self.sms], "sms.resend_gap", now, "R3")

    def _after_backup(self, now: float) -> Permit:
        return self._after(self.backups, "backup.gap", now, "R4")

    def _after_rejections(self, now: float) -> Permit:
        said = self.answers.get("appeals_rejected")
        if said is None:
            return Permit(inf, "R5", ("appeals_rejected",), now)
        rejected = UP_TO.get(said, self.policy["appeal.rejections"].count)
        return Permit(inf, "R5") if rejected >= self.policy["appeal.rejections"].count else Permit(now)

    def _after_update(self, now: float) -> Permit:
        settle = self._minutes("update.settle")
        # An update before the case counts as done at its opening.
        before = [0.0] if self.answers.get("updated_recently") == "under_30min" else []
        ready = now
        for update in [*before, *self.updates]:
            since = [at for at in self.tries if update <= at <= update + settle]
            if len(since) >= self.policy["update.tries"].count:
                ready = max(ready, update + settle)
        return Permit(ready, "R6") if ready > now else Permit(now)

    def api_failures_left(self) -> int:
        """Return how many more failed re-authorisations are safe in a row (R7).

        The first of a case always is.  It may have been the third in a row, whatever the person remembers, so that
        every further one keeps the whole distance.
        """
        return 0 if self.api_failures else 1

    def _after_api_failures(self, now: float) -> Permit:
        return self._after(self.api_failures, "api.suspension", now, "R7")

    def _after_outage(self, now: float) -> Permit:
        return self._after(self.outages, "outage.hold", now, "R8")

    def _after(self, instants: Sequence[float], figure: str, now: float, rule: str) -> Permit:
        ready = max(instants, default=-inf) + self._minutes(figure) + MARGIN
        return Permit(ready, rule) if ready > now else Permit(now)
