"""Guards of what listens and of what is started: the server, git, Pagefind."""

from __future__ import annotations

from tests.torture.guards.guard import Guard

_HOSTILE = "tests/serve/test_hostile.py"
_SERVER = "tests/serve/test_server.py"
_GIT = "tests/commands/test_untrusted_repository.py"
_RUNS = f"{_GIT}::test_no_program_of_the_repository_runs"
_APP = "sopgen/server/app.py"

PROGRAMS = (
    Guard(
        "other names of this machine are refused",
        _APP,
        '        if not allowed_host(request.headers.get("host", ""), self.host):\n',
        "        if False:\n",
        (f"{_SERVER}::test_other_host_names_are_refused",),
    ),
    Guard(
        "pages of other sites are shown nothing",
        _APP,
        "    if origin is not None and urlsplit(origin).netloc.lower() !=",
        "    if origin is None and urlsplit(origin).netloc.lower() !=",
        (f"{_HOSTILE}::test_pages_of_other_sites_are_shown_nothing",),
    ),
    Guard(
        "pages of other sites embed nothing",
        _APP,
        '    foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")\n',
        "    foreign = False\n",
        (f"{_HOSTILE}::test_pages_of_other_sites_are_shown_nothing",),
    ),
    Guard(
        "pages are only shown",
        _APP,
        '        if request.method not in ("GET", "HEAD"):\n',
        "        if False:\n",
        (f"{_SERVER}::test_pages_are_only_shown",),
    ),
    Guard(
        "a file that became a link out is not followed",
        _APP,
        "if output is not None and output.copy_of and not self._is_within(output.copy_of):",
        "if False:",
        (f"{_HOSTILE}::test_a_file_that_becomes_a_link_out_of_the_project_is_not_followed",),
    ),
    Guard(
        "no path leads out",
        _APP,
        "        if name in self._own:\n            return Response(self._own[name],",
        "        if (HERE / name).is_file():\n            return Response((HERE / name).read_bytes(),",
        (f"{_HOSTILE}::test_no_spelling_leads_out",),
    ),
    Guard(
        "no path of a site leads out",
        _APP,
        "script), 404)\n    if output is None:\n",
        'script), 404)\n    if (found := Path("static/help", inner)).is_file():\n        return FileResponse(found)\n'
        "    if output is None:\n",
        (f"{_HOSTILE}::test_no_spelling_leads_out",),
    ),
    Guard(
        "nobody keeps what was shown",
        _APP,
        '    "Cache-Control": "no-store",\n',
        "",
        (f"{_HOSTILE}::test_nobody_keeps_what_was_shown",),
    ),
    Guard(
        "pages are shown under the policy",
        _APP,
        '{"Content-Security-Policy": policy([text])}',
        "{}",
        ("tests/serve/test_shown.py::test_pages_are_shown_under_the_policy_of_their_site",),
    ),
    Guard(
        "pictures are shown without metadata",
        _APP,
        "        return Response(published(output.copy_of), media_type=media)\n",
        "        return FileResponse(output.copy_of, media_type=media)\n",
        ("tests/serve/test_server.py::test_an_edit_is_shown",),
    ),
    Guard(
        "it listens on this machine",
        "sopgen/commands/serve.py",
        'default="127.0.0.1"',
        'default="0.0.0.0"',
        (f"{_HOSTILE}::test_it_listens_on_this_machine_only_unless_told",),
    ),
    Guard(
        "another address is warned of",
        "sopgen/commands/serve.py",
        "        if shown.lower() not in LOOPBACK:\n",
        "        if False:\n",
        (f"{_HOSTILE}::test_it_listens_on_this_machine_only_unless_told",),
    ),
    Guard(
        "problems are shown as text",
        "sopgen/server/pages.py",
        'f"{escape(problem.message)} <code>',
        'f"{problem.message} <code>',
        ("tests/serve/test_shown.py::test_problems_are_shown_as_text",),
    ),
    Guard("git runs no monitor of files", "sopgen/git.py", '    "core.fsmonitor": "false",', "", (_RUNS,)),
    Guard(
        "git opens no repository in the content",
        "sopgen/git.py",
        '    "safe.bareRepository": "explicit",',
        "",
        (_RUNS,),
    ),
    Guard("git fetches nothing", "sopgen/git.py", '    "GIT_ALLOW_PROTOCOL": "none",\n', "", (_RUNS,)),
    Guard(
        "git runs no filter of the repository",
        "sopgen/git.py",
        "    return Repository(top, {**_FIXED, **_filters(top)})\n",
        "    return Repository(top, _FIXED)\n",
        (_RUNS,),
    ),
    Guard("git runs no program for differences", "sopgen/changes.py", '"--no-ext-diff", ', "", (_RUNS,)),
    Guard("git runs no program that converts texts", "sopgen/changes.py", '"--no-textconv", ', "", (_RUNS,)),
    Guard(
        "git's answers do not depend on settings",
        "sopgen/git.py",
        '    "core.quotePath": "false",\n',
        "",
        (f"{_GIT}::test_settings_that_no_repository_changes",),
    ),
    Guard(
        "git itself is no file of the project",
        "sopgen/git.py",
        "[folder for folder in os.get_exec_path() if os.path.isabs(folder)]",
        "[*os.get_exec_path()]",
        (f"{_GIT}::test_git_itself_is_no_file_of_the_project",),
    ),
    Guard(
        "Pagefind is the program of its package",
        "sopgen/outputs/search.py",
        "            program = Path(get_executable())\n",
        '            program = Path("pagefind")\n',
        ("tests/publish/test_search.py::test_pagefind_takes_nothing_from_where_it_starts",),
    ),
    Guard(
        "Pagefind takes no settings from the project",
        "sopgen/outputs/search.py",
        "                cwd=program.parent,\n",
        "",
        ("tests/publish/test_search.py::test_pagefind_takes_nothing_from_where_it_starts",),
    ),
    Guard(
        "Pagefind takes no settings from the environment",
        "sopgen/outputs/search.py",
        ' if not name.upper().startswith("PAGEFIND_")}',
        "}",
        ("tests/publish/test_search.py::test_pagefind_takes_nothing_from_where_it_starts",),
    ),
)
