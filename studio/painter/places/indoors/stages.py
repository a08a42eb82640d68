"""Backdrops of light: a theatre stage, and an abstract picture of technology."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.painter.buildings.patterns import chance
from studio.painter.core.arrays import Array, blur, mix, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.places.indoors.stills import add_discs, still

TECH = (
    ("#16335f", "#0a1630", "#58c8ff"),
    ("#2a1f5c", "#120d2c", "#b08aff"),
    ("#0f4a4a", "#07201f", "#4fe8c0"),
    ("#4a2430", "#1c0d14", "#ff9a6a"),
)


def paint_stage(view: View) -> Painting:
    """Paint a theatre stage: a curtain, boards, beams of light."""
    curtain = colour(("#8f1f28", "#4a2a6a", "#1f4a7a", "#8f3a1f")[int(view.turn * 13) % 4])
    floor = view.height * 0.74
    sway = 0.9 * np.sin(view.rows / view.unit * 2.3 + view.columns / view.unit * 3)
    fold = view.columns / view.unit * 46 + sway
    wave = 0.5 + 0.5 * np.sin(fold + 0.7 * np.sin(fold * 0.37))
    cloth = curtain * (0.1 + 0.75 * wave**1.5)[..., None]
    along = (view.columns - view.centre) / np.maximum(view.rows - floor + 0.2 * view.unit, 1) * 0.9
    seam = np.abs(along * 4 - np.round(along * 4))
    boards = (0.8 + 0.3 * chance(np.floor(along * 4), along * 0, 3)) * (
        0.5 + 0.5 * smoothstep(0.0, 0.03, seam)
    )
    wood = colour("#8a5c38") * (0.55 * boards)[..., None]
    pixels = mix(cloth, wood, smoothstep(floor - 1, floor + 1.5, view.rows)[..., None])
    light, beams = _spotlights(view, floor)
    pixels = pixels * (2.2 * light)[..., None] + (beams * 0.2)[..., None] * colour("#fff0d6")
    return still(view, pixels, floor + 0.12 * view.height)


def _spotlights(view: View, floor: float) -> tuple[Array, Array]:
    """Return the light on curtain and boards, and the beams in the air, (height, width) each."""
    light = np.full((view.height, view.width), 0.22, np.float32)
    beams = np.zeros_like(light)
    share = np.clip((view.rows + 0.1 * view.height) / (floor + 0.1 * view.height), 0, 1.4)
    for strength, lean in ((0.5, -0.5), (0.7, 0.06), (0.5, 0.55)):
        start = view.centre + lean * 1.1 * view.unit
        end = view.centre + (lean * 0.42 + 0.08 * view.side) * view.unit
        wide = view.unit * (0.02 + 0.16 * share)
        body = np.exp(-1.4 * ((view.columns - start - (end - start) * share) / wide) ** 2)
        beams += body * strength * np.exp(-share * 0.7) * (view.rows < floor + 0.14 * view.height)
        across, down = (
            (view.columns - end) / view.unit / 0.26,
            (view.rows - floor - 0.1 * view.height) / view.unit / 0.09,
        )
        light += 0.5 * body + 1.3 * np.exp(-(across**2) - down**2)
    return light, beams


def paint_technology(view: View) -> Painting:
    """Paint a dark field with a grid in perspective, lines of light and floating points."""
    inner, outer, accent = (colour(code) for code in TECH[int(view.turn * 17) % len(TECH)])
    line = view.height * (0.58 + 0.06 * math.sin(8 * view.turn))
    across, down = (
        (view.columns - view.centre - view.side * 0.12 * view.width) / view.unit,
        (view.rows - line) / view.unit,
    )
    distance = np.sqrt(across**2 * 0.8 + down**2 * 2)
    pixels = gradient(
        [(0, mix(inner, accent, 0.2)), (0.35, inner), (1, outer)], np.clip(distance / 0.95, 0, 1)
    )
    below = np.maximum(down, 1e-3)
    away = 0.16 / below
    u, v = across * away * 7, away * 9 + 3 * view.turn
    size = away / view.unit * 7
    width_u, width_v = 0.02 + 0.9 * size, 0.02 + 1.1 * size * away * 6
    grid = np.exp(-((np.abs(u - np.round(u)) / width_u) ** 2)) * np.clip(0.02 / width_u * 2, 0, 1)
    grid = np.maximum(
        grid, np.exp(-((np.abs(v - np.round(v)) / width_v) ** 2)) * np.clip(0.02 / width_v * 2, 0, 1)
    )
    pixels += (grid * smoothstep(0.0, 0.05, down) * np.exp(-np.abs(across) * 0.9) * 0.7)[..., None] * accent
    pixels += (np.exp(-np.abs(down) / 0.006) * np.exp(-np.abs(across) * 1.6) * 0.8)[..., None] * accent
    _add_circuit(view, pixels, line, accent)
    add_discs(view, pixels, accent, 16, 0.06, 0.95, (0.015, 0.1))
    return still(view, pixels, line + 0.6 * (view.height - line))


def _add_circuit(view: View, pixels: Array, line: float, accent: Array) -> None:
    """Draw traces that run and turn like those of a circuit, with a light at each end."""
    random, unit = view.random, view.unit
    sheet = np.zeros((view.height, view.width), np.uint8)
    for _ in range(34):
        x, y = random.uniform(0, view.width), random.uniform(0, line * 0.94)
        points = [(x, y)]
        turn = int(random.integers(8))
        for _ in range(int(random.integers(2, 5))):
            length, angle = unit * random.uniform(0.03, 0.16), turn * math.pi / 4
            x, y = x + math.cos(angle) * length, min(y + math.sin(angle) * length, line * 0.96)
            points.append((x, y))
            turn += int(random.choice([-1, 1]))
        shade = int(random.integers(40, 150))
        cv2.polylines(
            sheet,
            [np.rint(np.array(points) * 16).astype(np.int32)],
            False,
            shade,
            max(1, round(unit / 500)),
            cv2.LINE_AA,
            4,
        )
        cv2.circle(
            sheet,
            (round(points[-1][0]), round(points[-1][1])),
            max(2, round(unit / 190)),
            min(shade + 90, 255),
            -1,
            cv2.LINE_AA,
        )
    lines = sheet.astype(np.float32) / 255
    pixels += (lines * 0.55 + blur(lines, unit / 90) * 0.9)[..., None] * accent


STAGE = Place(
    name="stage",
    paint=paint_stage,
    kind="backdrop",
    is_hall=True,
    named=(
        "stage theatre theater opera auditorium concert_hall cinema podium circus arena ballroom "
        "nightclub basketball_court gym basketball gymnasium dance_hall boxing_ring"
    ),
    typical=(
        "music musician musicians concert concerts song songs sing singer singers singing band bands "
        "dance dancer dancers dancing ballet orchestra guitar violin piano drum drums rock_star jazz "
        "mozart beethoven actor actors actress comedy comedian magician performance performer audience "
        "applause film films movie movies hollywood celebrity trophy award awards champion"
    ),
    vague="play show shows speech",
    foreign=("bühne theater musik konzert escenario teatro música concierto scène théâtre musique concert"),
)

TECHNOLOGY = Place(
    name="technology",
    paint=paint_technology,
    kind="backdrop",
    is_hall=True,
    named=("cyberspace server_room data_center data_centre datacentre metaverse virtual_reality mainframe"),
    typical=(
        "robot robots robotics ai artificial_intelligence computer computers software hardware internet "
        "network networks data database algorithm algorithms code coding programming programmer "
        "programmers cyber cybersecurity hacker hackers digital app apps smartphone smartphones phone "
        "phones laptop chip chips processor semiconductor blockchain bitcoin crypto cryptocurrency "
        "machine_learning electronics electronic circuit circuits quantum atom atoms electron electrons "
        "nuclear laser drone drones automation online website websites cloud_computing gaming gamer "
        "video_game futuristic inventor battery batteries wireless chatbot"
    ),
    vague=(
        "technology technologies tech machine machines future invention inventions electricity electric "
        "energy_source signal virtual"
    ),
    foreign=(
        "roboter computer rechner technik technologie künstliche_intelligenz ordenador tecnología "
        "inteligencia_artificial ordinateur technologie intelligence_artificielle"
    ),
)
