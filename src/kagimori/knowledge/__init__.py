"""The library: what a non-programmer may correct is data, loaded and validated here into frozen core types.

Each family has its module and its files in `data/`; the loaders are named here and imported when first used, so that
a command which needs one family does not pay for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kagimori.knowledge.authenticators import load_authenticators as load_authenticators
    from kagimori.knowledge.book import load_book as load_book
    from kagimori.knowledge.carriers import load_carriers as load_carriers
    from kagimori.knowledge.choosing import load_choosing as load_choosing
    from kagimori.knowledge.claims import load_claims as load_claims
    from kagimori.knowledge.deeds import load_deeds as load_deeds
    from kagimori.knowledge.drafts import load_drafts as load_drafts
    from kagimori.knowledge.guides import load_guides as load_guides
    from kagimori.knowledge.menus import load_menus as load_menus
    from kagimori.knowledge.moves import load_moves as load_moves
    from kagimori.knowledge.notices import load_notices as load_notices
    from kagimori.knowledge.people_sheet import load_people_sheet as load_people_sheet
    from kagimori.knowledge.phones import load_phones as load_phones
    from kagimori.knowledge.policy import load_policy as load_policy
    from kagimori.knowledge.public_mail import load_public_mail as load_public_mail
    from kagimori.knowledge.readiness import load_readiness as load_readiness
    from kagimori.knowledge.rights import load_rights as load_rights
    from kagimori.knowledge.sayings import load_sayings as load_sayings
    from kagimori.knowledge.status import load_status as load_status

LOADERS = {
    "load_book": "kagimori.knowledge.book",
    "load_policy": "kagimori.knowledge.policy",
    "load_status": "kagimori.knowledge.status",
    "load_phrases": "kagimori.knowledge.phrases",
    "load_guides": "kagimori.knowledge.guides",
    "load_menus": "kagimori.knowledge.menus",
    "load_carriers": "kagimori.knowledge.carriers",
    "load_choosing": "kagimori.knowledge.choosing",
    "load_claims": "kagimori.knowledge.claims",
    "load_drafts": "kagimori.knowledge.drafts",
    "load_authenticators": "kagimori.knowledge.authenticators",
    "load_phones": "kagimori.knowledge.phones",
    "load_sayings": "kagimori.knowledge.sayings",
    "load_moves": "kagimori.knowledge.moves",
    "load_people_sheet": "kagimori.knowledge.people_sheet",
    "load_public_mail": "kagimori.knowledge.public_mail",
    "load_readiness": "kagimori.knowledge.readiness",
    "load_rights": "kagimori.knowledge.rights",
    "load_deeds": "kagimori.knowledge.deeds",
    "load_notices": "kagimori.knowledge.notices",
}


def __getattr__(name: str) -> Any:
    """Return the loader called `name`; raises AttributeError where there is none."""
    if name not in LOADERS:
        raise AttributeError(name)
    return getattr(import_module(LOADERS[name]), name)
