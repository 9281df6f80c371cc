#include "unit/random_history.h"

static const struct change *change_of(struct reading *reading, const char *path) {
  static struct change last;
  const struct file_history *file = history_of(reading, path);
  return file != NULL && file_revisions_last(&reading->history, file, &last) ? &last : NULL;
}

/* The summaries of the file's revisions, newest first: "two one". */
static const char *all(struct fixture *fixture, struct reading *reading, const char *path) {
  struct buffer summaries = {0};
  for (const struct file_change *at = history_of(reading, path)->newest; at != NULL; at = at->older) {
    buffer_add(&summaries, at->change->summary);
    if (at->older != NULL) buffer_add_byte(&summaries, ' ');
  }
  struct view copy = arena_copy(&fixture->arena, buffer_view(&summaries));
  buffer_free(&summaries);
  return copy.data;
}

/* The summary of the file's last change; "none" where there is none. */
static const char *last(struct reading *reading, const char *path) {
  const struct change *change = change_of(reading, path);
  return change == NULL ? "none" : change->summary.data;
}

static void make_site(struct fixture *fixture, const char *script) {
  run(fixture,
      "git init -q -b main site && cd site && "
      "commit() { git add -A && git commit -q --allow-empty -m \"$1\"; } && %s",
      script);
}

/* Checks a blob id; `name` empty: there is none. */
static void expect_object(struct fixture *fixture, const unsigned char *object, const char *name) {
  char hex[41];
  for (size_t i = 0; i < 20; i++)
    snprintf(hex + 2 * i, 3, "%02x", object[i]);
  if (*name == '\0')
    assert_string_equal(hex, "0000000000000000000000000000000000000000");
  else
    assert_string_equal(hex, output_of(fixture, "git -C site rev-parse '%s'", name).data);
}

static void tells_the_last_change_of_each_file(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture,
            "mkdir a b && echo 1 >a/x && echo 1 >a/y && echo 1 >b/z && commit one && echo 2 >a/x && "
            "commit two && commit nothing && git rm -q a/y && commit gone && echo 1 >a/y && commit back && "
            "git mv b/z b/new && commit renamed && chmod +x b/new && commit mode && echo 3 >other && "
            "commit other");
  read_history(fixture, &reading, false);
  assert_int_equal(changed(&reading), 4);
  assert_string_equal(last(&reading, "a/x"), "two");
  assert_string_equal(last(&reading, "a/y"), "back");
  assert_string_equal(last(&reading, "b/new"), "mode");
  assert_string_equal(last(&reading, "other"), "other");
  assert_string_equal(last(&reading, "b/z"), "none");
  assert_string_equal(all(fixture, &reading, "a/x"), "two one");
  assert_string_equal(all(fixture, &reading, "a/y"), "back gone one");
  assert_string_equal(all(fixture, &reading, "b/new"), "mode renamed");
  assert_false(reading.history.shallow);
  assert_int_equal(fixture->diagnostics.count, 0);
  end_reading(&reading);
}

static void tells_who_and_when(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture, "echo 1 >x && git add x && "
                     "git commit -qm \"$(printf '  First line \\n second\\n\\nbody')\"");
  /* Git's own commands clean up what others may not. */
  static const char *const raw[][3] = {
      {"y", "a\\377\\376b", "1600000000 -0330"},
      {"z", "", "99999999999999 +9999"},
  };
  for (size_t i = 0; i < 2; i++)
    run(fixture,
        "cd site && echo 1 >%s && git add -A && printf 'tree %%s\\nparent %%s\\nauthor %s <> %s\\n"
        "committer x <x> 5 +0000\\n\\n' $(git write-tree) $(git rev-parse HEAD) >../raw && "
        "git update-ref refs/heads/main $(git hash-object --literally -t commit -w ../raw)",
        raw[i][0], raw[i][1], raw[i][2]);
  read_history(fixture, &reading, false);
  const struct change *change = change_of(&reading, "x");
  assert_string_equal(change->author.data, "Nguyễn Văn A");
  assert_string_equal(change->summary.data, "First line");
  assert_string_equal(change->commit.data, output_of(fixture, "git -C site rev-parse HEAD~2").data);
  assert_int_equal(date_seconds(change->date), 1637833500);
  change = change_of(&reading, "y");
  assert_string_equal(change->author.data, "a\xef\xbf\xbd\xef\xbf\xbd"
                                           "b");
  /* 2020-09-13T12:26:40Z, whatever the author's zone was. */
  assert_int_equal(date_seconds(change->date), 1600000000);
  assert_int_equal(change->date.hour, 19);
  /* A commit with a time that no date can hold, without a name or a message. */
  change = change_of(&reading, "z");
  assert_non_null(change);
  assert_in_range(change->date.year, 1, 9999);
  assert_int_equal(change->summary.length, 0);
  end_reading(&reading);
}

