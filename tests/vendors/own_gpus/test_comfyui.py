"""ComfyUI as it is on the wire: jobs that are queued, looked at, found again and taken back."""

from __future__ import annotations

import io
import json
import threading
import time
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generator import checks
from generator.providers.calling.errands import Errand
from generator.providers.vendors.comfyui.card import CARD
from generator.providers.vendors.comfyui.images import ComfyUI
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import closed_port
from tests.vendors.fakes.comfyui import HEADERS, SECRET, failed, graph_of, refused, server
from tests.vendors.own_gpus.entries import GRAPH, comfyui
from tests.vendors.protocols import black, picture
from tests.vendors.server import Answer, Services, in_json, page
from videogen_site.discreet import secret_words

ASKED = {
    "prompt": "A calm harbour.",
    "style": "dramatic",
    "width": 320,
    "height": 180,
    "seed": 7,
    "variant": 2,
}
BASE = "ab" * 16


def painter(services: Services, **options) -> ComfyUI:
    usual = {"base_url": f"{services.url}/comfyui", "graph": json.dumps(GRAPH), "headers": HEADERS}
    return ComfyUI(**{**usual, **options})


def sent(services: Services) -> list[str]:
    """Return what was asked, in order, without the numbers."""
    paths = [
        f"{call.method} {call.path.removeprefix('/comfyui').partition('?')[0]}" for call in services.calls
    ]
    return [path.rpartition("/")[0] if "/history/" in path else path for path in paths]


def in_vain(one: ComfyUI) -> threading.Thread:
    """Have a thread wait for a picture that does not come."""

    def wait() -> None:
        with suppress(ProviderError):
            one.illustrate(**ASKED)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def graphs(services: Services) -> list[dict]:
    return [graph_of(call) for call in services.calls if call.path.endswith("/prompt")]


def test_a_graph_is_queued_looked_at_and_its_picture_fetched(services):
    server.looks = 3
    made = painter(services).illustrate(**ASKED)
    check_picture(made.data, 320, 180)
    assert sent(services) == [
        "POST /prompt",
        "GET /history",
        "GET /history",
        "GET /history",
        "GET /view",
    ]
    (graph,) = graphs(services)
    assert graph["6"]["inputs"]["text"].startswith("A calm harbour, dramatic")
    assert "watermark" in graph["7"]["inputs"]["text"]
    assert (graph["5"]["inputs"]["width"], graph["5"]["inputs"]["height"]) == (1344, 768)
    assert (made.seed, made.model) == (graph["3"]["inputs"]["seed"], "sd_xl_base_1.0")
    assert all(call.headers["x-api-key"] == SECRET for call in services.calls)


def test_a_long_job_is_looked_for_in_the_queue_too(services):
    server.looks = 8
    painter(services).illustrate(**ASKED)
    assert sent(services).count("GET /queue") == 2


def test_sides_are_as_the_model_was_made_for(services):
    painter(services, side=512).illustrate(**ASKED)
    inputs = graphs(services)[0]["5"]["inputs"]
    assert (inputs["width"], inputs["height"]) == (640, 384)


def test_another_try_is_another_job_with_another_seed_and_another_call_the_same(services):
    seeds = []
    for _ in range(2):
        one = painter(services)
        seeds.append([one.illustrate(**ASKED).seed, one.illustrate(**ASKED).seed])
    assert seeds[0] == seeds[1]
    assert seeds[0][0] != seeds[0][1]
    assert len(server.jobs) == 4


@pytest.mark.parametrize("is_old", [False, True], ids=["our numbers", "its own numbers"])
@pytest.mark.parametrize("is_done", [False, True], ids=["on its way", "done"])
def test_what_another_worker_has_begun_is_found_and_not_sent_again(services, is_old, is_done):
    server.is_old = is_old
    server.held = True
    first = painter(services)
    first.errand = Errand(BASE)
    waiting = in_vain(first)
    assert server.came.wait(10)
    first.errand.end(is_unwanted=False)
    waiting.join(10)
    server.held = False
    if is_done:
        for number in server.jobs:
            server.look(number)
    second = painter(services)
    second.errand = Errand(BASE, is_resumed=True)
    made = second.illustrate(**ASKED)
    check_picture(made.data, 320, 180)
    assert sent(services).count("POST /prompt") == 1
    assert (server.deleted, server.interrupted) == ([], [])


