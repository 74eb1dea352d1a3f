"""What this room leaves out of backups, and the models of libraries and early rooms that must not come back."""

from __future__ import annotations

LEFT_OUT = (
    # Made anew by every installation.
    "contenttypes.ContentType",
    "auth.Permission",
    "auth.Group",
    "auth.Group_permissions",
    # Whoever was logged in logs in again; whoever holds a link asks for a new one.
    "sessions.Session",
    "usersessions.UserSession",
    "account.EmailConfirmation",
    "people.FirstOwnerLink",
    "doctor.CaseLink",
    "doctor.CaseHolder",
    "login.ResetLink",
    "people.Invitation",
    "people.ApiToken",
    "socialaccount.SocialToken",
    # Who works on what is known only to those who do.
    "work.Worker",
    # About restores that this very database has seen.
    "keeping.Restoring",
)
BY_ITSELF = (
    "keeping.KeyCheck",
    "timeline.Head",
    "timeline.Place",
    "status.Reading",
    "doctor.Knock",
)
