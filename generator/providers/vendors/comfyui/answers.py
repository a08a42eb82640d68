"""What ComfyUI answers: refusals of graphs, and how a job ended, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import requests

from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

NAME = "ComfyUI"
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
CLIPS = (".mp4", ".webm", ".mov", ".mkv")
_SAFE = re.compile(r"[\w .:()+-]{1,60}")
_MEMORY = re.compile(r"out ?of ?memory|not enough memory|allocation on device", re.I)
_NO_NODE = re.compile(r"node (?:type )?['\"]?([\w .:()+-]{1,60}?)['\"]? (?:does not exist|not found)", re.I)

Entry = Mapping[str, Any]


def in_json(response: requests.Response) -> dict[str, Any]:
    """Return the object that an answer holds. Raises ProviderError if it holds none."""
    try:
        found = response.json()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ProviderError(f"{NAME} answered with something unusable.", ProviderFailure.BAD_ANSWER)
    return found


def status_failure(response: requests.Response) -> ProviderError:
    """Return the error for a status other than 200 of anything but a graph."""
    status = response.status_code
    if status in (404, 405):
        return ProviderError(f"{NAME} is not at the address that is set up.", ProviderFailure.CONFIG)
    return http.status_failure(NAME, status, http.retry_after(response))


def refusal(response: requests.Response) -> ProviderError:
    """Return the error for a graph that was not taken, by what is told of it and of its nodes."""
    try:
        told = in_json(response)
    except ProviderError:
        return status_failure(response)
    if response.status_code != 400:
        return status_failure(response)
    wrong = list(_wrong_inputs(told.get("node_errors")))
    if wrong:
        node, name, kind = wrong[0]
        if kind == "value_not_in_list" and name.endswith("_name"):
            sentence = f"{NAME} does not have the file that the graph names as {name} of {node}."
            return ProviderError(sentence, ProviderFailure.GONE)
        about = f"{name} of {node} is" if name else f"the node {node} is"
        return ProviderError(
            f"{NAME} does not take the graph: {about} not right there.", ProviderFailure.CONFIG
        )
    message = _text(told.get("error"), "message") + " " + _text(told.get("error"), "details")
    if missing := _NO_NODE.search(message):
        sentence = f"{NAME} lacks the node {missing.group(1)} that the graph uses."
        return ProviderError(sentence, ProviderFailure.CONFIG)
    return ProviderError(f"{NAME} does not take the graph that is set up.", ProviderFailure.CONFIG)


def _wrong_inputs(told: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the class of a node, the name of its input, and the kind of what is wrong with it, as far as they are told."""
    for node in told.values() if isinstance(told, dict) else ():
        if not isinstance(node, dict):
            continue
        errors = node.get("errors")
        for error in errors if isinstance(errors, list) and errors else [{}]:
            info = error.get("extra_info") if isinstance(error, dict) else None
            yield (
                _safe(node.get("class_type")) or "a node",
                _safe(info.get("input_name")) if isinstance(info, dict) else "",
                _text(error, "type"),
            )


def is_over(entry: Entry) -> bool:
    """Return whether a job of the history has ended; older servers list only those that have."""
    status = entry.get("status")
    return (
        not isinstance(status, dict) or bool(status.get("completed")) or status.get("status_str") == "error"
    )


def file_of(entry: Entry, endings: tuple[str, ...] = PICTURES, makes: str = "picture") -> dict[str, str]:
    """Return where what an ended job makes lies, whichever node made it: the last file of these endings that was kept.

    Raises ProviderError with why there is none.
    """
    status = entry.get("status")
    if isinstance(status, dict) and status.get("status_str") == "error":
        raise _failed(status, makes)
    files = list(_files(entry.get("outputs"), endings))
    kept = [file for file in files if file["type"] != "temp"]
    if kept:
        return kept[-1]
    if files:
        message = f"{NAME} shows its {makes} as a preview only: the graph needs a node that saves it."
        raise ProviderError(message, ProviderFailure.CONFIG)
    raise ProviderError(f"The graph of {NAME} ended without a {makes}.", ProviderFailure.BAD_ANSWER)


def _files(outputs: Any, endings: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for node in outputs.values() if isinstance(outputs, dict) else ():
        for listed in node.values() if isinstance(node, dict) else ():
            for file in listed if isinstance(listed, list) else ():
                if _text(file, "filename").lower().endswith(endings):
                    yield {
                        "filename": _text(file, "filename"),
                        "subfolder": _text(file, "subfolder"),
                        "type": _text(file, "type") or "output",
                    }


def _failed(status: Entry, makes: str) -> ProviderError:
    """Return the error for a job that failed, by the messages of its run."""
    messages = status.get("messages")
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, list) or len(message) != 2:
            continue
        name, told = message
        if name == "execution_interrupted":
            return ProviderError(f"{NAME} was interrupted at this {makes}.", ProviderFailure.BAD_ANSWER)
        if name == "execution_error":
            if _MEMORY.search(f"{_text(told, 'exception_type')} {_text(told, 'exception_message')}"):
                sentence = f"{NAME} has not enough memory for this {makes}."
                return ProviderError(sentence, ProviderFailure.BUSY)
            node = _safe(_text(told, "node_type")) or "a node"
            return ProviderError(f"{NAME} failed at {node} of the graph.", ProviderFailure.BAD_ANSWER)
    return ProviderError(f"{NAME} failed at this {makes}.", ProviderFailure.BAD_ANSWER)


def _text(told: Any, name: str) -> str:
    value = told.get(name) if isinstance(told, dict) else None
    return value if isinstance(value, str) else ""


def _safe(value: Any) -> str:
    return value if isinstance(value, str) and _SAFE.fullmatch(value) else ""
