"""Who may touch whose account: whoever lacks a right can neither give it nor touch the account of somebody who has it.

What people make and write is no account. Rows that lead to no account may open any door, so superusers alone have them.
`generator.admin.guard` puts the rule before every page of the admin, whoever has registered it.
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

# Here the rights of Django alone decide, whoever a row is from.
CONTENT = (Generation, Scene, ContactMessage)
# How many rows may lie between a secret and the account that it is of: between a confirmation and it lies an address.
STEPS = 3
Rows = QuerySet[Any, Any]


def rights_of(account: User) -> QuerySet[Permission]:
    """Find what an account may do once it is not suspended."""
    if account.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(user=account) | Q(group__user=account))


def beyond(actor: User) -> QuerySet[User]:
    """Find the accounts that have a right which this one lacks, those that are suspended among them."""
    if actor.is_superuser:
        return User.objects.none()
    return _with_others_than(rights_of(actor))


def _with_others_than(rights: Any) -> QuerySet[User]:
    others = Permission.objects.exclude(pk__in=rights)
    return User.objects.filter(
        Q(is_superuser=True) | Q(user_permissions__in=others) | Q(groups__permissions__in=others)
    )


def touchable(actor: User, rows: Rows) -> Rows:
    """Keep what somebody may change, delete and act on. One's own account has its own pages, which ask for the password."""
    if actor.is_superuser or issubclass(rows.model, CONTENT):
        return rows
    return _not_of(User.objects.filter(Q(pk__in=beyond(actor)) | Q(pk=actor.pk)), actor, rows)


def visible(actor: User, rows: Rows) -> Rows:
    """Keep what somebody may see: who there is, but not the keys to accounts that have more rights."""
    if actor.is_superuser or issubclass(rows.model, (*CONTENT, User, Group)):
        return rows
    return _not_of(beyond(actor), actor, rows)


def is_known(actor: User, model: type[models.Model]) -> bool:
    """Say whether somebody may have any rows of a kind: those of which the rule cannot tell whose they are, not."""
    return actor.is_superuser or issubclass(model, CONTENT) or any(_ways(model))


def givable(actor: User, choices: Rows) -> Rows:
    """Keep what somebody may choose in a form: the rights that they have, and what they may touch."""
    if issubclass(choices.model, Permission):
        return choices.filter(pk__in=rights_of(actor))
    return touchable(actor, choices)


def _not_of(accounts: QuerySet[User], actor: User, rows: Rows) -> Rows:
    """Leave out what belongs to these accounts, what gives rights that the actor lacks, and what leads to no account."""
    model: type[models.Model] = rows.model
    to_accounts, to_permissions = _ways(model)
    if not to_accounts and not to_permissions:
        return rows.none()
    # Apart from the rows' own query, which may count and group.
    kept: Rows = model._default_manager.all()
    for way in to_accounts:
        kept = kept.exclude(**{f"{way}__in": accounts})
    lacked = Permission.objects.exclude(pk__in=rights_of(actor))
    for way in to_permissions:
        kept = kept.exclude(**{f"{way}__in": lacked})
    if not issubclass(model, User):
        for name in (field.name for field in model._meta.fields if isinstance(field, models.EmailField)):
            kept = kept.exclude(**{f"{name}__in": beyond(actor).values(lower=Lower("email"))})
    return rows.filter(pk__in=kept.order_by().values("pk"))


@cache
def _ways(model: type[models.Model]) -> tuple[list[str], list[str]]:
    """Name the lookups that lead from a row to the accounts that it is of, and to the rights that it gives."""
    if issubclass(model, User):
        return ["pk"], []
    # A group's members are named on the side of the accounts.
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
def nobody_gains(actor: User) -> Iterator[None]:
    """Take back what is done herein where it gives anybody, the actor among them, a right that the actor lacks."""
    if actor.is_superuser:
        yield
        return
    with transaction.atomic():
        rights = set(rights_of(actor).values_list("pk", flat=True))
        mighty = set(beyond(actor).values_list("pk", flat=True))
        yield
        if not mighty.issuperset(_with_others_than(rights).values_list("pk", flat=True)):
            raise PermissionDenied