def test_what_was_begun_but_never_came_is_sent(services):
    resumed = painter(services)
    resumed.errand = Errand(BASE, is_resumed=True)
    resumed.illustrate(**ASKED)
    assert len(server.jobs) == 1


def test_a_job_whose_answer_was_lost_is_found_by_the_next_try(services):
    def lose(call):
        services.good["comfyui"](call)
        return Answer(how="reset")

    services.on("comfyui", lose, times=1)
    one = painter(services)
    with pytest.raises(ProviderError, match="cannot be reached"):
        one.illustrate(**ASKED)
    assert one.illustrate(**ASKED)
    assert len(server.jobs) == 1


def test_a_look_that_fails_costs_no_job(services):
    server.looks = 2
    services.on("comfyui", Answer(b"", 503), times=1, after=2)
    one = painter(services)
    with pytest.raises(ProviderError, match="overloaded"):
        one.illustrate(**ASKED)
    one.illustrate(**ASKED)
    assert sent(services).count("POST /prompt") == 1


def test_a_job_that_the_server_has_lost_is_sent_again(services):
    server.held = True
    one = painter(services)

    def restart():
        server.came.wait(10)
        server.jobs.clear()

    thread = threading.Thread(target=restart)
    thread.start()
    with pytest.raises(ProviderError, match="has lost this picture") as caught:
        one.illustrate(**ASKED)
    thread.join()
    assert caught.value.kind == ProviderFailure.RETRY
    server.held = False
    assert one.illustrate(**ASKED)
    assert sent(services).count("POST /prompt") == 2


@pytest.mark.parametrize("place", ["running", "waiting"])
def test_what_nobody_wants_any_more_is_taken_back_and_nothing_else(services, place):
    server.held = True
    other, ours = painter(services), painter(services)
    threads = {}
    for count, one in enumerate((other, ours) if place == "waiting" else (ours, other), start=1):
        threads[one] = in_vain(one)
        until = time.monotonic() + 10
        while len(server.jobs) < count and time.monotonic() < until:
            time.sleep(0.01)
    ours.errand.end(is_unwanted=True)
    threads[ours].join(10)
    number = ours.errand.number(0)
    assert server.deleted == ([number] if place == "waiting" else [])
    assert server.interrupted == ([number] if place == "running" else [])
    other.errand.end(is_unwanted=False)
    threads[other].join(10)
    assert other.errand.number(0) in server.jobs


def test_a_job_that_lasts_too_long_is_taken_back(services):
    server.held = True
    with pytest.raises(ProviderError, match="in time"):
        painter(services, seconds=0.1).illustrate(**ASKED)
    assert len(server.interrupted) == 1


@pytest.mark.parametrize(
    "outputs",
    [
        {"9": {"images": [{"filename": "x.png", "type": "output"}]}},
        {"9": {"gifs": [{"filename": "x.mp4", "subfolder": "", "type": "output"}]}, "3": {"files": [{"filename": "X.WEBP"}]}},
        {"1": {"text": ["a"], "images": [7, None, {"filename": 7}, {"filename": "x.jpg", "subfolder": "a/b"}]}, "2": 7},
    ],
    ids=["no subfolder", "by kind of file", "odd company"],
)  # fmt: skip
def test_the_picture_is_found_whichever_node_made_it(services, outputs):
    server.entry = {"outputs": outputs}
    server.view = Answer(picture(640, 384), type="image/png")
    check_picture(painter(services).illustrate(**ASKED).data, 320, 180)


def test_servers_that_tell_no_status_list_only_what_has_ended(services):
    server.entry = {"status": None}
    assert painter(services).illustrate(**ASKED)


