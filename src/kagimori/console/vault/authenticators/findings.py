"""What is to be done about the authenticators of many accounts: pictures to delete, apps to check (VLT-07, VLT-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Abs

from kagimori.console.vault.models import App, Authenticator
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount


def pictures_left(accounts: QuerySet[InstagramAccount]) -> QuerySet[Authenticator]:
    """Return the keys of whose picture nobody has said that the original is deleted, the oldest first."""
    left = Authenticator.objects.filter(account__in=accounts, had_picture=True, picture_gone_at=None)
    return left.select_related("account").order_by("added_at")


def unfinished(accounts: QuerySet[InstagramAccount]) -> QuerySet[Authenticator]:
    """Return the keys whose setting-up was begun and not ended, the oldest first."""
    return (
        Authenticator.objects.filter(account__in=accounts, stage="pending")
        .select_related("account")
        .order_by("added_at")
    )


def apps_to_check(accounts: QuerySet[InstagramAccount], now: datetime) -> QuerySet[App]:
    """Return the apps of living keys about which `core.accounts.upkeep` finds something, longest unchecked first."""
    policy = load_policy()
    since, window = now - policy["authenticator.check_every"].span, policy["otp.window"].count
    living = App.objects.filter(account__in=accounts, removed_at=None, authenticator__stage="living")
    off = Q(off__gt=window) | Q(person__left_at__isnull=False)
    unchecked = Q(proven_at=None) | Q(drift_at=None) | Q(drift_at__lt=since)
    bad = Q(app_locked="no") | Q(clock_synced="no")
    unasked = Q(said_at=None) | Q(said_at__lt=since) | Q(app_locked="unknown") | Q(clock_synced="unknown")
    found = living.annotate(off=Abs("drift_steps")).filter(off | unchecked | bad | unasked)
    return found.select_related("account").order_by(F("drift_at").asc(nulls_first=True), "pk")
