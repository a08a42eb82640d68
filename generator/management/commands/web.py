"""`manage.py web`: run the site alone, for hosts that make no films."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from generator.management.commands.serve import refuse_taken, web_command


class Command(BaseCommand):
    help = "Serves the site; films are made by `manage.py worker`, here or on other hosts."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_taken(settings.HOST, settings.PORT)
        command = web_command(settings.HOST, settings.PORT)
        # Replace this process, so that a supervisor's signals reach the server.
        os.execv(command[0], command)
