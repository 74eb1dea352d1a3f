"""What this part refuses, in words for somebody at a browser; what a format refuses itself stands in core.otp.files."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class FileSealed(BadInput):
    """The `file` is protected by a password, and none was given."""

    code = "vault.file_sealed"


class FileStrange(BadInput):
    """The `file` is of no format that we know."""

    code = "vault.file_strange"


class FilesMany(BadInput):
    """There are more entries than one page can show: `found`, `most`."""

    code = "vault.file_entries_many"


class EntriesGone(Refused):
    """What was read is not there any more: kept already, or its time is over."""

    code = "vault.file_entries_gone"
    status = 404


class NothingChosen(BadInput):
    """No entry was given to an account, or no account was chosen."""

    code = "vault.file_nothing_chosen"


class AccountTwice(BadInput):
    """Two entries were given to the account of this `handle`."""

    code = "vault.file_account_twice"


class EntryRefused(Refused):
    """The entry for `handle` cannot be kept; `reason` says why.  Nothing was kept."""

    code = "vault.file_entry_refused"
