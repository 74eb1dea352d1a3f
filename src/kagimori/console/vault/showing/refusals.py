"""What this part refuses, each as a failure that a person can answer."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class NoKey(Refused):
    """No authenticator key of the account is in use here, so there is no code."""

    code = "vault.no_key"


class NotShared(Refused):
    """Nobody has given this person the sight of the account's codes, or the time is over."""

    code = "vault.not_shared"
    status = 403


class WhyMissing(BadInput):
    """The purpose is another one, and which is not said."""

    code = "vault.why_missing"


class ShareGone(Refused):
    """There is no such share any more: ended, over, or never there."""

    code = "vault.share_gone"
    status = 404


class ShareNoMember(BadInput):
    """Codes are shared with members of the team alone."""

    code = "vault.share_no_member"


class ShareUnproven(BadInput):
    """The member's own two-step verification is off."""

    code = "vault.share_unproven"


class ShareTooLong(BadInput):
    """A share lasts `days` days at most."""

    code = "vault.share_too_long"


class ShareTimes(BadInput):
    """A share has to end after it begins, and later than now."""

    code = "vault.share_times"
