"""The part of the form in which a film is begun with several pictures: files, their order, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from generator.forms.fields import SpokenText, too_many_letters
from generator.forms.own_file import OwnFile
from generator.forms.rendering import SeveralFiles
from generator.models import Generation, Sending, StartPicture
from generator.models.allowance import Allowance
from generator.models.library.duplicate import copy_file
from generator.models.starting.picture import LONGEST_NAME, MOST_PICTURES
from studio.film.uploads.taken import taken_at
from studio.text.marks.told import as_read
from studio.text.words.writing import tidy, tidy_line

# The buttons by which pictures are arranged without a script.
ARRANGING = ("move", "sort", "remove", "add")
FULL = f"A video begins with up to {MOST_PICTURES} pictures and clips."


def sent_files(files: Any, name: str) -> list[Any]:
    """Return all files that were sent in a field."""
    if isinstance(files, MultiValueDict):
        return [file for file in files.getlist(name) if file]
    given = (files or {}).get(name)
    return [file for file in (given if isinstance(given, list) else [given]) if file]


def without_files(files: Any, names: tuple[str, ...]) -> Any:
    left = files.copy() if isinstance(files, MultiValueDict) else dict(files or {})
    for name in names:
        left.pop(name, None)
    return left


class Card:
    """One of the pictures as the page shows it: with the words that stand in the form, and what is wrong."""

    def __init__(self, picture: StartPicture, words: str, error: str) -> None:
        self.picture, self.words, self.error = picture, words, error
        self.field = words_of(picture)


def words_of(picture: StartPicture) -> str:
    return f"words-{picture.pk.hex}"


class TakesPictures(forms.Form):
    """A form that takes several pictures, each of which is stored with the draft as soon as it has come."""

    more = OwnFile(required=False, label="Add pictures or clips", widget=SeveralFiles)

    # Of the form.
    draft: Generation | None
    source: Generation | None
    allowance: Allowance
    # Whether one more of several pictures is sent.
    adds: bool
    # Pictures that were sent and not judged yet; those of them that can be used.
    given: list[UploadedFile]
    # The clip among them that came before the form.
    sending: Sending | None

    @cached_property
    def good(self) -> list[UploadedFile]:
        return []

    @cached_property
    def takes_several(self) -> bool:
        """Whether the film begins with several pictures."""
        is_one_new = bool(self.files) and "upload" in self.files
        start = self.draft or (None if is_one_new else self.source)
        return self.adds or bool(self.given) or bool(start and start.has_start_pictures)

    @cached_property
    def source_count(self) -> int:
        """How many pictures of the film that it starts from are used again."""
        return self.source.start_pictures.count() if self.source and not self.draft else 0

    @property
    def arranges(self) -> bool:
        """Whether a button was pressed that changes the pictures, and no video is to be made yet."""
        return self.is_bound and any(name in self.data for name in ARRANGING)

    @cached_property
    def pictures(self) -> list[StartPicture]:
        """The pictures that the draft has, in their order."""
        return list(self.draft.start_pictures.all()) if self.draft else []

    @property
    def cards(self) -> list[Card]:
        self.__dict__.pop("pictures", None)
        return [
            Card(one, self._typed(one), one.error or self.word_errors.get(one.pk, ""))
            for one in self.pictures
        ]

    @cached_property
    def word_errors(self) -> dict[Any, str]:
        return {}

    def _typed(self, picture: StartPicture) -> str:
        sent = self.data.get(words_of(picture)) if self.is_bound else None
        return picture.words if sent is None else tidy(str(sent)).strip()

    def judge_pictures(self) -> None:
        """Judge the files that were sent, and the words of each picture.

        Not by a name that Django would call for the field that says what pictures are.
        """
        for file in self.given:
            try:
                self.good.append(self._judged(file))
            except ValidationError as error:
                name = tidy_line(file.name or "")
                self.add_error("more", f"{name}: {' '.join(error.messages)}" if name else error)
        for picture in self.pictures:
            self._clean_words(picture)
        letters = sum(len(words) for words in self.told_words())
        if self.takes_several and (refusal := too_many_letters(letters, letters)):
            self.add_error("more", refusal)

    def _judged(self, file: UploadedFile) -> UploadedFile:
        # A draft of one picture has none of its own yet.
        if (len(self.pictures) or bool(self.draft)) + len(self.good) >= MOST_PICTURES:
            raise ValidationError(FULL, code="too_many")
        if refusal := self.allowance.storage_refusal():
            raise ValidationError(refusal, code="too_much")
        return cast(UploadedFile, self.fields["more"].clean(file))

    def _clean_words(self, picture: StartPicture) -> None:
        if picture.error and str(picture.pk) != str(self.data.get("remove", "")):
            self.add_error("more", f"{picture}: {picture.error}")
        try:
            SpokenText(required=False).clean(self._typed(picture))
        except ValidationError as error:
            self.word_errors[picture.pk] = " ".join(error.messages)
            self.add_error("more", f"{picture}: {self.word_errors[picture.pk]}")

    def told_words(self) -> list[str]:
        """Return what will be said over the pictures, as far as it is known."""
        text = str(self.cleaned_data.get("input_text") or "")
        rows = [(as_read(self._typed(one)), one.description) for one in self.pictures]
        return [text, *(words or ("" if text else seen) for words, seen in rows)]

    def keep_pictures(self, draft: Generation) -> None:
        """Store what the form says of the pictures of a draft, and those that have come with it."""
        for picture in draft.start_pictures.all():
            words = self._typed(picture)
            if words != picture.words:
                StartPicture.objects.filter(pk=picture.pk).update(words=words)
        self._arrange(draft)
        for file in self.good:
            store_picture(draft, file, taken=self._time_of(file))
        if self.sending:
            self.sending.drop()
        self.__dict__.pop("pictures", None)
        self.good.clear()

    def _time_of(self, file: UploadedFile) -> datetime | None:
        """Return when a photo was taken, else the time of the file as the page's script says it."""
        time = None if hasattr(file, "clip_facts") else taken_at(cast(BinaryIO, file.file))
        try:
            time = time or datetime.fromisoformat(str(self.data.get("taken", ""))).replace(tzinfo=None)
        except ValueError:
            return None
        return time.replace(tzinfo=UTC)

    def _arrange(self, draft: Generation) -> None:
        order = self.data.getlist("picture") if hasattr(self.data, "getlist") else []
        keys = [str(one.pk) for one in draft.start_pictures.all()]
        known = [key for key in order if key in keys]
        keys = known + [key for key in keys if key not in known]
        if removed := str(self.data.get("remove", "")):
            draft.remove_start_picture(removed)
        which, _, key = str(self.data.get("move", "")).partition(":")
        if key in keys:
            place = keys.index(key)
            other = max(0, min(len(keys) - 1, place + (1 if which == "down" else -1)))
            keys.insert(other, keys.pop(place))
        if sort := str(self.data.get("sort", "")):
            rows = {str(one.pk): one for one in draft.start_pictures.all()}
            keys = sorted((key for key in keys if key in rows), key=lambda key: _sorted_by(rows[key], sort))
        draft.arrange_start_pictures(keys)

    def copy_pictures(self, source: Generation, draft: Generation) -> None:
        """Give a draft copies of the pictures of the film that it starts from."""
        for row in source.start_pictures.all():
            copied = {
                name: getattr(row, name) for name in ("name", "words", "taken_at", "description", "is_seen")
            }
            clip = {name: getattr(row, name) for name in ("clip_seconds", "clip_has_sound")}
            picture = StartPicture(generation=draft, **copied, **clip)
            for name in ("upload", "clip", "image"):
                if before := getattr(row, name).name:
                    target = f"{draft.directory}/start-{picture.pk.hex}-{name}{'.jpg' * (name == 'image')}"
                    if copy_file(before, target):
                        setattr(picture, name, target)
            draft.add_start_picture(picture)


