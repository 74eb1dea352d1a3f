"""What the flows of backup codes refuse, each with a sentence of its own."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class NoSheet(Refused):
    """No sheet of backup codes is kept for the account."""

    code = "vault.no_sheet"


class NoneLeft(Refused):
    """Every code of the sheet was handed out, used or spoiled."""

    code = "vault.none_left"


class AllReserved(Refused):
    """What is left is kept for others; the first is free at `until`."""

    code = "vault.all_reserved"


class HeldBack(Refused):
    """In an outage one code an hour may be tried; the next at `until` (STA-04)."""

    code = "vault.codes_held"


class NotSafe(Refused):
    """A try with a code before `until` could lock the account; `why` is the word of the light's reason."""

    code = "vault.codes_not_safe"


class CodeGone(Refused):
    """There is no such code, or it is something else by now: somebody was faster."""

    code = "vault.code_gone"
    status = 404


class NotYours(Refused):
    """Somebody else has this code."""

    code = "vault.code_not_yours"


class TooLate(Refused):
    """The last change can be taken back for a short while only, and by whoever made it."""

    code = "vault.too_late"


class NothingFound(BadInput):
    """No code stands in what was pasted; `lines` are those that look a little like one."""

    code = "vault.no_codes_found"


class TooMany(BadInput):
    """More than `most` codes are no sheet, or the text is longer than any."""

    code = "vault.too_many_codes"


class SheetOld(Refused):
    """These are the codes of a sheet that is here already: all of them, or one that was used."""

    code = "vault.sheet_old"


class DraftGone(Refused):
    """What was pasted is kept already, or waited too long for a yes."""

    code = "vault.draft_gone"
    status = 404


class PlaceGone(Refused):
    """The sheet does not lie there any more."""

    code = "vault.place_gone"
    status = 404
