"""Who is told of what was done to the security of an account, in which words, and that no mail stops the deed."""

from __future__ import annotations

import logging
import re
import smtplib
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.accounts.notices import NOTICES
from generator.models import LaterAddress, User
from tests.conftest import prove, signed_in
from tests.support.factories import PASSWORD, make_user

# With transactions: allauth tells of second factors once they are stored for sure.
pytestmark = pytest.mark.django_db(transaction=True)
EMAIL, RESET = reverse("account_email"), reverse("account_reset_password")
FIRST, SECOND, NEW = "alice@example.org", "second@example.org", "new@example.org"
NEXT = "another-Long-phrase-8"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def alice(db) -> User:
    """Alice with two confirmed addresses and one that was never confirmed."""
    user = make_user(FIRST)
    EmailAddress.objects.create(user=user, email=SECOND, verified=True)
    EmailAddress.objects.create(user=user, email="waiting@example.org")
    return user


@pytest.fixture
def visit(alice) -> Client:
    visit = signed_in(alice)
    visit.defaults.update(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.7")
    return visit


def only_confirmed(user: User) -> None:
    """Second factors are for accounts all of whose addresses are confirmed."""
    EmailAddress.objects.filter(user=user, verified=False).delete()


def add(visit: Client, user: User) -> None:
    visit.post(EMAIL, {"action_add": "", "email": NEW})


def confirm(visit: Client, user: User) -> None:
    address = EmailAddress.objects.create(user=user, email=NEW)
    visit.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))


def remove(visit: Client, user: User) -> None:
    visit.post(EMAIL, {"action_remove": "", "email": SECOND})


def make_primary(visit: Client, user: User) -> None:
    visit.post(EMAIL, {"action_primary": "", "email": SECOND})


def change_password(visit: Client, user: User) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEXT, "password2": NEXT}
    visit.post(reverse("account_change_password"), sent)


def set_password(visit: Client, user: User) -> None:
    user.set_unusable_password()
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    visit.force_login(user)
    prove(visit, user)
    visit.post(reverse("account_set_password"), {"password1": NEXT, "password2": NEXT})


def reset_password(visit: Client, user: User) -> None:
    visit.logout()
    visit.post(RESET, {"email": FIRST})
    (link,) = re.findall(r"https?://[^/]+(/accounts/password/reset/key/\S+)", str(mail.outbox.pop().body))
    form = visit.get(link)["Location"]
    visit.post(form, {"password1": NEXT, "password2": NEXT})


def add_app(visit: Client, user: User) -> None:
    only_confirmed(user)
    visit.get(reverse("mfa_activate_totp"))
    counter = int(time.time()) // 30
    code = format_hotp_value(hotp_value(visit.session[SECRET_SESSION_KEY], counter))
    visit.post(reverse("mfa_activate_totp"), {"code": code})


