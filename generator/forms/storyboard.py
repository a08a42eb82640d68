"""The form for changing the scenes of a finished film: words, pictures and order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from generator.forms.fields import LongTextField, too_long_pauses
from generator.forms.picking.fields import PickFields
from generator.forms.rendering import LongText
from generator.forms.scenes.clip import CLIP_FIELDS
from generator.forms.scenes.copy import CopyFields
from generator.forms.scenes.markup import scene_markup
from generator.forms.scenes.own import ANOTHER, OF_PICTURE, OF_SPEECH, OWN_FIELDS, OwnSettings, voices_of
from generator.forms.scenes.parting import Names, Parts, note_parted, recorded_parts
from generator.forms.scenes.recording import RecordingFields
from generator.forms.scenes.takes import TakeFields
from generator.models import Generation, Scene
from generator.models.allowance import Enqueue, Price, allowance_of
from generator.models.files.stored import delete_files
from generator.models.generation import MAX_TEXT
from generator.models.scene import ASIDE, MAX_PROMPT
from studio.contracts import MOST_SCENES, is_speakable
from studio.text.marks.told import read_marks

MAX_NARRATION = 1000
BUSY = "This video is being made at this moment. Your changes are still here: save them when it is ready."
CHANGED = (
    "This video was changed elsewhere since you opened this page. Your changes are still here: "
    "save once more if they shall count."
)


class SceneForm(PickFields, OwnSettings, CopyFields, TakeFields, RecordingFields):
    """One scene."""

    narration = LongTextField(
        required=False,
        max_length=MAX_NARRATION,
        label="Words",
        widget=LongText(attrs={"rows": 3, "dir": "auto", "data-longest": MAX_NARRATION}),
        error_messages={
            "max_length": f"Please keep a scene to {MAX_NARRATION:,} characters, or make two of it."
        },
    )
    prompt = LongTextField(
        required=False,
        max_length=MAX_PROMPT,
        label="Picture",
        widget=LongText(
            attrs={"rows": 2, "dir": "auto", "placeholder": "Left empty, the words say what it shows."}
        ),
        error_messages={"max_length": f"Please describe the picture in at most {MAX_PROMPT:,} characters."},
    )
    again = forms.BooleanField(required=False, label="Paint another picture")

    class Meta:
        model = Scene
        fields: ClassVar[tuple[str, ...]] = ("narration", "prompt", *CLIP_FIELDS, *OWN_FIELDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk:
            # A page that comes back with an error shows what was sent; its script tells by this what is changed.
            for name in ("narration", "prompt", *OWN_FIELDS):
                saved = self.fields[name].prepare_value(self.initial[name])
                self.fields[name].widget.attrs["data-saved"] = "" if saved is None else saved
        if self.instance.generation_id and self.instance.pictures_in_force in ANOTHER:
            self.fields["again"].label = ANOTHER[self.instance.pictures_in_force]
        if self.instance.generation_id and self.instance.shows_photo:
            self.fields["again"].label = "Show another part of your picture"
            self.fields[
                "prompt"
            ].help_text = "Your own picture is shown. Change this, and it is painted instead."
        if self.instance.clip_upload:
            self.fields[
                "prompt"
            ].help_text = "Your clip is shown. Change this, and a picture is painted instead."

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        words, picture = cleaned.get("narration", ""), cleaned.get("prompt", "")
        # In a film from a photo, emptying the field means that the owner wants the photo back.
        self.wants_painting = bool(picture)
        told = read_marks(words)
        # A scene can be a pause alone.
        if words and not told.is_silence and not is_speakable(told.shown):
            self.add_error("narration", "Please write some words: a narrator cannot speak signs alone.")
        if not picture:
            cleaned["prompt"] = told.shown or self.initial.get("prompt", "")
        self.find_take()
        self.take_sent()
        self.find_pick()
        self.clean_recording()
        self.clean_part()
        self.clean_own()
        if self.instance._state.adding and not (cleaned["prompt"] or cleaned.get("new_picture")):
            self.add_error("narration", "Please write what this scene tells, or what it shows.")
        return cleaned

    @property
    def opens_clip(self) -> bool:
        """Whether the fields about a clip are to be seen at once."""
        return bool(self.instance.clip_upload or (self.is_bound and set(CLIP_FIELDS) & set(self.errors)))

    @property
    def is_plain(self) -> bool:
        """Whether the page's script can make what is folded when it is unfolded: nothing is chosen there.

        With 120 scenes a browser would else be busy for longer with what nobody looks at than with the rest.
        """
        return bool(self.instance.pk) and not (self.is_bound or self.instance.clip_upload or self.chosen)

    def of_clip(self) -> list[forms.BoundField]:
        """Return the fields that are about the scene's clip."""
        return [self[name] for name in CLIP_FIELDS]

    @property
    def will_show_clip(self) -> bool:
        has_other = self.new_file or self.paints_anew or self.chosen_picture
        shows = self.source and self.source.clip_upload and not has_other
        return bool(shows) or super().will_show_clip

    @property
    def speaks_by_clip(self) -> bool:
        """Whether the scene's voice is to be the sound of its clip."""
        return self.will_show_clip and self.cleaned_data.get("clip_sound") == Scene.Hearing.INSTEAD

    @property
    def has_voice(self) -> bool:
        """Whether the scene lasts as long as something of its own: its words, or the sound of its clip."""
        return bool(self.cleaned_data["narration"]) or self.speaks_by_clip

    @property
    def begins_film(self) -> bool:
        """Whether it can be the first scene: no words go on over it, so it needs a length of its own."""
        return self.has_voice or bool(self.cleaned_data.get("seconds"))

    @property
    def paints_anew(self) -> bool:
        """Return whether the owner no longer wants the present picture."""
        return bool({"again", "prompt"} & self.changes) and not (self.chosen_take or self.chosen_picture)

    def forget_products(self) -> None:
        """Clear the fingerprints of what is made anew: the page on progress counts what has one."""
        part = {"clip_start", "clip_end", "clip_fit"} if self.will_show_clip else set()
        has_style = not (self.instance.is_own_picture or self.instance.picked or self.chosen_take)
        style = OF_PICTURE if has_style else set()
        if self.paints_anew or self.new_file or (part | style) & self.changes:
            self.instance.image_fingerprint = ""
        # A recording of the owner's own voice stays as it is, whatever voice and pace the film has.
        of_voice = {"narration"} if self.instance.recording else {"narration", *OF_SPEECH}
        if (of_voice | {"new_recording_file", "sent_recording", "by_voice"}) & self.changes:
            self.instance.speech_fingerprint = ""


