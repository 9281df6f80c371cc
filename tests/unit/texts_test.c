#include "register/texts.h"

#include "parse/body/body.h"
#include "register/load.h"
#include "unit/repository_fixture.h"

static const char first[] = "---\ntitle: A\n---\nMột [hai](page:b), *ba*.\n";
static const char second[] = "---\ntitle: B\n---\n## Bốn\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

static struct source *open_repository(struct fixture *fixture) {
  run(fixture, "git init -q . && mkdir -p content/pages");
  write_text(fixture, "content/site.yaml", "title: S\nbase_url: https://example.vn\n");
  write_text(fixture, "content/pages/a.md", first);
  write_text(fixture, "content/pages/b.md", second);
  run(fixture, "git add -A && git -c user.name=A -c user.email=a@b commit -qm Tin");
  struct source_options options = {.repository = fixture->folder};
  struct source *source = source_open(&options, &fixture->diagnostics);
  assert_non_null(source);
  return source;
}

static struct registry *load(struct fixture *fixture, struct source *source, const char *spill) {
  struct registry_options options = {.content = "content", .spill = spill};
  struct registry *registry = registry_load(source, &options, false, &fixture->diagnostics);
  assert_non_null(registry);
  assert_int_equal(fixture->diagnostics.count, 0);
  return registry;
}

/* From the files as they lie there, which are held. */
static struct registry *load_whole(struct fixture *fixture, struct source **source) {
  struct source_options options = {.repository = fixture->folder, .worktree = true};
  *source = source_open(&options, &fixture->diagnostics);
  return load(fixture, *source, NULL);
}

static struct body *body_of(const struct registry *registry, const char *id) {
  return registry_find(registry, ENTRY_PAGE, view_of(id))->body;
}

static void assert_same_html(struct fixture *fixture, struct source *source, const struct registry *registry,
                             const struct registry *whole) {
  for (int owner = 0; owner < 2; owner++) {
    struct texts texts;
    texts_open(&texts, registry, source, owner == 1);
    for (size_t round = 0; round < 2; round++)
      for (const char *const *id = (const char *const[]){"a", "b", NULL}; *id != NULL; id++) {
        const struct body *held = body_of(whole, *id), *body = body_of(registry, *id);
        struct view html = texts_html(&texts, body);
        assert_non_null(held->html.data);
        assert_null(body->html.data);
        assert_true(view_equal(html, held->html));
        assert_true(view_equal(texts_html(NULL, held), held->html));
        struct buffer page = {0}, other = {0};
        body_write(&page, body, html, NULL);
        body_write(&other, held, held->html, NULL);
        assert_true(page.length > 0 && view_equal(buffer_view(&page), buffer_view(&other)));
        buffer_free(&page);
        buffer_free(&other);
      }
    assert_int_equal(texts.found.count, 0);
    texts_close(&texts);
  }
  assert_null(texts_html(NULL, body_of(registry, "b")).data);
  assert_int_equal(fixture->diagnostics.count, 0);
}

/* Where there is no file for it, or none can be made, it is parsed again. */
static void a_body_of_a_revision_is_not_held(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_repository(fixture), *worktree;
  struct registry *whole = load_whole(fixture, &worktree);
  const char *const folders[] = {NULL, in_fixture(fixture, "nowhere"), fixture->folder};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    struct registry *registry = load(fixture, source, folders[i]);
    assert_same_html(fixture, source, registry, whole);
    registry_free(registry);
  }
  registry_free(whole);
  source_close(worktree);
  source_close(source);
}

static void remove_second(struct fixture *fixture) {
  run(fixture, "id=$(git rev-parse HEAD:content/pages/b.md); rm -f .git/objects/${id%%%%${id#??}}/${id#??}");
}

static void a_text_that_is_gone_is_an_error(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_repository(fixture);
  struct registry *registry = load(fixture, source, NULL);
  remove_second(fixture);
  struct texts texts;
  texts_open(&texts, registry, source, true);
  assert_null(texts_html(&texts, body_of(registry, "b")).data);
  assert_int_equal(texts.found.errors, 1);
  assert_string_equal(texts.found.items[0].code, "unreadable");
  assert_non_null(texts_html(&texts, body_of(registry, "a")).data);
  texts_close(&texts);
  registry_free(registry);
  source_close(source);
}

/* What was put aside on disk needs no source. */
static void a_body_that_is_put_aside_is_read_from_there(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_repository(fixture), *worktree;
  struct registry *whole = load_whole(fixture, &worktree), *spilled = load(fixture, source, fixture->folder),
                  *failed = load(fixture, source, in_fixture(fixture, "nowhere"));
  struct texts texts;
  remove_second(fixture);
  texts_open(&texts, failed, source, true);
  assert_null(texts_html(&texts, body_of(failed, "b")).data);
  texts_close(&texts);
  texts_open(&texts, spilled, source, true);
  assert_true(view_equal(texts_html(&texts, body_of(spilled, "b")), body_of(whole, "b")->html));
  assert_int_equal(texts.found.count, 0);
  texts_close(&texts);
  registry_free(whole);
  registry_free(spilled);
  registry_free(failed);
  source_close(worktree);
  source_close(source);
}

/* A length that another text has is noticed. */
static void a_text_of_another_length_is_an_error(void **state) {
  struct fixture *fixture = *state;
  struct source *source = open_repository(fixture);
  struct registry *registry = load(fixture, source, NULL);
  body_of(registry, "b")->html.length--;
  struct texts texts;
  texts_open(&texts, registry, source, true);
  assert_null(texts_html(&texts, body_of(registry, "b")).data);
  assert_int_equal(texts.found.errors, 1);
  texts_close(&texts);
  registry_free(registry);
  source_close(source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_body_of_a_revision_is_not_held),
      FIXTURE_TEST(a_text_that_is_gone_is_an_error),
      FIXTURE_TEST(a_body_that_is_put_aside_is_read_from_there),
      FIXTURE_TEST(a_text_of_another_length_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
