"""What every address answers, and who may open every file of every model: for each role, asked and sent to.

A visitor asks at all addresses once; several tests look at what came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from django.urls import path

from generator import urls
from generator.models import Generation, Scene, User
from generator.views import files, pages
from generator.views.versions import watching
from tests.support.pages.access_rules import FILES, HANDED_OUT, MOVED, NOTHING, PAGE, ROLES, RULES, SIGN_IN
from tests.support.pages.routes import all_routes
from tests.support.pages.visitors import SECRET, Site
from tests.support.pages.walks import walk

pytestmark = pytest.mark.django_db
ROUTES = all_routes()
FILE_FIELDS = sorted(
    f"{model._meta.model_name}.{field.name}"
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, FileField)
)


@pytest.fixture
def site(caplog) -> Site:
    # Hundreds of refusals, each with its trace, would be kept for nobody.
    caplog.set_level("CRITICAL", "django.request")
    return Site()


def is_kept_nowhere(headers: Mapping[str, str]) -> bool:
    return "no-store" in headers.get("Cache-Control", "")


def test_every_address_has_a_rule_and_every_rule_an_address():
    assert sorted(route.name for route in ROUTES) == sorted(RULES)


def test_a_new_address_is_without_a_rule_until_it_has_its_line():
    # The resolver reads this very list.
    urls.urlpatterns.append(path("new/", pages.help, name="new"))
    try:
        assert {route.name for route in all_routes()} - set(RULES) == {"new"}
    finally:
        urls.urlpatterns.pop()


def test_view_path_template_and_rule_of_a_page_have_one_name():
    # The files of a film have one view, which the rows of products name their addresses for.
    of_files = (files.product, watching.version_product)
    pages = [route for route in urls.urlpatterns if route.callback not in of_files]
    assert [route.callback.__name__ for route in pages] == [route.name for route in pages]
    templates = {file.stem for file in (settings.BASE_DIR / "templates" / "generator").glob("[!_]*.html")}
    assert templates <= {route.name for route in urls.urlpatterns} <= set(RULES)


def test_every_file_has_a_rule_and_every_rule_a_file():
    assert sorted(FILES) == FILE_FIELDS


def test_a_film_names_each_of_its_files_to_count_and_to_delete_them(site: Site):
    stored = [site.file(field).name for field in FILE_FIELDS]
    # A brand's are those of all films that have it.
    assert sorted([*site.film.file_names(), *site.brand.file_names()]) == sorted(stored)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_rules_say(role: str, method: str):
    number = ("get", "post").index(method)
    wrong = {
        name: f"{answer.outcome}, not {wanted}"
        for name, answer in walk(role, method).items()
        if answer.outcome != (wanted := RULES[name][number][role])
    }
    assert wrong == {}


@pytest.mark.parametrize("role", ["anonymous", "stranger", "suspended", "helper"])
def test_nothing_of_the_owners_changes_by_what_others_send(site: Site, role: str):
    before = (Generation.objects.values().get(), Scene.objects.values().get())
    client = site.client(role)
    if role == "suspended":
        User.objects.filter(pk=site.owner.pk).update(is_active=False)
    for route in ROUTES:
        if "<uuid:pk>" in route.pattern or "generation" in route.name:
            client.post(site.address(route), {"post": "yes"})
    assert (Generation.objects.values().get(), Scene.objects.values().get()) == before


def test_a_file_is_handed_out_to_its_owner_and_to_reviewers_alone(site: Site):
    for field in FILE_FIELDS:
        route = next((route for route in ROUTES if route.name == FILES[field]), None)
        if route is None:
            continue
        with site.file(field).open("rb") as file:
            data = file.read()
        for role, options in product(ROLES, ({}, {"headers": {"range": "bytes=0-3"}})):
            _, response = site.ask(role, "get", site.address(route), **options)
            body = response.body if response.streaming else response.content
            assert (body == (data[:4] if options else data)) == (role in ("owner", "staff")), (field, role)


def test_the_name_of_a_file_in_the_storage_is_no_address(site: Site):
    # Whoever asks: who may see the file, and who may see everything.
    for field, role, start in product(FILE_FIELDS, ("owner", "staff"), ("/", "/media/")):
        assert site.ask(role, "get", start + site.file(field).name)[0] in (NOTHING, SIGN_IN), field


def test_staff_see_no_file_of_a_film_without_the_right_to_review(site: Site):
    route = next(route for route in ROUTES if route.name == "video")
    assert site.ask("helper", "get", site.address(route))[0] == NOTHING


def test_no_form_is_taken_from_another_site(site: Site):
    taken = [
        route.name
        for route in ROUTES
        for role in ("anonymous", "staff")
        if site.ask(role, "post", site.address(route), enforce_csrf_checks=True)[1].status_code != 403
    ]
    assert taken == []


def test_the_secret_of_a_second_factor_is_shown_to_nobody():
    assert [name for name, answer in walk("staff", "get").items() if SECRET.encode() in answer.body] == []


@pytest.mark.parametrize("role", ["owner", "staff"])
def test_nothing_that_somebody_who_is_signed_in_gets_is_kept_by_caches(role: str):
    # Films are, by their owner's browser alone; tests/app/accounts/test_private_pages.py looks at them.
    got = {name: answer for name, answer in walk(role, "get").items() if name not in HANDED_OUT}
    sent = {f"{name}, sent to": answer for name, answer in walk(role, "post").items()}
    assert [name for name, answer in (got | sent).items() if not is_kept_nowhere(answer.headers)] == []


def test_no_fragment_of_a_page_is_kept_by_caches(site: Site):
    kept = []
    for route in ROUTES:
        # Whoever gets the page at all; most of the admin is for staff.
        role = "owner" if RULES[route.name][0]["owner"] in (PAGE, MOVED) else "staff"
        _, response = site.ask(role, "get", site.address(route), headers={"HX-Request": "true"})
        if route.name not in HANDED_OUT and not is_kept_nowhere(response.headers):
            kept.append(route.name)
    assert kept == []


def test_of_what_visitors_get_only_public_pages_are_kept_by_caches():
    kept = {
        name
        for name, answer in walk("anonymous", "get").items()
        if answer.status == 200 and not is_kept_nowhere(answer.headers)
    }
    assert kept == {"home", "help", "terms", "privacy", "licences", "contact"}


@pytest.mark.parametrize("role", ["anonymous", "owner", "staff"])
def test_no_page_lets_foreign_or_inline_code_in(role: str):
    shown = 0
    for name, answer in walk(role, "get").items():
        if answer.status != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        shown += 1
        told, html = answer.headers["Content-Security-Policy"], answer.body.decode()
        policy = {part: values for part, *values in map(str.split, filter(str.strip, told.split(";")))}
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
        assert not re.search("unsafe|\\*|https?:", told), name
        assert not re.search(r"<style|\sstyle=|<[^>]+\son\w+=|javascript:", html), name
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", html), name
        # What is loaded comes from here; only links may lead elsewhere.
        assert not re.search(r"<(?:script|link|img|video|iframe|form)[^>]*=\"(?:https?:)?//", html), name
    assert shown > 12
