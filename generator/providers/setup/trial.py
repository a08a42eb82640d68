"""One call to a service to see whether it serves: with a deadline, what it answered, and what to do if it failed."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any

from PIL import Image

from generator.providers.calling.chain import Link
from generator.providers.calling.errands import Errander
from generator.providers.card import Kind
from generator.providers.offering import Offering
from studio.contracts import Candidate, Description, MovingPicture, Picture, Speech, Storyboard
from studio.errors import ProviderError, ProviderFailure, StudioError

logger = logging.getLogger(__name__)

TEXT = "A lighthouse stands by the sea. A boat comes home."
# Seconds that a page waits for the answer: proxies give up after sixty.
PATIENCE = 45.0
# Failures for which it helps to know which models there are.
ABOUT_MODELS = (ProviderFailure.CONFIG, ProviderFailure.GONE)
# Letters of an answer that are repeated.
MOST_TOLD = 160


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one call; `failure` is None if it succeeded, and `by` then names what answered, if it says so."""

    seconds: float
    failure: ProviderError | None
    by: str = ""
    answer: Any = None
    # The models that the service has, if another one is to be named.
    offers: tuple[str, ...] = ()


def try_once(link: Link[Any], call: Callable[[Any], Any]) -> Outcome:
    """Call a provider regardless of its breaker, and close the breaker after a good answer."""
    started = time.monotonic()
    try:
        answer = call(link.factory(**link.options))
    except StudioError as error:
        failed = error if isinstance(error, ProviderError) else ProviderError(str(error))
        return Outcome(time.monotonic() - started, failed)
    if link.guard:
        link.guard.breaker.reset()
    return Outcome(time.monotonic() - started, None, str(getattr(answer, "model", "")), answer)


def try_within(link: Link[Any], call: Callable[[Any], Any]) -> Outcome:
    """Call a provider as `try_once` does, and wait PATIENCE at most: an answer may also trickle in."""
    future: Future[Outcome] = Future()
    made: list[Any] = []

    def work() -> None:
        try:
            outcome = try_once(link, lambda provider: call(_noted(provider, made)))
            offers = offered(link, outcome.failure) if outcome.failure else ()
            future.set_result(replace(outcome, offers=offers))
        except Exception as error:
            # A library may raise anything; its message may hold an address or a key.
            logger.error("A test call failed: unexpected %s", type(error).__name__)
            sentence = "It answered with something that we do not understand."
            future.set_result(Outcome(0.0, ProviderError(sentence, ProviderFailure.BAD_ANSWER)))

    started = time.monotonic()
    Thread(target=work, name="test of a service", daemon=True).start()
    try:
        return future.result(PATIENCE)
    except TooLate:
        for provider in made:
            if isinstance(provider, Errander) and provider.errand:
                provider.errand.end(is_unwanted=True)
        failure = ProviderError(f"It did not answer within {PATIENCE:.0f} seconds.", ProviderFailure.RETRY)
        return Outcome(time.monotonic() - started, failure)


def _noted(provider: Any, made: list[Any]) -> Any:
    made.append(provider)
    return provider


def offered(link: Link[Any], failure: ProviderError) -> tuple[str, ...]:
    """Return the models of a service, if the one that was asked for is not there or none is chosen."""
    has_model = bool(link.options.get("model"))
    if failure.kind not in ABOUT_MODELS or (has_model and failure.kind != ProviderFailure.GONE):
        return ()
    provider = link.factory(**link.options)
    try:
        return tuple(provider.offers()) if isinstance(provider, Offering) else ()
    except StudioError:
        return ()


def say_answer(answer: Any) -> str:
    """Return in one sentence what a service answered."""
    if isinstance(answer, Storyboard):
        count = len(answer.passages)
        return f"{count} scene{'' if count == 1 else 's'}, with the title “{_short(answer.title)}”."
    if isinstance(answer, Description):
        return f"“{_short(answer.text or ', '.join(answer.keywords))}”"
    if isinstance(answer, Picture):
        return f"A picture of {answer.width} by {answer.height} points."
    if isinstance(answer, MovingPicture):
        return f"A clip of {len(answer.data) / 1024**2:.1f} MB."
    if isinstance(answer, Speech):
        timed = "with the times of its words" if answer.words else "without the times of its words"
        return f"{answer.duration:.1f} seconds of speech, {timed}."
    found = [one for one in answer if isinstance(one, Candidate)]
    if not found:
        return "Nothing was found for “lighthouse”."
    first = f"the first is “{_short(found[0].title)}” ({found[0].credit.licence})"
    return f"{len(found)} work{'' if len(found) == 1 else 's'} found for “lighthouse”; {first}."


def small_copy(answer: Any, side: int = 320) -> bytes:
    """Return a small JPEG of a picture that was answered; nothing of any other answer."""
    if not isinstance(answer, Picture):
        return b""
    data = io.BytesIO()
    with Image.open(io.BytesIO(answer.data), formats=("JPEG", "PNG")) as image:
        small = image.convert("RGB")
        small.thumbnail((side, side))
        small.save(data, "JPEG")
    return data.getvalue()


def _short(text: str) -> str:
    return text if len(text) <= MOST_TOLD else f"{text[: MOST_TOLD - 1]}…"


def sample_picture() -> bytes:
    """Return a small JPEG: a grey gradient from black at the top to white."""
    data = io.BytesIO()
    Image.linear_gradient("L").resize((512, 384)).convert("RGB").save(data, "JPEG")
    return data.getvalue()


CALLS: dict[Kind, Callable[[Any], Any]] = {
    "text": lambda provider: provider.write_storyboard(text=TEXT, language="en"),
    "vision": lambda provider: provider.describe(picture=sample_picture(), language="en"),
    "image": lambda provider: provider.illustrate(
        prompt="A lighthouse by the sea", style="plain", width=512, height=512, seed=1, variant=0
    ),
    "speech": lambda provider: provider.speak(text=TEXT, language="en"),
    "photo": lambda provider: provider.search(words="lighthouse", shape="wide"),
    "clip": lambda provider: provider.search(words="lighthouse", shape="wide"),
    "motion": lambda provider: provider.animate(
        picture=sample_picture(), prompt="Waves", seconds=2.0, width=512, height=384, seed=1
    ),
}
