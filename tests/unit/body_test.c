#include "unit/body_fixture.h"

#include <time.h>

static void test_blocks(void **state) {
  (void)state;
  HTML("", "");
  HTML("một *hai* **ba** `bốn`\nnăm\n",
       "<p>một <em>hai</em> <strong>ba</strong> <code>bốn</code>\nnăm</p>\n");
  HTML("3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
  HTML("> a\n\n---\n", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr />\n");
  HTML("```c x\n<&>\n```\n", "<pre><code class=\"language-c\">&lt;&amp;&gt;\n</code></pre>\n");
  HTML("a\r\nb\rc", "<p>a\nb\nc</p>\n");
}

static void test_headings(void **state) {
  (void)state;
  HTML("# Căn cứ & cơ sở\n", "<h2 id=\"can-cu-co-so\">Căn cứ &amp; cơ sở</h2>\n");
  HTML("## a\n### a\n###### a\n# a 2\n# a\n",
       "<h2 id=\"a\">a</h2>\n<h3 id=\"a-2\">a</h3>\n<h6 id=\"a-3\">a</h6>\n"
       "<h2 id=\"a-2-2\">a 2</h2>\n<h2 id=\"a-4\">a</h2>\n");
  HTML("# a 2\n# a\n# a\n", "<h2 id=\"a-2\">a 2</h2>\n<h2 id=\"a\">a</h2>\n<h2 id=\"a-3\">a</h2>\n");
  WARNINGS("một\n`hai` [^a]\n===\n", "<h2 id=\"mot-hai-a\">một\n<code>hai</code> [^a]</h2>\n",
           "2:1 underlined-heading\n2:7 unknown-footnote\n");
  HTML("# …\n# !\n", "<h2 id=\"muc\">…</h2>\n<h2 id=\"muc-2\">!</h2>\n");
  HTML("# fn 1\n# fnref-1\n# fnord\n",
       "<h2 id=\"muc-fn-1\">fn 1</h2>\n<h2 id=\"muc-fnref-1\">fnref-1</h2>\n<h2 id=\"fnord\">fnord</h2>\n");
  struct fixture fixture = parse("# *Điều* `1`[^n] ![ảnh](media:a)\n\n#### x\n\n[^n]: n\n");
  const struct body_heading *headings = fixture.body->headings.items;
  assert_int_equal(fixture.body->headings.count, 2);
  assert_int_equal(headings[0].level, 2);
  expect_view(headings[0].anchor, "dieu-1-anh", __LINE__);
  expect_view(headings[0].text, "Điều 1 ảnh", __LINE__);
  assert_int_equal(headings[1].level, 4);
  expect_view(headings[1].text, "x", __LINE__);
  release(&fixture);
}

static void test_tables(void **state) {
  (void)state;
  HTML("| a | b |\n|---|---|\n| 1 | *2* |\n", TABLE(AB, ROW(TD("1") TD("<em>2</em>"))));
  HTML("a|b\n-|-\n1|2\n", TABLE(AB, ROW(TD("1") TD("2"))));
  HTML("a|b\n-|-\n", "<div class=\"table\">\n<table>\n<thead>\n" AB "</thead>\n</table>\n</div>\n");
  HTML("|a|\n|-|\n|1|\n", TABLE(ROW(TH("a")), ROW(TD("1"))));
  HTML("|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|4|\n",
       TABLE(ROW("<th scope=\"col\" class=\"align-left\">a</th>\n<th scope=\"col\" "
                 "class=\"align-right\">b</th>\n"
                 "<th scope=\"col\" class=\"align-center\">c</th>\n" TH("d")),
             ROW("<td class=\"align-left\">1</td>\n<td class=\"align-right\">2</td>\n"
                 "<td class=\"align-center\">3</td>\n" TD("4"))));
}

static void test_table_cells(void **state) {
  (void)state;
  /* As many as the header has. */
  HTML("a|b\n-|-\n1\n1|2|3\n||\n", TABLE(AB, ROW(TD("1") TD("")) ROW(TD("1") TD("2")) ROW(TD("") TD(""))));
  /* An escaped | is a |, in code too; after an escaped \ it is none. */
  HTML("a|b\n-|-\n1 \\| 2|`3\\|4`\n", TABLE(AB, ROW(TD("1 | 2") TD("<code>3|4</code>"))));
  HTML("a|b\n-|-\n1\\\\|2\n", TABLE(AB, ROW(TD("1\\") TD("2"))));
  HTML("x \\| `y \\| z`\n", "<p>x | <code>y \\| z</code></p>\n");
  HTML("```\nx \\| y\n```\n", "<pre><code>x \\| y\n</code></pre>\n");
  /* A cell is a text of its own. */
  HTML("a|b\n-|-\n**1|2**\n`1|2`\n", TABLE(AB, ROW(TD("**1") TD("2**")) ROW(TD("`1") TD("2`"))));
  HTML("a|b\n-|-\n|# 1|- 2\n", TABLE(AB, ROW(TD("# 1") TD("- 2"))));
  HTML("a|b\n-|-\n**\"1\"**|2  \n", TABLE(AB, ROW(TD("<strong>&quot;1&quot;</strong>") TD("2"))));
  /* But the body's link definitions are its own. */
  HTML("a|b\n-|-\n[1][r]|[r]\n\n[r]: https://a.vn\n",
       TABLE(AB, ROW(TD("<a href=\"https://a.vn\" class=\"external\" rel=\"noopener external\">1</a>")
                         TD("<a href=\"https://a.vn\" class=\"external\" rel=\"noopener external\">r</a>"))));
}

static void test_table_places(void **state) {
  (void)state;
  HTML("một\n*hai*\na|b\n-|-\n1|2\n", "<p>một\n<em>hai</em></p>\n" TABLE(AB, ROW(TD("1") TD("2"))));
  HTML("[r]: https://a.vn\na|b\n-|-\n1|2\n", TABLE(AB, ROW(TD("1") TD("2"))));
  HTML("a|b\n-|-\n1|2\n\nx\n", TABLE(AB, ROW(TD("1") TD("2"))) "<p>x</p>\n");
  HTML("> a|b\n> -|-\n> 1|2\n", "<blockquote>\n" TABLE(AB, ROW(TD("1") TD("2"))) "</blockquote>\n");
  HTML("- a|b\n  -|-\n  1|2\n", "<ul>\n<li>\n" TABLE(AB, ROW(TD("1") TD("2"))) "</li>\n</ul>\n");
  /* No tables: */
  HTML("a|b\n-|-|-\n", "<p>a|b\n-|-|-</p>\n");
  HTML("a|b\n-|x\n", "<p>a|b\n-|x</p>\n");
  HTML("a|b\n", "<p>a|b</p>\n");
  HTML("-|-\n1|2\n", "<p>-|-\n1|2</p>\n");
  HTML("```\na|b\n-|-\n```\n", "<pre><code>a|b\n-|-\n</code></pre>\n");
  HTML("a\n:-\n", "<p>a\n:-</p>\n");
}

#define REFERENCE(id, number)                                                                                \
  "<sup id=\"fnref-" id "\"><a href=\"#fn-" number "\" role=\"doc-noteref\">" number "</a></sup>"
#define BACK_AGAIN(id, again)                                                                                \
  "<a href=\"#fnref-" id "\" class=\"footnote-back\" role=\"doc-backlink\">↩" again "</a>"
#define BACK(id) BACK_AGAIN(id, "")
#define NOTES(items) "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n" items "</ol>\n</div>\n"
#define NOTE(number, text) "<li id=\"fn-" number "\">\n<p>" text "</p>\n</li>\n"

static void test_footnotes(void **state) {
  (void)state;
  WARNINGS("x[^a] y\n\n[^a]: chú *thích*\n",
           "<p>x" REFERENCE("1", "1") " y</p>\n" NOTES(NOTE("1", "chú <em>thích</em> " BACK("1"))), "");
  /* By first use; each reference has its id. */
  WARNINGS("[^b][^a][^b]\n\n[^a]: A\n[^b]: B\n",
           "<p>" REFERENCE("1", "1") REFERENCE("2", "2") REFERENCE("1-2", "1") "</p>\n" NOTES(
               NOTE("1", "B " BACK("1") " " BACK_AGAIN("1-2", "2")) NOTE("2", "A " BACK("2"))),
           "");
  /* Used in a footnote only. */
  WARNINGS("x[^a]\n\n[^b]: B\n\n[^a]: A[^b]\n",
           "<p>x" REFERENCE("1", "1") "</p>\n" NOTES(NOTE("1", "A" REFERENCE("2", "2") " " BACK("1"))
                                                         NOTE("2", "B " BACK("2"))),
           "");
  /* What is indented by four belongs to it, what is not does not. */
  WARNINGS("x[^a]\n\n[^a]: A\ntiếp\n\n    B\n\nC\n",
           "<p>x" REFERENCE("1", "1") "</p>\n<p>C</p>\n" NOTES(
               "<li id=\"fn-1\">\n<p>A\ntiếp</p>\n<p>B " BACK("1") "</p>\n</li>\n"),
           "");
  WARNINGS("x[^a]\n\n  [^a]:\n    - B\n",
           "<p>x" REFERENCE("1", "1") "</p>\n" NOTES(
               "<li id=\"fn-1\">\n<ul>\n<li>B</li>\n</ul>\n<p>" BACK("1") "</p>\n</li>\n"),
           "");
  /* Emphasis beside it is as beside brackets. */
  WARNINGS("**x.**[^a]\n\n[^a]: A\n",
           "<p><strong>x.</strong>" REFERENCE("1", "1") "</p>\n" NOTES(NOTE("1", "A " BACK("1"))), "");
  HTML("## Cam kết 3\n\n## Cam kết\n",
       "<h2 id=\"muc-cam-ket-3\">Cam kết 3</h2>\n<h2 id=\"cam-ket\">Cam kết</h2>\n");
  HTML("# x[^a]\n\na|b\n-|-\n1[^a]|2\n\n[^a]: A\n",
       "<h2 id=\"x\">x" REFERENCE("1", "1") "</h2>\n" TABLE(AB, ROW(TD("1" REFERENCE("1-2", "1")) TD("2")))
           NOTES(NOTE("1", "A " BACK("1") " " BACK_AGAIN("1-2", "2"))));
}

static void test_footnotes_beside_lists(void **state) {
  (void)state;
  static const char *const bullets[] = {"+", "*", "-"};
  for (size_t i = 0; i < 3; i++) {
    for (size_t k = 0; k < 3; k++) {
      struct buffer text = {0};
      buffer_format(&text, "%s a\n%s b[^n]\n\n[^n]: N\n\n%s c\n%s d", bullets[i], bullets[i], bullets[k],
                    bullets[k]);
      struct fixture fixture = parse_view(buffer_view(&text), 0);
      expect_view(buffer_view(&fixture.html),
                  "<ul>\n<li>a</li>\n<li>b" REFERENCE("1", "1") "</li>\n</ul>\n<ul>\n<li>c</li>\n<li>d</li>\n"
                                                                "</ul>\n" NOTES(NOTE("1", "N " BACK("1"))),
                  __LINE__);
      release(&fixture);
      buffer_free(&text);
    }
  }
}

static void test_footnote_warnings(void **state) {
  (void)state;
  WARNINGS("đ [^a]\n*[^b]*\n", "<p>đ [^a]\n<em>[^b]</em></p>\n",
           "1:3 unknown-footnote\n2:2 unknown-footnote\n");
  WARNINGS("x\n\n  [^a]: A\n", "<p>x</p>\n", "3:3 unused-footnote\n");
  WARNINGS("x[^a]\n\n[^a]: A\n[^a]: B\n",
           "<p>x" REFERENCE("1", "1") "</p>\n" NOTES(NOTE("1", "A " BACK("1"))), "4:1 duplicate-footnote\n");
  MESSAGE("x[^a]\n\n[^a]: A\n[^a]: B\n", "in line 7");
  WARNINGS("[x[^a]](#y) [^a]\n\n[^a]: A\n",
           "<p><a href=\"#y\">x[^a]</a> " REFERENCE("1", "1") "</p>\n" NOTES(NOTE("1", "A " BACK("1"))),
           "1:3 footnote-in-link\n");
}

static void test_no_footnotes(void **state) {
  (void)state;
  WARNINGS(
      "`[^a]` \\[^a]\n\n```\n[^a]: x\n```\n\n```\n[^a]: x\n  [^a]: y [^b]\n```\n",
      "<p><code>[^a]</code> [^a]</p>\n<pre><code>[^a]: x\n</code></pre>\n<pre><code>[^a]: x\n  [^a]: y [^b]\n"
      "</code></pre>\n",
      "");
  WARNINGS("[^ a] [^] [^a b] [^a\n]\n", "<p>[^ a] [^] [^a b] [^a\n]</p>\n", "");
  WARNINGS("[x](https://a.vn/[^a] \"[^b]\")\n",
           "<p><a href=\"https://a.vn/%5B%5Ea%5D\" title=\"[^b]\" class=\"external\" rel=\"noopener "
           "external\">x</a>"
           "</p>\n",
           "");
}

static void test_figures(void **state) {
  (void)state;
  HTML("![Lễ *ký*](media:a.jpg \"Ảnh: <A>\")\n", "<figure><img src=\"/0\" alt=\"Lễ ký\" loading=\"lazy\" "
                                                 "/><figcaption>Ảnh: &lt;A&gt;</figcaption></figure>\n");
  HTML("![a](/a.png)\n", "<figure><img src=\"/0\" alt=\"a\" loading=\"lazy\" /></figure>\n");
  HTML("x ![a](media:a.jpg \"t\")\n", "<p>x <img src=\"/0\" alt=\"a\" title=\"t\" loading=\"lazy\" /></p>\n");
  HTML("[![a](media:a.jpg)](#b)\n",
       "<p><a href=\"#b\"><img src=\"/1\" alt=\"a\" loading=\"lazy\" /></a></p>\n");
  HTML("- ![a](media:a.jpg)\n",
       "<ul>\n<li>\n<figure><img src=\"/0\" alt=\"a\" loading=\"lazy\" /></figure>\n</li>\n</ul>\n");
  WARNINGS("\n![](media:a.jpg) ![ ](https://a.vn/b.png)\n\n![x](media:c)\n",
           "<div class=\"gallery\">\n<figure><img src=\"/0\" alt=\"\" loading=\"lazy\" /></figure>\n"
           "<figure><img src=\"https://a.vn/b.png\" alt=\" \" loading=\"lazy\" /></figure>\n</div>\n"
           "<figure><img src=\"/1\" alt=\"x\" loading=\"lazy\" /></figure>\n",
           "2:5 image-without-alt\n2:23 image-without-alt\n2:23 foreign-picture\n");
  HTML("![a](media:a.jpg)\n![b](media:b.jpg \"t\")  \n![c](media:c.jpg)\n",
       "<div class=\"gallery\">\n<figure><img src=\"/0\" alt=\"a\" loading=\"lazy\" /></figure>\n"
       "<figure><img src=\"/1\" alt=\"b\" loading=\"lazy\" /><figcaption>t</figcaption></figure>\n"
       "<figure><img src=\"/2\" alt=\"c\" loading=\"lazy\" /></figure>\n</div>\n");
  HTML("![a](media:a.jpg), ![b](media:b.jpg)\n", "<p><img src=\"/0\" alt=\"a\" loading=\"lazy\" />, "
                                                 "<img src=\"/1\" alt=\"b\" loading=\"lazy\" /></p>\n");
  WARNINGS("![chữ](agreement:a)\n", "<p>chữ</p>\n", "1:8 unsafe-link\n");
}

static void test_register_links(void **state) {
  (void)state;
  LINKS("[a](agreement:ctph-1#x) [b](news:n) [c](organization:o) [d](person:p)\n"
        "[e](province:nghe-an) [f](topic:t) [g](page:p) [h](media:a/b%20c.pdf) ![i](media:d.jpg)\n",
        "1:5 agreement ctph-1 #x\n1:29 news n \n1:41 organization o \n1:61 person p \n2:5 province nghe-an \n"
        "2:27 topic t \n2:40 page p \n2:52 media a/b c.pdf \n2:76 image media d.jpg \n");
  LINKS("[a](../../agreements/x.md) [b](y.md#z) [c](./a/../../2020/%C4%91.md) [d](/gioi-thieu/?a#b)\n",
        "1:5 file content/agreements/x.md \n1:32 file content/news/2021/y.md #z\n1:44 file "
        "content/news/2020/đ.md \n"
        "1:74 site /gioi-thieu/?a #b\n");
  HTML("[a *b*](news:n#c\"d \"t\")\n", "<p><a href=\"/0#c%22d\" title=\"t\">a <em>b</em></a></p>\n");
  HTML("[](news:n) <person:p> [person:q](person:p)\n",
       "<p><a href=\"/0\">&lt;0&gt;</a> <a href=\"/1\">&lt;1&gt;</a> <a href=\"/2\">person:q</a></p>\n");
  LINKS("[x](NEWS:n)\n", "1:5 news n \n");
}

static void test_slots(void **state) {
  (void)state;
  struct fixture fixture = parse("[](news:n) ![x](media:y)");
  struct body *body = fixture.body;
  expect_view(body->html, "<p><a href=\"\"></a> <img src=\"\" alt=\"x\" loading=\"lazy\" /></p>\n", __LINE__);
  assert_int_equal(body->slot_count, 3);
  assert_int_equal(body->slots[0].offset, 12);
  assert_int_equal(body->slots[1].offset, 14);
  assert_int_equal(body->slots[0].kind, BODY_SLOT_ADDRESS);
  assert_int_equal(body->slots[1].kind, BODY_SLOT_TITLE);
  assert_int_equal(body->slots[2].link, 1);
  fixture.addresses[0] = VIEW("/a b/?c=\"d\"&e=%20đ");
  body->links[0].title = VIEW("A & \"B\"");
  buffer_clear(&fixture.html);
  body_write(&fixture.html, body, body->html, &fixture.book);
  expect_view(
      buffer_view(&fixture.html),
      "<p><a href=\"/a%20b/?c=%22d%22&amp;e=%20%C4%91\">A &amp; &quot;B&quot;</a> <img src=\"/1\" alt=\"x\" "
      "loading=\"lazy\" /></p>\n",
      __LINE__);
  release(&fixture);
}

static void test_numbers(void **state) {
  (void)state;
  HTML("Số 128/NQ-CP & *74/2019/NĐ-CP*.\n",
       "<p>Số <a href=\"/0\">128/NQ-CP</a> &amp; <em><a href=\"/1\">74/2019/NĐ-CP</a></em>.</p>\n");
  HTML("|a|\n|-|\n|128/NQ-CP|\n\n- 1/NQ-CP[^n]\n\n[^n]: 2/NQ-CP\n",
       TABLE(
           ROW(TH("a")),
           ROW(TD(
               "<a href=\"/0\">128/NQ-CP</a>"))) "<ul>\n<li><a href=\"/1\">1/NQ-CP</a>"
                                                 "<sup id=\"fnref-1\"><a href=\"#fn-1\" "
                                                 "role=\"doc-noteref\">1</a></sup></li>\n</ul>\n"
                                                 "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li "
                                                 "id=\"fn-1\">\n<p><a href=\"/2\">2/NQ-CP</a> "
                                                 "<a href=\"#fnref-1\" class=\"footnote-back\" "
                                                 "role=\"doc-backlink\">↩</a></p>\n</li>\n</ol>\n</div>\n");
  LINKS("12-CTPH/A3-B7\n128/NQ-CP\n", "0:0 number 12-CTPH/A3-B7 \n0:0 number 128/NQ-CP \n");
}

static void test_numbers_that_are_none(void **state) {
  (void)state;
  /* In code, in a link's text, address or title, in an image's text. */
  LINKS("`128/NQ-CP`\n\n```\n128/NQ-CP\n```\n", "");
  LINKS("[128/NQ-CP *1/NQ-CP*](/128/NQ-CP \"128/NQ-CP\") <https://a.vn/128/NQ-CP> <mailto:128/NQ-CP@a.vn>\n",
        "1:23 site /128/NQ-CP \n");
  LINKS("![128/NQ-CP](/a.png \"128/NQ-CP\")\n", "1:14 image site /a.png \n");
  /* Within a word, over the borders of inlines too. */
  LINKS("a128/NQ-CP a*128/NQ-CP* `a`128/NQ-CP 128/NQ-*CP*x 128/NQ-CPab\n", "");
  HTML("a*128/NQ-CP*\n", "<p>a<em>128/NQ-CP</em></p>\n");
  LINKS("128/NQ-\nCP\n", "");
  /* What is no link is text. */
  LINKS("[128/NQ-CP]\n", "0:0 number 128/NQ-CP \n");
}

static void test_numbers_in_headings_are_text(void **state) {
  (void)state;
  HTML("# Số 128/NQ-CP\n\n128/NQ-CP\n",
       "<h2 id=\"so-128-nq-cp\">Số 128/NQ-CP</h2>\n<p><a href=\"/1\">128/NQ-CP</a></p>\n");
  LINKS("# Số 128/NQ-CP\n", "0:0 number 128/NQ-CP \n");
}

static void test_slots_of_numbers(void **state) {
  (void)state;
  struct fixture fixture = parse("a 1/NQ-CP b");
  struct body *body = fixture.body;
  expect_view(body->html, "<p>a 1/NQ-CP b</p>\n", __LINE__);
  assert_int_equal(body->slot_count, 2);
  assert_int_equal(body->slots[0].kind, BODY_SLOT_BEGIN);
  assert_int_equal(body->slots[0].offset, 5);
  assert_int_equal(body->slots[1].kind, BODY_SLOT_END);
  assert_int_equal(body->slots[1].offset, 12);
  fixture.addresses[0] = VIEW("/a b/");
  buffer_clear(&fixture.html);
  body_write(&fixture.html, body, body->html, &fixture.book);
  expect_view(buffer_view(&fixture.html), "<p>a <a href=\"/a%20b/\">1/NQ-CP</a> b</p>\n", __LINE__);
  /* Of a document that the register does not know nothing is written. */
  body->links[0].entry = NULL;
  buffer_clear(&fixture.html);
  body_write(&fixture.html, body, body->html, &fixture.book);
  expect_view(buffer_view(&fixture.html), "<p>a 1/NQ-CP b</p>\n", __LINE__);
  release(&fixture);
}

/* What a link leads to may not be published yet, or have no page: its text stays. */
static void test_links_without_address(void **state) {
  (void)state;
  struct fixture fixture = parse("[*x*](news:n#a \"t\") [](page:p) ![y](media:z)");
  fixture.body->links[0].entry = NULL;
  fixture.addresses[1] = fixture.addresses[2] = (struct view){NULL, 0};
  buffer_clear(&fixture.html);
  body_write(&fixture.html, fixture.body, fixture.body->html, &fixture.book);
  expect_view(
      buffer_view(&fixture.html),
      "<p><a title=\"t\"><em>x</em></a> <a>&lt;1&gt;</a> <img src=\"\" alt=\"y\" loading=\"lazy\" /></p>\n",
      __LINE__);
  release(&fixture);
}

/* Files and paths of the site lie below the base path of the website that is made. */
static void test_links_of_two_websites(void **state) {
  (void)state;
  struct fixture fixture = parse("[a](news:n#b) [c](media:d/đ.pdf) [e](/f/#g)");
  fixture.body->links[1].entry = fixture.body->links[2].entry = NULL;
  buffer_clear(&fixture.html);
  body_write(&fixture.html, fixture.body, fixture.body->html, &fixture.book);
  expect_view(buffer_view(&fixture.html),
              "<p><a href=\"/0#b\">a</a> <a href=\"/so/media/d/%C4%91.pdf\">c</a> "
              "<a href=\"/so/f/#g\">e</a></p>\n",
              __LINE__);
  struct view other_entries[] = {VIEW("/khac/tin/")};
  struct address_book other = {.root = VIEW("/"), .entries = other_entries};
  buffer_clear(&fixture.html);
  body_write(&fixture.html, fixture.body, fixture.body->html, &other);
  expect_view(buffer_view(&fixture.html),
              "<p><a href=\"/khac/tin/#b\">a</a> <a href=\"/media/d/%C4%91.pdf\">c</a> "
              "<a href=\"/f/#g\">e</a></p>\n",
              __LINE__);
  release(&fixture);
}

static void test_link_places(void **state) {
  (void)state;
  LINKS("đ [ảnh ![x](media:a)](news:b)\n", "1:23 news b \n1:13 image media a \n");
  LINKS("[a](news:n) `[a](news:n)` [b](news:n)\n\n[c](\n  news:n)\n",
        "1:5 news n \n1:31 news n \n4:3 news n \n");
  LINKS("`` `[a](news:n)\n` đ [b](news:n) \\`\n\n\\`\n", "2:9 news n \n");
  LINKS("x\r\n\r\r[a](news:n)", "4:5 news n \n");
  LINKS("```\n[a](news:n)\n```\n[b](<news:n>) [c](news\\:n) [d](news&colon;n)\n",
        "4:6 news n \n4:19 news n \n4:32 news n \n");
}

static void test_other_links(void **state) {
  (void)state;
  WARNINGS("[a](https://a.vn/?b&c) <mailto:a@b.vn> <a@b.vn> [b](tel:+84) [c](#d) [](https://a.vn)\n",
           "<p><a href=\"https://a.vn/?b&amp;c\" class=\"external\" rel=\"noopener external\">a</a> "
           "<a href=\"mailto:a@b.vn\">mailto:a@b.vn</a> <a href=\"mailto:a@b.vn\">a@b.vn</a> "
           "<a href=\"tel:+84\">b</a> <a href=\"#d\">c</a> "
           "<a href=\"https://a.vn\" class=\"external\" rel=\"noopener external\">https://a.vn</a></p>\n",
           "");
  WARNINGS("[a <https://a.vn> b](#c)\n", "<p><a href=\"#c\">a https://a.vn b</a></p>\n", "");
  WARNINGS(
      "[a](HTTP://a.vn/'\"đ)\n",
      "<p><a href=\"HTTP://a.vn/&#x27;%22%C4%91\" class=\"external\" rel=\"noopener external\">a</a></p>\n",
      "");
}

/* The text stays, the address goes. */
static void test_unsafe_links(void **state) {
  (void)state;
  static const char *const addresses[] = {
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      "vbscript:x",
      "data:text/html,x",
      "data:image/png;base64,x",
      "file:///etc/passwd",
      "ftp://a.vn",
      "blob:x",
      "&#106;avascript:x",
      "&#x6A;avascript:x",
      "javascript&colon;x",
      "java&Tab;script:x",
      "java&#10;script:x",
      "&#1;javascript:x",
      "javascript%3Ax",
      "%6Aavascript:x",
      "java%0Ascript:x",
      "javascript%253Ax",
      "<java script:x>",
      "<\tjavascript:x>",
      "< javascript:x>",
      "java\\script:x",
      "\u200Bjavascript:x",
      "\u00A0javascript:x",
      "//a.vn",
      "/\\a.vn",
      "http:a.vn",
      "https:///a.vn",
      "http://",
      "",
      "<>",
      "a.png",
      "a.md?b",
      "../../../../x.md",
      "%2e%2e/%2e%2e/../../x.md",
      "a%00.md",
      "a\\\\b.md",
      "media:../x",
      "media:/etc/x",
      "media:a/../../x",
      "news:%0A",
      "x:y",
      ":x",
      "a%ff.md",
  };
  for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
    struct buffer text = {0};
    buffer_format(&text, "\nđ [*x*](%s) y\n", addresses[i]);
    struct fixture fixture = parse_view(buffer_view(&text), 0);
    if (!view_equal_string(buffer_view(&fixture.html), "<p>đ <em>x</em> y</p>\n"))
      print_error("address %s\n", addresses[i]);
    expect_view(buffer_view(&fixture.html), "<p>đ <em>x</em> y</p>\n", __LINE__);
    assert_int_equal(fixture.body->link_count, 0);
    /* A character that can't be seen is reported for itself besides. */
    size_t others = strncmp(addresses[i], "&#1;", 4) == 0 || strncmp(addresses[i], "\u200B", 3) == 0;
    assert_int_equal(fixture.diagnostics.count, others + 1);
    size_t at = strcmp(fixture.diagnostics.items[0].code, "unsafe-link") != 0 ? others : 0;
    assert_string_equal(fixture.diagnostics.items[at].code, "unsafe-link");
    assert_int_equal(fixture.diagnostics.items[at].location.line, FIRST_LINE + 1);
    release(&fixture);
    buffer_free(&text);
  }
  WARNINGS("đ [x](javascript:a) `[x](javascript:a)` [y][r]\n[z](&#106;avascript:a)\n\n[r]: ftp://x\n",
           "<p>đ x <code>[x](javascript:a)</code> y\nz</p>\n",
           "1:7 unsafe-link\n2:5 unsafe-link\n4:6 unsafe-link\n");
  WARNINGS("![x](data:image/png,a)\n", "<p>x</p>\n", "1:6 unsafe-link\n");
  MESSAGE("[x](../../../../y.md)", "out of the repository");
}

static void test_raw_html(void **state) {
  (void)state;
  WARNINGS("a <q class=\"x\">c</q> đ `<q>` <q>d</q>\n", "<p>a c đ <code>&lt;q&gt;</code> d</p>\n",
           "1:3 raw-html\n1:30 raw-html\n");
  WARNINGS("a</b>\n", "<p>a</p>\n", "1:2 raw-html\n");
  WARNINGS("x\n\n- <script>\n  alert(1)\n  </script>\n\n<!-- a --> <b>\n",
           "<p>x</p>\n<ul>\n<li></li>\n</ul>\n", "3:3 raw-html\n7:12 raw-html\n");
  WARNINGS("<!-- a\n\nb -->\n\nc <!-- d --> e\n", "<p>c  e</p>\n", "");
  WARNINGS("<!-- a\n", "", "1:1 raw-html\n");
  WARNINGS("a <b\nc> <!-- d\ne --> <?f?>\n", "<p>a   </p>\n", "1:3 raw-html\n3:7 raw-html\n");
  MESSAGE("<q>x</q>\n", "<q>");
}

static void test_bad_bytes(void **state) {
  (void)state;
  WARNINGS("a\n\xC3\x28 \xFF\x80\x80 b\xE1\xBB", "<p>a\n\uFFFD( \uFFFD b\uFFFD</p>\n",
           "2:1 invalid-character\n");
  MESSAGE("a\n\xC3\x28 \xFF\x80\x80 b\xE1\xBB", "3 places");
  WARNINGS("a \uFDD0\uFDEF \uFDCF\uFDF0 \uFFFD &#xFDD3; \\&#64976; `&#xfdd1;` &#xFDCF;\n",
           "<p>a    \uFDCF\uFDF0 \uFFFD   \\  <code> </code> \uFDCF</p>\n", "1:3 invalid-character\n");
  /* Marks of ours can't be written from outside. */
  WARNINGS("^\uFDD1"
           "0\uFDD2^ [^\uFDD4]\n\n[^x]: X\n",
           "<p>^ 0 ^ [^ ]</p>\n", "1:2 invalid-character\n3:1 unused-footnote\n");
  WARNINGS("[^\xFF]: a\n", "", "1:3 invalid-character\n");
  WARNINGS("&#xFDD &#xfdd0g; &#65; &#x41; &#9999999999;\n",
           "<p>&amp;#xFDD &amp;#xfdd0g; A A &amp;#9999999999;</p>\n", "1:1 left-markup\n");
  struct fixture fixture = parse_view((struct view){"a\0b", 3}, 0);
  expect_view(buffer_view(&fixture.html), "<p>a\uFFFDb</p>\n", __LINE__);
  expect_diagnostics(&fixture, "1:2 invalid-character\n", __LINE__);
  release(&fixture);
}

static void repeat(struct buffer *buffer, const char *text, size_t times) {
  for (size_t i = 0; i < times; i++)
    buffer_add_string(buffer, text);
}

static size_t count(struct view text, const char *what) {
  size_t found = 0;
  for (size_t at = 0; (at = view_find(text, view_of(what), at)) != VIEW_NOT_FOUND; at++)
    found++;
  return found;
}

/* How often `what` is in the HTML of so many times the text, and which code the only diagnostic has. */
static void test_known_utf8(void **state) {
  (void)state;
  struct view text =
      VIEW("Số\0 \uFDD0 &#xFDD1; \\[^1] ![a](b.jpg)\r\n\r[^1]\n\n[^1]: Nghị định 74/2019/NĐ-CP\n");
  struct fixture unknown = parse_view(text, 0), known = parse_view(text, BODY_IS_UTF8);
  assert_true(view_equal(buffer_view(&known.html), buffer_view(&unknown.html)));
  assert_int_equal(known.diagnostics.count, unknown.diagnostics.count);
  assert_int_equal(known.body->link_count, unknown.body->link_count);
  release(&unknown);
  release(&known);
}

static void expect_repeated(const char *start, const char *end, size_t times, const char *what,
                            size_t expected, const char *code) {
  struct buffer text = {0};
  repeat(&text, start, times);
  buffer_add_string(&text, "x");
  repeat(&text, end, times);
  struct fixture fixture = parse_view(buffer_view(&text), 0);
  assert_int_equal(count(fixture.body->html, what), expected);
  assert_int_equal(fixture.diagnostics.count, code == NULL ? 0 : 1);
  if (code != NULL) assert_string_equal(fixture.diagnostics.items[0].code, code);
  release(&fixture);
  buffer_free(&text);
}

static void test_depth(void **state) {
  (void)state;
  expect_repeated(">", "", 100, "<blockquote>", 100, NULL);
  expect_repeated(">", "", 101, "<blockquote>", 100, "too-deep");
  expect_repeated("- ", "", 50, "<ul>", 50, NULL);
  expect_repeated("- ", "", 60, "<ul>", 50, "too-deep");
  expect_repeated("1. ", "", 60, "<ol>", 34, "too-deep");
  expect_repeated("*a **b ", " b** a*", 50, "<strong>", 50, NULL);
  expect_repeated("*a **b ", " b** a*", 60, "<strong>", 50, "too-deep");
  expect_repeated("![a](media:b)", "", 1000, "<img", 1000, NULL);
  expect_repeated("![a](media:b)", "", 1001, "<img", 1000, "too-deep");
  expect_repeated("![a](media:b)\n\n", "", 1001, "<img", 1001, NULL);
  struct fixture fixture =
      parse("- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - "
            "- - - - - - - - - - - - - - - - -\n");
  expect_view(buffer_view(&fixture.html), "<hr />\n", __LINE__);
  expect_diagnostics(&fixture, "", __LINE__);
  release(&fixture);
  WARNINGS("```\n                                                                                            "
           "          "
           "- x\n```\n",
           "<pre><code>                                                                                      "
           "      "
           "          - x\n</code></pre>\n",
           "");
}

static double seconds_for(const char *text, size_t bytes, size_t *length) {
  struct buffer buffer = {0};
  repeat(&buffer, text, bytes / strlen(text));
  struct timespec start, end;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  struct fixture fixture = parse_view(buffer_view(&buffer), 0);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  *length = fixture.html.length;
  release(&fixture);
  buffer_free(&buffer);
  return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

/* Eight times the text takes less than forty times the time: quadratic would be sixty-four. */
static void test_time_is_linear(void **state) {
  (void)state;
  static const char *const texts[] = {
      "[",
      "|",
      "[^a]",
      "*",
      "![[]()",
      "<!--",
      "x<b>",
      "[](news:a)",
      "[r] ",
      "[^a]: b\n",
      "a|b\n-|-\n1|2\n\n",
      "-|-\n",
      "](&amp;",
      "# a\n",
      "`a``",
      "> - \n",
      "\xFF",
      "+ a\n[^b]: c\n",
      "[x](javascript:a)\n",
      "- ",
      ">",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t small_length, length;
    double small_time = seconds_for(texts[i], 20000, &small_length);
    double time = seconds_for(texts[i], 160000, &length);
    if (time > 40 * (small_time + 0.005)) fail_msg("%s: %f s, then %f s", texts[i], small_time, time);
    assert_true(length / 100 <= 160000);
  }
  /* A wide table of short rows is not filled up without end. */
  struct buffer text = {0};
  repeat(&text, "a|", 1000);
  buffer_add_byte(&text, '\n');
  repeat(&text, "-|", 1000);
  buffer_add_byte(&text, '\n');
  repeat(&text, "x\n", 50000);
  struct fixture fixture = parse_view(buffer_view(&text), 0);
  assert_true(fixture.html.length < 100 * text.length);
  assert_int_equal(count(fixture.body->html, "<tr>"), 50001);
  release(&fixture);
  buffer_free(&text);
}

static void test_plain_commonmark(void **state) {
  (void)state;
  struct fixture fixture =
      parse_view(VIEW("# a\n\n![b](c \"d\")\n\na|b\n-|-\n\n[^x] [y](ftp:z) [w](javascript:v) "
                      "[](news:u) 1/NQ-CP\n\n[^x]: /t\n"),
                 BODY_PLAIN_COMMONMARK);
  expect_view(
      buffer_view(&fixture.html),
      "<h1>a</h1>\n<p><img src=\"c\" alt=\"b\" title=\"d\" /></p>\n<p>a|b\n-|-</p>\n<p><a href=\"/t\">^x</a> "
      "<a href=\"ftp:z\">y</a> w <a href=\"news:u\"></a> 1/NQ-CP</p>\n",
      __LINE__);
  assert_int_equal(fixture.body->link_count, 0);
  assert_int_equal(fixture.body->headings.count, 0);
  expect_diagnostics(&fixture, "8:21 unsafe-link\n", __LINE__);
  release(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_blocks),
      cmocka_unit_test(test_headings),
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_table_cells),
      cmocka_unit_test(test_table_places),
      cmocka_unit_test(test_footnotes),
      cmocka_unit_test(test_footnotes_beside_lists),
      cmocka_unit_test(test_footnote_warnings),
      cmocka_unit_test(test_no_footnotes),
      cmocka_unit_test(test_figures),
      cmocka_unit_test(test_register_links),
      cmocka_unit_test(test_slots),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_numbers_that_are_none),
      cmocka_unit_test(test_numbers_in_headings_are_text),
      cmocka_unit_test(test_slots_of_numbers),
      cmocka_unit_test(test_links_without_address),
      cmocka_unit_test(test_links_of_two_websites),
      cmocka_unit_test(test_link_places),
      cmocka_unit_test(test_other_links),
      cmocka_unit_test(test_unsafe_links),
      cmocka_unit_test(test_raw_html),
      cmocka_unit_test(test_bad_bytes),
      cmocka_unit_test(test_known_utf8),
      cmocka_unit_test(test_depth),
      cmocka_unit_test(test_time_is_linear),
      cmocka_unit_test(test_plain_commonmark),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
