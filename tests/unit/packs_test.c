#include "source/packs.h"
#include "source/source.h"

#include "unit/repository_fixture.h"

enum { ID_BYTES = 20, LIMIT = 1000000 };

/* One pack of whole objects: three texts, and a large one that no compression makes small. */
static void make_pack(struct fixture *fixture) {
  run(fixture,
      "git init -q -b main site && cd site && mkdir content && printf 'Xin chào\\n' >content/a.md && "
      "printf '' >content/empty.md && head -c 300000 /dev/urandom >content/noise.md && "
      "printf 'a text that is long enough to be compressed, to be compressed, to be compressed' "
      ">content/b.md && "
      "git add -A && git commit -qm First && git repack -qad --depth=0 && cp .git/objects/pack/*.pack "
      "../pack && "
      "cp .git/objects/pack/*.idx ../idx && chmod u+w ../pack ../idx .git/objects/pack/*");
}

static struct packs *open_packs(struct fixture *fixture) {
  return packs_open(in_fixture(fixture, "site/.git"));
}

static const unsigned char *id_of(struct fixture *fixture, const char *name) {
  struct view hex = output_of(fixture, "git -C site rev-parse '%s'", name);
  unsigned char *id = arena_allocate(&fixture->arena, ID_BYTES);
  for (size_t i = 0; i < ID_BYTES; i++) {
    const char digits[3] = {hex.data[2 * i], hex.data[2 * i + 1], '\0'};
    id[i] = (unsigned char)strtoul(digits, NULL, 16);
  }
  return id;
}

static bool reads(struct fixture *fixture, struct packs *packs, const char *name, size_t limit) {
  struct view text;
  return packs_read_blob(packs, id_of(fixture, name), limit, &fixture->arena, &text);
}

static void expect_text(struct fixture *fixture, struct packs *packs, const char *name) {
  struct view text,
      file = output_of(fixture, "git -C site cat-file blob '%s' | od -An -v -tx1 | tr -d ' \\n'", name);
  assert_true(packs_read_blob(packs, id_of(fixture, name), LIMIT, &fixture->arena, &text));
  assert_int_equal(2 * text.length, file.length);
  assert_int_equal(text.data[text.length], '\0');
  for (size_t i = 0; i < text.length; i++) {
    char hex[3];
    snprintf(hex, sizeof hex, "%02x", (unsigned char)text.data[i]);
    assert_memory_equal(hex, file.data + 2 * i, 2);
  }
}

static void reads_whole_blobs(void **state) {
  struct fixture *fixture = *state;
  make_pack(fixture);
  struct packs *packs = open_packs(fixture);
  assert_non_null(packs);
  for (int i = 0; i < 2; i++) {
    expect_text(fixture, packs, "HEAD:content/noise.md");
    expect_text(fixture, packs, "HEAD:content/a.md");
    expect_text(fixture, packs, "HEAD:content/b.md");
    expect_text(fixture, packs, "HEAD:content/empty.md");
  }
  packs_close(packs);
}

static void reads_from_several_packs(void **state) {
  struct fixture *fixture = *state;
  make_pack(fixture);
  run(fixture,
      "cd site && printf second >content/second.md && git add -A && git commit -qm Second && git repack -qd");
  struct packs *packs = open_packs(fixture);
  for (int i = 0; i < 2; i++) {
    expect_text(fixture, packs, "HEAD:content/second.md");
    expect_text(fixture, packs, "HEAD:content/b.md");
  }
  packs_close(packs);
}

static void leaves_the_rest_to_others(void **state) {
  struct fixture *fixture = *state;
  make_pack(fixture);
  struct packs *packs = open_packs(fixture);
  assert_false(reads(fixture, packs, "HEAD:content", LIMIT));
  assert_false(reads(fixture, packs, "HEAD", LIMIT));
  assert_true(reads(fixture, packs, "HEAD:content/a.md", strlen("Xin chào\n")));
  assert_false(reads(fixture, packs, "HEAD:content/a.md", strlen("Xin chào\n") - 1));
  run(fixture, "cd site && printf loose >content/loose.md && git add -A && git commit -qm Loose");
  assert_false(reads(fixture, packs, "HEAD:content/loose.md", LIMIT));
  assert_false(
      packs_read_blob(NULL, id_of(fixture, "HEAD"), LIMIT, &fixture->arena, &(struct view){NULL, 0}));
  packs_close(packs);
}

/* Of two texts that differ little one is packed as the difference. */
static void what_is_packed_as_a_difference_is_read_all_the_same(void **state) {
  struct fixture *fixture = *state;
  run(fixture, "git init -q -b main site && cd site && mkdir content && seq 1000 >content/a.md && "
               "seq 1001 >content/b.md && git add -A && git commit -qm First && git repack -qad && "
               "git verify-pack -v .git/objects/pack/*.idx | grep -q 'chain length = 1: 1'");
  struct packs *packs = open_packs(fixture);
  assert_true(reads(fixture, packs, "HEAD:content/b.md", LIMIT) !=
              reads(fixture, packs, "HEAD:content/a.md", LIMIT));
  packs_close(packs);
  struct source_options options = {.repository = in_fixture(fixture, "site")};
  struct source *source = source_open(&options, &fixture->diagnostics);
  struct source_files files;
  assert_true(source_list(source, VIEW("content"), &fixture->arena, &files, &fixture->diagnostics));
  for (size_t i = 0; i < files.count; i++) {
    struct view text;
    assert_true(source_read_text(source, &files.items[i], &fixture->arena, &text, &fixture->diagnostics));
    assert_true(view_starts_with(text, "1\n2\n3\n"));
    assert_true(view_ends_with(text, i == 0 ? "\n1000\n" : "\n1001\n"));
  }
  source_close(source);
}

