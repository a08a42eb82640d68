"""The scenes of a film as it shows them, and the way back to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F

from generator.models.files.origin import Origin
from generator.models.files.stored import delete_files, size_of
from generator.models.scene import ASIDE, Scene
from generator.models.versions.keepsake import Keepsake


class TellsScenes(models.Model):
    """A film with a snapshot of its scenes; while it is kept, so are the files that this names."""

    # Fields of the film.
    pk: Any
    generation: Any
    settings: Any
    scenes: Any
    keepsakes: Any

    class Meta:
        abstract = True

    @cached_property
    def kept(self) -> frozenset[str]:
        """The names of the files that are kept for it."""
        return frozenset(self.keepsakes.values_list("file", flat=True))

    def own_scenes(self) -> list[Scene]:
        """Return the scenes as this film shows them, unsaved; a picture that was replaced since is left out."""
        rows = {scene.position: scene for scene in self.generation.scenes.all()}
        columns = {field.name for field in Scene._meta.concrete_fields}
        scenes = []
        for told in self.scenes:
            row = rows.get(told["position"]) or Scene(generation=self.generation)
            has_picture = row.has_picture_of(told, self.kept)
            # An older film did not note which file it is.
            files = dict.fromkeys(Scene.file_fields(), "")
            shown = {name: value for name, value in told.items() if name in columns} | files
            image = (told.get("image") or row.image.name) if has_picture else ""
            scenes.append(Scene(generation=self.generation, **shown | {"image": image}))
        return scenes

    def row_with_picture(self, told: dict[str, Any]) -> Keepsake | Scene | None:
        """Return the row that has the picture of one of its scenes: what is kept for it, or a scene that shows it still."""
        if told.get("image") in self.kept:
            keepsake: Keepsake = self.keepsakes.get(file=told["image"])
            return keepsake
        return next((row for row in self._rows if row.has_picture_of(told)), None)

    def has_picture_of(self, told: dict[str, Any]) -> bool:
        """Return whether the picture of one of its scenes is there."""
        return told.get("image") in self.kept or any(row.has_picture_of(told) for row in self._rows)

    @cached_property
    def _rows(self) -> list[Scene]:
        return list(self.generation.scenes.all())

    @property
    def has_its_music(self) -> bool:
        """Whether the sound file that its owner gave for it is still there, if there was one."""
        name = self.settings.get("music_file")
        return not name or name in self.kept or default_storage.exists(name)

    def rows_of_scenes(self) -> list[Scene | None]:
        """Return for each of this film's scenes the row that it was made from, or that can take its place, or None.

        Older films did not note the row: it is known by its picture, its words, or else its place.
        """
        rows = list(self.generation.scenes.all())
        found: list[Scene | None] = [None] * len(self.scenes)
        signs: tuple[Callable[[Scene, dict[str, Any]], bool], ...] = (
            lambda row, told: row.pk == told.get("row"),
            lambda row, told: row.has_picture_of(told),
            lambda row, told: bool(row.narration) and row.narration == told["narration"],
            lambda row, told: row.position == told["position"],
        )
        for is_same in signs:
            for index, told in enumerate(self.scenes):
                row = next((row for row in rows if is_same(row, told)), None)
                if found[index] is None and row:
                    found[index] = row
                    rows.remove(row)
        return found

    def restore_scenes(self) -> None:
        """Put the scenes back to what this film shows; scenes that it does not have are deleted."""
        rows = self.rows_of_scenes()
        scenes = self.generation.scenes
        extra = scenes.exclude(pk__in=[row.pk for row in rows if row])
        gone = [name for scene in extra for name in scene.file_names()]
        extra.delete()
        scenes.update(position=F("position") + ASIDE)
        for told, row in zip(self.scenes, rows, strict=True):
            gone += (row or Scene(generation=self.generation)).restore(told, self.kept)
        delete_files(gone)

    def to_be_made_anew(self) -> dict[str, list[int]]:
        """Return the numbers of scenes of which something is no longer there: "painted", "spoken", "own" pictures."""
        found: dict[str, list[int]] = {"painted": [], "spoken": [], "own": []}
        for told, row in zip(self.scenes, self.rows_of_scenes(), strict=True):
            number, known = told["position"] + 1, row or Scene(generation=self.generation)
            if not known.has_picture_of(told, self.kept):
                is_own = told["image_origin"] in (Origin.UPLOAD, Origin.CLIP)
                found["own" if is_own else "painted"].append(number)
            if told["narration"] and not known.has_speech_of(told, self.kept):
                found["spoken"].append(number)
        return found

    def hold_on(self) -> None:
        """Keep what its snapshot names for as long as the film is kept."""
        named = [name for told in self.scenes for name in Scene.files_told(told)]
        named += [name for name in (self.settings.get("music_file"),) if name]
        of_others = Keepsake.objects.filter(film__generation=self.generation)
        known = of_others.sizes()
        Keepsake.objects.bulk_create(
            Keepsake(film_id=self.pk, file=name, size=known[name] if name in known else size_of(name))
            for name in sorted({*named} - self.kept)
        )
        self.__dict__.pop("kept", None)

    def note_scenes(self) -> None:
        """Note all of the scenes of a film of before that noted less, as long as the rows are what it shows."""
        rows = list(self.generation.scenes.prefetch_related("cutaways"))
        told = {one["position"]: one for one in self.scenes}
        is_shown = [
            row.position in told and row.has_picture_of(told[row.position], self.kept) for row in rows
        ]
        if self.kept or not all(is_shown) or len(rows) != len(told):
            return
        for row in rows:
            times = told[row.position]["start"], told[row.position]["end"]
            told[row.position] = row.snapshot(*times)
        self.scenes = [told[position] for position in sorted(told)]
        self.save(update_fields=["scenes"])
        self.hold_on()
