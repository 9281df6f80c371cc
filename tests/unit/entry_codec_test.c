#include "cache/entry_codec.h"

#include "cache/cache.h"
#include "cache/codec.h"
#include "parse/body/body.h"
#include "parse/entry.h"
#include "unit/fixture.h"

#include <xxhash.h>

/* An entry as it is parsed, and its image. */
struct original {
  struct entry *entry;
  struct diagnostics found;
  struct buffer image;
};

static struct view image_of(const struct original *original) {
  return buffer_view(&original->image);
}

static void parse(struct fixture *fixture, struct original *original, const struct record_type *type,
                  struct view path, struct view text) {
  *original = (struct original){0};
  struct entry *entry = parse_entry(&fixture->arena, &fixture->arena, type, path, text, &original->found);
  if (view_trim(entry->markdown).length > 0) {
    entry->body = body_parse(&fixture->arena, &fixture->arena, entry->markdown, path, entry->body_line, 0,
                             &original->found);
    entry->contents = entry->body->headings;
  }
  original->entry = entry;
  if (!entry_encode(&original->image, entry, &original->found)) {
    print_diagnostics(&original->found);
    fail_msg("no image of %.*s", VIEW_FORMAT(path));
  }
}

static void free_original(struct original *original) {
  diagnostics_free(&original->found);
  buffer_free(&original->image);
}

static void assert_views(struct view a, struct view b) {
  assert_int_equal(a.data == NULL, b.data == NULL);
  if (a.data == NULL || b.data == NULL)
    assert_int_equal(a.length, b.length);
  else if (!view_equal(a, b))
    fail_msg("\"%.*s\" became \"%.*s\"", VIEW_FORMAT(a), VIEW_FORMAT(b));
}

static void assert_marks(struct source_location a, struct source_location b) {
  assert_int_equal(a.line, b.line);
  assert_int_equal(a.column, b.column);
}

static void assert_texts(const struct text *a, const struct text *b) {
  assert_marks(a->location, b->location);
  assert_views(text_view(*a), text_view(*b));
}

static void assert_references(const struct reference *a, const struct reference *b) {
  struct text left = reference_id(*a), right = reference_id(*b);
  assert_int_not_equal(a->length, REFERENCE_RESOLVED);
  assert_texts(&left, &right);
}

static void assert_records(const struct record_type *type, const char *a, const char *b);

static void assert_lists(const struct field *field, const struct list *a, const struct list *b) {
  assert_marks(a->location, b->location);
  assert_int_equal(a->count, b->count);
  assert_int_equal(a->items == NULL, b->items == NULL);
  if (a->items == NULL || b->items == NULL) return;
  for (size_t i = 0; i < a->count; i++) {
    const char *left = (char *)a->items + i * field_stride(field);
    const char *right = (char *)b->items + i * field_stride(field);
    if (field->kind == FIELD_TEXTS) {
      assert_texts((const struct text *)left, (const struct text *)right);
    } else if (field->kind == FIELD_REFERENCES) {
      assert_references((const struct reference *)left, (const struct reference *)right);
    } else {
      assert_marks(*(const struct source_location *)left, *(const struct source_location *)right);
      assert_records(field->target, left, right);
    }
  }
}

static void assert_dates(const struct date_value *a, const struct date_value *b) {
  assert_marks(a->location, b->location);
  assert_int_equal(a->value.precision, b->value.precision);
  assert_int_equal(a->value.year, b->value.year);
  assert_int_equal(a->value.month, b->value.month);
  assert_int_equal(a->value.day, b->value.day);
  assert_int_equal(a->value.hour, b->value.hour);
  assert_int_equal(a->value.minute, b->value.minute);
  assert_int_equal(a->value.second, b->value.second);
}

/* The size of what only the program derives. */
static size_t derived_size(const struct field *field) {
  switch (field->kind) {
  case FIELD_VIEW:
  case FIELD_MARKUP:
    return sizeof(struct view);
  case FIELD_DAY:
    return sizeof(struct date);
  case FIELD_NUMBER:
    return sizeof(int64_t);
  case FIELD_FLAG:
    return sizeof(bool);
  case FIELD_LINK:
  case FIELD_JSON:
  case FIELD_BODY:
    return sizeof(void *);
  default:
    return sizeof(struct list);
  }
}

