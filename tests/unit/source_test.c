#include "source/source.h"

#include "unit/repository_fixture.h"

#include <fcntl.h>

/* A repository `site` with a folder of content, one commit. */
static void make_site(struct fixture *fixture) {
  run(fixture,
      "git init -q -b main site && cd site && mkdir -p content/news/2021 content/media content/empty && "
      "printf 'Xin chào\\n' >content/news/2021/b.md && printf 'a' >content/news/2021/a.md && "
      "printf 'x' >content/news-archive.md && printf '' >content/none.md && "
      "printf 'y' >content/.hidden && mkdir content/.drafts && printf 'z' >content/.drafts/z.md && "
      "printf 'r' >README && git add -A && git commit -qm 'First'");
}

static struct source *open_with(struct fixture *fixture, const char *repository, const char *revision,
                                bool worktree) {
  struct source_options options = {.repository = repository == NULL ? NULL : in_fixture(fixture, repository),
                                   .revision = revision,
                                   .worktree = worktree};
  return source_open(&options, &fixture->diagnostics);
}

static struct source *open_site(struct fixture *fixture) {
  make_site(fixture);
  struct source *source = open_with(fixture, "site", NULL, false);
  assert_non_null(source);
  return source;
}

static struct source_files list(struct fixture *fixture, struct source *source, const char *folder) {
  struct source_files files;
  assert_true(source_list(source, view_of(folder), &fixture->arena, &files, &fixture->diagnostics));
  return files;
}

/* The listed paths, joined by blanks. */
static const char *paths_of(struct fixture *fixture, struct source_files files) {
  struct buffer paths = {0};
  for (size_t i = 0; i < files.count; i++)
    buffer_format(&paths, "%s%.*s", i == 0 ? "" : " ", VIEW_FORMAT(files.items[i].path));
  const char *copy = arena_copy(&fixture->arena, buffer_view(&paths)).data;
  buffer_free(&paths);
  return copy;
}

static const char *text_of(struct fixture *fixture, struct source *source, const struct source_file *file) {
  struct view text;
  assert_true(source_read_text(source, file, &fixture->arena, &text, &fixture->diagnostics));
  assert_int_equal(text.data[text.length], '\0');
  return text.data;
}

static bool copy_to(struct fixture *fixture, struct source *source, const struct source_file *file,
                    const char *path) {
  int directory = open(fixture->folder, O_RDONLY | O_DIRECTORY);
  assert_true(directory >= 0);
  bool copied = source_copy(source, file, directory, path, &fixture->diagnostics);
  close(directory);
  return copied;
}

static void refuses(struct fixture *fixture, const char *repository, const char *revision, bool worktree,
                    const char *code, const char *text) {
  diagnostics_free(&fixture->diagnostics);
  struct source *source = open_with(fixture, repository, revision, worktree);
  assert_null(source);
  assert_int_equal(fixture->diagnostics.count, 1);
  assert_int_equal(fixture->diagnostics.errors, 1);
  expect_diagnostic(fixture, code, "", text);
}

static void lists_a_revision_sorted_without_dot_names(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_site(fixture);
  struct source_files files = list(fixture, source, "content");
  assert_string_equal(paths_of(fixture, files), "content/news-archive.md content/news/2021/a.md "
                                                "content/news/2021/b.md content/none.md");
  assert_string_equal(files.items[2].name.data, "news/2021/b.md");
  assert_int_equal(files.items[2].size, 0);
  static const unsigned char zero[20];
  assert_memory_not_equal(files.items[2].object, zero, 20);
  assert_int_equal(list(fixture, source, "").count, 5);
  assert_int_equal(list(fixture, source, "./content//news/").count, 2);
  assert_string_equal(list(fixture, source, "content/news").items[0].name.data, "2021/a.md");
  assert_int_equal(fixture->diagnostics.count, 0);
  source_close(source);
}

