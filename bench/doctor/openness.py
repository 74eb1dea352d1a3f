"""Whether anything published could still lead out within the hour: the rule by which hand-offs are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.doctor import causes as book
from bench.doctor.repairs import REPAIRS

if TYPE_CHECKING:
    from bench.doctor.session import Session

HOUR = 60.0


def open_ways(session: Session) -> list[str]:
    """The chains of tries by which the goal can still be reached from here."""
    found = chains(session)
    return ["+".join(chain) for chain in found if _chain_open(session, chain)]


def stuck_on(session: Session) -> set[str]:
    """Causes on the person's own way that nothing published removes within the hour."""
    route = _own_way(session)
    return {cause for cause in session.blocking(route) if not clears(session, cause, route)}


def _own_way(session: Session) -> str:
    patient = session.patient
    return f"setup_{patient.method}" if patient.goal == "login" and session.inside else patient.main_way


def chains(session: Session) -> list[tuple[str, ...]]:
    """Every chain of tries that could exist for this person now, blocked or not."""
    patient = session.patient
    if patient.goal == "api":
        return [(patient.main_way,)]
    if session.inside:
        return [("setup_app",), ("setup_sms",)]
    chains: list[tuple[str, ...]] = [(patient.main_way,)]
    doors = ["login_backup"] * (session.codes > 0)
    if session.reset_through or session.outlook("ask_coadmin") != "not_possible":
        doors.append("login_after_reset")
    chains += [(door, setup) for door in doors for setup in ("setup_app", "setup_sms")]
    if session.facts["logged_in_elsewhere"] == "yes":
        chains.append(("setup_app_elsewhere",))
    return chains


def _chain_open(session: Session, chain: tuple[str, ...]) -> bool:
    inside = session.inside
    for route in chain:
        if not all(clears(session, cause, route, inside=inside) for cause in session.blocking(route)):
            return False
        inside = True
    return True


def clears(session: Session, cause: str, route: str, *, inside: bool | None = None) -> bool:
    """Whether this cause can be out of the way: by itself within the hour, by a repair, or by another device."""
    if session.ends.get(cause, float("inf")) - session.clock <= HOUR:
        return True
    if cause in book.ON_THIS_PHONE and session.outlook("use_other_device") == "ok":
        return True
    if any(kind == "cure" and name == cause for _, kind, name in session.due):
        return True
    return bool(usable(session, cause, route, inside=session.inside if inside is None else inside))


def usable(session: Session, cause: str, route: str, *, inside: bool) -> list[str]:
    """The repairs that could remove this cause on this way."""
    fitting = [name for name, repair in REPAIRS.items() if repair.cures.get(cause)]
    return [name for name in fitting if _can(session, name, route, inside=inside)]


def _can(session: Session, name: str, route: str, *, inside: bool) -> bool:
    if name == "use_second_number" and not route.startswith("setup_"):
        return False
    was, session.inside = session.inside, inside
    status = session.outlook(name)
    session.inside = was
    if status == "not_possible" and name in ("update_app", "update_os", "reinstall_app"):
        return True  # only storage is missing, and that can be freed
    # A setting that already stands as it should cures nothing; with a misleading fact there is another repair.
    return status == "ok"
