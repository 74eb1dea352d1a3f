"""The console's own settings with that room; DEEDS_VERSION plays an upgrade of the package."""

import os

import kagimori
from kagimori.project.settings import *  # noqa: F403  # Django takes every name of this module as a setting
from kagimori.project.settings import INSTALLED_APPS as ROOMS

kagimori.__version__ = os.environ.get("DEEDS_VERSION", kagimori.__version__)
INSTALLED_APPS = [*ROOMS, "tests.fakes.deeds.apps.Deeds"]
