"""Addresses of the room."""

from __future__ import annotations

from django.urls import include, path

from kagimori.console.accounts.reach.addresses import ADDRESSES as REACH
from kagimori.console.accounts.views import account, listing, trying

app_name = "accounts"

of_an_account = [
    path("", account.account, name="account"),
    path("edit/", listing.edit, name="edit"),
    path("archive/", listing.archive, name="archive"),
    path("bring-back", listing.bring_back, name="bring_back"),
    path("try", trying.begin, name="try"),
    path("told", trying.tell, name="tell"),
    path("tried", trying.past, name="past"),
    path("hold", trying.hold, name="hold"),
    path("hold/<uuid:hold>/lift", trying.lift, name="lift"),
    path("locked-out", trying.locked_out, name="locked_out"),
    path("back-in", trying.back_in, name="back_in"),
    path("wait", trying.wait, name="wait"),
    path("say", account.say, name="say"),
    path("holders", account.add_holder, name="holder"),
    path("holders/<uuid:holder>/end", account.end_holder, name="holder_end"),
    path("campaigns", account.add_campaign, name="campaign"),
    path("campaigns/<uuid:campaign>/end", account.end_campaign, name="campaign_end"),
    path("payment", account.payment, name="payment"),
]

urlpatterns = [
    *REACH,
    path("t/<slug:team>/accounts/", listing.accounts, name="list"),
    path("t/<slug:team>/accounts/new/", listing.new, name="new"),
    path("t/<slug:team>/accounts/import/", listing.import_list, name="import"),
    path("t/<slug:team>/accounts/archived/", listing.archived, name="archived"),
    path("t/<slug:team>/accounts/<uuid:account>/", include(of_an_account)),
]
