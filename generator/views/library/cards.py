"""A page of cards of the library, read with a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, TextField, Value, When, Window

from generator.models import Generation, Scene
from generator.models.generation_queryset import GenerationQuerySet

PAGE = 60
# By which a film is called, and what is on its card: rows are large, and most of them is not.
CALLED = (
    *("kind", "status", "title", "description", "verbatim", "write_for_me"),
    *("title_card_text", "end_card_text"),
)
ON_CARD = (
    *CALLED,
    *("progress", "size", "review", "lease", "created_at", "binned_at", "stored_bytes", "input_image"),
    *("copy_number", "folder__name", "film__number", "film__duration", "film__poster"),
    *(f"copied_from__{name}" for name in CALLED),
)


def with_first_picture(generations: GenerationQuerySet) -> GenerationQuerySet:
    """Annotate the first scene that has a picture, which a card shows while there is no poster."""
    painted = Scene.objects.filter(generation=OuterRef("pk")).exclude(image="").order_by("position")
    pictured: GenerationQuerySet = generations.annotate(
        first_picture=Subquery(painted.values("position")[:1]) + 1
    )
    return pictured


def page_of(
    found: GenerationQuerySet, number: str | None, *, is_search: bool, total: int | None = None
) -> Page[Generation]:
    """Return a page of cards; `total` is how many there are, if that is known.

    Of a search it is asked first which ones they are, because it sorts all that it finds, and rows are large; and what
    it finds is counted by the way, because to count it is to search again. The rest stays in the database: to read ten
    thousand keys takes longer than to find them.
    """
    if not is_search:
        paginator = Paginator(with_first_picture(as_cards(found)), PAGE)
        if total is not None:
            paginator.count = total
        shown = paginator.get_page(number)
        shown.object_list = _named(shown.object_list)
        return shown
    likely = int(number) if number and re.fullmatch(r"[0-9]{1,6}", number) else 1
    keys, total = _cut(found, likely)
    page: Page[Any] = Paginator(range(total), PAGE).get_page(number)
    if page.number != likely:
        keys, _ = _cut(found, page.number)
    rows = with_first_picture(as_cards(Generation.objects.filter(pk__in=keys)))
    cards = {generation.pk: generation for generation in _named(rows)}
    # One that was deleted meanwhile is left out.
    page.object_list = [cards[key] for key in keys if key in cards]
    return page


def _cut(found: GenerationQuerySet, number: int) -> tuple[list[UUID], int]:
    """Return the keys of one page, and how many there are on all pages."""
    start = PAGE * max(0, number - 1)
    counted = found.annotate(in_all=Window(Count("*"))).values_list("pk", "in_all")[start : start + PAGE]
    if rows := list(counted):
        return [key for key, _ in rows], rows[0][1]
    # Behind the last page nobody has counted.
    return [], found.count() if start else 0


def as_cards(generations: GenerationQuerySet) -> GenerationQuerySet:
    """Read what is on a card; of texts only those by whose first words drafts are called."""
    is_draft, first_is_draft = (
        Q(status="draft", title=""),
        Q(copied_from__status="draft", copied_from__title=""),
    )
    rows = generations.with_typed_scenes().select_related("film", "copied_from", "folder").only(*ON_CARD)
    cards: GenerationQuerySet = rows.annotate(
        typed=Case(When(is_draft, then=F("input_text")), default=Value(""), output_field=TextField()),
        first_typed=Case(
            When(first_is_draft, then=F("copied_from__input_text")),
            default=Value(""),
            output_field=TextField(),
        ),
    )
    return cards


def _named(rows: Iterable[Any]) -> list[Any]:
    """Give cards the words that they are called by: else each would be asked for by a query of its own."""
    cards = list(rows)
    for card in cards:
        card.input_text = card.typed
        if card.copied_from:
            card.copied_from.input_text = card.first_typed
    return cards
