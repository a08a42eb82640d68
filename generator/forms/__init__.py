"""Forms: validation of user input."""

from __future__ import annotations

from generator.forms.contact import ContactForm
from generator.forms.creation import TextForm
from generator.forms.picture import ImageForm
from generator.forms.rendering import Renderer
from generator.forms.sayings import SayingForm
from generator.forms.storyboard import Storyboard

__all__ = ["ContactForm", "ImageForm", "Renderer", "SayingForm", "Storyboard", "TextForm"]
