"""What services cost, on the pages of the staff."""

from __future__ import annotations

import logging

from django import template
from django.db import Error

from generator.providers.costs.ceilings import notes

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def notes_on_budgets() -> list[str]:
    """Return a sentence on each budget of services that is used up, or nearly; none where they cannot be read."""
    try:
        return notes()
    except Error as error:
        logger.warning("What services have cost could not be read: %s", type(error).__name__)
        return []
