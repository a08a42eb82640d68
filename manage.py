#!/usr/bin/env python
"""Django's command line."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# NumPy's library of matrix products reads this when it is loaded. Its other threads wait for work by spinning: on
# products as small as ours that costs a painted picture a tenth more of the processor, and gains nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videogen_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"The settings are wrong:\n{wrong}")
