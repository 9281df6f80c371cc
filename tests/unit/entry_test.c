#include "parse/entry.h"

#include "unit/fixture.h"

static struct entry *parse_view(struct fixture *fixture, const struct record_type *type, const char *path,
                                struct view text) {
  struct entry *entry =
      parse_entry(&fixture->arena, &fixture->arena, type, view_of(path), text, &fixture->diagnostics);
  assert_non_null(entry);
  assert_ptr_equal(entry->type, type);
  assert_view(entry->path, path);
  return entry;
}

static struct page *parse(struct fixture *fixture, const char *text) {
  return (struct page *)parse_view(fixture, &page_type, "content/pages/a.md", view_of(text));
}

static void an_entry_has_its_id_fields_and_body(void **state) {
  struct fixture *fixture = *state;
  struct entry *entry = parse_view(fixture, &news_type, "content/news/2021/ky-ket.md",
                                   VIEW("---\ntitle: T\ndate: 2021-11-25\n---\nBody\n\n---\nmore\n"));
  expect_count(fixture, 0);
  assert_view(entry->id, "ky-ket");
  assert_view(entry->entry_kind, "news");
  assert_view(text_view(((struct news *)entry)->title), "T");
  assert_int_equal(((struct news *)entry)->title.location.line, 2);
  assert_view(entry->markdown, "Body\n\n---\nmore\n");
  assert_int_equal(entry->body_line, 5);
  assert_int_equal(entry->location.line, 1);
  assert_false(entry->hidden);
}

static void every_type_of_entry_is_read(void **state) {
  struct fixture *fixture = *state;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    if (entry_types[kind]->key != NULL) continue; /* it has no name, nor a file of its own */
    bool title = record_type_find(entry_types[kind], VIEW("title")) != NULL;
    struct view text = arena_format(&fixture->arena, "---\n%s: Tên\ndate: 2021-01-01\nsignatories: []\n---\n",
                                    title ? "title" : "name");
    struct entry *entry = parse_view(fixture, entry_types[kind], "a.md", text);
    const struct text *heading = record_value(entry_types[kind], entry, title ? "title" : "name");
    assert_view(text_view(*heading), "Tên");
    assert_int_equal(fixture->diagnostics.errors, 0);
  }
}

static void fences_may_have_blanks_and_any_line_end(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "---  \r\ntitle: T\r\nsummary: S\r\n---\t\r\nBody\r\nx\r\n");
  expect_count(fixture, 0);
  assert_view(text_view(page->title), "T");
  assert_view(text_view(page->summary), "S");
  assert_view(page->entry.markdown, "Body\r\nx\r\n");
  assert_int_equal(page->entry.body_line, 5);
  page = parse(fixture, "---\ntitle: T\n---");
  expect_count(fixture, 0);
  assert_int_equal(page->entry.markdown.length, 0);
  assert_int_equal(page->entry.body_line, 4);
  parse(fixture, "---\r\ntitle: T\r\nsummary: *x\r\n---\r\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "content/pages/a.md", 3, 10, "aliases");
}

static void front_matter_must_be_there(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *part;
  } without[] = {
      {"", 1, 1, "must begin with front matter"},
      {"Body", 1, 1, "must begin with front matter"},
      {"# Heading: more\n\ntitle: T\n", 1, 1, "must begin with front matter"},
      {"{\"title\": \"T\"}\n", 1, 1, "must begin with front matter"},
      {"\n---\ntitle: T\n---\n", 1, 1, "above the line ---"},
      {" ---\ntitle: T\n---\n", 1, 1, "above the line ---"},
      {"\xc2\xa0---\ntitle: T\n---\n", 1, 1, "above the line ---"},
      {"----\ntitle: T\n----\n", 1, 1, "\"----\" stands where"},
      {"———\ntitle: T\n———\n", 1, 1, "\"———\" stands where"},
      {"+++\ntitle = 1\n+++\n", 1, 1, "\"+++\" stands where"},
      {"--- title: T\ndate: 2021\n---\n", 1, 1, "\"--- title: T\" stands where"},
      {"---\ntitle: T\n----\nBody\n", 3, 1, "\"----\" stands where"},
      {"---\ntitle: T\n...\nBody\n", 3, 1, "\"...\" stands where"},
      {"---\ntitle: T\n– – –\nBody\n", 3, 1, "\"– – –\" stands where"},
      {"---\n--- x\n", 2, 1, "\"--- x\" stands where"},
      {"title: T\n---\nBody\n", 1, 1, "above the keys the line --- is missing"},
      {"---\ntitle: T\n", 3, 1, "is not closed"},
      {"---", 2, 1, "is not closed"},
      {"---\ntitle: T\ntopics:\n- a\n  - b\n\nBody: more\n", 6, 1, "is not closed"},
      {"---\ntitle: T\nBody of a page: with a colon\n", 3, 1, "is not closed"},
  };
  for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
    struct page *page = parse(fixture, without[i].text);
    assert_view(page->entry.id, "a");
    assert_int_equal(page->entry.markdown.length, 0);
    expect_only(fixture, SEVERITY_ERROR, "no-front-matter", "content/pages/a.md", without[i].line,
                without[i].column, without[i].part);
  }
  parse_view(fixture, &page_type, "content/pages/a.md", (struct view){NULL, 0});
  expect_only(fixture, SEVERITY_ERROR, "no-front-matter", "content/pages/a.md", 1, 1, "a line ---");
}

