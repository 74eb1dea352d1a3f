"""The HTTP API below /api/v1/: the operations of every room, one way to say no, and their description.

Each room's operations stand in its `api`; who may do what is judged at the doors (`console/doors/api.py`).  There is
no page of documentation here, since its scripts would come from elsewhere; the description is OpenAPI 3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import import_string
from ninja import NinjaAPI

from kagimori import __version__
from kagimori.console.doors.problems import tell_by

if TYPE_CHECKING:
    from ninja.operation import Operation

ROOMS = (
    "people.api.teams",
    "people.api.persons",
    "people.api.invitations",
    "people.api.tokens",
    "accounts.api.accounts",
    "accounts.api.tries",
    "accounts.api.notes",
    "vault.api.state",
    "vault.api.sheets",
    "vault.api.codes",
    "vault.api.authenticators",
    "vault.api.shown",
    "notices.api",
    "doctor.api",
    "status.api",
    "timeline.api",
    "desk.api",
)
DESCRIPTION = """Everything that the console's pages do, for programs.

Send a token as `Authorization: Bearer kgm_…`; a team's owner makes it on the page of tokens. It acts as its user in one
team, with at most the rights written on it. Failures have a stable `code` and a sentence in the language of
`Accept-Language` (ja, en). Long lists come in pieces: pass `next` as `cursor` until it is empty."""


class Api(NinjaAPI):
    """Names each operation by what it is about and its function."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name."""
        return f"{(operation.tags or ['api'])[0]}_{operation.view_func.__name__}"


api = Api(
    title="Kagimori", version=__version__, description=DESCRIPTION, docs_url=None, urls_namespace="api", servers=[]
)
tell_by(api)
for name in ROOMS:
    api.add_router("", import_string(f"kagimori.console.{name}.room"))
