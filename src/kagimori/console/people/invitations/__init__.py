"""Invitations: the only way into a team.  Sent by mail or handed over as a link, used once, until they lapse."""
