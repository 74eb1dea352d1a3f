"""The room's own job: once a day what was finished long ago is forgotten."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.work.engine import TIDY_AT_ONCE, Engine
from kagimori.console.work.models import Done
from kagimori.console.work.registry import cron
from kagimori.core.text import Text
from kagimori.knowledge import load_policy


@cron("work_tidy", "17 3 * * *", Text("終わった作業の記録の片づけ", "Clearing away records of finished work"))
def forget_old() -> None:
    """Keep the engine's own tables and the keys of effects small."""
    policy, now = load_policy(), timezone.now()
    Done.objects.filter(at__lt=now - policy["work.done_kept"].span).delete()
    while Engine.now is not None and Engine.now.tidy(now - policy["work.kept"].span) == TIDY_AT_ONCE:
        pass
