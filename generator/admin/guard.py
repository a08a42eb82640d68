"""The rule of `generator.admin.rights`, applied to every admin page."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.forms import Field, ModelForm
from django.http import HttpRequest, HttpResponse

from generator.admin.rights import (
    CONTENT,
    Rows,
    assignable,
    editable,
    forbid_escalation,
    is_known,
    visible,
    with_more_rights,
)
from generator.models import User

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")
# Fields that may not be filtered on: a filter in a list's URL could reveal a secret letter by letter.
SECRETS = ("data", "key", "password", "secret", "session_data", "session_key", "token", "token_secret")
TAKEN = "This address is of an account that you may not change."


def _actor(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class Choices(admin.options.BaseModelAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    """A mix-in whose forms offer and accept only choices that the actor may give."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options = self._limited(db_field, request, options)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options = self._limited(db_field, request, options)
        return super().formfield_for_manytomany(db_field, request, **options)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and isinstance(db_field, models.EmailField) and not issubclass(self.model, CONTENT):

            def refuse_taken(address: str) -> None:
                mighty = with_more_rights(_actor(request))
                if mighty.filter(Q(email__iexact=address) | Q(emailaddress__email__iexact=address)).exists():
                    raise ValidationError(TAKEN)

            field.validators = [*field.validators, refuse_taken]
        return field

    def _limited(self, db_field: Any, request: HttpRequest, options: dict[str, Any]) -> dict[str, Any]:
        actor = _actor(request)
        if actor.is_superuser or issubclass(self.model, CONTENT):
            return options
        choices = options.get("queryset")
        if choices is None:
            choices = self.get_field_queryset(options.get("using"), db_field, request)
        if choices is None:
            choices = db_field.remote_field.model._default_manager.all()
        return {**options, "queryset": assignable(actor, choices.all())}


class GuardedInline(Choices, admin.options.InlineModelAdmin):  # type: ignore[type-arg]  # As above.
    """The rule for inlines, rows on another row's page."""

    def get_queryset(self, request: HttpRequest) -> Rows:
        return visible(_actor(request), super().get_queryset(request))


class Guarded(Choices, admin.ModelAdmin):  # type: ignore[type-arg]  # As above.
    """The rule for admin pages, in addition to what a page allows by itself."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self._knows(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_view_permission(request, obj):
            return False
        return self._knows(request) if obj is None else self._is_in(visible, request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_own = isinstance(obj, User) and obj.pk == request.user.pk
        return not is_own and super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def changeform_view(self, request: HttpRequest, *page: Any, **options: Any) -> Any:
        with self._watched(request):
            return super().changeform_view(request, *page, **options)

    def changelist_view(self, request: HttpRequest, *page: Any, **options: Any) -> Any:
        with self._watched(request):
            return super().changelist_view(request, *page, **options)

    def get_queryset(self, request: HttpRequest) -> Rows:
        return visible(_actor(request), super().get_queryset(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = tuple(super().get_readonly_fields(request, obj))
        if not issubclass(self.model, User):
            return fields
        if not _actor(request).is_superuser:
            return (*fields, *RIGHTS)
        # No one can change their own rights, so at least one superuser is always left.
        is_own = obj is not None and obj.pk == request.user.pk
        return (*fields, "is_active", *RIGHTS) if is_own else fields

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [_guarded(inline, GuardedInline) for inline in super().get_inlines(request, obj)]

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        return lookup.split("__")[0] not in SECRETS and super().lookup_allowed(lookup, value, request)

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer actions that name no permission only to users who may change the rows."""
        actions = super().get_actions(request)
        if self.has_change_permission(request):
            return actions
        return {
            name: what for name, what in actions.items() if what and hasattr(what[0], "allowed_permissions")
        }

    def response_action(self, request: HttpRequest, queryset: Rows) -> HttpResponse | None:
        """Run an action on the editable rows only, and report how many were left out."""
        allowed = editable(_actor(request), queryset)
        if request.POST.get("action") == "delete_selected" and issubclass(self.model, User):
            allowed = allowed.exclude(pk=request.user.pk)
        chosen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        if left := chosen.exclude(pk__in=allowed.order_by().values("pk")).count():
            said = (
                "1 was left alone: you may not touch it."
                if left == 1
                else f"{left} were left alone: you may not touch them."
            )
            self.message_user(request, said, messages.WARNING)
        return super().response_action(request, allowed)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        if change:
            self._refuse_uneditable(request, obj)
        super().save_model(request, obj, form, change)
        self._refuse_uneditable(request, obj)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._refuse_uneditable(request, form.instance)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._refuse_uneditable(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Rows) -> None:
        super().delete_queryset(request, editable(_actor(request), queryset))

    def _watched(self, request: HttpRequest) -> AbstractContextManager[None]:
        writes = request.method == "POST" and not issubclass(self.model, CONTENT)
        return forbid_escalation(_actor(request)) if writes else nullcontext()

    def _refuse_uneditable(self, request: HttpRequest, row: Any) -> None:
        # The last check, within the page's transaction: changes that a third-party form let through are rolled back.
        if not self._is_in(editable, request, row):
            raise PermissionDenied

    def _may_touch(self, request: HttpRequest, obj: Any) -> bool:
        return self._knows(request) if obj is None else self._is_in(editable, request, obj)

    def _is_in(self, rule: Any, request: HttpRequest, obj: Any) -> bool:
        actor = _actor(request)
        if actor.is_superuser or isinstance(obj, CONTENT):
            return True
        rows: Rows = rule(actor, self.model._default_manager.filter(pk=obj.pk))
        return rows.exists()

    def _knows(self, request: HttpRequest) -> bool:
        return is_known(_actor(request), self.model)


def _guarded(kind: type[object], rule: type[object]) -> type[Any]:
    return (
        kind if issubclass(kind, rule) else type(kind.__name__, (rule, kind), {"__module__": kind.__module__})
    )


def guard(site: admin.AdminSite) -> None:
    """Apply the rule to all registered models, of whichever application."""
    for model, page in list(site._registry.items()):
        if not isinstance(page, Guarded):
            site.unregister(model)
            site.register(model, _guarded(type(page), Guarded))
