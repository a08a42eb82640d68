"""Vendor cards: all that settings, checks, commands and pages need to know of a vendor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from generator.providers.addresses import firm_at
from studio.errors import ProviderFailure
from studio.speech.voices import Voice

Kind = Literal["text", "vision", "image", "speech", "photo", "clip", "motion"]
# Kinds of works that collections have, and all kinds of which nothing is built in: what is not found there is painted,
# and what is not set in motion stands still.
FOUND: frozenset[Kind] = frozenset(("photo", "clip"))
ONLY_OUTSIDE: frozenset[Kind] = FOUND | {"motion"}
# An entry of GENERATOR_PROVIDERS: BACKEND, OPTIONS, and for outside services EXTERNAL and AT_ONCE, and RATES (calls,
# seconds) if their rules say how often they may be asked, and SECONDS if
# one request may take longer than is usual for its kind. What is set up on pages has the name of its SETUP, and the
# OWNER whose key it is.
Entry = dict[str, Any]
Form = Literal[
    "text",
    "key",
    "models",
    "routed models",
    "names",
    "sizes",
    "voices",
    "address",
    "count",
    "flag",
    "login",
    "fields",
    "headers",
    "bindings",
    "file",
]

# Advice on each kind of failure, for any vendor; {key} and {models} are the names of its settings.
ADVICE: Mapping[ProviderFailure, str] = {
    ProviderFailure.CONFIG: "look at {key} in .env and at what the key may do",
    ProviderFailure.QUOTA: "wait until the quota is renewed, or buy more",
    ProviderFailure.GONE: "name another model in {models}",
    ProviderFailure.BUSY: "try again later; until then the stand-ins serve",
    ProviderFailure.RETRY: "look at the network of this machine, and try again later",
    ProviderFailure.REFUSED: "name another model in {models}",
    ProviderFailure.INPUT: "name another model in {models}",
    ProviderFailure.BAD_ANSWER: "try again; if it stays, name another model in {models}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An environment variable; `also` are other names for it, used if the first is not set."""

    name: str
    default: Any = ""
    form: Form = "text"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A Python package used for the vendor: its purpose and its SPDX licence."""

    name: str
    purpose: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """One vendor.

    `module` is the package with its adapters, `name` its name on pages, `firm` the firm that receives data: `told` says
    which, by kind of work. A vendor without a firm is whoever is at the address that the operator has set. `entries` makes the entries of GENERATOR_PROVIDERS from the values of `settings`, none if
    the vendor is not switched on. `switch` is the setting that does so, `models` the one that names models.

    `gives`, `cost` and `otherwise` are sentences for people who consider switching it on. `serving` and `absent` are
    the messages of `manage.py check`, each with a hint; "{models}" stands for the models in use. `secrets` are the
    options that hold keys. `loggers` are loggers that print texts or keys below WARNING. `voices` makes its voices from
    its entries for speech. `choice` is its name in SPEECH_SERVICE, for voices that need no key.
    """

    module: str
    name: str
    firm: str
    told: Mapping[Kind, str]
    settings: tuple[Variable, ...]
    entries: Callable[[Mapping[str, Any]], Mapping[Kind, list[Entry]]]
    switch: str
    gives: str
    cost: str
    otherwise: str
    serving: tuple[str, str]
    absent: tuple[str, str]
    models: str = ""
    advice: Mapping[ProviderFailure, str] = field(default_factory=dict)
    packages: tuple[Package, ...] = ()
    secrets: tuple[str, ...] = ()
    loggers: tuple[str, ...] = ()
    voices: Callable[[Sequence[Entry]], tuple[Voice, ...]] | None = None
    choice: str = ""
    is_external: bool = True

    def advise(self, failure: ProviderFailure) -> str:
        """Return what the site's operator can do about a failure, in sentences."""
        sentence = self.advice.get(failure) or ADVICE[failure]
        return sentence.format(key=self.switch, models=self.models)

    def name_of(self, entry: Entry) -> str:
        """Return what the service of an entry is called on pages."""
        return str(entry.get("OPTIONS", {}).get("service") or self.name)

    def firm_of(self, entry: Entry) -> str:
        """Return who receives what is sent for an entry: the firm, or whoever is at an address that was set instead."""
        address = str(entry.get("OPTIONS", {}).get("base_url", ""))
        usual = [setting.default for setting in self.settings if setting.form == "address"]
        if not self.firm:
            return firm_at(address)
        if not address or address in usual:
            return self.firm
        return f"{self.firm}, by way of {firm_at(address).replace('A server', 'a server')},"

    @property
    def takes_own_keys(self) -> bool:
        """Tell whether members may use keys of their own: where a firm is at one public address, and a key is needed."""
        return bool(self.firm) and any(
            setting.name == self.switch and setting.form == "key" for setting in self.settings
        )

    def own_settings(self) -> tuple[Variable, ...]:
        """Return the settings that members may have of their own: the key and the choice of models, never an address."""
        chosen = {self.switch, self.models}
        return tuple(
            setting for setting in self.settings if setting.name in chosen or setting.form == "voices"
        )

    def address_for(self, key: Variable) -> Variable | None:
        """Return the setting of the address to which a key goes: that whose name it shares most of."""
        addresses = [setting for setting in self.settings if setting.form == "address"]
        fitting = [one for one in addresses if key.name.startswith(f"{one.name.removesuffix('_BASE_URL')}_")]
        return max(fitting or addresses, key=lambda one: len(one.name), default=None)

    def speaks_for(self, entry: Entry) -> bool:
        """Return whether an entry of GENERATOR_PROVIDERS is one of this vendor's."""
        return str(entry["BACKEND"]).startswith(f"{self.module}.")


def load_cards(vendors: Iterable[str]) -> tuple[Card, ...]:
    """Return the cards of vendors, given the names of their packages."""
    return tuple(import_module(f"{vendor}.card").CARD for vendor in vendors)
