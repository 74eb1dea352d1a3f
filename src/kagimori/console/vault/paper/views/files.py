"""The encrypted file: written out for days on which the console is down, and read back."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kagimori.console.accounts import queries as accounts
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import words
from kagimori.console.people.models import Team
from kagimori.console.vault.models import Authenticator, CodeSheet
from kagimori.console.vault.paper import flows
from kagimori.console.vault.paper.flows import waiting
from kagimori.console.vault.paper.forms import ExportForm, RestoreForm
from kagimori.console.vault.paper.opening import opened
from kagimori.console.vault.sheets.views.opening import METHODS
from kagimori.core.errors import KagimoriError
from kagimori.gateways import age

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import KeysDraft
    from kagimori.core.vault.export import Export

RIGHT, KEYS = "codes.manage", "authenticator.manage"


@require_http_methods(METHODS)
@open_to(RIGHT)
@fresh
@sensitive_post_parameters()
def export(request: HttpRequest) -> HttpResponse:
    """Ask what goes into the file, under which passphrase and why; the answer is the file."""
    mine = _with_something(request)
    form = ExportForm(request.POST or None, accounts=mine)
    if form.is_valid():
        if form.cleaned_data["keys"] and not all(_may_keys(request, one) for one in form.chosen()):
            form.add_error("keys", _("You may not take out the keys of all these accounts. Choose others."))
        else:
            try:
                return _written(request, form)
            except KagimoriError as error:
                form.add_error(None, words.fault(error))
    shown = {"form": form, "key": standing_of(request).key, "any": bool(mine)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "vault/paper/export.html", shown, status=status)


@sensitive_variables()
def _written(request: HttpRequest, form: ExportForm) -> HttpResponse:
    wish, standing, now = form.cleaned_data, standing_of(request), timezone.now()
    team = Team.objects.get(pk=standing.team)
    document = flows.export(team, form.chosen(), keys=wish["keys"], why=wish["why"], by=standing.actor, now=now)
    answer = HttpResponse(age.lock(document, form.secret()), content_type="application/octet-stream")
    day = timezone.localdate(now)
    answer["Content-Disposition"] = f'attachment; filename="kagimori-vault-{day:%Y-%m-%d}.age"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(METHODS)
@open_to(RIGHT)
@fresh
@sensitive_post_parameters()
def restore(request: HttpRequest) -> HttpResponse:
    """Ask for the file and its passphrase, and open it."""
    form = RestoreForm(request.POST, request.FILES) if request.method == "POST" else RestoreForm()
    if form.is_valid():
        draft = _opened(request, form)
        if draft is not None:
            return redirect("vault:restore_check", team=standing_of(request).key, found=draft.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "vault/paper/restore.html", {"form": form, "key": standing_of(request).key}, status=status)


@sensitive_variables()
def _opened(request: HttpRequest, form: RestoreForm) -> KeysDraft | None:
    """Return what was opened, waiting; None where the form now says why it was not."""
    standing = standing_of(request)
    try:
        found = _mine(request, opened(form.cleaned_data["sent"].read(), form.secret()))
        return waiting.keep_waiting(standing.team, found, by=standing.actor, now=timezone.now())
    except KagimoriError as error:
        form.add_error("passphrase" if isinstance(error, age.LockedWrong) else "sent", words.fault(error))
        return None


@require_http_methods(METHODS)
@open_to(RIGHT)
@fresh
def check(request: HttpRequest, found: UUID) -> HttpResponse:
    """Show what reading it back would do, and do it."""
    standing, now = standing_of(request), timezone.now()
    draft = waiting.draft_of(standing, found, now)
    if draft is None:
        messages.error(request, _("What was read is gone: it waits a quarter of an hour. Send the file again."))
        return redirect("vault:restore", team=standing.key)
    if request.method == "POST":
        return _read_back(request, draft)
    team, export = Team.objects.get(pk=standing.team), waiting.waiting_in(draft)
    lines = flows.look_into(team, export)
    shown = {
        "lines": lines,
        "any": any(line.changes for line in lines),
        "made_at": export.made_at,
        "from_team": export.team,
        "key": standing.key,
        "draft": draft,
    }
    return render(request, "vault/paper/check.html", shown)


def _read_back(request: HttpRequest, draft: KeysDraft) -> HttpResponse:
    standing = standing_of(request)
    if "forget" in request.POST:
        waiting.forget(draft)
        messages.success(request, _("Nothing was read back."))
        return redirect("vault:overview", team=standing.key)
    try:
        team, export = Team.objects.get(pk=standing.team), waiting.waiting_in(draft)
        lines = flows.read_back(team, _mine(request, export), by=standing.actor, now=timezone.now())
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return redirect("vault:restore_check", team=standing.key, found=draft.pk)
    waiting.forget(draft)
    changed = sum(line.changes for line in lines)
    told = _("Read back: %(count)s accounts. Count their codes at Instagram, since some may have been used.")
    messages.success(request, told % {"count": changed})
    return redirect("vault:overview", team=standing.key)


def _mine(request: HttpRequest, export: Export) -> Export:
    """Return the file without what this member may not put back."""
    standing = standing_of(request)
    rows = {row.handle: row for row in accounts.visible(standing) if standing.may(RIGHT, str(row.pk))}
    kept = []
    for one in export.accounts:
        row = rows.get(one.handle)
        if row is not None:
            kept.append(one if _may_keys(request, row) else replace(one, key=None))
        elif standing.access == "full":
            # Shown as unknown; somebody limited learns nothing of other accounts.
            kept.append(one)
    return replace(export, accounts=tuple(kept))


def _with_something(request: HttpRequest) -> list[InstagramAccount]:
    """Return the accounts with codes or a key, of which this member manages the codes."""
    standing = standing_of(request)
    sheets = CodeSheet.objects.filter(account__team_id=standing.team, retired_at=None).values_list("account", flat=True)
    keys = Authenticator.objects.filter(account__team_id=standing.team, stage="living").values_list(
        "account", flat=True
    )
    some = {*sheets, *keys}
    return [row for row in accounts.visible(standing) if row.pk in some and standing.may(RIGHT, str(row.pk))]


def _may_keys(request: HttpRequest, account: InstagramAccount) -> bool:
    return standing_of(request).may(KEYS, str(account.pk))
