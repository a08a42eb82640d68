"""Pictures by OpenAI's protocol, as it is on the wire."""

from __future__ import annotations

import base64
import io
import json
import socket
import time

import pytest
from PIL import Image

from generator.providers.vendors.openai_compatible.images import OpenAIImages
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from tests.vendors.fakes.openai import NAME, OPENAI_KEY, chat, error, images, painted, says
from tests.vendors.protocols import black, picture
from tests.vendors.server import Answer, Call, Services, in_json, page

ASKED = {
    "prompt": "A calm harbour.",
    "style": "dramatic",
    "width": 320,
    "height": 180,
    "seed": 7,
    "variant": 2,
}
UPRIGHT = {**ASKED, "width": 180, "height": 320}


def painter(services: Services, **options) -> OpenAIImages:
    return OpenAIImages(
        base_url=f"{services.url}/{NAME}/v1", **{"key": OPENAI_KEY, "model": "brush-2", **options}
    )


def bodies(services: Services) -> list[dict]:
    return [call.json() for call in services.calls if call.service == NAME and call.body]


def data(b64: str) -> Answer:
    return in_json({"data": [{"b64_json": b64}]})


def flat() -> str:
    file = io.BytesIO()
    Image.new("RGB", (256, 256), (90, 120, 200)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_it_asks_for_one_picture_of_the_shape_and_cuts_it_to_size(services):
    made = painter(services).illustrate(**ASKED)
    check_picture(made.data, 320, 180)
    assert (made.model, made.seed) == ("brush-2", None)
    call = services.last()
    assert call.path == "/openai/v1/images/generations"
    assert call.headers["authorization"] == f"Bearer {OPENAI_KEY}"
    asked = call.json()
    assert set(asked) == {"model", "prompt", "n", "size"}
    assert (asked["n"], asked["size"]) == (1, "1344x768")
    assert asked["prompt"].startswith("A calm harbour, dramatic")


@pytest.mark.parametrize(
    ("asked", "size"), [(ASKED, "1536x1024"), (UPRIGHT, "1024x1536"), ({**ASKED, "width": 180}, "1024x1024")]
)
def test_of_the_sizes_that_a_setting_names_the_likest_is_asked_for(services, asked, size):
    made = painter(services, sizes=["1024x1024", "1536x1024", "1024x1536"]).illustrate(**asked)
    check_picture(made.data, asked["width"], asked["height"])
    assert bodies(services)[0]["size"] == size


SIZES = {
    "OpenAI": error(
        400,
        "Invalid value: '1344x768'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.",
        param="size",
    ),
    "pydantic": in_json({"detail": [{"loc": ["body", "size"], "msg": "one of 1024x1024, 1536x1024"}]}, 422),
}


@pytest.mark.parametrize("told", SIZES.values(), ids=SIZES)
def test_the_sizes_of_a_model_are_learned_from_its_refusal_once(services, told):
    def answer(call: Call) -> Answer:
        return images(call) if call.json().get("size") in ("1024x1024", "1536x1024") else told

    services.on(NAME, answer)
    for _ in range(2):
        check_picture(painter(services).illustrate(**ASKED).data, 320, 180)
    assert [body["size"] for body in bodies(services)] == ["1344x768", "1536x1024", "1536x1024"]


def test_a_model_that_names_no_sizes_is_told_none(services):
    told = error(400, "Unknown parameter: 'size'.", param="size")
    services.on(NAME, lambda call: told if "size" in call.json() else images(call))
    for _ in range(2):
        painter(services).illustrate(**ASKED)
    assert [body.get("size") for body in bodies(services)] == ["1344x768", None, None]


def test_sizes_that_are_all_refused_end(services):
    services.on(NAME, SIZES["OpenAI"])
    with pytest.raises(ProviderError) as caught:
        painter(services).illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure.INPUT
    assert len(services.calls) == 3


def test_a_server_that_must_be_told_the_form_is_told(services):
    told = error(400, "response_format must be b64_json")
    services.on(NAME, lambda call: images(call) if "response_format" in call.json() else told)
    for _ in range(2):
        painter(services).illustrate(**ASKED)
    assert [body.get("response_format") for body in bodies(services)] == [None, "b64_json", "b64_json"]


def by_address(services: Services, address: str) -> None:
    """Have pictures named by an address; those asked for in JSON come so."""
    services.good["files"] = lambda call: Answer(picture(1344, 768), type="image/jpeg")
    named = in_json({"data": [{"url": address}]})
    services.on(NAME, lambda call: images(call) if "response_format" in call.json() else named)


@pytest.mark.parametrize("address", ["{}/files/a.jpg", "/files/a.jpg"])
def test_a_picture_at_an_address_is_fetched_without_the_key(services, address):
    by_address(services, address.format(services.url))
    check_picture(painter(services).illustrate(**ASKED).data, 320, 180)
    assert services.last().path == "/files/a.jpg"
    assert "authorization" not in services.last().headers
    assert len(services.calls) == 2


def test_a_picture_at_an_address_inside_is_asked_for_in_the_answer_and_never_fetched(services):
    with socket.create_server(("127.0.0.1", 0)) as another:
        address = f"http://127.0.0.1:{another.getsockname()[1]}/a.jpg"
        by_address(services, address)
        for _ in range(2):
            check_picture(painter(services).illustrate(**ASKED).data, 320, 180)
        assert [body.get("response_format") for body in bodies(services)] == [None, "b64_json", "b64_json"]
        services.on(NAME, in_json({"data": [{"url": address}]}))
        with pytest.raises(ProviderError, match="not of the public internet"):
            painter(services).illustrate(**ASKED)


@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,"])
def test_base64_is_read_with_and_without_the_beginning_of_an_address(services, prefix):
    jpeg = base64.b64encode(picture(640, 360)).decode()
    assert jpeg.startswith("/9j/")
    services.on(NAME, data(prefix + jpeg))
    check_picture(painter(services).illustrate(**ASKED).data, 320, 180)
    services.on(NAME, in_json({"data": [{"url": f"data:image/png;base64,{painted(640, 360)}"}]}))
    check_picture(painter(services).illustrate(**ASKED).data, 320, 180)


def test_pictures_are_made_elsewhere_where_there_are_no_generations(services):
    def answer(call: Call) -> Answer:
        return images(call) if call.path.endswith("/v1/images") else page(404)

    services.on(NAME, answer)
    for _ in range(2):
        painter(services).illustrate(**ASKED)
    paths = [call.path.removeprefix("/openai/v1") for call in services.calls]
    assert paths == ["/images/generations", "/images", "/images"]


def test_a_chat_paints_in_a_named_shape(services):
    made = painter(services, route="chat").illustrate(**UPRIGHT)
    check_picture(made.data, 180, 320)
    asked = services.last().json()
    assert services.last().path == "/openai/v1/chat/completions"
    assert asked["modalities"] == ["image", "text"]
    assert asked["image_config"] == {"aspect_ratio": "9:16"}
    assert "shape 9:16" in asked["messages"][0]["content"]


def test_a_chat_that_only_paints_and_knows_no_shapes_is_asked_so(services):
    def answer(call: Call) -> Answer:
        asked = call.json()
        if "text" in asked["modalities"]:
            return error(404, "No endpoints found that support the requested output modalities: image, text")
        return error(400, "Unknown field image_config") if "image_config" in asked else chat(call)

    services.on(NAME, answer)
    for _ in range(2):
        painter(services, route="chat").illustrate(**ASKED)
    assert [(body["modalities"], "image_config" in body) for body in bodies(services)] == [
        (["image", "text"], True),
        (["image"], True),
        (["image"], False),
        (["image"], False),
    ]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (says("I can't paint that."), "refused"),
        (says("", refusal="No."), "refused"),
        (says(""), "bad_answer"),
        (says("", images=[{"image_url": {"url": "data:image/png;base64,!!"}}]), "bad_answer"),
        (says("", images="none"), "bad_answer"),
    ],
    ids=["words", "refusal", "nothing", "broken", "odd"],
)
def test_a_chat_that_does_not_paint_is_told_apart(services, answer, kind):
    services.on(NAME, answer)
    with pytest.raises(ProviderError) as caught:
        painter(services, route="chat").illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure(kind)
    assert len(services.calls) == 1


