"""A user name of Instagram in its one written form: letters, digits, dot and underscore, small, without the at sign.

People paste what they have at hand: `@Minato.Coffee`, full-width letters, the address of the profile.
"""

from __future__ import annotations

import re

from kagimori.core.errors import BadInput
from kagimori.core.typed import inspect_name

_HOST = re.compile(r"^(?:https?://)?(?:[a-z0-9-]+\.)*(?:instagram\.com|instagr\.am|ig\.me)/", re.IGNORECASE)
# What may stand before the name in an address of a profile.
_BEFORE = frozenset({"_u", "stories", "m"})
# Addresses that are no profile's; the platform lets nobody be called so.
_NO_PROFILE = frozenset({"p", "reel", "reels", "tv", "explore", "accounts", "direct", "about", "legal", "developer"})
_FORM = re.compile(r"[a-z0-9._]+")


class HandleUnusable(BadInput):
    """This is no user name of Instagram: `found` is what came, `longest` how many signs there may be."""

    code = "accounts.handle_unusable"


def normal(text: str, *, longest: int) -> str:
    """Return the user name in its one form.  Raises HandleUnusable.

    Source: Instagram's sign-up form; letters, digits, dots and underscores, at most `longest` (policy).
    """
    clean = inspect_name(_name_in(text)).clean
    if not _FORM.fullmatch(clean) or len(clean) > longest:
        raise HandleUnusable(found=text.strip()[: longest * 2], longest=longest)
    return clean


def _name_in(text: str) -> str:
    """Return the name's part of the address of a profile; any other text as it is."""
    plain = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text.strip())
    rest, found = _HOST.subn("", plain, count=1)
    if not found:
        return plain
    parts = [part for part in re.split(r"[/?#]", rest) if part]
    while parts and parts[0].lower() in _BEFORE:
        del parts[0]
    # An empty text is refused by whoever asked.
    return "" if not parts or parts[0].lower() in _NO_PROFILE else parts[0]
