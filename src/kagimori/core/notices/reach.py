"""A person as a notice reaches them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """One user: opaque id, name, mail address, and the wishes that notices keep to; `role` is that in the team."""

    user: str
    name: str
    mail: str
    language: str = ""
    zone: str = ""
    role: str = ""
