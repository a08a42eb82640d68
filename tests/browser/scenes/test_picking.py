"""The dialog in which the picture of a scene is chosen, in a real browser: by keys, heard, on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import caches
from django.core.files.base import ContentFile
from playwright.sync_api import Locator, Page, expect

from generator.models import Generation, Scene, Take
from tests.browser.scenes.conftest import kept
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import collections, services
from tests.vendors.server import Services
from tests.vendors.server import page as page_of

__all__ = ["services"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]


@pytest.fixture(autouse=True)
def site(settings, services: Services) -> None:
    for name in ("answers", "default"):
        caches[name].clear()
    found = [one for one in collections(services.url) if "pexels" not in one["BACKEND"]]
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": found}


def opened(editor: Page, number: int = 2) -> tuple[Locator, Locator]:
    scene = editor.locator("[data-scene]").nth(number - 1)
    scene.get_by_role("link", name=f"Choose a picture… (scene {number})").press("Enter")
    dialog = editor.get_by_role("dialog", name=f"Choose a picture for scene {number}")
    ready(dialog)
    return scene, dialog


def ready(dialog: Locator) -> None:
    """Wait until what was asked for is there."""
    expect(
        dialog.locator("[data-picking-place]:not([aria-busy])").locator("[data-picker-told]")
    ).to_be_visible(timeout=15_000)


def test_a_photo_is_found_and_chosen_by_keys_alone(editor: Page, services: Services, film: Generation):
    editor.get_by_label("Words (scene 1)").fill("Typed, and not to be lost.")
    calls = len(services.calls)
    scene, dialog = opened(editor)
    words = dialog.get_by_label("Search words")
    expect(words).to_be_focused()
    assert len(services.calls) == calls
    words.fill("red fox")
    editor.keyboard.press("Enter")
    radios = dialog.get_by_role("radio")
    expect(radios.first).to_be_focused()
    expect(dialog.get_by_role("status")).to_contain_text("photos for “red fox”")
    editor.keyboard.press("ArrowRight")
    expect(radios.nth(1)).to_be_checked()
    editor.keyboard.press("ArrowDown")
    assert radios.evaluate_all("all => all.findIndex((one) => one.checked)") > 3
    editor.keyboard.press("ArrowUp")
    expect(radios.nth(1)).to_be_checked()
    # No picture comes from elsewhere.
    assert all(
        source.startswith("/choose/")
        for source in dialog.locator("img").evaluate_all("all => all.map((one) => one.getAttribute('src'))")
    )
    editor.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(scene.get_by_role("link", name="Choose a picture… (scene 2)")).to_be_focused()
    shown = scene.locator("[data-picture]").first
    assert "/choose/" in (shown.get_attribute("src") or "")
    expect(editor.locator("[data-changes]")).to_have_text("2 scenes are changed.")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator("[data-changes]")).to_have_text("1 scene is changed.")
    assert "/choose/" not in (shown.get_attribute("src") or "")
    editor.get_by_role("button", name="Redo").click()
    # Left and opened again, it is there still.
    kept(editor)
    editor.reload()
    shown = editor.locator("[data-scene]").nth(1).locator("[data-picture]").first
    assert "/choose/" in (shown.get_attribute("src") or "")
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("All other scenes stay as they are.")).to_be_visible()
    stored = Scene.objects.get(generation=film, position=1)
    assert stored.picked["service"] in {"Openverse", "Pixabay", "Wikimedia Commons"}
    assert Scene.objects.get(generation=film, position=0).narration == "Typed, and not to be lost."


@pytest.mark.long
def test_escape_leaves_everything_as_it_was(editor: Page):
    scene, dialog = opened(editor)
    dialog.get_by_role("button", name="Search").click()
    expect(dialog.get_by_role("radio").first).to_be_focused()
    dialog.get_by_role("button", name="Use this picture").click()
    expect(dialog.get_by_role("alert")).to_have_text("Please choose one of the pictures first.")
    editor.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(scene.get_by_role("link", name="Choose a picture… (scene 2)")).to_be_focused()
    expect(editor.locator("[data-changes]")).to_have_text("No scene is changed yet.")


@pytest.mark.long
def test_a_service_that_fails_says_so_within_the_dialog(editor: Page, services: Services):
    services.on("wikimedia", page_of(503))
    _, dialog = opened(editor)
    dialog.get_by_role("button", name="Search").click()
    expect(dialog.get_by_role("radio").first).to_be_visible(timeout=10_000)
    expect(dialog.locator(".note")).to_contain_text("Wikimedia")
    expect(dialog.get_by_role("status")).to_contain_text("Wikimedia")


@pytest.mark.long
def test_an_upload_of_before_and_a_take_are_chosen_there_too(editor: Page, film: Generation, alice):
    other = make_generation(alice, title="Elsewhere", status="succeeded", video=b"film")
    own = {"image_origin": "upload", "is_own_picture": True, "image_fingerprint": "b"}
    source = make_scene(other, image=photo(), **own)
    second = film.scenes.get(position=1)
    take = Take(
        scene=second,
        style="natural",
        variant=9,
        image_origin="upload",
        image_fingerprint="c",
        prompt="A kite",
    )
    take.image.save("take.jpg", ContentFile(photo()))
    scene, dialog = opened(editor)
    dialog.get_by_role("link", name="My uploads").press("Enter")
    ready(dialog)
    expect(dialog.get_by_role("link", name="My uploads")).to_be_focused()
    dialog.get_by_role("radio", name="Elsewhere").check()
    dialog.get_by_role("button", name="Use this picture").click()
    expect(scene.locator("[data-pick]")).to_have_value(f"mine:scene-{source.pk}")
    scene, dialog = opened(editor)
    dialog.get_by_role("link", name="Pictures of this scene").press("Enter")
    dialog.get_by_role("radio", name="A kite").check()
    dialog.get_by_role("button", name="Use this picture").click()
    # One or the other.
    expect(scene.locator("[data-pick]")).to_have_value("")
    expect(scene.locator("[data-take]")).to_have_value(str(take.pk))
    expect(editor.get_by_role("textbox", name="Picture (scene 2)")).to_have_value("A kite")


@pytest.mark.long
def test_a_new_scene_gets_a_picture_too(editor: Page, film: Generation):
    editor.get_by_role("button", name="Add a scene", exact=True).click()
    scene = editor.locator("[data-scene]").last
    scene.get_by_label("Words").fill("A red fox sleeps.")
    scene.get_by_role("link", name="Choose a picture").click()
    dialog = editor.get_by_role("dialog", name="Choose a picture for scene 5")
    expect(dialog.get_by_label("Search words")).to_have_value("red fox")
    dialog.get_by_role("button", name="Search").click()
    dialog.get_by_role("radio").first.check()
    dialog.get_by_role("button", name="Use this picture").click()
    expect(scene.locator("[data-picture]").first).to_be_visible()
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("Your changes are being made.")).to_be_visible()
    assert Scene.objects.get(generation=film, position=4).picked


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_phone(editor: Page, scheme: str):
    editor.emulate_media(color_scheme=scheme)
    editor.set_viewport_size({"width": 390, "height": 844})
    _, dialog = opened(editor)
    dialog.get_by_role("button", name="Search").click()
    expect(dialog.get_by_role("radio").first).to_be_visible()
    assert dialog.evaluate(
        "(one) => one.querySelector('[data-picking-place]').scrollWidth <= one.clientWidth"
    )
    assert Axe().run(editor, context="dialog[open]").violations_count == 0
