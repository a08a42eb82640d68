"""The owner's choices on the appearance of a film."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Appearance(models.Model):
    """Style and shape, and the choices that most people leave unchanged."""

    class Style(models.TextChoices):
        PLAIN = "plain", "Natural"
        DRAMATIC = "dramatic", "Dramatic"
        PHOTOREALISTIC = "photorealistic", "Photographic"
        WATERCOLOUR = "watercolour", "Watercolour"
        OIL = "oil", "Oil painting"
        LINE = "line", "Ink and colour"
        ANIME = "anime", "Anime"
        PIXEL = "pixel", "Pixel art"
        PAPER = "paper", "Paper cut"
        CLAY = "clay", "Clay"
        VINTAGE = "vintage", "Vintage poster"
        RENDER = "render", "Soft 3-D"

    class Size(models.TextChoices):
        LANDSCAPE = "16:9", "Landscape 16:9"
        PORTRAIT = "9:16", "Portrait 9:16"
        SQUARE = "1:1", "Square 1:1"
        FEED = "4:5", "Feed 4:5"

    class Quality(models.TextChoices):
        DRAFT = "480p", "Draft, 480p"
        STANDARD = "720p", "Standard, 720p"
        FINE = "1080p", "Fine, 1080p"

    class Camera(models.TextChoices):
        NONE = "none", "None"
        SUBTLE = "subtle", "Subtle"
        MIXED = "mixed", "Mixed"
        DRAMATIC = "dramatic", "Dramatic"

    class Cutting(models.TextChoices):
        AUTO = "auto", "Automatic"
        CALM = "calm", "Calm, every 6 to 9 seconds"
        LIVELY = "lively", "Lively, every 3 to 5 seconds"
        SCENES = "scenes", "From scene to scene only"

    class Shows(models.TextChoices):
        MIXED = "mixed", "Pictures and graphic scenes"
        PICTURES = "pictures", "Pictures only"
        WORDS = "words", "Graphic scenes only"

    class Pictures(models.TextChoices):
        PAINTED = "painted", "Painted"
        PHOTOS = "photos", "Photos"
        CLIPS = "clips", "Clips"
        MIXED = "mixed", "Clips and photos where one fits, else painted"
        MOVED = "moved", "Painted, and set in motion by a service"

    class Palette(models.TextChoices):
        AUTO = "", "Automatic, by the mood"
        CALM = "calm", "Calm, deep green"
        UPLIFTING = "uplifting", "Uplifting, warm red"
        DRAMATIC = "dramatic", "Dramatic, black and ember"
        PLAYFUL = "playful", "Playful, violet and yellow"
        TECH = "tech", "Technical, blue"
        NEUTRAL = "neutral", "Neutral, indigo"

    class Transition(models.TextChoices):
        MEANING = "meaning", "By meaning"
        FADE = "fade", "Cross-fade"
        CUT = "cut", "Cut"
        DIP = "dip", "Through black"
        SLIDE = "slide", "Slide"
        PUSH = "push", "Push"
        ZOOM = "zoom", "Zoom through"
        WHIP = "whip", "Whip"

    class CaptionStyle(models.TextChoices):
        BOX = "box", "On a box"
        PLATE = "plate", "A plate for each line"
        OUTLINE = "outline", "Outlined"
        KARAOKE = "karaoke", "Word by word"
        LIT = "lit", "Words light up"
        POP = "pop", "One large word at a time"
        NONE = "none", "None"

    class CaptionPosition(models.TextChoices):
        BOTTOM = "bottom", "At the bottom"
        MIDDLE = "middle", "In the middle"
        TOP = "top", "At the top"

    class CaptionLetters(models.TextChoices):
        SMALL = "small", "Small"
        MEDIUM = "medium", "Medium"
        LARGE = "large", "Large"

    class CaptionStroke(models.TextChoices):
        USUAL = "usual", "As the captions have it"
        NONE = "none", "None"
        THIN = "thin", "Thin"
        THICK = "thick", "Thick"

    class CaptionWords(models.TextChoices):
        AUTO = "auto", "Automatic"
        THREE = "three", "1 to 3"
        FIVE = "five", "Up to 5"
        EIGHT = "eight", "Up to 8"

    class ProgressLine(models.TextChoices):
        NONE = "none", "None"
        BOTTOM = "bottom", "At the bottom"
        TOP = "top", "At the top"

    # The styles of the first scenes of a short film whose owner has chosen none.
    VARIED_STYLES: ClassVar = (Style.PLAIN, Style.DRAMATIC, Style.PHOTOREALISTIC)

    style = models.CharField(max_length=20, choices=Style, default=Style.PLAIN)
    size = models.CharField(max_length=5, choices=Size, default=Size.LANDSCAPE)
    quality = models.CharField(max_length=5, choices=Quality, default=Quality.STANDARD)
    camera = models.CharField(
        max_length=10, choices=Camera, default=Camera.MIXED, help_text="How much the pictures move."
    )
    less_motion = models.BooleanField(default=False, help_text="Pictures and words only fade in and out.")
    cutting = models.CharField(
        max_length=10, choices=Cutting, default=Cutting.AUTO, help_text="How often the picture changes."
    )
    shows = models.CharField(
        max_length=10, choices=Shows, default=Shows.MIXED, help_text="What its sentences show."
    )
    pictures = models.CharField(
        max_length=10, choices=Pictures, default=Pictures.PAINTED, help_text="What its pictures are."
    )
    palette = models.CharField(
        max_length=10, choices=Palette, blank=True, help_text="The colours of graphic scenes."
    )
    transition = models.CharField(
        max_length=10,
        choices=Transition,
        default=Transition.MEANING,
        help_text="What leads from scene to scene.",
    )
    title_card = models.BooleanField(default=False)
    title_card_text = models.CharField(
        max_length=120, blank=True, help_text="Left empty, the title of the video."
    )
    end_card_text = models.CharField(max_length=160, blank=True, help_text="Left empty, there is none.")
    credits_card = models.BooleanField(
        default=False, help_text="The end card names whose works the video shows, if it shows any."
    )
    caption_style = models.CharField(max_length=10, choices=CaptionStyle, default=CaptionStyle.BOX)
    caption_position = models.CharField(
        max_length=10, choices=CaptionPosition, default=CaptionPosition.BOTTOM
    )
    caption_letters = models.CharField(max_length=10, choices=CaptionLetters, default=CaptionLetters.MEDIUM)
    caption_stroke = models.CharField(max_length=10, choices=CaptionStroke, default=CaptionStroke.USUAL)
    caption_words = models.CharField(max_length=10, choices=CaptionWords, default=CaptionWords.AUTO)
    caption_capitals = models.BooleanField(default=False)
    progress_line = models.CharField(
        max_length=10,
        choices=ProgressLine,
        default=ProgressLine.NONE,
        help_text="A thin line that grows while the film lasts.",
    )
    lower_thirds = models.BooleanField(
        default=True, help_text="Name and role are shown where the words introduce somebody."
    )

    class Meta:
        abstract = True

    @property
    def camera_in_force(self) -> str:
        return self.Camera.NONE if self.less_motion else self.camera

    @property
    def cutting_in_force(self) -> str:
        """The cutting that the film gets, or "" if its pictures change from scene to scene only."""
        if self.cutting == self.Cutting.AUTO:
            return self.Cutting.LIVELY if self.size == self.Size.PORTRAIT else self.Cutting.CALM
        return "" if self.cutting == self.Cutting.SCENES else self.cutting

    @property
    def draws_captions(self) -> bool:
        return self.caption_style != self.CaptionStyle.NONE
