"""The form in which a service is set up: a field for each setting of its card that the environment leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.checks import CheckMessage
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html

from generator.checks.services import check_service
from generator.forms.rendering import Toggle
from generator.forms.services.words import explain, label_of
from generator.models import ServiceSetup
from generator.models.services.setup import end_of
from generator.providers.card import Card, Variable
from generator.providers.setup.known import Setup, note_change
from generator.providers.setup.lists import addresses_of_environment, set_by_environment, values_of
from generator.providers.setup.reading import SECRET, read

# Never sent back to a browser: secrets, and files, which are long.
KEPT_BACK = (*SECRET, "file")
MOST_LETTERS = 4000
REMOVE = "remove_"
ENTER_AGAIN = "Please enter it again: it is stored for another address, and is sent to no other."
NO_USE = "This does not work as it is set up."


class SetupForm(forms.Form):
    """What is entered becomes the sealed values of a row. An empty field of a key keeps the one that is stored."""

    per_minute = forms.IntegerField(
        required=False,
        min_value=1,
        label="Calls in a minute",
        help_text="At most so many, over all workers; a call more waits for the next minute.",
    )
    per_day = forms.IntegerField(
        required=False,
        min_value=1,
        label="Calls in a day",
        help_text="At most so many; after that the next service serves.",
    )
    limits: ClassVar[tuple[str, ...]] = ("per_minute", "per_day")

    def __init__(self, *args: Any, card: Card, row: ServiceSetup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card, self.row = card, row
        self.stored = row.texts() or {}
        self.warnings: list[str] = []
        for setting in self.open_settings():
            self._add(setting)
        for name in self.limits:
            self.fields[name].initial = getattr(row, name)
        self.order_fields([*(name for name in self.fields if name not in self.limits), *self.limits])

    def open_settings(self) -> list[Variable]:
        """Return the settings that are entered here: not what the environment has set, nor what switching on sets."""
        fixed = {*set_by_environment(self.card), *addresses_of_environment(self.card)}
        fixed = set() if self.row.is_further else fixed
        return [
            setting
            for setting in self.card.settings
            if setting.name not in fixed and not is_plain_switch(self.card, setting)
        ]

    def value_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not self._is_limit(name)]

    def limit_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if self._is_limit(name)]

    def _is_limit(self, name: str) -> bool:
        return name in self.limits or name.endswith("_AT_ONCE")

    def _add(self, setting: Variable) -> None:
        field = _field(setting)
        text, is_secret = self.stored.get(setting.name, ""), setting.form in SECRET
        field.label, field.help_text = label_of(setting), self.explained(setting)
        if setting.form not in KEPT_BACK:
            field.initial = text
        elif text:
            field.help_text = format_html("{} {}", self._told(setting, text), field.help_text)
        if setting.default and not is_secret and setting.form not in ("flag", "file"):
            field.widget.attrs["placeholder"] = _plain(setting.default)
        self.fields[setting.name] = field
        if text and setting.form in KEPT_BACK and self.limits:
            label = f"Remove what is stored: {field.label.lower()}"
            self.fields[REMOVE + setting.name] = forms.BooleanField(required=False, label=label)

    def explained(self, setting: Variable) -> str:
        return explain(setting)

    def _told(self, setting: Variable, text: str) -> str:
        at = self.row.stored_at.get(setting.name)
        day = date_format(datetime.fromisoformat(at), "j F Y") if at else ""
        end = f", and ends in …{end_of(text)}" if setting.form == "key" and end_of(text) else ""
        return f"Stored{f' on {day}' if day else ''}{end}. Left empty, it stays."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = {}
        for setting in self.open_settings():
            text = self._text_of(setting, cleaned)
            if not text or setting.name in self.errors:
                continue
            try:
                read(setting.form, text)
            except ValueError as error:
                self.add_error(setting.name, ValidationError(str(error), code="wrong"))
            else:
                texts[setting.name] = text
        self.texts = {**self._switched_on(), **texts}
        self._keep_keys_at_their_addresses()
        if not self.errors:
            self._check()
        return cleaned

    def _text_of(self, setting: Variable, cleaned: Mapping[str, Any]) -> str:
        given = cleaned.get(setting.name)
        if setting.form == "flag":
            return "1" if given else ""
        if setting.form == "file" and given is not None:
            return _content(given)
        if given:
            return str(given)
        is_kept = setting.form in KEPT_BACK and not cleaned.get(REMOVE + setting.name)
        return self.stored.get(setting.name, "") if is_kept else ""

    def _keep_keys_at_their_addresses(self) -> None:
        """Refuse another address for a key that is stored: whoever has not got the key could have it sent to themselves."""
        for key in self.open_settings():
            address = self.card.address_for(key)
            is_kept = key.form in SECRET and key.name in self.texts and not self.cleaned_data.get(key.name)
            if not is_kept or address is None:
                continue
            if (self.texts.get(address.name) or "") != self.stored.get(address.name, ""):
                self.add_error(key.name, ValidationError(ENTER_AGAIN, code="again"))

    def _switched_on(self) -> dict[str, str]:
        """Return the value by which a service is used that needs no key, if it is switched on: to save does not do it."""
        return {name: text for name, text in switched_on(self.card, self.row).items() if name in self.stored}

    def _check(self) -> None:
        """Try what is entered as the system checks try settings."""
        try:
            made = self.card.entries(self.values())
        except Exception:
            raise ValidationError(NO_USE, code="wrong") from None
        entries = [entry for some in made.values() for entry in some]
        for message in _without_doubles(message for entry in entries for message in check_service(entry)):
            if message.is_serious():
                raise ValidationError(message.msg, code="wrong")
            self.warnings.append(f"{message.msg} {message.hint or ''}".strip())

    def values(self) -> dict[str, Any]:
        """Return the values of all settings with what is entered."""
        entered = Setup(
            name=self.row.name, vendor=self.row.vendor, texts=self.texts, is_further=self.row.is_further
        )
        return values_of(self.card, entered)

    def store(self) -> list[str]:
        """Store what was entered, and return the labels of what has changed."""
        names = {*self.stored, *self.texts}
        changed = [name for name in names if self.stored.get(name) != self.texts.get(name)]
        self.row.take_texts(self.texts)
        for name in self.limits:
            changed += [name] if getattr(self.row, name) != self.cleaned_data[name] else []
            setattr(self.row, name, self.cleaned_data[name])
        self.row.save()
        note_change()
        return sorted(changed)


def is_plain_switch(card: Card, setting: Variable) -> bool:
    """Tell whether a setting says nothing but that the service is used."""
    return setting.name == card.switch and (setting.form == "flag" or bool(card.choice))


def switched_on(card: Card, row: ServiceSetup) -> dict[str, str]:
    """Return the stored value by which a service without key and address is used; empty for others."""
    fixed = set_by_environment(card)
    return {
        setting.name: card.choice or "1"
        for setting in card.settings
        if is_plain_switch(card, setting) and setting.name not in fixed
    }


def _field(setting: Variable) -> forms.Field:
    plain = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
    if setting.form == "flag":
        return forms.BooleanField(required=False, widget=Toggle)
    if setting.form == "file":
        return forms.FileField(required=False, allow_empty_file=True)
    widget: forms.Widget = forms.TextInput(attrs=plain)
    if setting.form in SECRET:
        # Browsers would offer the password of this site for any other word.
        widget = forms.PasswordInput(attrs={**plain, "autocomplete": "new-password"})
    elif setting.form in ("fields", "bindings"):
        widget = forms.Textarea(attrs={**plain, "rows": 4})
    elif setting.form == "count":
        widget = forms.TextInput(attrs={**plain, "inputmode": "numeric"})
    elif setting.form == "address":
        widget = forms.TextInput(attrs={**plain, "inputmode": "url"})
    return forms.CharField(required=False, max_length=MOST_LETTERS, widget=widget)


def _content(file: Any) -> str:
    try:
        return str(file.read().decode("utf-8-sig"))
    except ValueError:
        # What is no text is refused by what reads it.
        return "\ufffd"


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _without_doubles(messages: Iterable[CheckMessage]) -> list[CheckMessage]:
    """Return each message once: the models of one service share its faults."""
    return list({message.msg: message for message in messages}.values())