ENDS = {
    "out of memory": (
        failed("execution_error", exception_type="torch.OutOfMemoryError", exception_message="x"),
        "busy",
        "not enough memory",
    ),
    "out of memory of an older server": (
        failed("execution_error", exception_message="Allocation on device 0 would exceed"),
        "busy",
        "not enough memory",
    ),
    "a node failed": (
        failed("execution_error", node_type="KSampler", exception_message="/home/me/x"),
        "bad_answer",
        "failed at KSampler of",
    ),
    "a node with an odd name failed": (
        failed("execution_error", node_type="</b>"),
        "bad_answer",
        "failed at a node of",
    ),
    "interrupted": (failed("execution_interrupted"), "bad_answer", "was interrupted"),
    "failed without a word": (
        {"outputs": {}, "status": {"status_str": "error", "messages": [1, ["x"]]}},
        "bad_answer",
        "failed at this picture",
    ),
    "only a preview": (
        {"outputs": {"9": {"images": [{"filename": "x.png", "type": "temp"}]}}},
        "config",
        "needs a node that saves it",
    ),
    "nothing": ({"outputs": {}}, "bad_answer", "without a picture"),
    "only a clip": ({"outputs": {"9": {"gifs": [{"filename": "x.mp4"}]}}}, "bad_answer", "without a picture"),
    "odd outputs": ({"outputs": [1]}, "bad_answer", "without a picture"),
}


@pytest.mark.parametrize(("entry", "kind", "words"), ENDS.values(), ids=ENDS)
def test_each_bad_end_of_a_job_is_told_apart_and_the_next_try_is_a_new_job(services, entry, kind, words):
    server.entry = entry
    one = painter(services)
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        one.illustrate(**ASKED)
    assert (caught.value.kind, words in str(caught.value)) == (ProviderFailure(kind), True)
    server.entry = {}
    one.illustrate(**ASKED)
    assert len(server.jobs) == 2


