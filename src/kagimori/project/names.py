"""Who knows what things are called: rooms further right ask by dotted text, and import nobody."""

from __future__ import annotations

# The word before the colon of "account:<id>" -> a function from ids to names.
NAMES: dict[str, str] = {
    "user": "kagimori.console.people.directory.people",
    "person": "kagimori.console.people.directory.people",
    "team": "kagimori.console.people.directory.teams",
    "account": "kagimori.console.accounts.directory.accounts",
}
# The same words -> a function from a team and what somebody typed to ids.
FINDERS: dict[str, str] = {
    "person": "kagimori.console.people.directory.find_people",
    "account": "kagimori.console.accounts.directory.find_accounts",
}