static void empty_front_matter_lacks_all_keys(void **state) {
  struct fixture *fixture = *state;
  parse(fixture, "---\n---\nBody\n");
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "content/pages/a.md", 2, 1, "there is nothing here");
  parse(fixture, "---\n# only a comment\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "content/pages/a.md", 2, 1, "there is nothing here");
}

static void front_matter_is_a_mapping(void **state) {
  struct fixture *fixture = *state;
  parse(fixture, "---\n- title: T\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "wrong-type", "content/pages/a.md", 2, 1,
              "page: expected keys with values (title: ...), found a list");
  parse(fixture, "---\n\n  title\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "content/pages/a.md", 3, 3, "the colon is missing");
  parse(fixture, "---\ntitle:T\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "content/pages/a.md", 2, 7, "write title: T");
}

static void what_comes_behind_the_document_is_not_lost_in_silence(void **state) {
  struct fixture *fixture = *state;
  parse(fixture, "---\ntitle: T\n...\nsummary: S\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "content/pages/a.md", 3, 1, "one document");
  parse(fixture, "---\ntitle: T\n--- x\n---\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "content/pages/a.md", 3, 1, "one document");
  struct list topics;
  parse_data_file(&fixture->arena, &topic_type, VIEW("t.yaml"),
                  VIEW("- {id: a, name: A}\n---\n- {id: b, name: B}\n"), &topics, &fixture->diagnostics);
  assert_int_equal(topics.count, 1);
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "t.yaml", 2, 1, "one document");
  parse_site(&fixture->arena, VIEW("s.yaml"), VIEW("---\ntitle: T\nbase_url: https://e.vn\n...\n"),
             &fixture->diagnostics);
  expect_count(fixture, 0);
}

static void what_is_read_stays_when_something_is_wrong(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "---\ntitle: T\ndraft: true\nsummary: *x\n---\nBody\n");
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "content/pages/a.md", 4, 10, "aliases");
  assert_true(page->draft.value);
  assert_view(page->entry.markdown, "Body\n");
}

static void an_id_is_fit_for_an_address(void **state) {
  (void)state;
  static const char *const good[] = {"a", "ctph-4286", "2021", "a_b-", "0-_"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_true(parse_id_is_good(view_of(good[i])));
  static const char *const bad[] = {"Lễ ký", "A", "-a", "_a", "a.b", "đ", "..", "a b", ""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(parse_id_is_good(view_of(bad[i])));
  char longest[ID_LIMIT + 1];
  memset(longest, 'a', sizeof longest);
  assert_true(parse_id_is_good((struct view){longest, ID_LIMIT}));
  assert_false(parse_id_is_good((struct view){longest, ID_LIMIT + 1}));
}

static void a_long_id_is_offered_up_to_a_word_that_joins_nothing(void **state) {
  struct fixture *fixture = *state;
  static const char *const cases[][2] = {
      {"Sở Nội vụ và", "so-noi-vu-va"}, /* whole */
      {"Ký kết quy chế phối hợp công tác giữa Kiểm toán nhà nước với Thường trực HĐND",
       "ky-ket-quy-che-phoi-hop-cong-tac-giua-kiem-toan-nha-nuoc"},
      {"Tổng kết hai năm thực hiện chương trình phối hợp trẻ em CỦA CÁC tỉnh, thành phố",
       "tong-ket-hai-nam-thuc-hien-chuong-trinh-phoi-hop-tre-em"},
      {"Tổng kết hai năm thực hiện chương trình phối hợp trẻ em – về dinh dưỡng học đường",
       "tong-ket-hai-nam-thuc-hien-chuong-trinh-phoi-hop-tre-em"},
      /* "vé" and "vạ" join nothing. */
      {"Tổng kết hai năm thực hiện chương trình phối hợp trẻ em vé xe buýt",
       "tong-ket-hai-nam-thuc-hien-chuong-trinh-phoi-hop-tre-em-ve"},
      {"va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va",
       "va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va"},
      {"và và và và và và và và và và và và và và và và và và và và và và",
       "va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va-va"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_view(parse_offer_id(&fixture->arena, view_of(cases[i][0])), cases[i][1]);
}

static void a_byte_order_mark_goes(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "\xef\xbb\xbf---\ntitle: T\n---\nBody\n");
  expect_count(fixture, 0);
  assert_view(text_view(page->title), "T");
  struct view text = VIEW("\xef\xbb\xbfx");
  assert_true(parse_clean_text(&fixture->arena, VIEW("a"), &text, &fixture->diagnostics));
  assert_view(text, "x");
}

static void what_is_not_utf8_is_an_error_at_its_place(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "---\ntitle: T\n---\nđà \xff\n");
  assert_int_equal(page->entry.markdown.length, 0);
  expect_only(fixture, SEVERITY_ERROR, "not-utf8", "content/pages/a.md", 4, 4, "UTF-8");
  static const char *const bad[] = {"ab\xc3", "ab\xe1\xbb", "ab\xed\xa0\x80", "ab\xc0\xaf",
                                    "ab\xf4\x90\x80\x80"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct view text = view_of(bad[i]);
    assert_false(parse_clean_text(&fixture->arena, VIEW("b"), &text, &fixture->diagnostics));
    expect_only(fixture, SEVERITY_ERROR, "not-utf8", "b", 1, 3, "UTF-8");
  }
}

static void text_becomes_nfc_with_a_warning(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "---\ntitle: Ky\xcc\x81 kết\n---\nba\xcc\x81n\n");
  expect_only(fixture, SEVERITY_WARNING, "not-normalized", "content/pages/a.md", 2, 9, "NFC");
  assert_view(text_view(page->title), "K\xc3\xbd kết");
  assert_view(page->entry.markdown, "b\xc3\xa1n\n");
}

static void escapes_in_quotes_become_nfc_too(void **state) {
  struct fixture *fixture = *state;
  struct page *page = parse(fixture, "---\ntitle: \"Ky\\u0301\"\n---\n");
  assert_view(text_view(page->title), "K\xc3\xbd");
}

static struct list read_topics(struct fixture *fixture, const char *text) {
  struct list entries;
  parse_data_file(&fixture->arena, &topic_type, VIEW("content/data/topics.yaml"), view_of(text), &entries,
                  &fixture->diagnostics);
  return entries;
}

static const struct topic *topic_at(const struct list *list, size_t index) {
  return list_at(list, index);
}

static void a_data_file_is_a_list_of_entries(void **state) {
  struct fixture *fixture = *state;
  struct list topics = read_topics(fixture, "- id: viec-lam\n  name: Việc làm\n- {name: Y tế, id: y-te}\n");
  expect_count(fixture, 0);
  assert_int_equal(topics.count, 2);
  assert_view(topic_at(&topics, 0)->entry.id, "viec-lam");
  assert_view(text_view(topic_at(&topics, 0)->name), "Việc làm");
  assert_view(topic_at(&topics, 1)->entry.id, "y-te");
  assert_ptr_equal(topic_at(&topics, 1)->entry.type, &topic_type);
  assert_view(topic_at(&topics, 1)->entry.entry_kind, "topic");
  assert_view(topic_at(&topics, 1)->entry.path, "content/data/topics.yaml");
  assert_int_equal(topic_at(&topics, 1)->entry.location.line, 3);
  assert_int_equal(topic_at(&topics, 1)->entry.location.column, 20);
}

static void an_entry_of_a_data_file_needs_a_good_id(void **state) {
  struct fixture *fixture = *state;
  struct list topics =
      read_topics(fixture, "- name: A\n- {id: Y Tế, name: B}\n- {id: '', name: C}\n- {id: d, name: D}\n");
  expect(fixture, SEVERITY_ERROR, "missing-field", "content/data/topics.yaml", 1, 3, "topic needs \"id\"");
  expect(fixture, SEVERITY_ERROR, "missing-field", "content/data/topics.yaml", 3, 3, "topic needs \"id\"");
  expect_count(fixture, 2);
  assert_int_equal(topics.count, 2);
  assert_view(topic_at(&topics, 1)->entry.id, "d");
}

static void a_data_file_of_another_form_is_refused(void **state) {
  struct fixture *fixture = *state;
  assert_int_equal(read_topics(fixture, "viec-lam: Việc làm\n").count, 0);
  expect_only(fixture, SEVERITY_ERROR, "wrong-type", "content/data/topics.yaml", 1, 1,
              "expected a list (- id: ...), found a mapping");
  assert_int_equal(read_topics(fixture, "- a\n- {id: b, name: B}\n- [c]\n").count, 1);
  expect(fixture, SEVERITY_ERROR, "wrong-type", "content/data/topics.yaml", 1, 3,
         "expected a mapping (- id: ...), found a single value");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "content/data/topics.yaml", 3, 3, "found a list");
  expect_count(fixture, 2);
  diagnostics_free(&fixture->diagnostics);
  assert_int_equal(
      read_topics(fixture, "- {id: a, name: A}\n- {id: b, name: *x}\n- {id: c, name: C}\n").count, 1);
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "content/data/topics.yaml", 2, 17, "aliases");
  assert_int_equal(read_topics(fixture, "- {id: a, name: \xff}\n").count, 0);
  expect_only(fixture, SEVERITY_ERROR, "not-utf8", "content/data/topics.yaml", 1, 17, "UTF-8");
}

