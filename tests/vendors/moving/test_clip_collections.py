"""Collections of free clips as they are on the wire: asked as they are asked, and failing in every way."""

from __future__ import annotations

import io
import logging
import time
from dataclasses import replace

import av
import pytest

from generator.providers.collections.files import sized
from generator.providers.collections.licences import is_free
from generator.providers.vendors.internet_archive.clips import InternetArchive
from generator.providers.vendors.pexels.clips import PexelsClips
from generator.providers.vendors.pixabay.clips import PixabayClips
from generator.providers.vendors.wikimedia.clips import CommonsClips
from studio.contracts import Candidate, Collection
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes import internet_archive, pexels, pixabay, wikimedia
from tests.vendors.offers import asked
from tests.vendors.server import Services, in_json, page
from tests.vendors.test_collections import FAULTS, ODD, SECRETS, refusal, search

NAMES = ["wikimedia", "pexels", "pixabay", "internet_archive"]


@pytest.fixture(params=NAMES)
def name(request) -> str:
    return request.param


@pytest.fixture
def collection(name: str, services: Services) -> Collection:
    return of(name, services)


def of(name: str, services: Services) -> Collection:
    url = f"{services.url}/{name}"
    made: dict[str, Collection] = {
        "wikimedia": CommonsClips(contact="ops@example.org", base_url=url),
        "pexels": PexelsClips(key=pexels.KEY, base_url=url),
        "pixabay": PixabayClips(key=pixabay.KEY, base_url=url),
        "internet_archive": InternetArchive(base_url=url),
    }
    return made[name]


def test_each_offers_clips_that_are_free_with_all_that_a_credit_needs(collection):
    found = search(collection)
    assert len(found) == 5
    for one in found:
        assert one.seconds == pytest.approx(12, abs=0.5)
        assert {(640, 360), (320, 180)} <= {(file.width, file.height) for file in one.files}
        assert all(file.address.startswith("http") for file in one.files)
        assert "lighthouse" in f"{one.title} {' '.join(one.tags)}".lower()
        assert is_free(one.credit, collection)
        assert one.credit.author
        assert one.credit.licence_page.startswith("https://")
    assert len({one.credit.page for one in found}) == len(found)


@pytest.mark.parametrize(
    ("film", "width"), [((300, 168), 320), ((320, 180), 320), ((480, 270), 640), ((1280, 720), 1920)]
)
def test_the_smallest_file_that_fills_the_film_is_fetched(name, collection, services, film, width):
    one = sized(search(collection)[0], film)
    assert one
    assert (one.width, one.credit.address) == (width, one.address)
    into = io.BytesIO()
    collection.fetch(one, into)
    fetched = services.last()
    assert f"-{width}.mp4" in fetched.path
    # Neither the key nor whatever else is ours goes to a host that holds files.
    assert "authorization" not in fetched.headers
    assert "key=" not in fetched.path
    into.seek(0)
    with av.open(into) as container:
        assert float(container.duration) / av.time_base == pytest.approx(12, abs=0.2)


def test_a_file_that_is_too_large_is_not_chosen(services):
    one = search(of("pixabay", services))[0]
    huge = tuple(replace(file, size=10**9) for file in one.files)
    assert sized(replace(one, files=huge), (320, 180)) is None
    assert sized(replace(one, files=(*huge[:2], one.files[2])), (1280, 720)).width == 320  # type: ignore[union-attr]


def test_a_clip_inside_is_not_fetched(name, collection, services):
    one = search(collection)[0]
    address = f"{services.url.replace('127.0.0.1', 'localhost')}/{name}/files/x.mp4"
    inside = Candidate(id="x", title="", address=address, credit=one.credit)
    with pytest.raises(ProviderError, match="public internet"):
        collection.fetch(inside, io.BytesIO())


def test_what_is_no_clip_is_not_taken_for_one(name, collection, services):
    one = search(collection)[0]
    services.on(name, page(200))
    with pytest.raises(ProviderError, match="something else"):
        collection.fetch(one, io.BytesIO())


def test_nothing_is_an_answer(collection):
    assert search(collection, "quokka smile") == ()


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
    services.on(name, in_json({"hits": ["x" * 200_000]}))
    assert refusal(collection).kind == ProviderFailure.BAD_ANSWER


ODD_CLIPS = [
    *ODD,
    {"url": "https://x.example/", "duration": "long", "video_files": [{"file_type": "video/mp4", "link": 4}]},
    {"pageURL": "https://x.example/", "duration": 4, "videos": {"large": 4, "tiny": {"url": "file:///x"}}},
    {"videoinfo": [{"duration": [], "derivatives": 4}]},
    {"identifier": "../../etc/passwd", "licenseurl": internet_archive.ZERO},
    {"identifier": 4, "licenseurl": internet_archive.ZERO},
]


def test_odd_works_among_good_ones_are_left_out(name, collection, services):
    told = {"query": {"pages": ODD_CLIPS}, "videos": ODD_CLIPS, "hits": ODD_CLIPS}
    services.on(name, in_json({**told, "response": {"docs": ODD_CLIPS}}))
    assert search(collection) == ()