static void a_missing_folder_is_no_diagnostic(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  for (int worktree = 0; worktree < 2; worktree++) {
    struct source *source = open_with(fixture, "site", NULL, worktree == 1);
    struct source_files files;
    static const char *const missing[] = {"themes", "content/news/2022", "content/none.md",   "../site",
                                          "/etc",   "README/x",          "content/../content"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
      bool found = source_list(source, view_of(missing[i]), &fixture->arena, &files, &fixture->diagnostics);
      if (found) fail_msg("%s is found", missing[i]);
    }
    assert_int_equal(fixture->diagnostics.count, 0);
    source_close(source);
  }
}

static void expect_commit(const struct source *source, struct view hex) {
  assert_int_equal(hex.length, 2 * SOURCE_OBJECT_BYTES);
  for (size_t i = 0; i < SOURCE_OBJECT_BYTES; i++) {
    char digits[3];
    snprintf(digits, sizeof digits, "%02x", source_commit_id(source)[i]);
    assert_memory_equal(digits, hex.data + 2 * i, 2);
  }
}

static void knows_its_commit(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_site(fixture);
  expect_commit(source, output_of(fixture, "git -C site rev-parse HEAD"));
  source_close(source);
}

static void reads_text_of_both_kinds(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "printf changed >site/content/news/2021/a.md");
  struct source *revision = open_with(fixture, "site", NULL, false);
  struct source *disk = open_with(fixture, "site", NULL, true);
  struct source_files files = list(fixture, revision, "content"), on_disk = list(fixture, disk, "content");
  assert_string_equal(paths_of(fixture, files), paths_of(fixture, on_disk));
  assert_string_equal(text_of(fixture, revision, &files.items[1]), "a");
  assert_string_equal(text_of(fixture, disk, &on_disk.items[1]), "changed");
  assert_string_equal(text_of(fixture, revision, &files.items[2]), "Xin chào\n");
  assert_string_equal(text_of(fixture, disk, &on_disk.items[2]), "Xin chào\n");
  assert_string_equal(text_of(fixture, revision, &files.items[3]), "");
  assert_string_equal(text_of(fixture, disk, &on_disk.items[3]), "");
  assert_int_equal(fixture->diagnostics.count, 0);
  source_close(revision);
  source_close(disk);
}

/* The copies know the same commit and outlive what they were made from. */
static void opened_again_it_reads_the_same(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "printf changed >site/content/news/2021/a.md");
  struct source *revision = open_with(fixture, "site", NULL, false);
  struct source *disk = open_with(fixture, "site", NULL, true);
  struct source_files files = list(fixture, revision, "content"), on_disk = list(fixture, disk, "content");
  struct source *second = source_open_again(revision, &fixture->diagnostics);
  struct source *second_disk = source_open_again(disk, &fixture->diagnostics);
  assert_non_null(second);
  assert_non_null(second_disk);
  assert_memory_equal(source_commit_id(second), source_commit_id(revision), SOURCE_OBJECT_BYTES);
  source_close(revision);
  source_close(disk);
  assert_string_equal(text_of(fixture, second, &files.items[1]), "a");
  assert_string_equal(text_of(fixture, second_disk, &on_disk.items[1]), "changed");
  assert_string_equal(paths_of(fixture, list(fixture, second, "content")), paths_of(fixture, files));
  assert_int_equal(fixture->diagnostics.count, 0);
  source_close(second);
  source_close(second_disk);
}

/* The limit itself is read, one byte more is refused. */
static void refuses_text_over_the_limit(void **state) {
  struct fixture *fixture = *state;
  run(fixture,
      "git init -q -b main site && cd site && head -c %zu /dev/zero >fits && head -c %zu /dev/zero >more "
      "&& git add -A && git commit -qm x",
      SOURCE_TEXT_LIMIT, SOURCE_TEXT_LIMIT + 1);
  for (int worktree = 0; worktree < 2; worktree++) {
    struct source *source = open_with(fixture, "site", NULL, worktree == 1);
    struct source_files files = list(fixture, source, "");
    struct view text;
    assert_true(source_read_text(source, &files.items[0], &fixture->arena, &text, &fixture->diagnostics));
    assert_int_equal(text.length, SOURCE_TEXT_LIMIT);
    assert_int_equal(fixture->diagnostics.count, 0);
    assert_false(source_read_text(source, &files.items[1], &fixture->arena, &text, &fixture->diagnostics));
    /* Nor may a size that was listed wrong let it through. */
    files.items[1].size = 1;
    assert_false(source_read_text(source, &files.items[1], &fixture->arena, &text, &fixture->diagnostics));
    assert_int_equal(fixture->diagnostics.count, 2);
    expect_diagnostic(fixture, "too-large", "more", "16 MiB");
    assert_int_equal(fixture->diagnostics.items[1].code == fixture->diagnostics.items[0].code, true);
    diagnostics_free(&fixture->diagnostics);
    source_close(source);
  }
}

