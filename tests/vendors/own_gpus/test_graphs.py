"""Graphs of ComfyUI: which are taken, what goes where in them, and what is said of the others."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from generator.providers.vendors.comfyui.graph import Graph
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.own_gpus.entries import GRAPH

VALUES: dict[str, str | int] = {
    "prompt": 'A "fox" {{seed}}',
    "negative_prompt": "text",
    "width": 1344,
    "height": 768,
    "seed": 42,
}


def changed(**nodes: Any) -> dict[str, Any]:
    """Return the usual graph with inputs changed, by node ("n6"), or nodes given whole."""
    graph = copy.deepcopy(GRAPH)
    for name, node in nodes.items():
        number = name.removeprefix("n")
        if "class_type" in node:
            graph[number] = node
        else:
            graph[number]["inputs"].update(node)
    return graph


def filled(graph: Any, bindings: Any = ()) -> dict[str, Any]:
    return {
        f"{number}.{key}": value
        for number, node in Graph(json.dumps(graph), bindings).filled(VALUES).items()
        for key, value in node["inputs"].items()
    }


def node(kind: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs}


def test_a_usual_graph_needs_no_bindings():
    found = filled(GRAPH)
    assert found["6.text"] == VALUES["prompt"]
    assert found["7.text"] == "text"
    assert (found["5.width"], found["5.height"], found["3.seed"]) == (1344, 768, 42)
    assert (found["3.steps"], found["5.batch_size"]) == (20, 1)
    assert Graph(json.dumps(GRAPH)).model == "sd_xl_base_1.0"


def test_the_graph_itself_is_not_changed_by_filling():
    graph = Graph(json.dumps(GRAPH))
    graph.filled(VALUES)
    assert graph.filled({**VALUES, "prompt": "b"})["6"]["inputs"]["text"] == "b"


FLUX = {
    "1": node("UNETLoader", unet_name="flux\\flux1-dev.safetensors", weight_dtype="default"),
    "2": node("DualCLIPLoader", clip_name1="t5", clip_name2="l", type="flux"),
    "3": node("CLIPTextEncodeFlux", clip=["2", 0], clip_l="x", t5xxl="x", guidance=3.5),
    "4": node("FluxGuidance", conditioning=["3", 0], guidance=3.5),
    "5": node("BasicGuider", model=["1", 0], conditioning=["4", 0]),
    "6": node("RandomNoise", noise_seed=9),
    "7": node("EmptySD3LatentImage", width=1024, height=1024, batch_size=1),
    "8": node(
        "SamplerCustomAdvanced",
        noise=["6", 0],
        guider=["5", 0],
        sampler=["10", 0],
        sigmas=["11", 0],
        latent_image=["7", 0],
    ),
    "10": node("KSamplerSelect", sampler_name="euler"),
    "11": node("BasicScheduler", model=["1", 0], steps=20),
    "9": node("SaveImage", images=["8", 0]),
}


def test_flux_has_its_words_twice_and_its_seed_in_the_noise():
    found = filled(FLUX)
    assert found["3.clip_l"] == found["3.t5xxl"] == VALUES["prompt"]
    assert (found["6.noise_seed"], found["7.width"], found["7.height"]) == (42, 1344, 768)
    assert Graph(json.dumps(FLUX)).model == "flux1-dev"


def test_words_sizes_and_seeds_are_found_behind_nodes_between():
    graph = changed(
        n3={"seed": ["20", 0], "positive": ["21", 0], "negative": ["21", 1]},
        n20=node("PrimitiveInt", value=5),
        n21=node(
            "ControlNetApplyAdvanced", positive=["6", 0], negative=["7", 0], control_net=["22", 0], strength=1
        ),
        n22=node("ControlNetLoader", control_net_name="x"),
        n6={"text": ["23", 0]},
        n23=node("PrimitiveString", value="a cat"),
    )
    found = filled(graph)
    assert found["23.value"] == VALUES["prompt"]
    assert found["6.text"] == ["23", 0]
    assert found["7.text"] == "text"
    assert found["20.value"] == 42


def test_two_samplers_of_one_prompt_are_no_question():
    second = copy.deepcopy(GRAPH["3"])
    found = filled(changed(n30=second))
    assert found["6.text"] == VALUES["prompt"]
    assert found["3.seed"] == found["30.seed"] == 42


def test_a_negative_that_is_the_prompt_zeroed_leaves_the_prompt():
    graph = changed(n3={"negative": ["24", 0]}, n24=node("ConditioningZeroOut", conditioning=["6", 0]))
    assert filled(graph)["6.text"] == VALUES["prompt"]
    assert filled(graph)["7.text"] == "ugly"


def test_sizes_that_differ_stay_as_they_are():
    graph = changed(n50=node("EmptyLatentImage", width=64, height=64, batch_size=1))
    assert (filled(graph)["5.width"], filled(graph)["50.width"]) == (512, 64)


def test_a_circle_ends():
    graph = changed(
        n3={"positive": ["21", 0]},
        n21=node("ConditioningCombine", conditioning_1=["21", 0], conditioning_2=["6", 0]),
    )
    assert filled(graph)["6.text"] == VALUES["prompt"]


def test_placeholders_say_what_goes_where():
    graph = changed(
        n6={"text": "photo, {{prompt}}, sharp"},
        n7={"text": "{{ negative_prompt }}"},
        n5={"width": "{{width}}", "height": "{{height}}"},
        n3={"seed": "{{seed}}"},
    )
    found = filled(graph)
    assert found["6.text"] == 'photo, A "fox" {{seed}}, sharp'
    assert found["7.text"] == "text"
    assert (found["5.width"], found["5.height"], found["3.seed"]) == (1344, 768, 42)
    unsized = filled(changed(n6={"text": "{{prompt}}"}))
    assert (unsized["5.width"], unsized["3.seed"]) == (512, 42)


def test_bindings_are_taken_as_open_webui_lists_them():
    bindings = [
        {"type": "prompt", "key": "text", "node_ids": ["7"]},
        {"type": "negative_prompt", "node_ids": "6, "},
        {"type": "width", "key": "width", "node_ids": [5]},
        {"type": "height", "key": "", "node_ids": ["5"]},
        {"type": "steps", "key": "steps", "node_ids": ["3"], "value": 4},
        {"type": "model", "key": "ckpt_name", "node_ids": []},
        {"type": "n", "key": "batch_size", "node_ids": ["5"]},
        {"type": "seed", "key": "seed", "node_ids": ["3"]},
    ]
    found = filled(changed(n5={"batch_size": 4}), bindings)
    assert (found["7.text"], found["6.text"]) == (VALUES["prompt"], "text")
    assert (found["5.width"], found["5.height"], found["3.seed"], found["3.steps"]) == (1344, 768, 42, 4)
    assert found["5.batch_size"] == 1


def test_a_graph_as_it_is_sent_to_the_api_is_taken():
    assert filled({"prompt": GRAPH, "client_id": "x"})["6.text"] == VALUES["prompt"]


EDITORS = {
    "last_node_id": 9,
    "nodes": [{"id": 6, "type": "CLIPTextEncode", "widgets_values": ["x"]}],
    "links": [],
}
PROMPT = {"type": "prompt", "node_ids": ["6"]}
WRONG = {
    "nothing": ("", [], "has to name the file"),
    "not JSON": ("{'a': 1}", [], "not JSON"),
    "a bare placeholder": ('{"5": {"width": {{width}}}}', [], "stand in quotes"),
    "deep nonsense": ("[" * 100_000, [], "not JSON"),
    "the editor's format": (EDITORS, [], "Export (API)"),
    "a list": ([1], [], "not a graph"),
    "an empty graph": ({}, [], "not a graph"),
    "settings": ({"a": {"b": 1}}, [], "not a graph"),
    "inputs that are a list": ({"1": {"class_type": "X", "inputs": []}}, [], "not a graph"),
    "no sampler": ({"1": node("SaveImage", images=["2", 0])}, [], "no node seems to take"),
    "two prompts": (
        changed(n30=node("KSampler", positive=["31", 0], seed=1), n31=node("CLIPTextEncode", text="x")),
        [],
        "several nodes could take",
    ),
    "no seed": (changed(n3={"seed": ["99", 0]}), [], "has no seed"),
    "no prompt among the placeholders": (changed(n3={"seed": "{{seed}}"}), [], "none for the prompt"),
    "a binding elsewhere": (GRAPH, [{**PROMPT, "node_ids": ["77"]}], "names the node 77"),
    "a binding with an odd node": (GRAPH, [{**PROMPT, "node_ids": ["</x>"]}], "names the node that it binds"),
    "bindings without the prompt": (GRAPH, [{"type": "seed", "node_ids": ["3"]}], "has to bind the prompt"),
    "an unknown type": (GRAPH, [{"type": "mood", "node_ids": ["3"]}], "type is none that we know"),
    "an input picture": (GRAPH, [{"type": "image", "node_ids": ["3"]}], "input picture"),
    "a value without a key": (GRAPH, [PROMPT, {"type": "x", "node_ids": ["3"], "value": 1}], "names no key"),
}


@pytest.mark.parametrize(("graph", "bindings", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_graph_is_told_with_what_to_do(graph, bindings, words):
    text = graph if isinstance(graph, str) else json.dumps(graph)
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        Graph(text, bindings)
    assert words in str(caught.value)
    assert caught.value.kind == ProviderFailure.CONFIG
