"""Stable Diffusion WebUI's API as it is on the wire."""

from __future__ import annotations

import io
import time

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generator import checks
from generator.providers.factory import get_provider
from generator.providers.vendors.sdapi.card import CARD
from generator.providers.vendors.sdapi.images import StableDiffusionApi
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import closed_port
from tests.vendors.fakes.sdapi import LOADED, PASSWORD, USER, painted
from tests.vendors.own_gpus.entries import sdapi
from tests.vendors.protocols import black, picture
from tests.vendors.server import Answer, Services, in_json, page

ASKED = {
    "prompt": "A calm harbour.",
    "style": "dramatic",
    "width": 320,
    "height": 180,
    "seed": 7,
    "variant": 2,
}


def painter(services: Services, **options) -> StableDiffusionApi:
    usual = {"base_url": f"{services.url}/sdapi", "user": USER, "password": PASSWORD, "seconds": 20}
    return StableDiffusionApi(**{**usual, **options})


def test_it_asks_as_the_server_is_asked(services):
    made = painter(services).illustrate(**ASKED)
    check_picture(made.data, 320, 180)
    call = services.last()
    assert call.path == "/sdapi/sdapi/v1/txt2img"
    asked = call.json()
    assert asked["prompt"].startswith("A calm harbour, dramatic")
    assert "watermark" in asked["negative_prompt"]
    assert (asked["width"], asked["height"]) == (1344, 768)
    assert (asked["batch_size"], asked["n_iter"], asked["save_images"]) == (1, 1, False)
    assert asked["steps"] == 25
    assert "override_settings" not in asked
    assert (made.seed, made.model) == (asked["seed"], LOADED)


@pytest.mark.parametrize("end", ["", "/", "/sdapi/v1", "/sdapi/v1/"])
def test_the_address_may_be_written_with_the_api_or_without(services, end):
    painter(services, base_url=f"{services.url}/sdapi{end}").illustrate(**ASKED)
    assert services.last().path == "/sdapi/sdapi/v1/txt2img"


def test_a_checkpoint_by_name_is_loaded_and_stays(services):
    painter(services, model="juggernaut XL.safetensors [ab12]").illustrate(**ASKED)
    asked = services.last().json()
    assert asked["override_settings"] == {"sd_model_checkpoint": "juggernaut XL.safetensors [ab12]"}
    assert asked["override_settings_restore_afterwards"] is False


def test_fields_of_the_operators_win_and_join_the_overrides(services):
    modules = {"forge_additional_modules": ["ae.safetensors"]}
    extra = {
        "steps": 4,
        "cfg_scale": 1,
        "scheduler": "Simple",
        "seed": 5,
        "width": 512,
        "override_settings": modules,
    }
    made = painter(services, model="flux", extra=extra).illustrate(**ASKED)
    asked = services.last().json()
    assert (asked["steps"], asked["cfg_scale"], asked["scheduler"], asked["width"]) == (4, 1, "Simple", 512)
    assert asked["override_settings"] == {"sd_model_checkpoint": "flux", **modules}
    assert made.seed == asked["seed"] == 5
    check_picture(made.data, 320, 180)


@pytest.mark.parametrize(
    ("wanted", "side", "asked"),
    [
        ((1472, 828), 1024, (1344, 768)),
        ((828, 1472), 1024, (768, 1344)),
        ((1472, 828), 512, (640, 384)),
        ((828, 1472), 512, (384, 640)),
        ((1240, 1240), 512, (512, 512)),
    ],
)
def test_it_asks_for_sides_that_the_checkpoint_was_made_for(services, wanted, side, asked):
    width, height = wanted
    made = painter(services, side=side).illustrate(**{**ASKED, "width": width, "height": height})
    sent = services.last().json()
    assert (sent["width"], sent["height"]) == asked
    check_picture(made.data, width, height)


def test_the_same_scene_has_the_same_seed_and_another_try_another(services):
    seeds = []
    for _ in range(2):
        one = painter(services)
        seeds.append([one.illustrate(**ASKED).seed, one.illustrate(**ASKED).seed])
    assert seeds[0] == seeds[1]
    assert seeds[0][0] != seeds[0][1]


