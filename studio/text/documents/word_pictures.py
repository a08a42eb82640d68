"""The pictures of a Word file, with the paragraphs in which they stand."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from studio.text.documents.pictured import Shown, worth_showing
from studio.text.documents.slide_pictures import crop_of

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Of old drawings the file does not say plainly how large they are; a page, in the unit of these files, where it does not.
_USUAL_SHARE, _PAGE = 0.2, 7_560_000.0 * 10_690_000.0


class Mark(str):
    """The mark of a picture among blocks of words."""

    __slots__ = ()


class Caption(str):
    """The words under a picture."""

    __slots__ = ()


def pictures_in(document: Any) -> dict[Any, list[Shown]]:
    """Return the pictures that are worth a scene, by the paragraph in which each stands."""
    section = document.sections[0] if len(document.sections) else None
    area = float((section.page_width or 0) * (section.page_height or 0)) if section else 0.0
    found = []
    for blip in document.element.body.iter(qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"):
        holders = list(blip.iterancestors())
        paragraph = next((one for one in holders if one.tag == qn("w:p")), None)
        if paragraph is None or any(one.tag in (_FALLBACK, qn("w:del")) for one in holders):
            continue
        if shown := _shown(document, blip, holders, area or _PAGE):
            found.append((paragraph, shown))
    kept: dict[Any, list[Shown]] = {}
    for (paragraph, _), worth in zip(found, worth_showing([[shown] for _, shown in found]), strict=True):
        kept.setdefault(paragraph, []).extend(worth)
    return kept


def _shown(document: Any, blip: Any, holders: list[Any], area: float) -> Shown | None:
    key = blip.get(qn("r:embed")) or blip.get(qn("r:id"))
    try:
        part = document.part.related_parts[key]
        image = part.image
        pixels, ending = (image.px_width, image.px_height), image.ext
    except Exception:
        # What is missing, linked to, or of a kind that the package does not know: each way has its own error.
        return None
    frame = next((one for one in holders if one.tag in (qn("wp:inline"), qn("wp:anchor"))), None)
    extent = frame.find(qn("wp:extent")) if frame is not None else None
    share = _USUAL_SHARE
    if extent is not None:
        share = min(1.0, int(extent.get("cx", 0)) * int(extent.get("cy", 0)) / area)
    return Shown(data=part.blob, ending=ending, pixels=pixels, share=share, crop=crop_of(holders[0]))
