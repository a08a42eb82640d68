"""Further pictures of a scene in a real browser: asked for, seen side by side, one chosen, the others kept."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation, Scene, TakeOrder
from generator.pipeline.takes.making import make_take
from tests.app.pages.editing.conftest import quick, run
from tests.browser.visits import sign_in
from tests.support.factories import make_generation
from tests.support.stand_ins import log

__all__ = ["quick"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "quick"),
    pytest.mark.long,
]
TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."


@pytest.fixture
def film(alice) -> Generation:
    return run(make_generation(alice, input_text=TEXT, cutting="calm", shows="pictures"))


def make_takes() -> None:
    while claimed := TakeOrder.objects.claim("host:1"):
        make_take(claimed, should_stop=lambda: False)


@pytest.mark.parametrize("width", [1280, 390])
def test_takes_are_asked_for_seen_chosen_and_kept(
    page: Page, live_server, alice, film: Generation, width: int
):
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    scene = page.locator("[data-scene]").nth(1)
    first, rendered = Scene.objects.get(generation=film, position=1).image.name, film.film_id
    scene.locator("[data-takes] > summary").click()
    expect(scene.get_by_text("There is no other picture of this scene yet.")).to_be_visible()
    scene.get_by_label("How many").select_option("3")
    scene.get_by_role("button", name="Ask for more pictures of scene 2").click()
    expect(scene.get_by_text("3 pictures are on their way.")).to_be_visible()
    make_takes()
    expect(scene.get_by_text("4 pictures to choose from.")).to_be_visible(timeout=10_000)
    # Side by side: all of them are there and are loaded, none wider than the page.
    cards = scene.locator(".take-card img")
    expect(cards).to_have_count(4)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.take-card img')].every((one) => one.naturalWidth > 0)"
    )
    sources = [card.get_attribute("src") for card in cards.all()]
    assert len(set(sources)) == 4
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # With keys as well: from the picture of now to the third one.
    scene.get_by_role("radio", name="The picture of now (scene 2)").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(scene.get_by_role("radio", name="Picture 3 (scene 2)")).to_be_checked()
    expect(page.locator("[data-changes]")).to_have_text("1 scene is changed.")
    shown = scene.locator("[data-picture]").first
    assert "/take/" in (shown.get_attribute("src") or "")
    page.get_by_role("button", name="Undo").click()
    expect(scene.get_by_role("radio", name="Picture 2 (scene 2)")).to_be_checked()
    page.get_by_role("button", name="Redo").click()
    scene.get_by_role("link", name="Look at picture 3 in large (scene 2)").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    # Chosen and sent: nothing is painted for it, and the others stay to be chosen.
    painted = log.count("image")
    one, wanted, three = (take.image.name for take in film.scenes.get(position=1).takes.all())
    others = {one, three}
    page.get_by_role("button", name="Make the changes").click()
    expect(page.get_by_text("All other scenes stay as they are.")).to_be_visible()
    # Its page asks how far it is, and would lead on.
    page.goto("about:blank")
    run(film)
    changed = Scene.objects.get(generation=film, position=1)
    assert (changed.image.name, log.count("image")) == (wanted, painted)
    assert film.film_id != rendered
    kept = {take.image.name for take in changed.takes.all()}
    assert {first, *others} <= kept
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    scene.locator("[data-takes] > summary").click()
    expect(scene.get_by_text("4 pictures to choose from.")).to_be_visible()
    expect(scene.get_by_text(", shown before").first).to_be_visible()