def _sorted_by(picture: StartPicture, what: str) -> tuple[Any, ...]:
    """Return what pictures are sorted by: numbers in names count as numbers, and what has no time comes last."""
    name = [part.zfill(12) if part.isdecimal() else part for part in _parts(picture.name.casefold())]
    if what == "taken":
        return picture.taken_at is None, picture.taken_at or datetime.min.replace(tzinfo=UTC), name
    return not picture.name, name


def _parts(name: str) -> list[str]:
    parts = [""]
    for sign in name:
        if parts[-1] and parts[-1][-1].isdecimal() != sign.isdecimal():
            parts.append("")
        parts[-1] += sign
    return parts


def store_picture(draft: Generation, file: UploadedFile, *, taken: datetime | None) -> StartPicture:
    """Store a picture or clip that was judged as one more of a draft."""
    name = tidy_line((file.name or "").replace("\\", "/").rpartition("/")[2])[:LONGEST_NAME]
    picture = StartPicture(generation=draft, name=name, taken_at=taken)
    facts: Mapping[str, Any] | None = getattr(file, "clip_facts", None)
    if facts:
        picture.clip_seconds, picture.clip_has_sound = facts["seconds"], facts["has_sound"]
    (picture.clip if facts else picture.upload).save("picture", file, save=False)
    if not draft.add_start_picture(picture):
        (picture.clip if facts else picture.upload).delete(save=False)
    return picture
