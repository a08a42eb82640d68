"""The field of a scene for what was chosen for it: a photo of a collection, or something of its owner's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import forms

from generator.forms.scenes.clip import ClipFields
from generator.models import Scene
from generator.models.credits.picked import Pick
from generator.models.files import mine
from generator.models.files.clip import NO_CLIP
from generator.models.files.origin import Origin
from generator.pipeline.jobs import fingerprint
from generator.pipeline.photos.browsing import read_token

# What the field holds: "photo:KEY:TOKEN", "mine:REF", or "mine:REF:SECONDS" of a clip, for the page's script.
PHOTO, MINE = "photo", "mine"
LONGEST: Final = 8000
GONE: Final = "What you chose for this scene is gone. Please choose again."
TWO_PICTURES: Final = "Two pictures were chosen for this scene. Please choose one again."
# What an own picture is, that needs nothing to be made.
OWN: Final[dict[str, Any]] = {
    **{"is_own_picture": True, "image_origin": Origin.UPLOAD, "image_provider": "Upload", "layers": ""},
    **{"image_fell_back": False, "image_seed": None, "image_seconds": None, "image_tries": 0, "error": ""},
    **{"credit": {}, "picked": {}, "upload": ""},
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: one of the two."""

    photo: Pick | None = None
    mine: mine.Mine | None = None

    @property
    def clip_facts(self) -> dict[str, Any] | None:
        """What is known of the clip that was chosen; None if none was."""
        if self.mine is None or not self.mine.is_clip:
            return None
        return {"seconds": self.mine.seconds, "has_sound": self.mine.has_sound}


def read_chosen(value: str, owner: Any) -> Chosen | None:
    """Return what the value of a field means; None if there is no such thing for this owner."""
    kind, _, rest = value.partition(":")
    if kind == PHOTO:
        photo = read_token(owner.pk, rest.partition(":")[2])
        return Chosen(photo=photo) if photo else None
    found = mine.find(owner, rest.partition(":")[0]) if kind == MINE else None
    return Chosen(mine=found) if found else None


def put_photo(scene: Scene, pick: Pick) -> list[str]:
    """Let a scene show a photo, unsaved, once a run has fetched it; return the names of files that go."""
    gone = [scene.upload.name or "", *scene.drop_clip()]
    scene.picked, scene.upload = pick.as_stored(), ""
    scene.is_own_picture, scene.cuts_away, scene.image_fingerprint = False, False, ""
    return gone


def put_mine(scene: Scene, chosen: mine.Mine) -> list[str]:
    """Let a scene name a file of its owner's, unsaved; return the names of files that go."""
    gone = [scene.upload.name or ""]
    if chosen.is_clip:
        gone += [scene.clip_upload.name or ""] if scene.has_own_clip else []
        scene.clip_upload, scene.upload, scene.picked = chosen.clip, "", {}
        scene.clip_length, scene.clip_has_sound = chosen.seconds, chosen.has_sound
        scene.image_fingerprint = ""
        return [name for name in gone if name != chosen.clip]
    gone += [file.name or "" for file in (scene.image, scene.layers)] + scene.files_made_of_clip()
    gone += scene.drop_clip()
    for name, value in {**NO_CLIP, **OWN, "focus": chosen.focus, "image": chosen.picture}.items():
        setattr(scene, name, value)
    scene.image_fingerprint = chosen.mark or fingerprint("own picture", chosen.picture)
    return [name for name in gone if name != chosen.picture]


def put_into(scene: Scene, chosen: Chosen) -> list[str]:
    """Let a scene show what was chosen, unsaved; return the names of files that go."""
    if chosen.photo:
        return put_photo(scene, chosen.photo)
    assert chosen.mine
    return put_mine(scene, chosen.mine)


class PickFields(ClipFields):
    """What was chosen for a scene on the page; empty where it keeps what it has."""

    pick = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.HiddenInput(attrs={"data-pick": "", "id": False})
    )

    # Once the form is cleaned.
    chosen_picture: Chosen | None = None

    @property
    def new_clip(self) -> dict[str, Any] | None:
        """What is known of the clip that was sent or chosen; None if neither was."""
        return self.chosen_picture.clip_facts if self.chosen_picture else super().new_clip

    @property
    def will_show_clip(self) -> bool:
        return bool(self.new_clip) if self.chosen_picture else super().will_show_clip

    def find_pick(self) -> None:
        """Look up what was chosen."""
        value = self.cleaned_data.get("pick")
        if not value:
            return
        found = read_chosen(value, self.instance.generation.owner)
        if found is None:
            self.add_error(None, GONE)
        elif any(self.cleaned_data.get(name) for name in ("take", "again", "new_picture", "sent_clip")):
            self.add_error(None, TWO_PICTURES)
        else:
            self.chosen_picture = found

    def put_chosen(self) -> list[str]:
        """Let the scene show what was chosen, unsaved; return the names of files that go."""
        return put_into(self.instance, self.chosen_picture) if self.chosen_picture else []
