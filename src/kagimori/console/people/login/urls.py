"""Addresses of getting in; the names that the library looks up by itself are its own."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from kagimori.console.people.login.views import gate, links, me, others, password, recovery_codes, second_step

urlpatterns = [
    path("account/login/", gate.LogIn.as_view(), name="account_login"),
    path("account/login/passkey/", gate.LogInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("account/login/code/", mfa.AuthenticateView.as_view(template_name="login/code.html"), name="mfa_authenticate"),
    path("account/logout/", account.LogoutView.as_view(template_name="login/logout.html"), name="account_logout"),
    path(
        "account/inactive/",
        account.AccountInactiveView.as_view(template_name="login/inactive.html"),
        name="account_inactive",
    ),
    path("account/forgotten/", password.forgotten, name="forgotten"),
    path("account/new-password/<str:token>/", password.by_link, name="reset_link"),
    path(
        "account/again/",
        account.ReauthenticateView.as_view(template_name="login/again_password.html"),
        name="account_reauthenticate",
    ),
    path(
        "account/again/code/",
        mfa.ReauthenticateView.as_view(template_name="login/again_code.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "account/again/passkey/",
        webauthn.ReauthenticateWebAuthnView.as_view(template_name="login/again_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second-step/", second_step.choose, name="second_step"),
    path("account/second-step/app/", second_step.app, name="second_step_app"),
    path("account/second-step/passkey/", second_step.passkey, name="second_step_passkey"),
    path("account/second-step/<int:way>/remove/", me.remove_way, name="remove_way"),
    path("account/recovery-codes/", recovery_codes.show, name="recovery_codes"),
    path("account/recovery-codes/file/", recovery_codes.download, name="recovery_codes_file"),
    path("account/recovery-codes/new/", recovery_codes.renew, name="recovery_codes_new"),
    path("account/password/", password.change, name="account_change_password"),
    path("account/sessions/<int:place>/end/", me.end_session, name="end_session"),
    path("account/sessions/end-others/", me.end_other_sessions, name="end_other_sessions"),
    path("account/others/", others.begin, name="others_begin"),
    path("account/others/tie/", others.tie, name="others_tie"),
    path("account/others/untie/", others.untie, name="others_untie"),
    path("account/others/back/", others.come_back, name="others_back"),
    path("installation/people/<uuid:opaque>/reset-link/", links.reset_link_for, name="reset_link_for"),
    path("me/", me.me, name="me"),
]