static void follows_the_side_of_a_merge_that_made_the_file(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture,
            "echo 1 >both && echo 1 >main && echo 1 >side && echo 1 >same && commit base && "
            "git checkout -qb side && echo 2 >side && echo side >both && echo 2 >same && commit on-side && "
            "git checkout -q main && echo 2 >main && echo main >both && echo 2 >same && commit on-main && "
            "git merge -q side -m merge >/dev/null 2>&1 || true; echo both >both && echo 1 >made && "
            "commit merge");
  read_history(fixture, &reading, false);
  assert_string_equal(output_of(fixture, "git -C site show -s --format=%%P | wc -w").data, "2");
  assert_string_equal(last(&reading, "main"), "on-main");
  assert_string_equal(last(&reading, "side"), "on-side");
  assert_string_equal(last(&reading, "same"), "on-main"); /* the first parent that agrees */
  assert_string_equal(last(&reading, "both"), "merge");
  assert_string_equal(last(&reading, "made"), "merge");
  assert_string_equal(all(fixture, &reading, "main"), "on-main base");
  assert_string_equal(all(fixture, &reading, "side"), "on-side base");
  assert_string_equal(all(fixture, &reading, "same"), "on-main base");
  assert_string_equal(all(fixture, &reading, "made"), "merge");
  assert_int_equal(history_of(&reading, "both")->count, 4); /* the merge, both sides, the base once */
  expect_object(fixture, history_of(&reading, "both")->newest->object, "HEAD:both");
  expect_object(fixture, history_of(&reading, "both")->newest->before, "HEAD^1:both");
  end_reading(&reading);
}

static void a_file_that_was_a_folder_is_new(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture,
            "mkdir x && echo 1 >x/a && echo 1 >y && commit one && git rm -qr x y && echo 1 >x && mkdir y && "
            "echo 1 >y/a && commit two && ln -s x z && commit link && rm z && printf x >z && commit file");
  read_history(fixture, &reading, false);
  assert_string_equal(last(&reading, "x"), "two");
  assert_string_equal(last(&reading, "y/a"), "two");
  assert_string_equal(last(&reading, "z"), "file");
  assert_string_equal(all(fixture, &reading, "x"), "two one"); /* as git log says */
  assert_string_equal(all(fixture, &reading, "y/a"), "two");
  assert_string_equal(all(fixture, &reading, "z"), "file link");
  expect_object(fixture, history_of(&reading, "x")->newest->before, "");
  expect_object(fixture, history_of(&reading, "z")->newest->before, "");
  end_reading(&reading);
}

static void files_on_disk_that_differ_have_none(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture, "echo 1 >same && echo 1 >size && echo 1 >bytes && echo 1 >staged && echo 1 >gone && "
                     "mkdir folder && echo 1 >folder/same && commit one && echo 11 >size && echo 2 >bytes && "
                     "echo 2 >staged && git add staged && rm gone && touch same && echo 1 >new");
  read_history(fixture, &reading, true);
  assert_int_equal(reading.files.count, 6);
  assert_int_equal(changed(&reading), 2);
  assert_string_equal(last(&reading, "same"), "one");
  assert_string_equal(last(&reading, "folder/same"), "one");
  assert_string_equal(all(fixture, &reading, "size"), "one");
  assert_string_equal(all(fixture, &reading, "new"), "");
  assert_false(history_of(&reading, "size")->is_as_committed);
  end_reading(&reading);
}

static void texts_of_the_past_can_be_read(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture, "printf one >x && commit one && printf second >x && commit two && git rm -q x && "
                     "commit gone && printf one >x && commit back");
  read_history(fixture, &reading, false);
  assert_string_equal(all(fixture, &reading, "x"), "back gone two one");
  static const char *const texts[] = {"one", "", "second", "one"};
  size_t at = 0;
  for (struct file_change *change = history_of(&reading, "x")->newest; change != NULL;
       change = change->older) {
    struct view text;
    enum source_text found = source_read_object_text(reading.source, VIEW("x"), change->object, 6,
                                                     &fixture->arena, &text, &fixture->diagnostics);
    assert_int_equal(found, *texts[at] == '\0' ? SOURCE_TEXT_MISSING : SOURCE_TEXT_READ);
    if (found == SOURCE_TEXT_READ) assert_string_equal(text.data, texts[at]);
    if (change->older != NULL) assert_memory_equal(change->before, change->older->object, 20);
    if (strcmp(texts[at], "second") == 0)
      assert_int_equal(source_read_object_text(reading.source, VIEW("x"), change->object, 5, &fixture->arena,
                                               &text, &fixture->diagnostics),
                       SOURCE_TEXT_TOO_LARGE);
    at++;
  }
  assert_int_equal(at, 4);
  assert_int_equal(fixture->diagnostics.count, 0);
  expect_object(fixture, history_of(&reading, "x")->oldest->before, "");
  end_reading(&reading);
}

static void only_the_newest_revisions_are_kept(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture, "for i in $(seq 1 53); do echo $i >x; commit $i; done");
  read_history(fixture, &reading, false);
  const struct file_history *history = history_of(&reading, "x");
  assert_int_equal(history->count, 53);
  assert_int_equal(history->kept, HISTORY_LIMIT);
  assert_string_equal(history->newest->change->summary.data, "53");
  assert_string_equal(history->oldest->change->summary.data, "4");
  assert_null(history->oldest->older);
  end_reading(&reading);
}

static void without_commits_there_are_no_changes(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  run(fixture, "mkdir site && echo x >site/x");
  read_history(fixture, &reading, true);
  assert_int_equal(reading.files.count, 1);
  assert_int_equal(changed(&reading), 0);
  end_reading(&reading);
  run(fixture, "git init -q site");
  read_history(fixture, &reading, true);
  assert_int_equal(changed(&reading), 0);
  assert_int_equal(fixture->diagnostics.count, 0);
  end_reading(&reading);
}

static void a_shallow_clone_knows_only_what_it_has(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture,
            "echo 1 >old && commit one && echo 1 >middle && commit two && echo 1 >new && commit three");
  run(fixture, "mv site whole && git clone -q --depth 2 file://\"$PWD\"/whole site");
  for (int linked = 0; linked < 2; linked++) {
    read_history(fixture, &reading, false);
    assert_true(reading.history.shallow);
    assert_string_equal(last(&reading, "new"), "three");
    assert_string_equal(last(&reading, "middle"), "none");
    assert_string_equal(last(&reading, "old"), "none");
    assert_true(history_of(&reading, "old")->is_cut);
    assert_true(history_of(&reading, "middle")->is_cut);
    assert_false(history_of(&reading, "new")->is_cut); /* made after the oldest commit that is known */
    assert_int_equal(date_seconds(history_of(&reading, "old")->cut_at), 1637833600);
    const struct history *history = &reading.history;
    assert_int_equal(file_revisions_first(history, history_of(&reading, "old")).precision, DATE_NONE);
    assert_int_equal(file_revisions_first(history, history_of(&reading, "new")).precision, DATE_TIME);
    end_reading(&reading);
    if (linked == 0)
      run(fixture, "mv site clone && "
                   "git -C clone worktree add -q --detach ../site");
  }
  assert_int_equal(fixture->diagnostics.count, 0);
}

/* Without the trees of the past, only changes after that are known; it is no error. */
static void a_clone_without_trees_is_like_a_shallow_one(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  make_site(fixture,
            "git config uploadpack.allowFilter true && echo 1 >x && commit one && echo 1 >y && commit two");
  run(fixture, "mv site whole && git clone -q --filter=tree:0 file://\"$PWD\"/whole site");
  read_history(fixture, &reading, false);
  assert_int_equal(reading.files.count, 2);
  assert_true(reading.history.shallow);
  assert_int_equal(changed(&reading), 0);
  assert_int_equal(fixture->diagnostics.count, 0);
  end_reading(&reading);
}

