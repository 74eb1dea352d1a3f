"""The services that a channel can lead to, and the form in which each asks for its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

# What we call a service: also those that only an apprise address can name.
NAMES: Mapping[str, Any] = {
    "slack": _("Slack"),
    "line": _("LINE"),
    "chatwork": _("Chatwork"),
    "mail": _("Mail"),
    "sms": _("Text message (SMS)"),
    "teams": _("Microsoft Teams"),
    "discord": _("Discord"),
    "google_chat": _("Google Chat"),
    "telegram": _("Telegram"),
    "webex": _("Webex"),
    "mattermost": _("Mattermost"),
    "ntfy": _("ntfy"),
    "pushover": _("Pushover"),
    "other": _("Another service"),
}


def _hidden(label: Any, help_text: Any = "", **more: Any) -> forms.CharField:
    """Return a field for a token: nothing that a browser offers to remember, and never shown again."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=600, **more)


class AddressForm(forms.Form):
    """Asks for one address; `secret` is what is sealed."""

    how: ClassVar[Any] = ""

    def secret(self) -> Secret:
        """Return the address with its tokens."""
        return Secret(self.address(self.cleaned_data).encode())

    def address(self, typed: Mapping[str, str]) -> str:
        """Return the address."""
        return typed["url"].strip()


class SlackForm(AddressForm):
    """An incoming webhook."""

    how = _("In Slack: Apps > Incoming Webhooks > Add to Slack, choose the channel, and copy the address.")
    url = _hidden(_("Webhook URL"), _("It begins with https://hooks.slack.com/services/"))


class ChatworkForm(AddressForm):
    """A room of Chatwork."""

    how = _("In Chatwork: your name > Service integration > API token. The room's number stands behind #!rid.")
    token = _hidden(_("API token"))
    room = forms.RegexField(r"^\d{1,20}$", label=_("Room number"))

    def address(self, typed: Mapping[str, str]) -> str:
        """Return our own address for Chatwork."""
        return f"chatwork://{typed['token'].strip()}@{typed['room']}"


class LineForm(AddressForm):
    """An official account of LINE, which pushes to one user or group."""

    how = _("In the LINE Developers console: Messaging API. LINE Notify has ended; free plans have a monthly limit.")
    token = _hidden(_("Channel access token"))
    to = forms.RegexField(r"^[UCR][0-9a-f]{8,40}$", label=_("User or group ID"))

    def address(self, typed: Mapping[str, str]) -> str:
        """Return apprise's address for LINE."""
        return f"line://{quote(typed['token'].strip(), safe='')}/{typed['to']}"


class MailForm(AddressForm):
    """A mailbox, through the installation's own mail server."""

    how = _("Sent by this Kagimori's own mail server.")
    mail = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def address(self, typed: Mapping[str, str]) -> str:
        """Return the address as a link writes it."""
        return f"mailto:{typed['mail']}"


class SmsForm(AddressForm):
    """A phone, through Twilio."""

    how = _("Through Twilio. Each message costs money, so one that may have arrived is never sent again by itself.")
    sid = forms.RegexField(r"^AC[0-9a-f]{32}$", label=_("Account SID"))
    token = _hidden(_("Auth token"))
    sender = forms.RegexField(r"^\+?\d{8,15}$", label=_("Sender's number"), help_text=_("With the country, as +81…"))
    to = forms.RegexField(r"^\+?\d{8,15}$", label=_("Receiver's number"), help_text=_("With the country, as +81…"))

    def address(self, typed: Mapping[str, str]) -> str:
        """Return apprise's address for Twilio."""
        token, sender, to = typed["token"].strip(), typed["sender"].lstrip("+"), typed["to"].lstrip("+")
        return f"twilio://{typed['sid']}:{quote(token, safe='')}@{sender}/{to}"


class OtherForm(AddressForm):
    """Whatever else apprise knows."""

    how = _("Microsoft Teams, Discord, Google Chat, Telegram and more: the webhook's address, or an apprise URL.")
    url = _hidden(_("Webhook URL or apprise URL"))


FORMS: Mapping[str, type[AddressForm]] = {
    "slack": SlackForm,
    "line": LineForm,
    "chatwork": ChatworkForm,
    "mail": MailForm,
    "sms": SmsForm,
    "other": OtherForm,
}
