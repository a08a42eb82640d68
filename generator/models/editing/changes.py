"""Changes of an owner's to a film that was made."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction

from generator.models.life_cycle import LifeCycle


class TakesChanges(LifeCycle):
    """A generation of which all can be changed once it was made."""

    # In place of a storyboard's fingerprint: its owner has changed the film, and the scenes are theirs from then on.
    OWN_STORYBOARD: ClassVar[str] = "own"

    waiting_changes = models.TextField(
        blank=True, editable=False, help_text="What its owner sent while it was made, as a form sends it."
    )

    class Meta:
        abstract = True

    def leave_changes(self, sent: str) -> bool:
        """Keep what its owner sends while it is made, until it is ready; say whether it still was made.

        It was not, either, if another window has changed the film since it was read.
        """
        active = self._row().filter(
            status__in=(self.Status.QUEUED, self.Status.RUNNING), revision=self.revision
        )
        return bool(active.update(waiting_changes=sent, revision=models.F("revision") + 1) == 1)

    def drop_waiting_changes(self) -> None:
        """Let go of changes that wait; another window that knows of them overwrites nothing."""
        self._row().update(waiting_changes="", revision=models.F("revision") + 1)

    def revise(self, **fields: Any) -> bool:
        """Queue a film again after its owner has changed scenes or settings; all that has not changed is kept."""
        mine = {"storyboard_fingerprint": self.OWN_STORYBOARD, **self._from_the_start(), **fields}
        return self._move("revise", revises=True, **mine)

    def note(self, **fields: Any) -> bool:
        """Write what the film that is shown does not show, such as its title: nothing is made anew."""
        mine = {"storyboard_fingerprint": self.OWN_STORYBOARD, **fields}
        was_called = self.title  # type: ignore[attr-defined]  # Generation has it.
        with transaction.atomic():
            if not self._move("note", revises=True, **mine):
                return False
            film = self.film  # type: ignore[attr-defined]  # Generation has it.
            if film and film.settings:
                # On the way back to it, they stay.
                film.settings |= {name: fields[name] for name in film.settings.keys() & fields.keys()}
                film.save(update_fields=["settings"])
            if fields.get("title", was_called) != was_called:
                self.review_again()  # type: ignore[attr-defined]  # Generation has it.
            return True
