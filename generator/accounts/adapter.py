"""What allauth asks us about accounts: passwords, the limits on guessing them, and mails."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest

from generator.accounts import links, security_log
from generator.accounts.guessing import devices
from generator.accounts.guessing.guesses import Guess, visit_of
from generator.models import LaterAddress, User
from generator.web import rates

# Mails that are sent because somebody has typed an address into a form.
ASKED_FOR = {
    "account/email/unknown_account": ("password_reset", "unknown"),
    "account/email/account_already_exists": ("sign_up", "exists"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types.
    """Counts wrong passwords so that strangers hold up strangers only, and has mails lead to SITE_URL."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        address = str(credentials.get("email") or "").strip().lower()
        told = security_log.about(address)
        if visit := visit_of(request):
            self._guess = Guess(request, "reauthentication", address, visit, told)
        else:
            self._guess = Guess(request, "sign_in", address, devices.device_for(request, address), told)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user:
            self._guess.was_right()
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        """Name the network as our own limits do, also where a visitor has come past the proxies."""
        return rates.network_of(request).partition("/")[0]

    def set_password(self, user: User, password: str) -> None:
        """Set the password; whoever may do so has proved to be the user, by the old one or by a mail."""
        super().set_password(user, password)
        devices.expect(self.request, user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send a link to a new password, but to no address that somebody could have slipped in lately."""
        security_log.note(self.request, "password_reset", "asked", account=user.pk)
        address = EmailAddress.objects.filter(user=user, email__iexact=email).first()
        # Without a row it is the address that the account was made with.
        if address is None or LaterAddress.may_get_links(address):
            super().send_password_reset_mail(user, email, context)
            return
        later = LaterAddress.objects.filter(address=address).first()
        context = {**context, "trusted_from": later.trusted_from if later and address.verified else None}
        self.send_mail("account/email/password_reset_refused", email, context)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Keep the last address to which a link to a new password may go: its owner may need it to get back in."""
        if not super().can_delete_email(email_address):
            return False
        if not email_address.pk or not LaterAddress.may_get_links(email_address):
            return True
        others = EmailAddress.objects.filter(user=email_address.user).exclude(pk=email_address.pk)
        return any(map(LaterAddress.may_get_links, others))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose addresses all lead to where the site is."""
        if template_prefix in ASKED_FOR:
            event, outcome = ASKED_FOR[template_prefix]
            security_log.note(self.request, event, outcome, **security_log.about(email))
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
