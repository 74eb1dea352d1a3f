"""A console of the bench's own: a throw-away data folder, migrated, with one owner logged in."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile


def open_console() -> None:
    """Make the folder and the database's tables; every later import of Django sees them."""
    folder = tempfile.mkdtemp(prefix="kagimori-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update({"KAGIMORI_DATA": folder, "DJANGO_SETTINGS_MODULE": "kagimori.project.settings"})
    from kagimori.cli.start import open_database, open_folder, set_up

    set_up()
    open_folder()
    open_database()


def make_owner() -> tuple[object, object]:
    """Return an owner whose second step is on, and their team."""
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from kagimori.console.people.models import Membership, Person, Team, User

    now = timezone.now()
    user = User.objects.create_user("ai@example.jp", "a long enough password", name="Ai", is_owner=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "none"})
    team = Team.objects.create(name="Minato Coffee", made_at=now)
    Membership.objects.create(team=team, user=user, role="owner", since=now)
    Person.objects.create(team=team, user=user, name="Ai", email=user.email, added_at=now)
    return user, team


def cookie_of(user: object) -> str:
    """Return the header of a browser in which the user is logged in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
