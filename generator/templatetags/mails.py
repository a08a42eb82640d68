"""A template tag for pages that speak of mails."""

from __future__ import annotations

from django import template

from generator.web.mail import mails_arrive

register = template.Library()
# Not a context processor: allauth renders help texts without a request.
register.simple_tag(mails_arrive)
