"""Gemini through google-generativeai, which Google no longer develops."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

from generator.providers.calling.meter import note
from generator.providers.language.model import LanguageModel, read_json
from generator.providers.vendors import http
from generator.providers.vendors.gemini import wire

# Numbers of the service's FinishReason: complete, or cut at the token limit. All others are refusals, except those
# that say nothing (0 unspecified, 5 other, 10 malformed call).
STOP, CUT_OFF, SILENT = 1, 2, (0, 5, 10)


class GenerativeAi(LanguageModel):
    """One model of the service. The package takes seconds to import, so this happens at the first question."""

    service = wire.SERVICE
    knows_places = True

    def __init__(self, *, key: str, model: str, base_url: str) -> None:
        self._key = key
        self.model = model
        self._base_url = base_url.rstrip("/")

    def ask(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        # As bytes: a picture object would be sent as a lossless file of a hundred times the size.
        parts = [*({"mime_type": "image/jpeg", "data": picture} for picture in pictures), question]
        try:
            response = self._generate(instruction, parts, schema)
        # The package lets errors of four libraries through, which differ in what they raise for bad answers.
        except Exception as error:
            raise wire.failure_of(error) from error
        _note_tokens(response)
        return read_json(_text_of(response), wire.SERVICE)

    def _generate(self, instruction: str, parts: list[Any], schema: dict[str, Any]) -> Any:
        # The package warns of its own end, and of Python 3.11's, each time it is imported.
        warnings.filterwarnings("ignore", category=FutureWarning, module=rf"google\.|{__name__}")
        import google.ai.generativelanguage as service
        import google.generativeai as package

        # REST, because the default transport takes neither a time limit nor another address.
        options = {"api_key": self._key, "api_endpoint": self._base_url}
        client = service.GenerativeServiceClient(transport="rest", client_options=options)
        session = client._transport._session  # type: ignore[attr-defined]  # Of the REST transport alone.
        label = f"{wire.SERVICE} {self.model}"
        session.hooks["response"] += [http.read_within(wire.BODY, label), wire.refuse_foreign_error]
        # A key cannot be refreshed, so there is no point in sending it three times.
        session._max_refresh_attempts = 0
        model: Any = package.GenerativeModel(  # type: ignore[attr-defined]  # Not marked as exported.
            self.model, system_instruction=instruction
        )
        model._client = client
        return model.generate_content(
            parts,
            generation_config={
                "response_mime_type": "application/json",
                "response_schema": schema,
                "max_output_tokens": wire.MOST_TOKENS,
            },
            # Without `retry=None` the package repeats a 503 for ten minutes.
            request_options=package.types.RequestOptions(timeout=wire.FIRST_BYTE, retry=None),
        )


def _note_tokens(response: Any) -> None:
    """Note what was used; this package knows no count of thoughts, which are the rest of all tokens."""
    used = type(response._result).pb(response._result).usage_metadata
    asked = used.prompt_token_count
    note(tokens_in=asked, tokens_out=max(used.candidates_token_count, used.total_token_count - asked))


def _text_of(response: Any) -> str:
    """Return the text of the first candidate's parts; the package's own shortcut raises if there are none.

    Read from the raw message, in which a finish reason newer than the package is just a number.
    """
    message = type(response._result).pb(response._result)
    if message.prompt_feedback.block_reason:
        raise wire.refusal()
    if not message.candidates:
        raise wire.empty()
    candidate = message.candidates[0]
    return wire.check_ending(
        "".join(part.text for part in candidate.content.parts),
        is_cut_off=candidate.finish_reason == CUT_OFF,
        is_refused=candidate.finish_reason not in (STOP, CUT_OFF, *SILENT),
    )
