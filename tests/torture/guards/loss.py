"""Guards that keep whole what stands: an atomic exchange, refused folders, distrust of what is remembered."""

from __future__ import annotations

from tests.torture.guards.guard import Guard

_KILLED = "tests/publish/test_killed.py::test_sites_are_whole_at_every_step"
_PUBLISH = "tests/publish/test_publish.py"
_EXCHANGE = "tests/publish/test_exchange.py"
_PATHS = "tests/publish/test_paths.py"
_REFUSED = f"{_PATHS}::test_a_folder_that_is_not_ours_to_exchange_is_refused"
_STANDING = "tests/publish/test_standing.py"
_UNCHANGED = "tests/test_unchanged.py"
_MEMORY = "tests/test_memory.py"
_WORKSHOP = "sopgen/publish/workshop.py"
_WHERE = "sopgen/publish/paths.py"

LOSS = (
    Guard(
        "folders are exchanged in one call",
        _WORKSHOP,
        "elif not exchange(workshop.new, output):",
        "elif True:",
        (_KILLED, "tests/publish/test_at_once.py::test_readers"),
    ),
    Guard(
        "all sites are exchanged at once",
        _WORKSHOP,
        "elif not exchange(workshop.new, output):",
        "elif not all(exchange(workshop.new / one, output / one) for one in sorted(os.listdir(output))):",
        (_KILLED,),
    ),
    Guard(
        "the journal is written before the exchange",
        _WORKSHOP,
        "        os.close(os.open(workshop.journal, os.O_WRONLY | os.O_CREAT, 0o666))\n",
        "",
        (_KILLED,),
    ),
    Guard(
        "an exchange that was cut short is completed",
        _WORKSHOP,
        "    if workshop.old.exists() and not output.exists():\n",
        "    if False:\n",
        (_KILLED,),
    ),
    Guard(
        "a second rename that fails is taken back",
        _WORKSHOP,
        "                _take_back(workshop, output, error)\n",
        "",
        (f"{_PUBLISH}::test_a_second_rename_that_fails_is_taken_back",),
    ),
    Guard(
        "an unfinished tree is cleared",
        _WORKSHOP,
        "            shutil.rmtree(workshop.new)\n        return\n",
        "            pass\n        return\n",
        (_KILLED,),
    ),
    Guard(
        "a file that came while we worked is kept",
        _WORKSHOP,
        "                _rescue(kept, output / kept.relative_to(tree))\n",
        "                os.unlink(kept)\n",
        (f"{_PUBLISH}::test_a_file_that_comes_while_we_publish_is_kept",),
    ),
    Guard(
        "a rescued file takes the place of no other",
        _WORKSHOP,
        "    while os.path.lexists(place):\n",
        "    while False:\n",
        (f"{_PUBLISH}::test_a_file_that_comes_while_we_publish_is_kept",),
    ),
    Guard(
        "one build publishes at a time",
        _WORKSHOP,
        "    except (BlockingIOError, PermissionError):\n        return False\n",
        "    except (BlockingIOError, PermissionError):\n        return True\n",
        (f"{_PUBLISH}::test_two_builds_at_once_wait_for_one_another",),
    ),
    Guard(
        "a lock is that of the folder that is there",
        _WORKSHOP,
        "if _take(descriptor) and os.path.samestat(os.fstat(descriptor), os.stat(path)):",
        "if _take(descriptor):",
        (f"{_EXCHANGE}::test_who_waited_for_a_lock_that_is_gone_asks_again",),
    ),
    Guard(
        "a folder with our workshop's name is left alone",
        _WORKSHOP,
        'if "lock" not in inside and inside not in ([], ["spare"]):',
        "if False:",
        (f"{_PUBLISH}::test_a_folder_that_has_our_workshops_name_is_left_alone",),
    ),
    Guard(
        "a disk that refuses is told",
        _WORKSHOP,
        "        raise SopgenError(said, what_to_do(error)) from error\n\n\n@contextmanager\ndef open_workshop",
        "        raise\n\n\n@contextmanager\ndef open_workshop",
        (f"{_PUBLISH}::test_a_disk_that_refuses_is_told_and_the_site_stands",),
    ),
    Guard(
        "the manifest is on the disk before the exchange",
        "sopgen/publish/stage.py",
        "                os.fsync(file.fileno())\n",
        "",
        (f"{_EXCHANGE}::test_the_manifest_is_on_the_disk_before_the_exchange",),
    ),
    Guard(
        "no file is opened for writing twice",
        "sopgen/publish/stage.py",
        "_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL |",
        "_NEW = os.O_WRONLY | os.O_CREAT |",
        (f"{_EXCHANGE}::test_nothing_is_written_into_a_file_that_somebody_laid_there",),
    ),
    Guard(
        "foreign files are refused",
        "sopgen/publish/inventory.py",
        "    if foreign:\n",
        "    if False:\n",
        (f"{_PUBLISH}::test_foreign_files_are_refused",),
    ),
    Guard(
        "a manifest that cannot be read stops",
        "sopgen/publish/manifest.py",
        "    except ValueError as error:\n        raise _unreadable(folder) from error\n",
        "    except ValueError:\n        return Manifest()\n",
        (f"{_PUBLISH}::test_a_manifest_that_cannot_be_understood_stops",),
    ),
    Guard(
        "an output that is a link is refused",
        _WHERE,
        "    if output.is_symlink():\n",
        "    if False:\n",
        (f"{_PATHS}::test_a_link_is_refused_and_where_it_leads_is_named",),
    ),
    Guard(
        "an output that is a file is refused",
        _WHERE,
        "    if output.exists() and not output.is_dir():\n",
        "    if False:\n",
        (f"{_PATHS}::test_a_file_and_a_mount_point_are_refused",),
    ),
    Guard(
        "an output that is a mount point is refused",
        _WHERE,
        "    if os.path.ismount(output):\n",
        "    if False:\n",
        (f"{_PATHS}::test_a_file_and_a_mount_point_are_refused",),
    ),
    Guard(
        "an output that holds the home or the project is refused",
        _WHERE,
        "        if own in (_identity(holds), *_identities_above(holds)):\n",
        "        if False:\n",
        (_REFUSED,),
    ),
    Guard(
        "an output among the sources is refused",
        _WHERE,
        "        if _identity(source) in above:\n",
        "        if False:\n",
        (f"{_PATHS}::test_a_folder_among_the_documents_is_refused_and_one_outside_is_named",),
    ),
    Guard(
        "an output that holds sources is refused",
        _WHERE,
        "        if own in (_identity(source), *_identities_above(source)):\n",
        "        if False:\n",
        (_REFUSED,),
    ),
    Guard(
        "an output inside .git is refused", _WHERE, '    if ".git" in output.parts:\n', "    if False:\n", (_REFUSED,)
    ),
    Guard(
        "a path leads out of no site",
        _WHERE,
        '        or any(part in ("", ".", "..") for part in parts)\n',
        "",
        (f"{_PATHS}::test_a_path_that_leaves_its_site_is_refused",),
    ),
    Guard(
        "paths that meet on some disk are refused",
        _WHERE,
        "        if other := self.meets(path):\n",
        "        if (other := self.meets(path)) and other == path:\n",
        (f"{_PATHS}::test_paths_that_meet_on_some_disk_are_refused",),
    ),
    Guard(
        "a page that somebody changed is written anew",
        "sopgen/publish/inventory.py",
        '        return found == self.noted.files.get(path) or _digest(f"{self.folder}/{path}") == sha256\n',
        "        return True\n",
        (f"{_STANDING}::test_a_file_that_is_not_as_it_was_does_not_stand",),
    ),
    Guard(
        "notes are believed with the manifest they were written with",
        "sopgen/publish/inventory.py",
        "    if noted.files.get(NAME) != files.get(NAME):\n",
        "    if False:\n",
        (f"{_STANDING}::test_a_manifest_that_was_edited_is_not_believed",),
    ),
    Guard(
        "damaged notes are no notes",
        "sopgen/stamps.py",
        '    if zlib.crc32(squeezed) != int.from_bytes(written[len(_HEAD) : start], "little"):\n',
        "    if False:\n",
        (f"{_STANDING}::test_notes_with_any_byte_changed_or_cut_off_tell_nothing",),
    ),
    Guard(
        "a clock that is too slow is not believed",
        "sopgen/stamps.py",
        "    if written % _COARSE == 0:\n        return False\n",
        "",
        (f"{_STANDING}::test_nothing_is_noted_where_the_clock_is_slow",),
    ),
    Guard(
        "what changed is built though a build went before",
        "sopgen/unchanged.py",
        "        and {root: one.digest for root, one in found.seen.items()} == table.roots\n",
        "",
        (f"{_UNCHANGED}::test_whatever_changes_is_built",),
    ),
    Guard(
        "what is young is read",
        "sopgen/unchanged.py",
        "        and all(content(path) == table.contents.get(path) for path in _young(found, table.moment))\n",
        "",
        (f"{_UNCHANGED}::test_files_as_young_as_the_look_are_read",),
    ),
    Guard(
        "an output that changed is no answer",
        "sopgen/unchanged.py",
        "    if standing.digest != digest:\n        return None\n",
        "",
        (f"{_UNCHANGED}::test_whatever_changes_is_built",),
    ),
    Guard(
        "a damaged table is not believed",
        "sopgen/unchanged.py",
        " or written[len(_HEAD) : head] != _checksum(written[head:]):",
        ":",
        (f"{_UNCHANGED}::test_a_damaged_table_is_not_believed",),
    ),
    Guard(
        "an answer to another question is none",
        "sopgen/unchanged.py",
        "    if table is None or table.key != question.key or",
        "    if table is None or",
        (f"{_UNCHANGED}::test_what_is_asked_otherwise_is_built",),
    ),
    Guard(
        "a remembered document is that of its bytes",
        "sopgen/memory.py",
        "    if row is None or row[0] != key:\n",
        "    if row is None:\n",
        (f"{_MEMORY}::test_what_changed_is_done_again_and_nothing_else",),
    ),
    Guard(
        "what another version remembers is not believed",
        "sopgen/keys.py",
        'parts += [os.fsencode(path[len(package) + 1 :].replace(os.sep, "/")), file.readall()]',
        "parts += [os.fsencode(path[len(package) + 1 :])]",
        (f"{_MEMORY}::test_what_other_code_has_remembered_is_not_believed",),
    ),
    Guard(
        "damaged values are made anew",
        "sopgen/store.py",
        "    if not press.eof:\n",
        "    if False:\n",
        (f"{_MEMORY}::test_a_value_that_was_cut_short_is_damaged",),
    ),
    Guard(
        "a cache can make no object but the model's",
        "sopgen/packing.py",
        "        return _KINDS[module, name]\n",
        "        return super().find_class(module, name)\n",
        ("tests/test_packing.py::test_a_cache_of_strangers_runs_nothing",),
    ),
    Guard(
        "code of templates from another sopgen is forgotten",
        "sopgen/sandbox.py",
        "        if digest == _digest(packed):\n",
        "        if True:\n",
        ("tests/test_sandbox.py::test_code_of_another_sopgen_is_forgotten",),
    ),
    Guard(
        "a page that stands otherwise is finished again",
        "sopgen/by_digest.py",
        '        return all(self._standing.get(f"{site}/{file.path}") == file.sha256 for file in files)\n',
        "        return True\n",
        ("tests/test_finished_again.py::test_a_page_that_somebody_changed_is_finished_again",),
    ),
    Guard(
        "a theme that changes during a build is not remembered",
        "sopgen/recall.py",
        "        if not self.undisturbed:\n            return\n",
        "",
        ("tests/test_recall.py::test_a_theme_that_changes_while_a_build_runs_is_not_remembered",),
    ),
    Guard(
        "a theme that changes during a build is not held for the next",
        "sopgen/server/rebuild.py",
        "        if held.undisturbed:\n",
        "        if True:\n",
        ("tests/commands/test_build_watch.py::test_a_theme_that_changes_while_a_build_runs_is_not_held",),
    ),
    Guard(
        "without a home nothing is kept in the project",
        "sopgen/cache.py",
        "    if not os.path.isabs(home):\n        home = os.devnull\n",
        "",
        ("tests/test_refusals.py::test_without_a_home_nothing_is_left_in_the_project",),
    ),
    Guard(
        "closed streams are opened before the first file is",
        "sopgen/__main__.py",
        "    if None in (sys.stdin, sys.stdout, sys.stderr):\n",
        "    if False:\n",
        ("tests/test_refusals.py::test_closed_streams_do_no_harm",),
    ),
)
