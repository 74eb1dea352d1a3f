"""What the rooms say about keeping, gathered from their modules called `keeping`.

Such a module may hold
    SEALED     its sealed columns, so that keys can be changed (`core.vault.columns.SealedColumn`)
    LEFT_OUT   models ("room.Model") whose rows no backup carries: links, sessions, tokens, who works on what
    BY_ITSELF  models that fill by themselves at a start, so that their rows do not make an installation "not empty"
    restored(since, now)   called in the restore's last transaction: `since` is when the backup was made
and nothing that runs when it is imported.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import ModuleType

    from kagimori.core.vault.columns import SealedColumn

    Restored = Callable[[datetime, datetime], None]

MODULE = "keeping"


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return every room's sealed columns."""
    return tuple(column for module in _modules() for column in getattr(module, "SEALED", ()))


def left_out() -> frozenset[str]:
    """Return the labels of the models that a backup leaves out, in small letters."""
    return frozenset(name.lower() for module in _modules() for name in getattr(module, "LEFT_OUT", ()))


def by_itself() -> frozenset[str]:
    """Return the labels of the models that fill by themselves, in small letters."""
    return frozenset(name.lower() for module in _modules() for name in getattr(module, "BY_ITSELF", ()))


def restored_hooks() -> tuple[Restored, ...]:
    """Return what the rooms do after a restore, those first that others build on."""
    return tuple(module.restored for module in reversed(list(_modules())) if hasattr(module, "restored"))


def _modules() -> Iterator[ModuleType]:
    for room in apps.get_app_configs():
        name = f"{room.name}.{MODULE}"
        if find_spec(name) is not None:
            yield import_module(name)
