"""What of a film is made again once its settings are changed, in one table, and for how long that takes."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from generator.models import Brand, Generation, Scene
from generator.models.files.origin import Origin
from generator.pipeline.jobs import picture_size
from generator.web.durations import span
from generator.web.estimates import render_seconds
from studio.film.plan import frame_size

# Columns that neither a frame nor the sound of a film shows, whatever stands in them.
UNSEEN: Final = frozenset(("description", "chosen_language"))
# Columns on which each of these depends, in whatever film. What they mean in one film is asked of that film below.
SPOKEN: Final = frozenset(("voice", "pace", "language"))
CAPTIONS: Final = frozenset(
    f"caption_{what}" for what in ("style", "position", "letters", "stroke", "words", "capitals")
)
EVERYWHERE: Final = frozenset(("less_motion", "transition", "progress_line"))
CARDS: Final = frozenset(("title", "title_card", "title_card_text", "end_card_text", "credits_card"))
# Seconds that a picture and a narration take where nothing is known of the film's own, and that putting it together
# does; the shares of the time for all frames that the sound takes, and what is drawn in few places.
_PICTURE, _NARRATION, _JOINING = 3.0, 1.0, 3.0
_SOUND, _SOME = 0.12, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """What is made again. `drawn` is "all" scenes, "some" of them, "cards" alone, or "" if the frames stay.

    `pictured` are the keys of scenes whose pictures are made anew, `styled` those of scenes that lose the style that
    they got because their owner had chosen none. `pictures` and `narrations` are how many of `of_pictures` and `of_narrations` are made anew; `may_cut` says that
    later words may get other pictures as well. Without a `has_run` the changes are only written down.
    """

    pictured: tuple[int, ...] = ()
    styled: tuple[int, ...] = ()
    pictures: int = 0
    of_pictures: int = 0
    narrations: int = 0
    of_narrations: int = 0
    has_voice: bool = True
    may_cut: bool = False
    drawn: str = ""
    is_mixed: bool = False
    has_run: bool = False
    seconds: float = 0.0

    @property
    def in_words(self) -> str:
        """Say what is made again, how long that takes, and what stays."""
        if not self.has_run:
            return "This changes nothing that is seen or heard in the video: it is kept at once."
        done = [part for part in (self._pictures(), self._narrations(), self._drawn()) if part]
        if self.may_cut and not self.pictures:
            done.append("later words may get other pictures")
        if self.is_mixed and not self.narrations:
            done.append("the sound is mixed again")
        text = _listed([*done, "the video is put together again"])
        return f"{text[0].upper()}{text[1:]}: about {span(self.seconds)}. {self._stays()}".strip()

    def _pictures(self) -> str:
        return _counted(self.pictures, self.of_pictures, "picture", "made")

    def _narrations(self) -> str:
        return _counted(
            self.narrations, self.of_narrations, "narration", "spoken" if self.has_voice else "timed"
        )

    def _drawn(self) -> str:
        said = {
            "all": "all scenes are drawn again",
            "some": "the scenes that show it are drawn again",
            "cards": "its cards are drawn again",
        }
        return said.get(self.drawn, "")

    def _stays(self) -> str:
        stays = [
            name
            for name, goes in (
                ("pictures", self.pictures or self.may_cut),
                ("narration", self.narrations or not self.of_narrations),
                ("sound", self.is_mixed),
            )
            if not goes
        ]
        if not stays:
            return ""
        words = _listed(stays)
        many = len(stays) > 1 or stays[0] == "pictures"
        return f"{words[0].upper()}{words[1:]} {'stay' if many else 'stays'}."


def what_is_remade(generation: Generation, changes: dict[str, Any], scenes: Sequence[Scene]) -> Remade:
    """Return what a run makes again of a film after these changes of its columns; `scenes` have their cutaways.

    A brand is given as its row, or None. What the owner changes in the scenes comes on top.
    """
    then = copy.copy(generation)
    for name, value in changes.items():
        setattr(then, name, value)
    film = _Film(generation, then, frozenset(changes), scenes)
    spoken = [scene for scene in scenes if scene.needs_narrator]
    narrations = len(spoken) if film.speaks_anew else 0
    pictured = film.pictured()
    pictures = sum(1 + len(scene.cutaways.all()) for scene in pictured)
    drawn = "all" if pictures or narrations else film.drawn()
    is_mixed = bool(narrations) or film.is_mixed(drawn)
    has_run = bool(drawn or is_mixed or film.may_cut)
    share = {"all": 1.0, "some": _SOME, "cards": _SOME}.get(drawn, 0.0) + _SOUND * is_mixed
    return Remade(
        pictured=tuple(scene.pk for scene in pictured),
        styled=film.styled(),
        pictures=pictures,
        of_pictures=film.of_pictures,
        narrations=narrations,
        of_narrations=len(spoken),
        has_voice=then.has_narrator,
        may_cut=film.may_cut,
        drawn=drawn,
        is_mixed=is_mixed,
        has_run=has_run,
        seconds=film.seconds_for(pictures, narrations) + share * render_seconds(then, len(scenes)) + _JOINING
        if has_run
        else 0.0,
    )


class _Film:
    """A film as it is and as it shall be."""

    def __init__(
        self, now: Generation, then: Generation, changed: frozenset[str], scenes: Sequence[Scene]
    ) -> None:
        self.now, self.then, self.changed, self.scenes = now, then, changed, scenes
        self.of_pictures = sum(1 + len(scene.cutaways.all()) for scene in scenes)

    def differs(self, name: str) -> bool:
        """Whether a property of the film is another one then."""
        return bool(getattr(self.now, name) != getattr(self.then, name))

    @property
    def speaks_anew(self) -> bool:
        return bool(SPOKEN & self.changed)

    @property
    def may_cut(self) -> bool:
        """Whether the later words that get pictures of their own are chosen anew."""
        if not (self.now.cutting_in_force or self.then.cutting_in_force):
            return False
        chosen = {"pace", "language", "shows", "pictures"} & self.changed
        return bool(chosen) or self.differs("cutting_in_force")

    def pictured(self) -> list[Scene]:
        """Return the scenes whose pictures are made anew, those of their later words with them."""
        return [scene for scene in self.scenes if self._is_pictured_anew(scene)]

    def styled(self) -> tuple[int, ...]:
        """Return the scenes of a short film that were given a style because its owner had chosen none."""
        if "style" not in self.changed:
            return ()
        return tuple(
            scene.pk for scene in self.scenes if scene.style and scene.style == self._style_of_old(scene)
        )

    def _is_pictured_anew(self, scene: Scene) -> bool:
        now, then = self.now, self.then
        if scene.clip_upload:
            return frame_size(now.size, now.quality) != frame_size(then.size, then.quality)
        if scene.is_own_picture or scene.image_origin == Origin.UPLOAD:
            return False
        if picture_size(now.size, now.quality) != picture_size(then.size, then.quality):
            return True
        if "language" in self.changed and scene.image_origin == Origin.PHOTO:
            # What a view turns to is looked for in the words, by their language.
            return True
        is_chosen = bool(scene.pictures or scene.picked)
        if "pictures" in self.changed and not is_chosen and _is_replaced(scene, then.pictures):
            return True
        if scene.image_origin in (Origin.COLLECTION, Origin.FOOTAGE):
            # Works of others have no style.
            return False
        return "style" in self.changed and (not scene.style or scene.style == self._style_of_old(scene))

    def _style_of_old(self, scene: Scene) -> str:
        """Return the style that a scene of a short film was given because its owner had chosen none."""
        varied = Generation.VARIED_STYLES
        return (
            varied[scene.position] if scene.position < len(varied) and len(self.scenes) <= len(varied) else ""
        )

    def drawn(self) -> str:
        """Return which scenes are drawn again though their pictures and their words stay."""
        changed = self.changed
        is_larger = frame_size(self.now.size, self.now.quality) != frame_size(
            self.then.size, self.then.quality
        )
        frames = is_larger or EVERYWHERE & changed or self.differs("camera_in_force") or "style" in changed
        if frames or self._is_branded_anew() or bool(self.now.opening) != bool(self.then.opening):
            return "all"
        if self._is_captioned_anew():
            # Captions do not repeat words that can be read in the picture.
            return "some" if any(scene.graphics for scene in self.scenes) else "all"
        is_cut_anew = self.differs("cutting_in_force")
        if is_cut_anew or {"shows", "lower_thirds", "pictures"} & changed or self._is_coloured_anew():
            return "some"
        return "cards" if self._cards_differ() else ""

    def _is_captioned_anew(self) -> bool:
        is_drawn = self.now.draws_captions or self.then.draws_captions
        return is_drawn and bool(CAPTIONS & self.changed)

    def _is_coloured_anew(self) -> bool:
        return "palette" in self.changed and any(scene.graphics for scene in self.scenes)

    def _is_branded_anew(self) -> bool:
        return "brand" in self.changed and marks_of(self.now.brand) != marks_of(self.then.brand)

    def _has_more_cards(self) -> bool:
        """Return whether a card comes or goes, by which all that follows it is seen and heard at other times."""
        return any(
            bool(getattr(self.now, words)) != bool(getattr(self.then, words))
            for words in ("opening", "ending")
        )

    def _cards_differ(self) -> bool:
        return self.differs("opening") or self.differs("ending")

    def is_mixed(self, drawn: str) -> bool:
        """Return whether the sound is mixed again: for itself, or because the film has another length."""
        seen = {"style", "shows", "pictures", "less_motion"} & self.changed or self.differs("camera_in_force")
        return bool(self._is_heard() or self._has_more_cards() or (self.then.effects and seen))

    def _is_heard(self) -> bool:
        """Return whether music or effects are others, or louder."""
        own = Generation.OWN_MUSIC
        is_another = self.differs("music_mood") or (self.now.music == own) != (self.then.music == own)
        is_new_file = "music_file" in self.changed and self.then.music == own
        is_louder = "music_volume" in self.changed and self.then.has_music
        return is_another or is_new_file or is_louder or "effects" in self.changed

    def seconds_for(self, pictures: int, narrations: int) -> float:
        """Guess from how long the film's own took; several are made at a time."""
        painted = [scene.image_seconds for scene in self.scenes if scene.image_seconds]
        spoken = [scene.speech_seconds for scene in self.scenes if scene.speech_seconds]
        whole = pictures * _mean(painted, _PICTURE) + narrations * _mean(spoken, _NARRATION)
        return whole / settings.GENERATOR_CALLS_AT_ONCE


def _is_replaced(scene: Scene, pictures: str) -> bool:
    """Return whether another picture takes the place of a scene's where its film shows pictures of another kind."""
    kinds = Generation.Pictures
    stays: dict[str, tuple[str, ...]] = {
        kinds.PHOTOS: (Origin.COLLECTION,),
        kinds.CLIPS: (Origin.FOOTAGE,),
        kinds.MIXED: (Origin.COLLECTION, Origin.FOOTAGE),
        kinds.MOVED: (Origin.MOVED,),
    }
    if pictures == kinds.PAINTED:
        return scene.image_origin in (Origin.COLLECTION, Origin.FOOTAGE, Origin.MOVED)
    return scene.image_origin not in stays[pictures]


def marks_of(brand: Brand | None) -> list[Any]:
    """Return what tells films with a brand from others."""
    return brand.marks if brand and not brand.is_empty else []


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _counted(count: int, of: int, what: str, done: str) -> str:
    if not count:
        return ""
    if of == 1:
        return f"the {what} is {done} again"
    if count == of:
        return f"all {of} {what}s are {done} again"
    return f"{count} of {of} {what}s {'is' if count == 1 else 'are'} {done} again"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
