#include "depend/manifest_writer.h"

#include "schema/reads.h"
#include "unit/fixture.h"

static uint64_t keys[] = {70, 80};
static uint32_t ends[] = {2, 3};
static uint64_t items[] = {1, 2, 3};
static struct manifest_file files[] = {
    {.inputs = 5, .content = 50, .path_begin = 0, .path_length = 1, .first_read = 0, .read_count = 2},
    {.inputs = 0, .content = 60, .path_begin = 1, .path_length = 3, .first_read = 2, .read_count = 1},
};
static struct manifest_read reads[] = {{1, 3}, {READS_WORLD, 1}, {2, UINT32_MAX}};

static struct manifest_part sample(void) {
  return (struct manifest_part){.keys = keys,
                                .items = items,
                                .ends = ends,
                                .entry_count = 2,
                                .item_count = 3,
                                .files = files,
                                .file_count = 2,
                                .reads = reads,
                                .read_count = 3,
                                .text = VIEW("ab/c")};
}

static struct manifest_state sample_state(void) {
  return (struct manifest_state){
      .today = 12, .sum = manifest_sum(VIEW("a"), 50) + manifest_sum(VIEW("b/c"), 60), .file_count = 2};
}

/* An output, and what is published there. */
struct place {
  uint64_t output, id;
};

enum { STAMP = 11 };

static const struct cache *cache_of(struct fixture *fixture, const char *folder) {
  struct cache *cache = arena_allocate(&fixture->arena, sizeof *cache);
  cache->folder = in_fixture(fixture, folder);
  return cache;
}

static bool open_site(struct fixture *fixture, struct manifest *manifest, const struct place *site) {
  return manifest_open(manifest, cache_of(fixture, "cache"), site->output, STAMP, site->id);
}

/* As the writer does it: each array behind what has changed before, and the reads one by one. */
static bool save_part(const struct manifest *before, const struct manifest_state *state,
                      const struct manifest_part *part, const struct cache *cache, uint64_t output) {
  struct manifest_part parts[2] = {{0}, *part};
  struct cache_writer writer;
  if (before != NULL) parts[0] = before->later;
  cache_writer_open(&writer, cache, before == NULL ? CACHE_SITE : CACHE_LATER, output,
                    before == NULL ? STAMP : before->whole_file.checksum);
  for (enum manifest_array array = 0; array < MANIFEST_STATE; array++) {
    if (array == MANIFEST_READS) cache_writer_begin_shared(&writer, array);
    for (size_t i = 0; i < 2; i++) {
      struct manifest_span spans[MANIFEST_STATE];
      manifest_part_spans(&parts[i], spans);
      const char *data = *spans[array].start;
      if (array == MANIFEST_READS)
        for (size_t k = 0; k < spans[array].count; k++)
          cache_writer_add_shared(&writer, data + k * spans[array].size, spans[array].size);
      else
        cache_writer_add(&writer, array, data, spans[array].count * spans[array].size);
    }
    if (array == MANIFEST_READS) cache_writer_end_shared(&writer);
  }
  cache_writer_add(&writer, MANIFEST_STATE, state, sizeof *state);
  bool good = cache_writer_commit(&writer, NULL);
  if (before == NULL) cache_remove(cache, CACHE_LATER, output);
  cache_writer_close(&writer);
  return good;
}

/* Saves the sample in `cache`; its site. */
static struct place save(struct fixture *fixture, uint64_t output) {
  struct manifest_part whole = sample();
  struct manifest_state state = sample_state();
  assert_true(save_part(NULL, &state, &whole, cache_of(fixture, "cache"), output));
  return (struct place){output, manifest_id(&state)};
}

/* Later the first entry is another, the second is gone and a third has come; `a` has other contents and read
 * the third, `b/c` is gone, `b` has come. */
static struct place save_later(struct fixture *fixture, const struct place *before) {
  static uint64_t later_keys[] = {70, 90, 0}, later_items[] = {7, 8, 9, 10};
  static uint32_t later_ends[] = {2, 4, 4}, numbers[] = {1, 3, 2}, places[] = {1, 0, 2};
  static struct manifest_file later_files[] = {
      {.inputs = 6, .content = 51, .path_begin = 0, .path_length = 1, .first_read = 3, .read_count = 1},
      {.inputs = 7, .content = 70, .path_begin = 4, .path_length = 1, .first_read = 4, .read_count = 0},
      {.path_begin = 1, .path_length = 3, .read_count = MANIFEST_DELETED},
  };
  static struct manifest_read later_reads[] = {{3, 1}};
  struct manifest_part more = {.keys = later_keys,
                               .items = later_items,
                               .ends = later_ends,
                               .numbers = numbers,
                               .entry_count = 3,
                               .item_count = 4,
                               .files = later_files,
                               .places = places,
                               .file_count = 3,
                               .reads = later_reads,
                               .read_count = 1,
                               .text = VIEW("b")};
  struct manifest manifest;
  assert_true(open_site(fixture, &manifest, before));
  struct manifest_state state = {
      .today = 13, .sum = manifest_sum(VIEW("a"), 51) + manifest_sum(VIEW("b"), 70), .file_count = 2};
  struct place site = {before->output, manifest_id(&state)};
  assert_true(save_part(&manifest, &state, &more, cache_of(fixture, "cache"), site.output));
  manifest_close(&manifest);
  return site;
}

