"""The page of one video: its progress, and then the film itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from generator import tasks
from generator.forms.music import music_label
from generator.models import Brand, Film, Generation, Scene
from generator.models.allowance import running_limit
from generator.models.life_cycle import STEPS
from generator.pipeline.bookends import bookend_of
from generator.pipeline.stand_ins import STOOD_IN
from generator.providers.factory import get_voices, unspoken_languages
from generator.views.library.neighbours import neighbours
from generator.views.provenance.told import credits_context, makers_context
from generator.views.starting.scenes_first import rest_of
from generator.views.versions.languages import other_languages
from generator.views.versions.shapes import languages_of, shapes_of
from generator.views.versions.wording import says_other_words
from generator.web.durations import clock
from generator.web.estimates import Estimate, history, seconds_left, seconds_until_start
from generator.web.letters import can_be_drawn
from generator.web.requests import UserRequest
from studio.speech.voices import name_language
from studio.text.marks.told import read_marks

Stage: TypeAlias = Generation.Stage
# How fast the player can play.
SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One line of the list of stages; `state` is done, now or todo."""

    name: str
    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptLine:
    """What is spoken between two moments, in seconds; scenes without words of their own belong to the one before."""

    text: str
    start: float
    end: float


def stage_rows(generation: Generation, scenes: list[Scene]) -> list[StageRow]:
    """Say of each stage how far it is, from what there is already and not from what ran last."""
    running = _running_stages(generation)
    is_picture = generation.kind == Generation.Kind.IMAGE
    is_own = generation.music == Generation.OWN_MUSIC
    rows = []
    for stage in Stage:
        if generation.shows_scenes_first and not stage.facts.is_before_scenes:
            continue
        if (stage.facts.is_for_pictures and not is_picture) or (stage.facts.is_for_own_music and not is_own):
            continue
        told, done = HOW_FAR[stage](generation, scenes)
        unspoken = "" if generation.has_narrator else stage.facts.label_unspoken
        rows.append(
            StageRow(
                name=stage.value,
                label=unspoken or str(stage.label),
                note=told or stage.facts.note,
                state="now" if stage in running and not done else "done" if done else "todo",
            )
        )
    return rows


