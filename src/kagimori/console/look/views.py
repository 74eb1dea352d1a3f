"""What makes the console installable: the manifest, the service worker, and the page for when there is no network.

All three are the same for everybody and hold nothing private.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

# All that the page without a network needs, and what every page asks for.
KEPT = ("look/look.css", "look/look.js", "look/icons.svg", "look/key.svg", "look/icon-192.png")
ICONS = (("look/icon-192.png", "192x192", "any"), ("look/icon-512.png", "512x512", "any maskable"))


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Return how the console looks on a home screen, in the reader's language."""
    described = {
        "id": "/",
        "name": _("Kagimori"),
        "short_name": _("Kagimori"),
        "description": _("Keeps the team logged in to its Instagram accounts"),
        "lang": get_language() or "ja",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": [
            {"src": static(name), "sizes": size, "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
        "shortcuts": [{"name": _("I cannot log in"), "url": reverse("doctor:start")}],
    }
    return JsonResponse(described, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Return the service worker; its name changes with any of the files that it keeps."""
    kept = [static(name) for name in KEPT]
    offline_page = render_to_string("look/offline.html")
    version = sha256("\n".join([*kept, offline_page]).encode()).hexdigest()[:12]
    script = render_to_string("look/worker.js", {"version": version, "offline": reverse("look:offline"), "kept": kept})
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Return the page that a browser keeps for when there is no network."""
    return render(request, "look/offline.html")
