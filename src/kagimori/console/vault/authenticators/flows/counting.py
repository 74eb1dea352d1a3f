"""The counter of an account's proven apps, beside what it counts."""

from __future__ import annotations

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.panels import apps


def count_apps(account: InstagramAccount) -> None:
    """Count the apps that are proven to hold the living key; whoever calls this holds the account's row."""
    living, counted = apps()
    number = living.filter(account=account).aggregate(**counted)
    InstagramAccount.objects.filter(pk=account.pk).update(**number)