def remove_app(visit: Client, user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    visit.post(reverse("mfa_deactivate_totp"))


def remove_passkey(visit: Client, user: User) -> None:
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    visit.post(reverse("mfa_remove_webauthn", args=[key.pk]))


def new_codes(visit: Client, user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    visit.post(reverse("mfa_generate_recovery_codes"))


def export(visit: Client, user: User) -> None:
    visit.get(reverse("export"))


def delete(visit: Client, user: User) -> None:
    visit.post(reverse("delete_account"))


Deed = Callable[[Client, User], None]
# The addition of a passkey takes a browser: tests/browser/test_security.py.
DEEDS: list[tuple[Deed, list[str], str]] = [
    (add, ["address_added"], f"The address {NEW} was added"),
    (confirm, ["address_confirmed"], f"The address {NEW} of your account was confirmed"),
    (remove, ["address_removed"], f"The address {SECOND} was removed"),
    (make_primary, ["primary_changed"], f"was changed from {FIRST} to {SECOND}"),
    (change_password, ["password_changed"], "The password of your account was changed"),
    (set_password, ["password_set"], "A password was set for your account"),
    (reset_password, ["password_reset"], "by a link from a mail"),
    (add_app, ["recovery_codes_added", "totp_added"], "a second step of signing in"),
    (remove_app, ["recovery_codes_removed", "totp_removed"], "asked for no longer"),
    (remove_passkey, ["webauthn_removed"], "security key was removed"),
    (new_codes, ["recovery_codes_reset"], "The old ones are of no use"),
    (export, ["exported"], "A copy of all data of your account"),
    (delete, ["deleted"], "Your account was deleted with everything"),
]


@pytest.mark.parametrize(("deed", "told", "words"), DEEDS, ids=[deed.__name__ for deed, *_ in DEEDS])
def test_all_confirmed_addresses_are_told(visit: Client, alice, deed: Deed, told: list[str], words: str):
    deed(visit, alice)
    letters = [letter for letter in mail.outbox if letter.to[0] in (FIRST, SECOND)]
    subjects = {f"[Video Generator] {NOTICES[what][0]}" for what in told}
    assert sorted((letter.to, letter.subject) for letter in letters) == sorted(
        ([address], subject) for address in (FIRST, SECOND) for subject in subjects
    )
    assert words in "".join(str(letter.body) for letter in letters)
    for letter in letters:
        body = str(letter.body)
        assert timezone.now().strftime("%-d %B %Y, ") in body
        assert " UTC\nWith: Firefox on Windows\nFrom: the network address 203.0.113.7\n" in body
        assert "If it was not you" in body
        assert f"http://testserver{reverse('contact')}" in body
        assert (f"http://testserver{RESET}" in body) == (told != ["deleted"])


def test_no_other_mail_tells_the_same_again(visit: Client, alice):
    change_password(visit, alice)
    assert len(mail.outbox) == 2


def test_nobody_is_told_of_a_deed_that_was_not_done(visit: Client, alice):
    visit.post(EMAIL, {"action_remove": "", "email": FIRST})
    visit.post(EMAIL, {"action_primary": "", "email": "waiting@example.org"})
    sent = {"oldpassword": "wrong", "password1": NEXT, "password2": NEXT}
    visit.post(reverse("account_change_password"), sent)
    visit.head(reverse("export"))
    assert mail.outbox == []


def test_who_signs_up_gets_no_letter_about_the_own_first_address(client: Client, db):
    client.post(reverse("account_signup"), {"email": NEW, "password1": PASSWORD})
    key = EmailConfirmationHMAC(EmailAddress.objects.get()).key
    client.post(reverse("account_confirm_email", args=[key]))
    assert EmailAddress.objects.get().verified
    assert len(mail.outbox) == 1


def test_an_owner_who_never_confirmed_the_address_is_told_all_the_same(visit: Client, alice):
    EmailAddress.objects.filter(user=alice).exclude(email=FIRST).delete()
    EmailAddress.objects.filter(user=alice).update(verified=False)
    confirm(visit, alice)
    make_primary_new = {"action_primary": "", "email": NEW}
    visit.post(EMAIL, make_primary_new)
    heard = [letter.subject for letter in mail.outbox if letter.to == [FIRST]]
    assert heard == [
        "[Video Generator] An address was confirmed",
        "[Video Generator] Your main address was changed",
    ]


def test_a_stranger_whose_address_was_never_confirmed_hears_nothing(visit: Client, alice):
    visit.post(EMAIL, {"action_remove": "", "email": "waiting@example.org"})
    assert sorted(letter.to for letter in mail.outbox) == [[FIRST], [SECOND]]


def test_no_word_that_a_browser_sends_comes_into_a_letter(visit: Client, alice):
    visit.defaults["HTTP_USER_AGENT"] = "Call +1 555 0100 at once https://evil.example.net Firefox/1"
    export(visit, alice)
    assert "evil" not in str(mail.outbox[0].body)
    assert "With: Firefox\n" in str(mail.outbox[0].body)


def test_a_mailbox_is_not_flooded(visit: Client, alice, caplog):
    for _ in range(25):
        export(visit, alice)
    assert len(mail.outbox) == 2 * 20
    assert "there were too many" in caplog.text


class TestWithoutMailServer:
    """The deed is done, and the log names no address."""

    @pytest.fixture(params=["refused", "breaks off", "knows one not"])
    def mail_server(self, request, monkeypatch) -> None:
        def unreachable(backend):
            raise ConnectionRefusedError("no mail server")

        def breaks_off(backend, messages):
            raise smtplib.SMTPServerDisconnected(f"with {messages[0].to}")

        def knows_one_not(backend, messages):
            if messages[0].to == [FIRST]:
                raise smtplib.SMTPRecipientsRefused({FIRST: (550, b"no such user")})
            mail.outbox.extend(messages)

        name, fake = {
            "refused": ("open", unreachable),
            "breaks off": ("send_messages", breaks_off),
            "knows one not": ("send_messages", knows_one_not),
        }[request.param]
        monkeypatch.setattr(f"django.core.mail.backends.locmem.EmailBackend.{name}", fake)
        self.reached = [[SECOND]] if request.param == "knows one not" else []

    @pytest.mark.parametrize("deed", [remove, make_primary, change_password, remove_app, delete])
    def test_the_deed_is_done(self, visit: Client, alice, mail_server, caplog, deed: Deed):
        caplog.set_level(logging.INFO)
        before = list(EmailAddress.objects.values_list("email", "primary"))
        deed(visit, alice)
        after = list(EmailAddress.objects.values_list("email", "primary"))
        person = User.objects.filter(pk=alice.pk).first()
        done = {
            "remove": len(after) == len(before) - 1,
            "make_primary": (SECOND, True) in after,
            "change_password": bool(person and person.check_password(NEXT)),
            "remove_app": not Authenticator.objects.exists(),
            "delete": person is None,
        }
        assert done[deed.__name__]
        reached = {address for letter in mail.outbox for address in letter.to}
        assert reached == {address for (address,) in self.reached}
        warnings = [line for line in caplog.records if line.name == "generator.accounts.notices"]
        assert {line.levelname for line in warnings} == {"WARNING"}
        assert "@" not in caplog.text


class TestResets:
    """A link to a new password goes to no address that was slipped in lately."""

    @pytest.fixture
    def added(self, visit: Client, alice) -> EmailAddress:
        """An address that was added and confirmed just now, by a visit that had the password."""
        add(visit, alice)
        address = EmailAddress.objects.get(email=NEW)
        visit.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
        mail.outbox.clear()
        return address

    def link_for(self, address: str) -> bool:
        """Ask for a new password, and tell whether a link came; a letter came in any case."""
        Client().post(RESET, {"email": address})
        letter = mail.outbox.pop()
        assert letter.to == [address]
        return "/password/reset/key/" in str(letter.body)

    def test_the_new_address_gets_a_letter_that_says_from_when(self, added, alice):
        assert not self.link_for(NEW)
        Client().post(RESET, {"email": NEW.upper()})
        until = LaterAddress.objects.get().trusted_from
        assert timedelta(days=6, hours=23) < until - timezone.now() < timedelta(days=7)
        body = str(mail.outbox.pop().body)
        assert until.strftime("from %-d %B %Y") in body
        assert f"http://testserver{reverse('contact')}" in body

    def test_nor_does_it_as_the_main_one(self, visit: Client, added, alice):
        visit.post(EMAIL, {"action_primary": "", "email": NEW})
        assert not self.link_for(NEW)
        assert self.link_for(FIRST)

    def test_nor_once_it_was_taken_away_and_added_anew(self, visit: Client, added, alice):
        LaterAddress.objects.update(added_at=timezone.now() - timedelta(days=8))
        visit.post(EMAIL, {"action_remove": "", "email": NEW})
        add(visit, alice)
        EmailAddress.objects.filter(email=NEW).update(verified=True)
        assert not self.link_for(NEW)

    def test_nor_if_the_letter_about_it_could_not_be_sent_at_first(self, visit: Client, alice):
        address = EmailAddress.objects.create(user=alice, email=NEW)
        visit.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
        assert not self.link_for(NEW)

    def test_the_last_old_address_stays_until_then(self, visit: Client, added, alice):
        visit.post(EMAIL, {"action_primary": "", "email": NEW})
        for address in (SECOND, FIRST):
            visit.post(EMAIL, {"action_remove": "", "email": address})
        assert sorted(EmailAddress.objects.filter(verified=True).values_list("email", flat=True)) == [
            FIRST,
            NEW,
        ]
        LaterAddress.objects.update(added_at=timezone.now() - timedelta(days=7))
        visit.post(EMAIL, {"action_remove": "", "email": FIRST})
        assert [str(address) for address in EmailAddress.objects.filter(verified=True)] == [NEW]

    def test_what_was_never_confirmed_is_removed_at_any_time(self, visit: Client, added):
        visit.post(EMAIL, {"action_remove": "", "email": "waiting@example.org"})
        assert not EmailAddress.objects.filter(email="waiting@example.org").exists()

    def test_after_a_week_it_does(self, added):
        LaterAddress.objects.update(added_at=timezone.now() - timedelta(days=7))
        assert self.link_for(NEW)

    def test_the_addresses_of_before_do_at_once(self, added):
        assert self.link_for(FIRST)
        assert self.link_for(SECOND)

    def test_one_that_was_never_confirmed_does_not(self, alice):
        assert not self.link_for("waiting@example.org")

    def test_who_has_just_signed_up_gets_one(self, client: Client, db):
        client.post(reverse("account_signup"), {"email": NEW, "password1": PASSWORD})
        assert self.link_for(NEW)
        address = EmailAddress.objects.get()
        client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
        assert self.link_for(NEW)

    def test_who_was_made_on_the_command_line_gets_one(self, db):
        User.objects.create_superuser("root@example.org", PASSWORD)
        assert self.link_for("root@example.org")

    def test_the_first_address_to_be_confirmed_need_not_wait(self, visit: Client, alice):
        EmailAddress.objects.filter(user=alice).update(verified=False)
        confirm(visit, alice)
        assert self.link_for(NEW)
