"""Hugging Face's router as it is on the wire, through requests."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from generator.providers.pictures import painted_size
from generator.providers.prompts import STYLE_PROMPTS, picture_prompt, soften
from generator.providers.vendors.huggingface.images import HuggingFace
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from tests.vendors.protocols import TOKEN, black, picture
from tests.vendors.server import HUGGING_FACE, Answer, Services, in_json, page

ASKED = {
    "prompt": "A calm harbour.",
    "style": "dramatic",
    "width": 320,
    "height": 180,
    "seed": 7,
    "variant": 2,
}


@pytest.fixture
def painter(services: Services) -> HuggingFace:
    return HuggingFace(token=TOKEN, model="owner/name", base_url=services.url)


def image(data: bytes) -> Answer:
    return Answer(data, type="image/jpeg")


def flat() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (256, 256), (90, 120, 200)).save(data, "PNG")
    return data.getvalue()


def test_it_asks_as_the_router_is_asked(painter, services):
    made = painter.illustrate(**ASKED)
    call = services.last()
    assert call.path == "/hf-inference/models/owner/name"
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    asked = call.json()
    assert asked["inputs"].startswith("A calm harbour, dramatic")
    assert "watermark" in asked["parameters"]["negative_prompt"]
    assert (asked["parameters"]["width"], asked["parameters"]["height"]) == (1344, 768)
    assert made.seed == asked["parameters"]["seed"]
    assert made.model == "owner/name"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_picture_has_exactly_the_size_that_was_asked_for(painter, services, format):
    services.on(HUGGING_FACE, Answer(picture(1344, 768, format=format), type="application/octet-stream"))
    made = painter.illustrate(**ASKED)
    check_picture(made.data, 320, 180)


@pytest.mark.parametrize(
    ("wanted", "asked"),
    [((1472, 828), (1344, 768)), ((828, 1472), (768, 1344)), ((1240, 1240), (1024, 1024))],
)
def test_it_asks_for_sides_that_models_accept(wanted, asked):
    assert painted_size(*wanted) == asked


def test_the_same_scene_has_the_same_seed_and_another_try_another(services):
    seeds = []
    for _ in range(2):
        painter = HuggingFace(token=TOKEN, model="owner/name", base_url=services.url)
        seeds.append([painter.illustrate(**ASKED).seed, painter.illustrate(**ASKED).seed])
    assert seeds[0] == seeds[1]
    assert seeds[0][0] != seeds[0][1]


def test_nscale_speaks_its_own_dialect(services):
    painter = HuggingFace(token=TOKEN, model="owner/name", route="nscale", base_url=services.url)
    check_picture(painter.illustrate(**ASKED).data, 320, 180)
    call = services.last()
    assert call.path == "/nscale/v1/images/generations"
    assert call.json()["size"] == "1344x768"
    assert call.json()["response_format"] == "b64_json"


def test_a_netrc_of_the_machine_does_not_take_the_tokens_place(painter, services, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    painter.illustrate(**ASKED)
    assert services.last().headers["authorization"] == f"Bearer {TOKEN}"


LOADING = {"error": "Model owner/name is currently loading", "estimated_time": 20.0}
FAULTS = {
    "wrong key": (in_json({"error": "Invalid username or password."}, 401), "config"),
    "permission missing": (
        in_json({"error": "This authentication method does not have sufficient permissions"}, 403),
        "config",
    ),
    "credits used up": (in_json({"error": "You have exceeded your monthly included credits"}, 402), "quota"),
    "model not found": (Answer(b"Not Found", 404, "text/plain"), "gone"),
    "model deprecated": (
        in_json({"error": "The requested model is deprecated and no longer supported"}, 410),
        "gone",
    ),
    "the old address": (
        in_json({"error": "This host is no longer supported. Please use https://router.huggingface.co"}, 410),
        "config",
    ),
    "model not at this provider": (
        in_json({"error": "Model not supported by provider hf-inference"}, 400),
        "gone",
    ),
    "wrong parameter": (in_json({"error": "width must be divisible by 8"}, 400), "input"),
    "refused in words": (in_json({"error": "The prompt was flagged by safety checks"}, 400), "refused"),
    "too many": (in_json({"error": "Rate limit reached"}, 429), "busy"),
    "loading": (in_json(LOADING, 503), "busy"),
    "too busy": (
        in_json({"error": "Model too busy, unable to get response in less than 60 second(s)"}, 504),
        "busy",
    ),
    "a gateway's page": (page(503), "busy"),
    "internal": (in_json({"error": "Internal"}, 500), "retry"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "an error with status 200": (in_json({"error": "CUDA out of memory"}), "bad_answer"),
    "a page with status 200": (page(200), "bad_answer"),
    "a page that says it is a picture": (Answer(page(200).body, type="image/jpeg"), "bad_answer"),
    "nothing": (Answer(b"", type="image/jpeg"), "bad_answer"),
    "half a picture": (image(picture(640, 360)[:6000]), "bad_answer"),
    "a tiny picture": (image(picture(16, 16)), "bad_answer"),
    "one flat colour": (Answer(flat(), type="image/png"), "bad_answer"),
    "a black picture": (black(), "refused"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut off": (image(picture(640, 360)).being("cut"), "retry"),
    "drip": (image(picture(640, 360)).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(painter, services, answer, kind):
    services.on(HUGGING_FACE, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        painter.illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure(kind)
    assert TOKEN not in str(caught.value)
    assert services.count(HUGGING_FACE) == 1
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (in_json(LOADING, 503), 20.0),
        (in_json({**LOADING, "estimated_time": 900}, 503), 30.0),
        (in_json({}, 429, headers=(("Retry-After", "7"),)), 7.0),
        (in_json({}, 429, headers=(("Retry-After", "99999"),)), 600.0),
        (in_json({}, 429, headers=(("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),)), 0.0),
        (in_json({}, 429, headers=(("Retry-After", "soon"),)), None),
        (in_json({}, 429), None),
    ],
    ids=[
        "estimated",
        "estimated too long",
        "seconds",
        "hours",
        "a date that has passed",
        "nonsense",
        "not said",
    ],
)
def test_it_learns_how_long_to_wait(painter, services, answer, seconds):
    services.on(HUGGING_FACE, answer)
    with pytest.raises(ProviderError) as caught:
        painter.illustrate(**ASKED)
    assert caught.value.wait == seconds


def test_a_key_that_no_header_can_carry_is_told_in_a_sentence(services):
    painter = HuggingFace(token="schlüssel\n☃", model="owner/name", base_url=services.url)
    with pytest.raises(ProviderError) as caught:
        painter.illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure.CONFIG


def test_a_route_that_we_do_not_speak_is_told_in_a_sentence():
    with pytest.raises(ProviderError, match="route"):
        HuggingFace(token=TOKEN, model="owner/name", route="no-such-firm")


def test_each_style_has_its_own_look():
    prompts = {picture_prompt("A fox", style) for style in STYLE_PROMPTS}
    assert len(prompts) == len(STYLE_PROMPTS) >= 10
    assert picture_prompt("A fox", "no such style") == picture_prompt("A fox", "plain")


def test_a_softened_prompt_keeps_the_place_and_drops_what_offends():
    softened = soften("A dead soldier lies in blood on a battlefield at dawn")
    assert "battlefield at dawn" in softened
    assert not {"dead", "blood"} & set(softened.split())
