"""`manage.py voices`: list, fetch and remove natural voices of the Piper collection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from generator.providers.voices import Offer, add_voice, find_offers, list_offers, read_terms, remove_voice
from studio.errors import ProviderError
from studio.speech.piper.installed import fetched_voices

MEGABYTE = 2**20


class Command(BaseCommand):
    help = "Lists, fetches and removes natural voices for many languages. They speak on this machine, without a service."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|add|remove")
        listed = actions.add_parser(
            "list", help="what the collection has; those that are fetched have a star"
        )
        listed.add_argument("language", nargs="?", default="", help="only of this language: de, pt_BR")
        listed.add_argument("--fetched", action="store_true", help="only those that are fetched; asks nobody")
        added = actions.add_parser("add", help="fetch voices, and use them from now on")
        added.add_argument("voices", nargs="+", metavar="VOICE", help="its name in the list")
        added.add_argument("--yes", action="store_true", help="agree to the licences without being asked")
        removed = actions.add_parser("remove", help="delete voices that were fetched")
        removed.add_argument("voices", nargs="+", metavar="VOICE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"list": self._list, "add": self._add, "remove": self._remove}[options["action"]](options)
        except ProviderError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The voices cannot be kept in their folder: {error.strerror}.") from error

    def _list(self, options: dict[str, Any]) -> None:
        fetched = {voice.key: voice for voice in fetched_voices(settings.VOICES_DIR)}
        if options["fetched"]:
            for voice in fetched.values():
                self.stdout.write(f"* {voice.key:<44} {voice.licence}")
            return
        offers = list_offers(settings.PIPER_VOICES_URL)
        for offer in find_offers(offers, options["language"]) if options["language"] else offers:
            star = "*" if offer.key in fetched else " "
            several = f", {len(offer.speakers)} speakers" if len(offer.speakers) > 1 else ""
            size = round(offer.size / MEGABYTE)
            self.stdout.write(f"{star} {offer.key:<44} {offer.named}, {size} MB{several}")

    def _add(self, options: dict[str, Any]) -> None:
        url, folder = settings.PIPER_VOICES_URL, Path(settings.VOICES_DIR)
        offers = {offer.key: offer for offer in list_offers(url)}
        if missing := [key for key in options["voices"] if key not in offers]:
            raise CommandError(
                f"The collection has no voice {missing[0]}. `manage.py voices list` names them."
            )
        for key in options["voices"]:
            offer = offers[key]
            terms = read_terms(url, offer)
            origin = f", from {terms.source}" if terms.source else ""
            self.stdout.write(f"{key}: licence {terms.licence}{origin}.")
            if not options["yes"] and not self._agrees():
                self.stdout.write(f"{key} was not fetched.")
                continue
            add_voice(url, offer, terms, folder)
            self._say_fetched(offer)

    def _agrees(self) -> bool:
        try:
            return input("Use it under these terms? [y/N] ").strip().lower() in ("y", "yes")
        except EOFError:
            return False

    def _say_fetched(self, offer: Offer) -> None:
        self.stdout.write(
            self.style.SUCCESS(f"{offer.key} was fetched: it speaks {offer.named} from now on.")
        )

    def _remove(self, options: dict[str, Any]) -> None:
        for key in options["voices"]:
            if not remove_voice(key, Path(settings.VOICES_DIR)):
                raise CommandError(f"The voice {key} is not fetched.")
            self.stdout.write(f"{key} was removed.")