static void copies_files_of_any_size(void **state) {
  struct fixture *fixture = *state;
  run(fixture,
      "git init -q -b main site && cd site && head -c 3000001 /dev/urandom >large && printf s >small && "
      ": >zero && git add -A && git commit -qm x");
  for (int round = 0; round < 3; round++) {
    if (round == 1) run(fixture, "git -C site repack -qad"); /* now there is no stream */
    struct source *source = open_with(fixture, "site", NULL, round == 2);
    struct source_files files = list(fixture, source, "");
    assert_int_equal(files.count, 3);
    for (size_t i = 0; i < files.count; i++)
      assert_true(copy_to(fixture, source, &files.items[i], files.items[i].path.data));
    run(fixture, "cmp large site/large && cmp small site/small && test -f zero && test ! -s zero && rm large "
                 "small zero");
    source_close(source);
  }
  assert_int_equal(fixture->diagnostics.count, 0);
}

static void a_copy_never_overwrites(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_site(fixture);
  struct source_files files = list(fixture, source, "content");
  write_text(fixture, "there", "mine");
  run(fixture, "ln -s nowhere link");
  assert_false(copy_to(fixture, source, &files.items[0], "there"));
  assert_false(copy_to(fixture, source, &files.items[0], "link"));
  assert_false(copy_to(fixture, source, &files.items[0], "no/folder"));
  assert_int_equal(fixture->diagnostics.errors, 3);
  expect_diagnostic(fixture, "unwritable", "content/news-archive.md", "there: File exists");
  run(fixture, "test \"$(cat there)\" = mine && test ! -e nowhere");
  source_close(source);
}

/* Writing fails with the disk full; nothing half stays. */
static void a_failed_copy_is_reported(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_site(fixture);
  struct source_files files = list(fixture, source, "content");
  run(fixture, "rm -f site/.git/objects/*/*");
  assert_false(copy_to(fixture, source, &files.items[0], "new"));
  expect_diagnostic(fixture, "unreadable", "content/news-archive.md", "git fsck");
  run(fixture, "test ! -e new");
  source_close(source);
}

static void says_when_there_is_no_repository(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "mkdir plain");
  refuses(fixture, "plain", NULL, false, "repository", "git init");
  refuses(fixture, "nowhere", NULL, false, "repository", "No such file");
  refuses(fixture, "nowhere", NULL, true, "repository", "No such file");
  write_text(fixture, "broken", "");
  run(fixture, "mkdir -p plain/.git/refs plain/.git/objects && echo garbage >plain/.git/HEAD");
  refuses(fixture, "plain", NULL, false, "revision", "HEAD");
  run(fixture, "mkdir -p lost/below && echo 'gitdir: ../moved/.git' >lost/.git");
  refuses(fixture, "lost/below", NULL, false, "repository", "lost/../moved/.git, and there is none");
  run(fixture, "mkdir -p moved && git init -q moved");
  refuses(fixture, "lost/below", NULL, false, "revision", "no commits yet");
  run(fixture, "git init -q other && git -C other config core.repositoryformatversion 1 && "
               "git -C other config extensions.unheardof true");
  refuses(fixture, "other", NULL, false, "repository", "unheardof");
}

static void says_when_there_is_no_commit(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "git init -q -b main site && echo x >site/x");
  refuses(fixture, "site", NULL, false, "revision", "no commits yet");
  refuses(fixture, "site", "main", false, "revision", "no commits yet");
  diagnostics_free(&fixture->diagnostics);
  struct source *source = open_with(fixture, "site", NULL, true);
  assert_non_null(source);
  expect_commit(source, VIEW("0000000000000000000000000000000000000000"));
  assert_string_equal(paths_of(fixture, list(fixture, source, "")), "x");
  source_close(source);
}

