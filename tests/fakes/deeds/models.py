from django.db import models


class Thing(models.Model):
    """Something that is due once: how often the job looked at it, and how often it did it."""

    number = models.IntegerField(unique=True)
    runs = models.IntegerField(default=0)
    effects = models.IntegerField(default=0)

    def __str__(self):
        return str(self.number)


class Clock(models.Model):
    """One row: the second that is due next."""

    due = models.DateTimeField()

    def __str__(self):
        return str(self.due)


class Tick(models.Model):
    """A second that was rung; nothing but the clock's conditional update keeps it from standing here twice."""

    second = models.DateTimeField()

    def __str__(self):
        return str(self.second)
