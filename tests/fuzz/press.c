/* Press texts: HTML, .docx (the archive, or the document in one that is made around it) and plain text, read
 * as an article. The first byte chooses. */
#include "parts/import/article.h"
#include "parts/import/press_docx.h"
#include "parts/import/press_html.h"

#include "parse/entry.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {"<p>",
                                   "</p>",
                                   "<h1>",
                                   "</h1>",
                                   "<li>",
                                   "<div class=\"share\">",
                                   "<meta property=\"og:title\" content=\"",
                                   "<link rel=canonical href=\"",
                                   "\">",
                                   "<!--",
                                   "-->",
                                   "<![CDATA[",
                                   "&nbsp;",
                                   "&#x301;",
                                   "&amp;",
                                   "<w:p>",
                                   "</w:p>",
                                   "<w:r><w:t>",
                                   "</w:t></w:r>",
                                   "<w:pStyle w:val=\"Title\"/>",
                                   "<w:numPr/>",
                                   "<w:br/>",
                                   "<w:tab/>",
                                   "<!DOCTYPE x [<!ENTITY e \"e\">]>",
                                   "&e;",
                                   "PK\x03\x04",
                                   "PK\x01\x02",
                                   "PK\x05\x06",
                                   "word/document.xml",
                                   "Ảnh: ",
                                   "25/11/2021",
                                   "\n\n",
                                   "\t",
                                   "- ",
                                   "Thứ Ba, ",
                                   "đ",
                                   "\xcc\x81",
                                   "\xe2\x80\x8b",
                                   "\xff",
                                   NULL};

static void add_number(struct buffer *buffer, size_t number, size_t size) {
  for (; size > 0; size--, number >>= 8)
    buffer_add_byte(buffer, (char)(number & 0xff));
}

/* An archive that stores the document as it is. */
static void add_archive(struct buffer *archive, struct view document) {
  static const struct view name = {"word/document.xml", 17};
  size_t begin = archive->length;
  buffer_add_string(archive, "PK\x03\x04");
  add_number(archive, 0, 14);
  add_number(archive, document.length, 4);
  add_number(archive, document.length, 4);
  add_number(archive, name.length, 2);
  add_number(archive, 0, 2);
  buffer_add(archive, name);
  buffer_add(archive, document);
  size_t directory = archive->length;
  buffer_add_string(archive, "PK\x01\x02");
  add_number(archive, 0, 16);
  add_number(archive, document.length, 4);
  add_number(archive, document.length, 4);
  add_number(archive, name.length, 2);
  add_number(archive, 0, 12);
  add_number(archive, begin, 4);
  buffer_add(archive, name);
  buffer_add_string(archive, "PK\x05\x06");
  add_number(archive, 0, 6);
  add_number(archive, 1, 2);
  add_number(archive, 0, 4);
  add_number(archive, directory, 4);
  add_number(archive, 0, 2);
}

static void check_text(struct view text) {
  FUZZ_CHECK(text_is_utf8(text, NULL));
  for (size_t i = 0; i < text.length; i++)
    FUZZ_CHECK((unsigned char)text.data[i] >= ' ' || text.data[i] == '\t');
}

static void check_article(struct arena *arena, const struct press_text *press) {
  struct article article = {0};
  check_text(press->url);
  check_text(press->published);
  for (size_t i = 0; i < press->count; i++) {
    FUZZ_CHECK(press->lines[i].text.length > 0);
    check_text(press->lines[i].text);
  }
  if (press_text_is_large(press) || !article_read(&article, arena, press)) return;
  FUZZ_CHECK(article.title.length > 0 && article.paragraph_count > 0);
  check_text(article.title);
  check_text(article.author);
  for (size_t i = 0; i < article.paragraph_count; i++)
    check_text(article.paragraphs[i].text);
  for (size_t i = 0; i < article.caption_count; i++)
    check_text(article.captions[i].text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  enum { HTML, ARCHIVE, DOCUMENT, PLAIN, FORMATS };
  struct view bytes = {(const char *)data + 1, size - 1};
  struct arena arena = {0};
  struct diagnostics diagnostics = {0};
  struct press_text press = {0};
  struct buffer archive = {0};
  switch (data[0] % FORMATS) {
  case HTML:
    if (parse_clean_text(&arena, VIEW("a"), &bytes, &diagnostics)) press_html_read(&press, &arena, bytes);
    break;
  case ARCHIVE:
    press_docx_read(&press, &arena, bytes);
    break;
  case DOCUMENT:
    add_archive(&archive, bytes);
    FUZZ_CHECK(press_docx_is(buffer_view(&archive)));
    press_docx_read(&press, &arena, buffer_view(&archive));
    break;
  default:
    if (parse_clean_text(&arena, VIEW("a"), &bytes, &diagnostics))
      press_text_read_plain(&press, &arena, bytes);
  }
  check_article(&arena, &press);
  fuzz_check_diagnostics(&diagnostics, size);
  diagnostics_free(&diagnostics);
  buffer_free(&archive);
  arena_free(&arena);
  return 0;
}
