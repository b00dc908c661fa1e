"""HTML pages: each page rendered by the theme, at the path of its address."""

from __future__ import annotations

from sopgen.model import Output
from sopgen.theme import Theme
from sopgen.view import Frame, Page


def page_output(theme: Theme, frame: Frame, page: Page) -> Output:
    """The file of one page: "it/refund/index.html" for "it/refund/", "404.html" as it is."""
    path = f"{page.url}index.html" if not page.url or page.url.endswith("/") else page.url
    return Output(path, theme.render(frame, page).encode(), html=True, template=theme.template_of(page))
