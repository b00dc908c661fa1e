"""What cameras and editors write into pictures is not published; what a picture looks like is, to the byte."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.build import build
from sopgen.metadata import is_picture, stripped
from sopgen.pictures import size
from tests.leak.seen import unpacked
from tests.projects import BASE, project, write
from tests.publish import test_pictures as pictures

SECRET = b"SECRET"
XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
PROFILE = b"a colour profile"


def exif(orientation: int, order: str = ">") -> bytes:
    """EXIF data with an orientation, and a maker whose name is the secret."""
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}IH", 8, 2)
    maker = struct.pack(f"{order}HHII", 0x010F, 2, len(SECRET), 38)
    return head + maker + struct.pack(f"{order}HHIHHI", 0x0112, 3, 1, orientation, 0, 0) + SECRET


# -------------------------------------------------------------------------------------------------------- JPEG


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


JFIF = b"JFIF\0\1\1\0\0\1\0\1"
TABLE = segment(0xDB, bytes(65))
FRAME = segment(0xC2, struct.pack(">BHHB", 8, 30, 40, 1) + b"\1\x11\0")
SCANS = segment(0xDA, b"\1\1\0\0\x3f\0") + b"a\xff\0b\xff\xd0c" + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\xff\0de"
KEPT_SEGMENTS = [segment(0xE2, b"ICC_PROFILE\0\1\1" + PROFILE), segment(0xEE, b"Adobe\0d\0\0\0\0\1"), TABLE, FRAME]
GONE_SEGMENTS = [
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    segment(0xE0, b"JFXX\0\x10" + SECRET),
    segment(0xE2, b"MPF\0" + SECRET),
    segment(0xEB, b"JP" + SECRET),
    segment(0xED, b"Photoshop 3.0\0" + SECRET),
    segment(0xFE, SECRET),
]


def jpeg(orientation: int = 1) -> bytes:
    thumbnail = segment(0xE0, JFIF + b"\3\1" + SECRET)
    mixed = [part for pair in zip(GONE_SEGMENTS, [*KEPT_SEGMENTS, b"", b"\xff"], strict=True) for part in pair]
    camera = segment(0xE1, b"Exif\0\0" + exif(orientation))
    return b"\xff\xd8" + thumbnail + camera + b"".join(mixed) + SCANS + b"\xff\xd9" + jpeg_film()


def jpeg_film() -> bytes:
    """What telephones put behind a photograph: a film, or the photograph before it was edited."""
    return b"\xff\xd8" + segment(0xFE, SECRET) + b"ftypmp4" + SECRET


def test_jpeg_keeps_what_decoders_need_and_nothing_else() -> None:
    kept = [segment(0xE0, JFIF + b"\0\0"), *KEPT_SEGMENTS, SCANS, b"\xff\xd9"]
    assert stripped(jpeg()) == b"\xff\xd8" + b"".join(kept)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stays_turned(orientation: int) -> None:
    made = stripped(jpeg(orientation))
    assert made and SECRET not in made
    assert size(made, "a.jpg") == size(jpeg(orientation), "a.jpg") == ((30, 40) if orientation > 4 else (40, 30))
    assert (b"Exif" in made) == (orientation > 1)


# --------------------------------------------------------------------------------------------------------- PNG


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = pictures.png(3, 2)
PNG_KEPT = [chunk(name, PROFILE) for name in (b"iCCP", b"gAMA", b"tRNS", b"pHYs", b"acTL", b"fcTL", b"fdAT")]
PNG_GONE = [
    chunk(b"tEXt", b"Author\0" + SECRET),
    chunk(b"zTXt", b"mxfile\0\0" + zlib.compress(SECRET)),
    chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
    chunk(b"tIME", SECRET[:7]),
    chunk(b"caBX", SECRET),
    chunk(b"prVW", SECRET),
]


@pytest.mark.parametrize("orientation", [1, 6])
def test_png_keeps_chunks_that_are_drawn(orientation: int) -> None:
    head, rest = PNG[:33], PNG[33:]
    given_ = head + b"".join((*PNG_GONE, *PNG_KEPT)) + chunk(b"eXIf", exif(orientation, "<")) + rest + SECRET
    made = stripped(given_)
    assert made and SECRET not in made and zlib.compress(SECRET) not in made
    turned = made.removeprefix(head + b"".join(PNG_KEPT)).removesuffix(rest)
    assert turned == (b"" if orientation == 1 else chunk(b"eXIf", turned[8:-4])) and size(made, "a.png")


# -------------------------------------------------------------------------------------------------- WebP, GIF


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(n + struct.pack("<I", len(c)) + c + b"\0" * (len(c) % 2) for n, c in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def extended(flags: int) -> tuple[bytes, bytes]:
    return b"VP8X", bytes([flags]) + bytes(3) + struct.pack("<I", 39)[:3] + struct.pack("<I", 29)[:3]


@pytest.mark.parametrize("orientation", [1, 8])
def test_webp_keeps_pictures_frames_and_the_profile(orientation: int) -> None:
    frame, odd = bytes(16), (b"ALPH", b"odd")
    inner = [(b"VP8 ", b"frame"), odd]
    packed = [riff(*chunks)[12:] for chunks in (inner, [*inner, (b"note", SECRET)])]
    kept = [(b"ICCP", PROFILE), (b"ANIM", b"123456"), (b"VP8 ", b"picture")]
    gone = [(b"XMP ", XMP), (b"C2PA", SECRET), (b"EXIF", b"Exif\0\0" + exif(orientation))]
    made = stripped(riff(extended(0x3E), *kept, (b"ANMF", frame + packed[1]), *gone) + SECRET)
    turned = [] if orientation == 1 else [(b"EXIF", b"MM\0*" + exif_entry(orientation))]
    assert made == riff(extended(0x32 | (0x08 if turned else 0)), *kept, (b"ANMF", frame + packed[0]), *turned)


def exif_entry(orientation: int) -> bytes:
    return struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def extension(label: int, *blocks: bytes) -> bytes:
    return bytes([0x21, label]) + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def test_gif_keeps_pictures_times_and_repeats() -> None:
    screen = b"GIF89a" + struct.pack("<HHBBB", 2, 2, 0x80, 0, 0) + bytes(6)
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, 2, 2, 0x81) + bytes(12) + b"\2" + b"\2ab\0"
    kept = [extension(0xFF, b"NETSCAPE2.0", b"\1\0\0"), extension(0xF9, bytes(4)), picture]
    gone = [extension(0xFE, SECRET), extension(0xFF, b"XMP DataXMP", SECRET), extension(0x01, bytes(12), SECRET)]
    both = b"".join(part for pair in zip(gone, kept, strict=True) for part in pair)
    assert stripped(screen + both + b";" + SECRET) == screen + b"".join(kept) + b";"


# ------------------------------------------------------------------------------------------------------- AVIF


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def avif(wide: bool) -> bytes:
    """A picture, EXIF data and XMP, all three in `mdat`. wide: with the longer forms of numbers."""
    items = [(1, b"av01", b"picture"), (2, b"Exif", bytes(4) + exif(6)), (3, b"mime", XMP)]
    entries = [
        box(
            b"infe",
            bytes([3 if wide else 2, 0, 0, 0]) + struct.pack(">IH" if wide else ">HH", number, 0) + kind + b"\0",
        )
        for number, kind, _ in items
    ]
    count = b"\1\0\0\0" + struct.pack(">I", 3) if wide else bytes(4) + struct.pack(">H", 3)
    listed = box(b"iinf", count + b"".join(entries))

    def meta(at: int) -> bytes:
        places = b""
        for number, _, content in items:
            places += struct.pack(
                ">IHHHII" if wide else ">HHHII", number, *((0, 0) if wide else (0,)), 1, at, len(content)
            )
            at += len(content)
        head = b"\2\0\0\0\x44\0" + struct.pack(">I", 3) if wide else b"\0\0\0\0\x44\0" + struct.pack(">H", 3)
        return box(b"meta", bytes(4) + listed + box(b"iloc", head + places))

    first = box(b"ftyp", b"avif" + bytes(4) + b"mif1")
    data = b"".join(content for _, _, content in items)
    start = len(first + meta(0)) + 8
    return first + meta(start) + box(b"mdat", data) + box(b"free", SECRET)


@pytest.mark.parametrize("wide", [False, True])
def test_avif_is_as_long_as_before(wide: bool) -> None:
    given_ = avif(wide)
    made = stripped(given_ + SECRET)
    assert made and len(made) == len(given_) and SECRET not in made and given_.count(SECRET) == 3
    assert b"picture" in made and made[: made.index(b"picture")] == given_[: given_.index(b"picture")]


# -------------------------------------------------------------------------------------------------------- SVG

SVG = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xpacket begin="a" id="SECRET"?>
<!-- SECRET -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape"
  xmlns:i='http://ns.adobe.com/AdobeIllustrator/10.0/' ink:export-filename="/home/SECRET/a.png"
  content="&lt;mxfile&gt;SECRET" viewBox="0 0 4 3">
<title>A > B, ink:label="c"</title>
<metadata id="m"><r><metadata>SECRET</metadata></r></metadata><metadata/>
<ink:grid a=">SECRET"><g/></ink:grid>
<g ink:label='SECRET' fill="red" ink:x = "SECRET"><style>/* <!-- SECRET --> */</style><path d="M0 0 -- 1"/></g>
<i:pgf>SECRET</i:pgf>
</svg>
<!-- SECRET -->
"""
BARE = """\
<?xml version="1.0" encoding="UTF-8"?>


<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape"
  xmlns:i='http://ns.adobe.com/AdobeIllustrator/10.0/' viewBox="0 0 4 3">
<title>A > B, ink:label="c"</title>


<g fill="red"><style>/*  */</style><path d="M0 0 -- 1"/></g>

</svg>

"""


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_svg_is_cut_and_else_as_written(encoding: str) -> None:
    name = "UTF-8" if encoding == "utf-8" else "ISO-8859-1"
    given_, wanted = (text.replace("UTF-8", name).replace("A >", "É >") for text in (SVG, BARE))
    assert stripped(given_.encode(encoding)) == wanted.encode(encoding)


