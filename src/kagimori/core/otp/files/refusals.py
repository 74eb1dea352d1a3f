"""Why an export file is not read: one class for each failure that a person answers differently.

    FileRefused (BadInput)
    ├─ FileUnknown        no format that we know
    ├─ FileBroken         cut off or damaged; `place` says where
    │  └─ EntryShape      one value is wrong: `place`, `found`, `expected`
    ├─ FileTooLarge       more bytes, entries or members than we read: `found`, `most`
    ├─ VersionUnknown     made by a newer app: `found`, `expected`
    ├─ PasswordNeeded     sealed with a password that was not given
    ├─ PasswordWrong      the password does not open it
    ├─ LockTooCostly      opening it would take more memory or time than we give: `found`, `most`
    ├─ LockElsewhere      it opens only in the app or account that made it
    ├─ PartsMissing       some QR codes of a transfer are not there: `missing`, `of`
    ├─ NoKeys             it is readable, but holds no authenticator key
    ├─ LinkInside         it points to a picture on the web, which we never fetch
    ├─ AuthyFile, MicrosoftFile      apps that have no export
    └─ CannotHold         the format asked for has no room for an entry of this kind

Nothing of a key or a password stands in `fields`.  Whoever knows the file's name adds it as `file`.
"""

from __future__ import annotations

from kagimori.core.errors import BadInput


class FileRefused(BadInput):
    """An export file cannot be used; nothing of it was taken."""


class FileUnknown(FileRefused):
    """The content is of no format that we know."""

    code = "otp.file_unknown"


class FileBroken(FileRefused):
    """The file is cut off or damaged; `place` says where."""

    code = "otp.file_broken"


class EntryShape(FileBroken):
    """One value is not what the format says: `place`, `found`, `expected`."""

    code = "otp.file_entry"


class FileTooLarge(FileRefused):
    """There is more than we read: `found` and `most`, of `what`."""

    code = "otp.file_too_large"


class VersionUnknown(FileRefused):
    """The format is known, this version of it is not: `found`, `expected`."""

    code = "otp.file_version"


class PasswordNeeded(FileRefused):
    """The file is sealed with a password and none was given."""

    code = "otp.file_password_needed"


class PasswordWrong(FileRefused):
    """The password does not open the file, or the sealed part was damaged: the two cannot be told apart."""

    code = "otp.file_password_wrong"


class LockTooCostly(FileRefused):
    """Opening would take more memory or time than we give to a stranger's file: `found`, `most`."""

    code = "otp.file_lock_cost"


class LockElsewhere(FileRefused):
    """The file opens only with a key that is not in it: an account's, or the phone's."""

    code = "otp.file_lock_elsewhere"


class PartsMissing(FileRefused):
    """Some QR codes of a Google Authenticator transfer are not there: `missing`, `of`."""

    code = "otp.file_parts_missing"


class NoKeys(FileRefused):
    """The file was read whole and holds no authenticator key."""

    code = "otp.file_no_keys"


class LinkInside(FileRefused):
    """An entry points to a picture on the web; `place` says where."""

    code = "otp.file_link"


class AuthyFile(FileRefused):
    """Something of Authy, which has no export."""

    code = "otp.file_authy"


class MicrosoftFile(FileRefused):
    """Something of Microsoft Authenticator, which has no export."""

    code = "otp.file_microsoft"


class CannotHold(FileRefused):
    """The format asked for cannot hold an entry of this kind: `place`, `found`."""

    code = "otp.file_cannot_hold"
