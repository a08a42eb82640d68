"""The film of a generation that is shown: publishing it, and going back to one of before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now

from generator.models.appearance import Appearance
from generator.models.brands.brand import Brand
from generator.models.charge import Charge
from generator.models.files.stored import delete_files, size_of
from generator.models.film import Film
from generator.models.scenes.typed import TypedScenes
from generator.models.sound import Sound

NOT_REVIEWED = "pending"


class ShowsFilm(models.Model):
    """What a generation does with its films."""

    # Fields and moves of the generation.
    pk: Any
    status: Any
    title: Any
    language: Any
    seed: Any
    description: Any
    music_file: Any
    brand_id: Any
    films: Any
    film: Any
    film_id: Any
    scenes: Any
    pieces: Any
    is_active: Any
    waiting_changes: Any
    # The film that this run has made or found, among others that are stored.
    made: Film | None = None

    class Meta:
        abstract = True

    def _move(self, verb: str, *, held: bool = True, revises: bool = False, **fields: Any) -> bool:
        raise NotImplementedError

    def _row(self) -> models.QuerySet[Any]:
        raise NotImplementedError

    def _from_the_start(self) -> dict[str, Any]:
        raise NotImplementedError

    def index_words(self) -> None:
        raise NotImplementedError

    def publish(self) -> bool:
        """Show the film that was made, or else the newest, and let go of former ones beyond as many as are kept.

        What a run was to make may be a film of before: then that is shown again.
        """
        with transaction.atomic():
            film, before = self.made or self.films.newest(), self.film and self.film.number
            # Staff may have looked at the film before while this one was made.
            is_same = film and film.pk == self.film_id
            seen: dict[str, Any] = {} if is_same else {"review": film.review if film else NOT_REVIEWED}
            if not self._move(
                "publish", film=film, progress=100, error="", finished_at=Now(), lease_until=None, **seen
            ):
                return False
            if film:
                self.scenes.take_times(film.scenes)
                film.begin_to_show(before)
                self.films.former().but_for_latest(settings.GENERATOR_FILMS_KEPT - 1).delete()
            return True

    def review_again(self) -> None:
        """Let go of what staff thought: the owner shows something with the film that they have not seen."""
        self._row().update(review=NOT_REVIEWED)
        Film.objects.filter(pk=self.film_id).update(review=NOT_REVIEWED)

    @property
    def settings_in_force(self) -> dict[str, Any]:
        """The choices that a film is made with, as JSON takes them."""
        fields = [*Appearance._meta.local_fields, *Sound._meta.local_fields]
        chosen = {field.name: getattr(self, field.name) for field in fields}
        chosen["music_file"] = self.music_file.name
        told = {
            name: getattr(self, name)
            for name in ("title", "description", "language", "chosen_language", "seed")
        }
        return {**told, **chosen}

    def retry_stand_ins(self) -> bool:
        """Queue a film again to have made anew what stand-ins made, and nothing else."""
        with transaction.atomic():
            if not self.scenes.with_stand_ins().exists():
                return False
            moved = self._move("retry_stand_ins", not_before=None, **self._from_the_start())
            if moved:
                # What replaces a stand-in is made from the same parts, which tell nothing of who made it.
                self.films.update(fingerprint="")
                self.scenes.forget_stand_ins()
            return moved

    @property
    def has_open_changes(self) -> bool:
        """Whether its owner has changed something that no film shows: it came to nothing, waits, or is still typed."""
        return self._was_stopped or bool(self.waiting_changes) or self._typed().exists()

    @property
    def _was_stopped(self) -> bool:
        return self.status in ("failed", "cancelled")

    def _typed(self) -> models.QuerySet[TypedScenes]:
        return TypedScenes.objects.filter(generation_id=self.pk)

    @property
    def can_discard(self) -> bool:
        """Whether changes came to nothing and the film before them is known well enough to go back to it."""
        return bool(self._was_stopped and self.film and self.film.scenes)

    @property
    def can_restore(self) -> bool:
        """Whether it stands still, so that another of its films can be shown."""
        return not self.is_active

    def discard_changes(self) -> bool:
        """Let the film that is shown stand, without changes that came to nothing; say whether it stands so now.

        Scenes and settings are as they were when it was made. What was made for the changes alone is deleted.
        """
        film = self.film
        return bool(film and film.scenes) and self._go_back("discard", film)

    def restore(self, film: Film) -> bool:
        """Show one of its former films again, with the scenes and settings of then; say whether it is shown now.

        Nothing is made for that. The film that was shown until now stays among the others.
        """
        return bool(film.scenes) and self._go_back("restore", film)

    def _go_back(self, verb: str, film: Film) -> bool:
        known = {name: film.settings[name] for name in self.settings_in_force if name in film.settings}
        if "music_file" in known and not film.has_its_music:
            known = {name: value for name, value in known.items() if not name.startswith("music")}
        gone = [self.music_file.name] if known.get("music_file", self.music_file.name) else []
        brand, was_stopped = self.brand_id, self._was_stopped
        if film.kept:
            # A film of before did not note its brand.
            known["brand_id"] = film.brand_id
        with transaction.atomic():
            self.note_shown()
            known |= {"error": "", "stage": "", "progress": 100, "finished_at": film.made_at}
            known |= {"film": film, "review": film.review, "waiting_changes": ""}
            if not self._move(verb, revises=True, not_before=None, lease_until=None, **known):
                return False
            # A film of the changes that was stored and never shown.
            self.films.never_shown().delete()
            film.generation = self  # type: ignore[assignment]  # It is the generation.
            film.restore_scenes()
            self._typed().delete()
            self.scenes.take_times(film.scenes)
            film.begin_to_show()
            self.index_words()
            delete_files(gone)
            Brand.objects.filter(pk__in=[brand] if brand else []).unused().delete()
            if was_stopped:
                # Going on with the changes may have been charged today, and came to nothing.
                charges = Charge.objects.filter(generation_id=self.pk, made_at__gt=film.made_at)
                charges.update(made_at=film.made_at)
        return True

    def note_shown(self) -> None:
        """Complete what a shown film of before has noted, so that it can be gone back to: its scenes are about to change."""
        shown = self.film
        if shown and shown.scenes and self.status == "succeeded" and not shown.kept:
            shown.generation = self
            shown.note_scenes()

    def drop_loose_pieces(self) -> int:
        """Delete the pieces in files of their own that no film needs; return their bytes. Those of a run stay."""
        if not self._row().filter(status="succeeded").exists():
            return 0
        needed = {name for names in self.films.values_list("loose_pieces", flat=True) for name in names}
        gone = self.pieces.filter(film=None).exclude(fingerprint__in=needed)
        names = [str(piece.file.name) for piece in gone if piece.file]
        freed = sum(map(size_of, names))
        gone.delete()
        delete_files(names)
        return freed
