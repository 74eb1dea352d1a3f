"""The headers that every answer carries: what a page may load, and that it is not to be kept or passed on.

Django 5.2 has no middleware for a content security policy; this one is strict and has no exceptions: no script and
no style inside a page, nothing from elsewhere, no frame around us.  A page that needs more is built differently.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "object-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # QR codes and charts are drawn into the page
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{what} {where}" for what, where in ALLOWED.items())
PERMISSIONS = "geolocation=(), microphone=(), payment=(), usb=(), camera=(self)"


def strict(get_response: Answer) -> Answer:
    """Return the middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not request.path.startswith("/static/"):
            # Shared computers and proxies keep nothing; search engines neither.
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer
