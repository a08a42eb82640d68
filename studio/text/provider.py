"""Storyboards without a key or a network, by rules and small tables."""

from __future__ import annotations

from studio.contracts import SPLITS, Passage, Storyboard, TextProvider, is_speakable
from studio.errors import ProviderError, ProviderFailure
from studio.text.words.writing import without_partings


class EmbeddedText(TextProvider):
    """Keeps the words of a text as they are and derives everything else from them. Has no options."""

    def __init__(self) -> None:
        pass

    def write_storyboard(
        self,
        *,
        text: str,
        language: str = "",
        title: str = "",
        keywords: tuple[str, ...] = (),
        split: str = "auto",
    ) -> Storyboard:
        """Cut a text into scenes.

        Raises ProviderError: kind REFUSED if the text has no letter and no digit, CONFIG for an unknown
        split.
        """
        from studio.text.storyboard.keywords import find_keywords
        from studio.text.storyboard.moods import find_mood
        from studio.text.storyboard.naming import find_title, keep_title
        from studio.text.storyboard.prompts import write_prompts
        from studio.text.storyboard.scenes import split_scenes
        from studio.text.words.dictionaries import words_in_english
        from studio.text.words.language import identify

        if split not in SPLITS:
            raise ProviderError("This way to split a text is not known.", ProviderFailure.CONFIG)
        if not is_speakable(text):
            raise ProviderError("There is no word in this text.", ProviderFailure.REFUSED)
        text = without_partings(text)
        code = language.lower().replace("_", "-").partition("-")[0] or identify(text)
        narrations = split_scenes(text, code, split)
        found = find_keywords(text, code, keywords)
        prompts = write_prompts(narrations, code, found)
        return Storyboard(
            title=keep_title(title) or keep_title(find_title(text, code)),
            language=code,
            keywords=found,
            passages=tuple(
                Passage(narration=narration, prompt=prompt)
                for narration, prompt in zip(narrations, prompts, strict=True)
            ),
            mood=find_mood(words_in_english(text, code)),
        )
