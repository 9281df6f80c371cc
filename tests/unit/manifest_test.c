#include "publish/manifest.h"

#include "schema/reads.h"
#include "unit/fixture.h"

#include <dirent.h>

static uint64_t keys[] = {70, 80};
static uint32_t begins[] = {0, 2, 3};
static uint64_t items[] = {1, 2, 3};
static struct manifest_file files[] = {
    {.inputs = 5, .content = 50, .path_begin = 0, .path_length = 1, .first_read = 0, .read_count = 2},
    {.inputs = 0, .content = 60, .path_begin = 1, .path_length = 3, .first_read = 2, .read_count = 1},
};
static struct manifest_read reads[] = {{1, 3}, {READS_WORLD, 1}, {2, UINT32_MAX}};

static struct manifest sample(void) {
  return (struct manifest){.stamp = 11,
                           .today = 12,
                           .entries = {keys, begins, items, 2},
                           .files = files,
                           .file_count = 2,
                           .reads = reads,
                           .read_count = 3,
                           .text = VIEW("ab/c")};
}

static struct output output_of(struct fixture *fixture, const char *name, uint64_t id) {
  return (struct output){.name = name, .parent_path = view_of(fixture->folder), .id = id};
}

/* Saves the sample in `cache`; its output. */
static struct output save(struct fixture *fixture, const char *name) {
  struct manifest manifest = sample();
  struct output output = output_of(fixture, name, manifest_id(&manifest));
  assert_true(manifest_save(&manifest, in_fixture(fixture, "cache"), &output));
  return output;
}

static bool opens(struct fixture *fixture, const struct output *output) {
  struct manifest manifest;
  bool good = manifest_open(&manifest, in_fixture(fixture, "cache"), output);
  if (good) assert_int_equal(manifest_id(&manifest), output->id);
  manifest_close(&manifest);
  assert_null(manifest.mapped.data);
  return good;
}

/* The only file in the cache. */
static const char *saved_file(struct fixture *fixture) {
  const char *name = NULL;
  DIR *folder = opendir(in_fixture(fixture, "cache"));
  assert_non_null(folder);
  for (const struct dirent *item; (item = readdir(folder)) != NULL;) {
    if (item->d_name[0] == '.') continue;
    assert_null(name);
    name = arena_format(&fixture->arena, "cache/%s", item->d_name).data;
  }
  closedir(folder);
  if (name == NULL) fail_msg("there is nothing in the cache");
  return name;
}

static void what_was_saved_is_opened(void **state) {
  struct fixture *fixture = *state;
  struct output output = save(fixture, "out");
  struct manifest manifest;
  assert_true(manifest_open(&manifest, in_fixture(fixture, "cache"), &output));
  assert_int_equal(manifest.stamp, 11);
  assert_int_equal(manifest.today, 12);
  assert_int_equal(manifest.entries.count, 2);
  assert_memory_equal(manifest.entries.keys, keys, sizeof keys);
  assert_memory_equal(manifest.entries.begins, begins, sizeof begins);
  assert_memory_equal(manifest.entries.items, items, sizeof items);
  assert_int_equal(manifest.file_count, 2);
  assert_memory_equal(manifest.files, files, sizeof files);
  assert_int_equal(manifest.read_count, 3);
  assert_memory_equal(manifest.reads, reads, sizeof reads);
  assert_view(manifest_path(&manifest, &manifest.files[0]), "a");
  assert_view(manifest_path(&manifest, &manifest.files[1]), "b/c");
  manifest_close(&manifest);
}

static void a_manifest_of_nothing_is_opened(void **state) {
  struct fixture *fixture = *state;
  uint32_t none[] = {0};
  struct manifest manifest = {.entries = {.begins = none}};
  struct output output = output_of(fixture, "out", manifest_id(&manifest));
  assert_int_not_equal(output.id, 0);
  assert_true(manifest_save(&manifest, in_fixture(fixture, "cache"), &output));
  assert_true(opens(fixture, &output));
}

static void another_site_or_output_has_another_manifest(void **state) {
  struct fixture *fixture = *state;
  struct output output = output_of(fixture, "out", 1);
  assert_false(opens(fixture, &output));
  output = save(fixture, "out");
  assert_true(opens(fixture, &output));
  struct output other = output_of(fixture, "other", output.id);
  assert_false(opens(fixture, &other));
  struct output changed = output_of(fixture, "out", output.id + 1), unknown = output_of(fixture, "out", 0);
  assert_false(opens(fixture, &changed));
  assert_false(opens(fixture, &unknown));
  save(fixture, "other");
  assert_true(opens(fixture, &output));
  assert_true(opens(fixture, &other));
}

static void damaged_bytes_are_refused(void **state) {
  struct fixture *fixture = *state;
  struct output output = save(fixture, "out");
  const char *name = saved_file(fixture);
  struct stat status;
  assert_int_equal(stat(in_fixture(fixture, name), &status), 0);
  size_t length = (size_t)status.st_size;
  const char *bytes = bytes_of(fixture, name);
  char *damaged = malloc(length + 8);
  assert_non_null(damaged);
  for (size_t i = 0; i < length; i++) {
    memcpy(damaged, bytes, length);
    damaged[i] = (char)(damaged[i] ^ (1 << i % 8));
    put_view(fixture, name, (struct view){damaged, length});
    if (opens(fixture, &output)) fail_msg("byte %zu is another, and nobody sees it", i);
  }
  memcpy(damaged, bytes, length);
  memset(damaged + length, 0, 8);
  for (size_t cut = 0; cut <= length + 8; cut++) {
    put_view(fixture, name, (struct view){damaged, cut});
    assert_int_equal(opens(fixture, &output), cut == length);
  }
  free(damaged);
}

static void the_id_stands_for_paths_and_contents(void **state) {
  (void)state;
  struct manifest manifest = sample();
  uint64_t id = manifest_id(&manifest);
  struct manifest_file other[2];
  memcpy(other, files, sizeof other);
  manifest.files = other;
  assert_int_equal(manifest_id(&manifest), id);
  other[1].inputs++;
  other[1].read_count = 0;
  assert_int_equal(manifest_id(&manifest), id);
  other[1].content++;
  assert_int_not_equal(manifest_id(&manifest), id);
  other[1].content--;
  manifest.text = VIEW("ab/d");
  assert_int_not_equal(manifest_id(&manifest), id);
  manifest.file_count = 1;
  assert_int_not_equal(manifest_id(&manifest), id);
}

static void a_cache_that_cannot_be_written_is_an_error(void **state) {
  struct fixture *fixture = *state;
  struct manifest manifest = sample();
  put(fixture, "cache", "a file\n");
  struct output output = output_of(fixture, "out", 1);
  assert_false(manifest_save(&manifest, in_fixture(fixture, "cache"), &output));
  assert_false(manifest_save(&manifest, in_fixture(fixture, "none/cache"), &output));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_was_saved_is_opened),
      FIXTURE_TEST(a_manifest_of_nothing_is_opened),
      FIXTURE_TEST(another_site_or_output_has_another_manifest),
      FIXTURE_TEST(damaged_bytes_are_refused),
      FIXTURE_TEST(the_id_stands_for_paths_and_contents),
      FIXTURE_TEST(a_cache_that_cannot_be_written_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
