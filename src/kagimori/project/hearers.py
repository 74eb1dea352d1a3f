"""Who hears which kind of the timeline: what a room further right must cause further left, without importing it."""

from __future__ import annotations

TABLE: dict[str, tuple[str, ...]] = {
    # Accounts are held back while logging in is disturbed; cases that wait for the platform take themselves up again.
    "status.changed": (
        "kagimori.console.accounts.hearers.status_changed",
        "kagimori.console.doctor.hearers.status_changed",
    ),
}