static void an_empty_data_file_has_no_entries(void **state) {
  struct fixture *fixture = *state;
  assert_int_equal(read_topics(fixture, "").count, 0);
  assert_int_equal(read_topics(fixture, "# none yet\n[]\n").count, 0);
  expect_count(fixture, 0);
}

static struct site *read_site(struct fixture *fixture, const char *text) {
  struct site *site =
      parse_site(&fixture->arena, VIEW("content/site.yaml"), view_of(text), &fixture->diagnostics);
  assert_non_null(site);
  assert_view(site->path, "content/site.yaml");
  return site;
}

static void the_site_is_read(void **state) {
  struct fixture *fixture = *state;
  struct site *site = read_site(fixture, "title: Sổ\nbase_url: https://example.vn/\npage_size: 20\n"
                                         "menu: [{title: Giới thiệu, url: /gioi-thieu/}]\n");
  expect_count(fixture, 0);
  assert_view(text_view(site->title), "Sổ");
  assert_int_equal(site->page_size.value, 20);
  assert_int_equal(site->menu.count, 1);
  read_site(fixture, "title: Sổ\n");
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "content/site.yaml", 1, 1, "site needs \"base_url\"");
  read_site(fixture, "");
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "content/site.yaml", 1, 1, "there is nothing here");
  read_site(fixture, "\xfe");
  expect_only(fixture, SEVERITY_ERROR, "not-utf8", "content/site.yaml", 1, 1, "UTF-8");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_entry_has_its_id_fields_and_body),
      FIXTURE_TEST(every_type_of_entry_is_read),
      FIXTURE_TEST(fences_may_have_blanks_and_any_line_end),
      FIXTURE_TEST(front_matter_must_be_there),
      FIXTURE_TEST(empty_front_matter_lacks_all_keys),
      FIXTURE_TEST(front_matter_is_a_mapping),
      FIXTURE_TEST(what_comes_behind_the_document_is_not_lost_in_silence),
      FIXTURE_TEST(what_is_read_stays_when_something_is_wrong),
      FIXTURE_TEST(an_id_is_fit_for_an_address),
      FIXTURE_TEST(a_long_id_is_offered_up_to_a_word_that_joins_nothing),
      FIXTURE_TEST(a_byte_order_mark_goes),
      FIXTURE_TEST(what_is_not_utf8_is_an_error_at_its_place),
      FIXTURE_TEST(text_becomes_nfc_with_a_warning),
      FIXTURE_TEST(escapes_in_quotes_become_nfc_too),
      FIXTURE_TEST(a_data_file_is_a_list_of_entries),
      FIXTURE_TEST(an_entry_of_a_data_file_needs_a_good_id),
      FIXTURE_TEST(a_data_file_of_another_form_is_refused),
      FIXTURE_TEST(an_empty_data_file_has_no_entries),
      FIXTURE_TEST(the_site_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
