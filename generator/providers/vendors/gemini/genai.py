"""Gemini through google-genai, the package that follows google-generativeai."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.calling.meter import note
from generator.providers.language.model import LanguageModel, read_json
from generator.providers.vendors import http
from generator.providers.vendors.gemini import wire

# Names of the service's reasons for ending: complete, cut at the token limit, and those that say nothing. All others
# are refusals.
STOP, CUT_OFF = "STOP", "MAX_TOKENS"
SILENT = ("FINISH_REASON_UNSPECIFIED", "OTHER", "MALFORMED_FUNCTION_CALL", "")


class GenAi(LanguageModel):
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
        try:
            response = self._generate(instruction, question, schema, pictures)
        # The package lets errors of its own, of its transport and of its data classes through.
        except Exception as error:
            raise wire.failure_of(error) from error
        if used := response.usage_metadata:
            answered = (used.candidates_token_count or 0) + (used.thoughts_token_count or 0)
            note(tokens_in=used.prompt_token_count, tokens_out=answered)
        return read_json(_text_of(response), wire.SERVICE)

    def _generate(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes]
    ) -> Any:
        # The package warns of each name that is newer than itself.
        warnings.filterwarnings("ignore", category=UserWarning, module=r"google\.genai")
        from google import genai
        from google.genai import types

        with _client(f"{wire.SERVICE} {self.model}") as client:
            options = types.HttpOptions(base_url=self._base_url, api_version="v1beta", httpx_client=client)
            shown: list[Any] = [
                types.Part.from_bytes(data=picture, mime_type="image/jpeg") for picture in pictures
            ]
            with genai.Client(api_key=self._key, vertexai=False, http_options=options) as gemini:
                return gemini.models.generate_content(
                    model=self.model,
                    contents=[*shown, question],
                    config=types.GenerateContentConfig(
                        system_instruction=instruction,
                        response_mime_type="application/json",
                        response_schema=schema,
                        max_output_tokens=wire.MOST_TOKENS,
                    ),
                )


def _client(label: str) -> Any:
    """Return the package's HTTP client over `requests`: with our limits on answers, and without redirects."""
    import httpx2

    class Transport(httpx2.BaseTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            answer = requests.request(
                request.method,
                str(request.url),
                data=request.read(),
                headers=dict(request.headers),
                timeout=(http.CONNECT, wire.FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": [http.read_within(wire.BODY, label), wire.refuse_foreign_error]},
            )
            kind = {"Content-Type": answer.headers.get("Content-Type", "application/json")}
            return httpx2.Response(answer.status_code, headers=kind, content=answer.content, request=request)

    return httpx2.Client(transport=Transport(), follow_redirects=False)


def _text_of(response: Any) -> str:
    """Return the text of the first candidate's parts, without what the model has thought before."""
    feedback = response.prompt_feedback
    if feedback and feedback.block_reason:
        raise wire.refusal()
    if not response.candidates:
        raise wire.empty()
    candidate = response.candidates[0]
    parts = (candidate.content and candidate.content.parts) or []
    # A reason that is newer than the package comes as its bare name.
    reason = str(getattr(candidate.finish_reason, "value", candidate.finish_reason) or "")
    return wire.check_ending(
        "".join(part.text or "" for part in parts if not part.thought),
        is_cut_off=reason == CUT_OFF,
        is_refused=reason not in (STOP, CUT_OFF, *SILENT),
    )
