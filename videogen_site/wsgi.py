"""The WSGI entry point for web servers."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videogen_site.settings")
application = get_wsgi_application()
