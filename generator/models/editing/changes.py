"""Changes of an owner's to a film that was made, and what of the films before them stays for the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models, transaction

from generator.models.film import delete_files, size_of
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

    @property
    def can_discard(self) -> bool:
        """Whether changes came to nothing and the film before them is known well enough to go back to it."""
        film = self.film  # type: ignore[attr-defined]  # Generation has it.
        return bool(self.status in (self.Status.FAILED, self.Status.CANCELLED) and film and film.scenes)

    def revise(self, **fields: Any) -> bool:
        """Queue a film again after its owner has changed scenes or settings; all that has not changed is kept."""
        mine = {"storyboard_fingerprint": self.OWN_STORYBOARD, **self._from_the_start(), **fields}
        return self._move("revise", revises=True, **mine)

    def note(self, **fields: Any) -> bool:
        """Write what the film that is shown does not show, such as its title: nothing is made anew."""
        mine = {"storyboard_fingerprint": self.OWN_STORYBOARD, **fields}
        with transaction.atomic():
            if not self._move("note", revises=True, **mine):
                return False
            film = self.film  # type: ignore[attr-defined]  # Generation has it.
            if film and film.settings:
                # On the way back to it, they stay.
                film.settings |= {name: fields[name] for name in film.settings.keys() & fields.keys()}
                film.save(update_fields=["settings"])
            return True

    def own_music_files(self) -> list[str]:
        """Name the sound files of its owner's: that of now, and those of the films that are kept."""
        films = [film.own_music for film in self.films.all()]  # type: ignore[attr-defined]  # Generation has them.
        now = self.music_file.name  # type: ignore[attr-defined]
        return [*dict.fromkeys(name for name in (now, *films) if name)]

    def own_brands(self) -> list[Any]:
        """Return the keys of its brands: that of now, and those of the films that are kept."""
        films = [film.brand_id for film in self.films.all()]  # type: ignore[attr-defined]
        return [key for key in (self.brand_id, *films) if key]  # type: ignore[attr-defined]

    @contextmanager
    def dropping_music(self) -> Iterator[None]:
        """Delete the sound files that nothing is left of once films are let go of within."""
        before = self.own_music_files()
        yield
        kept = self.own_music_files()
        gone = [name for name in before if name not in kept]
        if gone:
            self.count_less(sum(map(size_of, gone)))  # type: ignore[attr-defined]
            delete_files(gone)
