"""What allauth asks us about accounts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.requests import RequestSite

from generator.accounts import links


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types.
    """Has mails lead to SITE_URL."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose addresses all lead to where the site is."""
        home = links.site_url(self.request)
        site = RequestSite(self.request)
        site.domain, site.name = urlsplit(home).netloc, settings.SITE_NAME
        addresses = {
            name: links.at_home(str(value))
            for name, value in context.items()
            if name.endswith("_url") and value
        }
        super().send_mail(
            template_prefix, email, {**context, **addresses, "current_site": site, "site_url": home}
        )
