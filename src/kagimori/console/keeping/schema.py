"""The shape of the tables, which a backup of an older version had otherwise: how to get there, and back to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from kagimori.console.keeping.manifest import BackupTooNew

if TYPE_CHECKING:
    from django.apps.registry import Apps

    from kagimori.console.keeping.manifest import Manifest


def refuse_newer(manifest: Manifest) -> None:
    """Raise BackupTooNew where the backup has seen migrations that this version does not know."""
    known = set(_executor().loader.graph.nodes)
    seen = {(app, name) for app, names in manifest.migrations.items() for name in names}
    # Apps of ours and of libraries are told apart by what this version knows of them at all.
    if seen - known:
        raise BackupTooNew(version=manifest.version)


def is_present(manifest: Manifest) -> bool:
    """Return whether the backup's tables have the shape that this version wants."""
    seen = {(app, name) for app, names in manifest.migrations.items() for name in names}
    return seen >= set(_executor().loader.graph.nodes)


def bring_up() -> None:
    """Bring the tables to this version."""
    call_command("migrate", interactive=False, verbosity=0)


def is_untouched() -> bool:
    """Return whether the database has no table of ours yet."""
    return not MigrationRecorder(connection).applied_migrations()


def go_to(manifest: Manifest) -> Apps:
    """Bring the empty tables to the backup's version, and return the models of that time."""
    executor = _executor()
    seen = {(app, name) for app, names in manifest.migrations.items() for name in names}
    graph = executor.loader.graph
    lasting = [node for node in graph.leaf_nodes() if node in seen]
    further = [node for node in graph.leaf_nodes() if node not in seen]
    targets = lasting + [_newest_seen(executor, node, seen) for node in further]
    executor.migrate(targets)
    state = _executor().loader.project_state([node for node in targets if node[1] is not None])
    return state.apps


def _newest_seen(executor: MigrationExecutor, leaf: tuple[str, str], seen: set[tuple[str, str]]) -> tuple[str, str]:
    """Return the newest migration of the leaf's app that the backup had seen; None as its name for none at all."""
    line = [node for node in executor.loader.graph.forwards_plan(leaf) if node[0] == leaf[0] and node in seen]
    return line[-1] if line else (leaf[0], None)  # type: ignore[return-value]  # Django's word for "before the first"


def _executor() -> MigrationExecutor:
    return MigrationExecutor(connection)
