"""Users: a login for the whole installation, and the one-time link that makes the first of them.

What a person is in a team, and who may do what, is not told here.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """Makes and finds users; addresses are compared without case."""

    def create_user(self, email: str, password: str | None = None, **wishes: Any) -> User:
        """Return a new stored user; without a password nobody can log in as them."""
        user = self.model(email=self.normalize_email(email), **wishes)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this address in whatever case; raises User.DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can log in, known by mail address."""

    # The name that the timeline and other records carry, so that a person can be forgotten without touching them.
    opaque = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    # Empty: as the browser wishes.
    language = models.CharField(_("language"), max_length=5, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    is_owner = models.BooleanField(_("owner of this installation"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"

    class Meta:
        """One login per address, whatever its case."""

        constraints = (models.UniqueConstraint(Lower("email"), name="people_user_email_once"),)

    def __str__(self) -> str:
        """Return the name, or the address where none was given."""
        return self.name or self.email


class FirstOwnerLink(models.Model):
    """A link that makes the first owner, once; only its hash is kept."""

    hashed = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return when it ends; the link itself is not known here."""
        return f"until {self.ends_at:%Y-%m-%d %H:%M}"