def test_no_key_is_told_in_a_log(collection, name, services, caplog):
    caplog.set_level(logging.INFO)
    search(collection)
    services.on(name, in_json({"error": pixabay.KEY}, 500))
    refusal(collection)
    assert caplog.records
    told = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert not [secret for secret in SECRETS if secret in told]


def test_each_is_asked_in_its_own_way(services):
    search(of("pexels", services), shape="tall")
    call = services.last()
    assert call.path.startswith("/pexels/v1/videos/search?")
    assert (asked(call)["orientation"], call.headers["authorization"]) == ("portrait", pexels.KEY)
    search(of("pixabay", services))
    told = asked(services.last())
    assert services.last().path.startswith("/pixabay/api/videos/?")
    assert (told["safesearch"], told["video_type"]) == ("true", "film")
    search(of("wikimedia", services), "lighthouse sea")
    told = asked(services.last())
    assert told["gsrsearch"] == "filetype:video lighthouse sea"
    assert (told["prop"], told["maxlag"]) == ("videoinfo", "5")


def test_wikimedias_copies_serve_where_the_original_cannot_be_decoded(services):
    (one, *_) = search(of("wikimedia", services))
    assert not [file for file in one.files if "ogv" in file.address]
    assert one.title == "Lighthouse 1"
    webm = "https://upload.wikimedia.invalid/y.webm"

    def new(call):
        made = wikimedia.video(call, "lighthouse", 1)
        made["videoinfo"][0] |= {"mime": "video/webm", "url": webm, "size": 5, "derivatives": None}
        return wikimedia.pages(made)

    services.on("wikimedia", new)
    (one,) = search(of("wikimedia", services))
    assert [(file.address, file.width, file.size) for file in one.files] == [(webm, 6000, 5)]


NOT_FREE = {"LicenseShortName": "CC BY-NC 4.0"}


def test_what_wikimedia_may_not_give_is_left_out(services):
    services.on("wikimedia", lambda call: wikimedia.pages(wikimedia.video(call, "lighthouse", 1, **NOT_FREE)))
    assert search(of("wikimedia", services)) == ()


@pytest.mark.parametrize(
    "told",
    [
        {"licenseurl": "https://creativecommons.org/licenses/by-nc/4.0/"},
        {"licenseurl": "https://creativecommons.org/licenses/by-nd/4.0/"},
        {"licenseurl": "http://creativecommons.org/licenses/by-nc-sa/3.0/us/"},
        {"licenseurl": "https://creativecommons.org/licenses/sampling+/1.0/"},
        {"licenseurl": "https://example.org/creativecommons.org/licenses/by/4.0/"},
        {"licenseurl": "https://creativecommons.org/licenses/zero/1.0/"},
        {"licenseurl": ""},
        {"licenseurl": None},
        {"description": "For non-commercial use only."},
    ],
)
def test_what_the_archive_may_not_give_is_left_out(services, told):
    services.on("internet_archive", internet_archive.found(internet_archive.item("lighthouse", 1, **told)))
    assert search(of("internet_archive", services)) == ()
    # Of what is not free nothing further is asked.
    assert services.count("internet_archive") == 1


def test_a_work_of_the_archive_without_an_author_is_not_free_where_its_licence_asks_for_one(services):
    def nameless(call):
        if "advancedsearch" not in call.path:
            return internet_archive.answer(call)
        return internet_archive.found(*(internet_archive.item("lighthouse", n, creator=None) for n in (1, 2)))

    services.on("internet_archive", nameless)
    mine = of("internet_archive", services)
    assert [one.credit.licence for one in search(mine) if is_free(one.credit, mine)] == ["CC0 1.0"]


@pytest.mark.parametrize(
    "told", [{"length": "5400"}, {"length": "1:30:00"}, {"length": ""}, {"width": None}, {"private": "true"}]
)
def test_whole_films_and_files_of_which_too_little_is_known_are_passed_over(services, told):
    def other(call):
        if "/metadata/" in call.path:
            return in_json({"files": internet_archive.files("x", **told)})
        return internet_archive.answer(call)

    services.on("internet_archive", other)
    assert search(of("internet_archive", services)) == ()


def test_an_item_that_is_gone_or_odd_does_not_hide_the_others(services):
    odd = iter((page(404), page(200), in_json([]), in_json({"files": "none"})))

    def some(call):
        return (
            next(odd)
            if "/metadata/" in call.path and "-5" not in call.path
            else internet_archive.answer(call)
        )

    services.on("internet_archive", some)
    assert [one.id for one in search(of("internet_archive", services))] == ["lighthouse-5"]


def test_signs_of_its_language_are_not_handed_to_the_archive(services):
    search(of("internet_archive", services), 'fox) OR mediatype:"texts"')
    asked_for = asked(services.last() if "q=" in services.last().path else services.calls[0])["q"]
    assert '"' not in asked_for
    assert "(title:fox OR subject:fox) AND (title:OR" in asked_for
