/* What the preview's server reads of a request: the path of a file, and the value of a query. */
#include "parts/serve/content_type.h"
#include "parts/serve/request_path.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {"/",      "//",   ".",   "..",     "/../", "%2e",  "%2E%2E",  "%2f",
                                   "%5c",    "\\",   "%00", "%0a",    "%",    "%2",   "%zz",     "+",
                                   "?",      "#",    "đ",   "%C4%91", "%ff",  "\xff", "tin-tuc", "index.html",
                                   ".kyket", ".git", "~",   "://",    NULL};

static void check_path(struct view written) {
  struct buffer path = {0};
  buffer_add_string(&path, "before");
  if (request_path_read(written, &path)) {
    struct view read = view_slice(buffer_view(&path), strlen("before"), SIZE_MAX), part;
    FUZZ_CHECK(text_is_utf8(read, NULL) && read.length < written.length);
    FUZZ_CHECK(view_find_byte(read, '\0', 0) == VIEW_NOT_FOUND &&
               view_find_byte(read, '\\', 0) == VIEW_NOT_FOUND);
    FUZZ_CHECK(read.length == 0 || read.data[0] != '/');
    struct view rest = read;
    while (view_next(&rest, '/', &part))
      FUZZ_CHECK(!view_equal_string(part, "..") && !view_equal_string(part, "."));
    FUZZ_CHECK(content_type_of(read) != NULL);
  }
  buffer_free(&path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct view written = {(const char *)data, size};
  struct buffer value = {0};
  check_path(written);
  if (request_value_read(written, &value)) FUZZ_CHECK(value.length <= size);
  buffer_free(&value);
  return 0;
}
