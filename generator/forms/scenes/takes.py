"""Takes of a scene: asking for further pictures, and choosing one of those that are there."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from generator.models import Scene, Take, TakeOrder
from generator.models.allowance import SUSPENDED, allowance_of
from generator.models.scene import MAX_PROMPT
from generator.models.scenes.take import MOST_TAKES
from generator.models.scenes.take_order import MOST_ON_THE_WAY
from generator.pipeline.takes.making import still_fits

MOST_AT_ONCE: Final = 4
GONE: Final = "The picture that you chose is gone. Please choose another."
OTHER_SHAPE: Final = "The picture that you chose was made for another shape or size of the video."
TWO_PICTURES: Final = "You chose one of the pictures and asked for another one as well. Please choose the picture of now for that."


class AskForm(forms.Form):
    """How many further pictures of a scene are wanted, by the words that stand in its field now."""

    count = forms.TypedChoiceField(
        choices=[(number, str(number)) for number in range(1, MOST_AT_ONCE + 1)],
        coerce=int,
        initial=MOST_AT_ONCE,
        label="How many",
        error_messages={"invalid_choice": f"Please ask for 1 to {MOST_AT_ONCE} pictures."},
    )

    def __init__(self, data: Any = None, *, scene: Scene, at: str = "", service: str = "") -> None:
        super().__init__(data, prefix=f"takes-{scene.pk}")
        self.scene, self._at = scene, at
        if service:
            self.fields["count"].choices = [  # type: ignore[attr-defined]  # A choice field.
                (number, f"{number} ({number} call{'' if number == 1 else 's'} to {service})")
                for number in range(1, MOST_AT_ONCE + 1)
            ]

    @property
    def prompt(self) -> str:
        """What they shall show: as it stands in the scene's field, or as it is stored."""
        typed = str(self.data.get(f"{self._at}-prompt", "")).replace("\0", "").strip()
        return typed[:MAX_PROMPT] or self.scene.prompt

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if refusal := self._refusal(self.cleaned_data.get("count") or 0):
            self.add_error(None, refusal)
        return cleaned

    def _refusal(self, count: int) -> str:
        owner = self.scene.generation.owner
        if not owner.is_active:
            return SUSPENDED
        here = self.scene.takes.count() + self.scene.take_orders.on_the_way().count()
        if here + count > MOST_TAKES:
            return (
                f"A scene keeps {MOST_TAKES} pictures to choose from, and this one has {here}. "
                "Please delete some that you do not want."
            )
        coming = TakeOrder.objects.on_the_way().of_owner(owner).count()
        if coming + count > MOST_ON_THE_WAY:
            return (
                f"{coming} of your pictures are still on their way, and {MOST_ON_THE_WAY} may be at a time. "
                "Please ask again when some have come."
            )
        return allowance_of(owner).storage_refusal()

    def save(self) -> None:
        """Order the pictures: none of them is one that the scene has, or had."""
        scene = self.scene
        first = scene.next_image_number
        is_other = self.prompt != scene.prompt
        TakeOrder.objects.bulk_create(
            TakeOrder(
                scene=scene,
                prompt=self.prompt,
                style=scene.style,
                pictures=scene.pictures,
                is_painted=scene.is_painted or (is_other and bool(scene.generation.input_image)),
                variant=first + number,
            )
            for number in range(self.cleaned_data["count"])
        )


class TakeFields(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """Which take a scene shall show, by its key; empty where it keeps the picture of now."""

    take = forms.IntegerField(
        required=False, min_value=1, widget=forms.HiddenInput(attrs={"data-take": "", "id": False})
    )

    # What was chosen, once the form is cleaned.
    chosen_take: Take | None = None

    class Meta:
        model = Scene
        fields = ()

    def find_take(self) -> None:
        """Look the take up; the words that it was made from come along, unless its owner has written others."""
        key = self.cleaned_data.get("take")
        if not key or not self.instance.pk:
            return
        take = Take.objects.filter(scene=self.instance.pk, pk=key).first()
        if take is None:
            self.add_error(None, GONE)
            return
        stored, typed = self.initial.get("prompt", ""), self.cleaned_data.get("prompt", "")
        is_other = "prompt" in self.changed_data and typed not in (stored, take.prompt)
        style = self.cleaned_data.get("style")
        is_other |= bool("style" in self.changed_data and style and style != take.style)
        if is_other or self.cleaned_data.get("again") or self.cleaned_data.get("new_picture"):
            self.add_error(None, TWO_PICTURES)
            return
        if not still_fits(take):
            self.add_error(None, OTHER_SHAPE)
            return
        self.cleaned_data["prompt"] = take.prompt
        self.chosen_take = take

    def keep_former(self, before: Scene | None, style: str) -> list[str]:
        """Keep the picture of before as a take if another takes its place, and put the chosen one there.

        `style` is the film's style of before. Return the names of files that may go.
        """
        if before is None:
            return []
        before.generation = self.instance.generation
        is_replaced = self.paints_anew or self.new_file or "style" in self.changed_data  # type: ignore[attr-defined]  # Forms of scenes have them.
        if is_replaced or self.chosen_take or self.chosen_picture:  # type: ignore[attr-defined]  # As above.
            Take.objects.keep_former(before, before.style or style)
        return replace_picture(before, self.instance, self.chosen_take) if self.chosen_take else []


def replace_picture(before: Scene, scene: Scene, take: Take) -> list[str]:
    """Let a scene show a take, unsaved; return the names of files that may go."""
    gone = [file.name for file in (before.image, before.layers) if file and file.name != take.image.name]
    take.put_into(scene)
    return gone