@pytest.mark.parametrize(
    "text", ["<svg><g></svg><!-- x -->", "", "GIF", '<!DOCTYPE svg [<!ENTITY a "<g/><!--x-->">]><svg>&a;</svg>']
)
def test_what_cannot_be_read_is_said_to_be_so(text: str) -> None:
    assert stripped(text.encode()) is None


# --------------------------------------------------------------------------------------------------------- all


def webp_with_notes() -> bytes:
    return riff(extended(0x3E), (b"VP8 ", pictures.webp_lossy(40, 30)[20:]), (b"XMP ", XMP))


ALL = [jpeg(6), PNG[:33] + b"".join(PNG_GONE) + PNG[33:], webp_with_notes(),
       b"GIF89a" + struct.pack("<HHBBB", 2, 2, 0x80, 0, 0) + bytes(6) + extension(0xFE, SECRET) + b";",
       avif(False), avif(True), SVG.encode()]  # fmt: skip


@pytest.mark.parametrize("data", ALL)
def test_twice_is_once(data: bytes) -> None:
    made = stripped(data)
    assert made is not None and stripped(made) == made


@given(st.sampled_from(ALL), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=5),
       st.floats(0, 1))  # fmt: skip
def test_damaged_pictures_stop_nothing(data: bytes, changes: list[tuple[float, int]], length: float) -> None:
    made = bytearray(data)
    for place, byte in changes:
        made[int(place * len(made))] = byte
    found = stripped(bytes(made[: int(length * len(made))]))
    assert found is None or len(found) <= len(data) + 40


