"""Persons of a team: who they are, how to reach them, what is known of their two-step verification, their leaving."""
