"""Messages to the staff."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ContactMessage(models.Model):
    """A message from the contact page, stored as a row so that none is lost if no mail is set up."""

    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_messages",
    )
    email = models.EmailField("e-mail address")
    message = models.TextField(max_length=5000)
    answered = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.email}: {self.message[:40]}"
