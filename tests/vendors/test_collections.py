"""Collections of free photos as they are on the wire: asked as they are asked, and failing in every way."""

from __future__ import annotations

import io
import logging
import time

import pytest
from PIL import Image

from generator.providers.collections.licences import is_free
from generator.providers.vendors import collecting
from generator.providers.vendors.openverse import photos as openverse_photos
from generator.providers.vendors.openverse.photos import Openverse
from generator.providers.vendors.pexels.photos import Pexels
from generator.providers.vendors.pixabay.photos import Pixabay
from generator.providers.vendors.wikimedia.photos import Commons
from studio.contracts import Candidate, Collection
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes import openverse, pexels, pixabay, wikimedia
from tests.vendors.offers import asked
from tests.vendors.server import Answer, Services, in_json, page

SECRETS = (pexels.KEY, pixabay.KEY, "client-secret-0123", openverse.TOKEN)


@pytest.fixture(params=["openverse", "wikimedia", "pexels", "pixabay"])
def name(request) -> str:
    return request.param


@pytest.fixture
def collection(name: str, services: Services) -> Collection:
    return of(name, services)


def of(name: str, services: Services) -> Collection:
    url = f"{services.url}/{name}"
    made: dict[str, Collection] = {
        "openverse": Openverse(base_url=url),
        "wikimedia": Commons(contact="ops@example.org", base_url=url),
        "pexels": Pexels(key=pexels.KEY, base_url=url),
        "pixabay": Pixabay(key=pixabay.KEY, base_url=url),
    }
    return made[name]


def search(collection: Collection, words: str = "lighthouse", shape: str = "wide") -> tuple[Candidate, ...]:
    return collection.search(words=words, shape=shape)


def refusal(collection: Collection) -> ProviderError:
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/?=]+\.$") as caught:
        search(collection)
    assert not [secret for secret in SECRETS if secret in str(caught.value)]
    return caught.value


def test_each_offers_photos_that_are_free_with_all_that_a_credit_needs(collection):
    found = search(collection)
    assert len(found) >= 5
    for one in found:
        assert one.address.startswith("http")
        assert one.width >= 1280 or one.width >= 1000
        assert one.width / one.height == pytest.approx(1.5, abs=0.01)
        assert "lighthouse" in f"{one.title} {' '.join(one.tags)}".lower()
        assert is_free(one.credit, collection)
        assert one.credit.author
        assert one.credit.licence_page.startswith("https://")
    assert len({one.credit.page for one in found}) == len(found)


def test_each_fetches_the_file_that_its_answer_named(collection, services):
    into = io.BytesIO()
    collection.fetch(search(collection)[0], into)
    assert Image.open(into).size == (960, 640)
    fetched = services.last()
    # Neither the key nor whatever else is ours goes to a host that holds files.
    assert "authorization" not in fetched.headers
    assert "key=" not in fetched.path


def test_a_photo_inside_is_not_fetched(name, collection, services):
    one = search(collection)[0]
    address = f"{services.url.replace('127.0.0.1', 'localhost')}/{name}/files/x.jpg"
    inside = Candidate(id="x", title="", address=address, credit=one.credit)
    with pytest.raises(ProviderError) as caught:
        collection.fetch(inside, io.BytesIO())
    assert "public internet" in str(caught.value)


def test_nothing_is_an_answer(collection):
    assert search(collection, "quokka smile") == ()


