"""Phone numbers: one form for storing and comparing, and the way in which the reader writes them.

Stored is E.164, such as +81312345678.  Which numbers exist is told by the library; whose they are is not known here.
"""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from kagimori.core.errors import BadInput
from kagimori.core.text import fold

# Where a number without a country belongs.
HOME = "JP"
LONGEST = 40


class NumberUnusable(BadInput):
    """This is no phone number that anybody could call; `typed` is never repeated, for it may be private."""

    code = "people.number_unusable"


def normal(text: str, region: str = HOME) -> str:
    """Return the number in E.164, whatever its widths and strokes; one without a country belongs to `region`.

    Raises NumberUnusable.
    """
    try:
        number = phonenumbers.parse(fold(text[:LONGEST]), region)
    except NumberParseException:
        raise NumberUnusable from None
    if not phonenumbers.is_valid_number(number):
        raise NumberUnusable
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: str, region: str = HOME) -> str:
    """Return an E.164 number as people in `region` write it: with its country only where that is another one.

    What is no number comes back as it is.
    """
    try:
        found = phonenumbers.parse(number)
    except NumberParseException:
        return number
    home = phonenumbers.country_code_for_region(region) == found.country_code
    return phonenumbers.format_number(found, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL)
