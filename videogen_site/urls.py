"""All URLs of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("generator.urls")),
]
# The account pages' answer to too many requests.
handler429 = "generator.web.rates.too_many_requests"
handler500 = "generator.views.faults.server_error"