static void says_what_is_wrong_with_a_revision(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "cd site && git tag -a blob -m b HEAD:README && git update-ref refs/remotes/origin/next HEAD");
  refuses(fixture, "site", "master", false, "revision", "unknown revision \"master\"");
  refuses(fixture, "site", "next", false, "revision", "did you mean \"origin/next\"");
  refuses(fixture, "site", "HEAD:README", false, "revision", "is a blob, not a commit");
  refuses(fixture, "site", "HEAD^{tree}", false, "revision", "is a tree, not a commit");
  refuses(fixture, "site", "blob", false, "revision", "blob");
  refuses(fixture, "site", "main^{", false, "revision", "main^{");
  refuses(fixture, "site", "", false, "revision", "");
  refuses(fixture, "site", "0000000000000000000000000000000000000001", false, "revision", "unknown revision");
  /* Two commits whose ids begin alike, from the blobs' numbers that git's own tests use. */
  run(fixture,
      "cd site && i=0; while test -z \"$(git cat-file --batch-all-objects --batch-check='%%(objectname)' | "
      "cut -c1-4 | sort | uniq -d)\"; do j=0; while test $j -lt 200; do i=$((i+1)); j=$((j+1)); "
      "echo $i >../blob$i; echo \"$PWD/../blob$i\"; done | git hash-object -w --stdin-paths >/dev/null; "
      "i=$((i+200)); done");
  struct view prefix =
      output_of(fixture, "cd site && git cat-file --batch-all-objects "
                         "--batch-check='%%(objectname)' | cut -c1-4 | sort | uniq -d | head -n 1");
  refuses(fixture, "site", prefix.data, false, "revision", "ambiguous");
}

static void peels_tags(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "cd site && git tag -a v1 -m v1 && git tag -a v1.1 -m again v1 2>/dev/null && echo more >more "
               "&& git add -A && "
               "git commit -qm more");
  static const char *const revisions[] = {"v1", "v1.1", "HEAD~1", "main~1"};
  struct view first = output_of(fixture, "git -C site rev-parse HEAD~1");
  for (size_t i = 0; i < sizeof revisions / sizeof *revisions; i++) {
    struct source *source = open_with(fixture, "site", revisions[i], false);
    assert_non_null(source);
    expect_commit(source, first);
    assert_int_equal(list(fixture, source, "").count, 5);
    source_close(source);
  }
}

static void a_strangers_repository_names_the_setting(void **state) {
  struct fixture *fixture = *state;
  if (geteuid() != 0) skip(); /* only root can give files away */
  make_site(fixture);
  run(fixture, "git clone -q --bare site bare && chown -R 12345 site bare");
  refuses(fixture, "site/content", NULL, false, "repository",
          arena_format(&fixture->arena, "git config --global --add safe.directory %s/site", fixture->folder)
              .data);
  assert_true(view_ends_with(english_of(&fixture->diagnostics.items[0]), "/site"));
  refuses(fixture, "bare", NULL, false, "repository",
          arena_format(&fixture->arena, "git config --global --add safe.directory %s/bare", fixture->folder)
              .data);
  diagnostics_free(&fixture->diagnostics);
  refuses(fixture, "site", NULL, true, "repository", "belongs to another user");
  run(fixture,
      "chown -R 0 site && git -C site worktree add -q ../linked -b linked && chown -R 12345 site linked");
  refuses(fixture, "linked/content", NULL, false, "repository",
          arena_format(&fixture->arena, "safe.directory %s/linked", fixture->folder).data);
  assert_true(view_ends_with(english_of(&fixture->diagnostics.items[0]), "/linked"));
  diagnostics_free(&fixture->diagnostics);
  /* As the message says it works. */
  run(fixture, "GIT_CONFIG_GLOBAL='%s/.gitconfig' git config --global --add safe.directory '%s/site'",
      fixture->folder, fixture->folder);
  struct source *source = open_with(fixture, "site", NULL, false);
  assert_non_null(source);
  source_close(source);
  /* So when only git's own folder is a stranger's. */
  run(fixture, "rm .gitconfig && chown 0 site");
  refuses(fixture, "site", NULL, false, "repository",
          arena_format(&fixture->arena, "safe.directory %s/site", fixture->folder).data);
  assert_true(view_ends_with(english_of(&fixture->diagnostics.items[0]), "/site"));
}

