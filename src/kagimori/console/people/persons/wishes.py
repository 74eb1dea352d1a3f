"""What somebody has typed about a person, and the form in which it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.core.people.numbers import normal

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Wishes:
    """A person as typed; `phone` in whatever way people write numbers, `ends_on` None where no last day is known."""

    name: str
    email: str = ""
    phone: str = ""
    kind: str = "employee"
    company: str = ""
    ends_on: date | None = None


def stored(wishes: Wishes) -> dict[str, str]:
    """Return the columns but the last day, which ends more than the row.  Raises NumberUnusable."""
    return {
        "name": wishes.name.strip(),
        "email": wishes.email.strip().lower(),
        "phone": normal(wishes.phone) if wishes.phone.strip() else "",
        "kind": wishes.kind,
        "company": wishes.company.strip(),
    }
