"""What the room refuses, each as a failure that a person can answer."""

from __future__ import annotations

from kagimori.core.errors import BadInput, Refused


class PartnerLimit(Refused):
    """So many hold rights beside the owners that there is no place for one more: `most` and `taken` say how many."""

    code = "people.partner_limit"


class LastOwner(Refused):
    """Without this one the team would have no owner who stays."""

    code = "people.last_owner"


class AlreadyMember(Refused):
    """This user is in the team."""

    code = "people.already_member"


class AlreadyInvited(Refused):
    """There is an open invitation for this address."""

    code = "people.already_invited"


class InvitationVoid(Refused):
    """The invitation was used or withdrawn, has lapsed, or there is none."""

    code = "people.invitation_void"


class InvitationNotYours(Refused):
    """The invitation is for another address than that of the user who is logged in."""

    code = "people.invitation_not_yours"


class RoleBeyond(Refused):
    """Whoever gives this role does not hold as much."""

    code = "people.role_beyond"


class Gone(Refused):
    """There is no such living person, member or invitation in the team."""

    code = "people.gone"
    status = 404


class MailTaken(Refused):
    """Another person of the team has this mail address."""

    code = "people.mail_taken"


class DayPast(BadInput):
    """The last day lies in the past."""

    code = "people.day_past"


class StillHere(Refused):
    """Somebody who is still in a team, or owns the installation, cannot be forgotten."""

    code = "people.still_here"
