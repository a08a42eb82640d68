"""Titles and headings of the pages about an account: one form, in words that the menu uses too."""

from __future__ import annotations

import html
import re

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_generation
from tests.support.pages.access_rules import PAGE, RULES
from tests.support.pages.routes import all_routes
from tests.support.pages.visitors import Site

pytestmark = pytest.mark.django_db

# Words that begin with a capital within a sentence, too.
NAMES = {"Video", "Generator", "I", "QR", "Windows"}
MENU = {
    "account_email": "Email addresses",
    "account_change_password": "Password",
    "mfa_index": "Two-step sign-in",
    "visits": "Where you are signed in",
    "account": "Your data",
}


@pytest.fixture
def member(alice) -> Client:
    """Somebody with an app, a passkey and codes."""
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(alice)
    Authenticator.objects.create(
        user=alice, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    return signed_in(alice)


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>|\s+", " ", markup)).split())


def check(page: str) -> None:
    """Check that a page is named once, and that nothing on it is written Like This."""
    (title,), (heading,) = (
        re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL) for tag in ("title", "h1")
    )
    assert words(title) == f"{words(heading)} · Video Generator"
    main = page[page.index("<main") : page.index("</main>")]
    said = re.findall(r"<(?:h1|h2|label|button|legend)\b.*?</(?:h1|h2|label|button|legend)>", main, re.DOTALL)
    said += re.findall(r'<a class="button.*?</a>', main, re.DOTALL)
    for part in map(words, said):
        inner = [word for word in part.split()[1:] if word[:1].isupper() and word.strip(".,:?") not in NAMES]
        assert not inner or re.search(r"[.?!] [A-Z]|Confirmed|Not confirmed|Main one|This one|Key", part), (
            part
        )


@pytest.mark.parametrize(
    "name",
    [
        *MENU,
        *("delete_account", "account_logout", "account_set_password"),
        *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        "mfa_list_webauthn",
    ],
)
def test_pages_of_a_member(member: Client, alice, name: str):
    if name == "account_set_password":
        alice.set_unusable_password()
        alice.save()
        member = signed_in(alice)
    answer = member.get(reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    check(page)
    if name in MENU:
        assert f"<h1>{MENU[name]}</h1>" in page
        menu = page[page.index('id="menu"') : page.index("</header>")]
        assert f">{MENU[name]}</a>" in menu


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_pages_of_one_passkey(member: Client, name: str):
    pk = Authenticator.objects.get(type="webauthn").pk
    check(member.get(reverse(name, args=[pk])).content.decode())


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_pages_for_a_first_factor(as_alice: Client, name: str):
    check(as_alice.get(reverse(name)).content.decode())


@pytest.mark.parametrize(
    "name",
    [
        *("account_login", "account_signup", "account_reset_password", "account_inactive"),
        *("account_reset_password_done", "account_reset_password_from_key_done"),
        *("account_email_verification_sent",),
    ],
)
def test_pages_of_visitors(client: Client, name: str):
    check(client.get(reverse(name)).content.decode())


def test_the_second_step_of_signing_in(client: Client, member, alice):
    # Without the passkey, which is none: browsers would be asked for it.
    Authenticator.objects.filter(type="webauthn").delete()
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD}, follow=True)
    page = answer.content.decode()
    assert "<h1>Two-step sign-in</h1>" in page
    check(page)


def test_links_that_came_by_mail(client: Client, alice):
    address = EmailAddress.objects.create(user=alice, email="new@example.org")
    for key in (EmailConfirmationHMAC(address).key, "void"):
        check(client.get(reverse("account_confirm_email", args=[key])).content.decode())
    check(client.get(reverse("account_reset_password_from_key", args=["a1", "void"])).content.decode())


def test_the_page_that_asks_for_a_confirmed_address():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    check(render_to_string("account/verified_email_required.html", {"site_name": "Video Generator"}, request))


def first_looker(name: str) -> str | None:
    shown = RULES[name][0]
    return next((role for role in ("anonymous", "owner") if shown[role] == PAGE), None)


def named_by(page: str) -> tuple[list[str], str]:
    """Return the parts of a page's title, and its heading."""
    (title,), (heading,) = (
        re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL) for tag in ("title", "h1")
    )
    return words(title).split(" · "), words(heading)


def test_the_title_of_every_page_says_what_its_heading_says():
    site = Site()
    wrong = {}
    for route in all_routes():
        if (role := first_looker(route.name)) is None:
            continue
        _, answer = site.ask(role, "get", site.address(route))
        if answer.streaming or b"<html" not in answer.content or route.name == "home":
            continue
        parts, heading = named_by(answer.content.decode())
        if parts[-1] != "Video Generator" or not any(part.startswith(heading) for part in parts[:-1]):
            wrong[route.name] = parts, heading
    assert wrong == {}


def test_the_title_of_the_home_page_is_the_sites_name_and_its_heading(client: Client):
    (title,), heading = named_by(client.get(reverse("home")).content.decode())
    assert title == f"Video Generator: {heading[0].lower()}{heading[1:].rstrip('.')}"


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_the_title_of_an_error_says_what_its_heading_says(code: str):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = render_to_string(f"{code}.html", {"site_name": "Video Generator"}, request)
    parts, heading = named_by(page)
    assert parts == [heading, "Video Generator"]


def test_a_card_of_the_library_names_its_video_in_its_buttons(as_alice: Client, alice):
    first = make_generation(alice, title="Sea & sky")
    make_generation(alice, title="Sea & sky", copied_from=first, copy_number=2)
    page = as_alice.get(reverse("library")).content.decode()
    names = {html.unescape(name) for name in re.findall(r'aria-label="(More for[^"]*)"', page)}
    # What is not ready says so: a draft of the same name may stand beside it.
    assert names == {"More for Sea & sky, waiting", "More for Sea & sky, copy 2, waiting"}


def test_cards_that_would_have_the_same_names_are_numbered(as_alice: Client, alice):
    for _ in range(2):
        make_generation(alice, title="Sea & sky", status="draft")
    make_generation(alice, title="Dunes", status="draft")
    page = as_alice.get(reverse("library")).content.decode()
    for asked in ("More for", "Select"):
        names = [html.unescape(name) for name in re.findall(rf'aria-label="{asked} ([^"]*)"', page)]
        assert sorted(set(names) - {"nothing"}) == [
            "Dunes, draft",
            "Sea & sky, draft, 1 of 2",
            "Sea & sky, draft, 2 of 2",
        ]


def test_no_page_of_theirs_is_left_as_it_came():
    """A template that we have not made ours would come in another style."""
    theirs = (
        *(
            "account_inactive",
            "email",
            "email_confirm",
            "login",
            "logout",
            "password_change",
            "password_reset",
        ),
        *("password_reset_done", "password_reset_from_key", "password_reset_from_key_done", "password_set"),
        *("reauthenticate", "signup", "verification_sent", "verified_email_required"),
    )
    of_factors = (
        "authenticate",
        "index",
        "recovery_codes/generate",
        "recovery_codes/index",
        "totp/activate_form",
    )
    names = [f"account/{name}.html" for name in theirs] + [f"mfa/{name}.html" for name in of_factors]
    for name in names:
        assert "site-packages" not in get_template(name).origin.name, name