/* What is derived is zero in both, but for what the file's name and body give. */
static void assert_derived(const struct field *field, const char *a, const char *b) {
  static const char *const given[] = {"id", "entry_kind", "path", "body", "contents"};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++)
    if (strcmp(field->name, given[i]) == 0) return;
  if (field->kind == FIELD_ADDRESS) return; /* no value of the record's own */
  for (size_t i = 0; i < derived_size(field); i++) {
    assert_int_equal(a[i], 0);
    assert_int_equal(b[i], 0);
  }
}

static void assert_values(const struct field *field, const char *a, const char *b) {
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    assert_texts((const struct text *)a, (const struct text *)b);
    break;
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    assert_dates((const struct date_value *)a, (const struct date_value *)b);
    break;
  case FIELD_INTEGER:
    assert_memory_equal(a, b, sizeof(struct integer_value));
    break;
  case FIELD_DECIMAL:
    assert_memory_equal(a, b, sizeof(struct decimal_value));
    break;
  case FIELD_BOOLEAN:
    assert_int_equal(((const struct boolean_value *)a)->value, ((const struct boolean_value *)b)->value);
    assert_marks(((const struct boolean_value *)a)->location, ((const struct boolean_value *)b)->location);
    break;
  case FIELD_REFERENCE:
    assert_references((const struct reference *)a, (const struct reference *)b);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    assert_lists(field, (const struct list *)a, (const struct list *)b);
    break;
  case FIELD_RECORD:
    assert_int_equal(field_record(a) == NULL, field_record(b) == NULL);
    if (field_record(a) == NULL || field_record(b) == NULL) break;
    assert_marks(*(const struct source_location *)field_record(a),
                 *(const struct source_location *)field_record(b));
    assert_records(field->target, field_record(a), field_record(b));
    break;
  default:
    fail_msg("the kind of %s is not known here", field->name);
  }
}

static void assert_records(const struct record_type *type, const char *a, const char *b) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0)
      assert_derived(field, a + field->offset, b + field->offset);
    else
      assert_values(field, a + field->offset, b + field->offset);
  }
}

static void assert_links(const struct body *a, const struct body *b) {
  assert_int_equal(a->link_count, b->link_count);
  for (size_t i = 0; i < a->link_count; i++) {
    const struct body_link *left = &a->links[i], *right = &b->links[i];
    assert_int_equal(left->scheme == NULL, right->scheme == NULL);
    if (left->scheme != NULL) assert_string_equal(left->scheme, right->scheme);
    assert_views(left->target, right->target);
    assert_views(left->fragment, right->fragment);
    assert_marks(left->location, right->location);
    assert_int_equal(left->image, right->image);
    assert_null(right->entry);
    assert_null(right->title.data);
  }
  assert_int_equal(a->slot_count, b->slot_count);
  for (size_t i = 0; i < a->slot_count; i++) {
    assert_int_equal(a->slots[i].kind, b->slots[i].kind);
    assert_int_equal(a->slots[i].offset, b->slots[i].offset);
    assert_int_equal(a->slots[i].link, b->slots[i].link);
  }
}

static void assert_bodies(const struct body *a, const struct body *b) {
  assert_int_equal(a == NULL, b == NULL);
  if (a == NULL || b == NULL) return;
  assert_int_equal(a->html.length, b->html.length);
  assert_null(b->html.data);
  assert_links(a, b);
  assert_marks(a->headings.location, b->headings.location);
  assert_int_equal(a->headings.count, b->headings.count);
  const struct body_heading *left = a->headings.items, *right = b->headings.items;
  for (size_t i = 0; i < a->headings.count; i++) {
    assert_int_equal(left[i].level, right[i].level);
    assert_views(left[i].anchor, right[i].anchor);
    assert_views(left[i].text, right[i].text);
  }
}

static void assert_diagnostics(const struct diagnostics *a, const struct diagnostics *b) {
  assert_int_equal(a->count, b->count);
  assert_int_equal(a->errors, b->errors);
  assert_int_equal(a->warnings, b->warnings);
  for (size_t i = 0; i < a->count; i++) {
    assert_int_equal(a->items[i].severity, b->items[i].severity);
    assert_string_equal(a->items[i].code, b->items[i].code);
    assert_marks(a->items[i].location, b->items[i].location);
    assert_views(a->items[i].file, b->items[i].file);
    assert_views(english_of(&a->items[i]), english_of(&b->items[i]));
  }
}

