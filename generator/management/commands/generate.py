"""`manage.py generate`: make one film into a file, by the same pipeline but without the site."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from tqdm import tqdm

from generator import tasks
from generator.exceptions import RunOverdueError
from generator.forms import ImageForm, TextForm
from generator.forms.brands.brand import WRONG
from generator.forms.creation import UNSPOKEN
from generator.forms.starting.documents import CORRECT, DocumentForm
from generator.forms.starting.voices import language_choices
from generator.models import Brand, Generation, User
from generator.models.allowance import OverQuotaError
from generator.pipeline import run as pipeline
from generator.pipeline.stages.render import keep_plan
from generator.pipeline.writing.asking import UnwrittenError
from generator.pipeline.writing.scripts import LENGTHS, ScriptOrder, write_script
from studio.film.sound.music import MOODS
from studio.film.text.fonts import ready_fonts

LATER = "The film could not be made just now. It waits in the queue, and the log says why."
NOBODY = "command-line@localhost"
CHOICES = (
    ("style", Generation.Style, Generation.Style.PLAIN, "of the pictures"),
    ("size", Generation.Size, Generation.Size.LANDSCAPE, "the film's shape"),
    ("quality", Generation.Quality, Generation.Quality.STANDARD, "the film's size in pixels"),
    ("camera", Generation.Camera, Generation.Camera.MIXED, "how much the pictures move"),
    ("shows", Generation.Shows, Generation.Shows.MIXED, "pictures, graphic scenes or both"),
    (
        "pictures",
        Generation.Pictures,
        Generation.Pictures.PAINTED,
        "painted, free photos or clips, what fits best, or paintings set in motion",
    ),
    ("palette", Generation.Palette, "", "the colours of graphic scenes"),
    ("cutting", Generation.Cutting, Generation.Cutting.AUTO, "how often the picture changes"),
    ("transition", Generation.Transition, Generation.Transition.MEANING, "between scenes"),
    ("split", Generation.Split, Generation.Split.AUTO, "where scenes begin"),
    ("captions", Generation.CaptionStyle, Generation.CaptionStyle.BOX, "how they are drawn"),
    ("caption-position", Generation.CaptionPosition, Generation.CaptionPosition.BOTTOM, "where they are"),
    ("caption-letters", Generation.CaptionLetters, Generation.CaptionLetters.MEDIUM, "how large they are"),
    (
        "caption-stroke",
        Generation.CaptionStroke,
        Generation.CaptionStroke.USUAL,
        "the outline of their letters",
    ),
    ("caption-words", Generation.CaptionWords, Generation.CaptionWords.AUTO, "how many words one has"),
    (
        "progress-line",
        Generation.ProgressLine,
        Generation.ProgressLine.NONE,
        "a line that grows with the film",
    ),
)

# Fields of the form that have their options' names.
AS_NAMED = (
    *("title", "style", "size", "quality", "camera", "less_motion", "cutting"),
    *("pictures", "shows", "palette", "transition", "caption_position", "caption_letters", "caption_stroke"),
    *("caption_words", "caption_capitals", "lower_thirds", "progress_line", "title_card", "voice"),
    *("pace", "music", "music_volume", "effects", "split", "verbatim"),
)


def _add_files(parser: CommandParser) -> None:
    parser.add_argument(
        "--image",
        type=Path,
        action="append",
        help="a picture that opens the film, or a clip that its scenes show parts of; given several times, each is a "
        "scene, in this order",
    )
    parser.add_argument(
        "--document",
        type=Path,
        help="a text, Word, PowerPoint or PDF file whose words are told, below the text if one is given",
    )


def _add_topic(parser: CommandParser) -> None:
    parser.add_argument("--topic", default="", help="what a text service is to write the narration about")
    parser.add_argument(
        "--seconds", type=int, default=60, choices=LENGTHS, help="about how long what is written takes"
    )
    parser.add_argument("--tone", default="", help="how it is told, in a few words")
    parser.add_argument("--audience", default="", help="whom it is for, in a few words")


def _add_brand(parser: CommandParser) -> None:
    parser.add_argument("--logo", type=Path, help="a PNG, JPEG, WebP or SVG file that stands over all scenes")
    for name, choices, default in (
        ("corner", Brand.Corner, Brand.Corner.TOP_RIGHT),
        ("size", Brand.LogoSize, Brand.LogoSize.MEDIUM),
    ):
        parser.add_argument(f"--logo-{name}", default=default, choices=choices.values)
    for name, meaning in (
        ("accent", "of what stands out"),
        ("letters", "of letters"),
        ("plate", "behind captions"),
    ):
        parser.add_argument(f"--{name}-colour", default="", help=f"the colour {meaning}, as #rrggbb")
    for place in Brand.Place:
        parser.add_argument(f"--{place}", type=Path, help=f"a clip or a picture that is the film's {place}")
    parser.add_argument("--bookend-fit", default=Brand.Fit.WHOLE, choices=Brand.Fit.values)
    parser.add_argument(
        "--font", default="", help="a TTF or OTF file, or one of: " + ", ".join(ready_fonts())
    )


def _add_sound(parser: CommandParser) -> None:
    parser.add_argument(
        "--voice",
        default="",
        help="the name of a voice, or none for captions and music only; by default the language's first",
    )
    parser.add_argument(
        "--pace",
        type=float,
        default=1.0,
        choices=[pace for pace, _ in Generation.PACES],
        help="how fast the narrator speaks",
    )
    parser.add_argument(
        "--music",
        default="auto",
        help=f"a mood ({', '.join(MOODS)}), an empty text for none, or auto for the mood of the words",
    )
    parser.add_argument(
        "--music-volume",
        type=int,
        default=Generation.USUAL_VOLUME,
        metavar="PERCENT",
        help=f"from {Generation.LEAST_VOLUME} to {Generation.MOST_VOLUME} per cent of the usual volume of the music",
    )
    parser.add_argument(
        "--no-effects",
        action="store_false",
        dest="effects",
        help="leave out the quiet sounds of what the pictures show",
    )


def _brand_of(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, SimpleUploadedFile]]:
    """Return what the form asks of a brand, and its files."""
    colours = {name: options[name] for name in Brand.COLOURS}
    asked = {name: options[name] for name in ("logo_corner", "logo_size", "font", "bookend_fit")}
    files = {name: _read(options[name], name) for name in ("logo", *Brand.Place.values) if options[name]}
    if options["font"] and options["font"] not in ready_fonts():
        files["font_file"] = _read(Path(options["font"]), "font")
        asked["font"] = Brand.OWN_FONT
    return {**asked, **colours, "own_colours": any(colours.values())}, files


def _read(file: Path, what: str) -> SimpleUploadedFile:
    try:
        return SimpleUploadedFile(what, file.read_bytes())
    except OSError as error:
        raise CommandError(f"The {what} {file} cannot be read: {error.strerror}.") from error


class Command(BaseCommand):
    help = "Makes a film from a text, or from a picture and an optional text, and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", default="", help="what the narrator says")
        _add_files(parser)
        parser.add_argument("--title", default="")
        parser.add_argument(
            "--verbatim", action="store_true", help="speak every word of the text, as it stands"
        )
        parser.add_argument(
            "--language", default="", help="the text's language, as ISO 639-1; found where it is not given"
        )
        for name, choices, default, meaning in CHOICES:
            parser.add_argument(f"--{name}", default=default, choices=choices.values, help=meaning)
        parser.add_argument(
            "--less-motion", action="store_true", help="let pictures and words only fade in and out"
        )
        parser.add_argument("--caption-capitals", action="store_true", help="captions in capitals only")
        parser.add_argument(
            "--no-lower-thirds",
            action="store_false",
            dest="lower_thirds",
            help="leave out names and roles where the words introduce somebody",
        )
        parser.add_argument("--title-card", action="store_true", help="show the title before the first scene")
        parser.add_argument("--end-card", default="", help="words that stand after the last scene")
        _add_topic(parser)
        _add_brand(parser)
        _add_sound(parser)
        parser.add_argument(
            "--owner", default=NOBODY, help="the e-mail address of whose library it goes into"
        )
        parser.add_argument("--out", type=Path, required=True, help="the mp4 file to write")
        parser.add_argument(
            "--keep-plan",
            type=Path,
            help="a .json file for what the renderer was given, which `python -m studio.film` renders again",
        )

    _document: DocumentForm | None = None

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        for file in filter(None, (out, options["keep_plan"])):
            if not file.parent.is_dir():
                raise CommandError(f"There is no folder {file.parent}.")
        if options["document"]:
            options["text"] = self._with_document(options["text"], options["document"])
        if options["topic"]:
            self._write(options)
        form = self._form(options)
        if form.has_error("voice", UNSPOKEN):
            # Nobody is there to choose: captions and music are what can be made of it.
            self.stderr.write(" ".join(map(str, form.errors["voice"])))
            form = self._form(options | {"voice": Generation.NO_VOICE})
        generation = self._claim(form)
        labels = {stage.value: stage.label for stage in Generation.Stage}
        with tqdm(total=100, unit="%", bar_format="{desc:<24} {bar} {n:.0f} % {elapsed}") as bar:

            def on_progress(stage: str, progress: int) -> None:
                bar.set_description_str(labels[stage], refresh=False)
                bar.update(progress - bar.n)

            with suppress(RunOverdueError):
                pipeline.run(generation, on_progress=on_progress)
            generation.refresh_from_db()
            bar.update(generation.progress - bar.n)
        film = generation.film
        if generation.status != Generation.Status.SUCCEEDED or film is None:
            queued = generation.status == Generation.Status.QUEUED
            otherwise = LATER if queued else "The film was taken away from this command."
            raise CommandError(generation.error or otherwise)
        with film.video.open("rb") as video, out.open("wb") as target:
            shutil.copyfileobj(video, target)
        if options["keep_plan"]:
            keep_plan(generation, options["keep_plan"])
        self.stdout.write(f"{out}: {film.duration:.1f} s, {out.stat().st_size / 1e6:.1f} MB")

    def _write(self, options: dict[str, Any]) -> None:
        """Have the text written that is told; it is shown, and goes below a text that is given."""
        if options["language"] and options["language"] not in dict(language_choices()):
            raise CommandError(f"There is no language {options['language']} here.")
        order = ScriptOrder(
            topic=options["topic"],
            seconds=options["seconds"],
            tone=options["tone"],
            audience=options["audience"],
            language=options["language"],
            voice=options["voice"],
            pace=options["pace"],
        )
        try:
            made = write_script(order)
        except UnwrittenError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{made.script.text}\n\nAbout {made.seconds:.0f} s, written for {made.wanted} s.")
        options["text"] = "\n\n".join(filter(None, (options["text"], made.script.text)))
        options["title"] = options["title"] or made.script.title

    def _with_document(self, text: str, file: Path) -> str:
        """Put the words of a document below a text, and say what of them is left out."""
        document = DocumentForm({}, MultiValueDict({"document": [_read(file, "document")]}))
        if document.refusal:
            raise CommandError(document.refusal)
        for note in document.notes:
            if note != CORRECT:
                self.stderr.write(note)
        self._document = document
        return document.in_text(text)

    def _form(self, options: dict[str, Any]) -> TextForm | ImageForm:
        data = {name: options[name] for name in AS_NAMED}
        data |= {
            "input_text": options["text"],
            "chosen_language": options["language"],
            "caption_style": options["captions"],
            "end_card_text": options["end_card"],
        }
        brand, files = _brand_of(options)
        data |= brand
        owner = self._owner(options["owner"])
        given: list[Path] | Path = options["image"] or []
        images = [given] if isinstance(given, Path) else given
        if not images:
            return TextForm(data, files, owner=owner)
        uploads = [_read(image, "file") for image in images]
        for image, upload in zip(images, uploads, strict=True):
            upload.name = image.name
        return ImageForm(data, {**files, "upload": uploads if len(images) > 1 else uploads[0]}, owner=owner)

    def _owner(self, email: str) -> User:
        owner = User.objects.filter(email__iexact=email).first()
        if owner is None and email != NOBODY:
            raise CommandError(f"Nobody here has the address {email}.")
        if owner is None:
            # Without a password no one can sign in as this user. Not suspended: then it could not make films.
            return User.objects.create_user(NOBODY)
        if email == NOBODY and not owner.is_active:
            User.objects.filter(pk=owner.pk).update(is_active=True)
        return owner

    def _claim(self, form: TextForm | ImageForm) -> Generation:
        if not form.is_valid():
            found = {**form.brand.errors, **form.errors} if form.brand.errors else form.errors
            sentences = [
                str(sentence) for errors in found.values() for sentence in errors if str(sentence) != WRONG
            ]
            raise CommandError(" ".join(sentences))
        # In one transaction, so that no worker claims it first.
        try:
            with transaction.atomic():
                waiting = form.queue(partial(tasks.enqueue, wake=False))
                worker = f"{settings.WORKER_NAME}:{os.getpid()}"
                generation = waiting and Generation.objects.take(waiting.pk, waiting.lease, worker)
        except OverQuotaError as refusal:
            raise CommandError(str(refusal)) from refusal
        if generation is None:
            raise CommandError("A worker was faster; the film is in the library.")
        if self._document and generation.kind == Generation.Kind.TEXT:
            self._document.keep_pictures(generation)
        return generation
