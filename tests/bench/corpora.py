"""How well texts are understood and read, and what comes out wrong: `python -m tests.bench.corpora`."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from tests.studio.corpora.corpus import judge, judge_words
from tests.studio.film.uploads.recordings.reading_aloud import judge_cuts
from tests.studio.graphics.clauses import mistake_in_clauses
from tests.studio.graphics.names import test_introductions
from tests.studio.graphics.scoring import judge_choices
from tests.studio.graphics.test_transitions import mistake_in_transition
from tests.studio.painter import test_casting as test_illustrator_casting
from tests.studio.painter import test_honesty
from tests.studio.speech import test_homographs, test_languages
from tests.studio.speech.test_readings import read_aloud
from tests.studio.text import test_language as test_embedded_text_language
from tests.studio.text import test_moods, test_reader
from tests.studio.text import test_prompts as test_embedded_text_prompts
from tests.studio.text import test_text as test_embedded_text
from tests.studio.text.collections import test_words
from tests.studio.text.documents import test_pictured


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        art = test_illustrator_casting.open_names(Path(folder))
        for name, mistake in (
            ("languages", test_embedded_text_language.mistake_in_language),
            ("titles", test_embedded_text.mistake_in_title),
            ("prompts", test_embedded_text_prompts.mistake_in_prompt),
            ("castings", lambda row: test_illustrator_casting.mistake_in_casting(art, row)),
            ("homographs", test_homographs.mistake_in_homograph),
            ("pasted", test_reader.mistake),
            ("scenes", test_reader.mistake_in_scenes),
            ("moods", test_moods.mistake_in_mood),
            ("documents", lambda row: test_pictured.mistake_in_document(Path(folder), row)),
            ("photo_words", test_words.mistake_in_photo_words),
            ("transitions", mistake_in_transition),
            ("introductions", test_introductions.mistake_in_introduction),
            ("clauses", mistake_in_clauses),
        ):
            for corpus in (name, f"{name}_unseen"):
                print(f"{corpus}: {judge(corpus, mistake)}")
        for corpus in ("honesty", "honesty_unseen"):
            print(f"{corpus}: {test_honesty.judge_honesty(art, corpus)}")
    for corpus in ("choices", "choices_unseen"):
        score, false = judge_choices(corpus)
        print(f"{corpus}: {score}; false: {false}")
    for corpus in ("narrations", "narrations_unseen"):
        right, missed = judge_cuts(corpus)
        print(f"{corpus}: {right:.1%} of cuts right; wrong: {missed}")
    for corpus in ("readings", "readings_unseen"):
        print(f"{corpus}: {judge_words(corpus, read_aloud)}")
    for language in test_languages.SCORED:
        for corpus in (f"aloud/{language}", f"aloud/{language}_unseen"):
            print(f"{corpus}: {judge_words(corpus, partial(test_languages.plain_words, language=language))}")


if __name__ == "__main__":
    main()
