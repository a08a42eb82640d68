"""Storyboards without a key or a network, by rules and small tables."""

from __future__ import annotations

from studio.contracts import GIVEN, SPLITS, Passage, Storyboard, TextProvider, is_speakable
from studio.errors import ProviderError, ProviderFailure


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
        verbatim: bool = False,
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

        text, shown = _readable(text, split, verbatim=verbatim)
        code = language.lower().replace("_", "-").partition("-")[0] or identify(shown)
        narrations = (
            text.split("\n\n") if split == GIVEN else split_scenes(text, code, split, verbatim=verbatim)
        )
        found = find_keywords(shown, code, keywords)
        prompts = write_prompts(narrations, code, found)
        return Storyboard(
            title=keep_title(title) or keep_title(find_title(shown, code)),
            language=code,
            keywords=found,
            passages=tuple(
                Passage(narration=narration, prompt=prompt)
                for narration, prompt in zip(narrations, prompts, strict=True)
            ),
            mood=find_mood(words_in_english(shown, code)),
        )


def _readable(text: str, split: str, *, verbatim: bool) -> tuple[str, str]:
    """Return a text with the lines that were meant, and what is shown of it; refuse one that cannot be cut."""
    from studio.text.marks.told import as_read
    from studio.text.reader.read import as_it_stands

    if split not in (*SPLITS, GIVEN):
        raise ProviderError("This way to split a text is not known.", ProviderFailure.CONFIG)
    text = text if split == GIVEN else as_it_stands(text).text
    shown = as_read(text, verbatim=verbatim)
    if not is_speakable(shown):
        raise ProviderError("There is no word in this text.", ProviderFailure.REFUSED)
    return text, shown