def _described(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    return ", ".join(generation.keyword_list[:3]), bool(generation.description_fingerprint)


def _storyboarded(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    count = len(scenes)
    return f"{count} scene{'s' if count != 1 else ''}" if count else "", bool(count)


def _listened(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    return "", generation.music_seconds is not None


def _illustrated(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    # What shall be made anew has its file still, but not its fingerprint.
    return _count([scene.image_fingerprint for scene in scenes])


def _narrated(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    spoken = [scene for scene in scenes if scene.narration and not scene.replaces_narrator]
    return _count([scene.speech_fingerprint for scene in spoken])


def _rendered(generation: Generation, scenes: list[Scene]) -> tuple[str, bool]:
    return "", False


def _count(fingerprints: list[str]) -> tuple[str, bool]:
    made, wanted = sum(map(bool, fingerprints)), len(fingerprints)
    return f"{made} of {wanted}" if wanted else "", 0 < wanted == made


# What can be told of each stage already, empty for nothing, and whether it is done.
HOW_FAR: dict[Stage, Callable[[Generation, list[Scene]], tuple[str, bool]]] = {
    Stage.DESCRIBE: _described,
    Stage.LISTEN: _listened,
    Stage.STORYBOARD: _storyboarded,
    Stage.ILLUSTRATE: _illustrated,
    Stage.NARRATE: _narrated,
    Stage.RENDER: _rendered,
}


def _running_stages(generation: Generation) -> tuple[str, ...]:
    """Return all stages of the step that runs, of which the row can name only one."""
    if generation.status != Generation.Status.RUNNING:
        return ()
    return next((step for step in STEPS if generation.stage in step), ())


def passages(film: Film | None, scenes: list[Scene]) -> list[TranscriptLine]:
    """Return what is spoken in a film, with the moments at which it begins and ends."""
    spoken = [(scene.as_read, scene.start) for scene in scenes if scene.as_read and scene.start is not None]
    # The last is not spoken over an end card.
    film_ends = (film and film.duration) or 0.0
    last = max((scene.end for scene in scenes if scene.end is not None), default=film_ends)
    ends = [start for _, start in spoken[1:]] + [last]
    return [
        TranscriptLine(text=text, start=start, end=end)
        for (text, start), end in zip(spoken, ends, strict=False)
    ]


def left_by_pace(generation: Generation) -> Estimate | None:
    """Guess from its own pace how long it will take; None while nobody could tell."""
    # A later attempt begins far along, so its pace says nothing.
    if generation.started_at is None or generation.attempt != 1 or generation.progress < 8:
        return None
    passed = (timezone.now() - generation.started_at).total_seconds()
    left = passed * (100 - generation.progress) / generation.progress
    return Estimate(left, left)


def waiting(generation: Generation, scenes: int) -> dict[str, Any]:
    """Say why a queued video does not run yet, and when it will be ready."""
    owners = Generation.objects.running().order_by().values_list("owner", flat=True)
    running = list(owners)
    ahead = Generation.objects.ahead_of(generation)
    known = history(generation)
    left = seconds_left(generation, scenes, known)
    return {
        "place": ahead + 1,
        "own_first": running.count(generation.owner_id) >= running_limit(generation.owner),
        "worker": tasks.worker_is_alive(),
        "ready": left.after(seconds_until_start(ahead, len(running), known)) if left else None,
    }


def progress_context(generation: Generation) -> dict[str, Any]:
    scenes = list(generation.scenes.all())
    rows = stage_rows(generation, scenes)
    context = {
        "generation": generation,
        "scenes": scenes,
        "stages": rows,
        "unspoken": expected_silence(generation, scenes),
        "now": [row.label for row in rows if row.state == "now"],
    }
    if generation.status == Generation.Status.QUEUED:
        return context | {"waiting": waiting(generation, len(scenes))}
    left = seconds_left(generation, len(scenes), history(generation)) or left_by_pace(generation)
    return context | {"left": left}


def shown_scenes(generation: Generation) -> list[Scene]:
    """Return what is seen and heard in the film: after changes that came to nothing, the scenes of before them."""
    film = generation.film
    is_changed = film and film.scenes and generation.status != Generation.Status.SUCCEEDED
    return film.own_scenes() if film and is_changed else list(generation.scenes.all())


def film_context(generation: Generation) -> dict[str, Any]:
    scenes = shown_scenes(generation)
    spoken = passages(generation.film, scenes)
    undrawn = [scene for scene in scenes if generation.draws_captions and not can_be_drawn(scene.as_read)]
    return {
        "generation": generation,
        "film": generation.film,
        "size": generation.size,
        "language": generation.language,
        "shapes": shapes_of(generation),
        "languages": languages_of(generation),
        "other_tracks": other_languages(generation, generation.film),
        "versions": generation.films.exclude(shown_at=None).count(),
        "scenes": scenes,
        "passages": spoken,
        "says_other_words": says_other_words(generation, [passage.text for passage in spoken]),
        **credits_context(generation.film),
        **makers_context(generation, scenes),
        "stand_ins": stand_ins(scenes),
        "remarks": flash_notes(generation)
        + remarks(generation)
        + unspoken_notes([(scene, scene.never_spoken) for scene in scenes])
        + undrawn_notes(undrawn),
        "shows_subtitles": not generation.draws_captions or bool(undrawn),
        "voice": voice_label(generation),
        "music": music_label(generation),
        "speeds": SPEEDS,
        "video_size": generation.film and _size_of(generation.film.video),
    }


def flash_notes(generation: Generation) -> list[str]:
    """Say where the film flashes so often that it can harm."""
    flashes = generation.film.flashes if generation.film else []
    moments = get_text_list(list(dict.fromkeys(clock(start) for start, _, _ in flashes)), "and")
    if not flashes:
        return []
    how = " in red" if all(is_red for _, _, is_red in flashes) else ""
    return [
        f"It flashes{how} more than three times a second at {moments}. That can make people ill who are sensitive to light: "
        "choose another picture or clip there, or tell people before they watch it."
    ]


def remarks(generation: Generation) -> list[str]:
    """Say what a built-in provider read in the picture or the text because a service did not; it is not read again."""
    notes = []
    if generation.description_error:
        notes.append(
            f"What is in the picture was described by what is built in. {generation.description_error}"
        )
    if generation.storyboard_error:
        kept = " Your words are spoken as you wrote them." if generation.write_for_me else ""
        notes.append(f"The scenes were cut by what is built in.{kept} {generation.storyboard_error}")
    for place in Brand.Place:
        made = bookend_of(generation, place)
        if made and made.error:
            notes.append(f"The {place} could not be shown, and the film goes without it. {made.error}")
    return notes


def expected_silence(generation: Generation, scenes: list[Scene]) -> list[str]:
    """Say beforehand which words will be shown and not spoken."""
    if not generation.has_narrator:
        return []
    return unspoken_notes(
        [
            (scene, unspoken_languages(_said(scene), generation.language))
            for scene in scenes
            if not scene.recording
        ]
    )


def _said(scene: Scene) -> str:
    # Without the owner's list, whose endings ask for statistics on languages: these take much memory.
    return read_marks(scene.narration, verbatim=scene.generation.verbatim).said


def unspoken_notes(unspoken: list[tuple[Scene, list[str]]]) -> list[str]:
    """Say which words are shown and not spoken, and in which scenes."""
    languages = dict.fromkeys(language for _, found in unspoken for language in found)
    silent = {language: [scene for scene, found in unspoken if language in found] for language in languages}
    return [
        f"The words in {name_language(language)} in scene {_numbers(scenes)} are shown and not spoken: no voice here "
        "speaks them."
        for language, scenes in silent.items()
    ]


def undrawn_notes(scenes: list[Scene]) -> list[str]:
    """Say where captions are only subtitles, which players show."""
    if not scenes:
        return []
    return [
        f"Some words of scene {_numbers(scenes)} are in the subtitles only: no font here has their letters."
    ]


def stand_ins(scenes: list[Scene]) -> list[str]:
    """Say where a built-in provider stood in for a service that did not do its work, and why."""
    stood_in = [scene for scene in scenes if scene.image_fell_back]
    spoken = [scene for scene in scenes if scene.speech_fell_back]
    notes = [
        sentence.format(_numbers(some), why)
        for kind, sentence in STOOD_IN.items()
        for why, some in _by_reason([scene for scene in stood_in if scene.stood_in_by == kind])
    ]
    if spoken:
        why = next(
            (scene.speech_error for scene in spoken if scene.speech_error), "The voice service could not."
        )
        notes.append(f"{_read_by_stand_in(spoken)} {why}")
    for why, some in _by_reason([scene for scene in scenes if scene.speech_missing], "speech_missing"):
        notes.append(f"Nobody speaks the words of scene {_numbers(some)}. {why}")
    for why, some in _by_reason([scene for scene in scenes if scene.captions_missing], "captions_missing"):
        notes.append(f"There are no captions in scene {_numbers(some)}. {why}")
    return notes


def _read_by_stand_in(scenes: list[Scene]) -> str:
    """Say what the service did not read: the whole video, or only words in some languages."""
    languages = dict.fromkeys(language for scene in scenes for language in scene.stood_in)
    is_own = any(
        not scene.stood_in or scene.generation.language in set(scene.stood_in) - set(scene.unspoken)
        for scene in scenes
    )
    if is_own:
        return "The built-in voice reads this video."
    named = get_text_list([name_language(language) for language in languages], "and")
    return f"The voice service did not speak the words in {named}."


def _numbers(scenes: list[Scene]) -> str:
    return get_text_list([str(scene.number) for scene in scenes], "and")


def _by_reason(scenes: list[Scene], field: str = "error") -> list[tuple[str, list[Scene]]]:
    """Return the reasons that a field of scenes gives, each with its scenes."""
    reasons: dict[str, list[Scene]] = {}
    for scene in scenes:
        reasons.setdefault(getattr(scene, field) or "The picture service could not.", []).append(scene)
    return list(reasons.items())


def voice_label(generation: Generation) -> str:
    """Name the voice, and its pace where that is not the usual one."""
    if not generation.has_narrator:
        return "No narrator"
    chosen = (voice.label for voice in get_voices() if voice.value == generation.voice)
    pace = "" if generation.pace == 1.0 else f", {generation.get_pace_display().lower()}"
    return next(chosen, "Automatic") + pace


def _size_of(file: FieldFile) -> int | None:
    try:
        return file.size if file else None
    except OSError:
        return None


@require_safe
@never_cache
@gzip_page
def watch(request: UserRequest, pk: Any) -> HttpResponse:
    generation = get_object_or_404(
        Generation.objects.all_of(request.user)
        .with_typed_scenes()
        .select_related("owner", "film", "copied_from", "folder"),
        pk=pk,
    )
    if generation.binned_at:
        return render(request, "generator/watch.html", {"generation": generation})
    if generation.status == Generation.Status.DRAFT:
        return redirect(generation)
    context = progress_context(generation) if generation.is_active else film_context(generation)
    if generation.status == Generation.Status.SCENES:
        context["rest"] = rest_of(generation)
    return render(request, "generator/watch.html", context | neighbours(request, generation))


@require_safe
@never_cache
@gzip_page
def progress(request: UserRequest, pk: Any) -> HttpResponse:
    """Answer a poll with the state of things; once nothing is to come any more, the whole page is loaded anew."""
    tasks.reap_for_page()
    generation = get_object_or_404(Generation.objects.owned_by(request.user).select_related("owner"), pk=pk)
    if not request.htmx:
        return redirect(generation)
    if not generation.is_active:
        return HttpResponseClientRefresh()
    return render(request, "generator/progress.html", progress_context(generation))
