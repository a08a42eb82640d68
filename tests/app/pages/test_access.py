"""Who may open what: every address of the resolver and every file of every model, for each role, asked and sent to."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from django.urls import path

from generator import urls
from generator.models import Generation, Scene, User
from generator.views import files, pages
from generator.views.versions import watching
from tests.support.pages.access_rules import FILES, NOTHING, ROLES, RULES, SIGN_IN
from tests.support.pages.routes import all_routes
from tests.support.pages.visitors import SECRET, Site

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
def test_everybody_gets_what_the_rules_say(site: Site, role: str, method: str):
    number = ("get", "post").index(method)
    wrong = {}
    for route in ROUTES:
        found, _ = site.ask(role, method, site.address(route))
        if found != (wanted := RULES[route.name][number][role]):
            wrong[route.name] = f"{found}, not {wanted}"
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


@pytest.mark.parametrize("field", FILE_FIELDS)
def test_a_file_is_handed_out_to_its_owner_and_to_reviewers_alone(site: Site, field: str):
    stored = site.file(field)
    with stored.open("rb") as file:
        data = file.read()
    route = next((route for route in ROUTES if route.name == FILES[field]), None)
    for role in ROLES:
        # The name in the storage is no address, whoever asks.
        assert site.ask(role, "get", f"/{stored.name}")[0] in (NOTHING, SIGN_IN)
        assert site.ask(role, "get", f"/media/{stored.name}")[0] in (NOTHING, SIGN_IN)
        if route is None:
            continue
        may_see = role in ("owner", "staff")
        for options in ({}, {"headers": {"range": "bytes=0-3"}}):
            client = site.client(role)
            if role == "suspended":
                User.objects.filter(pk=site.owner.pk).update(is_active=False)
            response = client.get(site.address(route), **options)
            body = response.getvalue() if response.streaming else response.content
            assert (body == (data[:4] if options else data)) == may_see
            User.objects.filter(pk=site.owner.pk).update(is_active=True)


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


def test_the_secret_of_a_second_factor_is_shown_to_nobody(site: Site):
    for route in ROUTES:
        _, response = site.ask("staff", "get", site.address(route))
        assert SECRET.encode() not in (response.body if response.streaming else response.content)
