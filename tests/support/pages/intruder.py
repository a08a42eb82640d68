"""Everything that somebody can send to the pages of the admin about a row, and what accounts are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin import AdminSite
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import NoReverseMatch, reverse

from generator.admin.rights import CONTENT
from generator.models import User

EVIL = "evil@example.org"
NEW_PASSWORD = "another-Long-pass-phrase-8"


def rights_of(users: Iterable[User]) -> dict[Any, set[str]]:
    """Read what each account may do, or could once it is restored, by the person's key."""
    found = {
        user.pk: {name for name in ("is_staff", "is_superuser") if getattr(user, name)} for user in users
    }
    for owner in ("user", "group__user"):
        given = Permission.objects.filter(**{f"{owner}__in": found}).values_list(owner, "pk")
        for person, right in given:
            found[person].add(str(right))
    return found


def accounts_of(users: list[User]) -> dict[Any, dict[str, Any]]:
    """Read all that decides who can sign in as somebody, and what they may do then, by the person's key."""
    found = {
        row["id"]: {**row, "groups": [], "of its address": [], "last_login": None}
        for row in User.objects.filter(pk__in=[user.pk for user in users]).values()
    }
    for person, rights in rights_of(User.objects.filter(pk__in=found)).items():
        found[person]["rights"] = rights
    known = {user.email: found[user.pk] for user in users if user.pk in found}
    groups = User.groups.through.objects.filter(user__in=found).order_by("group")
    for person, *group in groups.values_list("user", "group", "group__name"):
        found[person]["groups"].append(group)
    for email, person in (
        EmailAddress.objects.filter(email__in=known).order_by("user").values_list("email", "user")
    ):
        known[email]["of its address"].append(person)
    for relation in User._meta.related_objects:
        if relation.related_model in CONTENT:
            continue
        name, label = relation.field.name, relation.related_model._meta.label
        for account in found.values():
            account[label] = []
        rows = relation.related_model._default_manager.filter(**{f"{name}__in": found}).order_by("pk")
        for row in rows.values():
            found[row[relation.field.attname]][label].append(row)
    signed_in = Counter(visit.get_decoded().get("_auth_user_id") for visit in Session.objects.all())
    for key, account in found.items():
        account["sessions"] = signed_in[str(key)]
    return found


def reverse_or_none(name: str, *arguments: Any) -> str | None:
    try:
        return reverse(f"admin:{name}", args=arguments)
    except NoReverseMatch:
        return None


def address(model: type[models.Model], page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def about_one(site: AdminSite, row: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name each address that takes a form about a row, with a form that wants everything."""
    model, page = type(row), site.get_model_admin(type(row))
    yield from ((address(model, "change", row.pk), form) for form in forms(model, row))
    if page.list_editable:
        yield address(model, "changelist"), edited_in_the_list(page.list_editable, row)
    if model is User and reverse_or_none("auth_user_password_change", row.pk):
        words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
        yield reverse("admin:auth_user_password_change", args=[row.pk]), {**words, "set-password": "1"}
    yield address(model, "delete", row.pk), {"post": "yes"}


def about_many(
    site: AdminSite, model: type[models.Model], rows: list[Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name each action on all the rows, and on all that there are; those that delete come last."""
    for action in (*site.get_model_admin(model).actions, "delete_selected"):
        chosen = {"action": action, "_selected_action": [row.pk for row in rows], "post": "yes"}
        yield address(model, "changelist"), chosen
        yield address(model, "changelist"), {**chosen, "select_across": "1"}


def about_none(model: type[models.Model], owners: list[User]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name the address that adds a row, with forms for each of the owners."""
    yield from ((address(model, "add"), form) for owner in owners for form in forms(model, owner=owner))


def forms(model: type[models.Model], row: Any = None, owner: User | None = None) -> Iterator[dict[str, Any]]:
    """Fill in a page in the ways that do harm: everything ticked and chosen, or nothing, for this owner or the same."""
    for tick in (True, False):
        form: dict[str, Any] = {
            "usable_password": "true",
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
        }
        for field in (*model._meta.fields, *model._meta.many_to_many):
            value = _wanted(field, row, owner, tick)
            if value is not None:
                form[field.name] = value
        for field in model._meta.fields:
            if isinstance(field, models.DateTimeField):
                form |= {f"{field.name}_0": "2030-01-01", f"{field.name}_1": "10:00"}
        # What stands within other pages has no rows here; the page of a film takes none either.
        for prefix in ("scenes", "emailaddress_set", "User_groups", "authenticator_set"):
            form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        yield form


def _wanted(field: Any, row: Any, owner: User | None, tick: bool) -> Any:
    if isinstance(field, models.BooleanField):
        return "on" if tick else None
    if isinstance(field, models.ManyToManyField):
        return [one.pk for one in field.remote_field.model._default_manager.all()] if tick else []
    if isinstance(field, models.ForeignKey):
        if owner and issubclass(field.remote_field.model, User):
            return owner.pk
        first = field.remote_field.model._default_manager.first()
        return getattr(row, field.attname) if row else first and first.pk
    if isinstance(field, models.EmailField):
        return EVIL
    if isinstance(field, models.JSONField):
        return "{}"
    if isinstance(field, models.IntegerField):
        return "7"
    return str(getattr(row, field.name, "")) if field.choices else f"evil{field.name}"[: field.max_length]


def edited_in_the_list(names: tuple[str, ...], row: Any) -> dict[str, Any]:
    form = {f"form-0-{name}": "on" for name in names}
    counts = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": row.pk, "_save": "Save"}
    return {**form, **counts}
