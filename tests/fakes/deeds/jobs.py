import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from tests.fakes.deeds.models import Clock, Thing, Tick

from kagimori.console.work import cron, each, job
from kagimori.console.work.done import once

MOMENT = 0.05  # what a small request to somebody else may take
LONG = 60


@job("deeds_do")
def do(*numbers):
    each(numbers, _do)


@job("deeds_long")
def long(number):
    """Hang the first time, as if waiting for somebody else; be quick when done again."""
    if Thing.objects.filter(number=number, runs=0).update(runs=1):
        time.sleep(LONG)
    _do(number)


@cron("deeds_tick", "* * * * * *")
def tick():
    """Ring every second that is due, also those that nobody was awake for."""
    while _ring():
        pass


def _do(number):
    Thing.objects.filter(number=number).update(runs=F("runs") + 1)
    time.sleep(MOMENT)
    with transaction.atomic():
        if once(f"deed:{number}", now=timezone.now()):
            Thing.objects.filter(number=number).update(effects=F("effects") + 1)


@transaction.atomic
def _ring():
    clock = Clock.objects.get()
    if clock.due > timezone.now():
        return False
    if Clock.objects.filter(due=clock.due).update(due=clock.due + timedelta(seconds=1)) == 1:
        Tick.objects.create(second=clock.due)
    return True


@job("deeds_break")
def break_down():
    1 / 0  # noqa: B018
