"""Judging a new passphrase: by its own look, and by the list of those that everybody tries first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from kagimori.console.vault.paper.refusals import PassphraseCommon
from kagimori.core.vault import passphrase as core
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.secret import Secret


def judge(passphrase: Secret, names: Iterable[str]) -> None:
    """Raise PassphraseWeak or PassphraseCommon where somebody who has the file would guess it early."""
    core.judge(passphrase, least=load_policy()["keys.passphrase_shortest"].count, names=names)
    try:
        CommonPasswordValidator().validate(passphrase.reveal().decode())
    except ValidationError:
        raise PassphraseCommon from None
