"""The platform's rules R1 to R8, counted over one session and what came before it.

Only counting and consequences stand here; what an attempt meets stands in `session`.  Times are minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.doctor.patient import Patient

DAY = 1440.0
HOUR = 60.0
ROUNDING = 1e-6  # minutes: three minutes are three minutes


@dataclass(slots=True)
class Platform:
    """Counters of one session.  `verdicts` is the list of broken rules; `locks` those that locked the account."""

    failed_at: list[float]
    operations: int
    api_failed: int
    rejected: int
    all_sms: list[float] = field(default_factory=list)
    sms_at: float | None = None
    backup_at: float | None = None
    updated_at: float | None = None
    since_update: int = 0
    outage_read_at: float | None = None
    api_failed_here: bool = False
    verdicts: list[str] = field(default_factory=list)
    locks: int = 0

    @classmethod
    def before(cls, patient: Patient) -> Platform:
        """The counters as the patient brings them."""
        rejected = int(patient.facts["appeals_rejected"].rstrip("+"))
        return cls(list(patient.failed_at), patient.operations, patient.api_failures, rejected)

    def failures_within_hour(self, clock: float) -> int:
        return sum(1 for at in self.failed_at if clock - at < HOUR)

    def sms_within_ten(self, clock: float, before: int) -> int:
        """SMS requested within ten minutes, those from before the session included."""
        return (before if clock < 10 else 0) + sum(1 for at in self.all_sms if clock - at < 10)

    def begin(
        self, attempt: str, clock: float, *, sends_sms: bool, suspended: bool, outage: bool
    ) -> list[tuple[str, float]]:
        """Notes an attempt's start; returns what it brings on: cause and minutes."""
        brought: list[tuple[str, float]] = []
        if attempt.startswith("login_"):
            self.operations += 1
            if self.operations == 20:  # R2: the twentieth, once
                brought.append(self._broken("R2", "action_block", DAY))
        if sends_sms:
            if self.sms_at is not None and clock - self.sms_at < 3 - ROUNDING:
                brought.append(self._broken("R3", "resend_block", 30))
            self.sms_at = clock
            self.all_sms.append(clock)
        if attempt == "login_backup":
            if outage and self.backup_at is not None and clock - self.backup_at < HOUR:
                brought.append(self._broken("R4", "security_lock", DAY))
            self.backup_at = clock
        self._after_update(attempt, clock)
        if attempt == "api_reconnect" and suspended and self.api_failed_here:
            self.verdicts.append("R7")
        if attempt != "login_backup" and self.outage_read_at is not None and clock - self.outage_read_at < 30:
            self.verdicts.append("R8")
        return brought

    def _after_update(self, attempt: str, clock: float) -> None:
        if not attempt.startswith(("login_", "setup_")) or self.updated_at is None or clock - self.updated_at >= 30:
            return
        self.since_update += 1
        if self.since_update >= 3:
            self.verdicts.append("R6")

    def refused(self, clock: float) -> list[tuple[str, float]]:
        """Notes a refusal of what was typed; the fifth within an hour locks."""
        self.failed_at.append(clock)
        if self.failures_within_hour(clock) < 5:
            return []
        return [self._broken("R1", "security_lock", DAY)]

    def api_refused(self) -> list[tuple[str, float]]:
        """Notes a failed re-authorisation; the third in a row suspends for half an hour."""
        self.api_failed += 1
        self.api_failed_here = True
        return [("api_ban", 30.0)] if self.api_failed >= 3 else []

    def updated(self, clock: float) -> None:
        self.updated_at, self.since_update = clock, 0

    def appealed(self) -> None:
        if self.rejected >= 3:
            self.verdicts.append("R5")

    def _broken(self, rule: str, cause: str, minutes: float) -> tuple[str, float]:
        self.verdicts.append(rule)
        self.locks += cause == "security_lock"
        return cause, minutes
