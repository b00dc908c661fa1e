"""Files that pages need: the theme's assets, the logo, pictures and attachments of documents that a site shows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from sopgen.edition import Edition
from sopgen.edition.frame import logo_path
from sopgen.edition.media import asset_path
from sopgen.library import Library
from sopgen.links import file_of
from sopgen.metadata import is_picture, stripped
from sopgen.model import Output
from sopgen.theme import Theme


def theme_assets(theme: Theme) -> Iterator[Output]:
    """The theme's files, their names carrying a digest of what they hold."""
    for asset in theme.assets:
        data = (stripped(asset.data) if is_picture(asset.path) else None) or asset.data
        yield Output(asset.path, data, lasting=True)


def used_files(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Product pictures, and every file of the content folder that a visible page shows or links to: paths from the
    project, in order."""
    return tuple(sorted({path for edition in editions for path in _used(edition)}))


def media(library: Library, used: Iterable[str]) -> Iterator[Output]:
    """The logo and these files, with the addresses that pages call them by."""
    root = library.config.root
    for path in used:
        yield Output(asset_path(path, library), copy_of=str(root / path))
    logo = library.config.organisation.logo
    if logo and os.path.isfile(root / logo):
        yield Output(logo_path(logo), copy_of=str(root / logo))


def _used(edition: Edition) -> Iterator[str]:
    library, routes = edition.library, edition.routes
    for entry in routes.entries.values():
        if entry.meta.status == "retired":
            continue
        for record, outline in library.outlines(entry.record, routes.audience, entry.language):
            names = [image.target for image in outline.images]
            names += [name for video in outline.videos for name in (video.source, video.captions, video.poster) if name]
            for name in names:
                if found := file_of(name, record, library):
                    yield found
            targets = routes.leads[record.path, entry.record.key].values()
            yield from (target.url for target in targets if target.kind == "file")
    config = library.config
    shown = {entry.meta.product for entry in routes.entries.values()}
    for key, product in config.products.items():
        path = product.picture if config.content == "." else f"{config.content}/{product.picture}"
        if product.picture and key in shown and path in library.files:
            yield path
