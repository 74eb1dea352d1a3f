"""What belongs to the company: its mail domains and phone numbers.  Whatever else its people use is theirs (PPL-07).

Three states: where a team has named nothing, nothing is foreign but addresses of mail services that are open to all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kagimori.core.errors import BadInput, Refused
from kagimori.core.text import fold

DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+")
LONGEST = 253


class DomainUnusable(BadInput):
    """This is no mail domain."""

    code = "people.domain_unusable"


class DomainPublic(Refused):
    """Everybody can have an address there: `domain` cannot be the company's."""

    code = "people.domain_public"


@dataclass(frozen=True, slots=True)
class Company:
    """The domains (lower case, no at sign) and numbers (E.164) of a team; `public` are mail services open to all."""

    domains: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()

    def owns_mail(self, address: str) -> bool | None:
        """Return whether the address is the company's; None where that cannot be known."""
        domain = _as_servers_know(fold(address.strip()).rpartition("@")[2])
        if not domain:
            return None
        if _under(domain, self.public):
            return False
        return _under(domain, self.domains) if self.domains else None

    def owns_number(self, number: str) -> bool | None:
        """Return whether the E.164 number is the company's; None where that cannot be known."""
        return number in self.numbers if number and self.numbers else None


def domain_of(text: str, public: frozenset[str]) -> str:
    """Return the domain in its stored form; an at sign or an address before it is dropped.

    Raises DomainUnusable, or DomainPublic for a mail service that is open to all.
    """
    domain = _as_servers_know(fold(text.strip()).rpartition("@")[2])
    if len(domain) > LONGEST or not DOMAIN.fullmatch(domain):
        raise DomainUnusable
    if _under(domain, public):
        raise DomainPublic(domain=domain)
    return domain


def _as_servers_know(domain: str) -> str:
    """Return the domain in the letters of mail servers; empty where there is no such way to write it."""
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return ""


def _under(domain: str, owned: frozenset[str]) -> bool:
    """Return whether the domain is one of these or lies below one: mail.example.jp belongs to example.jp."""
    parts = domain.split(".")
    return any(".".join(parts[start:]) in owned for start in range(len(parts)))