FAULTS = {
    "wrong key": (error(401, "Incorrect API key"), "config"),
    "no credit": (error(402, "x"), "quota"),
    "too many": (error(429, "Rate limit"), "busy"),
    "moderated": (
        error(400, "Your request was rejected by the safety system.", code="moderation_blocked"),
        "refused",
    ),
    "model gone": (error(404, "The model `x` does not exist"), "gone"),
    "bad request": (error(400, "n is too small"), "input"),
    "internal": (error(500, "x"), "retry"),
    "overloaded": (page(503), "busy"),
    "nothing": (in_json({"data": []}), "bad_answer"),
    "odd": (in_json({"data": [None, 3]}), "bad_answer"),
    "an error with status 200": (in_json({"error": {"message": "x", "code": 503}}), "busy"),
    "a page": (page(200), "bad_answer"),
    "not base64": (data("!!!"), "bad_answer"),
    "not a picture": (data(base64.b64encode(b"hello" * 40).decode()), "bad_answer"),
    "half a picture": (data(base64.b64encode(picture(640, 360)[:6000]).decode()), "bad_answer"),
    "a tiny picture": (data(painted(16, 16)), "bad_answer"),
    "one flat colour": (data(flat()), "bad_answer"),
    "black": (data(base64.b64encode(black().body).decode()), "refused"),
    "redirected": (Answer(b"", 307, headers=(("Location", "/elsewhere"),)), "config"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (data(painted(640, 360)).being("cut"), "retry"),
    "drip": (data(painted(640, 360)).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        painter(services).illustrate(**ASKED)
    assert caught.value.kind == ProviderFailure(kind)
    assert OPENAI_KEY not in str(caught.value)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


def test_a_route_that_we_do_not_speak_is_told_in_a_sentence(services):
    with pytest.raises(ProviderError, match="OPENAI_IMAGE_ROUTE"):
        painter(services, route="fal")


def test_it_is_asked_once_for_a_picture_that_came_well(services):
    painter(services).illustrate(**ASKED)
    assert json.loads(services.calls[0].body)["model"] == "brush-2"
    assert len(services.calls) == 1
