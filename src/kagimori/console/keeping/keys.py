"""Whether the keys are this installation's own, asked at every start before anything is served.

The first start makes the keys and leaves a mark of each purpose in the database; from then on a start without the keys,
or with others, ends with what to do.  Nothing is ever made anew where marks stand already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction

from kagimori.console.doors.keyring import key_file, keyring, pass_from_file
from kagimori.console.keeping.models import KeyCheck, Restoring
from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Keyring, Purpose, SealBroken
from kagimori.core.vault.purposes import Kind
from kagimori.gateways.keys import KeyFile, KeysExist

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD = "kagimori"


class KeysOfAnother(KagimoriError):
    """The keys open, but this database's marks were made with others: `file`, and `purpose` of the first mark."""

    code = "keys.of_another"


class RestoreUnfinished(KagimoriError):
    """A restore began and never ended, so that this may be half a backup."""

    code = "restore.unfinished"


def make_ready() -> Keyring:
    """Return the keys after a look at the marks.  Raises KeysOfAnother, KeysMissing and what `KeyFile.open` does."""
    if Restoring.objects.filter(ended_at=None).exists():
        raise RestoreUnfinished
    file = key_file()
    if not file.path.exists() and not KeyCheck.objects.exists():
        make(file)
    ring = keyring()
    check(ring, {row.purpose: bytes(row.mark) for row in KeyCheck.objects.all()})
    _leave_marks(ring)
    return ring


def make(file: KeyFile) -> None:
    """Make the first keys, kept as the settings wish; where another process was faster its keys are taken."""
    try:
        file.make(Keyring.fresh(), wished(file))
    except KeysExist:
        return


def wished(file: KeyFile) -> dict[str, Any]:
    """Return a new master key, kept as the settings say: by a key service, under a passphrase or in the file."""
    if settings.KMS_URI:
        return file.under_kms(settings.KMS_URI)
    passphrase = pass_from_file()
    return file.under_passphrase(passphrase) if passphrase else file.in_clear()


def check(ring: Keyring, marks: Mapping[str, bytes]) -> None:
    """Put the keys to the test of these marks, by purpose.  Raises KeysOfAnother."""
    for purpose in Purpose:
        if purpose in marks and not _fits(ring, purpose, marks[purpose]):
            raise KeysOfAnother(file=key_file().path, purpose=purpose)


def mark_anew(ring: Keyring, purpose: Purpose) -> None:
    """Replace the mark by one of the newest key."""
    KeyCheck.objects.update_or_create(purpose=purpose, defaults={"mark": mark(ring, purpose)})


def mark(ring: Keyring, purpose: Purpose) -> bytes:
    """Return a mark by the newest key of a purpose."""
    if purpose.kind is Kind.SEAL:
        return ring.box(purpose).seal(Secret(WORD.encode()), bound_to=_place(purpose))
    if purpose.kind is Kind.STAMP:
        return ring.stamp(purpose).of(WORD.encode())
    return ring.fingerprint(purpose).of(WORD).encode()


def _leave_marks(ring: Keyring) -> None:
    known = set(KeyCheck.objects.values_list("purpose", flat=True))
    for purpose in Purpose:
        if purpose in known:
            continue
        try:
            with transaction.atomic():
                KeyCheck.objects.create(purpose=purpose, mark=mark(ring, purpose))
        except IntegrityError:
            # Another process left its mark at this moment; ours must fit it as if it had always been there.
            check(ring, {purpose: bytes(KeyCheck.objects.get(purpose=purpose).mark)})


def _fits(ring: Keyring, purpose: Purpose, found: bytes) -> bool:
    if purpose.kind is Kind.STAMP:
        return ring.stamp(purpose).fits(WORD.encode(), found)
    if purpose.kind is Kind.FINGERPRINT:
        return found.decode(errors="replace") in ring.fingerprint(purpose).all_of(WORD)
    try:
        return ring.box(purpose).open(found, bound_to=_place(purpose)) == Secret(WORD.encode())
    except SealBroken:
        return False


def _place(purpose: Purpose) -> AssociatedData:
    return AssociatedData("", f"key_check:{purpose}", "mark")