/* And later still `b` is gone, and `b/c` is back. */
static struct place save_again(struct fixture *fixture, const struct place *before) {
  static uint32_t places[] = {0, 0};
  static struct manifest_file later_files[] = {
      {.path_begin = 4, .path_length = 1, .read_count = MANIFEST_DELETED},
      {.inputs = 8, .content = 61, .path_begin = 5, .path_length = 3, .first_read = 4},
  };
  struct manifest_part more = {.files = later_files, .places = places, .file_count = 2, .text = VIEW("b/c")};
  struct manifest manifest;
  assert_true(open_site(fixture, &manifest, before));
  struct manifest_state state = {
      .today = 14, .sum = manifest_sum(VIEW("a"), 51) + manifest_sum(VIEW("b/c"), 61), .file_count = 2};
  struct place site = {before->output, manifest_id(&state)};
  assert_true(save_part(&manifest, &state, &more, cache_of(fixture, "cache"), site.output));
  manifest_close(&manifest);
  return site;
}

static bool opens(struct fixture *fixture, const struct place *output) {
  struct manifest manifest;
  bool good = open_site(fixture, &manifest, output);
  if (good) assert_int_equal(manifest_id(&manifest.state), output->id);
  manifest_close(&manifest);
  assert_false(manifest_is_open(&manifest));
  return good;
}

static void what_was_saved_is_opened(void **state) {
  struct fixture *fixture = *state;
  struct place output = save(fixture, 1);
  struct manifest manifest;
  assert_true(open_site(fixture, &manifest, &output));
  assert_int_equal(manifest.state.today, 12);
  assert_int_equal(manifest.entry_count, 2);
  assert_int_equal(manifest.entries[1].key, 70);
  assert_int_equal(manifest.entries[2].key, 80);
  assert_int_equal(manifest.entries[1].item_count, 2);
  assert_memory_equal(manifest.entries[1].items, items, 2 * sizeof *items);
  assert_int_equal(manifest.entries[2].item_count, 1);
  assert_int_equal(manifest.entries[2].items[0], 3);
  assert_int_equal(manifest.file_count, 2);
  for (size_t i = 0; i < 2; i++)
    assert_memory_equal(manifest.files[i], &files[i], sizeof files[i]);
  assert_memory_equal(manifest_reads(&manifest, manifest.files[0]), reads, 2 * sizeof *reads);
  assert_memory_equal(manifest_reads(&manifest, manifest.files[1]), reads + 2, sizeof *reads);
  assert_view(manifest_path(&manifest, manifest.files[0]), "a");
  assert_view(manifest_path(&manifest, manifest.files[1]), "b/c");
  manifest_close(&manifest);
}

/* More of an array than is written at once. */
static void long_arrays_are_saved(void **state) {
  struct fixture *fixture = *state;
  enum { LONG = 100 * 1000 };
  struct manifest_read *many = arena_array(&fixture->arena, LONG, sizeof *many);
  uint64_t *long_items = arena_array(&fixture->arena, LONG, sizeof *long_items);
  for (uint32_t i = 0; i < LONG; i++) {
    many[i] = (struct manifest_read){i % 3, i};
    long_items[i] = i;
  }
  struct manifest_file file = {.first_read = 0, .read_count = LONG};
  uint32_t long_ends[LONG / READS_BITS];
  uint64_t long_keys[LONG / READS_BITS] = {0};
  for (uint32_t i = 0; i < LONG / READS_BITS; i++)
    long_ends[i] = (i + 1) * READS_BITS;
  struct manifest_part part = {.keys = long_keys,
                               .items = long_items,
                               .ends = long_ends,
                               .entry_count = LONG / READS_BITS,
                               .item_count = (size_t)LONG / READS_BITS * READS_BITS,
                               .files = &file,
                               .file_count = 1,
                               .reads = many,
                               .read_count = LONG};
  struct manifest_state now = {.file_count = 1};
  struct place output = {1, manifest_id(&now)};
  assert_true(save_part(NULL, &now, &part, cache_of(fixture, "cache"), output.output));
  struct manifest manifest;
  assert_true(open_site(fixture, &manifest, &output));
  assert_memory_equal(manifest_reads(&manifest, manifest.files[0]), many, LONG * sizeof *many);
  assert_memory_equal(manifest.entries[1].items, long_items, part.item_count * sizeof *long_items);
  manifest_close(&manifest);
}

