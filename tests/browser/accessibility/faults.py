"""What is wrong with a page: axe's rules, its width, and names that several things share."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
# A page has the same structure in all colours: after the first check, only they are looked at. The stricter contrast
# of WCAG's level AAA is no rule of a whole check either.
COLOURS = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
LOOKS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "light": ({"color_scheme": "light", "forced_colors": "none"}, {}),
    "dark": ({"color_scheme": "dark", "forced_colors": "none"}, COLOURS),
    "forced": ({"color_scheme": "dark", "forced_colors": "active"}, COLOURS),
}
# What Django's own templates of the admin are blamed for; there is no setting for it.
DJANGOS = {"empty-table-header", "scrollable-region-focusable", "aria-prohibited-attr", "label-title-only"}
# Style sheets are loaded beforehand only for a rule that is not asked for, which complains of those that are leaving.
AXE_RUN = "(rules) => axe.run({ resultTypes: ['violations'], preload: false, ...rules }).then((found) => found.violations)"
# Colours that are on their way from one look to the next are neither's.
SETTLE = "() => document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())"
# Links that lead to one place may share a name, and so may films that their owner has named alike, and what deletes them.
SHARED_NAMES = """() => {
  const places = new Map();
  for (const one of document.querySelectorAll("main a[href]:not(h2 a), main button, main summary")) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const labels = [...one.querySelectorAll("[aria-label], img[alt]")].map((part) => part.ariaLabel ?? part.alt);
    const name = one.ariaLabel ?? [one.innerText || one.textContent, ...labels].join(" ").trim().replace(/\\s+/g, " ");
    const place = one.dataset.delete ?? one.href ?? `${one.form?.action} ${one.name} ${one.value} ${one.id} ${[...(places.get(name) ?? [])].length}`;
    places.set(name, (places.get(name) ?? new Set()).add(place));
  }
  return [...places].filter(([, found]) => found.size > 1).map(([name]) => name);
}"""


def find_faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with the page at an address, in each size and in all colours."""
    page.goto(address)
    return find_faults_here(page)


def find_faults_here(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands."""
    found = []
    is_admin = "/admin/" in page.url
    page.evaluate(AXE_SCRIPT)
    for size in SIZES:
        page.set_viewport_size(size)
        for look, (media, rules) in LOOKS.items():
            page.emulate_media(reduced_motion="reduce", **media)
            page.evaluate(SETTLE)
            where = f"{page.url} {size['width']} {look}"
            violations = page.evaluate(AXE_RUN, rules)
            theirs = DJANGOS if is_admin else set()
            blamed = [v for v in violations if v["id"] not in theirs]
            found += [
                f"{where}: {v['id']}: {v['nodes'][0]['html'][:200]} {[why['message'] for why in v['nodes'][0]['any']]}"
                for v in blamed
            ]
        beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            found.append(f"{where}: {beyond} px too wide")
        if not is_admin:
            # Django names what its links are about in their descriptions.
            found += [f"{where}: several are named {name!r}" for name in page.evaluate(SHARED_NAMES)]
    return found
