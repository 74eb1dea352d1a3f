"""The console as a WSGI application, for `kagimori serve` and for any other server."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kagimori.project.labels import compile_labels

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kagimori.project.settings")
compile_labels(settings.DATA)
application = get_wsgi_application()