static void what_came_later_is_opened_with_it(void **state) {
  struct fixture *fixture = *state;
  struct place whole = save(fixture, 1), output = save_later(fixture, &whole);
  struct manifest manifest;
  assert_true(open_site(fixture, &manifest, &output));
  assert_int_equal(manifest.state.today, 13);
  assert_int_equal(manifest.entry_count, 3);
  assert_int_equal(manifest.entries[1].items[1], 8);
  assert_int_equal(manifest.entries[2].key, 0);
  assert_int_equal(manifest.entries[3].key, 90);
  assert_int_equal(manifest.entries[3].items[0], 9);
  assert_int_equal(manifest.file_count, 2);
  assert_view(manifest_path(&manifest, manifest.files[0]), "a");
  assert_int_equal(manifest.files[0]->content, 51);
  assert_int_equal(manifest_reads(&manifest, manifest.files[0])->number, 3);
  assert_view(manifest_path(&manifest, manifest.files[1]), "b");
  manifest_close(&manifest);
  output = save_again(fixture, &output);
  assert_true(open_site(fixture, &manifest, &output));
  assert_int_equal(manifest.entries[3].items[1], 10);
  assert_int_equal(manifest.file_count, 2);
  assert_int_equal(manifest.files[0]->content, 51);
  assert_view(manifest_path(&manifest, manifest.files[1]), "b/c");
  assert_int_equal(manifest.files[1]->content, 61);
  manifest_close(&manifest);
  /* A whole leaves nothing of it. */
  whole = save(fixture, 1);
  assert_true(opens(fixture, &whole));
  assert_false(opens(fixture, &output));
}

static void the_whole_alone_is_opened_while_it_is_what_is_published(void **state) {
  struct fixture *fixture = *state;
  struct place whole = save(fixture, 1), output = save_later(fixture, &whole);
  assert_true(opens(fixture, &output));
  assert_true(opens(fixture, &whole));
  /* What goes on from one whole does not go on from another. */
  const char *name = "cache/later-0000000000000001";
  struct view bytes = view_of(bytes_of(fixture, name));
  struct stat status;
  assert_int_equal(stat(in_fixture(fixture, name), &status), 0);
  bytes.length = (size_t)status.st_size;
  struct manifest_part other = sample();
  struct manifest_state state_of_other = sample_state();
  state_of_other.today++;
  assert_true(save_part(NULL, &state_of_other, &other, cache_of(fixture, "cache"), whole.output));
  put_view(fixture, name, bytes);
  assert_true(opens(fixture, &whole));
  assert_false(opens(fixture, &output));
}

static void a_manifest_of_nothing_is_opened(void **state) {
  struct fixture *fixture = *state;
  struct manifest_part nothing = {0};
  struct manifest_state none = {0};
  struct place output = {1, manifest_id(&none)};
  assert_int_not_equal(output.id, 0);
  assert_true(save_part(NULL, &none, &nothing, cache_of(fixture, "cache"), output.output));
  assert_true(opens(fixture, &output));
}

static void another_site_or_output_has_another_manifest(void **state) {
  struct fixture *fixture = *state;
  struct place output = {1, 1};
  assert_false(opens(fixture, &output));
  output = save(fixture, 1);
  assert_true(opens(fixture, &output));
  struct place other = {2, output.id};
  assert_false(opens(fixture, &other));
  struct place changed = {1, output.id + 1}, unknown = {1, 0};
  assert_false(opens(fixture, &changed));
  assert_false(opens(fixture, &unknown));
  save(fixture, 2);
  assert_true(opens(fixture, &output));
  assert_true(opens(fixture, &other));
}

/* Whatever becomes of one of the two files. */
static void expect_damage_is_seen(struct fixture *fixture, const char *name, const struct place *output) {
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
    if (opens(fixture, output)) fail_msg("byte %zu is another, and nobody sees it", i);
  }
  memcpy(damaged, bytes, length);
  memset(damaged + length, 0, 8);
  for (size_t cut = 0; cut <= length + 8; cut++) {
    put_view(fixture, name, (struct view){damaged, cut});
    assert_int_equal(opens(fixture, output), cut == length);
  }
  put_view(fixture, name, (struct view){damaged, length});
  free(damaged);
}

static void damaged_bytes_are_refused(void **state) {
  struct fixture *fixture = *state;
  struct place output = save(fixture, 1);
  expect_damage_is_seen(fixture, "cache/site-0000000000000001", &output);
  output = save_later(fixture, &output);
  expect_damage_is_seen(fixture, "cache/site-0000000000000001", &output);
  expect_damage_is_seen(fixture, "cache/later-0000000000000001", &output);
}

