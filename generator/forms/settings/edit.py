"""All that is changed of a film at once: its settings and its scenes, sent as one form and queued by one move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils.functional import cached_property

from generator.forms.settings.film import FILES, FilmForm
from generator.forms.storyboard import BUSY, Storyboard
from generator.models import Brand, Generation, Scene, TypedScenes
from generator.models.allowance import Enqueue, OverQuotaError
from generator.pipeline.remade import SPOKEN, Remade
from generator.web.unsent import PAGES_OWN

NO_FILES_NOW = "Files cannot wait until the video is ready: please leave them out for now. All else that you changed can."
JUST_READY = (
    "The video became ready, or was changed elsewhere, just now. Your changes are still here: save once more."
)


class Edit:
    """The page's form: `settings` and `scenes`, the set of forms for its scenes."""

    def __init__(self, generation: Generation, data: Any = None, files: Any = None) -> None:
        self.generation = generation
        self.scenes = Storyboard(data, files, instance=generation)
        self.scenes.may_wait = generation.is_active
        self.settings = FilmForm(data, files, generation=generation)

    @classmethod
    def waiting(cls, generation: Generation) -> Edit:
        """Return what was sent while the film was made, as if it were sent now."""
        sent = QueryDict(generation.waiting_changes, mutable=True)
        sent["state"] = f"{generation.lease}.{generation.revision}"
        return cls(generation, sent, {})

    def leave(self, sent: QueryDict) -> str:
        """Leave what was sent until the film is ready; return why it could not be, empty if it was."""
        if self.settings.has_files or any(form.new_file or form.new_recording for form in self.scenes.kept):
            return NO_FILES_NOW
        kept = sent.copy()
        for name in PAGES_OWN:
            kept.pop(name, None)
        if not self.generation.leave_changes(kept.urlencode()):
            return JUST_READY
        TypedScenes.objects.filter(generation=self.generation).delete()
        return ""

    def close(self) -> None:
        """Let go of the files of clips that came before the form."""
        if self.scenes.is_bound:
            self.scenes.close()

    @property
    def is_bound(self) -> bool:
        return bool(self.scenes.is_bound)

    def is_valid(self) -> bool:
        """Judge all of it, so that every field with an error says so at once."""
        return all([self.scenes.is_valid(), self.settings.is_valid() or not self.settings.is_told])

    @property
    def refusals(self) -> list[str]:
        """What is said at the top of the page."""
        settings = self.settings.non_field_errors() if self.settings.is_told else []
        return [*map(str, self.scenes.non_form_errors()), *map(str, settings)]

    @cached_property
    def rows(self) -> list[Scene]:
        """The scenes as they are stored, with their cutaways."""
        scenes = list(self.scenes.get_queryset())
        prefetch_related_objects(scenes, "cutaways")
        return scenes

    @cached_property
    def remade(self) -> Remade:
        """What the settings have made again; what is changed in scenes comes on top."""
        return self.settings.remade(self.rows)

    @property
    def has_changed(self) -> bool:
        return self.scenes.has_changed() or self.settings.is_changed

    @property
    def needs_run(self) -> bool:
        """Whether something is to be made: not for words that the film does not show."""
        is_ready = self.generation.status == Generation.Status.SUCCEEDED
        return bool(self.scenes.has_changed() or self.remade.has_run or not is_ready)

    def told(self, *, has_new_sayings: bool = False) -> str:
        """Say what is made of the changes, in sentences, once they are saved."""
        stays = self._recordings_that_stay()
        return f"{self._told_of_changes(has_new_sayings=has_new_sayings)} {stays}".strip()

    def _recordings_that_stay(self) -> str:
        """Say in which scenes words were changed that their owner has spoken."""
        kept = [
            form.instance.number for form in self.scenes.kept if form.instance.pk and form.keeps_recording
        ]
        if not kept:
            return ""
        many = len(kept) > 1
        named = ", ".join(map(str, kept))
        return f"Your recording{'s' if many else ''} of scene{'s' if many else ''} {named} stay{'' if many else 's'} as {'they are' if many else 'it is'}."

    def _told_of_changes(self, *, has_new_sayings: bool) -> str:
        if not self.settings.is_changed:
            has_more = self.scenes.has_changed() or has_new_sayings
            return "Your changes are being made. All other scenes stay as they are." if has_more else ""
        scenes = "Your changes to the scenes are being made." if self.scenes.has_changed() else ""
        return f"{scenes} {self.remade.in_words}".strip()

    def save(self, enqueue: Enqueue, *, runs: bool = True) -> str:
        """Write all of it and queue the film, unless nothing `runs`; return why it could not be, empty if it was."""
        columns = self.settings.stored()
        if self.generation.waiting_changes:
            columns["waiting_changes"] = ""
        try:
            with transaction.atomic():
                if runs:
                    saved = self.scenes.save_changes(enqueue, **columns)
                    self._forget_products(columns)
                else:
                    saved = self.generation.note(**columns)
                if saved:
                    TypedScenes.objects.filter(generation=self.generation).delete()
        except OverQuotaError as error:
            self._drop(columns)
            return str(error)
        if not saved:
            self._drop(columns)
        elif FILES[0] in columns:
            self.generation.measure_storage()
        return "" if saved else BUSY

    def _forget_products(self, columns: Mapping[str, Any]) -> None:
        """Clear the fingerprints of what is made anew: the page on progress counts what has one."""
        rows = Scene.objects.filter(generation=self.generation)
        if SPOKEN & columns.keys():
            # A recording of the owner's own voice stays as it is.
            rows.filter(recording="").update(speech_fingerprint="")
        if anew := self.remade.pictured:
            rows.filter(pk__in=anew).update(image_fingerprint="")
        if "style" in columns and (old := self.remade.styled):
            rows.filter(pk__in=old).update(style="")

    def _drop(self, columns: Mapping[str, Any]) -> None:
        """Delete the files that were stored for changes which were not made."""
        if name := columns.get("music_file"):
            Generation.music_file.field.storage.delete(name)
        if key := columns.get("brand_id"):
            Brand.objects.filter(pk=key).unused().delete()
