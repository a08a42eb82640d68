"""What leaves the house: only providers speak to other machines, and never to an address that a user has given."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import URLField
from django.forms import URLField as URLFormField

from generator.forms import ContactForm, ImageForm, TextForm
from studio.errors import RenderError
from studio.film.sound.own_music import measure_music
from studio.film.uploads.pictures import clean_picture, inspect_upload

# Packages that can speak to other machines, and start programs that can.
SPEAKING = {
    *("requests", "urllib3", "urllib.request", "http.client", "httpx2", "aiohttp", "socket", "ssl", "ftplib"),
    *("smtplib", "boto3", "google", "gtts", "subprocess", "multiprocessing.connection", "asyncio", "xmlrpc"),
}
# Vendors may speak; who else, and why.
VENDORS = "generator/providers/vendors/"
ALLOWED = {
    # npm, for what `manage.py setup` fetches, and the voice, in processes of their own.
    "studio/assets/registry.py": {"subprocess"},
    "studio/speech/espeak.py": {"subprocess"},
    # The voices by which scenes are heard on pages.
    "studio/speech/kept.py": {"subprocess"},
    # The fonts of pages, made while the database is made ready.
    "generator/management/commands/setup.py": {"subprocess"},
    # Strangers' files, in a process that can be ended.
    "generator/pipeline/decoding.py": {"subprocess"},
    # A free port, and our own processes.
    "generator/management/commands/serve.py": {"socket", "subprocess"},
    # The name of this host, and what the web server does with connections.
    "videogen_site/settings.py": {"socket"},
    "videogen_site/server/__init__.py": {"socket"},
    "videogen_site/server/outbox.py": {"socket"},
    # The names of its errors.
    "generator/views/contact.py": {"smtplib"},
}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return {
        package
        for package in SPEAKING
        if any(name == package or name.startswith(f"{package}.") for name in found)
    }


def test_only_who_must_can_speak_to_other_machines():
    speaking = {
        str(path.relative_to(settings.BASE_DIR)): packages
        for folder in ("generator", "studio", "videogen_site")
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if (packages := imported(path))
    }
    others = {path: packages for path, packages in speaking.items() if not path.startswith(VENDORS)}
    assert {path: packages - ALLOWED.get(path, set()) for path, packages in others.items()} == {
        path: set() for path in others
    }
    # What is allowed and not used is an allowance too many.
    assert {path: packages - speaking.get(path, set()) for path, packages in ALLOWED.items()} == {
        path: set() for path in ALLOWED
    }
    assert len(speaking) > len(others)


def test_nobody_is_asked_for_an_address():
    columns = [
        field
        for model in apps.get_app_config("generator").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, URLField)
    ]
    fields = [
        field
        for form in (TextForm, ImageForm, ContactForm)
        for field in form.base_fields.values()
        if isinstance(field, URLFormField)
    ]
    assert columns == fields == []


# What programs that read pictures and sounds take for an order to open another address.
LEADING_ELSEWHERE = [
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:%d/"/></svg>',
    b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:%d/secret\n",
    b"ffconcat version 1.0\nfile 'http://127.0.0.1:%d/'\n",
    b"push graphic-context\nfill 'url(http://127.0.0.1:%d/)'\npop graphic-context\n",
]


@pytest.fixture
def elsewhere() -> Iterator[socket.socket]:
    """Listen where the files lead to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.mark.parametrize("start", [b"", b"ID3\x03\x00\x00\x00\x00\x00\x00", b"RIFF\x00\x00\x00\x00WAVE"])
@pytest.mark.parametrize("content", LEADING_ELSEWHERE)
def test_a_file_that_leads_elsewhere_is_refused_and_not_followed(
    tmp_path, elsewhere, content: bytes, start: bytes
):
    file = tmp_path / "upload"
    file.write_bytes(start + content % elsewhere.getsockname()[1])
    with pytest.raises(RenderError):
        measure_music(file)
    with pytest.raises(RenderError), file.open("rb") as opened:
        inspect_upload(opened, file.stat().st_size)
    with pytest.raises(RenderError):
        clean_picture(file, tmp_path / "cleaned.jpg")
    with pytest.raises(BlockingIOError):
        elsewhere.accept()
