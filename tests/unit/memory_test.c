#include "base/memory.h"

#include "unit/fixture.h"

#include <unistd.h>

#define MEGABYTE ((size_t)1024 * 1024)

static void what_is_allocated_is_zeroed(void **state) {
  (void)state;
  static const size_t sizes[] = {1, 100, 5000, 300000, 3 * MEGABYTE, 9 * MEGABYTE};
  enum { COUNT = sizeof sizes / sizeof sizes[0] };
  for (size_t round = 0; round < 3; round++) {
    unsigned char *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
      blocks[i] = memory_allocate(sizes[i], 1);
      for (size_t k = 0; k < sizes[i]; k++)
        assert_int_equal(blocks[i][k], 0);
      memset(blocks[i], 0xff, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
      free(blocks[i]);
  }
}

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__

/* A sanitizer has a heap of its own. */
static void the_heap_is_of_huge_pages(void **state) {
  (void)state;
  skip();
}

#else

/* Whether the system may take huge pages for what is at the address: "hg" among the flags of its mapping. */
static bool may_be_huge(const void *address) {
  FILE *maps = fopen("/proc/self/smaps", "r");
  assert_non_null(maps);
  char line[4096];
  bool within = false, huge = false;
  while (fgets(line, sizeof line, maps) != NULL) {
    char *dash, *space;
    uintptr_t begin = strtoul(line, &dash, 16), end = *dash == '-' ? strtoul(dash + 1, &space, 16) : 0;
    if (end > begin)
      within = (uintptr_t)address >= begin && (uintptr_t)address < end;
    else if (within && strncmp(line, "VmFlags:", strlen("VmFlags:")) == 0)
      huge = strstr(line, " hg") != NULL;
  }
  fclose(maps);
  return huge;
}

static void the_heap_is_of_huge_pages(void **state) {
  (void)state;
  if (access("/sys/kernel/mm/transparent_hugepage/enabled", F_OK) != 0) skip();
  char *block = memory_allocate(3, MEGABYTE);
  assert_true(may_be_huge(block + MEGABYTE));
  assert_true(may_be_huge(block + 3 * MEGABYTE - 1));
  assert_false(may_be_huge(&block));
  free(block);
}

#endif

int main(void) {
  memory_use_huge_pages();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_allocated_is_zeroed),
      cmocka_unit_test(the_heap_is_of_huge_pages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
