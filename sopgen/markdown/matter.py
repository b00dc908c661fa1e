"""Where front matter stands: a file is split into YAML and text; what only looks like front matter is found."""

from __future__ import annotations

import re

from msgspec import Struct

from sopgen.front_matter import FrontMatter
from sopgen.model import Finding, Place

_UNSEEN = "\ufeff\u200b-\u200f\u2060\u00ad\u00a0"
_BLANK = rf"[ \t{_UNSEEN}]*"
_ABOVE = re.compile(rf"(?:[\s{_UNSEEN}]|<!--.*?-->)*", re.DOTALL)
_OPENING = re.compile(rf"---{_BLANK}$", re.MULTILINE)
_CLOSING = re.compile(rf"^(?:---|\.\.\.){_BLANK}$", re.MULTILINE)
_INDENTED_CLOSING = re.compile(rf"^[ \t]*(?:---|\.\.\.){_BLANK}$", re.MULTILINE)
_KEY = re.compile(rf"[ \t{_UNSEEN}]*[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*[:=](?:\s|$|(?=[\"'\[]))")
_AUDIENCE = re.compile(
    rf"^[ \t{_UNSEEN}]*[\"']?audience[\"']?[ \t]*[:=][\s\-\[\"']*(?:staff|customer)", re.IGNORECASE | re.MULTILINE
)
_LIKE_A_FENCE = re.compile(
    rf"[ \t{_UNSEEN}]*(?:[-\u2010-\u2015\u2212]{{3,}}|[\u2012-\u2015]-*|\+{{3,}}|;{{3,}}|\{{|\}},?)"
    rf"[ \t]*(?:yaml|toml|json)?{_BLANK}(?:#.*)?$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[ \t]*(?:```|~~~[ \t]*\w)")
_IN_YAML = re.compile(rf"(?:{_BLANK}$|[ \t]+\S|-[ \t]|#|[\]\}}])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STRIPPED = " \t\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u00a0"
_SEARCHED = 5
"""So many lines with text are searched for front matter in the wrong place."""
_HINT = "begin the file with a line `---`, then the keys, then a line `---`"


class Matter(Struct, frozen=True):
    """A file in two parts. text: what is read as Markdown, from line `first_line` on; body_line: where its own text
    begins. Comments above the front matter stand in `text` too, its lines left empty. finding: it is misplaced."""

    yaml: str
    yaml_line: int
    text: str
    first_line: int
    body_line: int
    finding: Finding | None = None

    @property
    def body(self) -> str:
        """The text without what stands above the front matter."""
        lines = self.text.split("\n")
        return "\n".join(lines[self.body_line - self.first_line :])


def split(text: str, path: str) -> Matter:
    """Splits a file whose line ends are all "\\n". Front matter may stand below empty lines and comments."""
    above = _ABOVE.match(text)
    start = above.end() if above else 0
    opening = _OPENING.match(text, start)
    if opening:
        indented = text[text.rfind("\n", 0, start) + 1 : start].strip("\ufeff") != ""
        closing = (_INDENTED_CLOSING if indented else _CLOSING).search(text, opening.end())
        if closing and (start == 0 or _looks_meant(text[opening.end() : closing.start()])):
            return _split_at(text, start, opening.end(), closing)
        if not closing and _opens_with_key(text[opening.end() :], start == 0):
            line = text.count("\n", 0, start) + 1
            place = Place(path, line, 1, 4)
            hint = "write a line `---` below the last key"
            finding = Finding(place, "front-matter-place", "this front matter is never closed", hint)
            return Matter("", line, text[:start] + text[start + 3 :], 1, 1, finding)
    return Matter("", 1, text, 1, 1, _misplaced(text, path))


def _split_at(text: str, start: int, after: int, closing: re.Match[str]) -> Matter:
    body = text[min(closing.end() + 1, len(text)) :]
    line = text.count("\n", 0, start) + 1
    body_line = text.count("\n", 0, closing.end()) + 2
    yaml = text[after + 1 : closing.start()]
    above = re.sub(f"[{_UNSEEN}]", "", text[:start])
    if "<!--" not in above:
        return Matter(yaml, line + 1, body, body_line, body_line)
    gap = "\n" * (body_line - line)
    return Matter(yaml, line + 1, above + gap + body, 1, body_line)


def _opens_with_key(text: str, any_key: bool) -> bool:
    """Whether the first line with text is `word: value`, the word one of ours or any."""
    return any(_KEY.match(line) is not None if any_key else _known(line) for line in _filled(text)[:1])


def _looks_meant(text: str) -> bool:
    """Whether the lines between two `---` below the start of a file are front matter, and no text between two rules."""
    lines = _filled(text)
    return bool(lines) and (_KEY.match(lines[0]) is not None) and any(map(_known, lines))


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def _known(line: str) -> bool:
    match = _KEY.match(line)
    return match is not None and match[1] in FrontMatter.model_fields


def _misplaced(text: str, path: str) -> Finding | None:
    """What looks like front matter among the first lines, and is none."""
    for comment in _COMMENT.finditer((_ABOVE.match(text) or [""])[0]):
        if _AUDIENCE.search(comment[0].removeprefix("<!--")):
            return _finding(path, text.count("\n", 0, comment.start()) + 1, "front matter inside a comment is not read")
    lines = _COMMENT.sub(lambda match: re.sub(r"[^\n]+", "", match[0]), text[:20_000]).split("\n")
    seen = 0
    for index, line in enumerate(lines):
        if not line.strip(_STRIPPED):
            continue
        seen += 1
        if seen > _SEARCHED or _CODE.match(line):
            return None
        fence = _LIKE_A_FENCE.match(line)
        if (fence or seen == 1) and _block(lines[index + 1 if fence else index :], fence is not None):
            written = line.strip(_STRIPPED)
            what = f"`{written}` opens no front matter here" if fence else "here a line `---` is missing"
            return _finding(path, index + 1, f"{what}: it is shown as text")
    return None


def _block(lines: list[str], opened: bool) -> bool:
    """Whether these lines begin with keys of front matter. Between two rules, text may have an empty line around it."""
    block: list[str] = []
    closed = False
    for line in lines:
        if _LIKE_A_FENCE.match(line):
            closed = True
            break
        if not (_KEY.match(line) or _IN_YAML.match(line)) or (not opened and not line.strip()):
            break
        block.append(line)
    first = next((line for line in block if line.strip()), "")
    if not _KEY.match(first):
        return False
    if _AUDIENCE.search("\n".join(block)):
        return True
    return closed and bool(block[0].strip()) and any(map(_known, block))


def _finding(path: str, line: int, message: str) -> Finding:
    return Finding(Place(path, line), "front-matter-place", message, _HINT)
