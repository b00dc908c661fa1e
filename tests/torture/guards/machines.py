"""Guards that make the same bytes on every machine."""

from __future__ import annotations

from tests.torture.guards.guard import Guard

_SAME = "tests/sites/test_same_bytes.py"
_ORDER = f"{_SAME}::test_order_of_folders_and_hashes"
_PLACE = f"{_SAME}::test_place_and_people"
_WORKERS = f"{_SAME}::test_workers_clock_and_what_stood_before"
_SEARCH = "tests/publish/test_search.py"

MACHINES = (
    Guard(
        "folders are listed in the order of their names",
        "sopgen/theme.py",
        "    for name in sorted(data):\n",
        "    for name in data:\n",
        (_ORDER,),
    ),
    Guard(
        "no order is that of a hash",
        "sopgen/theme.py",
        "    for name in sorted(data):\n",
        "    for name in sorted(data, key=hash):\n",
        (_ORDER,),
    ),
    Guard(
        "what is related comes in one order",
        "sopgen/edition/related.py",
        "if key in near else 0),\n        ties.place.get(key, len(ties.place)),\n        key,\n",
        "if key in near else 0),\n        hash(key),\n        key,\n",
        (_ORDER,),
    ),
    Guard(
        "the manifest lists files in order",
        "sopgen/publish/manifest.py",
        "for path in sorted(files)]",
        "for path in files]",
        ("tests/publish/test_publish.py::test_same_sites_give_the_same_bytes_anywhere",),
    ),
    Guard(
        "the index lists its languages in order",
        "sopgen/outputs/search.py",
        'json.dumps(value, sort_keys=True, separators=(",", ":")).encode()',
        'json.dumps(value, separators=(",", ":")).encode()',
        (f"{_SEARCH}::test_the_same_pages_give_the_same_bytes",),
    ),
    Guard(
        "packed lists do not say by which system",
        "sopgen/outputs/search.py",
        '    return packed[:9] + b"\\xff" + packed[10:]\n',
        "    return packed\n",
        (f"{_SEARCH}::test_word_lists_do_not_say_what_packed_them",),
    ),
    Guard(
        "packed lists do not say when",
        "sopgen/outputs/search.py",
        "gzip.compress(data, mtime=0)",
        "gzip.compress(data)",
        (_WORKERS,),
    ),
    Guard(
        "the day is that of SOURCE_DATE_EPOCH",
        "sopgen/config.py",
        'epoch = os.environ.get("SOURCE_DATE_EPOCH", "")',
        'epoch = ""',
        (_PLACE,),
    ),
    Guard(
        "names of files are UTF-8 in every locale",
        "sopgen/__main__.py",
        '    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":\n',
        "    if False:\n",
        (_PLACE,),
    ),
    Guard(
        "days are those of the organisation",
        "sopgen/config.py",
        "return datetime.now(ZoneInfo(time_zone)).date()",
        "return datetime.now().date()",
        ("tests/test_config.py::test_today_is_that_of_the_organisation",),
    ),
    Guard(
        "work is given back in order",
        "sopgen/crew.py",
        "                    made = waiting.pop(0).result()\n",
        "                    made = waiting.pop().result()\n",
        ("tests/test_crew.py::test_the_order_is_that_of_the_pieces",),
    ),
    Guard(
        "permissions are those of the umask",
        "sopgen/publish/stage.py",
        "        return os.stat(folder).st_mode & 0o666  # what the umask leaves of it\n",
        "        return 0o644\n",
        ("tests/publish/test_standing.py::test_another_umask_makes_all_files_anew",),
    ),
)
