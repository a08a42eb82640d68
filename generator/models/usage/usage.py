"""Usage: what a day's calls to one outside service used, by film, person and key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Sum

# The columns that are added up. "unpriced" are calls of which nobody knows what they cost.
FIGURES = (
    *("calls", "failures", "unpriced", "tokens_in", "tokens_out", "pictures", "characters", "seconds"),
    "money",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a row is about: all calls of which these are the same are one row."""

    day: date
    vendor: str
    service: str
    kind: str
    model: str = ""
    film: Any = None
    person: int | None = None
    by_own_key: bool = False

    @property
    def key(self) -> str:
        """Return what finds the row: a hash, because databases differ in whether two nulls are the same."""
        told = "\n".join(f"{name}={value}" for name, value in asdict(self).items())
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums of usage, as rows have them. Money is in US dollars."""

    calls: int = 0
    failures: int = 0
    unpriced: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    pictures: int = 0
    characters: int = 0
    seconds: float = 0.0
    money: Decimal = field(default=Decimal(0))

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in FIGURES})


class UsageQuerySet(models.QuerySet["Usage"]):
    def add(self, about: About, figures: Figures) -> None:
        """Add figures to the row that is about this: one write, and another one for the first call of a row."""
        if self._raise(about, figures):
            return
        try:
            with transaction.atomic():
                self._begin(about, figures)
        except IntegrityError:
            # Another thread or host has begun the row meanwhile.
            self._raise(about, figures)

    def _raise(self, about: About, figures: Figures) -> int:
        more = {name: F(name) + value for name in FIGURES if (value := getattr(figures, name))}
        return self.filter(key=about.key).update(**more) if more else 1

    def _begin(self, about: About, figures: Figures) -> None:
        """Write a new row. Who is deleted by now is not named in it."""
        fields = {"generation": about.film, "person": about.person}
        known = {
            f"{name}_id": pk
            for name, pk in fields.items()
            if pk and self._model_of(name).objects.filter(pk=pk).exists()
        }
        self.create(
            key=about.key,
            day=about.day,
            vendor=about.vendor,
            service=about.service[:100],
            kind=about.kind,
            model=about.model[:200],
            by_own_key=about.by_own_key,
            **known,
            **asdict(figures),
        )

    def _model_of(self, name: str) -> Any:
        return self.model._meta.get_field(name).related_model

    def of_site(self) -> UsageQuerySet:
        """Return what the site pays for, and not one of its members."""
        return self.filter(by_own_key=False)

    def since(self, day: date) -> UsageQuerySet:
        return self.filter(day__gte=day)

    def figures(self) -> Figures:
        """Return the sums of all rows."""
        return _read(self.aggregate(**_SUMS))

    def by(self, *names: str) -> list[tuple[dict[str, Any], Figures]]:
        """Return the sums for each combination of these columns, in their order."""
        rows = self.order_by(*names).values(*names).annotate(**_SUMS)
        return [({name: row[name] for name in names}, _read(row)) for row in rows]


# With names of their own, because an annotation may not have that of a column.
_SUMS = {f"sum_{name}": Sum(name) for name in FIGURES}


def _read(row: dict[str, Any]) -> Figures:
    return Figures(**{name: row[f"sum_{name}"] for name in FIGURES if row[f"sum_{name}"] is not None})


def total(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


class Usage(models.Model):
    """One row for each day, service, kind of work, model, film and person. It stays when film or person are deleted."""

    key = models.CharField(max_length=64, unique=True, editable=False)
    day = models.DateField()
    vendor = models.CharField(max_length=60)
    service = models.CharField(max_length=100)
    kind = models.CharField("kind of work", max_length=20)
    model = models.CharField(max_length=200, blank=True)
    generation = models.ForeignKey(
        "generator.Generation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="usage",
        verbose_name="video",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="usage"
    )
    by_own_key = models.BooleanField(default=False, help_text="Whether the person's own key was used.")
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    unpriced = models.PositiveIntegerField(
        "without a price", default=0, help_text="Calls of which nobody knows what they cost."
    )
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    characters = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0.0, help_text="Of speech and clips.")
    money = models.DecimalField(
        "US dollars",
        max_digits=14,
        decimal_places=6,
        default=Decimal(0),
        help_text="What the service says that it costs, else by SERVICE_PRICES.",
    )

    objects: ClassVar[UsageQuerySet] = UsageQuerySet.as_manager()  # type: ignore[assignment]  # Django's own idiom.

    class Meta:
        ordering = ("-day", "service", "kind")
        verbose_name_plural = "usage of services"
        indexes = (
            models.Index(fields=("day", "service"), name="usage_day"),
            models.Index(fields=("person", "day"), name="usage_person"),
        )

    def __str__(self) -> str:
        return f"{self.service} ({self.kind}) on {self.day:%Y-%m-%d}"
