"""The markup of many scenes that nobody has changed yet: rendered once for those of a kind, and filled in for each.

A form for each of 120 scenes takes a second of the processor, of which nearly all makes the same markup again.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from generator.forms.scenes.own import OWN_FIELDS
from generator.models import Scene

if TYPE_CHECKING:
    from generator.forms.storyboard import StoryboardFormSet

TEMPLATE = "generator/_scene.html"
# What stands in the markup of a kind for what differs from scene to scene: numbers and words that nobody else writes.
KEY, NUMBER, INDEX = 7_310_554_201, 7_310_554_202, 7_310_554_203
NARRATION, PROMPT, PICTURE = "\ue000narration\ue001", "\ue000prompt\ue001", "\ue000pict\ue001\ue001"
# As long as what is shown of a fingerprint.
SPEECH = "\ue000spok\ue001\ue001\ue001"
RECORDED = "\ue000recd\ue001\ue001\ue001\ue001\ue001\ue001\ue001"
PART = f"{RECORDED} 0.00 "
_MARKS = re.compile("|".join(map(str, (KEY, NUMBER, INDEX, NARRATION, PROMPT, PICTURE, SPEECH, PART))))


def scene_markup(formset: StoryboardFormSet) -> Iterator[SafeString]:
    """Yield what `_scene.html` says of each scene of a formset that nothing was sent to."""
    kinds: dict[Any, str] = {}
    for index, scene in enumerate(formset.get_queryset()):
        if index == 0 or scene.clip_upload:
            # Of a photo, the first scene alone shows the whole; of a clip, each has its own part.
            yield SafeString(_rendered(formset, index, scene, f"{formset.prefix}-{index}"))
            continue
        shown = len(scene.sentences), scene.graphic_count
        own = tuple(getattr(scene, name) for name in OWN_FIELDS)
        spoken = bool(scene.recording), bool(scene.speech_fingerprint), scene.recording_error
        kind = (
            bool(scene.image),
            *spoken,
            scene.shows_photo,
            scene.shows_clip,
            len(scene.cutaways.all()),
            *shown,
            own,
        )
        if kind not in kinds:
            kinds[kind] = _rendered(formset, index, _sample(scene), f"{formset.prefix}-{INDEX}")
        yield _filled(kinds[kind], scene, index)


def _sample(scene: Scene) -> Scene:
    sample = copy.copy(scene)
    sample.pk, sample.position = KEY, NUMBER - 1
    sample.narration, sample.prompt, sample.image_fingerprint = NARRATION, PROMPT, PICTURE
    sample.speech_fingerprint = SPEECH if scene.speech_fingerprint else ""
    if scene.recording:
        sample.recording, sample.recording_start, sample.recording_end = RECORDED, 0.0, None
    return sample


def _rendered(formset: StoryboardFormSet, index: int, scene: Scene, prefix: str) -> str:
    form = formset.form(instance=scene, prefix=prefix, use_required_attribute=False)
    formset.add_fields(form, index)
    form.fields["id"].initial, form.fields["ORDER"].initial = scene.pk, scene.number
    return render_to_string(TEMPLATE, {"form": form, "scene": scene, "generation": formset.instance})


def _filled(markup: str, scene: Scene, index: int) -> SafeString:
    values = {
        str(KEY): str(scene.pk),
        str(NUMBER): str(scene.number),
        str(INDEX): str(index),
        NARRATION: conditional_escape(scene.narration),
        PROMPT: conditional_escape(scene.prompt),
        PICTURE: conditional_escape(scene.image_fingerprint[:8]),
        PART: conditional_escape(scene.recorded_part),
        SPEECH: conditional_escape(scene.speech_fingerprint[:8]),
    }
    return mark_safe(_MARKS.sub(lambda found: values[found[0]], markup))  # Escaped above.
