"""The admin pages of users: what they made, and whether they may sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from generator.accounts import notices, security_log
from generator.models import Generation, User
from generator.models.allowance import allowance_of

Status = Generation.Status


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)

    def clean_email(self) -> str:
        # Lower case, as allauth stores addresses: letter case does not distinguish people.
        return str(self.cleaned_data["email"]).lower()


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # It takes no parameter at run time.
    """Sets somebody's password, which is written down, and told to its owner."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        request = context.request
        security_log.note(request, "password_change", "by_staff", account=user.pk)
        if request is not None:
            notices.tell("password_changed", notices.addresses_of(user), request)
        return user


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    """A page of users; `generator.admin.rights` decides which of them staff may change."""

    add_form = UserCreationForm
    change_password_form = PasswordForm
    ordering = ("email",)
    list_display = (
        "email",
        "is_active",
        "is_staff",
        "videos",
        "ready",
        "failed",
        "date_joined",
        "last_login",
    )
    list_filter = ("is_active", "is_staff", "date_joined")
    search_fields = ("email",)
    actions = ("suspend", "restore")
    fieldsets = (
        (None, {"fields": ("email", "password", "videos", "ready", "failed")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (
            "Limits",
            {
                "fields": ("use", "films_running", "films_waiting", "films_per_day", "storage_gb"),
                "description": "Empty: as everybody. 0: none at all.",
            },
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        counts = {
            "videos_count": Count("generations", filter=~Q(generations__status=Status.DRAFT)),
            "ready_count": Count("generations", filter=Q(generations__status=Status.SUCCEEDED)),
            "failed_count": Count("generations", filter=Q(generations__status=Status.FAILED)),
        }
        people: QuerySet[User] = super().get_queryset(request)
        return people.annotate(**counts)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # Addresses are changed on the account pages, which verify the new one.
        return ("email", "videos", "ready", "failed", "use", "last_login", "date_joined") if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            obj.suspend()
        if not change:
            # A user created by staff can sign in at once.
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        # One by one, so that the films' files are deleted too.
        for user in queryset:
            user.delete()

    @admin.display(ordering="videos_count")
    def videos(self, user: Any) -> int:
        return int(user.videos_count)

    @admin.display(description="used")
    def use(self, user: User) -> str:
        return allowance_of(user).in_words()

    @admin.display(ordering="ready_count")
    def ready(self, user: Any) -> int:
        return int(user.ready_count)

    @admin.display(ordering="failed_count")
    def failed(self, user: Any) -> int:
        return int(user.failed_count)

    @admin.action(description="Suspend the selected people", permissions=["change"])
    def suspend(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Sign users out everywhere and cancel their waiting and running films; finished videos stay."""
        self._set_active(request, queryset.exclude(email=request.user.get_username()), False)

    @admin.action(description="Restore the selected people", permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._set_active(request, queryset, True)

    def _set_active(self, request: HttpRequest, queryset: QuerySet[User], is_active: bool) -> None:
        changed = list(queryset.filter(is_active=not is_active))
        what = "Restored" if is_active else "Suspended"
        for user in changed:
            if is_active:
                User.objects.filter(pk=user.pk).update(is_active=True)
            else:
                user.suspend()
            self.log_change(request, user, what)
        level = messages.SUCCESS if changed else messages.WARNING
        self.message_user(request, f"{what}: {', '.join(map(str, changed)) or 'nobody'}.", level)
