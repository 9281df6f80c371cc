/* A Markdown body. The first byte chooses the flags. */
#include "parse/body/body.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {"# ",
                                   "## ",
                                   "\n",
                                   "\n\n",
                                   "* ",
                                   "1. ",
                                   "> ",
                                   "    ",
                                   "```\n",
                                   "~~~",
                                   "`",
                                   "**",
                                   "_",
                                   "[",
                                   "](",
                                   ")",
                                   "![",
                                   "[^1]",
                                   "[^1]: ",
                                   "[a]: ",
                                   "| ",
                                   " |\n",
                                   "|---|:-:|\n",
                                   "<b>",
                                   "<script>",
                                   "</script>",
                                   "<!--",
                                   "-->",
                                   "<a href=\"",
                                   "agreement:",
                                   "news:",
                                   "media:",
                                   "javascript:",
                                   "JaVaScRiPt&#58;",
                                   "data:text/html,",
                                   "https://e.vn",
                                   "mailto:",
                                   "../pages/a.md",
                                   "#x",
                                   "&amp;",
                                   "&#0;",
                                   "&#x1;",
                                   "\\",
                                   "\t",
                                   "\r\n",
                                   "---\n",
                                   "===\n",
                                   "\xc2\xa0",
                                   "\xe2\x80\x8b",
                                   "\xcc\x81",
                                   "<>",
                                   "<https://e.vn>",
                                   "{",
                                   "}",
                                   "\"",
                                   "'",
                                   "• ",
                                   "– ",
                                   "1/ ",
                                   "a) ",
                                   "(1) ",
                                   "1.1. ",
                                   "-x",
                                   "##x",
                                   "~~",
                                   "[ ] ",
                                   "x\ty\n",
                                   "<p>",
                                   "</p>",
                                   "<li>",
                                   "<ul>",
                                   "</ul>",
                                   "<table>",
                                   "<tr>",
                                   "<td colspan=3>",
                                   "</table>",
                                   "<br>",
                                   "</b>",
                                   "</a>",
                                   "<o:p>",
                                   "<h3>",
                                   "</h3>",
                                   "<style>",
                                   "</style>",
                                   "](a b.pdf)",
                                   "] (https://e.vn)",
                                   "www.e.vn",
                                   "a@b.vn",
                                   "{{< x >}}",
                                   "31/2/2026",
                                   "[TOC]",
                                   "\x0b",
                                   NULL};

static bool holds(struct view text, const char *lower) {
  size_t length = strlen(lower);
  for (size_t i = 0; i + length <= text.length; i++) {
    size_t k = 0;
    while (k < length &&
           (text.data[i + k] | ((text.data[i + k] >= 'A' && text.data[i + k] <= 'Z') ? 0x20 : 0)) == lower[k])
      k++;
    if (k == length) return true;
  }
  return false;
}

static void check_body(const struct body *body) {
  for (size_t i = 0; i < body->slot_count; i++) {
    FUZZ_CHECK(body->slots[i].offset <= body->html.length);
    FUZZ_CHECK(i == 0 || body->slots[i].offset >= body->slots[i - 1].offset);
    FUZZ_CHECK(body->slots[i].link < body->link_count);
  }
  const struct body_heading *headings = body->headings.items;
  for (size_t i = 0; i < body->headings.count; i++)
    FUZZ_CHECK(headings[i].level >= 2 && headings[i].level <= 6 && headings[i].anchor.length > 0);
}

static void check_html(const struct body *body, unsigned flags) {
  FUZZ_CHECK(!holds(body->html, "<script") && !holds(body->html, "<style") && !holds(body->html, "<iframe"));
  FUZZ_CHECK(!holds(body->html, "href=\"javascript:") && !holds(body->html, "src=\"javascript:"));
  if ((flags & BODY_PLAIN_COMMONMARK) == 0)
    FUZZ_CHECK(!holds(body->html, "href=\"data:") && !holds(body->html, "src=\"data:"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  unsigned flags = data[0] % 8 == 0 ? BODY_PLAIN_COMMONMARK : 0;
  struct view text = {(const char *)data + 1, size - 1};
  struct arena arena = {0}, scratch = {0};
  struct diagnostics diagnostics = {0};
  struct buffer page = {0};
  if (text_is_utf8(text, NULL)) {
    struct body *body =
        body_parse(&arena, &scratch, text, VIEW("content/news/2021/a.md"), 5, flags, &diagnostics);
    arena_free(&scratch);
    FUZZ_CHECK(body != NULL);
    check_body(body);
    check_html(body, flags);
    body_write(&page, body, body->html, NULL);
    FUZZ_CHECK(text_is_utf8(buffer_view(&page), NULL));
  }
  fuzz_check_diagnostics(&diagnostics, size + 5);
  buffer_free(&page);
  diagnostics_free(&diagnostics);
  arena_free(&arena);
  return 0;
}
