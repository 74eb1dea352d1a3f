"""Where each secret of the vault belongs, how it is sealed, and by what mark it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.doors.keyring import keyring
from kagimori.core.vault.purposes import Purpose
from kagimori.core.vault.sealing import AssociatedData

if TYPE_CHECKING:
    from kagimori.console.vault.models import Authenticator, BackupCode, CodesDraft, KeysDraft
    from kagimori.core.secret import Secret


def place_of_code(row: BackupCode) -> AssociatedData:
    """Return what a backup code is bound to."""
    return AssociatedData(str(row.account.team_id), str(row.account_id), f"code:{row.pk}")


def place_of_key(row: Authenticator) -> AssociatedData:
    """Return what an authenticator's key is bound to."""
    return AssociatedData(str(row.account.team_id), str(row.account_id), f"key:{row.pk}")


def place_of_draft(row: CodesDraft | KeysDraft) -> AssociatedData:
    """Return what a draft is bound to."""
    return AssociatedData(str(row.team_id), str(row.pk), "draft")


def seal_code(row: BackupCode, code: Secret) -> bytes:
    """Return the code sealed for its row."""
    return keyring().box(Purpose.CODES).seal(code, bound_to=place_of_code(row))


def open_code(row: BackupCode) -> Secret:
    """Return the row's code.  Raises SealBroken."""
    return keyring().box(Purpose.CODES).open(row.sealed, bound_to=place_of_code(row))


def seal_key(row: Authenticator, key: Secret) -> bytes:
    """Return the key sealed for its row."""
    return keyring().box(Purpose.SEEDS).seal(key, bound_to=place_of_key(row))


def open_key(row: Authenticator) -> Secret:
    """Return the row's key.  Raises SealBroken."""
    return keyring().box(Purpose.SEEDS).open(row.sealed, bound_to=place_of_key(row))


def mark_of_code(account: str, code: Secret) -> str:
    """Return the mark by which a code of this account is found; digits only."""
    return keyring().fingerprint(Purpose.MARKS).of(f"code:{account}:{code.reveal().decode()}")


def marks_of_code(account: str, code: Secret) -> tuple[str, ...]:
    """Return the marks of a code by every key, the newest first; rows that an older key wrote are found by these."""
    return keyring().fingerprint(Purpose.MARKS).all_of(f"code:{account}:{code.reveal().decode()}")


def mark_of_key(key: Secret) -> str:
    """Return the mark of a key, the same in every account, so that one key in two places is seen."""
    return keyring().fingerprint(Purpose.MARKS).of(f"key:{key.reveal().hex()}")
