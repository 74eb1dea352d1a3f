"""What the flows of this part refuse, each with a sentence of its own."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class NothingToPrint(Refused):
    """No code of the sheet is left."""

    code = "vault.nothing_to_print"


class PaperGone(Refused):
    """There is no such print, or this was noted of it already."""

    code = "vault.paper_gone"
    status = 404


class NothingToExport(Refused):
    """None of the chosen accounts has codes or a key here."""

    code = "vault.nothing_to_export"


class ExportTooLarge(BadInput):
    """The file is larger than any that we write: `most` MB."""

    code = "vault.export_too_large"


class NothingToRestore(Refused):
    """Nothing in the file can be read back here."""

    code = "vault.nothing_to_restore"


class PassphraseCommon(BadInput):
    """The passphrase stands in the list of those that everybody tries first."""

    code = "vault.passphrase_common"
