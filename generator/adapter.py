"""What allauth does otherwise on this site."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress

from generator.models import LaterAddress, User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types.
    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send a link to a new password, but to no address that somebody could have slipped in lately."""
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
