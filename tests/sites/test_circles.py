"""Files that include each other in circles: `serve` shows their pages all the same, and none is without end."""

from __future__ import annotations

from pathlib import Path

from sopgen.build import render
from tests.projects import project
from tests.sites.test_odd_inputs import page


def test_each_file_of_a_circle_is_shown_once(tmp_path: Path) -> None:
    files = {
        "procedures/a.md": page('Of the page.\n\n{{ include "_s/x.md" }}'),
        "procedures/_s/x.md": 'Of x.\n\n{{ include "_s/y.md" }}\n\n{{ include "_s/x.md" }}\n',
        "procedures/_s/y.md": 'Of y.\n\n{{ include "_s/x.md" }}\n',
    }
    outputs, _, _ = render(project(tmp_path, files), ("handbook",))
    (shown,) = (output.data.decode() for output in outputs["handbook"] if output.path == "a/index.html")
    assert [shown.count(f"<p>Of {which}.</p>") for which in ("the page", "x", "y")] == [1, 1, 1]
