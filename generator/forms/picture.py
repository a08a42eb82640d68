"""The form for a video from a picture: the picture, its description, and the narration."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.urls import reverse_lazy

from generator.forms.creation import TAKEN_OVER, GenerationForm, copy_of
from generator.forms.fields import Keywords, SpokenText
from generator.forms.own_file import OwnFile, TakesSentClip, most_clip_bytes
from generator.forms.rendering import Chips, Drop, LongText
from generator.forms.starting.pictures import TakesPictures, sent_files, without_files
from generator.forms.understanding import UNDERSTOOD
from generator.models import Generation, Sending, User
from generator.models.allowance import Enqueue
from generator.models.generation import MAX_TEXT
from studio.text.marks.told import as_read

# Fields that a worker fills in from the picture, and that its owner corrects.
SEEN = ("keywords", "description")
# What is understood of the description is said under it: the panel listens to the fields that are there with it.
READ_WHILE_TYPED = {
    "hx-post": reverse_lazy("understood"),
    "hx-trigger": "input delay:600ms",
    "hx-target": "#understood",
    "hx-include": "closest form",
    "hx-params": f"csrfmiddlewaretoken,{','.join(UNDERSTOOD)}",
    "hx-sync": "#understood:queue last",
}
HELP = (
    "JPEG, PNG, WebP, AVIF or HEIC, up to 25 MB; or a clip that the scenes show parts of: MP4, MOV, WebM or MKV, up to "
    "{most} MB."
)
NOTHING_TO_SAY = "Please describe the picture in a sentence, or write below what the narrator should say."


class ImageForm(TakesPictures, TakesSentClip, GenerationForm):
    """The form for a video from a picture, or from several.

    It can be sent twice: first to have the picture described, which makes a draft, and then, from the draft's page,
    with what was seen and corrected.
    """

    kind = Generation.Kind.IMAGE
    taken_over = (*SEEN, *TAKEN_OVER)
    file_field = "upload"
    # The draft that was kept where the video cannot be made now.
    refused: Generation | None = None

    upload = OwnFile(
        label="Picture or clip",
        widget=Drop,
        error_messages={"required": "Please choose a picture or a clip."},
    )
    keywords = Keywords(
        required=False,
        help_text="Take away what is wrong and add what is missing, with commas in between.",
        widget=Chips(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    description = SpokenText(
        required=False,
        help_text="The narrator reads this if you write nothing below.",
        widget=LongText(attrs={"rows": 3, "dir": "auto", "data-count": MAX_TEXT, **READ_WHILE_TYPED}),
    )
    input_text = SpokenText(
        is_read=True,
        required=False,
        label="What should the narrator say?",
        help_text="Left empty, the description of the picture is read.",
        widget=LongText(
            attrs={
                "rows": 4,
                "dir": "auto",
                "data-count": MAX_TEXT,
                "placeholder": "This is the harbour where my grandfather…",
            }
        ),
    )

    class Meta(GenerationForm.Meta):
        fields = ("upload", *SEEN, *GenerationForm.Meta.fields)

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        owner: User,
        source: Generation | None = None,
        draft: Generation | None = None,
        preset: str = "",
        adds: bool = False,
    ) -> None:
        """As all forms that start a video. With `adds`, what is sent is one more of several pictures."""
        self.adds = adds
        self.given = [*sent_files(files, "upload"), *sent_files(files, "more")]
        goes_on = bool(draft and draft.has_start_pictures)
        if len(self.given) == 1 and not (goes_on or adds or (draft and sent_files(files, "more"))):
            # One picture is the film's own.
            files = without_files(files, ("more",))
            files["upload"] = self.given.pop()
        elif files is not None and (self.given or goes_on):
            files = without_files(files, ("upload", "more"))
        super().__init__(data, files, owner=owner, source=source, draft=draft, preset=preset)
        if self.takes_several:
            self.file_field = "more"
            self.fields["upload"].required = False
        upload = self.fields["upload"]
        upload.help_text = HELP.format(most=most_clip_bytes() // 1024**2)
        if self.earlier_picture or self.is_sent_ahead:
            upload.required = False
        start = draft or source
        # The page may have been sent before the description was on it; that does not mean that it is to be dropped.
        unknown = self.is_bound and "description" not in self.data
        if start is None or not start.description_fingerprint or unknown or self.takes_several:
            for name in SEEN:
                del self.fields[name]

    @property
    def only_describes(self) -> bool:
        """Tell whether the picture shall only be described, and no video made yet."""
        # The button's name, which open pages send too, and that of the setting RATE_LOOK.
        return "look" in self.data or self.arranges

    @property
    def is_sent_ahead(self) -> bool:
        """Whether the page says that it has sent a clip before the form."""
        return self.is_bound and bool(self.data.get("sent_clip"))

    def sendings(self) -> QuerySet[Sending]:
        return Sending.objects.owned_by(self.owner).filter(generation=None)

    @property
    def new_picture(self) -> UploadedFile | None:
        """Return the picture that was sent, if it can be used."""
        return self.sent("upload")

    @property
    def earlier_picture(self) -> Any:
        """Return the stored picture that is used unless another one is chosen, or None."""
        start = self.draft or self.source
        return (start.input_image or start.upload or start.input_clip or None) if start else None

    def clean_upload(self) -> Any:
        upload = self.cleaned_data.get("upload")
        if (
            not isinstance(upload, UploadedFile)
            and self.draft
            and self.draft.error
            and not (self.only_describes or self.is_sent_ahead)
        ):
            raise ValidationError(self.draft.error, code="not_usable")
        return upload

    def clean(self) -> dict[str, Any] | None:
        self.take_sent()
        if self.takes_several and (clip := self.sent("more")):
            clip.name = str(self.data.get("sent_name", ""))
            self.good.append(clip)
        self.judge_pictures()
        cleaned = super().clean()
        told = [name for name in ("description", "input_text") if name in self.fields]
        if len(told) == 2 and not self.new_picture and not any(self._is_filled(name) for name in told):
            self.add_error("description", NOTHING_TO_SAY)
        return cleaned

    def _is_filled(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name)) or name in self.errors

    def queue(self, enqueue: Enqueue) -> Generation | None:
        if self.takes_several:
            self.draft = self.save_draft()
            return self._submit(self.draft, enqueue)
        if self.draft and not self.new_picture:
            return self._submit(self.draft, enqueue)
        generation = super().queue(enqueue)
        self._replace_draft()
        return generation

    def save_draft(self) -> Generation:
        """Keep the picture, and of the rest what is valid, for a worker to describe and the owner to go on with."""
        if self.refused:
            return self.refused
        if self.takes_several:
            return self._save_several()
        if self.draft and not self.new_picture:
            self.draft.describe_again(**self._changes(self.draft))
            self.draft.measure_storage()
            return self.draft
        self.fill()
        draft: Generation = self.instance
        draft.status = Generation.Status.DRAFT
        draft.save()
        draft.measure_storage()
        self._replace_draft()
        Generation.objects.drop_surplus_drafts(self.owner, self.kind)
        return draft

    def _save_several(self) -> Generation:
        """Keep all pictures that have come, with a draft of their own if there is none yet."""
        if self.draft:
            draft = self.draft
            draft.edit(**self._changes(draft))
        else:
            self.fill()
            draft = self.instance
            draft.status = Generation.Status.DRAFT
            draft.save()
            if self.source and not self.given:
                self.copy_pictures(self.source, draft)
        self.keep_pictures(draft)
        draft.refresh_from_db()
        Generation.objects.drop_surplus_drafts(self.owner, self.kind)
        return draft

    def keep(self) -> Generation | None:
        kept = super().keep()
        if kept and self.takes_several:
            self.keep_pictures(kept)
            kept.refresh_from_db()
        return kept

    def give_up(self, generation: Generation) -> None:
        """Keep it as a draft: its file was moved into the storage, and cannot be taken from the form once more."""
        self.refused = generation
        self._replace_draft()
        Generation.objects.drop_surplus_drafts(self.owner, self.kind)

    def fill(self) -> None:
        super().fill()
        if self.new_picture:
            # The description, corrected or not, was of another picture.
            self.instance.keywords = self.instance.description = ""
            self._take_clip()
        elif (start := self.draft or self.source) and self.earlier_picture and not self.takes_several:
            self._use_again(start)

    def _take_clip(self) -> None:
        """Note that what was sent is a clip, if it is one."""
        if facts := getattr(self.new_picture, "clip_facts", None):
            self.instance.input_clip, self.instance.upload = self.new_picture, ""
            self.instance.input_clip_seconds = facts["seconds"]
            self.instance.input_clip_has_sound = facts["has_sound"]
        if self.sending:
            self.sending.drop()

    def _use_again(self, start: Generation) -> None:
        if not start.input_clip:
            self.instance.upload = copy_of(self.earlier_picture, "upload")
            return
        self.gathered = File(start.input_clip.open("rb"), name="clip")
        self.instance.input_clip = self.gathered
        self.instance.input_clip_seconds = start.input_clip_seconds
        self.instance.input_clip_has_sound = start.input_clip_has_sound

    @property
    def spoken_words(self) -> str:
        if self.takes_several:
            return " ".join(filter(None, self.told_words()))
        return super().spoken_words or as_read(str(self.cleaned_data.get("description") or ""))

    def unspoken_language(self) -> str:
        # Somebody who only has the picture described goes on writing.
        return "" if self.only_describes else super().unspoken_language()

    def refusal(self) -> str:
        return self.allowance.storage_refusal() if self.only_describes else super().refusal()

    def _replace_draft(self) -> None:
        if self.draft:
            self.draft.delete()