static void refuses_history(struct fixture *fixture, const char *code) {
  struct reading reading = {0};
  struct source_options options = {.repository = in_fixture(fixture, "site")};
  reading.source = source_open(&options, &fixture->diagnostics);
  assert_non_null(reading.source);
  assert_true(source_list(reading.source, VIEW(""), &fixture->arena, &reading.files, &fixture->diagnostics));
  assert_int_equal(fixture->diagnostics.count, 0);
  assert_false(history_read(reading.source, VIEW(""), &reading.files, NULL, &fixture->arena, &reading.history,
                            &fixture->diagnostics));
  assert_int_equal(fixture->diagnostics.errors, 1);
  expect_diagnostic(fixture, code, "", "git fsck");
  assert_int_equal(changed(&reading), 0);
  diagnostics_free(&fixture->diagnostics);
  end_reading(&reading);
}

static void missing_objects_are_reported(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture, "echo 1 >x && commit one && echo 2 >x && commit two && echo 1 >y && commit three");
  static const char *const objects[] = {"HEAD~2^{tree}", "HEAD~2"};
  for (size_t i = 0; i < 2; i++) {
    struct view hex = output_of(fixture, "git -C site rev-parse '%s'", objects[i]);
    run(fixture, "mv site/.git/objects/%.2s/%s away", hex.data, hex.data + 2);
    /* The older tree only matters while something is sought in it. */
    refuses_history(fixture, i == 0 ? "unreadable" : "history");
    run(fixture, "mv away site/.git/objects/%.2s/%s", hex.data, hex.data + 2);
  }
  struct reading reading;
  read_history(fixture, &reading, false);
  assert_string_equal(last(&reading, "x"), "two");
  end_reading(&reading);
}

/* A tree that names a file twice, and a commit whose header is not one. */
static void damaged_objects_do_no_harm(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture, "blob=$(echo 1 | git hash-object -w --stdin) && "
                     "raw=$(echo $blob | sed 's/../\\\\x&/g') && "
                     "tree=$(bash -c \"printf '100644 a\\\\0${raw}100644 a\\\\0${raw}100644 "
                     "Z\\\\0${raw}40000 a\\\\0${raw}'\" "
                     "| git hash-object --literally -t tree -w --stdin) && "
                     "first=$(git commit-tree -m first $tree) && "
                     "other=$(git commit-tree -m other $(git mktree </dev/null)) && "
                     "git update-ref refs/heads/main $(git commit-tree -m merge -p $other -p $first $tree)");
  struct source_options options = {.repository = in_fixture(fixture, "site")};
  struct reading reading = {.source = source_open(&options, &fixture->diagnostics)};
  assert_non_null(reading.source);
  /* The last entry's object is no tree: it is reported, and the others are listed. */
  assert_true(source_list(reading.source, VIEW(""), &fixture->arena, &reading.files, &fixture->diagnostics));
  assert_int_equal(fixture->diagnostics.errors, 1);
  expect_diagnostic(fixture, "unreadable", "a", "another type");
  assert_int_equal(reading.files.count, 2);
  diagnostics_free(&fixture->diagnostics);
  assert_true(history_read(reading.source, VIEW(""), &reading.files, NULL, &fixture->arena, &reading.history,
                           &fixture->diagnostics));
  assert_string_equal(last(&reading, "a"), "first");
  end_reading(&reading);

  run(fixture, "cd site && printf 'tree %%s\\nparent nonsense\\nauthor a <a> 1 +0000\\ncommitter a <a> 1 "
               "+0000\\n\\nm\\n' "
               "$(git rev-parse HEAD^{tree}) >../raw && "
               "git hash-object --literally -t commit -w ../raw >.git/refs/heads/main");
  assert_null(source_open(&options, &fixture->diagnostics));
  expect_diagnostic(fixture, "revision", "", "HEAD");
}

/* Commits 1 and 2 that are each other's parents, and trees 3 and 4 that hold one another. */
static void forge_circle(struct fixture *fixture) {
  struct buffer commits[2] = {0}, trees[2] = {0};
  for (int i = 0; i < 2; i++) {
    add_forged_commit(&commits[i], i == 0 ? '3' : '4', i == 0 ? '2' : '1');
    add_forged_entry(&trees[i], "100644 a", '5');
    add_forged_entry(&trees[i], "40000 b", i == 0 ? '4' : '3');
    add_forged_entry(&trees[i], "100644 c", i == 0 ? '5' : '6');
    forge_object(fixture, i == 0 ? '1' : '2', "commit", buffer_view(&commits[i]));
    forge_object(fixture, i == 0 ? '3' : '4', "tree", buffer_view(&trees[i]));
    buffer_free(&commits[i]);
    buffer_free(&trees[i]);
  }
  forge_object(fixture, '5', "blob", VIEW("five"));
  forge_object(fixture, '6', "blob", VIEW("six"));
  write_text(fixture, "site/.git/refs/heads/main", "1111111111111111111111111111111111111111\n");
}

