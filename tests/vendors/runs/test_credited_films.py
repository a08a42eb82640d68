"""Credits of photos where a film shows them itself: on its end card, beside its description, in its file."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import av
import pytest

from generator.models.credits.listed import credits_in
from studio.film import plan as timeline
from studio.film.plan import FilmPlan, RenderedFilm, Shot
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import collections, rendered_at_once
from tests.vendors.runs.test_photo_films import SMALL, again, film
from tests.vendors.server import Services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "photo": collections(services.url)}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)


def _is_scene(shot: Shot) -> bool:
    return shot.is_scene


def test_the_end_card_names_the_photos_where_that_is_wanted(services, monkeypatch):
    plans: list[FilmPlan] = []

    def keep(plan: FilmPlan, folder: Path, *others: object) -> RenderedFilm:
        plans.append(plan)
        # What takes the renderer's place knows no cards.
        return rendered_at_once(replace(plan, shots=tuple(filter(_is_scene, plan.shots))), folder)

    monkeypatch.setattr("generator.pipeline.stages.render.render_film", keep)
    made = film(end_card_text="Thank you")
    assert plans[-1].shots[-1].card == "Thank you"
    assert made.revise(credits_card=True)
    again(made)
    works = credits_in(made.film.scenes).works
    said, *lines = plans[-1].shots[-1].card.split("\n")
    assert said == "Thank you"
    assert len(lines) == len(works) == 3
    for line, work in zip(lines, works, strict=True):
        assert work.credit.author in line
        assert work.credit.licence in line
        assert "http" not in line


def test_a_painted_film_has_no_credits_at_its_end(services, monkeypatch):
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    made = film(pictures="painted", credits_card=True)
    assert made.ending == ""


def test_credits_are_copied_with_the_description_and_stand_in_the_file(services, client):
    made = film(publication={"title": "T", "description": "About foxes.", "hashtags": ["fox"]})
    client.force_login(made.owner)
    page = client.get(made.get_absolute_url()).content.decode()
    works = credits_in(made.film.scenes).works
    description = page.split("About foxes.")[1].split('aria-label="Copy the description"')[0]
    for work in works:
        assert work.credit.page in html.unescape(description)
    with av.open(made.film.video.path) as file:
        for work in works:
            assert work.credit.author in file.metadata["copyright"]
            assert work.credit.licence in file.metadata["copyright"]