static void works_bare_linked_shallow_and_from_below(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "git -C site commit -q --allow-empty -m second && git clone -q --bare site bare && "
               "git -C site worktree add -q ../linked -b linked && "
               "git clone -q --depth 1 file://\"$PWD\"/site shallow");
  static const char *const repositories[] = {"bare",      "linked", "linked/content",   "shallow",
                                             "site/.git", "site",   "site/content/news"};
  for (size_t i = 0; i < sizeof repositories / sizeof *repositories; i++) {
    struct source *source = open_with(fixture, repositories[i], NULL, false);
    assert_non_null(source);
    assert_int_equal(list(fixture, source, "content").count, 4);
    source_close(source);
  }
  assert_int_equal(chdir("site/content/news"), 0);
  for (int worktree = 0; worktree < 2; worktree++) {
    struct source_options here = {.worktree = worktree == 1};
    struct source *source = source_open(&here, &fixture->diagnostics);
    assert_non_null(source);
    assert_int_equal(list(fixture, source, "content").count, 4);
    source_close(source);
  }
  struct source *linked = open_with(fixture, "linked/content", NULL, true);
  assert_int_equal(list(fixture, linked, "content").count, 4);
  source_close(linked);
  refuses(fixture, "bare", NULL, true, "repository", "--worktree");
}

static void accepts_extensions_that_do_not_concern_reading(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture,
      "cd site && git config core.repositoryformatversion 1 && git config extensions.worktreeConfig true && "
      "git config extensions.partialClone origin && git config extensions.preciousObjects true");
  struct source *source = open_with(fixture, "site", NULL, false);
  assert_non_null(source);
  source_close(source);
}

static void links_and_submodules_are_left_out(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "cd site && ln -s news-archive.md content/link.md && ln -s content other && ln -s /etc/passwd "
               "themes && "
               "git init -q content/sub && git -C content/sub commit -q --allow-empty -m s && echo s "
               ">content/sub/s && "
               "git -c advice.addEmbeddedRepo=false add -A 2>/dev/null && git commit -qm links");
  for (int worktree = 0; worktree < 2; worktree++) {
    struct source *source = open_with(fixture, "site", NULL, worktree == 1);
    assert_int_equal(list(fixture, source, "content").count, 4);
    assert_int_equal(fixture->diagnostics.warnings, 2);
    assert_int_equal(fixture->diagnostics.errors, 0);
    expect_diagnostic(fixture, "symbolic-link", "content/link.md", "left out");
    expect_diagnostic(fixture, "submodule", "content/sub", "left out");
    diagnostics_free(&fixture->diagnostics);
    struct source_files files;
    assert_false(source_list(source, VIEW("other/news"), &fixture->arena, &files, &fixture->diagnostics));
    assert_int_equal(fixture->diagnostics.count, 1);
    expect_diagnostic(fixture, "symbolic-link", "other", "left out");
    diagnostics_free(&fixture->diagnostics);
    assert_false(source_list(source, VIEW("themes"), &fixture->arena, &files, &fixture->diagnostics));
    expect_diagnostic(fixture, "symbolic-link", "themes", "left out");
    diagnostics_free(&fixture->diagnostics);
    source_close(source);
  }
}

static void a_partial_clone_says_what_it_lacks(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "git -C site config uploadpack.allowFilter true && "
               "git clone -q --no-checkout --filter=blob:none file://\"$PWD\"/site partial");
  struct source *source = open_with(fixture, "partial", NULL, false);
  struct source_files files = list(fixture, source, "content");
  struct view text;
  assert_int_equal(files.count, 4);
  assert_false(source_read_text(source, &files.items[1], &fixture->arena, &text, &fixture->diagnostics));
  expect_diagnostic(fixture, "unreadable", "", "partial");
  assert_false(copy_to(fixture, source, &files.items[1], "copy"));
  assert_int_equal(fixture->diagnostics.errors, 1);
  source_close(source);
}

