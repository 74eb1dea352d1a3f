"""What this part refuses, each as a failure that a person can answer."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class AuthenticatorGone(Refused):
    """There is no such key or app in this stage: ended meanwhile, or never there."""

    code = "vault.authenticator_gone"
    status = 404


class SetupOpen(Refused):
    """Another key of the account is being set up; that has to end first."""

    code = "vault.setup_open"


class KeyThere(Refused):
    """This very key is the account's living one."""

    code = "vault.key_there"


class KeyStale(Refused):
    """This key was retired here, so Instagram takes no code of it: the picture is an old one (DOC-16)."""

    code = "vault.key_stale"


class KeyKind(BadInput):
    """The key is not one that counts time; Instagram gives out no other: `found`."""

    code = "vault.key_kind"


class AppThere(Refused):
    """This app on this device is noted already: `device`."""

    code = "vault.app_there"


class DevicesFull(Refused):
    """Instagram takes so many connected devices per account and no more: `most`."""

    code = "vault.devices_full"


class NotProven(Refused):
    """No app has shown a right code yet, and nobody says that Instagram took one."""

    code = "vault.key_not_proven"


class CodeWrong(BadInput):
    """Nothing explains the code: it is of another entry, or of a key that nobody keeps here."""

    code = "vault.code_wrong"


class CodeOfOldKey(CodeWrong):
    """The code is of a key that this account had before: the app's entry is to be overwritten (DOC-16)."""

    code = "vault.code_of_old_key"


class CodeReplayed(CodeWrong):
    """The same code was typed for this app before."""

    code = "vault.code_replayed"


class ClockOff(CodeWrong):
    """The app holds the key, but its clock is about `minutes` and `seconds` behind."""

    code = "vault.clock_behind"


class ClockAhead(ClockOff):
    """The same for a clock that is ahead."""

    code = "vault.clock_ahead"


class SetupNotYours(Refused):
    """Somebody else began this setting-up; the key is shown to nobody but them."""

    code = "vault.setup_not_yours"


class QrSeveral(BadInput):
    """The picture holds `found` authenticator codes, and which is meant cannot be told."""

    code = "vault.qr_several"


class QrTransfer(BadInput):
    """The QR code is one with which Google Authenticator hands its entries to another phone."""

    code = "vault.qr_transfer"


class QrLink(BadInput):
    """The QR code leads to a page: a login by QR, or a profile."""

    code = "vault.qr_link"


class QrOther(BadInput):
    """The QR code is of another kind altogether."""

    code = "vault.qr_other"


class KeySign(BadInput):
    """At `place` stands a `sign` that keys do not have."""

    code = "vault.key_sign"


class KeyShort(BadInput):
    """The key has `found` signs, and none has fewer than `fewest`: a part is missing."""

    code = "vault.key_short"
