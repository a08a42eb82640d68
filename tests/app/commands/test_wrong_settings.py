"""Whatever setting is wrong, `manage.py check` tells of it by name, in a sentence, and repeats no value."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.vendors.own_gpus.entries import GRAPH

NAMES = re.findall(r"^#([A-Z0-9_]+)=", (settings.BASE_DIR / ".env.example").read_text(), re.MULTILINE)
# Of these nobody but a service, a server or this machine can say whether they are right.
ANY = {
    *("SECRET_KEY", "SECRET_KEY_FALLBACKS", "STAFF_PASSWORD", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"),
    *("GEMINI_API_KEY", "GOOGLE_API_KEY", "HF_TOKEN", "HUG_API_KEY", "S3_ACCESS_KEY", "S3_SECRET_KEY"),
    *(
        "OPENAI_API_KEY",
        "OPENAI_IMAGE_API_KEY",
        "OPENAI_SPEECH_API_KEY",
        "OPENAI_CLIP_API_KEY",
        "OPENAI_SPEECH_MODEL",
        "OLLAMA_API_KEY",
    ),
    *("PEXELS_KEY", "PIXABAY_KEY", "OPENVERSE_CLIENT_ID", "OPENVERSE_CLIENT_SECRET", "COMMONS_CONTACT"),
    *("DATA_DIR", "HOST", "VOICES_DIR", "SDAPI_MODEL"),
    *("KOKORO_API_KEY", "ELEVENLABS_API_KEY", "ELEVENLABS_MODEL"),
}
# Known by those who use them, and told of by the system checks once the settings are read.
BY_CHECKS = {
    "FILE_DELIVERY": "FILE_DELIVERY is ",
    "HF_ROUTE": "The route to Hugging Face is not one we speak.",
    "GEMINI_PACKAGE": "The package that Gemini is to be asked with is not one that we know.",
    "OPENAI_IMAGE_ROUTE": "OPENAI_IMAGE_ROUTE has to be images or chat.",
    "GTTS_TLD": "The address of Google's voice is not one that we know.",
}
WRONG = "%junk! /value"


def check(folder, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_every_setting_that_can_be_wrong_is_told_of_by_name(tmp_path):
    # The name of a service is judged below: a wrong one switches the service off.
    names = set(NAMES) - ANY - set(BY_CHECKS) - {"SPEECH_SERVICE"}
    told = check(tmp_path, **dict.fromkeys(names, WRONG))
    assert told.returncode == 1
    lines = told.stderr.splitlines()[1:]
    assert {line.split()[0] for line in lines} == names
    assert all(re.fullmatch(r"[A-Z0-9_]+ (must|is|cannot) .*\.", line) for line in lines), lines
    assert WRONG not in told.stderr


def test_what_only_its_users_know_is_told_of_by_the_checks(tmp_path):
    keys = {"HF_TOKEN": "secret-token", "GEMINI_API_KEY": "secret-token", "SPEECH_SERVICE": "gtts"}
    painting = {"OPENAI_IMAGE_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_IMAGE_MODELS": "painter"}
    told = check(tmp_path, **keys, **painting, **dict.fromkeys(BY_CHECKS, WRONG))
    assert told.returncode == 1
    assert [sentence for sentence in BY_CHECKS.values() if sentence not in told.stderr] == []
    assert "SPEECH_SERVICE is 'junk', but must be" in check(tmp_path, SPEECH_SERVICE="junk").stderr
    assert "secret-token" not in told.stderr
    assert "Traceback" not in told.stderr


MISTAKES = [
    ("ALLOWED_HOSTS", "https://films.example.org"),
    ("ALLOWED_HOSTS", "films.example.org:8000"),
    ("CSRF_TRUSTED_ORIGINS", "https://films.example.org/"),
    ("FILES_ORIGIN", "s3.example.org"),
    ("SITE_URL", "films.example.org"),
    ("SITE_URL", "https://films.example.org/films/"),
    ("SITE_URL", "https://me@films.example.org"),
    ("EMAIL_HOST", "smtp://mail.example.org"),
    ("DEFAULT_FROM_EMAIL", "Films"),
    ("HF_MODELS", "some-model"),
    ("SDAPI_AUTH", "only-a-name"),
    ("SDAPI_EXTRA", "steps=20"),
    ("SDAPI_EXTRA", "[20]"),
    ("COMFYUI_WORKFLOW", "/nowhere/graph.json"),
    ("COMFYUI_BINDINGS", '{"type": "prompt"}'),
    ("COMFYUI_HEADERS", '{"X Key": "x"}'),
    ("COMFYUI_HEADERS", '{"X-Key": 7}'),
    ("GEMINI_BASE_URL", "generativelanguage.example.org"),
    ("GENERATOR_STORAGE_GB", "5 GB"),
    ("RATE_LOOK", "20"),
    ("RATE_CONTACT", "5/h,,20/d"),
]


@pytest.fixture(scope="module")
def told_of_mistakes(tmp_path_factory) -> dict[tuple[str, str], subprocess.CompletedProcess[str]]:
    """Check many settings in one process: in each round one mistake of each name that has one left."""
    rounds: list[dict[str, str]] = []
    for name, value in MISTAKES:
        fitting = next((one for one in rounds if name not in one), None)
        if fitting is None:
            rounds.append(fitting := {})
        fitting[name] = value
    told = {}
    for one in rounds:
        told |= dict.fromkeys(one.items(), check(tmp_path_factory.mktemp("data"), **one))
    return told


@pytest.mark.parametrize(("name", "value"), MISTAKES)
def test_what_people_write_by_mistake_is_told_of(told_of_mistakes, name, value):
    told = told_of_mistakes[name, value]
    assert told.returncode == 1
    assert [line for line in told.stderr.splitlines()[1:] if line.startswith(f"{name} ")]


def test_what_is_right_is_taken_in_all_its_forms(tmp_path):
    graph = tmp_path / "my graph.json"
    graph.write_text(f"\ufeff{json.dumps(GRAPH)}", "utf-8")
    told = check(
        tmp_path,
        ALLOWED_HOSTS="films.example.org,.example.org,[::1],127.0.0.1",
        CSRF_TRUSTED_ORIGINS="https://*.example.org,http://localhost:8000",
        FILES_ORIGIN="https://films.s3.example.org,http://127.0.0.1:9000",
        SITE_URL="https://films.example.org:8443/",
        EMAIL_HOST="mail",
        EMAIL_PORT="465",
        DEFAULT_FROM_EMAIL="Films <films@example.org>",
        CONTACT_EMAIL="people@example.org",
        STAFF_EMAIL="boss@localhost",
        HF_MODELS="owner/name,nscale:owner/name-1.5",
        SDAPI_BASE_URL="http://192.168.1.20:7860",
        SDAPI_AUTH="me:a pass:word",
        SDAPI_EXTRA='{"steps": 20}',
        COMFYUI_BASE_URL="https://gpu.example.org/api",
        COMFYUI_WORKFLOW=str(graph),
        COMFYUI_HEADERS='{"X-Api-Key": "my-key"}',
        COMFYUI_BINDINGS='[{"type": "prompt", "node_ids": ["6"], "key": "text"}]',
        GEMINI_MODELS="gemini-3.5-flash-lite,gemini-3.1-pro",
        GEMINI_BASE_URL="https://gate.example.org/gemini",
        S3_BUCKET="films",
        S3_ENDPOINT_URL="http://s3:8333",
        S3_REGION="us-east-1",
        RATE_SIGN_UP="",
        RATE_SUBMIT=" 20/m , 100/d ",
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.long
def test_a_mail_server_is_not_spoken_to_in_two_ways(tmp_path):
    told = check(tmp_path, EMAIL_USE_TLS="true", EMAIL_USE_SSL="true")
    assert "EMAIL_USE_TLS and EMAIL_USE_SSL are both true" in told.stderr
    assert told.returncode == 1
    assert check(tmp_path, EMAIL_USE_SSL="true").returncode == 0
