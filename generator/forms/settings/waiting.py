"""Changes that were sent while a film was made: they are made once it is ready."""

from __future__ import annotations

import logging

from generator.forms.settings.edit import Edit
from generator.models import Generation
from generator.models.allowance import Enqueue

logger = logging.getLogger(__name__)


def make_waiting_changes(generation: Generation, enqueue: Enqueue) -> None:
    """Make the changes that wait for a film whose run has ended well.

    What cannot be made any more stays, and the page on which it was sent shows it with what is wrong.
    """
    films = Generation.objects.select_related("owner", "film", "brand")
    film = (
        films.filter(pk=generation.pk, status=Generation.Status.SUCCEEDED).exclude(waiting_changes="").first()
    )
    if film is None:
        return
    edit = Edit.waiting(film)
    if edit.is_valid() and edit.has_changed:
        refusal = edit.save(enqueue, runs=edit.needs_run)
    elif edit.is_valid():
        refusal = "" if film.note(waiting_changes="") else "It was changed meanwhile."
    else:
        refusal = "They are not valid any more."
    if refusal:
        logger.info("Changes that waited for generation %s were not made: %s", film.pk, refusal)
