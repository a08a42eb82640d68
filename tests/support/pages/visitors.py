"""A site with something of everything, and visitors of each role who ask for it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.test import Client, override_settings
from django.urls import reverse

from generator import tasks
from generator.models import (
    Bookend,
    Brand,
    ContactMessage,
    Cutaway,
    Film,
    Folder,
    Generation,
    Keepsake,
    Narration,
    Piece,
    Preset,
    Saying,
    StartPicture,
    Take,
    User,
)
from studio.film.uploads.miniatures import pack_miniature
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_scene, make_user, make_visit
from tests.support.media import CAPTIONS, CHAPTERS, SUBTITLES, THUMBNAILS, TRANSCRIPT, photo
from tests.support.pages.access_rules import MOVED, NOT_SO, NOTHING, PAGE, REFUSED, SIGN_IN
from tests.support.pages.routes import Route

SECRET = "JBSWY3DPEHPK3PXP"
# Pages that ask by themselves are told by 286 to ask no more.
CODES = {200: PAGE, 206: PAGE, 286: PAGE, 301: MOVED, 302: MOVED, 403: REFUSED, 404: NOTHING, 405: NOT_SO}
# Other pages ask no rows for services in tests.
SET_UP_BY_PEOPLE = {"GENERATOR_STORED_SERVICES": True, "GENERATOR_OWN_KEYS": True}
LOGIN, ADMIN_LOGIN = reverse("account_login"), reverse("admin:login")


class Site:
    """A film of the owner's with all its files, a row of each kind, and visitors who are signed in or not."""

    def __init__(self) -> None:
        self.owner, self.stranger = make_user("alice@example.org"), make_user("bob@example.org")
        self.film = make_generation(
            self.owner,
            status=Generation.Status.SUCCEEDED,
            video=b"film",
            poster=photo(),
            input_image=photo(),
            captions=CAPTIONS,
            subtitles=SUBTITLES,
            transcript=TRANSCRIPT,
            chapters=CHAPTERS,
            credits=b"A photo by Ann",
            sprites=photo(),
            thumbnails=THUMBNAILS,
            upload=b"upload",
            input_clip=b"clip",
            music_file=b"music",
        )
        shown = {"text": "A fox.", "graphic": None, "reason": "It is painted.", "kinds": ["statement"]}
        files = dict.fromkeys(
            (
                "speech",
                "recording",
                "layers",
                "upload",
                "clip",
                "clip_upload",
                "clip_sound_file",
                "clip_filmstrip",
            ),
            b"some",
        )
        self.scene = make_scene(self.film, image=photo(), sentences=[shown], **files)
        kept = default_storage.save(f"{self.film.directory}/kept.jpg", ContentFile(photo()))
        self.keepsake = Keepsake.objects.create(film=self.film.film, file=kept)
        told = {**self.scene.snapshot(0.0, 2.0), "image": kept}
        Film.objects.filter(pk=self.film.film_id).update(scenes=[told])
        self.startpicture = StartPicture(generation=self.film, position=0, is_seen=True)
        for name in ("upload", "clip", "image"):
            getattr(self.startpicture, name).save(f"{name}.jpg", ContentFile(photo()), save=False)
        self.startpicture.save()
        for pictured in (self.film, self.film.film, self.scene, self.keepsake, self.startpicture):
            pictured.small_picture(pack_miniature)
        self.brand = Brand(owner=self.owner)
        self.brand.logo.save("logo.png", ContentFile(b"logo"), save=False)
        self.brand.intro.save("intro", ContentFile(b"clip"), save=False)
        self.brand.outro.save("outro", ContentFile(b"picture"), save=False)
        self.brand.font_file.save("font", ContentFile(b"font"))
        self.bookend = Bookend(brand=self.brand, place=Brand.Place.INTRO, made_from="b1")
        for name in Bookend.FILES:
            getattr(self.bookend, name).save(name, ContentFile(b"bookend"), save=False)
        self.bookend.save()
        Generation.objects.filter(pk=self.film.pk).update(brand=self.brand)
        self.film.brand = self.brand
        self.narration = Narration(generation=self.film, seconds=1.0, cuts=[])
        self.narration.file.save("voice", ContentFile(b"voice"), save=False)
        self.narration.preview.save("voice", ContentFile(b"RIFF" + bytes(64)))
        self.piece = Piece(generation=self.film, fingerprint="f1")
        self.piece.file.save("piece.mp4", ContentFile(b"piece"))
        self.cutaway = Cutaway(scene=self.scene, word=1)
        self.cutaway.image.save("cutaway.jpg", ContentFile(b"cutaway"))
        self.cutaway.layers.save("cutaway.zip", ContentFile(b"layers"))
        self.take = Take(scene=self.scene, style="natural", variant=7, image_origin="painted")
        self.take.image.save("take.jpg", ContentFile(photo()), save=False)
        self.take.layers.save("take.zip", ContentFile(b"layers"))
        self.take.small_picture(pack_miniature)
        totp = {"user": make_user("carol@example.org"), "type": Authenticator.Type.TOTP}
        rows = {
            "generator_generation": self.film,
            "generator_user": self.stranger,
            "generator_contactmessage": ContactMessage.objects.create(email="a@example.org", message="Hello"),
            "auth_group": Group.objects.create(name="Reviewers"),
            "account_emailaddress": EmailAddress.objects.get(user=self.stranger),
            "mfa_authenticator": Authenticator.objects.create(**totp, data={"secret": SECRET}),
        }
        self.visit = make_visit(self.owner)
        self.folder = Folder.objects.create(owner=self.owner, name="The sea")
        self.saying = Saying.objects.create(owner=self.owner, written="Nguyen", said="win")
        self.preset = Preset.objects.create(owner=self.owner, name="Mine", values={"size": "9:16"})
        self.kit = Brand.objects.create(owner=self.owner, name="Kit", accent_colour="#ff8800")
        self.objects = {name: row.pk for name, row in rows.items()}
        people = {
            "owner": self.owner,
            "stranger": self.stranger,
            "suspended": self.owner,
            "helper": make_user("helper@example.org", is_staff=True),
            "staff": make_user("staff@example.org", is_staff=True, is_superuser=True),
        }
        self.visits = {role: self._visit(person) for role, person in people.items()}
        self.handler = Client().handler

    def _visit(self, person: User) -> str:
        return signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value

    def file(self, field: str) -> FieldFile:
        """Return the stored file of a field, which is named as "scene.image"."""
        model, name = field.split(".")
        rows = {"generation": self.film, "film": self.film.film}
        return getattr(rows.get(model) or getattr(self, model), name)

    def client(self, role: str, **options: Any) -> Client:
        client = Client(**options)
        if not options.get("enforce_csrf_checks"):
            # Made once, as in a process that serves: the chain of all middleware is not built for each request.
            client.handler = self.handler
        if role in self.visits:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.visits[role]
        return client

    def address(self, route: Route) -> str:
        about = route.name.removeprefix("admin:").rpartition("_")[0].removesuffix("_leads")
        objects: dict[str, Any] = {"object_id": self.objects.get(about, 1), "id": self.stranger.pk}
        if route.name == "choose_picture":
            objects |= {"scene": self.scene.pk}
        if route.name == "pick_miniature":
            objects |= {"ref": f"start-{self.startpicture.pk}"}
        if "take" in route.name:
            objects |= {"take": self.take.pk, "scene": self.scene.pk}
        if route.name in {"change_kit", "delete_kit"}:
            objects["pk"] = self.kit.pk
        elif route.name in {"rename_preset", "delete_preset"}:
            objects["pk"] = self.preset.pk
        elif "<uuid:pk>" in route.pattern:
            objects |= {"pk": self.film.pk, "key": self.startpicture.pk}
        elif route.name == "sign_out_visit":
            objects["pk"] = self.visit.pk
        elif route.name in {"folder", "delete_folder"}:
            objects["pk"] = self.folder.pk
        elif route.name in {"change_saying", "delete_saying"}:
            objects["pk"] = self.saying.pk
        return route.address(**objects)

    def ask(self, role: str, method: str, address: str, **options: Any) -> tuple[str, Any]:
        """Return what a visitor gets, and the answer; whatever it changes is taken back."""
        client = self.client(role, **options)
        # A worker says so all the time; a visit to all pages may take longer than it is believed.
        tasks.report_alive()
        with transaction.atomic():
            if role == "suspended":
                User.objects.filter(pk=self.owner.pk).update(is_active=False)
            with override_settings(**SET_UP_BY_PEOPLE) if "/services/" in address else nullcontext():
                response = getattr(client, method)(address)
            if response.streaming:
                response.body = response.getvalue()
            transaction.set_rollback(True)
        location = response.headers.get("Location", "")
        if location.startswith(LOGIN):
            return SIGN_IN, response
        # The admin sends everybody to a page of its own, which tells who is signed in that it is not for them.
        if location.startswith(ADMIN_LOGIN) and not address.startswith(ADMIN_LOGIN):
            return self.ask(role, "get", location)
        return CODES[response.status_code], response
