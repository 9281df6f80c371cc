#include "parts/links/answers.h"

#include "base/files.h"

#include <jansson.h>
#include <stdlib.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

void answers_recall(struct external_links *links, const struct cache *cache, int64_t now) {
  struct view bytes = cache_map(cache, CACHE_LINKS, 0, true);
  json_t *kept = bytes.data == NULL ? NULL : json_loadb(bytes.data, bytes.length, 0, NULL);
  for (size_t i = 0; i < links->count; i++) {
    struct external_link *link = &links->items[i];
    json_t *answer = json_object_getn(kept, link->url.data, link->url.length);
    int64_t when = json_integer_value(json_object_get(answer, "when"));
    const char *target = json_string_value(json_object_get(answer, "target"));
    if (!json_is_object(answer) || when > now || when <= now - (int64_t)ANSWER_DAYS * DAY_SECONDS) continue;
    link->answer = (struct answer){.kind = target == NULL ? ANSWER_GOOD : ANSWER_MOVED, .when = when};
    if (target != NULL) link->answer.target = arena_copy(&links->arena, view_of(target));
  }
  json_decref(kept);
  if (bytes.data != NULL) cache_unmap(bytes);
}

void answers_keep(const struct external_links *links, const struct cache *cache, int64_t now) {
  json_t *kept = json_object();
  for (size_t i = 0; i < links->count; i++) {
    const struct external_link *link = &links->items[i];
    const struct answer *answer = &link->answer;
    if (answer->kind != ANSWER_GOOD && answer->kind != ANSWER_MOVED) continue;
    json_t *item = json_pack("{s:I}", "when", (json_int_t)(answer->when == 0 ? now : answer->when));
    if (answer->kind == ANSWER_MOVED)
      json_object_set_new(item, "target", json_stringn(answer->target.data, answer->target.length));
    json_object_setn_new(kept, link->url.data, link->url.length, item);
  }
  char *text = json_dumps(kept, JSON_COMPACT | JSON_SORT_KEYS);
  struct cache_draft draft;
  if (text != NULL && cache_draft_open(&draft, cache, CACHE_LINKS, 0)) {
    if (file_append(draft.file, view_of(text))) (void)cache_draft_commit(&draft);
    cache_draft_close(&draft);
  }
  free(text);
  json_decref(kept);
}
