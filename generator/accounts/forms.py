"""allauth's forms, extended by limits on guessing, log entries and equal timing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from allauth.account import forms as accounts
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from django.db import transaction
from django.forms import ValidationError
from django.http import HttpRequest

from generator.accounts import security_log
from generator.accounts.guessing import devices
from generator.accounts.guessing.guesses import Guess, visit_of
from generator.accounts.sealing import UnreadableSecretError
from generator.models import User


class SignupForm(accounts.SignupForm):  # type: ignore[misc]  # allauth has no types.
    """The sign-up form, which takes as long for an address that already has an account as for a new one."""

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            self._save_and_roll_back()
        return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user: User = super().save(request)
        return user

    def _save_and_roll_back(self) -> None:
        """Do all the work of creating an account, and roll it back, so that the time shows nothing."""
        known = EmailAddress.objects.filter(email=self.cleaned_data["email"])
        with transaction.atomic():
            with transaction.atomic():
                user = User(email=f"{uuid4().hex}@in-vain.invalid")
                user.set_password(self.cleaned_data["password1"])
                user.save()
                EmailAddress.objects.create(user=user, email=user.email, primary=True)
                transaction.set_rollback(True)
            # Write to the disk here too, as a new account does.
            known.update(email=self.cleaned_data["email"])


class ChangePasswordForm(accounts.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types.
    """The form for a new password, which logs a wrong old one."""

    def clean_oldpassword(self) -> str:
        try:
            return str(super().clean_oldpassword())
        except ValidationError:
            security_log.note(
                context.request, "reauthentication", "failed", account=self.user.pk, by="password"
            )
            raise


class LimitedCode:
    """A mix-in for forms with a code of a second factor: it limits wrong codes."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        request = context.request
        device = visit_of(request) or devices.device_of(request, [self.user])
        guess = Guess(request, "second_factor", str(self.user.pk), device, {"account": self.user.pk})
        code = self._readable_code()
        guess.do_not_count()
        return code

    def _readable_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]  # Of the form that this is mixed into.
        except UnreadableSecretError as unreadable:
            # If one secret cannot be read, the other may still be.
            code: str = self.cleaned_data["code"]
            for factor in Authenticator.objects.filter(user=self.user).exclude(type="webauthn"):
                if _opens(factor, code):
                    self.authenticator = factor
                    return code
            raise unreadable from None


def _opens(factor: Authenticator, code: str) -> bool:
    try:
        return bool(factor.wrap().validate_code(code))
    except UnreadableSecretError:
        return False


class AuthenticateForm(LimitedCode, codes.AuthenticateForm):  # type: ignore[misc]  # allauth has no types.
    """The second step of signing in, by a code."""


class ReauthenticateForm(LimitedCode, codes.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types.
    """Confirmation by a code before a sensitive action."""


@contextmanager
def wrong_answers_refused() -> Iterator[None]:
    """Refuse a malformed passkey answer, whichever exception the library raises for it."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise get_adapter().validation_error("incorrect_code") from None


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types.
    """A new passkey."""

    def clean(self) -> Any:
        with wrong_answers_refused():
            return super().clean()


class ReportedPasskey:
    """A mix-in for forms with a passkey's answer: it logs wrong ones."""

    event = "second_factor"
    user: User | None

    def clean_credential(self) -> Authenticator:
        try:
            with wrong_answers_refused():
                return super().clean_credential()  # type: ignore[misc]  # Of the form that this is mixed into.
        except ValidationError:
            account = {"account": self.user.pk} if self.user else {}
            security_log.note(context.request, self.event, "failed", **account, by="webauthn")
            raise


class LoginPasskeyForm(ReportedPasskey, passkeys.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types.
    """Signing in by a passkey instead of a password."""

    event = "sign_in"


class AuthenticatePasskeyForm(ReportedPasskey, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types.
    """The second step of signing in, by a passkey."""


class ReauthenticatePasskeyForm(ReportedPasskey, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types.
    """Confirmation by a passkey before a sensitive action."""

    event = "reauthentication"