static void assert_entries(const struct entry *a, const struct entry *b) {
  assert_ptr_equal(a->type, b->type);
  assert_marks(a->location, b->location);
  assert_int_equal(a->body_line, b->body_line);
  assert_views(a->markdown, b->markdown);
  assert_views(a->id, b->id);
  assert_views(a->path, b->path);
  assert_views(a->entry_kind, b->entry_kind);
  assert_false(b->hidden || b->is_named);
  assert_records(a->type, (const char *)a, (const char *)b);
  assert_bodies(a->body, b->body);
  assert_int_equal(a->contents.count, b->contents.count);
  if (b->body != NULL) assert_ptr_equal(b->contents.items, b->body->headings.items);
}

/* The image gives the same entry, of which the image is the same. */
static void check_image(struct fixture *fixture, const struct original *original) {
  struct original again = {0};
  again.entry = entry_decode(&fixture->arena, image_of(original), original->entry->path, &again.found);
  assert_non_null(again.entry);
  assert_entries(original->entry, again.entry);
  assert_diagnostics(&original->found, &again.found);
  assert_true(entry_encode(&again.image, again.entry, &again.found));
  assert_views(image_of(original), image_of(&again));
  free_original(&again);
}

static void check(struct fixture *fixture, const struct record_type *type, const char *path,
                  struct view text) {
  struct original original;
  parse(fixture, &original, type, view_of(path), text);
  if (original.entry->body != NULL)
    assert_views(original.entry->body->html, parse_body_html(&fixture->arena, view_of(path), text));
  check_image(fixture, &original);
  free_original(&original);
}

static struct view read_file(struct fixture *fixture, const char *path) {
  struct buffer bytes = {0};
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  for (size_t length; (length = fread(buffer_reserve(&bytes, 4096), 1, 4096, file)) > 0;)
    bytes.length += length;
  assert_int_equal(fclose(file), 0);
  struct view copy = arena_copy(&fixture->arena, buffer_view(&bytes));
  buffer_free(&bytes);
  return copy;
}

static struct {
  struct fixture *fixture;
  size_t count;
} walked;

static int check_file(const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status;
  (void)walk;
  if (kind != FTW_F || !view_ends_with(view_of(path), ".md")) return 0;
  for (size_t i = 0; i < ENTRY_KINDS; i++) {
    struct view folder = arena_format(&walked.fixture->arena, "content/%s/", entry_types[i]->folder);
    if (!view_starts_with(view_of(path), folder.data)) continue;
    check(walked.fixture, entry_types[i], path, read_file(walked.fixture, path));
    walked.count++;
  }
  return 0;
}

static void the_content_of_this_repository_comes_back(void **state) {
  walked.fixture = *state;
  walked.count = 0;
  assert_int_equal(nftw("content", check_file, 16, FTW_PHYS), 0);
  assert_true(walked.count > 20);
}

/* A value of each field of the type, in YAML's flow style. */
static void add_mapping(struct buffer *yaml, const struct record_type *type, unsigned depth);