HTML = page(200)
FAULTS = {
    "wrong key": (in_json({"detail": "no"}, 401), "config"),
    "not allowed": (in_json({"detail": "no"}, 403), "config"),
    "turned away by a guard": (page(403), "config"),
    "used up": (in_json({"detail": "pay"}, 402), "quota"),
    "address gone": (in_json({}, 404), "config"),
    "too often": (in_json({"detail": "Request was throttled."}, 429), "busy"),
    "a challenge": (Answer(page(429).body, 429, "text/html", (("cf-mitigated", "challenge"),)), "busy"),
    "internal": (in_json({}, 500), "retry"),
    "overloaded": (page(503), "busy"),
    "redirected": (Answer(b"", 302, headers=(("Location", "/elsewhere"),)), "config"),
    "a page with status 200": (HTML, "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "half of it": (Answer(b'{"results": [{"id":'), "bad_answer"),
    "a list": (in_json([1, 2]), "bad_answer"),
    "a number": (in_json(7), "bad_answer"),
    "odd lists": (
        in_json({"results": 1, "photos": {}, "hits": "x", "query": {"pages": None}}),
        "bad_answer",
    ),
    "deep": (Answer(b"[" * 200_000), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut off": (in_json({"results": ["x" * 9000]}).being("cut"), "retry"),
    "drip": (in_json({"results": ["x" * 9000]}).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(name, collection, services, answer, kind):
    services.on(name, answer)
    started = time.monotonic()
    assert refusal(collection).kind == ProviderFailure(kind)
    assert services.count(name) == 1
    assert time.monotonic() - started < 3


def test_each_says_how_long_to_wait(name, collection, services):
    services.on(name, in_json({}, 429, headers=(("Retry-After", "7"),)))
    assert refusal(collection).wait == 7.0


def test_a_huge_answer_is_not_read_to_its_end(name, collection, services, monkeypatch):
    monkeypatch.setattr("generator.providers.vendors.http.MOST_BYTES", 100_000)
    services.on(name, in_json({"results": ["x" * 200_000]}))
    assert refusal(collection).kind == ProviderFailure.BAD_ANSWER


ODD = [
    None,
    7,
    "x",
    {},
    {"id": None, "url": 5, "src": [], "alt": {}, "tags": 3, "imageinfo": {}, "extmetadata": []},
    {
        "url": "javascript:alert(1)",
        "foreign_landing_url": "file:///etc/passwd",
        "license": "by",
        "creator": "A",
    },
    {"imageinfo": [{"extmetadata": {"LicenseShortName": 4}, "thumburl": "x", "descriptionurl": "y"}]},
    {"imageinfo": [None]},
]


def test_odd_works_among_good_ones_are_left_out(name, collection, services):
    places = {"openverse": "results", "pexels": "photos", "pixabay": "hits"}
    answer = {"query": {"pages": ODD}} if name == "wikimedia" else {places[name]: ODD}
    services.on(name, in_json(answer))
    assert search(collection) == ()


def test_no_key_is_told_in_a_log(collection, name, services, caplog):
    caplog.set_level(logging.INFO)
    search(collection)
    services.on(name, in_json({"error": pixabay.KEY}, 500))
    refusal(collection)
    assert caplog.records
    told = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert not [secret for secret in SECRETS if secret in told]


def test_openverse_is_asked_for_free_and_harmless_photos_only(services):
    search(of("openverse", services), shape="tall")
    told = asked(services.last())
    assert told["license"] == "cc0,pdm,by,by-sa"
    assert (told["mature"], told["page_size"], told["aspect_ratio"]) == ("false", "20", "tall")


def test_openverse_asks_by_a_token_and_renews_one_that_has_ended(services):
    url = f"{services.url}/openverse"
    mine = Openverse(base_url=url, client="client", secret="client-secret-0123")
    search(mine)
    search(mine, "harbour")
    tokens = [call for call in services.calls if "auth_tokens" in call.path]
    assert len(tokens) == 1
    assert b"grant_type=client_credentials" in tokens[0].body
    assert services.last().headers["authorization"] == f"Bearer {openverse.TOKEN}"
    services.on("openverse", in_json({"detail": "ended"}, 401), times=1)
    assert search(mine)
    assert len([call for call in services.calls if "auth_tokens" in call.path]) == 2
    openverse_photos._tokens.clear()
    services.on("openverse", in_json({"error": "invalid_client"}, 401))
    assert refusal(mine).kind == ProviderFailure.CONFIG


@pytest.mark.parametrize(
    "other",
    [
        {"license": "by-nc"},
        {"license": "by-nd"},
        {"license": "by-nc-sa"},
        {"license": "sampling+"},
        {"license": None},
        {"mature": True},
        {"unstable__sensitivity": ["sensitive_text"]},
        {"filetype": "svg"},
        {"filetype": "tiff"},
        {"foreign_landing_url": ""},
    ],
)
def test_what_openverse_should_not_have_offered_is_left_out(services, other):
    services.on(
        "openverse", lambda call: openverse.results(call, openverse.result(call, "lighthouse", 1, **other))
    )
    assert search(of("openverse", services)) == ()


def test_a_work_without_an_author_is_not_free_where_its_licence_asks_for_one(services):
    services.on(
        "openverse",
        lambda call: openverse.results(
            call, *(openverse.result(call, "lighthouse", number, creator="") for number in range(4))
        ),
    )
    mine = of("openverse", services)
    free = [one.credit.licence for one in search(mine) if is_free(one.credit, mine)]
    assert free == ["CC0 1.0", "Public domain"]


def test_wikimedia_is_told_who_asks_and_not_burdened(services):
    found = search(of("wikimedia", services), "lighthouse sea")
    call = services.last()
    assert call.headers["user-agent"] == "VideoGenerator/1.0 (self-hosted; ops@example.org)"
    assert asked(call)["maxlag"] == "5"
    assert "filetype:bitmap" in asked(call)["gsrsearch"]
    first = found[0]
    # In the order of the search, with the copy that the answer named, and plain words.
    assert first.title == "Lighthouse Sea 1"
    assert "/1920px-" in first.address
    assert first.credit.author == "Ann & Co 1"
    assert first.credit.licence == "CC BY-SA 4.0"
    assert first.credit.must_be_named


def test_wikimedia_is_asked_for_any_of_the_words_where_nothing_has_all(services):
    assert search(of("wikimedia", services), "old lighthouse sea")
    assert [asked(call)["gsrsearch"] for call in services.calls] == [
        "filetype:bitmap old lighthouse sea",
        "filetype:bitmap old OR lighthouse OR sea",
    ]


@pytest.mark.parametrize("contact", ["", " ", "a\nb"])
def test_without_a_contact_wikimedia_is_not_asked(contact):
    with pytest.raises(ProviderError, match="COMMONS_CONTACT"):
        Commons(contact=contact)


def test_wikimedias_lag_is_a_wait_and_its_errors_are_errors(services):
    services.on("wikimedia", wikimedia.lagging())
    failure = refusal(of("wikimedia", services))
    assert (failure.kind, failure.wait) == (ProviderFailure.BUSY, 5.0)
    services.on("wikimedia", in_json({"error": {"code": "badvalue", "info": "<b>no</b>"}}))
    assert refusal(of("wikimedia", services)).kind == ProviderFailure.INPUT


@pytest.mark.parametrize(
    "told",
    [
        {"LicenseShortName": "CC BY-NC 4.0", "LicenseUrl": "https://creativecommons.org/licenses/by-nc/4.0"},
        {"LicenseShortName": "CC BY 4.0", "LicenseUrl": "https://creativecommons.org/licenses/by-nc-sa/4.0"},
        {"LicenseShortName": "GFDL 1.2", "LicenseUrl": "https://www.gnu.org/licenses/fdl-1.2.html"},
        {"LicenseShortName": "", "LicenseUrl": ""},
        {"Restrictions": "personality"},
        {"UsageTerms": "For non-commercial use only"},
    ],
)
def test_what_wikimedia_may_not_give_is_left_out(services, told):
    services.on("wikimedia", lambda call: wikimedia.pages(wikimedia.found(call, "lighthouse", 1, **told)))
    assert search(of("wikimedia", services)) == ()


def test_wikimedia_prefers_the_attribution_that_is_asked_for(services):
    wished = {"Attribution": "<span>Photo: &copy; Ann</span>"}
    services.on("wikimedia", lambda call: wikimedia.pages(wikimedia.found(call, "lighthouse", 1, **wished)))
    assert search(of("wikimedia", services))[0].credit.author == "Photo: © Ann"


def test_pexels_gets_its_key_alone_and_not_pythons_agent(services):
    search(of("pexels", services), shape="tall")
    call = services.last()
    assert call.headers["authorization"] == pexels.KEY
    assert call.headers["user-agent"] == collecting.USER_AGENT
    assert asked(call)["orientation"] == "portrait"


def test_pixabays_wrong_key_and_its_clock_are_understood(services):
    with pytest.raises(ProviderError) as caught:
        search(Pixabay(key="wrong", base_url=f"{services.url}/pixabay"))
    assert caught.value.kind == ProviderFailure.CONFIG
    services.on("pixabay", Answer(b"", 429, headers=(("X-RateLimit-Reset", "12"),)))
    assert refusal(of("pixabay", services)).wait == 12.0
    assert len(asked(services.calls[0])["q"]) <= 100


def test_a_long_search_is_within_what_pixabay_takes(services):
    search(of("pixabay", services), "harbour " * 40)
    assert len(asked(services.last())["q"]) <= 100
    assert asked(services.last())["safesearch"] == "true"