static void circles_end(void **state) {
  struct fixture *fixture = *state;
  struct reading reading;
  run(fixture, "git init -q -b main site");
  forge_circle(fixture);
  read_history(fixture, &reading, false);
  assert_non_null(find_diagnostic(fixture, "too-deep", NULL, "64"));
  assert_string_equal(last(&reading, "c"), "message");
  end_reading(&reading);
}

/* Reads all there is; whatever fails has said why. */
static void read_all(struct fixture *fixture) {
  struct source_options options = {.repository = in_fixture(fixture, "site")};
  struct reading reading = {.source = source_open(&options, &fixture->diagnostics)};
  assert_true((reading.source != NULL) == (fixture->diagnostics.errors == 0));
  if (reading.source == NULL) return;
  if (source_list(reading.source, VIEW(""), &fixture->arena, &reading.files, &fixture->diagnostics)) {
    size_t errors = fixture->diagnostics.errors;
    bool read = history_read(reading.source, VIEW(""), &reading.files, NULL, &fixture->arena,
                             &reading.history, &fixture->diagnostics);
    assert_true(read == (fixture->diagnostics.errors == errors));
    for (size_t i = 0; i < reading.files.count; i++) {
      struct view text;
      errors = fixture->diagnostics.errors;
      read = source_read_text(reading.source, &reading.files.items[i], &fixture->arena, &text,
                              &fixture->diagnostics);
      assert_true(read == (fixture->diagnostics.errors == errors));
    }
  }
  end_reading(&reading);
}

/* Objects with random bytes changed, which nothing but their ids would tell. */
static void changed_bytes_do_no_harm(void **state) {
  struct fixture *fixture = *state;
  uint32_t random = 20211125;
  size_t refused = 0;
  run(fixture, "git init -q -b main site");
  for (int round = 0; round < 150; round++) {
    struct buffer bytes = {0};
    bool commit = below(&random, 3) == 0, older = below(&random, 2) == 0;
    forge_circle(fixture);
    if (commit) {
      add_forged_commit(&bytes, older ? '4' : '3', older ? '5' : '2');
    } else {
      add_forged_entry(&bytes, "100644 a", '5');
      add_forged_entry(&bytes, "40000 b", '4');
      add_forged_entry(&bytes, "100755 c", '6');
    }
    for (uint32_t changes = 1 + below(&random, 3); changes > 0; changes--)
      bytes.data[below(&random, (uint32_t)bytes.length)] = "\0/ 0147a.\n\377\x33"[below(&random, 12)];
    bytes.length -= below(&random, 4) == 0 ? below(&random, (uint32_t)bytes.length) : 0;
    forge_object(fixture, commit ? (older ? '2' : '1') : (older ? '4' : '3'), commit ? "commit" : "tree",
                 buffer_view(&bytes));
    read_all(fixture);
    refused += fixture->diagnostics.errors > 0;
    diagnostics_free(&fixture->diagnostics);
    arena_free(&fixture->arena);
    buffer_free(&bytes);
  }
  assert_true(refused > 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(tells_the_last_change_of_each_file),
      FIXTURE_TEST(tells_who_and_when),
      FIXTURE_TEST(follows_the_side_of_a_merge_that_made_the_file),
      FIXTURE_TEST(a_file_that_was_a_folder_is_new),
      FIXTURE_TEST(files_on_disk_that_differ_have_none),
      FIXTURE_TEST(texts_of_the_past_can_be_read),
      FIXTURE_TEST(only_the_newest_revisions_are_kept),
      FIXTURE_TEST(without_commits_there_are_no_changes),
      FIXTURE_TEST(a_shallow_clone_knows_only_what_it_has),
      FIXTURE_TEST(a_clone_without_trees_is_like_a_shallow_one),
      FIXTURE_TEST(missing_objects_are_reported),
      FIXTURE_TEST(damaged_objects_do_no_harm),
      FIXTURE_TEST(circles_end),
      FIXTURE_TEST(changed_bytes_do_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
