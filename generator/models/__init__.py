"""The database models."""

from __future__ import annotations

from generator.models.address import LaterAddress
from generator.models.brands.bookend import Bookend
from generator.models.brands.brand import Brand
from generator.models.charge import Charge
from generator.models.contact import ContactMessage
from generator.models.files.sending import Sending
from generator.models.film import Film
from generator.models.generation import Generation
from generator.models.library.folder import Folder
from generator.models.piece import Piece
from generator.models.presets.preset import Preset
from generator.models.scene import Cutaway, Scene
from generator.models.scenes.narration import Narration
from generator.models.scenes.take import Take
from generator.models.scenes.take_order import TakeOrder
from generator.models.scenes.typed import TypedScenes
from generator.models.search.entry import SearchEntry
from generator.models.services.setup import ServiceOrder, ServiceSetup
from generator.models.starting.picture import StartPicture
from generator.models.usage.usage import Usage
from generator.models.user import Saying, User
from generator.models.versions.keepsake import Keepsake
from generator.models.visit import Visit

__all__ = [
    "Bookend",
    "Brand",
    "Charge",
    "ContactMessage",
    "Cutaway",
    "Film",
    "Folder",
    "Generation",
    "Keepsake",
    "LaterAddress",
    "Narration",
    "Piece",
    "Preset",
    "Saying",
    "Scene",
    "SearchEntry",
    "Sending",
    "ServiceOrder",
    "ServiceSetup",
    "StartPicture",
    "Take",
    "TakeOrder",
    "TypedScenes",
    "Usage",
    "User",
    "Visit",
]
