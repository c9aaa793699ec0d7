"""Our symbol beside others' at the same size, after blur, slant, dirt and fading.

Each picture is spoilt in the same seeded way, and read by three readers that share no code.
"""

import subprocess
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from generator.press.symbol import draw_symbol

LINK = "https://halong.example/q/7kd29"
SIDE = 150  # pixels of every symbol with its quiet zone
STEPS = 30
Picture = NDArray[np.uint8]


def sized(modules: NDArray[np.uint8]) -> Picture:
    bare = np.pad(modules, 4, constant_values=255)
    return cv2.resize(bare, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def ours() -> Picture:
    symbol = draw_symbol("HTTPS://HALONG.EXAMPLE/Q/7KD29/")
    return sized(np.where(np.array(symbol.modules), 0, 255).astype(np.uint8))


def default_of_another() -> Picture:
    """zxing's own writer as it comes: the link as people write it, its default level."""
    made = zxingcpp.create_barcode(LINK + "/", zxingcpp.QRCode)
    return sized(np.array(made.to_image(scale=1, add_quiet_zones=False)))


def blur(picture: Picture, strength: float, dice: np.random.Generator) -> Picture:
    return cv2.GaussianBlur(picture, (0, 0), 0.5 + 2.5 * strength)


def slant(picture: Picture, strength: float, dice: np.random.Generator) -> Picture:
    side, shift = picture.shape[0], strength * 0.35 * picture.shape[0]
    before = np.float32([[0, 0], [side, 0], [side, side], [0, side]])
    after = before + np.float32([[shift, shift / 2], [-shift / 3, 0], [0, 0], [shift / 4, -shift / 3]])
    return cv2.warpPerspective(picture, cv2.getPerspectiveTransform(before, after), (side, side),
                               borderValue=255)


def dirt(picture: Picture, strength: float, dice: np.random.Generator) -> Picture:
    spoilt = picture.copy()
    for _ in range(int(strength * 26)):
        x, y = dice.integers(20, SIDE - 20, 2)
        cv2.circle(spoilt, (int(x), int(y)), 4, int(dice.integers(0, 2)) * 255, -1)
    return spoilt


def fade(picture: Picture, strength: float, dice: np.random.Generator) -> Picture:
    faded = 128 + (picture.astype(np.float32) - 128) * (1 - 0.9 * strength)
    return np.clip(faded + dice.normal(0, 8, picture.shape), 0, 255).astype(np.uint8)


def reads(pictures: list[Picture], folder: Path) -> int:
    """Return how often the three readers read the pictures, all together."""
    folder.mkdir()
    count, files = 0, []
    for number, picture in enumerate(pictures):
        framed = np.pad(picture, 12, constant_values=int(picture.max()))
        count += bool(zxingcpp.read_barcodes(framed, formats=zxingcpp.QRCode))
        count += bool(cv2.QRCodeDetector().detectAndDecode(framed)[0])
        files.append(str(folder / f"{number}.png"))
        cv2.imwrite(files[-1], framed)
    done = subprocess.run(["zbarimg", "-q", "--raw", *files], capture_output=True, text=True)
    return count + len(done.stdout.split())


def test_never_worse_than_a_default_symbol_of_the_same_size(tmp_path: Path) -> None:
    """The other's larger modules may win a picture in blur or slant; damage pays it back."""
    totals = []
    for name, picture in (("ours", ours()), ("other", default_of_another())):
        scores = []
        for spoil in (blur, slant, dirt, fade):
            dice = np.random.default_rng(18004)
            pictures = [spoil(picture, step / STEPS, dice) for step in range(STEPS)]
            scores.append(reads(pictures, tmp_path / f"{name}-{spoil.__name__}"))
        totals.append(scores)
    mine, other = totals
    assert sum(mine) >= sum(other), f"{mine} against {other}"
    assert all(a >= b - STEPS * 3 // 20 for a, b in zip(mine, other, strict=True)), totals
    assert all(each > STEPS for each in mine), totals
