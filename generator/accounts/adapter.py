"""allauth's account adapter: passwords, limits on guessing them, and mails."""

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

# Mails that are sent because an address was typed into a form.
ASKED_FOR = {
    "account/email/unknown_account": ("password_reset", "unknown"),
    "account/email/account_already_exists": ("sign_up", "exists"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types.
    """An adapter that limits wrong passwords without locking owners out, and points links in mails to SITE_URL."""

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
            self._guess.do_not_count()
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the network that our own limits count by, even if a visitor bypassed the proxies."""
        return rates.network_of(request).partition("/")[0]

    def set_password(self, user: User, password: str) -> None:
        """Set the password and remember the browser: the old password or a mail has proved who its user is."""
        super().set_password(user, password)
        devices.expect(self.request, user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send a password-reset link, but not to an address that an intruder could have added lately."""
        security_log.note(self.request, "password_reset", "asked", account=user.pk)
        address = EmailAddress.objects.filter(user=user, email__iexact=email).first()
        # Without a row it is the address that the account was created with.
        if address is None or LaterAddress.may_get_links(address):
            super().send_password_reset_mail(user, email, context)
            return
        later = LaterAddress.objects.filter(address=address).first()
        context = {**context, "trusted_from": later.trusted_from if later and address.verified else None}
        self.send_mail("account/email/password_reset_refused", email, context)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Refuse to delete the last address that may get reset links: its owner may need it to get back in."""
        if not super().can_delete_email(email_address):
            return False
        if not email_address.pk or not LaterAddress.may_get_links(email_address):
            return True
        others = EmailAddress.objects.filter(user=email_address.user).exclude(pk=email_address.pk)
        return any(map(LaterAddress.may_get_links, others))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose links all point to SITE_URL."""
        if template_prefix in ASKED_FOR:
            event, outcome = ASKED_FOR[template_prefix]
            security_log.note(self.request, event, outcome, **security_log.about(email))
        home = links.site_url(self.request)
        site = RequestSite(self.request)
        site.domain, site.name = urlsplit(home).netloc, settings.SITE_NAME
        addresses = {
            name: links.with_site_url(str(value))
            for name, value in context.items()
            if name.endswith("_url") and value
        }
        super().send_mail(
            template_prefix, email, {**context, **addresses, "current_site": site, "site_url": home}
        )