NOTED = {"jpg": ALL[0], "png": ALL[1], "webp": webp_with_notes(), "avif": avif(False), "svg": SVG.encode()}


def test_no_published_picture_holds_more_than_the_picture(tmp_path: Path) -> None:
    """Wherever it comes from: a page, a film, a product, the logo, `static/`, a theme."""
    shown = "\n\n".join(f"![A dial](dial.{ending})" for ending in NOTED if ending != "avif")
    film = ":::video\nsource: film.mp4\ncaptions: film.vtt\nposter: poster.jpg\ntitle: Film\n\nWords.\n:::\n"
    guide = "---\ntitle: Use it\ntype: article\naudience: customer\nstatus: approved\nproduct: dispenser\n---\n\n"
    settings = BASE["sopgen.yaml"].replace("name: Dispenser", "name: Dispenser, picture: product.png")
    files: dict[str, str | bytes] = {
        "sopgen.yaml": settings.replace("country: IT,", "country: IT, logo: logo.svg,").replace(
            "Ask us., audience: customer,", "Ask us., audience: customer, theme: own,"
        ),
        "themes/own/theme.yaml": "extends: help\n",
        "themes/own/assets/wall.png": NOTED["png"],
        "procedures/guide.md": f"{guide}{shown}\n\n[Large](large.jpeg), [dial](dial.avif)\n\n{film}",
        "procedures/film.mp4": "film",
        "procedures/film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n",
        **{f"procedures/dial.{ending}": data for ending, data in NOTED.items()},
        "procedures/poster.jpg": NOTED["jpg"],
        "procedures/large.jpeg": NOTED["jpg"],
        "procedures/product.png": NOTED["png"],
        "static/help/photo.JPG": NOTED["jpg"],
        "logo.svg": NOTED["svg"],
    }
    read = project(tmp_path, files)
    assert build(read, tmp_path / "build").published, read.problems
    found = {path.name: path.read_bytes() for path in (tmp_path / "build/help").rglob("*") if is_picture(path.name)}
    assert found.keys() >= {f"dial.{ending}" for ending in NOTED}
    assert found.keys() >= {"poster.jpg", "large.jpeg", "product.png", "photo.JPG", "logo.svg"}
    assert any(name.startswith("wall.") for name in found)
    assert [name for name, data in found.items() if any(SECRET in part for part in unpacked(data))] == []
    assert size(found["dial.jpg"], "dial.jpg") == (30, 40), "it is still turned"