static void add_field(struct buffer *yaml, const struct field *field, unsigned depth) {
  switch (field->kind) {
  case FIELD_URL:
    buffer_add_string(yaml, "https://example.vn/đường");
    break;
  case FIELD_PATH:
    buffer_add_string(yaml, "/gioi-thieu/");
    break;
  case FIELD_MEDIA:
    buffer_add_string(yaml, "anh/a.jpg");
    break;
  case FIELD_CHOICE:
    buffer_add_string(yaml, field->choices[0]);
    break;
  case FIELD_DATE:
  case FIELD_WHEN:
    buffer_add_string(yaml, "2021-11-25T16:45:30+03:30");
    break;
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    buffer_add_string(yaml, "2022");
    break;
  case FIELD_INTEGER:
    buffer_add_string(yaml, "123456789012");
    break;
  case FIELD_DECIMAL:
    buffer_add_string(yaml, "-10.25");
    break;
  case FIELD_BOOLEAN:
    buffer_add_string(yaml, depth % 2 == 0 ? "true" : "false");
    break;
  case FIELD_REFERENCE:
    buffer_add_string(yaml, "tra-vinh");
    break;
  case FIELD_REFERENCES:
    buffer_add_string(yaml, "[a, b, c]");
    break;
  case FIELD_TEXTS:
    buffer_add_string(yaml, "[/cũ/, '', \"hai\\ndòng\"]");
    break;
  case FIELD_RECORD:
    add_mapping(yaml, field->target, depth + 1);
    break;
  case FIELD_RECORDS:
    buffer_add_string(yaml, "[");
    add_mapping(yaml, field->target, depth + 1);
    buffer_add_string(yaml, ", {}, ");
    add_mapping(yaml, field->target, depth + 2);
    buffer_add_string(yaml, "]");
    break;
  default:
    buffer_add_string(yaml, "\"Chữ \\u20AC: thỏa thuận\"");
    break;
  }
}

static void add_mapping(struct buffer *yaml, const struct record_type *type, unsigned depth) {
  buffer_add_string(yaml, "{");
  for (size_t i = 0, count = 0; i < type->field_count; i++) {
    if ((type->fields[i].flags & FIELD_IS_DERIVED) != 0) continue;
    buffer_format(yaml, "%s%s: ", count++ == 0 ? "" : ",\n ", type->fields[i].name);
    add_field(yaml, &type->fields[i], depth);
  }
  buffer_add_string(yaml, "}");
}

static const char body[] =
    "# Một\n\n## Hai *ba*\n\nĐoạn [a](agreement:ctph-4286#muc), [](/x/), ![anh](media:a.jpg), "
    "[tệp](../people/b.md), Nghị định 74/2019/NĐ-CP.[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 "
    "|\n\n[^1]: chú thích [n](news:b)\n\n<b>x</b> [x](javascript:y)\n";

static void every_field_of_every_type_comes_back(void **state) {
  struct fixture *fixture = *state;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct record_type *type = entry_types[kind];
    struct buffer text = {0};
    buffer_add_string(&text, "---\n");
    add_mapping(&text, type, 0);
    buffer_format(&text, "\n---\n%s", body);
    struct original original;
    parse(fixture, &original, type, VIEW("content/x/a.md"), buffer_view(&text));
    for (size_t i = 0; i < type->field_count; i++) {
      const struct field *field = &type->fields[i];
      const char *value = (const char *)original.entry + field->offset;
      bool derived = (field->flags & FIELD_IS_DERIVED) != 0, given = derived;
      for (size_t k = 0; k < (field->kind == FIELD_RECORD ? sizeof(void *) : sizeof(struct text)) && !given;
           k++)
        given = value[k] != 0;
      if (!given) fail_msg("%s.%s was not read", type->name, field->name);
    }
    assert_true(original.entry->body->link_count >= 6);
    assert_true(original.found.count > 0);
    check_image(fixture, &original);
    free_original(&original);
    /* Each alone, and each left out. */
    for (size_t i = 0; i < type->field_count; i++) {
      if ((type->fields[i].flags & FIELD_IS_DERIVED) != 0) continue;
      buffer_clear(&text);
      buffer_format(&text, "---\n%s: ", type->fields[i].name);
      add_field(&text, &type->fields[i], 0);
      buffer_add_string(&text, "\n---\n");
      check(fixture, type, "content/x/a.md", buffer_view(&text));
      buffer_clear(&text);
      buffer_format(&text, "---\n%s:\n---\n \n", type->fields[i].name);
      check(fixture, type, "content/x/a.md", buffer_view(&text));
    }
    buffer_free(&text);
  }
}

