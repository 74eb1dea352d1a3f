"""What is refused around a login, each as a failure that a person can answer."""

from __future__ import annotations

from kagimori.core.errors import Refused


class LastWay(Refused):
    """Without this way there would be no second step left."""

    code = "login.last_way"


class AppThere(Refused):
    """An authenticator app is set up already; there is one at most."""

    code = "login.app_there"


class ResetLinkVoid(Refused):
    """The link that sets a new password was used, withdrawn or replaced, or is too old."""

    code = "login.reset_link_void"


class NobodyThere(Refused):
    """No user has this address."""

    code = "login.nobody_there"


class NotTied(Refused):
    """Whoever came from the other login is nobody here, or not yet tied to somebody."""

    code = "login.not_tied"


class OthersTaken(Refused):
    """That person of the other login is tied to somebody else here."""

    code = "login.others_taken"
