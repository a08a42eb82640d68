"""What a page weighs and when it shows something, over a slow line: `python -m tests.bench.weight`.

The site is served as `manage.py serve` serves it; the browser has an empty cache and a line of 1.6 Mbit/s with 150 ms
there and back. Everything until ten seconds after the page has loaded counts, and nothing is played.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from studio.film.plan import RenderedFilm
from studio.film.render import render_film
from tests.bench.material import load_plan, make_material
from tests.browser.conftest import QUIET
from tests.browser.install import system_browser
from tests.support.servers.base import free_ports

BITS_A_SECOND, ROUND_TRIP = 1_600_000, 150
MOST_SECONDS, MOST_BYTES = 1.5, 600_000
SETTLED_AFTER = 10
FILMS, SCENES, SECONDS = 24, 12, 60
Run = tuple[float, Counter[str]]
SCREENS = {"desktop": (1280, 800, 1), "phone": (390, 844, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.weight", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is opened (3)")
    parser.add_argument("--details", action="store_true", help="say what each file weighs")
    parser.add_argument(
        "--fonts", type=Path, help="a folder with the font of the pages, if it cannot be made here"
    )
    parser.add_argument("--folder", type=Path, help="where the site is kept for the next time")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        return fill()
    with (
        tempfile.TemporaryDirectory(prefix="weight-") as folder,
        site(options.folder or Path(folder), options) as (base, paths),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=system_browser() or playwright.chromium.executable_path, args=list(QUIET)
        )
        print("| page | screen | first paint s | kB | reached |\n|---|---|---|---|---|")
        for screen in SCREENS:
            for name, path in paths.items():
                runs = [open_page(browser, base, path, screen) for _ in range(options.rounds)]
                print(line(name, screen, runs), flush=True)
                for file, size in runs[-1][1].most_common() if options.details else ():
                    print(f"    {size / 1000:7.1f} kB  {file}")


def line(name: str, screen: str, runs: list[Run]) -> str:
    paint = statistics.median(seconds for seconds, _ in runs)
    weight = max(sum(files.values()) for _, files in runs)
    reached = "yes" if paint <= MOST_SECONDS and weight <= MOST_BYTES else "no"
    return f"| {name} | {screen} | {paint:.2f} | {weight / 1000:.0f} | {reached} |"


@contextmanager
def site(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a library of films in a folder; yield its address and the paths of the pages."""
    (port,) = free_ports(1)
    settings = {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "only-for-benchmarks-0123456789abcdefghijklmnopqrstuvw",
        "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        "PORT": str(port),
        "SETUP_ASSETS": "0",
    }
    environment = {**os.environ, **settings}
    folder.mkdir(exist_ok=True)
    if (folder / "fonts").exists():
        pass
    elif options.fonts:
        (folder / "fonts").symlink_to(options.fonts.resolve())
    else:
        subprocess.run([sys.executable, "-m", "studio.assets.page_font", str(folder / "fonts")], check=True)
    made = folder / "made.txt"
    if not made.exists():
        again = [sys.executable, "-m", "tests.bench.weight", "--fill"]
        made.write_bytes(subprocess.run(again, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    cookie, film = made.read_text().split()
    web = subprocess.Popen([sys.executable, "manage.py", "web"], env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/help/")
        yield (
            f"{base}#{cookie}",
            {"library": "/videos/", "film": f"/videos/{film}/", "storyboard": f"/videos/{film}/storyboard/"},
        )
    finally:
        web.terminate()
        web.wait(timeout=30)


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The site did not come.")


def open_page(browser: Browser, base: str, path: str, screen: str) -> Run:
    """Open a page over the slow line; return the seconds to its first paint, and the bytes of each file."""
    width, height, density = SCREENS[screen]
    address, _, cookie = base.partition("#")
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=density)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": False})
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP,
            "downloadThroughput": BITS_A_SECOND / 8,
            "uploadThroughput": BITS_A_SECOND / 8,
        },
    )
    names: dict[str, str] = {}
    parts: Counter[str] = Counter()
    whole: dict[str, float] = {}

    def sent(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"].removeprefix(address).partition("?")[0]

    def received(event: dict[str, Any]) -> None:
        parts[event["requestId"]] += event["encodedDataLength"]

    def ended(event: dict[str, Any]) -> None:
        # Exact, with the lines of the head; what is still on its way is known by its parts alone.
        whole[event["requestId"]] = event["encodedDataLength"]

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", ended)
    line.on("Network.dataReceived", received)
    page.goto(address + path, wait_until="load")
    page.wait_for_timeout(SETTLED_AFTER * 1000)
    paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    weights: Counter[str] = Counter()
    for request, name in names.items():
        weights[name[:90]] += int(whole.get(request, parts[request]))
    return paint / 1000, weights


def fill() -> None:
    """Make a library of 24 films, one of them of 12 scenes and a minute; print a session and that film."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from generator.accounts.visits import VISIT
    from generator.models import Film, Generation
    from tests.support.factories import make_generation, make_scene, make_user, make_visit

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    owner = make_user("alice@example.org")
    pictures = paint()
    with tempfile.TemporaryDirectory() as folder:
        rendered = render(Path(folder))
        made = {product.name: getattr(rendered, product.name) for product in Film.products()}
        # A film without names of people has no file of them.
        products = {name: file.read_bytes() for name, file in made.items() if file}
    for number in range(FILMS):
        last = number == FILMS - 1
        files = products if last else {"poster": pictures[number % len(pictures)]}
        generation = make_generation(
            owner,
            status=Generation.Status.SUCCEEDED,
            title=f"The lighthouse keeper, part {number + 1}",
            duration=rendered.duration,
            **files,
        )
    length = rendered.duration / SCENES
    for place in range(SCENES):
        make_scene(
            generation,
            image=pictures[place % len(pictures)],
            image_fingerprint=f"{place:08d}",
            start=place * length,
            end=(place + 1) * length,
        )
    session = SessionStore()
    session[SESSION_KEY] = str(owner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    session[VISIT] = make_visit(owner).pk
    session.create()
    print(session.session_key, generation.pk)


def paint() -> list[bytes]:
    """Paint pictures of the size that films ask for."""
    from studio.painter.provider import EmbeddedIllustrator

    painter = EmbeddedIllustrator()
    prompts = ("a harbour at dusk", "a forest in the rain", "a street in a city", "mountains above a lake")
    asked = {"style": "plain", "width": 1536, "height": 864, "seed": 7, "variant": 0}
    return [painter.illustrate(prompt=prompt, **asked).data for prompt in prompts]


def render(folder: Path) -> RenderedFilm:
    """Render a film of a minute with everything that belongs to it."""
    size = (1280, 720)
    make_material(folder, SECONDS, size)
    (folder / "film").mkdir()
    return render_film(load_plan(folder, size, SECONDS), folder / "film", lambda share: None)


if __name__ == "__main__":
    main()