static void what_is_wrong_comes_back_with_its_diagnostics(void **state) {
  static const char *const texts[] = {
      "",
      "x",
      "---\n",
      "---\n---\n",
      "---\n---",
      "---\ntitle: ''\nsummary: ''\naliases: []\n---\n",
      "---\ntitle: [a]\ndate: 2021-13-01\ndraft: có\nevent: {kind: x, date: 1}\n---\n\n",
      "---\ntitle: T\ntitle: U\nunknown: 1\ndate: 2021-01-01\n---\n\n  \n",
      "---\ntitle: T\ndate: *a\n---\nx\n",
      "---\ntitle: \"\\a\"\ntopics: a\naliases: b\nsource: x\nphotos: [{alt: '%s %n'}, x]\n---\ny\n",
      "---\ntitle: e\xcc\x81\ndate: 2021-01-01\n---\na\xcc\x81 <i> [^2] ![](media:a) [x](foo:b)\n\n[^3]: c\n",
      "---\ntitle: \xff\n---\n",
      "---\r\ntitle: T\r\ndate: 2021-01-01\r\n---\r\nx\r\n",
      "---\n- a\n---\n",
      "---\ntitle: T\n...\n---\n",
      "---\n{title: T, title: [\n---\n",
      "---\nsource: {url: x, name: }\nevent: {place: P}\n---\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    check(*state, &news_type, "content/news/2021/a.md", view_of(texts[i]));
    check(*state, &news_type, "content/news/Hà Nội.md", view_of(texts[i]));
    check(*state, &organization_type, "x", view_of(texts[i]));
  }
}

static void what_is_read_points_into_the_image(void **state) {
  struct fixture *fixture = *state;
  struct original original;
  parse(fixture, &original, &page_type, VIEW("content/pages/a.md"), VIEW("---\ntitle: T\n---\n# B\n"));
  struct view image = image_of(&original);
  const struct page *page =
      (struct page *)entry_decode(&fixture->arena, image, VIEW("content/pages/b.md"), &fixture->diagnostics);
  assert_view(page->entry.id, "b");
  assert_true(page->title.data > image.data && page->title.data < image.data + image.length);
  assert_ptr_equal(page->entry.body->entry, page);
  free_original(&original);
}

static void expect_no_entry(struct fixture *fixture, struct view image) {
  struct diagnostics found = {0};
  char *bytes = malloc(image.length + 1);
  memcpy(bytes, image.data, image.length);
  assert_null(entry_decode(&fixture->arena, (struct view){bytes, image.length}, VIEW("a.md"), &found));
  assert_int_equal(found.count, 0);
  free(bytes);
}

static void a_damaged_image_is_none(void **state) {
  struct fixture *fixture = *state;
  struct original original;
  struct view text = arena_format(&fixture->arena, "---\ntitle: T\nunknown: 1\n---\n%s", body);
  parse(fixture, &original, &page_type, VIEW("a.md"), text);
  struct view image = image_of(&original);
  for (size_t length = 0; length < image.length; length++)
    expect_no_entry(fixture, view_slice(image, 0, length));
  for (size_t at = 0; at < image.length; at++) {
    original.image.data[at] ^= 4;
    expect_no_entry(fixture, image);
    original.image.data[at] ^= 4;
  }
  check_image(fixture, &original);
  free_original(&original);
}

/* Fills the body's slots in a text of the length that it tells. */
static void write_somehow(const struct body *parsed) {
  struct buffer page = {0};
  char *html = calloc(1, parsed->html.length + 1);
  if (html == NULL) return;
  memset(html, '"', parsed->html.length);
  body_write(&page, parsed, (struct view){html, parsed->html.length}, NULL);
  buffer_free(&page);
  free(html);
}

/* Also one whose hash was made to fit: what is read then is whole, or there is nothing. */
static void each_changed_byte_is_borne(void **state) {
  struct fixture *fixture = *state;
  struct original original;
  struct view text =
      arena_format(&fixture->arena,
                   "---\ntitle: T\ndate: 2021-11-25\nunknown: 1\naliases: [a, b]\ndraft: true\nphotos: "
                   "[{file: a}]\n---\n%s",
                   body);
  parse(fixture, &original, &news_type, VIEW("a.md"), text);
  struct view image = image_of(&original);
  static const unsigned char values[] = {0, 1, 2, 7, 0x7f, 0x80, 0xff};
  size_t entries = 0;
  for (size_t at = sizeof(uint64_t); at < image.length; at++) {
    char kept = original.image.data[at];
    for (size_t i = 0; i < sizeof values; i++) {
      struct arena arena = {0};
      struct diagnostics found = {0};
      original.image.data[at] = (char)values[i];
      uint64_t hash = XXH3_64bits(image.data + sizeof hash, image.length - sizeof hash);
      memcpy(original.image.data, &hash, sizeof hash);
      const struct entry *entry = entry_decode(&arena, image, VIEW("a.md"), &found);
      if (entry != NULL && entry->body != NULL && entry->body->html.length <= 1 << 20)
        write_somehow(entry->body);
      entries += entry != NULL;
      diagnostics_free(&found);
      arena_free(&arena);
    }
    original.image.data[at] = kept;
  }
  assert_true(entries > 100);
  free_original(&original);
}

