"""A job of the test's own, and waiting for it."""

import pytest

from kagimori.console.work.registry import registry


@pytest.fixture
def heard(monkeypatch):
    """What the test's own job was called with."""
    calls = []
    monkeypatch.setitem(registry.jobs, "test_note", lambda *ids: calls.append(ids))
    return calls
