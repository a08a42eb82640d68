"""The film's part in beginning with several pictures: a draft gets them, lets go of them, puts them in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now

from generator.models.files.stored import delete_files
from generator.models.starting.picture import StartPicture


class BeginsWithPictures(models.Model):
    """A film that may begin with several pictures. With one alone it has no rows for them, but its own fields."""

    # Of the film.
    kind: Any
    upload: Any
    input_image: Any
    input_clip: Any
    input_clip_seconds: Any
    input_clip_has_sound: Any
    miniature: Any
    description: Any
    description_fingerprint: Any
    input_text: Any
    start_pictures: Any

    class Meta:
        abstract = True

    def _row(self) -> models.QuerySet[Any]:
        raise NotImplementedError

    def measure_storage(self) -> None:
        raise NotImplementedError

    @property
    def has_start_pictures(self) -> bool:
        return bool(self.kind == "image" and self.start_pictures.exists())

    def add_start_picture(self, picture: StartPicture) -> bool:
        """Put a picture, whose files are stored, behind those that the draft has; say whether it is a draft still."""
        with transaction.atomic():
            # The row first, which is the lock.
            if not self._look_again():
                return False
            self._give_way()
            picture.generation, picture.position = self, self.start_pictures.count()  # type: ignore[assignment]  # Only Generation is one.
            picture.save(force_insert=True)
        self.measure_storage()
        return True

    def remove_start_picture(self, key: Any) -> None:
        """Let go of one of the draft's pictures. The last one that is left is the draft's own again."""
        with transaction.atomic():
            if not self._look_again():
                return
            rows = list(self.start_pictures.all())
            kept = [row for row in rows if str(row.pk) != str(key)]
            gone = [name for row in rows if row not in kept for name in row.file_names()]
            self.start_pictures.exclude(pk__in=[row.pk for row in kept]).delete()
            self.start_pictures.arrange(kept)
            if len(kept) == 1:
                self._take_back(kept[0])
            delete_files(gone)
        self.measure_storage()

    def keep_only_pictures(self, numbers: Sequence[int]) -> None:
        """Let go of the pictures of documents that a draft's text names no more."""
        gone = self.start_pictures.exclude(position__in=[number - 1 for number in numbers])
        if names := gone.file_names():
            gone.delete()
            delete_files(names)
            self.measure_storage()

    def arrange_start_pictures(self, keys: Sequence[str]) -> None:
        """Put the draft's pictures in the order of their keys; those that are not named come behind."""
        with transaction.atomic():
            place = {key: number for number, key in enumerate(keys)}
            rows = list(self.start_pictures.select_for_update())
            self.start_pictures.arrange(sorted(rows, key=lambda row: place.get(str(row.pk), len(place))))

    def _look_again(self) -> bool:
        """Have the workers look at the draft once more; say whether it is a draft."""
        looked = {"description_fingerprint": "", "error": "", "attempt": 0, "waiting_since": Now()}
        return bool(self._row().filter(status="draft").update(changed_at=Now(), **looked))

    def _give_way(self) -> None:
        """Make the one picture of a draft the first of several: a worker that looks at it writes nothing more."""
        self.refresh_from_db()
        if not (self.upload or self.input_image or self.input_clip):
            return
        film: Any = self
        StartPicture.objects.create(
            generation=film,
            position=0,
            upload=self.upload.name,
            # Of a clip, that is the picture that stands for it.
            image=self.input_image.name,
            clip=self.input_clip.name,
            clip_seconds=self.input_clip_seconds,
            clip_has_sound=self.input_clip_has_sound,
            description=self.description,
            is_seen=bool(self.input_image and self.description),
        )
        gone = self.miniature.name
        self._hand(upload="", input_image="", input_clip="", input_clip_seconds=None, miniature="")
        self._row().update(description="", keywords="", boxes=[])
        self.refresh_from_db()
        delete_files([gone])

    def _take_back(self, picture: StartPicture) -> None:
        """Make the only picture that is left of several the draft's own; its words become the film's."""
        words = {"input_text": picture.words} if picture.words and not self.input_text else {}
        self._hand(
            upload=picture.upload.name,
            input_image=picture.image.name,
            input_clip=picture.clip.name,
            input_clip_seconds=picture.clip_seconds,
            input_clip_has_sound=picture.clip_has_sound,
            **words,
        )
        StartPicture.objects.filter(pk=picture.pk).delete()
        delete_files([picture.miniature.name])
        self.refresh_from_db()

    def _hand(self, **fields: Any) -> None:
        """Write fields in which workers might write too, who hold no lease any more."""
        self._row().update(lease=F("lease") + 1, lease_until=None, worker="", **fields)
