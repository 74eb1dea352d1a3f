"""Every address of the console and every operation of the API, found by walking the URL configuration."""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse

from kagimori.console.doors.problems import nothing_here
from kagimori.project.api import api

# Counters and marks that a refused request may leave.
NOT_LOOKED_AT = {"people_rightuse", "doctor_knock", "people_apitoken", "django_session", "look_cache"}
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(?P<table>\w+)"')
MARKS = ("Minato Coffee", "minato_coffee", "guest@example.jp")


@dataclass(frozen=True)
class Page:
    """One address: its name, the names of its parts, and what its view asks for."""

    name: str
    parts: tuple[str, ...]
    door: str

    def at(self, **ids):
        """Return the address with these ids."""
        return reverse(self.name, kwargs={part: ids[part] for part in self.parts})


@dataclass(frozen=True)
class Operation:
    """One operation of the API with one method."""

    id: str
    method: str
    path: str
    right: str

    def at(self, **ids):
        """Return the address with these ids."""
        path = self.path
        for part in self.parts:
            path = path.replace(f"{{{part}}}", str(ids[part]))
        return f"/api/v1{path}"

    @property
    def parts(self):
        """Return the names of the parts of its address."""
        return [piece.partition("}")[0] for piece in self.path.split("{")[1:]]


def pages():
    """Return every page."""
    return tuple(_walked(get_resolver().url_patterns, "", ()))


def _walked(patterns, space, outer):
    for pattern in patterns:
        parts = (*outer, *pattern.pattern.regex.groupindex)
        if not isinstance(pattern, URLPattern):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walked(pattern.url_patterns, inner, parts)
        elif not space.startswith("api:") and pattern.callback is not nothing_here:
            yield Page(f"{space}{pattern.name}", parts, getattr(pattern.callback, "door", ""))


def operations():
    """Return every operation of the API."""
    return tuple(
        Operation(
            api.get_openapi_operation_id(operation),
            method,
            _plain(path),
            operation.auth_callbacks[0].right if operation.auth_callbacks else "",
        )
        for router in api._get_bound_routers()  # noqa: SLF001  # the library has no other way to its operations
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    )


def _plain(path):
    pieces = path.split("{")
    return pieces[0] + "".join(
        "{" + piece.partition("}")[0].rpartition(":")[2] + "}" + piece.partition("}")[2] for piece in pieces[1:]
    )


def ask(client, method, url, **sent):
    """Return the answer to one request whose effects are taken back at once, and whether it changed any row of ours."""
    client.raise_request_exception = False
    changed = []

    def watched(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        writes = WRITES.match(sql)
        if writes and writes["table"] not in NOT_LOOKED_AT and context["cursor"].rowcount > 0:
            changed.append(writes["table"])
        return result

    with transaction.atomic():
        with connection.execute_wrapper(watched):
            answer = client.generic(method, url, **sent)
        transaction.set_rollback(True)
    return answer, bool(changed)