/* Overwrites the middle of an object that is not packed. */
static void damage(struct fixture *fixture, const char *name) {
  struct view hex = output_of(fixture, "git -C site rev-parse '%s'", name);
  run(fixture,
      "cd site/.git/objects/%.2s && chmod u+w %s && printf 'XXXXXXXX' | "
      "dd of=%s bs=1 seek=4 conv=notrunc 2>/dev/null",
      hex.data, hex.data + 2, hex.data + 2);
}

static void damaged_objects_are_reported(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  struct view text;
  damage(fixture, "HEAD:content/news/2021/b.md");
  struct source *source = open_with(fixture, "site", NULL, false);
  struct source_files files = list(fixture, source, "content");
  assert_int_equal(files.count, 4);
  assert_false(source_read_text(source, &files.items[2], &fixture->arena, &text, &fixture->diagnostics));
  expect_diagnostic(fixture, "unreadable", "content/news/2021/b.md", "git fsck");
  source_close(source);
  diagnostics_free(&fixture->diagnostics);

  damage(fixture, "HEAD:content/news");
  source = open_with(fixture, "site", NULL, false);
  assert_int_equal(list(fixture, source, "content").count, 2);
  assert_int_equal(fixture->diagnostics.errors, 1);
  expect_diagnostic(fixture, "unreadable", "content/news", "git fsck");
  diagnostics_free(&fixture->diagnostics);
  assert_int_equal(list(fixture, source, "content/news/2021").count, 0);
  expect_diagnostic(fixture, "unreadable", "content/news", "git fsck");
  source_close(source);

  damage(fixture, "HEAD");
  refuses(fixture, "site", NULL, false, "revision", "HEAD");
}

/* A commit of a tree whose bytes are given as printf's octal. */
static void commit_tree(struct fixture *fixture, const char *bytes) {
  run(fixture,
      "cd site && tree=$(printf '%s' | git hash-object --literally -t tree -w --stdin) && "
      "git update-ref refs/heads/main $(git commit-tree -m hostile $tree)",
      bytes);
}

#define BLOB                                                                                                 \
  "\\347\\206\\211\\346\\251\\255\\274\\062\\072\\320\\017\\073\\365\\144\\312\\300\\206\\163\\133\\253"

static void hostile_names_are_left_out(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "git init -q -b main site");
  commit_tree(fixture, "100644 ../up\\000" BLOB "100644 a\\nb\\000" BLOB "100644 a/../../x\\000" BLOB
                       "100644 bad\\377\\000" BLOB "100644 good\\000" BLOB "100644 good\\000" BLOB
                       "40000 ..\\000" BLOB);
  struct source *source = open_with(fixture, "site", NULL, false);
  assert_non_null(source);
  assert_string_equal(paths_of(fixture, list(fixture, source, "")), "good");
  assert_int_equal(fixture->diagnostics.warnings, 3);
  assert_int_equal(fixture->diagnostics.errors, 0);
  expect_diagnostic(fixture, "file-name", "a\\x0ab", "control character");
  expect_diagnostic(fixture, "file-name", "a/../../x", "slash");
  expect_diagnostic(fixture, "file-name", "bad\377", "UTF-8");
  source_close(source);
}

static void malformed_trees_are_reported(void **state) {
  struct fixture *fixture = *state;
  static const char *const trees[] = {"100644 good\\000" BLOB "100644 cut\\000abc",
                                      "x",
                                      "100644",
                                      "100644 a",
                                      "999999 a\\000" BLOB,
                                      "100644 \\000" BLOB,
                                      "00000000000000100644 a\\000" BLOB};
  run(fixture, "git init -q -b main site");
  for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
    commit_tree(fixture, trees[i]);
    struct source *source = open_with(fixture, "site", NULL, false);
    assert_non_null(source);
    assert_int_equal(list(fixture, source, "").count, i == 0 ? 1 : 0);
    assert_int_equal(fixture->diagnostics.errors, 1);
    expect_diagnostic(fixture, "unreadable", "", "malformed");
    diagnostics_free(&fixture->diagnostics);
    source_close(source);
  }
}