def name_scene(form: SceneForm, scene: str) -> None:
    """Say in the name of each field which scene it is of, for those who only hear it."""
    for field in form.fields.values():
        if field.label:
            field.label = format_html(
                '{}<span class="visually-hidden" data-of> ({})</span>', field.label, scene
            )


class KnownScene(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's takes no parameter at run time.
    """A scene by its key, found among those that were read already: to ask for each of 120 takes a quarter of a second."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        found = next((scene for scene in self.known if str(scene.pk) == str(value)), None)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found

    @classmethod
    def of(cls, field: Any, known: Iterable[Scene]) -> KnownScene:
        """Return a field as another one, for scenes that are known."""
        made = cls(field.queryset, initial=field.initial, required=False, widget=field.widget)
        made.known = list(known)
        return made

    known: list[Scene]


class StoryboardFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # As above.
    """All scenes of one film in their order."""

    deletion_widget = forms.CheckboxInput
    # Whether what is sent may wait until the film is ready.
    may_wait = False
    ordering_widget = forms.NumberInput

    def get_queryset(self) -> Any:
        """Return the scenes, which know their film and their cutaways without asking the database for each."""
        is_known = hasattr(self, "_queryset")
        scenes = super().get_queryset()
        if not is_known:
            prefetch_related_objects(list(scenes), "cutaways")
            for scene in scenes:
                scene.generation = self.instance
        return scenes

    def __getitem__(self, index: Any) -> Any:
        """Return a form. Templates ask for names here first, and no form is needed to say that it has none."""
        if isinstance(index, str):
            raise KeyError(index)
        return super().__getitem__(index)

    @property
    def further_form(self) -> forms.BaseForm:
        """The form of one more scene, for pages without scripts."""
        form: forms.BaseForm = self.empty_form
        form.prefix = self.add_prefix(self.total_form_count())
        return form

    @property
    def markup(self) -> Iterator[SafeString]:
        """What the page says of each scene, as long as nothing was sent."""
        return scene_markup(self)

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.is_bound and self.is_bound:
            form.fields["id"] = KnownScene.of(form.fields["id"], self.get_queryset())
        form.fields["ORDER"].label = "Place"
        form.fields["DELETE"].label = "Leave this scene out"
        assert isinstance(form, SceneForm)
        scene = form.instance
        form.offer_voices(self._voices)
        name_scene(form, f"scene {scene.number}" if scene.pk else "new scene")
        if form.is_bound and index is not None and index < self.initial_form_count():
            form.fields["ORDER"].widget.attrs["data-saved"] = index + 1

    @cached_property
    def _voices(self) -> list[tuple[str, str]]:
        return voices_of(self.instance)

    @property
    def state(self) -> str:
        """The state that the changes start from: as it was when the page was opened, until the owner knows better.

        Whoever corrects a field must still be told that the film was changed elsewhere meanwhile.
        """
        knows = not self.is_bound or any(
            error.code == "changed" for error in self.non_form_errors().as_data()
        )
        return self._present_state if knows else self.data.get("state", "")

    @property
    def _present_state(self) -> str:
        """Name what a worker has changed last, and what the owner has."""
        return f"{self.instance.lease}.{self.instance.revision}"

    @property
    def kept(self) -> list[SceneForm]:
        """The scenes to keep, in their new order."""
        return [form for form in self.ordered_forms if form.has_changed() or form.instance.pk]

    def close(self) -> None:
        """Let go of the files of clips that came before the form."""
        for form in self.forms:
            form.close()
            form.close_recording()

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.management_form.is_valid():
            return  # Without the management form the scenes are unknown, which is reported already.
        if not self.kept:
            raise ValidationError("Please keep at least one scene.", code="none_left")
        self._find_sources()
        note_parted(self.kept, self.deleted_forms)
        if not self.kept[0].begins_film:
            raise ValidationError(
                "The first scene needs words, or seconds of its own: the film begins with it.",
                code="no_words",
            )
        letters = sum(len(form.cleaned_data["narration"]) for form in self.kept)
        if letters > MAX_TEXT:
            raise ValidationError(
                f"All scenes together have {letters:,} characters, and {MAX_TEXT:,} is the most that one video "
                "can tell.",
                code="too_long",
            )
        told = [read_marks(form.cleaned_data["narration"]) for form in self.kept]
        if not any(one.shown for one in told) and not any(form.speaks_by_clip for form in self.kept):
            raise ValidationError("Please write some words: these scenes are pauses only.", code="no_words")
        if refusal := too_long_pauses(sum(one.pause_seconds for one in told)):
            raise ValidationError(refusal, code="too_long_pauses")
        adds = any(form.new_file or form.new_recording or form.chosen_picture for form in self.kept)
        if adds and (refusal := allowance_of(self.instance.owner).storage_refusal()):
            raise ValidationError(refusal, code="too_much")
        if self.instance.is_active and not self.may_wait:
            raise ValidationError(BUSY, code="busy")
        sent, present = self.data.get("state", ""), self._present_state
        if self.may_wait:
            # A worker that takes the film up or gives it back changes nothing of its owner's.
            sent, present = sent.partition(".")[2], present.partition(".")[2]
        if sent != present:
            raise ValidationError(CHANGED, code="changed")

    def _find_sources(self) -> None:
        """Tell the forms of copies which scene each is a copy of."""
        wanted = [key for form in self.kept if (key := form.cleaned_data.get("copy_of"))]
        # Read anew: what is sent for a scene stands in its row already.
        stored = self.instance.scenes.prefetch_related("cutaways").in_bulk(wanted) if wanted else {}
        for scene in stored.values():
            scene.generation = self.instance
        for form in self.kept:
            form.source = stored.get(form.cleaned_data.get("copy_of") or 0)

    def save_changes(self, enqueue: Enqueue, **columns: Any) -> bool:
        """Change the scenes and `columns` of the film and queue it; return False if a worker has claimed it meanwhile.

        Raises OverQuotaError if the owner's quota is used up.
        """
        # Before the rows are locked: a large file takes a while.
        blank = Scene(generation=self.instance)
        uploads = {form: form.store_file(blank) for form in self.kept if form.new_file}
        voices = {form: form.store_recording(blank) for form in self.kept if form.new_recording}
        parts = recorded_parts(self.kept, self.deleted_forms, voices)
        queued, style = False, self.instance.style
        try:
            with transaction.atomic():
                queued = enqueue(self.instance, partial(self.instance.revise, **columns), Price.CHANGE)
                if queued and self.has_changed():
                    self._write(uploads, voices, parts, style)
        finally:
            for name in (*uploads.values(), *voices.values()) if not queued else ():
                self.model.upload.field.storage.delete(name)
        return queued

    def _write(self, uploads: Names, voices: Names, parts: Parts, style: str) -> None:
        scenes = self.instance.scenes
        before = {scene.pk: scene for scene in scenes.prefetch_related("takes", "take_orders")}
        used = [number for scene in before.values() for number in scene.image_numbers()]
        for form in self.kept:
            form.copy_source()
        files = scenes.leave_out([form.instance for form in self.deleted_forms])
        # Where words of one scene are changed, no other row is written.
        is_moved = any(one.instance.position != place for place, one in enumerate(self.kept))
        if is_moved:
            scenes.update(position=F("position") + ASIDE)
        as_before = []
        for position, form in enumerate(self.kept):
            scene = form.instance
            is_same = not (scene._state.adding or set(form.changed_data) - {"ORDER"})
            if form.paints_other:
                used.append(max(used, default=0) + 1)
                scene.variant, scene.image_variant = used[-1], None
            elif scene.position != position:
                scene.variant = scene.picture_number
            files += form.keep_former(before.get(scene.pk), style)
            if form.paints_anew:
                scene.is_own_picture, scene.picked = False, {}
                files += scene.drop_clip()
            if "prompt" in form.changes and not form.chosen_take:
                scene.cuts_away = not form.wants_painting
                scene.is_painted = form.wants_painting if self.instance.input_image else scene.is_painted
            if name := uploads.get(form):
                files += form.take_file(name)
            files += form.put_chosen()
            files += form.take_voice(voices.get(form, "")) + form.take_part(parts)
            form.forget_products()
            scene.generation, scene.position = self.instance, position
            if not is_same:
                scene.save()
                form.copy_rest()
            elif is_moved:
                as_before.append(scene)
        Scene.objects.bulk_update(as_before, ["position", "variant"])
        self.instance.index_words()
        delete_files(files)


Storyboard: type[StoryboardFormSet] = forms.inlineformset_factory(  # type: ignore[assignment]  # It is what `formset` says.
    Generation,
    Scene,
    form=SceneForm,
    formset=StoryboardFormSet,
    extra=0,
    can_order=True,
    max_num=MOST_SCENES,
    validate_max=True,
)
