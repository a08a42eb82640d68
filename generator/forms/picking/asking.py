"""What somebody looks for on the page on which the picture of a scene is chosen."""

from __future__ import annotations

from typing import Final

from django import forms

from generator.models.files.mine import MOST_PAGES
from generator.pipeline.photos.browsing import LONGEST_WORDS, MOST_ANSWERS, SHARES

MOST_SHOWN: Final = SHARES * MOST_ANSWERS


class SearchForm(forms.Form):
    """Words for the collections, which are asked when the form is sent, and which page of what they have."""

    q = forms.CharField(
        label="Search words",
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
        error_messages={
            "required": "Please write what the photo shall show.",
            "max_length": f"Please search by at most {LONGEST_WORDS} characters.",
        },
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_SHOWN, widget=forms.HiddenInput())

    def clean_q(self) -> str:
        words = " ".join(str(self.cleaned_data["q"]).split())
        if not any(sign.isalnum() for sign in words):
            raise forms.ValidationError("Please write what the photo shall show.", code="no_words")
        return words


class MineForm(forms.Form):
    """Words of titles and texts of the films in which something was uploaded; none for all of it."""

    q = forms.CharField(
        required=False,
        label="Title or words of the video",
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    @property
    def wanted(self) -> tuple[str, int]:
        """The words and the page; what makes no sense is left out."""
        if not self.is_valid():
            return "", 1
        return self.cleaned_data["q"], self.cleaned_data["page"] or 1
