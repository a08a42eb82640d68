"""A new scene that is a copy of another one, or a part of it: nothing is made anew for it but what it has changed."""

from __future__ import annotations

from django import forms

from generator.forms.scenes.clip import CLIP_FIELDS
from generator.forms.scenes.own import OF_PICTURE, OF_SPEECH, OWN_FIELDS
from generator.models import Scene
from generator.models.scenes.copying import copy_cutaways, copy_made
from generator.pipeline.stages.clips import clip_fingerprint

_COMPARED = ("narration", "prompt", *CLIP_FIELDS, *OWN_FIELDS)


class CopyFields(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """Which scene a new one is a copy of; a page that does not say it makes an empty one."""

    copy_of = forms.IntegerField(
        required=False, widget=forms.HiddenInput(attrs={"data-copy-of": "", "id": False})
    )

    # Set by the form of all scenes, which knows them.
    source: Scene | None = None

    class Meta:
        model = Scene
        fields = ()

    @property
    def changes(self) -> set[str]:
        """The names of what is changed: of a copy, from the scene that it is a copy of."""
        if not self.source:
            return set(self.changed_data)
        # What is empty in a new scene is no change of its fields, but may be one from the scene that it is a copy of.
        differs = {name for name in _COMPARED if self.cleaned_data.get(name) != getattr(self.source, name)}
        return differs | (set(self.changed_data) - set(_COMPARED) - {"copy_of", "id"})

    @property
    def paints_other(self) -> bool:
        """Whether another picture is wanted than any that the film has."""
        return bool(self.cleaned_data["again"]) or (self.instance._state.adding and not self.source)

    def copy_source(self) -> None:
        """Take over what was made for the scene that it is a copy of, before that one is changed itself."""
        source, changes = self.source, self.changes
        if not source:
            return
        has_new = bool({"prompt", "again", "new_picture", "sent_clip", "pick"} & changes)
        keeps_picture = not has_new and (source.is_own_picture or not OF_PICTURE & changes)
        chosen = {name: getattr(self.instance, name) for name in self._clip_choices()}
        self.instance.generation, self.instance.position = source.generation, source.position
        # Whatever the voice and its pace, an own voice is spoken as it was.
        of_speech = {"narration"} if source.recording else {"narration", *OF_SPEECH}
        keeps_speech = not of_speech & changes
        copy_made(source, self.instance, picture=keeps_picture, speech=keeps_speech)
        is_made = source.clip_upload and source.image_fingerprint == clip_fingerprint(
            source.generation, source
        )
        for name, value in chosen.items():
            setattr(self.instance, name, value)
        if keeps_picture and is_made:
            self.instance.image_fingerprint = clip_fingerprint(source.generation, self.instance)
        self.has_cutaways = keeps_picture and keeps_speech

    def copy_rest(self) -> None:
        """Take over what belongs to the row, which is stored by now."""
        if self.source and self.has_cutaways:
            copy_cutaways(self.source, self.instance)

    has_cutaways = False

    def _clip_choices(self) -> list[str]:
        return [name for name in CLIP_FIELDS if self.add_prefix(name) in self.data]
