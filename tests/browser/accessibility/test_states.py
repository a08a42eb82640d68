"""Every page in both schemes and both sizes: accessible, no wider than the screen, nothing to complain of."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Saying
from tests.browser.visits import make_drafts, make_library, make_ready, make_running, sign_in
from tests.support.factories import make_generation, make_visit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]

SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
# A page has the same structure in both schemes: the second check is of its colours.
RULES = {
    "light": {},
    # The stricter contrast of WCAG's level AAA is no rule of a whole check either.
    "dark": {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}},
}
AXE_RUN = "(rules) => axe.run({ resultTypes: ['violations'], ...rules }).then((found) => found.violations)"


def find_faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page, in each size and scheme."""
    page.goto(address)
    return find_faults_here(page)


def find_faults_here(page: Page) -> list[str]:
    found = []
    page.evaluate(AXE_SCRIPT)
    for size in SIZES:
        page.set_viewport_size(size)
        for scheme in RULES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            where = f"{page.url} {size['width']} {scheme}"
            beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            if beyond > 0:
                found.append(f"{where}: {beyond} px too wide")
            violations = page.evaluate(AXE_RUN, RULES[scheme])
            found += [f"{where}: {v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "help",
        "terms",
        "privacy",
        "licences",
        "contact",
        "account_login",
        "account_signup",
        "account_reset_password",
    ],
)
def test_what_visitors_see(page: Page, live_server, name: str):
    assert find_faults(page, live_server.url + reverse(name)) == []


@pytest.mark.parametrize(
    "name",
    [
        *("text_to_video", "image_to_video", "library", "account", "account_email", "account_logout"),
        *("account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "pronunciation"),
    ],
)
def test_what_a_new_member_sees(page: Page, live_server, alice, name: str):
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse(name)) == []


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
    page.locator(".appearance summary").click()
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


def test_a_form_without_a_valid_token(page: Page, live_server, complaints: list[str]):
    page.goto(live_server.url + reverse("contact"))
    page.get_by_label("Message").fill("Hello, I wrote a long message.")
    page.evaluate("() => (document.forms[0].elements.csrfmiddlewaretoken.value = 'x'.repeat(64))")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Send again")).to_be_visible()
    assert find_faults_here(page) == []
    # The browser itself notes the 403 on its console.
    assert [said for said in complaints if "403" not in said] == []
    complaints.clear()


def test_a_full_library_and_its_question_before_a_deletion(page: Page, live_server, alice):
    make_library(alice)
    sign_in(page, live_server.url, alice)
    assert find_faults(page, live_server.url + reverse("library")) == []
    page.get_by_role("link", name="Delete").first.click()
    assert find_faults_here(page) == []


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


def test_a_page_that_is_not_there(page: Page, live_server, alice, complaints: list[str]):
    sign_in(page, live_server.url, alice)
    assert find_faults(page, f"{live_server.url}/nowhere/") == []
    # The browser itself notes the 404 on its console.
    assert [said for said in complaints if "404" not in said] == []
    complaints.clear()


# How a chosen thing differs from one that is not, as a browser with forced colours paints it.
FILLED = """([chosen, other]) => {
  const painted = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
  return painted(chosen) !== painted(other);
}"""


@pytest.mark.parametrize(
    ("name", "chosen", "other"),
    [
        ("text_to_video", ".choice:has(:checked)", ".choice:not(:has(:checked))"),
        ("text_to_video", ".tabs a[aria-current]", ".tabs a:not([aria-current])"),
        ("text_to_video", ".toggle input:checked", ".toggle input:not(:checked)"),
        ("library", ".chips :checked + span", ".chips :not(:checked) + span"),
    ],
)
def test_what_is_chosen_shows_in_forced_colours(
    page: Page, live_server, alice, name: str, chosen: str, other: str
):
    make_library(alice)
    sign_in(page, live_server.url, alice)
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url + reverse(name))
    page.evaluate("() => document.querySelectorAll('details').forEach((part) => (part.open = true))")
    if "toggle" in chosen:
        page.evaluate("""() => document.querySelector(".field").insertAdjacentHTML("afterend",
            '<label class="toggle"><input type="checkbox" checked></label><label class="toggle"><input type="checkbox"></label>')""")
    assert page.evaluate(FILLED, [chosen, other])


def test_a_long_text_is_scrolled_by_keyboard(page: Page, live_server, alice):
    film = make_library(alice)["failed"]
    film.input_text = "A long story goes on. " * 400
    film.save()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + film.get_absolute_url())
    box = page.get_by_role("group", name="What you wrote")
    box.focus()
    expect(box).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.told').scrollTop > 200")
