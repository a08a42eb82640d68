"""Whoever lacks a right can neither give it nor touch the account of somebody who has it, on no page of the admin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.backends.django import Template
from django.urls import include, path, reverse
from django_q.models import Schedule

from generator.admin.guard import TAKEN, Guarded, guard
from generator.models import ContactMessage, User
from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_generation, make_user
from tests.support.pages.admin_pages import PEOPLE, act
from tests.support.pages.intruder import (
    EVIL,
    NEW_PASSWORD,
    about_many,
    about_none,
    about_one,
    accounts_of,
    address,
    rights_of,
)

Membership = User.groups.through
FORM = "application/x-www-form-urlencoded"
# What helpers may do, as far as Django asks.
HELPED = ("user", "emailaddress", "authenticator", "group")


class Addresses(admin.TabularInline):
    model = EmailAddress


class CarelessAdmin(admin.ModelAdmin):
    """A page of another application, which lets all staff do everything."""

    list_per_page = 50
    actions = ("promote",)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    has_view_permission = has_change_permission = has_delete_permission = has_add_permission

    def promote(self, request: Any, queryset: Any) -> None:
        if queryset.model is User:
            queryset.update(is_superuser=True)
        else:
            User.objects.filter(pk=request.user.pk).update(is_superuser=True)


class CarelessUsers(CarelessAdmin):
    list_display = ("email", "is_staff", "is_superuser")
    list_editable = ("is_staff", "is_superuser")
    inlines = (Addresses,)


careless = admin.AdminSite("admin")
careless.register(User, CarelessUsers)
careless.register(
    [
        *(Group, Permission, ContentType, Session, LogEntry, Schedule, Membership),
        *(EmailAddress, EmailConfirmation, Authenticator),
    ],
    CarelessAdmin,
)
guard(careless)
urlpatterns = [
    path("admin/", careless.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("generator.urls")),
]


class Cast:
    """A superuser and others with more and fewer rights, each with all that an account can have."""

    def __init__(self) -> None:
        self.boss = self._person("boss@example.org", is_staff=True, is_superuser=True)
        self.away = self._person("away@example.org", is_staff=True, is_superuser=True, is_active=False)
        self.reviewer = self._person("reviewer@example.org", is_staff=True)
        self.reviewer.user_permissions.add(Permission.objects.get(codename="delete_generation"))
        self.bare = User.objects.create_superuser("bare@example.org", PASSWORD)
        self.alice = self._person("alice@example.org")
        self.visit = signed_in(self.boss)
        self.chiefs = Group.objects.create(name="Chiefs")
        self.chiefs.user_set.add(self.boss, self.reviewer)
        self.mighty = Group.objects.create(name="Mighty")
        self.mighty.permissions.add(*Permission.objects.filter(codename__endswith="_session"))
        self.helper, self.staff = (
            make_user("helper@example.org", is_staff=True),
            make_user("s@example.org", is_staff=True),
        )
        rights = Permission.objects.filter(content_type__model__in=HELPED)
        helpers, everything = Group.objects.create(name="Helpers"), Group.objects.create(name="Everything")
        helpers.permissions.add(*rights)
        everything.permissions.add(*Permission.objects.all())
        helpers.user_set.add(self.helper)
        everything.user_set.add(self.staff)
        Schedule.objects.create(func="math.cos", name="theirs")
        self.beyond = {
            self.helper: [self.boss, self.away, self.bare, self.reviewer, self.staff],
            self.staff: [self.boss, self.away, self.bare],
        }

    def _person(self, email: str, **fields: Any) -> User:
        person = make_user(email, **fields)
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
            Authenticator.objects.create(user=person, type=kind, data={"secret": "JBSWY3DPEHPK3PXP"})
        EmailConfirmation.create(EmailAddress.objects.get(user=person))
        other = EmailAddress.objects.create(user=person, email=f"other-{email}", verified=False)
        EmailConfirmation.create(other)
        make_generation(person)
        ContactMessage.objects.create(sender=person, email=email, message="Hello")
        LogEntry.objects.create(user=person, action_flag=2, object_repr=email)
        if apps.is_installed("allauth.usersessions"):
            visit = {"session_key": email, "ip": "127.0.0.1", "user_agent": "Firefox"}
            apps.get_model("usersessions", "UserSession").objects.create(user=person, **visit)
        return person


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def unpainted(monkeypatch) -> None:
    """Have pages do all that they do but be painted, which takes nine tenths of their time."""
    monkeypatch.setattr(Template, "render", lambda *given, **named: "")


@pytest.fixture
def site(request, settings) -> admin.AdminSite:
    if request.param == "ours":
        reverse("admin:index")
        return admin.site
    settings.ROOT_URLCONF = __name__
    return careless


def rows_of(model: Any, people: list[User]) -> list[Any]:
    """Pick rows of a model, of the people and of others."""
    rows = list(model._default_manager.order_by("pk"))
    assert rows, f"Make a row of {model._meta.label} for these tests."
    if model is User:
        return people
    return rows[:1] + rows[-1:]


def batches(cast: Cast, site: admin.AdminSite, actor: User) -> Iterator[tuple[str, list[Any]]]:
    """Name all that can be sent to the pages of a site, in parts that do not build on each other."""
    people = [cast.boss, cast.away, cast.reviewer, cast.alice, actor]
    for model in list(site._registry):
        label, rows = model._meta.label, rows_of(model, people)
        yield f"{label}: added", list(about_none(model, [cast.boss, actor, cast.alice]))
        yield f"{label}: actions", list(about_many(site, model, list(model._default_manager.all())))
        for row in rows:
            yield f"{label}: {row}", list(about_one(site, row))


@contextmanager
def sent(actor: User, batch: list[Any]) -> Iterator[list[int]]:
    """Send forms as somebody who has just signed in, and take back what they changed."""
    with transaction.atomic():
        client = signed_in(actor)
        # As browsers send forms without files: to take parts apart costs as much as a page.
        yield [
            client.post(target, urlencode(form, doseq=True), content_type=FORM).status_code
            for target, form in batch
        ]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("site", "role"),
    [
        ("ours", "staff"),
        # Those whom the rules give less, and what a careless page lets through.
        pytest.param("ours", "helper", marks=pytest.mark.long),
        pytest.param("careless", "staff", marks=pytest.mark.long),
        pytest.param("careless", "helper", marks=pytest.mark.long),
    ],
    indirect=["site"],
)
def test_no_page_gives_a_right_or_touches_an_account_with_more(cast, site, unpainted, role):
    actor = getattr(cast, role)
    mighty = cast.beyond[actor]
    before, own = accounts_of(mighty), rights_of([actor])[actor.pk]
    others = User.objects.exclude(pk__in=[user.pk for user in mighty])
    for title, batch in batches(cast, site, actor):
        with sent(actor, batch) as codes:
            assert not {404, 500} & set(codes), title
            assert accounts_of(mighty) == before, title
            assert [pk for pk, rights in rights_of(others.all()).items() if not rights <= own] == [], title


@pytest.mark.long
def test_the_same_forms_do_harm_where_a_superuser_sends_them(cast, unpainted):
    before, harmful = accounts_of([cast.away]), set()
    for title, batch in batches(cast, admin.site, cast.boss):
        with sent(cast.boss, batch):
            if accounts_of([cast.away]) != before:
                harmful.add(title.split(":")[0])
    assert {"generator.User", "account.EmailAddress", "mfa.Authenticator"} <= harmful


def test_every_page_that_is_registered_has_the_rule():
    reverse("admin:index")
    assert [model for model, page in admin.site._registry.items() if not isinstance(page, Guarded)] == []


def test_helpers_look_after_ordinary_people(cast):
    client, alice = signed_in(cast.helper), cast.alice
    act(client, "suspend", alice, cast.boss, address=PEOPLE)
    told = act(client, "restore", cast.away, cast.reviewer, address=PEOPLE)
    assert [str(message) for message in told.context["messages"]] == [
        "2 were left alone: you may not touch them.",
        "Restored: nobody.",
    ]
    assert set(User.objects.filter(is_active=False)) == {alice, cast.away}
    act(client, "restore", alice, address=PEOPLE)
    alice.refresh_from_db()
    assert alice.is_active

    totp = Authenticator.objects.get(user=alice, type=Authenticator.Type.TOTP)
    client.post(address(Authenticator, "delete", totp.pk), {"post": "yes"})
    mail = EmailAddress.objects.get(user=alice, primary=False)
    client.post(address(EmailAddress, "change", mail.pk), {"user": alice.pk, "email": EVIL, "verified": "on"})
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    client.post(reverse("admin:auth_user_password_change", args=[alice.pk]), words)
    client.post(reverse("admin:generator_user_add"), {"email": "new@example.org", **words})
    alice.refresh_from_db()
    assert not Authenticator.objects.filter(pk=totp.pk).exists()
    assert EmailAddress.objects.get(pk=mail.pk).email == EVIL
    assert alice.check_password(NEW_PASSWORD)
    assert User.objects.filter(email="new@example.org").exists()

    # Who may not delete films does not delete those who have some, as Django has it.
    new = User.objects.get(email="new@example.org")
    chosen = {"action": "delete_selected", "_selected_action": [new.pk, cast.boss.pk], "post": "yes"}
    client.post(PEOPLE, chosen)
    assert not User.objects.filter(pk=new.pk).exists()
    assert User.objects.filter(pk=cast.boss.pk).exists()


def test_who_has_the_same_rights_may_be_looked_after_and_who_has_more_not(cast):
    peer = make_user("peer@example.org", is_staff=True)
    act(signed_in(cast.helper), "suspend", peer, cast.reviewer, address=PEOPLE)
    assert set(User.objects.filter(is_active=False)) == {peer, cast.away}


def test_staff_see_who_there_is_but_no_key_to_an_account_with_more_rights(cast):
    client = signed_in(cast.helper)
    listed = client.get(PEOPLE).context_data["cl"].queryset
    assert set(listed) == set(User.objects.all())
    for model, key in ((EmailAddress, "email"), (Authenticator, "data__secret")):
        theirs = model.objects.filter(user=cast.boss).first()
        seen = client.get(address(model, "changelist")).context_data["cl"].queryset
        assert {row.user for row in seen}.isdisjoint(cast.beyond[cast.helper])
        assert client.get(address(model, "history", theirs.pk)).status_code in (302, 403, 404)
        found = client.get(address(model, "changelist"), {f"{key}__startswith": "J", "e": "1"})
        assert found.status_code in (302, 400) or theirs not in found.context_data["cl"].queryset


def test_a_secret_is_not_found_out_letter_by_letter(cast):
    for name in ("data__secret__startswith", "data__icontains"):
        assert signed_in(cast.boss).get(address(Authenticator, "changelist"), {name: "J"}).status_code == 400


def test_a_group_is_given_only_the_rights_that_one_has_and_ones_own_none(cast):
    mine, other = Group.objects.get(name="Helpers"), Group.objects.create(name="Volunteers")
    other.user_set.add(cast.alice)
    held = list(mine.permissions.values_list("pk", flat=True))
    lacked = Permission.objects.get(codename="delete_generation").pk
    client = signed_in(cast.helper)
    for group, wanted in ((other, [lacked]), (other, held[:2]), (mine, held[:2]), (mine, [*held, lacked])):
        form = {"name": group.name, "permissions": wanted}
        client.post(address(Group, "change", group.pk), form)
    assert list(other.permissions.values_list("pk", flat=True)) == held[:2]
    assert list(mine.permissions.values_list("pk", flat=True)) == held


def test_an_address_of_an_account_with_more_rights_is_given_to_nobody(cast):
    client, mail = signed_in(cast.helper), EmailAddress.objects.get(user=cast.alice, primary=False)
    for taken in ("BARE@example.org", "other-boss@example.org"):
        form = {"user": cast.alice.pk, "email": taken, "verified": "on"}
        told = client.post(address(EmailAddress, "change", mail.pk), form)
        assert told.context_data["adminform"].form.errors == {"email": [TAKEN]}


def test_a_superuser_neither_demotes_nor_deletes_themselves(cast):
    client, boss = signed_in(cast.boss), cast.boss
    client.post(reverse("admin:generator_user_change", args=[boss.pk]), {})
    client.post(reverse("admin:generator_user_delete", args=[boss.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [boss.pk, cast.away.pk], "post": "yes"}
    client.post(PEOPLE, chosen)
    boss.refresh_from_db()
    assert (boss.is_active, boss.is_staff, boss.is_superuser) == (True, True, True)
    assert not User.objects.filter(pk=cast.away.pk).exists()