static void nesting_and_unfolding_are_bounded(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "mkdir -p site/$(printf 'd/%%.0s' $(seq 64)) site/$(printf 'e/%%.0s' $(seq 65)) && cd site && "
               "echo x >$(printf 'd/%%.0s' $(seq 64))x && echo y >$(printf 'e/%%.0s' $(seq 65))y && "
               "git init -q -b main && git add -A && git commit -qm deep");
  for (int worktree = 0; worktree < 2; worktree++) {
    struct source *source = open_with(fixture, "site", NULL, worktree == 1);
    assert_int_equal(list(fixture, source, "").count, 1);
    assert_int_equal(fixture->diagnostics.errors, 1);
    assert_non_null(find_diagnostic(fixture, "too-deep", NULL, "64"));
    diagnostics_free(&fixture->diagnostics);
    source_close(source);
  }
  /* Ten folders in each of ten folders in each ... : 10^30 of them, all empty. */
  run(fixture, "git init -q -b main bomb && cd bomb && tree=$(git mktree </dev/null) && "
               "for level in $(seq 30); do tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf "
               "'040000 tree %%s\\t%%s\\n' $tree $i; done | git mktree); done && "
               "git update-ref refs/heads/main $(git commit-tree -m bomb $tree)");
  struct source *source = open_with(fixture, "bomb", NULL, false);
  list(fixture, source, "");
  assert_int_equal(fixture->diagnostics.errors, 1);
  expect_diagnostic(fixture, "too-many-files", "", "more files");
  source_close(source);
}

static void the_work_tree_leaves_out_what_git_ignores(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "cd site && printf '*.tmp\\n/content/build/\\nkept/\\n' >.gitignore && mkdir content/build "
               "content/kept "
               "&& echo x >content/build/x.md && echo x >content/a.tmp && echo x >content/kept/x && "
               "echo x >content/tracked.tmp && git add -f content/tracked.tmp content/kept/x && "
               "echo x >content/kept/loose && echo new >content/new.md && ln -s a.tmp content/link.tmp");
  struct source *source = open_with(fixture, "site", NULL, true);
  assert_string_equal(paths_of(fixture, list(fixture, source, "content")),
                      "content/kept/x content/new.md content/news-archive.md content/news/2021/a.md "
                      "content/news/2021/b.md content/none.md content/tracked.tmp");
  assert_int_equal(fixture->diagnostics.count, 0);
  source_close(source);
}

static void a_folder_without_a_repository_is_its_own_root(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "mkdir -p plain/content && echo x >plain/content/x.md && echo '*' >plain/.gitignore");
  struct source *source = open_with(fixture, "plain", NULL, true);
  assert_non_null(source);
  expect_commit(source, VIEW("0000000000000000000000000000000000000000"));
  struct source_files files = list(fixture, source, "content");
  assert_string_equal(paths_of(fixture, files), "content/x.md");
  assert_string_equal(text_of(fixture, source, &files.items[0]), "x\n");
  source_close(source);
}

static void special_files_on_disk_are_left_out(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "mkdir plain && mkfifo plain/pipe && echo x >plain/x && touch \"$(printf 'plain/a\\nb')\"");
  struct source *source = open_with(fixture, "plain", NULL, true);
  assert_string_equal(paths_of(fixture, list(fixture, source, "")), "x");
  assert_int_equal(fixture->diagnostics.warnings, 2);
  expect_diagnostic(fixture, "special-file", "pipe", "left out");
  expect_diagnostic(fixture, "file-name", "a\\x0ab", "control character");
  source_close(source);
}

/* Between listing and reading a file, or a folder above it, becomes something else. */
static void what_took_a_files_place_is_not_followed(void **state) {
  struct fixture *fixture = *state;
  run(fixture,
      "mkdir -p plain/folder && for i in a b c d; do echo $i >plain/$i; done && echo x >plain/folder/x && "
      "mkdir secret && echo secret >secret/x");
  struct source *source = open_with(fixture, "plain", NULL, true);
  struct source_files files = list(fixture, source, "");
  assert_int_equal(files.count, 5);
  run(fixture,
      "cd plain && rm a b c && ln -s ../secret/x a && mkfifo b && mv folder away && ln -s ../secret folder");
  for (size_t i = 0; i < files.count; i++) {
    struct view text;
    bool still_there = view_equal_string(files.items[i].path, "d");
    assert_int_equal(source_read_text(source, &files.items[i], &fixture->arena, &text, &fixture->diagnostics),
                     still_there);
    assert_int_equal(copy_to(fixture, source, &files.items[i], "copy"), still_there);
  }
  assert_int_equal(fixture->diagnostics.errors, 8);
  expect_diagnostic(fixture, "unreadable", "c", "No such file");
  run(fixture, "grep -q d copy");
  source_close(source);
}

