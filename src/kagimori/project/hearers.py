"""Who hears which kind of the timeline: what a room further right must cause further left, without importing it."""

from __future__ import annotations

NEWS = "kagimori.console.notices.hearers.news"

TABLE: dict[str, tuple[str, ...]] = {
    # Accounts are held back while logging in is disturbed; cases that wait for the platform take themselves up again.
    "status.changed": (
        "kagimori.console.accounts.hearers.status_changed",
        "kagimori.console.doctor.hearers.status_changed",
        NEWS,
    ),
    # What people are told of (knowledge/data/notices.toml).
    "accounts.held": (NEWS,),
    "accounts.freed": (NEWS,),
    "people.two_factor_reset": (NEWS,),
    "login.recovery_code_used": (NEWS,),
    "people.partner_limit": (NEWS,),
    "people.ending_soon": (NEWS,),
    "people.ended": (NEWS,),
    "vault.reset": (NEWS,),
    "vault.share_given": (NEWS,),
    "vault.share_ended": (NEWS,),
    "vault.authenticator_revealed": (NEWS,),
    "vault.file_written": (NEWS,),
    "vault.envelope_opened": (NEWS,),
    "vault.exported": (NEWS,),
    "vault.backup_restored": (NEWS,),
    "vault.check_due": (NEWS,),
    "vault.codes_low": (NEWS,),
    "vault.codes_gone": (NEWS,),
    "vault.sheet_drilled": (NEWS,),
    "vault.count_due": (NEWS,),
    # A count that does not add up becomes a case.
    "vault.count_differs": ("kagimori.console.doctor.hearers.count_differs", NEWS),
    "timeline.head": (NEWS,),
    "notices.gave_up": (NEWS,),
}
