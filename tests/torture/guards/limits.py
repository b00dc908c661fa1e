"""Guards against input that is huge, deep, endless, or leads elsewhere."""

from __future__ import annotations

from tests.torture.guards.guard import Guard

_YAML = "tests/test_yaml_source.py"
_ODD = "tests/sites/test_odd_inputs.py"
_NAMES = "tests/hostile/test_names.py"
_FORMATS = "tests/publish/test_formats.py"
_PROOF = "tests/publish/test_proof.py"

LIMITS = (
    Guard(
        "a document of many megabytes is not read",
        "sopgen/load.py",
        "            if found.st_size > LARGEST:\n",
        "            if found.st_size > LARGEST * 1000:\n",
        (f"{_NAMES}::test_fifty_megabytes",),
    ),
    Guard(
        "a document of more blocks than anybody reads is cut",
        "sopgen/markdown/length.py",
        "MOST_TOKENS = 30_000\n",
        "MOST_TOKENS = 30_000_000\n",
        ("tests/hostile/test_time.py::test_a_document_of_more_blocks_than_anybody_reads",),
    ),
    Guard(
        "an old address has no control characters",
        "sopgen/front_matter.py",
        "or _NO_PATH.search(value):\n",
        "or False:\n",
        (f"{_NAMES}::test_an_old_address_that_cannot_stand_is_named",),
    ),
    Guard(
        "a link out of the content is not read",
        "sopgen/load.py",
        "            elif entry.is_symlink() and os.path.commonpath([top, os.path.realpath(entry.path)]) != top:\n",
        "            elif False:\n",
        (f"{_NAMES}::test_a_link_out_of_the_content_is_not_read",),
    ),
    Guard(
        "a device is not read",
        "sopgen/load.py",
        " and os.path.exists(entry.path) and not os.path.isfile(entry.path):\n",
        " and False:\n",
        (f"{_NAMES}::test_what_is_no_file_is_not_read",),
    ),
    Guard(
        "a static file that leads out is refused",
        "sopgen/outputs/static.py",
        "    if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):\n",
        "    if False:\n",
        (f"{_FORMATS}::test_links_that_lead_elsewhere_are_refused",),
    ),
    Guard(
        "a static folder that leads out is refused",
        "sopgen/outputs/static.py",
        "    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root)):\n",
        "    if False:\n",
        ("tests/serve/test_hostile.py::test_a_folder_of_files_that_leads_out_is_named",),
    ),
    Guard(
        "what is no file is not published",
        "sopgen/outputs/static.py",
        "    if not stat.S_ISREG(mode):\n",
        "    if False:\n",
        (f"{_FORMATS}::test_what_is_no_file_is_refused",),
    ),
    Guard(
        "a link from the root stays in its static folder",
        "sopgen/links.py",
        '    inside = posixpath.normpath(path).partition("/")[0] != ".."\n',
        "    inside = True\n",
        (f"{_NAMES}::test_a_link_to_what_cannot_be",),
    ),
    Guard(
        "includes in circles end",
        "sopgen/library.py",
        "            if part.path in found:\n                return\n",
        "",
        (f"{_ODD}::test_site[includes in a circle, and of the page itself]",),
    ),
    Guard(
        "includes in circles end on the page",
        "sopgen/edition/fill.py",
        "    if found is None or found.path == record.path or found.path in above:\n",
        "    if found is None:\n",
        ("tests/sites/test_circles.py",),
    ),
    Guard(
        "YAML that is too deep is named",
        "sopgen/yaml_source.py",
        "    if deep := _too_deep(lines, path, first_line):\n",
        "    if False and (deep := _too_deep(lines, path, first_line)):\n",
        (f"{_YAML}::test_depth_is_a_problem_and_no_fault_of_the_system",),
    ),
    Guard(
        "YAML that refers to itself ends",
        "sopgen/yaml_source.py",
        "        if id(node) in above or len(above) > MAX_DEPTH or self.count > MAX_NODES:\n",
        "        if self.count > MAX_NODES:\n",
        (f"{_YAML}::test_values_that_grow_without_end_are_named",),
    ),
    Guard(
        "aliases of YAML do not grow without end",
        "sopgen/yaml_source.py",
        "MAX_NODES = 200_000",
        "MAX_NODES = 2_000_000_000",
        (f"{_YAML}::test_values_that_grow_without_end_are_named",),
    ),
    Guard(
        "tags of YAML mean nothing",
        "sopgen/yaml_source.py",
        '        if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):\n',
        "        if False:\n",
        (_YAML,),
    ),
    Guard(
        "keys that are written twice are named",
        "sopgen/yaml_source.py",
        "            if key in result:\n",
        "            if False:\n",
        (_YAML,),
    ),
    Guard(
        "a paragraph that nobody reads is not read",
        "sopgen/markdown/places.py",
        '    return len(text) > LONGEST or text.count("[") - text.count("]") > MOST_OPEN\n',
        "    return False\n",
        ("tests/hostile/test_time.py::test_a_longer_text_is_not_read_for_its_marks",),
    ),
    Guard(
        "a nesting that nobody reads is named",
        "sopgen/parse.py",
        "        if deep:\n",
        "        if False:\n",
        ("tests/rules/test_pages.py",),
    ),
    Guard(
        "an archive is not unpacked for ever",
        "sopgen/proof/texts.py",
        "found = packed.read(left)",
        "found = packed.read()",
        (f"{_PROOF}::test_an_archive_is_not_unpacked_for_ever",),
    ),
    Guard(
        "what is packed is not unpacked for ever",
        "sopgen/proof/texts.py",
        ".decompress(data, _LARGEST)",
        ".decompress(data)",
        (f"{_PROOF}::test_an_archive_is_not_unpacked_for_ever",),
    ),
    Guard(
        "a name too long for a disk is no file",
        "sopgen/library.py",
        '        if any(len(step.encode()) > LONGEST_NAME for step in url.split("/")):\n',
        "        if False:\n",
        ("tests/test_library.py",),
    ),
    Guard(
        "control characters are in no page",
        "sopgen/parse.py",
        '    return _LOST.sub("\\ufffd", text), findings\n',
        "    return text, findings\n",
        ("tests/hostile/test_injection.py::test_control_characters_are_named_and_shown_as_lost",),
    ),
    Guard(
        "control characters of YAML are in no page",
        "sopgen/yaml_source.py",
        "        if lost := NO_TEXT.search(text):\n",
        "        if (lost := NO_TEXT.search(text)) and False:\n",
        ("tests/hostile/test_injection.py::test_control_characters_written_in_yaml",),
    ),
    Guard(
        "control characters are in no path",
        "sopgen/publish/paths.py",
        "        or _CONTROL.search(path)\n",
        "",
        ("tests/publish/test_paths.py::test_a_path_that_leaves_its_site_is_refused",),
    ),
    Guard(
        "control characters are in no feed",
        "sopgen/outputs/feeds.py",
        '    return escape(_NOT_XML.sub("", words))\n',
        "    return escape(words)\n",
        (f"{_FORMATS}::test_control_characters_are_in_no_feed",),
    ),
    Guard(
        "control characters of a source line reach no terminal",
        "sopgen/reports/text.py",
        'char if char == "\\t" or char.isprintable() else "·" for char in source',
        "char for char in source",
        ("tests/test_reports_text.py::test_what_a_terminal_would_obey_is_shown",),
    ),
    Guard(
        "control characters of names reach no terminal",
        "sopgen/reports/text.py",
        '    if not _OBEYED.search(f"{place.path}{message}{hint}"):\n',
        "    if True:\n",
        ("tests/test_reports_text.py::test_what_a_terminal_would_obey_is_shown",),
    ),
    Guard(
        "a pipe or a device is no file of a project",
        "sopgen/footprint.py",
        "    if stat.S_ISREG(kind) or stat.S_ISDIR(kind):",
        "    if True:",
        ("tests/hostile/test_names.py::test_settings_that_are_no_files_are_named",),
    ),
)
