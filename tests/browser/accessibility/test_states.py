"""Pages in the states that a new site of test_addresses.py does not have, and in the middle of being used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Folder, Generation, Saying, User
from tests.browser.accessibility.faults import find_faults, find_faults_here
from tests.browser.visits import make_drafts, make_library, make_ready, make_running, sign_in
from tests.support.factories import PASSWORD, make_generation, make_scene, make_visit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


def edited(status: str, **fields: object) -> Callable[[User], str]:
    """Return what makes a film whose changes have come so far."""

    def make(owner: User) -> str:
        film = make_ready(owner, status=status, **fields)
        film.scenes.update(narration="Other words than the film says.", speech_fingerprint="")
        return film.get_absolute_url()

    return make


def many_films(owner: User) -> str:
    first = make_ready(owner)
    for number in range(1, 30):
        copy = make_generation(owner, status="succeeded", title=f"Part {number}", duration=75.0)
        if number < 4:
            copy.title, copy.copied_from, copy.copy_number = first.title, first, number
            copy.save()
    return reverse("library")


def copy_with_versions(owner: User) -> str:
    copy = make_ready(owner, copied_from=make_ready(owner), copy_number=2, review="rejected")
    copy.film.number = 3
    copy.film.save()
    return copy.get_absolute_url()


def form_of_a_copy(kind: str) -> Callable[[User], str]:
    return lambda owner: f"{reverse(f'{kind}_to_video')}?from={make_library(owner)['portrait'].pk}"


def longest_storyboard(owner: User) -> str:
    film = make_ready(owner)
    for number in range(118):
        make_scene(film, narration=f"The {number}th evening came.")
    return reverse("storyboard", args=[film.pk])


def many_addresses(owner: User) -> str:
    for name, verified in (("second", True), ("third", False), ("x" * 60, False)):
        EmailAddress.objects.create(user=owner, email=f"{name}@example.org", verified=verified)
    return reverse("account_email")


def without_a_password(owner: User) -> str:
    owner.set_unusable_password()
    owner.save()
    return reverse("account_set_password")


def at_the_limit(owner: User) -> str:
    for number in range(20):
        make_generation(owner, title=f"Waiting {number}")
    return reverse("text_to_video")


STATES: dict[str, Callable[[User], str]] = {
    "an empty library": lambda owner: reverse("library"),
    "many films": many_films,
    "the older films": lambda owner: f"{many_films(owner)}?page=2",
    "a search that finds nothing": lambda owner: f"{many_films(owner)}?q=zebra",
    "a copy in its third version": copy_with_versions,
    "a form of a copy": form_of_a_copy("text"),
    "a form of a copy with a picture": form_of_a_copy("image"),
    "changes that wait": edited("queued"),
    "changes that are made": edited("running", stage="narrate", progress=80, attempt=1),
    "changes that failed": edited("failed", error="It did not work. Please try again."),
    "a scenes page after a failure": lambda owner: f"{edited('failed')(owner)}storyboard/",
    "the most scenes": longest_storyboard,
    "many addresses": many_addresses,
    "no password": without_a_password,
    "a used allowance": at_the_limit,
}


@pytest.mark.parametrize("state", STATES)
def test_a_state(page: Page, live_server, alice, state: str):
    address = STATES[state](alice)
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + address) == []


# Browsers that check the fields themselves would send nothing.
UNCHECKED = "() => [...document.forms].forEach((form) => (form.noValidate = true))"


def test_where_links_of_mails_lead(page: Page, live_server, alice):
    new = EmailAddress.objects.create(user=alice, email="new@example.org")
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(new).key])
    assert find_faults(page, live_server.url + link) == []
    key = user_pk_to_url_str(alice), default_token_generator.make_token(alice)
    assert find_faults(page, live_server.url + reverse("account_reset_password_from_key", args=key)) == []


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("account_login", "Sign in"),
        ("account_signup", "Create account"),
        ("contact", "Send"),
        ("account_reset_password", "Send me a link"),
    ],
)
def test_a_visitors_form_that_was_refused(page: Page, live_server, name: str, button: str):
    page.goto(live_server.url + reverse(name))
    page.evaluate(UNCHECKED)
    page.get_by_role("button", name=button, exact=True).click()
    page.locator("[aria-invalid=true], [role=alert]").first.wait_for()
    assert find_faults_here(page) == []


@pytest.mark.parametrize("name", ["account_change_password", "pronunciation"])
def test_a_members_form_that_was_refused(page: Page, live_server, alice, name: str):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse(name))
    page.evaluate(UNCHECKED)
    page.locator("main form button:not([type=button])").first.click()
    page.locator("[aria-invalid=true], [role=alert]").first.wait_for()
    assert find_faults_here(page) == []


def test_the_second_step_of_signing_in(page: Page, live_server, alice):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("Email").fill(alice.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Two-step sign-in")).to_be_visible()
    assert find_faults_here(page) == []


def test_scenes_with_an_error_in_one(page: Page, live_server, alice):
    film = make_ready(alice)
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    page.locator("[name$=-narration]").first.fill("?!")
    page.get_by_role("button", name="Make the changes").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert find_faults_here(page) == []


def test_a_text_that_was_typed(page: Page, live_server, alice):
    draft = make_generation(alice, status=Generation.Status.DRAFT, title="")
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + draft.get_absolute_url()) == []


def test_the_pronunciation_list(page: Page, live_server, alice):
    for written, said, language in (
        ("Nguyen", "win", ""),
        ("Nguyen", "nuh-win", "de"),
        ("كلب", "kalb", "ar"),
        ("W" * 80, "x" * 120, ""),
    ):
        entry = Saying.objects.create(owner=alice, written=written, said=said, language=language)
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("pronunciation")) == []
    names = page.get_by_role("button", name="Delete").all()
    assert len({button.get_attribute("aria-label") for button in names}) == 4
    assert find_faults(page, live_server.url + reverse("change_saying", args=[entry.pk])) == []


@pytest.mark.parametrize(
    "name",
    [
        *("mfa_index", "mfa_list_webauthn", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    ],
)
def test_what_a_member_with_second_factors_sees(page: Page, live_server, alice, name: str):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(alice)
    for number in (1, 2):
        key = {"name": f"Key {number}", "credential": {}}
        Authenticator.objects.create(user=alice, type=Authenticator.Type.WEBAUTHN, data=key)
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse(name)) == []


def test_where_a_member_is_signed_in(page: Page, live_server, alice):
    for browser in ("Safari on iPhone", "Samsung Internet on Android"):
        make_visit(alice, browser=browser, network="2001:db8:85a3:8d3::/64")
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("visits")) == []


def test_the_question_who_it_is(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice, proved=None)
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=alice, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    assert find_faults(page, live_server.url + reverse("account_email")) == []
    page.get_by_role("link", name="Use authenticator app or code").click()
    assert find_faults_here(page) == []


def test_the_appearance_unfolded(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    for summary in page.locator(".appearance > summary").all():
        summary.click()
    assert find_faults_here(page) == []


@pytest.mark.parametrize("state", ["ready", "portrait", "running", "queued", "failed", "cancelled"])
def test_a_video_in_each_state(page: Page, live_server, alice, state: str):
    generation = make_library(alice)[state]
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + generation.get_absolute_url()) == []


@pytest.mark.parametrize("state", ["describing", "seen", "refused"])
def test_a_draft_in_each_state(page: Page, live_server, alice, state: str):
    draft = make_drafts(alice)[state]
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + draft.get_absolute_url()) == []


def test_what_is_said_of_a_text_that_is_typed(page: Page, live_server, alice):
    draft = make_generation(alice, status="draft", title="")
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + draft.get_absolute_url())
    page.evaluate("() => document.querySelectorAll('[data-when]').forEach((line) => (line.hidden = false))")
    page.evaluate("() => (document.querySelector('[data-other]').href = '/')")
    assert find_faults_here(page) == []


def test_the_question_before_changes_are_discarded(page: Page, live_server, alice):
    film = make_ready(alice, status="cancelled")
    for shown in film.films.all():
        # What they told of is not there any more.
        shown.scenes = [{**scene.snapshot(0.0, 3.0), "image": "gone"} for scene in film.scenes.all()]
        shown.save()
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + film.get_absolute_url()) == []
    page.get_by_role("link", name="Discard the changes").click()
    expect(page.get_by_text("was replaced already").first).to_be_visible()
    assert find_faults_here(page) == []


def test_a_full_library_what_is_done_there_and_the_bin(page: Page, live_server, alice):
    films = make_library(alice)
    Folder.objects.create(owner=alice, name="Sea")
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("library")) == []
    page.get_by_label("Select all").check()
    page.locator("[data-bar] summary").first.click()
    assert find_faults_here(page) == []
    page.keyboard.press("Escape")
    page.get_by_label("More for").first.click()
    page.get_by_role("link", name="Rename").click()
    expect(page.get_by_label("New title")).to_be_focused()
    assert find_faults_here(page) == []
    assert find_faults(page, f"{live_server.url}{reverse('library')}?view=list") == []
    Generation.objects.filter(pk__in=[films[name].pk for name in ("ready", "draft", "failed")]).throw_away()
    assert find_faults(page, live_server.url + reverse("binned")) == []
    assert find_faults(page, live_server.url + films["ready"].get_absolute_url()) == []


@pytest.mark.parametrize("state", ["ready", "portrait"])
def test_the_scenes_of_a_film(page: Page, live_server, alice, state: str):
    generation = make_library(alice)[state]
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("storyboard", args=[generation.pk])) == []


def test_the_choice_of_a_poster_and_what_is_wrong_with_one(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    address = live_server.url + reverse("choose_poster", args=[make_library(alice)["ready"].pk])
    assert find_faults(page, address) == []
    page.get_by_role("button", name="Take it as the poster").click()
    assert find_faults_here(page) == []


def test_the_players_settings(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + make_library(alice)["ready"].get_absolute_url())
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Show captions").click()
    assert find_faults_here(page) == []


def test_the_question_without_scripts(page: Page, live_server, alice):
    generation = make_running(alice)
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("delete", args=[generation.pk])) == []


def test_what_was_understood_of_a_text_unfolded(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    page.locator("textarea").fill(
        "# The light\n\nMaren climbed the steps.\n\n[Music: soft piano]\n\n#sea #night"
    )
    page.get_by_text("See what was understood").click()
    expect(page.locator("[data-understood-parts]")).to_contain_text("hashtags")
    assert find_faults_here(page) == []


@pytest.mark.parametrize("name", ["text_to_video", "image_to_video"])
def test_a_form_that_was_refused(page: Page, live_server, alice, name: str):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse(name))
    page.locator("textarea").fill("?!")
    page.get_by_role("button", name="Generate video").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert find_faults_here(page) == []


def test_the_menu(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("help"))
    page.get_by_role("button", name="Your menu").click()
    assert find_faults_here(page) == []
