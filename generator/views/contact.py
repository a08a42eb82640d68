"""The contact page: a message is stored as a row, and mailed if mail is set up."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from generator.forms import ContactForm
from generator.models import ContactMessage, User

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def contact(request: HttpRequest) -> HttpResponse:
    sender = request.user if isinstance(request.user, User) else None
    initial = {"email": sender.email} if sender else {}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        # A program is thanked like a person, so that it does not learn that it was detected.
        if not form.is_from_a_program():
            form.instance.sender = sender
            mail(form.save())
        messages.success(request, "Thank you. Your message has reached us.")
        return redirect("contact")
    return render(request, "generator/contact.html", {"form": form})


def mail(message: ContactMessage) -> None:
    """Send a message to the staff; it is already in the database, so a failure is only logged."""
    if not settings.CONTACT_EMAIL:
        return
    letter = EmailMessage(
        subject=f"[{settings.SITE_NAME}] A message from the contact page",
        body=f"From: {message.email}\n\n{message.message}",
        to=[settings.CONTACT_EMAIL],
        reply_to=[message.email],
    )
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("Contact message %s was kept but not mailed", message.pk)
