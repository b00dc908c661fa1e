"""What is sent is what was written: a style sheet without its comments and runs of spaces has the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sopgen.theme import load
from tests.projects import write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-help")]

THEMES = Path(__file__).parents[2] / "themes"
READ = r"""([one, other]) => [one, other].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s+/g, " "));
})"""
ODD = """/* a */ a::before /* b */ { content: "two  spaces /* kept */ \\" ;  "; }
@container (min-width: 4rem) { .a  :is(b,  c) > d { margin: calc(1px  +  2px) } }
.x/* c */.y { background: url('data:image/svg+xml,<svg   />') }
"""


def test_a_style_sheet_keeps_its_rules(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    for text in (ODD, *(file.read_text("utf-8") for file in sorted(THEMES.rglob("*.css")) if file.is_file())):
        own = write(tmp_path, {"odd/theme.yaml": "extends: base", "odd/assets/one.css": text})
        (sent,) = [asset.data.decode() for asset in load("odd", own, ("en",)).assets if asset.name == "one.css"]
        rules = page.evaluate(READ, [text, sent])
        assert rules[0] == rules[1] and rules[0]
        assert "/*" not in sent.replace("/* kept */", "").replace("/**/", "")
    page.close()