/* A checksum that is right does not make what stands there right. */
static void numbers_that_lead_nowhere_are_refused(void **state) {
  struct fixture *fixture = *state;
  struct manifest_state now = sample_state();
  struct place output = {1, manifest_id(&now)};
  for (size_t i = 0; i < 8; i++) {
    struct manifest_file wrong_files[2];
    struct manifest_read wrong_reads[3];
    uint32_t wrong_ends[] = {2, 3};
    struct manifest_part wrong = sample();
    memcpy(wrong_files, files, sizeof files);
    memcpy(wrong_reads, reads, sizeof reads);
    wrong.files = wrong_files;
    wrong.reads = wrong_reads;
    wrong.ends = wrong_ends;
    if (i == 1) wrong_files[1].path_begin = 2;
    if (i == 2) wrong_files[0].path_length = 5;
    if (i == 3) wrong_files[1].read_count = 2;
    if (i == 4) wrong_reads[0].number = 3;
    if (i == 5) wrong_reads[2].number |= MANIFEST_RUN;
    if (i == 6) wrong_ends[0] = 4;
    if (i == 7) wrong_ends[1] = 2;
    assert_true(save_part(NULL, &now, &wrong, cache_of(fixture, "cache"), output.output));
    assert_int_equal(opens(fixture, &output), i == 0);
  }
}

static void the_id_stands_for_paths_and_contents(void **state) {
  (void)state;
  struct manifest_state now = sample_state();
  uint64_t id = manifest_id(&now);
  now.today++;
  assert_int_equal(manifest_id(&now), id);
  now.sum += manifest_sum(VIEW("b/c"), 61) - manifest_sum(VIEW("b/c"), 60);
  assert_int_not_equal(manifest_id(&now), id);
  now.sum += manifest_sum(VIEW("b/c"), 60) - manifest_sum(VIEW("b/c"), 61);
  assert_int_equal(manifest_id(&now), id);
  now.sum += manifest_sum(VIEW("b/d"), 60) - manifest_sum(VIEW("b/c"), 60);
  assert_int_not_equal(manifest_id(&now), id);
  now = sample_state();
  now.file_count--;
  assert_int_not_equal(manifest_id(&now), id);
}

static void neighbours_that_were_read_alike_are_one_run(void **state) {
  (void)state;
  static const struct manifest_run added[] = {{4, 1, 1}, {5, 3, 2}, {9, 2, 2}, {11, 1, 1}, {12, 1, 2}};
  struct manifest_reads gathered = {0};
  for (size_t i = 0; i < sizeof added / sizeof *added; i++)
    for (uint32_t k = 0; k < added[i].count; k++)
      manifest_add_read(&gathered, added[i].number + k, added[i].mask);
  const struct manifest_read *read = gathered.items, *end = read + gathered.count;
  for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
    assert_true(read < end);
    struct manifest_run run = manifest_next_reads(&read);
    assert_int_equal(run.number, added[i].number);
    assert_int_equal(run.count, added[i].count);
    assert_int_equal(run.mask, added[i].mask);
  }
  assert_ptr_equal(read, end);
  /* A file's reads don't go on from those of the file before. */
  gathered.run = 0;
  manifest_add_read(&gathered, 13, 2);
  assert_int_equal(gathered.items[gathered.count - 1].number, 13);
  free(gathered.items);
}

static void a_cache_that_cannot_be_written_is_an_error(void **state) {
  struct fixture *fixture = *state;
  struct manifest_part whole = sample();
  struct manifest_state now = sample_state();
  put(fixture, "cache", "a file\n");
  assert_false(save_part(NULL, &now, &whole, cache_of(fixture, "cache"), 1));
  assert_false(save_part(NULL, &now, &whole, cache_of(fixture, "cache/below"), 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_was_saved_is_opened),
      FIXTURE_TEST(long_arrays_are_saved),
      FIXTURE_TEST(what_came_later_is_opened_with_it),
      FIXTURE_TEST(the_whole_alone_is_opened_while_it_is_what_is_published),
      FIXTURE_TEST(a_manifest_of_nothing_is_opened),
      FIXTURE_TEST(another_site_or_output_has_another_manifest),
      FIXTURE_TEST(damaged_bytes_are_refused),
      FIXTURE_TEST(numbers_that_lead_nowhere_are_refused),
      cmocka_unit_test(the_id_stands_for_paths_and_contents),
      cmocka_unit_test(neighbours_that_were_read_alike_are_one_run),
      FIXTURE_TEST(a_cache_that_cannot_be_written_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