SNIPPET = '\n{{ include "_snippets/s.md" }}\n'
BROKEN = b"II*\0" + SECRET
"""A TIFF, whatever its name says."""


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("static/help/photo.jpg", "static/help/photo.jpg"),
        ("static/help/deep/er/photo.JPEG", "static/help/deep/er/photo.JPEG"),
        ("static/handbook/scan.tif", "static/handbook/scan.tif"),
        ("themes/own/assets/wall.png", "themes/own/assets/wall.png"),
        ("logo.webp", "logo.webp"),
        ("procedures/product.gif", "procedures/product.gif"),
        ("procedures/large.jpg", "procedures/hours.md"),
    ],
)
def test_a_picture_that_nobody_can_read_is_not_published(path: str, where: str, tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace("name: Dispenser", "name: Dispenser, picture: product.gif")
    if path == "logo.webp":
        settings = settings.replace("country: IT,", "country: IT, logo: logo.webp,")
    hours = BASE["procedures/hours.md"].replace("status:", "product: dispenser\nstatus:")
    files: dict[str, str | bytes] = {
        "sopgen.yaml": settings,
        "themes/own/theme.yaml": "extends: help\n",
        "procedures/product.gif": NOTED["png"],
        "procedures/large.jpg": NOTED["jpg"],
        "logo.webp": NOTED["webp"],
        "procedures/hours.md": hours + "\n[Large](large.jpg)\n",
    }
    assert build(project(tmp_path, files), tmp_path / "build").published
    assert SECRET not in b"".join(file.read_bytes() for file in (tmp_path / "build").rglob("*") if file.is_file())
    read = project(tmp_path, {**files, path: BROKEN})
    found = {(one.place.path, one.rule, one.severity) for one in read.problems if one.rule.endswith("-metadata")}
    assert found == {(where, "image-metadata" if where.endswith(".md") else "static-metadata", "error")}
    assert not build(read, tmp_path / "build").published


def test_pictures_of_included_files_are_looked_at_too(tmp_path: Path) -> None:
    """Once, though two documents include them."""
    files: dict[str, str | bytes] = {
        "procedures/_snippets/s.md": "![A dial](x.tif)\n\n![A dial](empty.png)\n\n![A dial](gone.png)\n",
        "procedures/_snippets/empty.png": b"",
        **{f"procedures/{name}.md": BASE[f"procedures/{name}.md"] + SNIPPET for name in ("greet", "hours")},
    }
    found = project(tmp_path, {**files, "procedures/_snippets/x.tif": BROKEN}).problems
    rules = {"broken-image", "image-metadata", "image-unreadable"}
    told = [(one.place.path, one.place.line, one.rule) for one in found if one.rule in rules]
    path = "procedures/_snippets/s.md"
    assert sorted(told) == [(path, 1, "image-unreadable"), (path, 3, "image-unreadable"), (path, 5, "broken-image")]


def test_a_picture_that_is_published_nowhere_is_nobodys_business(tmp_path: Path) -> None:
    files = {
        "static/other/a.jpg": BROKEN,
        "themes/own/drafts/a.jpg": BROKEN,
        "procedures/a.jpg": BROKEN,
        "a.jpg": BROKEN,
    }
    assert not [one for one in project(tmp_path, files).problems if one.rule.endswith("-metadata")]
    assert not [one for one in project(tmp_path, {"static/help/empty.png": b""}).problems if one.severity == "error"]


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("/etc/passwd", "leads out of the project"),
        ("../out.svg", "leads out of the project"),
        ("link.svg", "leads out of the project"),
        ("loop.svg", "does not exist"),
        ("sopgen.yaml", "is no picture"),
        ("procedures/greet.md", "is no picture"),
        ("procedures", "does not exist"),
        ("inside.svg", ""),
    ],
)
def test_the_logo_is_a_picture_of_the_project(logo: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "out.svg").write_bytes(NOTED["svg"])
    folder = write(tmp_path / "project", {"logo.svg": NOTED["svg"]})
    for name, target in (("link.svg", "../out.svg"), ("loop.svg", "loop.svg"), ("inside.svg", "logo.svg")):
        (folder / name).symlink_to(target)
    settings = BASE["sopgen.yaml"].replace("country: IT,", f"country: IT, logo: {logo},")
    read = project(folder, {"sopgen.yaml": settings})
    found = [one for one in read.problems if one.rule == "unknown-setting"]
    assert [said in one.message and one.place.path == "sopgen.yaml" for one in found] == [True] * bool(said)
    assert bool(build(read, folder / "build").published) != bool(said)


def test_the_pictures_of_this_repository_look_as_before() -> None:
    for file in sorted(Path(__file__).parents[1].glob("procedures/**/*.*")):
        if file.suffix in (".svg", ".webp", ".png", ".jpg"):
            made = stripped(file.read_bytes())
            assert made and size(made, file.name) == size(file.read_bytes(), file.name)
