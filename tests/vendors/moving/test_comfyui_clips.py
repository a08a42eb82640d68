"""Pictures that ComfyUI sets in motion: sent, queued, fetched, and refused in every way."""

from __future__ import annotations

import copy
import json

import pytest

from generator.providers.vendors.comfyui.clips import ComfyUIClips
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.comfyui import HEADERS, SECRET, failed, graph_of, refused, server
from tests.vendors.offers import clip
from tests.vendors.own_gpus.entries import CLIP_GRAPH, GRAPH
from tests.vendors.protocols import picture
from tests.vendors.server import Answer, Services, in_json, page

ASKED = {"prompt": "Waves roll in.", "seconds": 5.0, "width": 1280, "height": 720, "seed": 7}


def mover(services: Services, **options) -> ComfyUIClips:
    usual = {"base_url": f"{services.url}/comfyui", "graph": json.dumps(CLIP_GRAPH), "headers": HEADERS}
    return ComfyUIClips(**{**usual, **options})


def animate(one: ComfyUIClips):
    return one.animate(picture=picture(640, 360), **ASKED)


def graphs(services: Services) -> list[dict]:
    return [graph_of(call) for call in services.calls if call.path.endswith("/prompt")]


def refusal(one: ComfyUIClips) -> ProviderError:
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/?=]+\.$") as caught:
        animate(one)
    assert SECRET not in str(caught.value)
    return caught.value


def test_a_picture_is_sent_and_the_graph_loads_it(services):
    made = animate(mover(services))
    assert made.data == clip(1, 320, 5)
    assert made.model == "wan2.2_i2v_14B"
    (graph,) = graphs(services)
    (name,) = server.uploads
    assert server.uploads[name] == picture(640, 360)
    assert graph["1"]["inputs"]["image"] == name
    assert graph["4"]["inputs"]["text"] == "Waves roll in."
    assert graph["8"]["inputs"]["seed"] == made.seed
    # As many pixels as a square of 640, in the film's shape.
    across, down = graph["7"]["inputs"]["width"], graph["7"]["inputs"]["height"]
    assert across / down == pytest.approx(16 / 9, rel=0.1)
    assert across * down == pytest.approx(640**2, rel=0.15)


def test_placeholders_and_bindings_say_where_the_picture_goes(services):
    marked = copy.deepcopy(CLIP_GRAPH)
    marked["1"]["inputs"]["image"] = "{{image}}"
    marked["4"]["inputs"]["text"] = "{{prompt}}, slowly"
    animate(mover(services, graph=json.dumps(marked)))
    twice = copy.deepcopy(CLIP_GRAPH)
    twice["12"] = {"class_type": "LoadImage", "inputs": {"image": "mask.png"}}
    with pytest.raises(ProviderError, match="COMFYUI_CLIP_BINDINGS has to bind an image"):
        mover(services, graph=json.dumps(twice))
    bindings = [{"type": "prompt", "node_ids": ["4"]}, {"type": "image", "node_ids": ["1"]}]
    animate(mover(services, graph=json.dumps(twice), bindings=bindings))
    first, second = graphs(services)
    assert first["4"]["inputs"]["text"] == "Waves roll in., slowly"
    assert {first["1"]["inputs"]["image"], second["1"]["inputs"]["image"]} == set(server.uploads)
    assert second["12"]["inputs"]["image"] == "mask.png"


@pytest.mark.parametrize("graph", ["", "{", json.dumps(GRAPH), json.dumps({"nodes": []})])
def test_a_graph_that_takes_no_picture_says_which_setting_is_wrong(services, graph):
    with pytest.raises(ProviderError, match="COMFYUI_CLIP_") as caught:
        mover(services, graph=graph)
    assert caught.value.kind == ProviderFailure.CONFIG
    assert "COMFYUI_WORKFLOW" not in str(caught.value)


FAULTS = {
    "no key": (in_json({"error": "no"}, 401), "config"),
    "not allowed": (in_json({}, 403), "config"),
    "not there": (Answer(b"404", 404, "text/plain"), "config"),
    "too often": (in_json({}, 429), "busy"),
    "a fault": (page(500), "retry"),
    "overloaded": (page(503), "busy"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "a list": (in_json([]), "bad_answer"),
    "no name": (in_json({"subfolder": ""}), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"name": "x" * 9000}).being("cut"), "retry"),
    "drip": (in_json({"name": "x" * 9000}).being("drip"), "retry"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_a_picture_that_is_not_taken_is_told_apart(services, answer, kind):
    services.on("comfyui", answer)
    assert refusal(mover(services)).kind == ProviderFailure(kind)


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        (
            failed("execution_error", exception_type="OutOfMemoryError", exception_message=""),
            "busy",
            "this clip",
        ),
        (failed("execution_error", node_type="KSampler"), "bad_answer", "KSampler"),
        (failed("execution_interrupted"), "bad_answer", "interrupted at this clip"),
        ({"outputs": {}}, "bad_answer", "without a clip"),
        # A picture is no clip.
        (
            {"outputs": {"9": {"images": [{"filename": "a.png", "type": "output"}]}}},
            "bad_answer",
            "without a clip",
        ),
        ({"outputs": {"9": {"gifs": [{"filename": "a.mp4", "type": "temp"}]}}}, "config", "preview only"),
    ],
)
def test_a_job_that_ends_badly_is_told_apart(services, entry, kind, words):
    server.entry = entry
    failure = refusal(mover(services))
    assert (failure.kind, words in str(failure)) == (ProviderFailure(kind), True)


def test_a_graph_that_is_refused_is_told_apart(services):
    def answer(call):
        if call.path.endswith("/prompt"):
            return refused("value_not_in_list", "unet_name", "UNETLoader")
        return server.answer(call)

    services.on("comfyui", answer)
    assert refusal(mover(services)).kind == ProviderFailure.GONE


def test_a_clip_that_is_gone_or_takes_too_long_is_told_apart(services):
    server.view = Answer(b"", 404)
    assert "no longer has the clip" in str(refusal(mover(services)))
    server.reset()
    server.held = True
    failure = refusal(mover(services, seconds=0.2))
    assert (failure.kind, "clip in time" in str(failure)) == (ProviderFailure.RETRY, True)
    assert server.interrupted
