"""What is kept of a job that failed: names and fields of ours, never what a library wrote into its error.

The engine stores what a job raises.  A library's sentence may quote a row, an address or a password, so it is neither
stored nor logged: the log has the class and the way to it through the programme.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kagimori.core.errors import KagimoriError
from kagimori.core.text import Text

PACKAGE = "kagimori"


class JobFailed(Exception):
    """Stands for the error of a job in the engine's tables; the engine keeps its text, its `code` and its `data`."""

    def __init__(self, error: Exception) -> None:
        """Keep the class, our code and fields, and the line of ours that was reached last."""
        super().__init__(type(error).__name__)
        self.code = error.code if isinstance(error, KagimoriError) else None
        fields = error.fields if isinstance(error, KagimoriError) else {}
        self.data = {
            "where": _last_line_of_ours(error),
            "fields": {name: list(value) if isinstance(value, Text) else str(value) for name, value in fields.items()},
        }


class Unforeseen(KagimoriError):
    """A job failed by an error that is none of ours."""

    code = "work.unforeseen"


class GaveUp(KagimoriError):
    """A job's worker stopped with it so often, `tries` times, that it was put aside."""

    code = "work.gave_up"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed: the error's class, our code where it is an error of ours, and where in the programme."""

    name: str
    code: str = ""
    where: str = ""
    fields: tuple[tuple[str, object], ...] = ()

    @property
    def error(self) -> KagimoriError:
        """Return an error with the same code and fields, to be put into words."""
        same = KagimoriError(**dict(self.fields))
        same.code = self.code or Unforeseen.code
        return same


def read(stored: Any) -> Failure:
    """Return the failure that the engine has kept as `stored`; what did not come from a job of ours is only named."""
    if getattr(stored, "name", "") != JobFailed.__name__:
        return Failure(name=str(getattr(stored, "name", type(stored).__name__)))
    fields: dict[str, Any] = stored.data["fields"]
    return Failure(
        name=str(stored),
        code=stored.code or "",
        where=stored.data["where"],
        fields=tuple((name, Text(*value) if isinstance(value, list) else value) for name, value in fields.items()),
    )


def way_to(error: Exception) -> str:
    """Return the error's class and the lines of the programme that led to it, without what the error says."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip()


def _last_line_of_ours(error: Exception) -> str:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = PurePath(frame.filename).parts
        if PACKAGE in parts[:-1]:
            start = len(parts) - 1 - parts[::-1].index(PACKAGE)
            return f"{PurePath(*parts[start:])}:{frame.lineno}"
    return ""