static void what_can_not_come_back_has_no_image(void **state) {
  struct fixture *fixture = *state;
  struct original original;
  parse(fixture, &original, &page_type, VIEW("a.md"), VIEW("---\ntitle: T\n---\n"));
  diagnostics_add(&original.found, VIEW("a.md"), (struct source_location){1, 1}, message_unknown_file());
  assert_true(entry_encode(&original.image, original.entry, &original.found));
  diagnostics_add(&original.found, VIEW("a.md"), (struct source_location){1, 1},
                  message_too_large(1LL << 32));
  assert_false(entry_encode(&original.image, original.entry, &original.found));
  diagnostics_free(&original.found);
  diagnostics_add(&original.found, VIEW("b.md"), (struct source_location){1, 1}, message_unknown_file());
  assert_false(entry_encode(&original.image, original.entry, &original.found));
  free_original(&original);
}

/* A message of each kind, with all types of arguments. */
static void every_message_comes_back(void **state) {
  struct fixture *fixture = *state;
  struct original original;
  parse(fixture, &original, &page_type, VIEW("a.md"), VIEW("---\ntitle: T\n---\n"));
  for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++) {
    struct message message = {.kind = kind};
    for (size_t i = 0; i < message_argument_count(kind); i++)
      message.arguments[i] = (struct message_argument){.type = message_rows[kind].arguments[i].type};
    for (size_t i = 0; i < message_argument_count(kind); i++) {
      struct message_argument *argument = &message.arguments[i];
      if (message_argument_is_number(argument->type)) argument->number = 42 + (int)kind;
      if (argument->type == ARGUMENT_PHRASE) argument->phrase = kind % PHRASES;
      if (argument->type == ARGUMENT_TEXT) argument->text = VIEW("văn bản");
      if (argument->type == ARGUMENT_TERM) argument->text = VIEW("agreement");
      if (argument->type == ARGUMENT_HELP) argument->text = VIEW("Ngày đăng.");
    }
    diagnostics_add(&original.found, VIEW("a.md"), (struct source_location){1, 1}, message);
  }
  assert_true(entry_encode(&original.image, original.entry, &original.found));
  struct diagnostics again = {0};
  assert_non_null(entry_decode(&fixture->arena, buffer_view(&original.image), VIEW("a.md"), &again));
  assert_diagnostics(&original.found, &again);
  diagnostics_free(&again);
  free_original(&original);
}

static void the_identity_names_all_that_parsing_depends_on(void **state) {
  (void)state;
  struct buffer stamp = {0}, again = {0};
  cache_add_identity(&stamp);
  cache_add_identity(&again);
  assert_true(view_equal(buffer_view(&stamp), buffer_view(&again)));
  assert_true(view_find_byte(buffer_view(&stamp), '\n', 0) >= 40); /* the program's build id */
  static const char *const names[] = {"cmark 0.", "yaml 0.", "icu ", "unicode "};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_contains(buffer_view(&stamp), names[i]);
  buffer_free(&stamp);
  buffer_free(&again);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(the_content_of_this_repository_comes_back),
      FIXTURE_TEST(every_field_of_every_type_comes_back),
      FIXTURE_TEST(what_is_wrong_comes_back_with_its_diagnostics),
      FIXTURE_TEST(what_is_read_points_into_the_image),
      FIXTURE_TEST(a_damaged_image_is_none),
      FIXTURE_TEST(each_changed_byte_is_borne),
      FIXTURE_TEST(what_can_not_come_back_has_no_image),
      FIXTURE_TEST(every_message_comes_back),
      FIXTURE_TEST(the_identity_names_all_that_parsing_depends_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
