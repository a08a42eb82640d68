"""The rule on staff rights: staff can neither grant a right that they lack nor touch the account of a user who has it.

Films and messages are not accounts. Rows that lead to no account might grant anything, so only superusers have them.
`generator.admin.guard` applies the rule to every admin page, whichever application registered it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from generator.models import ContactMessage, Generation, Scene, User

# Models for which only Django's permissions decide, whoever owns a row.
CONTENT = (Generation, Scene, ContactMessage)
# Most relations followed from a row to its account: an email confirmation leads to its account through an address.
STEPS = 3
Rows = QuerySet[Any, Any]


def rights_of(account: User) -> QuerySet[Permission]:
    """Return the permissions of an account, as if it were not suspended."""
    if account.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(user=account) | Q(group__user=account))


def with_more_rights(actor: User) -> QuerySet[User]:
    """Return the accounts, suspended ones included, that have a right which `actor` lacks."""
    if actor.is_superuser:
        return User.objects.none()
    return _with_others_than(rights_of(actor))


def _with_others_than(rights: Any) -> QuerySet[User]:
    others = Permission.objects.exclude(pk__in=rights)
    return User.objects.filter(
        Q(is_superuser=True) | Q(user_permissions__in=others) | Q(groups__permissions__in=others)
    )


def editable(actor: User, rows: Rows) -> Rows:
    """Return the rows that the actor may change, delete and act on.

    The actor's own account is not among them: it has pages of its own, which ask for the password.
    """
    if actor.is_superuser or issubclass(rows.model, CONTENT):
        return rows
    return _not_of(User.objects.filter(Q(pk__in=with_more_rights(actor)) | Q(pk=actor.pk)), actor, rows)


def visible(actor: User, rows: Rows) -> Rows:
    """Return the rows that the actor may see: all accounts, but no secrets of accounts that have more rights."""
    if actor.is_superuser or issubclass(rows.model, (*CONTENT, User, Group)):
        return rows
    return _not_of(with_more_rights(actor), actor, rows)


def is_known(actor: User, model: type[models.Model]) -> bool:
    """Return whether the actor may see any rows of a model; not if the rule cannot find their account."""
    return actor.is_superuser or issubclass(model, CONTENT) or any(_ways(model))


def assignable(actor: User, choices: Rows) -> Rows:
    """Return the choices that the actor may select in a form: own permissions, and editable rows."""
    if issubclass(choices.model, Permission):
        return choices.filter(pk__in=rights_of(actor))
    return editable(actor, choices)


def _not_of(accounts: QuerySet[User], actor: User, rows: Rows) -> Rows:
    """Return rows without those of these accounts, those granting rights the actor lacks, and those of no account."""
    model: type[models.Model] = rows.model
    to_accounts, to_permissions = _ways(model)
    if not to_accounts and not to_permissions:
        return rows.none()
    # A separate query, because that of the rows may have annotations and groups.
    kept: Rows = model._default_manager.all()
    for way in to_accounts:
        kept = kept.exclude(**{f"{way}__in": accounts})
    lacked = Permission.objects.exclude(pk__in=rights_of(actor))
    for way in to_permissions:
        kept = kept.exclude(**{f"{way}__in": lacked})
    if not issubclass(model, User):
        for name in (field.name for field in model._meta.fields if isinstance(field, models.EmailField)):
            kept = kept.exclude(**{f"{name}__in": with_more_rights(actor).values(lower=Lower("email"))})
    return rows.filter(pk__in=kept.order_by().values("pk"))


@cache
def _ways(model: type[models.Model]) -> tuple[list[str], list[str]]:
    """Return the lookups from a model to its accounts, and those to the permissions that it grants."""
    if issubclass(model, User):
        return ["pk"], []
    # The relation to a group's members is declared on the user model.
    members = ["user"] if issubclass(model, Group) else []
    return [*members, *_lookups(model, User, STEPS)], list(_lookups(model, Permission, STEPS))


def _lookups(model: type[models.Model], wanted: type[models.Model], steps: int) -> Iterator[str]:
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if field.remote_field is None or not steps:
            continue
        found: type[models.Model] = field.remote_field.model
        if issubclass(found, wanted):
            yield field.name
        elif not issubclass(found, (User, Permission, ContentType)):
            yield from (f"{field.name}__{rest}" for rest in _lookups(found, wanted, steps - 1))


@contextmanager
def forbid_escalation(actor: User) -> Iterator[None]:
    """Roll back the block and raise PermissionDenied if it gives anyone a right that the actor lacks."""
    if actor.is_superuser:
        yield
        return
    with transaction.atomic():
        rights = set(rights_of(actor).values_list("pk", flat=True))
        mighty = set(with_more_rights(actor).values_list("pk", flat=True))
        yield
        if not mighty.issuperset(_with_others_than(rights).values_list("pk", flat=True)):
            raise PermissionDenied
