"""How the API says no: one shape for every failure, with a code for programs and sentences for people.

The sentences are those of the pages and of the command line (`knowledge/data/errors.toml`), in the language that the
request asks for; nothing of our inside ever stands in an answer.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from kagimori.core.errors import BadInput, KagimoriError, Refused, Unreachable
from kagimori.core.text import Text
from kagimori.knowledge.errors import UNNAMED, load_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ninja import NinjaAPI

    from kagimori.core.text import Lang

log = logging.getLogger("kagimori.api")


class TokenMissing(Refused):
    """The request carries no token."""

    code = "api.token_missing"


class TokenVoid(Refused):
    """The token is unknown, has ended or was taken back; which of them is nobody's business."""

    code = "api.token_void"


class NotAllowed(Refused):
    """The token, or the role of its user, does not hold the right: `right` says which."""

    code = "api.not_allowed"


class SecondStepOff(Refused):
    """The token's user has no two-step verification of their own."""

    code = "api.second_step_off"


class TooMany(Refused):
    """The token was used too often; `seconds` says in how many it works again."""

    code = "api.too_many"


class NotHere(Refused):
    """There is nothing of this name, or not for this token."""

    code = "api.not_here"


class NotJson(BadInput):
    """The body is no JSON."""

    code = "api.not_json"


class TooLarge(BadInput):
    """The body is larger than anything that is taken."""

    code = "api.too_large"
    status = 413


class FieldsWrong(BadInput):
    """Fields of the request are missing or not as the description says: `fields` names them."""

    code = "api.fields_wrong"


class Broken(KagimoriError):
    """Something of ours went wrong; the log knows what."""

    code = "api.broken"


# The nearest class of an error decides; a class of a room may say otherwise by an attribute `status`.
STATUS: dict[type[KagimoriError], int] = {
    TokenMissing: 401,
    TokenVoid: 401,
    NotAllowed: 403,
    SecondStepOff: 403,
    TooMany: 429,
    NotHere: 404,
    NotJson: 400,
    Broken: 500,
    BadInput: 422,
    Refused: 409,
    Unreachable: 502,
    KagimoriError: 409,
}


class Said(Schema):
    """What happened and what to do next, in the language that was asked for."""

    code: str = Field(description="Stable; the reference of errors lists every one.")
    message: str
    next: str = Field(description="What to do next.")
    fields: dict[str, Any] = Field(description="What the sentence was filled with, or which fields are wrong and why.")


class Problem(Schema):
    """Every answer of 400 and above."""

    error: Said


def status_of(error: KagimoriError) -> int:
    """Return the status code of an error."""
    own: int | None = getattr(error, "status", None)
    return own or next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def told(error: KagimoriError) -> JsonResponse:
    """Return the answer that tells of `error`."""
    lang: Lang = "ja" if (get_language() or "ja").startswith("ja") else "en"
    words = load_errors().get(error.code) or load_errors()[UNNAMED]
    shown = {name: value.to(lang) if isinstance(value, Text) else value for name, value in error.fields.items()}
    filled: Mapping[str, object] = defaultdict(lambda: "-", shown)
    said = {
        "code": error.code,
        "message": words.happened.to(lang).format_map(filled),
        "next": words.then.to(lang).format_map(filled),
        "fields": {name: _plain(value) for name, value in shown.items()},
    }
    answer = JsonResponse({"error": said}, status=status_of(error), json_dumps_params={"ensure_ascii": False})
    if isinstance(error, TokenMissing | TokenVoid):
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.fields["seconds"])
    return answer


@csrf_exempt  # nothing is done here, and the answer is the API's, not a page's
def nothing_here(_request: HttpRequest, **_parts: str) -> JsonResponse:
    """Return the answer for an address below the API's that is none."""
    return told(NotHere())


def tell_by(api: NinjaAPI) -> None:
    """Let `api` answer in this shape whatever goes wrong."""
    handlers: Mapping[type[Exception], Callable[[Any], KagimoriError]] = {
        KagimoriError: lambda error: error,
        AuthenticationError: lambda _error: TokenMissing(),
        Http404: lambda _error: NotHere(),
        HttpError: lambda _error: NotJson(),
        RequestDataTooBig: lambda _error: TooLarge(),
        ValidationError: lambda error: FieldsWrong(**_wrong(error.errors)),
    }
    for kind, made in handlers.items():
        api.add_exception_handler(kind, partial(_answer, made))
    api.add_exception_handler(Exception, cast("Any", _broken))


def _answer(made: Callable[[Any], KagimoriError], _request: HttpRequest, error: object) -> JsonResponse:
    return told(made(error))


def _broken(request: HttpRequest, error: Exception) -> JsonResponse:
    log.error("event=api.failed method=%s path=%s", request.method, request.path, exc_info=error)
    return told(Broken())


def _wrong(errors: list[dict[str, Any]]) -> dict[str, object]:
    """Return each wrong field with the reason as a word; what was sent is not repeated."""
    return {".".join(map(str, error["loc"])): str(error["type"]) for error in errors}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
