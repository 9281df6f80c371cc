#include "register/consistency.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

static const struct {
  const char *code;
  bool advice;
} rules[] = {
#define RULE(name, code, advice) {(code), (advice)},
    CONSISTENCY_RULES(RULE)
#undef RULE
};

const char *consistency_code(enum consistency_rule rule) {
  return rules[rule].code;
}

bool consistency_is_advice(struct view code) {
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
    if (rules[i].advice && view_equal_string(code, rules[i].code)) return true;
  return false;
}

void consistency_report(struct diagnostics *diagnostics, const struct entry *entry, struct mark mark,
                        struct message message) {
  diagnostics_add(diagnostics, entry->path, mark, message);
}

struct mark consistency_mark_in_body(const struct entry *entry, size_t offset) {
  return mark_behind(mark_at(entry->body_line, 1), view_slice(entry->markdown, 0, offset));
}
