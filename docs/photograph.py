"""Make the photograph of the sample story about a glacier: python docs/photograph.py.

There was no camera: a land is made of random numbers, the same in every run, and looked at across its lake.
"""

import math
import random
from pathlib import Path
from typing import cast

from PIL import Image, ImageFilter

TARGET = Path(__file__).parent.parent / "seeds" / "13-glacier.jpg"
SIDE = 512
"""Of the land's map, in steps."""
WIDTH, HEIGHT, HORIZON = 900, 600, 250
LAKE = 0.0
FAR = 620
Rgb = tuple[float, float, float]
Map = list[list[float]]

SKY_TOP, SKY_LOW, HAZE = (58, 96, 158), (240, 206, 176), (196, 192, 206)
ROCK, SNOW, ICE, GRASS = (98, 90, 92), (246, 246, 252), (186, 216, 236), (78, 90, 62)
SUN = (-0.62, 0.50, -0.60)


def land(chance: random.Random) -> Map:
    """Heights by the diamond-square algorithm, the edges joined."""
    heights = [[0.0] * SIDE for _ in range(SIDE)]
    step, rough = SIDE // 2, 150.0
    while step:
        double = step * 2
        for y in range(0, SIDE, double):
            for x in range(0, SIDE, double):
                corners = [heights[(y + b) % SIDE][(x + a) % SIDE] for a in (0, double) for b in (0, double)]
                heights[(y + step) % SIDE][(x + step) % SIDE] = sum(corners) / 4 + chance.uniform(
                    -rough, rough
                )
        for y in range(0, SIDE, step):
            for x in range((y + step) % double, SIDE, double):
                beside = [(0, step), (0, -step), (step, 0), (-step, 0)]
                around = [heights[(y + b) % SIDE][(x + a) % SIDE] for a, b in beside]
                heights[y][x] = sum(around) / 4 + chance.uniform(-rough, rough)
        step, rough = step // 2, rough * 0.54
    return heights


def shaped(heights: Map) -> Map:
    """A lake in front, a valley in the middle with a glacier in it, peaks behind."""
    found = []
    for y, row in enumerate(heights):
        away = y / SIDE
        line = []
        for x, height in enumerate(row):
            bend = SIDE / 2 + 46 * math.sin(away * 5.2)
            valley = min(1.0, abs(x - bend) / (SIDE * 0.20))
            rise = max(0.0, away - 0.20) * 310
            line.append(
                (height * 0.62 + rise + 40)
                * (0.16 + 0.84 * valley**1.4)
                * min(1.0, max(0.0, away - 0.14) * 5)
                - 8
            )
        found.append(line)
    return found


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """A colour between two."""
    share = max(0.0, min(1.0, share))
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def sky(y: int) -> Rgb:
    """Evening light."""
    return mix(SKY_TOP, SKY_LOW, (y / HORIZON) ** 1.3)


def colour(heights: Map, x: int, y: int, chance: random.Random) -> Rgb:
    """Of the ground at a place, as the sun lights it."""
    here = heights[y][x]
    across = heights[y][(x + 1) % SIDE] - heights[y][x - 1]
    along = heights[min(SIDE - 1, y + 1)][x] - heights[max(0, y - 1)][x]
    length = math.sqrt(across * across + along * along + 16)
    light = max(0.0, (-across * SUN[0] + 4 * SUN[1] - along * SUN[2]) / length)
    steep = math.hypot(across, along) / 8
    bend = SIDE / 2 + 46 * math.sin(y / SIDE * 5.2)
    valley = abs(x - bend) / (SIDE * 0.20)
    ground = mix(GRASS, ROCK, here / 40 + steep)
    ground = mix(ground, SNOW, (here - 74) / 50 - steep * 0.7 + chance.uniform(-0.1, 0.1))
    if valley < 0.42 and y > SIDE * 0.20:
        crack = 0.28 * (math.sin(y * 0.9 + 9 * math.sin(x * 0.07)) > 0.62)
        ground = mix(mix(ICE, SNOW, y / SIDE), (104, 146, 188), crack)
    shade = 0.42 + 0.78 * light + chance.uniform(-0.03, 0.03)
    red, green, blue = ground
    return min(255, red * shade * 1.04), min(255, green * shade), min(255, blue * (shade * 0.94 + 0.08))


def photograph(heights: Map, chance: random.Random) -> Image.Image:
    """Look across the land, column by column, from the near to the far."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    pixels = image.load()
    assert pixels is not None  # noqa: S101 - for the type checker
    eye = 46.0
    for column in range(WIDTH):
        angle = (column / WIDTH - 0.5) * 0.92
        lowest = HEIGHT
        for tenth in range(120, FAR * 10, 6):
            away = tenth / 10
            x, y = int(SIDE / 2 + math.sin(angle) * away) % SIDE, int(math.cos(angle) * away * 0.82)
            if y >= SIDE:
                break
            ground = max(LAKE, heights[y][x])
            top = max(0, int(HORIZON + (eye - ground) / away * 430))
            if top >= lowest:
                continue
            if ground > LAKE:
                seen = mix(colour(heights, x, y, chance), HAZE, (away / FAR) ** 1.7 * 0.62)
            else:
                seen = (-1, -1, -1)  # water: told below from what is above it
            for row in range(top, lowest):
                pixels[column, row] = tuple(int(value) for value in seen) if seen[0] >= 0 else (1, 2, 3)
            lowest = top
        for row in range(lowest):
            pixels[column, row] = tuple(int(value) for value in sky(row))
        shore = next((row for row in range(HORIZON, HEIGHT) if pixels[column, row] == (1, 2, 3)), HEIGHT)
        for row in range(shore, HEIGHT):
            depth = row - shore
            wave = int(chance.gauss(0, 1 + depth * 0.05))
            above = max(0, min(shore - 1, shore - int(depth * 0.9) - 1 + wave))
            mirrored = cast("Rgb", pixels[column, above])
            share = 0.34 + 0.3 * depth / (HEIGHT - shore + 1)
            pixels[column, row] = tuple(int(value) for value in mix(mirrored, (34, 66, 92), share))
    return image


def main() -> None:
    """Make the land, look at it, keep what is seen."""
    chance = random.Random(29)  # noqa: S311 - the same picture in every run
    image = photograph(shaped(land(chance)), chance).filter(ImageFilter.GaussianBlur(0.6))
    image.resize((600, 400), Image.Resampling.LANCZOS).save(TARGET, "JPEG", quality=74, optimize=True)
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