FAULTS = {
    "no key": (in_json({"error": "no"}, 401), "config", "does not accept the key"),
    "another origin": (Answer(b"", 403), "config", "does not allow"),
    "something else": (Answer(b"404: Not Found", 404, "text/plain"), "config", "is not at the address"),
    "only for pages": (Answer(b"", 405), "config", "is not at the address"),
    "a missing file": (refused("value_not_in_list", "ckpt_name"), "gone", "ckpt_name of CheckpointLoaderSimple"),
    "an unknown sampler": (refused("value_not_in_list", "sampler"), "config", "sampler of CheckpointLoaderSimple is"),
    "a missing input": (refused("required_input_missing", "seed", "KSampler"), "config", "seed of KSampler is"),
    "an odd input": (refused("x", "<script>", "<script>"), "config", "the node a node is"),
    "a missing node": (
        in_json({"error": {"type": "invalid_prompt", "message": "Cannot execute because node UltraSave does not exist."}}, 400),
        "config",
        "lacks the node UltraSave",
    ),
    "an empty refusal": (in_json({"error": "no", "node_errors": []}, 400), "config", "does not take the graph"),
    "a page as refusal": (page(400), "input", "cannot take"),
    "odd errors": (in_json({"error": None, "node_errors": {"1": 7, "2": {"errors": [7]}}}, 400), "config", "node a node"),
    "too large": (Answer(b"", 413), "input", "cannot take"),
    "used up": (Answer(b"", 402), "quota", "used up"),
    "too many": (Answer(b"", 429, headers=(("Retry-After", "9"),)), "busy", "too often"),
    "internal": (Answer(b"", 500), "retry", "fault"),
    "a gateway": (page(502), "busy", "overloaded"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/login"),)), "config", "do not follow"),
    "a page with status 200": (page(200), "bad_answer", "unusable"),
    "no number": (in_json({"number": 1}), "bad_answer", "unusable"),
    "an odd number": (in_json({"prompt_id": "../../x"}), "bad_answer", "unusable"),
    "a list": (in_json([]), "bad_answer", "unusable"),
    "hang": (Answer(how="hang"), "retry", "in time"),
    "reset": (Answer(how="reset"), "retry", "cannot be reached"),
    "cut off": (in_json({"prompt_id": "x" * 500}).being("cut"), "retry", "broke off"),
    "drip": (in_json({"prompt_id": "x" * 500}).being("drip"), "retry", "in time"),
    "far too much": (Answer(b"x" * (33 * 1024 * 1024)), "bad_answer", "far too much"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "kind", "words"), FAULTS.values(), ids=FAULTS)
def test_each_failure_to_queue_is_told_apart_and_takes_one_call(services, answer, kind, words):
    services.on("comfyui", answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        painter(services).illustrate(**ASKED)
    assert (caught.value.kind, words in str(caught.value)) == (ProviderFailure(kind), True), caught.value
    assert SECRET not in str(caught.value)
    assert caught.value.wait == (9 if answer.status == 429 else None)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


VIEWS = {
    "deleted": (Answer(b"", 404), "bad_answer", "no longer has the picture"),
    "not allowed": (Answer(b"", 403), "config", "does not allow"),
    "a page": (page(200), "bad_answer", "not a picture"),
    "half a picture": (Answer(picture(640, 360)[:6000]), "bad_answer", "not a picture"),
    "black": (Answer(black().body), "bad_answer", "black picture"),
    "tiny": (Answer(picture(16, 16)), "bad_answer", "not a picture"),
}


@pytest.mark.parametrize(("answer", "kind", "words"), VIEWS.values(), ids=VIEWS)
def test_what_is_wrong_with_the_file_is_told_and_the_next_try_is_a_new_job(services, answer, kind, words):
    server.view = answer
    one = painter(services)
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        one.illustrate(**ASKED)
    assert (caught.value.kind, words in str(caught.value)) == (ProviderFailure(kind), True)
    server.view = None
    assert one.illustrate(**ASKED)
    assert len(server.jobs) == 2


@pytest.mark.parametrize("answer", [in_json([1]), page(200), Answer(b"", 500), Answer(b"404", 404)])
def test_odd_answers_to_a_look_are_failures_in_sentences(services, answer):
    services.on("comfyui", answer, after=1)
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$"):
        painter(services).illustrate(**ASKED)


def test_a_server_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(ProviderError, match="cannot be reached") as caught:
        ComfyUI(base_url=closed_port(), graph=json.dumps(GRAPH)).illustrate(**ASKED)
    assert "start ComfyUI" in CARD.advise(caught.value.kind)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"COMFYUI_WORKFLOW": ""}, "has to name the file"),
        ({"COMFYUI_WORKFLOW": '{"nodes": [], "links": []}'}, "Export (API)"),
        ({"COMFYUI_SIDE": 9}, "COMFYUI_SIDE has to be from"),
    ],
)
def test_what_is_wrong_with_the_settings_is_told_at_the_start(settings, changed, words):
    entry = comfyui("http://localhost:8188", **changed)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [entry, *PROVIDERS["image"]]}
    (message,) = checks.check_services(None)
    assert words in message.msg
    # The key of the proxy is hidden by its value.
    assert SECRET in secret_words()


@pytest.mark.django_db
def test_pages_and_commands_say_whose_server_it_is_and_what_answered(settings, services, client: Client):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [comfyui(services.url), *PROVIDERS["image"]]}
    told = client.get(reverse("privacy")).content.decode().replace("&#x27;", "'")
    assert "<strong>A server of this site's operator</strong> is told the description of each scene" in told
    table = io.StringIO()
    call_command("check_providers", stdout=table)
    assert "works (sd_xl_base_1.0)" in table.getvalue()
    services.on("comfyui", refused("value_not_in_list", "ckpt_name"))
    with pytest.raises(SystemExit):
        call_command("check_providers", stdout=table)
    assert "does not have the file that the graph names as ckpt_name" in table.getvalue()
    assert "put the file where ComfyUI looks for it" in table.getvalue()
