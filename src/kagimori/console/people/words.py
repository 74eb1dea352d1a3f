"""Words for what stands in the room's columns: roles, access, kinds of people, failures, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kagimori.console.look.templatetags.look import moment
from kagimori.core.people.roles import ACCESSES, ROLES
from kagimori.knowledge import load_rights
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from kagimori.core.errors import KagimoriError
    from kagimori.core.people.roles import Role
    from kagimori.core.text import Lang


def lang() -> Lang:
    """Return the reader's language."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def role(name: str) -> str:
    """Return what a role is called."""
    return load_rights().roles[cast("Role", name)].name.to(lang())


def right(name: str) -> str:
    """Return what a right is called; its id where a right of that name is gone from the table."""
    found = load_rights().rights.get(name)
    return found.words.to(lang()) if found else name


def access(name: str) -> str:
    """Return what a breadth of access is called."""
    return {"full": _("Full access"), "limited": _("Limited to tasks")}[name]


def kind(name: str) -> str:
    """Return what a kind of person is called."""
    return {
        "employee": _("Employee"),
        "agency": _("Agency"),
        "freelancer": _("Freelancer"),
        "partner_business": _("Partner business"),
    }[name]


def roles() -> list[tuple[str, str]]:
    """Return the roles for a field to choose from, each with what it is for."""
    told = load_rights().roles
    return [(one, f"{told[one].name.to(lang())} – {told[one].purpose.to(lang())}") for one in ROLES]


def accesses() -> list[tuple[str, str]]:
    """Return the breadths of access for a field to choose from."""
    means = {
        "full": _("everything that the role may do, on every account of the team"),
        "limited": _("only the accounts and tasks that are given one by one"),
    }
    return [(one, f"{access(one)} – {means[one]}") for one in ACCESSES]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of people for a field to choose from."""
    return [(one, kind(one)) for one in ("employee", "agency", "freelancer", "partner_business")]


def fault(error: KagimoriError) -> str:
    """Return what happened and what to do; instants stand as the reader's clock shows them."""
    fields = {name: moment(one) if isinstance(one, datetime) else one for name, one in error.fields.items()}
    return explain(type(error)(**fields), lang())
