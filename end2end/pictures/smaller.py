"""Usage: smaller.py FROM_FOLDER TO_FOLDER MOST_BYTES

Makes pictures of pages small: cuts off the plain margin, and takes as few colours as keep it below the limit, 128 at most."""

import io
import sys
from pathlib import Path

from PIL import Image, ImageChops

MARGIN = 16


def trimmed(picture: Image.Image) -> Image.Image:
    """Without the plain margin to the left and to the right, but for a little."""
    plain = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, plain).getbbox()
    if box is None:
        return picture
    left, _, right, _ = box
    return picture.crop((max(0, left - MARGIN), 0, min(picture.width, right + MARGIN), picture.height))


def smaller(picture: Image.Image, most: int) -> bytes:
    """As a PNG of few colours that is no larger than the limit."""
    for colours in (128, 64, 32, 16):
        kept = io.BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= most:
            return kept.getvalue()
    raise ValueError(f"larger than {most} bytes with 16 colours")


def main() -> None:
    source, target, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.png")):
        data = smaller(trimmed(Image.open(path).convert("RGB")), most)
        (target / path.name).write_bytes(data)
        print(f"{path.name}: {len(data) / 1000:.0f} kB")


main()