@pytest.mark.parametrize(
    "info", ["", "not JSON", "[1]", '{"seed": -1}', '{"seed": "7"}', "null", '{"seed": 99999999999}']
)
def test_what_is_told_of_the_picture_may_be_missing_or_odd(services, info):
    services.on("sdapi", painted(picture(1344, 768, 1, "PNG"), info))
    made = painter(services).illustrate(**ASKED)
    assert made.model == "as loaded"
    assert made.seed is None or made.seed == services.last().json()["seed"]


def test_a_picture_may_be_written_as_a_data_address(services):
    whole = painted(picture(1344, 768)).body.replace(b'["', b'["data:image/png;base64,')
    services.on("sdapi", Answer(whole))
    check_picture(painter(services).illustrate(**ASKED).data, 320, 180)


def test_without_a_login_none_is_sent_even_if_the_machine_has_one(services, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with pytest.raises(ProviderError, match="user and password"):
        painter(services, user="", password="").illustrate(**ASKED)
    assert "authorization" not in services.last().headers


UNKNOWN = "The model file was not found"
FAULTS = {
    "wrong login": (in_json({"detail": "Incorrect username or password"}, 401), "config", "password"),
    "forbidden": (Answer(b"", 403), "config", "does not allow"),
    "without --api": (in_json({"detail": "Not Found"}, 404), "config", "--api"),
    "a page of the interface": (page(404), "config", "--api"),
    "only for pages": (in_json({"detail": "Method Not Allowed"}, 405), "config", "--api"),
    "unknown sampler": (in_json({"detail": "Sampler not found"}, 400), "config", "sampler"),
    "unknown sampler before": (in_json({"detail": "Sampler not found"}, 404), "config", "sampler"),
    "unknown sampler of sd.cpp": (in_json({"error": "invalid sampler name"}, 400), "config", "sampler"),
    "a wrong field": (
        in_json({"detail": [{"loc": ["body", "steps"], "msg": "not an integer", "type": "type_error"}]}, 422),
        "config",
        "field steps",
    ),
    "a wrong field with an odd name": (
        in_json({"detail": [{"loc": ["body", "<b>/x"], "msg": "no", "type": "x"}]}, 422),
        "input",
        "cannot take",
    ),
    "an odd refusal": (in_json({"detail": {"loc": 7}}, 422), "input", "cannot take"),
    "refused": (in_json({"detail": "bad request"}, 400), "input", "cannot take"),
    "unknown checkpoint": (
        in_json({"error": "RuntimeError", "detail": "", "errors": "Unknown checkpoint: x"}, 500),
        "gone",
        "checkpoint",
    ),
    "no memory": (
        in_json({"error": "OutOfMemoryError", "detail": "", "errors": "CUDA out of memory."}, 500),
        "busy",
        "memory",
    ),
    "internal": (in_json({"error": "RuntimeError", "errors": "x"}, 500), "retry", "fault"),
    "internal, as a page": (page(500), "retry", "fault"),
    "used up": (Answer(b"", 402), "quota", "used up"),
    "gone": (Answer(b"", 410), "gone", "no longer"),
    "too many": (Answer(b"", 429), "busy", "too often"),
    "too many, for long": (Answer(b"", 429, headers=(("Retry-After", "60"),)), "busy", "too often"),
    "proxy gave up": (page(504), "busy", "overloaded"),
    "loading": (in_json({"detail": "loading"}, 503), "busy", "overloaded"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/login"),)), "config", "do not follow"),
    "a page with status 200": (page(200), "bad_answer", "unusable"),
    "nothing": (Answer(b""), "bad_answer", "unusable"),
    "a list": (in_json([1]), "bad_answer", "unusable"),
    "deep nonsense": (Answer(b"[" * 100_000), "bad_answer", "unusable"),
    "no pictures": (in_json({"images": [], "info": ""}), "bad_answer", "not a picture"),
    "pictures of another shape": (in_json({"images": [{"url": "x"}]}), "bad_answer", "not a picture"),
    "pictures that are none": (in_json({"images": "no"}), "bad_answer", "not a picture"),
    "letters that are no picture": (in_json({"images": ["%%%"]}), "bad_answer", "not a picture"),
    "half a picture": (painted(picture(640, 360)[:6000]), "bad_answer", "not a picture"),
    "a tiny picture": (painted(picture(16, 16)), "bad_answer", "not a picture"),
    "a black picture": (painted(black().body), "bad_answer", "scheduler or CFG scale"),
    "hang": (Answer(how="hang"), "retry", "in time"),
    "reset": (Answer(how="reset"), "retry", "cannot be reached"),
    "cut off": (painted(picture(640, 360)).being("cut"), "retry", "broke off"),
    "drip": (painted(picture(640, 360)).being("drip"), "retry", "in time"),
    "far too much": (Answer(b"x" * (33 * 1024 * 1024)), "bad_answer", "far too much"),
}


@pytest.mark.parametrize(("answer", "kind", "words"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(services, answer, kind, words):
    services.on("sdapi", answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        painter(services, seconds=0.6).illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure(kind)
    assert words in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


def test_a_server_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(ProviderError, match="cannot be reached") as caught:
        StableDiffusionApi(base_url=closed_port()).illustrate(**ASKED)
    assert "--api" in CARD.advise(caught.value.kind)


def test_it_is_told_how_long_to_wait(services):
    services.on("sdapi", FAULTS["too many, for long"][0])
    with pytest.raises(ProviderError) as caught:
        painter(services).illustrate(**ASKED)
    assert caught.value.wait == 60


def test_it_waits_for_the_queue_of_the_server_as_long_as_is_set(services):
    services.delay = 1.5
    assert painter(services, seconds=10).illustrate(**ASKED)
    with pytest.raises(ProviderError, match="in time"):
        painter(services, seconds=0.3).illustrate(**ASKED)


def test_it_is_asked_for_one_picture_at_a_time_and_has_its_own_time(settings, services):
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "image": [sdapi(services.url, SDAPI_SECONDS=500), *PROVIDERS["image"]],
    }
    guard = get_provider("image").links[0].guard
    assert guard.seconds == 500
    slot = guard.limiter.take()
    assert slot
    assert not guard.limiter.take()


def test_black_pictures_have_advice_that_names_what_flux_needs():
    advice = CARD.advise(ProviderFailure.BAD_ANSWER)
    assert '"scheduler": "Simple", "cfg_scale": 1' in advice


def test_a_side_that_no_checkpoint_has_is_told_at_the_start(settings):
    entry = sdapi("http://localhost:7860", SDAPI_SIDE=64)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [entry, *PROVIDERS["image"]]}
    assert "SDAPI_SIDE has to be from 256 to 2048." in [one.msg for one in checks.check_services(None)]


def test_a_time_in_which_films_are_given_up_is_warned_of(settings):
    entry = sdapi("http://localhost:7860", SDAPI_SECONDS=settings.GENERATOR_STALL_SECONDS)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [entry, *PROVIDERS["image"]]}
    assert [one.id for one in checks.check_services(None)] == ["generator.W011"]


@pytest.mark.django_db
def test_pages_and_commands_say_whose_server_it_is_and_what_answered(settings, services, client: Client):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [sdapi(services.url), *PROVIDERS["image"]]}
    told = client.get(reverse("privacy")).content.decode().replace("&#x27;", "'")
    assert "<strong>A server of this site's operator</strong> is told the description of each scene" in told
    table = io.StringIO()
    call_command("check_providers", stdout=table)
    assert f"works ({LOADED})" in table.getvalue()
    services.on("sdapi", Answer(b"", 404))
    with pytest.raises(SystemExit):
        call_command("check_providers", stdout=table)
    assert "was started without --api" in table.getvalue()
    assert "look at SDAPI_BASE_URL" in table.getvalue()