static struct view bytes_of(struct fixture *fixture, const char *path) {
  struct buffer bytes = {0};
  FILE *file = fopen(in_fixture(fixture, path), "rb");
  assert_non_null(file);
  for (int byte; (byte = fgetc(file)) != EOF;)
    buffer_add_byte(&bytes, (char)byte);
  fclose(file);
  struct view copy = arena_copy(&fixture->arena, buffer_view(&bytes));
  buffer_free(&bytes);
  return copy;
}

/* Writes the bytes over the only pack's or its index's. */
static void replace(struct fixture *fixture, const char *ending, struct view bytes) {
  struct view path = output_of(fixture, "ls site/.git/objects/pack/*.%s", ending);
  write_bytes(fixture, path.data, bytes.data, bytes.length);
}

static void without_a_good_index_there_is_no_pack(void **state) {
  struct fixture *fixture = *state;
  make_pack(fixture);
  struct view idx = bytes_of(fixture, "idx"), pack = bytes_of(fixture, "pack");
  char *changed = (char *)(uintptr_t)arena_copy(&fixture->arena, idx).data;
  changed[7] = 1;
  replace(fixture, "idx", (struct view){changed, idx.length});
  assert_null(open_packs(fixture));
  changed[7] = 2;
  changed[8 + 4 * 255] = 1; /* more objects than there is room for */
  replace(fixture, "idx", (struct view){changed, idx.length});
  assert_null(open_packs(fixture));
  for (size_t length = 0; length < idx.length; length += 37) {
    replace(fixture, "idx", view_slice(idx, 0, length));
    assert_null(open_packs(fixture));
  }
  replace(fixture, "idx", idx);
  replace(fixture, "pack", view_slice(pack, 0, pack.length / 2));
  assert_null(open_packs(fixture));
  replace(fixture, "pack", VIEW(""));
  assert_null(open_packs(fixture));
  run(fixture, "rm -f site/.git/objects/pack/*.pack");
  assert_null(open_packs(fixture));
  assert_null(packs_open(in_fixture(fixture, "nowhere")));
}

/* Whatever byte is another: the text, or none. Of the large one, only where it begins. */
static void damaged_packs_give_no_other_text(void **state) {
  static const char *const names[] = {"HEAD:content/a.md", "HEAD:content/b.md", "HEAD:content/empty.md"};
  enum { NAMES = sizeof names / sizeof *names };
  struct fixture *fixture = *state;
  make_pack(fixture);
  struct view pack = bytes_of(fixture, "pack"), texts[NAMES];
  const unsigned char *ids[NAMES], *noise = id_of(fixture, "HEAD:content/noise.md");
  struct packs *packs = open_packs(fixture);
  for (size_t i = 0; i < NAMES; i++) {
    ids[i] = id_of(fixture, names[i]);
    assert_true(packs_read_blob(packs, ids[i], LIMIT, &fixture->arena, &texts[i]));
  }
  packs_close(packs);
  struct view path = output_of(fixture, "ls site/.git/objects/pack/*.pack");
  FILE *file = fopen(in_fixture(fixture, path.data), "r+b");
  assert_non_null(file);
  size_t refused = 0, step = 1;
  for (size_t at = 12; at < pack.length - 20; at += step) {
    step = at > 1000 && at + 1000 < pack.length ? 997 : 1;
    struct arena arena = {0};
    struct view text;
    fseek(file, (long)at, SEEK_SET);
    fputc(pack.data[at] ^ (1 << at % 8), file);
    fflush(file);
    packs = open_packs(fixture);
    for (size_t i = 0; i < NAMES; i++)
      if (packs_read_blob(packs, ids[i], LIMIT, &arena, &text))
        assert_true(view_equal(text, texts[i]));
      else
        refused++;
    packs_read_blob(packs, noise, LIMIT, &arena, &text);
    packs_close(packs);
    arena_free(&arena);
    fseek(file, (long)at, SEEK_SET);
    fputc(pack.data[at], file);
    fflush(file);
  }
  fclose(file);
  assert_true(refused > 50);
}

/* An index that lies finds nothing, or something else that git packed, and never reads where nothing is. */
static void damaged_indexes_do_no_harm(void **state) {
  struct fixture *fixture = *state;
  make_pack(fixture);
  struct view idx = bytes_of(fixture, "idx");
  const unsigned char *id = id_of(fixture, "HEAD:content/a.md");
  struct view path = output_of(fixture, "ls site/.git/objects/pack/*.idx");
  FILE *file = fopen(in_fixture(fixture, path.data), "r+b");
  assert_non_null(file);
  for (size_t at = 0; at < idx.length; at++) {
    struct arena arena = {0};
    struct view text;
    fseek(file, (long)at, SEEK_SET);
    fputc(idx.data[at] ^ 0xff, file);
    fflush(file);
    struct packs *packs = open_packs(fixture);
    packs_read_blob(packs, id, LIMIT, &arena, &text);
    packs_close(packs);
    arena_free(&arena);
    fseek(file, (long)at, SEEK_SET);
    fputc(idx.data[at], file);
    fflush(file);
  }
  fclose(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(reads_whole_blobs),
      FIXTURE_TEST(reads_from_several_packs),
      FIXTURE_TEST(leaves_the_rest_to_others),
      FIXTURE_TEST(what_is_packed_as_a_difference_is_read_all_the_same),
      FIXTURE_TEST(without_a_good_index_there_is_no_pack),
      FIXTURE_TEST(damaged_packs_give_no_other_text),
      FIXTURE_TEST(damaged_indexes_do_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
