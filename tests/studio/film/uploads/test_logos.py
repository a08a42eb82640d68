from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from studio.film.uploads.logos import MAX_LOGO_BYTES, clean_logo, inspect_logo, is_svg
from studio.film.uploads.pictures import PictureError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 60">{}</svg>'
CIRCLE = '<circle cx="30" cy="30" r="28" fill="#e0115f"/>'


def mark(kind: str = "PNG", mode: str = "RGBA", size: tuple[int, int] = (300, 200)) -> bytes:
    """Return a red block within transparent margins."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (size[0] // 6, size[1] // 4, size[0] * 5 // 6, size[1] * 3 // 4))
    stored = io.BytesIO()
    picture.convert(mode).save(stored, kind)
    return stored.getvalue()


def cleaned(data: bytes, folder: Path) -> Image.Image:
    (folder / "source").write_bytes(data)
    clean_logo(folder / "source", folder / "logo.png")
    with Image.open(folder / "logo.png") as image:
        assert (image.format, image.mode) == ("PNG", "RGBA")
        image.load()
        return image


def refusal(data: bytes, folder: Path) -> str:
    with pytest.raises(PictureError) as caught:
        cleaned(data, folder)
    return str(caught.value)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGBA"), ("PNG", "LA")])
def test_a_logo_keeps_its_transparency_and_loses_its_margins(kind: str, mode: str, tmp_path: Path):
    logo = cleaned(mark(kind, mode), tmp_path)
    assert logo.size == (200, 100)
    assert logo.getextrema()[3] == (255, 255)


def test_a_photo_of_a_logo_is_a_logo(tmp_path: Path):
    assert cleaned(mark("JPEG", "RGB"), tmp_path).size == (300, 200)


def test_a_large_logo_is_made_smaller(tmp_path: Path):
    assert max(cleaned(mark(size=(3000, 2000)), tmp_path).size) <= 1024


def test_a_drawing_is_rastered_large_and_cut_to_what_is_seen(tmp_path: Path):
    logo = cleaned(SVG.format(CIRCLE).encode(), tmp_path)
    assert logo.size == (478, 478)
    assert logo.getpixel((0, 0))[3] == 0
    assert logo.getpixel((239, 239)) == (0xE0, 0x11, 0x5F, 255)


@pytest.mark.parametrize(
    "part",
    [
        f'<g id="a">{CIRCLE}</g><use href="#a" x="4"/>',
        f'<g id="a">{CIRCLE}</g><use xlink:href="#a" x="4"/>',
        '<defs><linearGradient id="g"><stop stop-color="#09f"/></linearGradient></defs>'
        '<rect width="60" height="40" fill="url(#g)"/>',
        "<style>.a{fill:url('#g')}</style>" + CIRCLE,
        f"<metadata>made by a program</metadata>{CIRCLE}",
        f'<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><g filter="url(#f)">{CIRCLE}</g>',
    ],
)
def test_ordinary_drawings_are_taken(part: str, tmp_path: Path):
    assert cleaned(SVG.format(part).encode(), tmp_path).width > 20


def test_drawings_of_older_programs_are_taken(tmp_path: Path):
    old = (
        '<?xml version="1.0" encoding="utf-8"?><!-- Generator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        f'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">{SVG.format(CIRCLE)}'
    )
    assert cleaned(old.encode(), tmp_path).width > 20


@pytest.mark.parametrize(
    "part",
    [
        '<script>alert(1)</script><g onload="alert(1)">{}</g>',
        "<foreignObject><p>words</p></foreignObject>{}",
        '<animate attributeName="x"/>{}',
    ],
)
def test_what_a_picture_does_not_need_is_left_out(part: str, tmp_path: Path):
    alone = cleaned(SVG.format(CIRCLE).encode(), tmp_path)
    assert cleaned(SVG.format(part.format(CIRCLE)).encode(), tmp_path).tobytes() == alone.tobytes()


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ('<image href="/etc/hostname" width="9" height="9"/>', "holds a picture"),
        ('<image href="data:image/png;base64,AAAA" width="9" height="9"/>', "holds a picture"),
        ('<filter id="f"><feImage href="http://example.org/a.png"/></filter>', "holds a picture"),
        ('<use href="http://example.org/a.svg#b"/>', "leads to another file"),
        ('<use xlink:href="file:///etc/passwd#b"/>', "leads to another file"),
        ('<rect width="9" height="9" fill="url(http://example.org/#a)"/>', "leads to another file"),
        ('<rect width="9" height="9" style="fill: URL( \'//example.org/#a\')"/>', "leads to another file"),
        ("<style>@import 'a.css';</style>", "leads to another file"),
        ("<text>My shop</text>", "outlines"),
        ("", "Nothing can be seen"),
        ("<g>" * 21_000 + "</g>" * 21_000, "cannot be read"),
        ("<circle", "cannot be read"),
    ],
)
def test_other_drawings_are_refused_in_a_sentence(part: str, says: str, tmp_path: Path):
    assert says in refusal(SVG.format(part).encode(), tmp_path)


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "b">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_a_drawing_with_entities_is_refused(entities: str, tmp_path: Path):
    drawing = f"<!DOCTYPE svg [{entities}]>" + SVG.format("<desc>&a;</desc>" + CIRCLE)
    assert "cannot be read" in refusal(drawing.encode(), tmp_path)


@pytest.mark.parametrize("box", ["0 0 1000000 1", "0 0 1 900", "0 0 0 0"])
def test_a_drawing_of_impossible_sides_is_refused(box: str, tmp_path: Path):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><rect width="9" height="9"/></svg>'
    assert refusal(drawing.encode(), tmp_path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a logo we can read"),
        (b"hello", "not a logo we can read"),
        (mark("GIF", "P"), "not a logo we can read"),
        (b"<html><body><svg></svg></body></html>", "not a logo we can read"),
        (mark()[:300], "damaged"),
        (mark(size=(6, 6)), "too small"),
        (mark(size=(2000, 60)), "too long and narrow"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(data: bytes, says: str, tmp_path: Path):
    assert says in refusal(data, tmp_path)


def test_a_file_that_is_too_large_is_refused_unread():
    for content in (mark(), SVG.format(CIRCLE).encode()):
        with pytest.raises(PictureError, match="larger than"):
            inspect_logo(io.BytesIO(content), MAX_LOGO_BYTES + 1)


def test_a_drawing_is_known_by_its_beginning():
    assert is_svg(io.BytesIO(b'\xef\xbb\xbf  <?xml version="1.0"?><svg/>'))
    assert not is_svg(io.BytesIO(b"words about <svg>"))
