"""Deeds on an account's authenticator key and the apps that hold it, each with its entry in the same transaction."""

from __future__ import annotations

from kagimori.console.vault.authenticators.flows.apps import answer, end_app, note_app
from kagimori.console.vault.authenticators.flows.keys import begin, cancel, finish, picture_is_gone, retire
from kagimori.console.vault.authenticators.flows.proving import prove
from kagimori.console.vault.authenticators.flows.setup import code_to_type, lay_out

__all__ = [
    "answer",
    "begin",
    "cancel",
    "code_to_type",
    "end_app",
    "finish",
    "lay_out",
    "note_app",
    "picture_is_gone",
    "prove",
    "retire",
]
