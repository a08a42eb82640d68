"""The firms behind Hugging Face's router that answer with files and jobs, as they are on the wire."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from generator.providers.listing import lists
from generator.providers.vendors.huggingface import images, models
from generator.providers.vendors.huggingface.images import HuggingFace
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from tests.vendors.huggingface.painters import FIRMS, MODEL, NAMES, answer, file_at, is_bare, listed
from tests.vendors.huggingface.test_huggingface import ASKED
from tests.vendors.protocols import TOKEN, black
from tests.vendors.server import Answer, Call, Services, in_json, page, serving

ROUTER = "painters"


@pytest.fixture
def services() -> Iterator[Services]:
    with serving({ROUTER: answer}) as services:
        yield services


@pytest.fixture(autouse=True)
def impatient_here(monkeypatch) -> None:
    lists.forget()
    monkeypatch.setattr(images, "PAUSE", 0.01)
    monkeypatch.setattr(images, "PATIENCE", 0.3)
    monkeypatch.setattr(images, "FETCHING", 0.6)
    monkeypatch.setattr(models, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(models, "BODY", 0.6)


def painter(services: Services, route: str) -> HuggingFace:
    url = f"{services.url}/painters"
    return HuggingFace(token=TOKEN, model=MODEL, route=route, base_url=url, hub_url=f"{url}/hub")


def asked_of(services: Services) -> list[Call]:
    """Return the requests for pictures."""
    return [call for call in services.calls if call.method == "POST"]


def failure(services: Services, route: str) -> ProviderError:
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        painter(services, route).illustrate(**ASKED)
    assert TOKEN not in str(caught.value)
    assert time.monotonic() - started < 3
    return caught.value


PATHS = {
    "fal-ai": "/painters/fal-ai/fal-ai/owner/name",
    "together": "/painters/together/v1/images/generations",
    "replicate": "/painters/replicate/v1/models/owner/name-at-replicate/predictions",
    "wavespeed": "/painters/wavespeed/api/v3/wavespeed-ai/owner-name",
}


@pytest.mark.parametrize("route", PATHS)
def test_a_picture_comes_by_each_route(services, route):
    made = painter(services, route).illustrate(**ASKED)
    check_picture(made.data, 320, 180)
    (call,) = asked_of(services)
    assert call.path == PATHS[route]
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert "A calm harbour, dramatic" in str(call.json())
    assert str(made.seed) in str(call.json())


def test_the_sides_are_asked_for_as_each_firm_has_them(services):
    bodies = {}
    for route in PATHS:
        painter(services, route).illustrate(**ASKED)
        bodies[route] = asked_of(services)[-1].json()
    assert bodies["fal-ai"]["image_size"] == {"width": 1344, "height": 768}
    assert (bodies["together"]["width"], bodies["together"]["model"]) == (1344, NAMES["together"])
    assert bodies["replicate"]["input"]["height"] == 768
    assert bodies["wavespeed"]["size"] == "1344*768"


def test_a_version_of_replicates_is_sent_apart_from_its_name(services):
    services.on(
        ROUTER,
        lambda call: listed(replicate="owner/name:382cf8959fb0") if "/hub/" in call.path else answer(call),
    )
    painter(services, "replicate").illustrate(**ASKED)
    (call,) = asked_of(services)
    assert call.path == "/painters/replicate/v1/predictions"
    assert call.json()["version"] == "382cf8959fb0"


def test_the_name_at_a_route_is_asked_for_once_a_day_and_without_the_token(services):
    for _ in range(2):
        painter(services, "fal-ai").illustrate(**ASKED)
    asked = [call for call in services.calls if "/hub/" in call.path]
    assert len(asked) == 1
    assert "authorization" not in asked[0].headers


def test_the_list_may_also_come_as_rows(services):
    rows = [{"provider": "fal-ai", "providerId": NAMES["fal-ai"], "status": "live", "task": "text-to-image"}]
    services.on(ROUTER, in_json({"id": MODEL, "inferenceProviderMapping": rows}), times=1)
    check_picture(painter(services, "fal-ai").illustrate(**ASKED).data, 320, 180)


LISTS = {
    "no such model": (in_json({"error": "Repository not found"}, 401), "gone"),
    "not found": (in_json({"error": "Repository not found"}, 404), "gone"),
    "not by this route": (in_json({"inferenceProviderMapping": {}}), "gone"),
    "for another task": (listed(task="text-to-video"), "gone"),
    "a name that leads elsewhere": (listed(**{"fal-ai": "../../elsewhere"}), "gone"),
    "a name with a query": (listed(**{"fal-ai": "owner/name?x=1"}), "gone"),
    "another shape": (in_json(["odd"]), "bad_answer"),
    "a page": (page(), "bad_answer"),
    "too many": (in_json({}, 429, headers=(("Retry-After", "9"),)), "busy"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/painters/hub/api/models/x"),)), "config"),
    "hang": (Answer(how="hang"), "retry"),
}


@pytest.mark.parametrize(("told", "kind"), LISTS.values(), ids=LISTS)
def test_each_fault_of_the_list_is_told_apart_and_nothing_is_painted(services, told, kind):
    services.on(ROUTER, told)
    assert failure(services, "fal-ai").kind == ProviderFailure(kind)
    assert asked_of(services) == []


def painted(told: Answer) -> object:
    """Answer requests for pictures so, and everything else well."""
    return lambda call: told if call.method == "POST" else answer(call)


SHAPES = {
    "fal-ai": [{}, {"images": []}, {"images": [{"url": None}]}, {"images": "x"}, []],
    "together": [{}, {"data": []}, {"data": [{"b64_json": "%"}]}, {"data": [{"b64_json": None}]}],
    "replicate": [[], {"output": [None]}, {"output": {"a": 1}}],
    "wavespeed": [{}, {"data": {"status": "created"}}, {"data": {"outputs": [7]}}, {"data": []}],
}


@pytest.mark.parametrize(
    ("route", "shape"),
    [(route, shape) for route, shapes in SHAPES.items() for shape in shapes],
    ids=str,
)
def test_odd_shapes_are_no_pictures(services, route, shape):
    services.on(ROUTER, painted(in_json(shape)))
    assert failure(services, route).kind == ProviderFailure.BAD_ANSWER


FAULTS = {
    "wrong key": (in_json({"error": "Invalid username or password."}, 401), "config"),
    "not paid": (in_json({"error": "You have exceeded your monthly included credits"}, 402), "quota"),
    "not allowed": (in_json({"detail": "Forbidden"}, 403), "config"),
    "gone": (in_json({"detail": "Path not found"}, 404), "gone"),
    "refused": (
        in_json({"detail": [{"msg": "The prompt was flagged", "type": "content_policy"}]}, 422),
        "refused",
    ),
    "too many": (in_json({"detail": "Too many requests"}, 429), "busy"),
    "a fault": (in_json({"error": "Internal"}, 500), "retry"),
    "overloaded": (page(503), "busy"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/painters/files/x.jpg"),)), "config"),
    "a page": (page(), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (in_json({"images": "x" * 900}).being("cut"), "retry"),
    "drip": (in_json({"images": "x" * 900}).being("drip"), "retry"),
}


@pytest.mark.parametrize("route", PATHS)
@pytest.mark.parametrize(("told", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_by_every_route(services, route, told, kind):
    services.on(ROUTER, painted(told))
    assert failure(services, route).kind == ProviderFailure(kind)
    assert len(asked_of(services)) == 1


@pytest.mark.parametrize("route", PATHS)
def test_a_model_that_takes_words_alone_is_asked_so_from_then_on(services, route):
    told = in_json({"detail": "input: Additional property seed is not allowed"}, 422)
    services.on(ROUTER, lambda call: told if call.method == "POST" and not is_bare(call) else answer(call))
    one = painter(services, route)
    assert one.illustrate(**ASKED).seed is None
    check_picture(one.illustrate(**ASKED).data, 320, 180)
    assert [is_bare(call) for call in asked_of(services)] == [False, True, True]


class TestFiles:
    """The file that an answer names."""

    @pytest.mark.parametrize(
        "address",
        # The router's own host, by a name that the operator has not set up.
        [
            "http://localhost:{port}/painters/files/made.jpg",
            "file:///etc/hostname",
            "data:image/png;base64,AAAA",
        ],
        ids=["inside", "of the machine", "no address"],
    )
    def test_one_that_leads_inside_is_not_fetched(self, services, address):
        url = address.format(port=services.url.rpartition(":")[2])
        services.on(ROUTER, painted(in_json({"images": [{"url": url}]})))
        assert failure(services, "fal-ai").kind == ProviderFailure.BAD_ANSWER

    @pytest.mark.parametrize(
        ("told", "kind"),
        [
            (Answer(b"", 404), "input"),
            (page(), "bad_answer"),
            (black(), "refused"),
            (Answer(how="hang"), "retry"),
            (Answer(b"x" * 500, type="image/jpeg").being("drip"), "retry"),
        ],
        ids=["expired", "a page", "black", "hang", "drip"],
    )
    def test_each_of_its_faults_is_told_apart(self, services, told, kind):
        services.on(ROUTER, lambda call: told if "/files/" in call.path else answer(call))
        assert failure(services, "replicate").kind == ProviderFailure(kind)


class TestJobs:
    """A picture that is asked for again and again until it is ready."""

    def later(self, *told: Answer) -> object:
        left = list(told)
        return lambda call: left.pop(0) if "/predictions/" in call.path and left else answer(call)

    def status(self, status: str, **more: object) -> Answer:
        path = "https://api.wavespeed.example/api/v3/predictions/w1/result"
        return in_json({"data": {"status": status, "urls": {"get": path}, "outputs": [], **more}})

    def test_it_is_waited_for_at_the_router(self, services):
        services.on(ROUTER, self.later(self.status("created"), self.status("processing")))
        check_picture(painter(services, "wavespeed").illustrate(**ASKED).data, 320, 180)
        asked = [call for call in services.calls if "/predictions/" in call.path]
        assert [call.path for call in asked] == ["/painters/wavespeed/api/v3/predictions/w1/result"] * 3

    @pytest.mark.parametrize(
        ("told", "kind"),
        [("failed", "retry"), ("cancelled", "retry"), ("", "retry")],
    )
    def test_one_that_failed_is_told(self, services, told, kind):
        services.on(ROUTER, self.later(self.status(told)))
        assert failure(services, "wavespeed").kind == ProviderFailure(kind)

    def test_one_that_was_refused_is_told_as_such(self, services):
        services.on(ROUTER, self.later(self.status("failed", error="NSFW content detected")))
        assert failure(services, "wavespeed").kind == ProviderFailure.REFUSED

    def test_one_that_never_ends_is_given_up(self, services):
        services.on(
            ROUTER, lambda call: self.status("processing") if "/wavespeed" in call.path else answer(call)
        )
        assert failure(services, "wavespeed").kind == ProviderFailure.RETRY

    @pytest.mark.parametrize(
        "path",
        [
            "https://evil.example/steal",
            "https://x.example/api/v3/predictions/../../../x",
            "",
            "/api/v3/balance",
        ],
    )
    def test_a_job_elsewhere_is_not_asked_for(self, services, path):
        services.on(ROUTER, painted(in_json({"data": {"status": "created", "urls": {"get": path}}})))
        assert failure(services, "wavespeed").kind == ProviderFailure.BAD_ANSWER
        assert not [call for call in services.calls if call.method == "GET" and "/hub/" not in call.path]

    def test_a_model_that_is_being_loaded_is_asked_again_later(self, services):
        services.on(ROUTER, painted(in_json({"status": "starting", "output": None}, 202)))
        told = failure(services, "replicate")
        assert (told.kind, told.wait) == (ProviderFailure.BUSY, 20.0)


def test_the_fake_has_each_route_that_names_files():
    assert set(FIRMS) | {"together"} == set(NAMES) == set(PATHS)
    assert file_at(Call("painters", "", {"host": "h"}, b"")) == "http://h/painters/files/made.jpg"
