"""`manage.py generate`: the pipeline for scripts."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.management import CommandError, call_command
from django_q.models import OrmQ
from docx.shared import Inches

from generator.models import Generation, User
from studio.errors import RenderError
from studio.film import plan as timeline
from studio.film.plan import CaptionAppearance
from studio.film.plan_file import read_plan
from studio.film.render import render_film
from tests.app.stages.conftest import photo
from tests.app.stages.test_narrate_languages import NoJapanese
from tests.studio.film.factories import shows_the_same
from tests.studio.text.documents.drawn import picture
from tests.support.factories import make_user
from tests.support.printed import pdf
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    for size, frame in {"16:9": (160, 90), "9:16": (90, 160)}.items():
        monkeypatch.setitem(timeline.FRAME_SIZES, size, frame)


def is_mp4(path) -> bool:
    return path.read_bytes()[4:8] == b"ftyp"


def test_it_writes_a_film_and_says_how_long_it_is(tmp_path, capsys):
    out = tmp_path / "fox.mp4"
    call_command("generate", "A red fox", size="9:16", music="", out=out)
    assert is_mp4(out)
    film = Generation.objects.get()
    assert f"{film.film.duration:.1f} s" in capsys.readouterr().out
    assert (film.size, film.owner.has_usable_password()) == ("9:16", False)
    # It is made here and now, so no worker needs to hear of it.
    assert OrmQ.objects.count() == 0


def test_it_makes_a_film_of_a_picture_for_a_person(tmp_path):
    alice = make_user()
    (tmp_path / "photo.jpg").write_bytes(photo())
    call_command(
        "generate", image=tmp_path / "photo.jpg", owner=alice.email, music="", out=tmp_path / "film.mp4"
    )
    assert is_mp4(tmp_path / "film.mp4")
    assert Generation.objects.owned_by(alice).get().kind == "image"


def test_it_makes_a_film_of_a_document(tmp_path):
    (tmp_path / "fox.md").write_text("## The fox\n\nA red fox crosses the snow.\n")
    call_command("generate", document=tmp_path / "fox.md", music="", out=tmp_path / "film.mp4")
    assert is_mp4(tmp_path / "film.mp4")
    assert Generation.objects.get().input_text == "The fox\n\nA red fox crosses the snow."


def test_a_document_that_cannot_be_read_is_refused_with_its_sentence(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(pdf([[]]))
    with pytest.raises(CommandError, match="as scanners make them"):
        call_command("generate", document=tmp_path / "scan.pdf", out=tmp_path / "film.mp4")


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("", {}, "Please write what the video should tell."),
        ("!!!", {}, "signs alone"),
        ("A red fox", {"owner": "nobody@example.org"}, "Nobody here has the address"),
        ("A red fox", {"music": "polka"}, "polka is not one of the available choices"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(tmp_path, text, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("generate", text, out=tmp_path / "film.mp4", **options)
    assert not Generation.objects.exists()


def test_a_text_that_no_voice_speaks_becomes_a_film_of_captions_and_music(tmp_path, settings, capsys):
    settings.GENERATOR_PROVIDERS = PROVIDERS | {
        "speech": [{"BACKEND": f"{NoJapanese.__module__}.NoJapanese"}]
    }
    call_command("generate", "今日はとてもいい天気です。", out=tmp_path / "film.mp4")
    assert is_mp4(tmp_path / "film.mp4")
    assert Generation.objects.get().voice == Generation.NO_VOICE
    assert "seems to be in Japanese, which no voice here speaks" in capsys.readouterr().err


def test_a_picture_that_is_none_is_refused(tmp_path):
    (tmp_path / "letter.jpg").write_text("Dear all")
    with pytest.raises(CommandError, match=r"picture"):
        call_command("generate", image=tmp_path / "letter.jpg", out=tmp_path / "film.mp4")


def test_a_folder_that_is_not_there_is_told_before_any_work(tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        call_command("generate", "A red fox", out=tmp_path / "nowhere" / "film.mp4")
    assert not User.objects.exists()


def test_a_failure_ends_with_its_sentence_and_no_file(tmp_path, monkeypatch):
    def fail(*asked: object) -> None:
        raise RenderError("The film is not what was planned.")

    monkeypatch.setattr("generator.pipeline.stages.render.render_film", fail)
    with pytest.raises(CommandError, match=r"^The film is not what was planned\.$"):
        call_command("generate", "A red fox", out=tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()


@pytest.mark.parametrize(("options", "effects"), [((), True), (("--no-effects",), False)])
def test_effects_are_there_unless_they_are_left_out(tmp_path, options, effects):
    call_command("generate", "A red fox.", *options, "--music=epic", out=tmp_path / "film.mp4")
    generation = Generation.objects.get()
    assert (generation.effects, generation.is_scored, generation.music) == (effects, True, "epic")


def test_captions_and_what_lies_over_the_film_can_be_chosen(tmp_path):
    chosen = ("--captions=pop", "--caption-words=three", "--caption-stroke=thick", "--caption-capitals")
    further = (
        "--caption-position=middle",
        "--caption-letters=large",
        "--progress-line=top",
        "--no-lower-thirds",
    )
    file = tmp_path / "film.mp4"
    call_command("generate", "A red fox.", *chosen, *further, out=file, keep_plan=tmp_path / "plan.json")
    generation = Generation.objects.get()
    assert generation.lower_thirds is False
    plan = read_plan(tmp_path / "plan.json")
    assert plan.progress_line == "top"
    assert plan.captions == CaptionAppearance(
        style="pop", position="middle", letters="large", stroke="thick", is_upper=True, words="three"
    )


@pytest.mark.parametrize(("options", "wanted"), [((), False), (("--less-motion",), True)])
def test_less_motion_is_a_choice(tmp_path, options, wanted):
    call_command("generate", "A red fox.", *options, out=tmp_path / "film.mp4")
    assert Generation.objects.get().less_motion is wanted
    assert Generation.objects.get().film.flashes == []


def test_who_is_suspended_is_refused_in_a_sentence(tmp_path, alice):
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="suspended"):
        call_command("generate", "A red fox", owner=alice.email, out=tmp_path / "film.mp4")
    assert not Generation.objects.exists()


def test_the_plan_that_it_keeps_renders_to_the_same_film(tmp_path):
    file = tmp_path / "kept" / "plan.json"
    file.parent.mkdir()
    text = "A red fox walks home. Night falls over the quiet village."
    call_command("generate", text, split="sentence", out=tmp_path / "film.mp4", keep_plan=file)
    stored = [path.read_bytes() for path in (tmp_path / "media").rglob("picture*")]
    for name in (file.parent / "plan-files").iterdir():
        # Copies: whoever changes them leaves the film in the library as it is.
        assert name.stat().st_nlink == 1
    moved = file.parent.rename(tmp_path / "elsewhere") / file.name
    again = render_film(read_plan(moved), moved.parent, lambda share: None)
    assert shows_the_same(again.video, tmp_path / "film.mp4")
    assert [path.read_bytes() for path in (tmp_path / "media").rglob("picture*")] == stored


def test_the_volume_of_the_music_can_be_chosen(tmp_path):
    call_command("generate", "A red fox.", "--music=epic", "--music-volume=150", out=tmp_path / "film.mp4")
    assert Generation.objects.get().music_volume == 150
    with pytest.raises(CommandError, match="200"):
        call_command("generate", "A red fox.", "--music-volume=900", out=tmp_path / "film.mp4")


def test_the_pictures_of_a_document_are_those_of_its_scenes(tmp_path):
    file = tmp_path / "talk.docx"
    written = docx.Document()
    written.add_paragraph("The old tower stands on a hill above the town.")
    written.add_picture(io.BytesIO(picture("A")), width=Inches(5))
    written.add_paragraph("It fell in a storm.")
    written.save(str(file))
    call_command("generate", "", f"--document={file}", out=tmp_path / "film.mp4")
    first, *others = Generation.objects.get().scenes.filter(narration__gt="")
    assert first.is_own_picture
    assert not any(scene.is_own_picture for scene in others)


def test_a_topic_needs_a_service_that_writes(tmp_path):
    with pytest.raises(CommandError, match="set up a text service"):
        call_command("generate", topic="the deep sea", seconds=30, out=tmp_path / "film.mp4")
    assert not Generation.objects.exists()
