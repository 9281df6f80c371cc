/* What the part has written is looked at before anything of it is used. */
#include "unit/fixture.h"

#include "cache/photo_pack.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BYTES = 32 };

static struct photo_pack pack_of(uint32_t count) {
  struct photo_pack pack = {.recipe = PHOTO_RECIPE, .status = PHOTO_MADE, .count = count};
  memcpy(pack.magic, PHOTO_MAGIC, sizeof pack.magic);
  for (uint32_t i = 0; i < count; i++)
    pack.renditions[i] = (struct photo_rendition){.length = BYTES, .width = 480 * (i + 1), .height = 320};
  return pack;
}

static int file_of(const struct photo_pack *pack, const char *beginning, size_t more) {
  char bytes[BYTES] = {0};
  int file = memfd_create("pack", MFD_CLOEXEC);
  memcpy(bytes, beginning, 12);
  assert_int_equal(write(file, pack, sizeof *pack), sizeof *pack);
  for (uint32_t i = 0; i < pack->count && i < PHOTO_RENDITIONS; i++)
    assert_int_equal(write(file, bytes, sizeof bytes), sizeof bytes);
  assert_int_equal(write(file, bytes, more), more);
  return file;
}

#define WEBP "RIFF\x18\0\0\0WEBP"

static bool accepts(struct photo_pack pack, const char *beginning, size_t more) {
  struct photo_pack accepted;
  int file = file_of(&pack, beginning, more);
  bool good = photo_pack_accept(file, &accepted);
  close(file);
  return good;
}

static void a_pack_is_accepted_and_read_again(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(2), accepted, again;
  int file = file_of(&pack, WEBP, 0);
  assert_false(photo_pack_read(file, &again));
  assert_true(photo_pack_accept(file, &accepted));
  assert_int_equal(accepted.renditions[1].offset, sizeof pack + BYTES);
  assert_true(photo_pack_read(file, &again));
  assert_memory_equal(&again, &accepted, sizeof again);
  char bytes[BYTES];
  assert_int_equal(pread(file, bytes, BYTES, (off_t)accepted.renditions[0].offset), BYTES);
  assert_true(photo_rendition_is(&accepted.renditions[0], (struct view){bytes, BYTES}));
  bytes[BYTES - 1] ^= 1;
  assert_false(photo_rendition_is(&accepted.renditions[0], (struct view){bytes, BYTES}));
  close(file);
}

static void what_is_no_pack_is_refused(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(2);
  assert_true(accepts(pack, WEBP, 0));
  assert_false(accepts(pack, WEBP, 1));
  assert_false(accepts(pack, "<!doctype ht", 0));
  assert_false(accepts(pack, "\x89PNG\r\n\x1a\n\0\0\0\0", 0));
  struct photo_pack other = pack;
  other.recipe++;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.magic[0] = 'K';
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.count = PHOTO_RENDITIONS + 1;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.status = PHOTO_STATUSES;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.status = PHOTO_LEFT;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[1].width = other.renditions[0].width;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[0].height = 0;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[0].format = PHOTO_FORMATS;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[1].length = UINT32_MAX;
  assert_false(accepts(other, WEBP, 0));
}

static void any_changed_byte_of_a_header_makes_it_none(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(1), read;
  int file = file_of(&pack, WEBP, 0);
  assert_true(photo_pack_accept(file, &pack));
  for (off_t at = 0; at < (off_t)sizeof pack; at++) {
    char byte = ((const char *)&pack)[at] ^ 1;
    assert_int_equal(pwrite(file, &byte, 1, at), 1);
    assert_false(photo_pack_read(file, &read));
    byte ^= 1;
    assert_int_equal(pwrite(file, &byte, 1, at), 1);
  }
  assert_true(photo_pack_read(file, &read));
  close(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pack_is_accepted_and_read_again),
      cmocka_unit_test(what_is_no_pack_is_refused),
      cmocka_unit_test(any_changed_byte_of_a_header_makes_it_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