static void what_may_not_be_read_is_reported(void **state) {
  struct fixture *fixture = *state;
  if (geteuid() == 0) skip(); /* root may read all */
  run(fixture, "mkdir -p plain/closed && echo x >plain/x && chmod 0 plain/x plain/closed");
  struct source *source = open_with(fixture, "plain", NULL, true);
  struct source_files files = list(fixture, source, "");
  struct view text;
  assert_int_equal(files.count, 1);
  expect_diagnostic(fixture, "unreadable", "closed", "denied");
  assert_false(source_read_text(source, &files.items[0], &fixture->arena, &text, &fixture->diagnostics));
  expect_diagnostic(fixture, "unreadable", "x", "denied");
  source_close(source);
}

/* In a pre-receive hook the commits that are pushed are not in the repository yet. */
static void sees_what_is_being_pushed(void **state) {
  struct fixture *fixture = *state;
  make_site(fixture);
  run(fixture, "git clone -q --bare site server && cd site && echo new >content/new.md && git add -A && "
               "git commit -qm new");
  struct view pushed = output_of(fixture, "git -C site rev-parse HEAD");
  refuses(fixture, "server", pushed.data, false, "revision", "unknown revision");
  setenv("GIT_QUARANTINE_PATH", in_fixture(fixture, "site/.git/objects"), 1);
  struct source *source = open_with(fixture, "server", pushed.data, false);
  assert_non_null(source);
  struct source *again[] = {source, source_open_again(source, &fixture->diagnostics),
                            source_open_history(source, &fixture->diagnostics)};
  unsetenv("GIT_QUARANTINE_PATH");
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(list(fixture, again[i], "content").count, 5);
  for (size_t i = 0; i < 3; i++)
    source_close(again[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(lists_a_revision_sorted_without_dot_names),
      FIXTURE_TEST(a_missing_folder_is_no_diagnostic),
      FIXTURE_TEST(knows_its_commit),
      FIXTURE_TEST(reads_text_of_both_kinds),
      FIXTURE_TEST(opened_again_it_reads_the_same),
      FIXTURE_TEST(refuses_text_over_the_limit),
      FIXTURE_TEST(copies_files_of_any_size),
      FIXTURE_TEST(a_copy_never_overwrites),
      FIXTURE_TEST(a_failed_copy_is_reported),
      FIXTURE_TEST(says_when_there_is_no_repository),
      FIXTURE_TEST(says_when_there_is_no_commit),
      FIXTURE_TEST(says_what_is_wrong_with_a_revision),
      FIXTURE_TEST(peels_tags),
      FIXTURE_TEST(a_strangers_repository_names_the_setting),
      FIXTURE_TEST(works_bare_linked_shallow_and_from_below),
      FIXTURE_TEST(accepts_extensions_that_do_not_concern_reading),
      FIXTURE_TEST(links_and_submodules_are_left_out),
      FIXTURE_TEST(a_partial_clone_says_what_it_lacks),
      FIXTURE_TEST(damaged_objects_are_reported),
      FIXTURE_TEST(hostile_names_are_left_out),
      FIXTURE_TEST(malformed_trees_are_reported),
      FIXTURE_TEST(nesting_and_unfolding_are_bounded),
      FIXTURE_TEST(the_work_tree_leaves_out_what_git_ignores),
      FIXTURE_TEST(a_folder_without_a_repository_is_its_own_root),
      FIXTURE_TEST(special_files_on_disk_are_left_out),
      FIXTURE_TEST(what_took_a_files_place_is_not_followed),
      FIXTURE_TEST(what_may_not_be_read_is_reported),
      FIXTURE_TEST(sees_what_is_being_pushed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
