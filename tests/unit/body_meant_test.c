/* Text that comes out as it was meant where CommonMark would leave the signs. */
#include "parse/body/links.h"
#include "unit/body_fixture.h"

#define LINK_TO(address) "<a href=\"" address "\" class=\"external\" rel=\"noopener external\">"

static void test_bold_beside_letters(void **state) {
  (void)state;
  HTML("**Điều 1.**Phạm vi và **Điều 2.**Đối tượng\n",
       "<p><strong>Điều 1.</strong>Phạm vi và <strong>Điều 2.</strong>Đối tượng</p>\n");
  HTML("**Kính gửi: **Sở Nội vụ\n", "<p><strong>Kính gửi: </strong>Sở Nội vụ</p>\n");
  HTML("** Kính gửi:** Sở\n", "<p><strong> Kính gửi:</strong> Sở</p>\n");
  HTML("**Kính gửi:\u00A0**Sở **A**\n", "<p><strong>Kính gửi:\u00A0</strong>Sở <strong>A</strong></p>\n");
  HTML("Sở **“A”**và**“B”** ký\n", "<p>Sở <strong>“A”</strong>và<strong>“B”</strong> ký</p>\n");
  HTML("- **(1)**một\n\n> **“a *b*.”**c\n",
       "<ul>\n<li><strong>(1)</strong>một</li>\n</ul>\n<blockquote>\n<p><strong>“a "
       "<em>b</em>.”</strong>c</p>\n</blockquote>\n");
  HTML("## **I.**Mục\n", "<h2 id=\"i-muc\"><strong>I.</strong>Mục</h2>\n");
  HTML("a|b\n-|-\n**1.**x|y\n", TABLE(AB, ROW(TD("<strong>1.</strong>x") TD("y"))));
  /* Not meant as bold, or not surely: */
  HTML("a ** b ** c\n", "<p>a ** b ** c</p>\n");
  HTML("\\*\\*a.\\*\\*b\n", "<p>**a.**b</p>\n");
  HTML("`**a.**b`\n", "<p><code>**a.**b</code></p>\n");
  HTML("**đậm** 2**3**4 ***cả hai***\n",
       "<p><strong>đậm</strong> 2<strong>3</strong>4 <em><strong>cả hai</strong></em></p>\n");
}

static void test_struck_out(void **state) {
  (void)state;
  HTML("~~cũ **đậm**~~ mới\n", "<p><del>cũ <strong>đậm</strong></del> mới</p>\n");
  HTML("~~a~~ ~~b~~\n", "<p><del>a</del> <del>b</del></p>\n");
  HTML("a ~~ b ~~ c `~~d~~` \\~~e~~\n", "<p>a ~~ b ~~ c <code>~~d~~</code> ~~e~~</p>\n");
  HTML("~~~\n~~x~~\n~~~\n", "<pre><code>~~x~~\n</code></pre>\n");
  HTML("khoảng ~5 km ~ 6 km\n", "<p>khoảng ~5 km ~ 6 km</p>\n");
}

static void test_tags_of_inlines(void **state) {
  (void)state;
  HTML("một<br>hai<br/>ba<BR />\nbốn\n", "<p>một<br />\nhai<br />\nba<br />\nbốn</p>\n");
  HTML("<b>a</b> <i>b</i> H<sub>2</sub>O m<SUP>2</SUP> <s>c</s> <strong class=\"x\">d</strong>\n",
       "<p><strong>a</strong> <em>b</em> H<sub>2</sub>O m<sup>2</sup> <del>c</del> "
       "<strong>d</strong></p>\n");
  HTML("a <span style=\"color: red\">b</span> <u>c</u> <font color='red'>d</font>\n", "<p>a b c d</p>\n");
  WARNINGS("<b>a <i>b</b></i>\n\n*a <b>b*</b>\n", "<p><strong>a b</strong></p>\n<p><em>a b</em></p>\n",
           "1:6 raw-html\n3:4 raw-html\n");
  HTML("x <a href=\"https://a.vn/?b=1&amp;c=2\">d *e*</a>\n",
       "<p>x " LINK_TO("https://a.vn/?b=1&amp;c=2") "d <em>e</em></a></p>\n");
  LINKS("x\n\ny <a class=z href='agreement:ctph-1#x'>d</a>\n", "3:20 agreement ctph-1 #x\n");
  WARNINGS("x <a href=\"javascript:alert(1)\" onclick=\"b()\">d</a>\n", "<p>x d</p>\n", "1:12 unsafe-link\n");
  WARNINGS("x <a href=\"&#106;avascript:alert(1)\">d</a>\n", "<p>x d</p>\n", "1:12 unsafe-link\n");
  WARNINGS("x <a href=\" JaVaScRiPt:alert(1)\">d</a> <a href=\"data:text/html,a\">e</a>\n", "<p>x d e</p>\n",
           "1:13 unsafe-link\n1:49 unsafe-link\n");
  WARNINGS("x <b>a\n\ny</i> <img src=\"a\"> <iframe src=\"b\"></iframe>\n", "<p>x a</p>\n<p>y </p>\n",
           "1:3 raw-html\n3:2 raw-html\n3:7 raw-html\n3:21 raw-html\n");
  HTML("`<br>` \\<br>\n", "<p><code>&lt;br&gt;</code> &lt;br&gt;</p>\n");
}

static void test_bare_addresses(void **state) {
  (void)state;
  HTML("https://a.vn/b_c_d?e=1&f=(2).\n",
       "<p>" LINK_TO("https://a.vn/b_c_d?e=1&amp;f=(2)") "https://a.vn/b_c_d?e=1&amp;f=(2)</a>.</p>\n");
  HTML("(xem www.a.vn/x), gửi van.thu@a.gov.vn.\n",
       "<p>(xem " LINK_TO(
           "https://www.a.vn/x") "www.a.vn/x</a>), gửi <a "
                                 "href=\"mailto:van.thu@a.gov.vn\">van.thu@a.gov.vn</a>.</p>\n");
  HTML("“HTTP://a.vn” 74/2019/NĐ-CP\n",
       "<p>“" LINK_TO("HTTP://a.vn") "HTTP://a.vn</a>” <a href=\"/0\">74/2019/NĐ-CP</a></p>\n");
  HTML("a|b\n-|-\nhttps://a.vn|y\n", TABLE(AB, ROW(TD(LINK_TO("https://a.vn") "https://a.vn</a>") TD("y"))));
  /* No link within a link, in code or in a heading. */
  HTML("[https://a.vn](https://b.vn) `https://a.vn` <https://c.vn>\n",
       "<p>" LINK_TO("https://b.vn") "https://a.vn</a> <code>https://a.vn</code> " LINK_TO(
           "https://c.vn") "https://c.vn</a></p>\n");
  HTML("## https://a.vn\n", "<h2 id=\"https-a-vn\">https://a.vn</h2>\n");
  HTML("http:// https://abc xhttp://a.vn @ a@b a@b. www. www.a đ@b.vn javascript://a.vn\n",
       "<p>http:// https://abc xhttp://a.vn @ a@b a@b. www. www.a đ@b.vn javascript://a.vn</p>\n");
}

static void test_tasks(void **state) {
  (void)state;
  HTML("- [ ] một\n- [x] *hai*\n- [y] ba\n", "<ul>\n<li class=\"task\">☐ một</li>\n<li class=\"task\">☑ "
                                             "<em>hai</em></li>\n<li>[y] ba</li>\n</ul>\n");
  HTML("[ ] một\n", "<p>[ ] một</p>\n");
}

static void test_control_characters(void **state) {
  (void)state;
  WARNINGS("một\x0Bhai\x01 ba\xC2\x85\n", "<p>một hai  ba</p>\n", "1:4 invalid-character\n");
  HTML("một\thai\n", "<p>một\thai</p>\n");
}

#define UL(items) "<ul>\n" items "</ul>\n"
#define TYPED(items) "<ul class=\"typed\">\n" items "</ul>\n"
#define OL(items) "<ol>\n" items "</ol>\n"
#define LI(text) "<li>" text "</li>\n"

static void test_bullets(void **state) {
  (void)state;
  static const char *const signs[] = {"•", "●", "▪", "■",      "◦",      "·",  "–",      "—",
                                      "+", "-", "➢", "\uF0B7", "\uF0A7", "－", "\u2212", "*"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    static const char *const blanks[] = {" ", "\t", "\u00A0", "  \u3000", "\u2003"};
    for (size_t k = 0; k < sizeof blanks / sizeof *blanks; k++) {
      struct buffer text = {0};
      buffer_format(&text, "Gồm:\n%s%smột\n%s%shai\n\nHết.\n", signs[i], blanks[k], signs[i], blanks[k]);
      struct fixture fixture = parse_view(buffer_view(&text), 0);
      expect_view(buffer_view(&fixture.html), "<p>Gồm:</p>\n" UL(LI("một") LI("hai")) "<p>Hết.</p>\n",
                  __LINE__);
      expect_diagnostics(&fixture, "", __LINE__);
      release(&fixture);
      buffer_free(&text);
    }
  }
  HTML("•một\n•hai\n", UL(LI("một") LI("hai")));
  HTML("-mục một\n-**mục** hai\n", UL(LI("mục một") LI("<strong>mục</strong> hai")));
  HTML("> • một\n> • hai\n", "<blockquote>\n" UL(LI("một") LI("hai")) "</blockquote>\n");
  HTML("- một\n– hai\n- ba\n", UL(LI("một") LI("hai") LI("ba")));
  HTML("• một\n\n• hai\n", UL("<li>\n<p>một</p>\n</li>\n<li>\n<p>hai</p>\n</li>\n"));
}

static void test_lines_that_are_no_items(void **state) {
  (void)state;
  HTML("– Nguyễn Văn A\n", "<p>– Nguyễn Văn A</p>\n");
  HTML("giai đoạn 2018\n– 2022 và\n-5 độ, --x, ->y, *a*\n",
       "<p>giai đoạn 2018\n– 2022 và\n-5 độ, --x, -&gt;y, <em>a</em></p>\n");
  HTML("C. Mác và\nPh. Ăngghen\n\nV. Lênin\n", "<p>C. Mác và\nPh. Ăngghen</p>\n<p>V. Lênin</p>\n");
  HTML("ngày\n20/11 và 1.000 đồng,\n1.5 triệu\n", "<p>ngày\n20/11 và 1.000 đồng,\n1.5 triệu</p>\n");
  HTML("một\na) hai\n", "<p>một\na) hai</p>\n");
  HTML("✓ xong\n", "<p>✓ xong</p>\n");
  HTML("```\n• một\n1/ hai\n\tba\n```\n", "<pre><code>• một\n1/ hai\n\tba\n</code></pre>\n");
  HTML("- ~~~\n  • x\n  ~~~\n", UL("<li>\n<pre><code>• x\n</code></pre>\n</li>\n"));
}

static void test_numbers_and_letters(void **state) {
  (void)state;
  HTML("1/ một\n2/ hai\n", OL(LI("một") LI("hai")));
  HTML("Gồm:\n1.một\n2.hai\n", "<p>Gồm:</p>\n" OL(LI("một") LI("hai")));
  HTML("1. một\n5/ năm\n6/ sáu\n",
       OL("<li>\n<p>một</p>\n<ol start=\"5\">\n<li>năm</li>\n<li>sáu</li>\n</ol>\n</li>\n"));
  HTML("1-\u00A0một\n2- hai\n", OL(LI("một") LI("hai")));
  HTML("１．một\n２．hai\n", OL(LI("một") LI("hai")));
  HTML("1. một\n2) hai\n3/ ba\n", OL(LI("một") LI("hai") LI("ba")));
  HTML("1/ một\n3/ ba\n", TYPED(LI("1/ một") LI("3/ ba")));
  HTML("a) một\nb) hai\nc) ba\nd) bốn\nđ) năm\ne) sáu\n",
       TYPED(LI("a) một") LI("b) hai") LI("c) ba") LI("d) bốn") LI("đ) năm") LI("e) sáu")));
  HTML("I. MỘT\nII. HAI\nIII. BA\n", TYPED(LI("I. MỘT") LI("II. HAI") LI("III. BA")));
  HTML("(1) một\n(2) hai\n\n(i) một\n(ii) hai\n",
       TYPED(LI("(1) một") LI("(2) hai")) TYPED(LI("(i) một") LI("(ii) hai")));
  HTML("✓ một\n✓ hai\n", TYPED(LI("✓ một") LI("✓ hai")));
  HTML("1.1. một\n1.2. hai\n", TYPED(LI("1.1. một") LI("1.2. hai")));
}

static void test_nested_lists(void **state) {
  (void)state;
  HTML("1. một\na) ý\n- gạch\n+ cộng\n+ cộng\n- gạch\nb) ý\n2. hai\n",
       OL(LI("một\n" TYPED(LI("a) ý\n" UL(LI("gạch\n" UL(LI("cộng") LI("cộng"))) LI("gạch"))) LI("b) ý")))
              LI("hai")));
  HTML("- a\n+ b\n- c\n", UL(LI("a\n" UL(LI("b"))) LI("c")));
  HTML("1/ a\n\n– b\n\n2/ c\n", OL("<li>\n<p>a</p>\n" UL(LI("b")) "</li>\n<li>\n<p>c</p>\n</li>\n"));
  HTML("1. a\n  - b\n  - c\n2. d\n", OL(LI("a\n" UL(LI("b") LI("c"))) LI("d")));
  HTML("Gồm:\n\t• a\n\t• b\n", "<p>Gồm:</p>\n" UL(LI("a") LI("b")));
  HTML("• a\n\t◦ b\n\t\t▪ c\n• d\n", UL(LI("a\n" UL(LI("b\n" UL(LI("c"))))) LI("d")));
  HTML("1. a\ntiếp\n- b\ntiếp\n\n   đoạn\n2. c\n",
       OL(LI("a\ntiếp\n" UL("<li>\n<p>b\ntiếp</p>\n<p>đoạn</p>\n</li>\n")) LI("c")));
  /* A list of another kind behind a blank line is its own, unless the first goes on. */
  HTML("- a\n\n+ b\n", UL(LI("a")) UL(LI("b")));
  HTML("1. a\n2. b\n\n- c\n", OL(LI("a") LI("b")) UL(LI("c")));
}

static void test_indents(void **state) {
  (void)state;
  HTML("\tSáng 20/11.\n\tHai bên ký.\n", "<p>Sáng 20/11.</p>\n<p>Hai bên ký.</p>\n");
  HTML("    Sáng 20/11,\ntại Hà Nội.\n      Hai bên *ký*.\n",
       "<p>Sáng 20/11,\ntại Hà Nội.</p>\n<p>Hai bên <em>ký</em>.</p>\n");
  HTML("một,\n        hai\n", "<p>một,\nhai</p>\n");
  HTML("- a\n\n      b\n\n  c\n", UL("<li>\n<p>a</p>\n<p>b</p>\n<p>c</p>\n</li>\n"));
  HTML("• a\n• b\n\n\tĐoạn.\n", UL(LI("a") LI("b")) "<p>Đoạn.</p>\n");
  HTML(">     a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n");
  HTML(
      "x[^a]\n\n[^a]: A\n\n    B\n\n        C\n",
      "<p>x"
      "<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></p>\n"
      "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn-1\">\n<p>A</p>\n<p>B</p>\n<p>C "
      "<a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\">↩</a></p>\n</li>\n</ol>\n</div>\n");
}

static void test_glued_headings(void **state) {
  (void)state;
  HTML("##Mục\n", "<h2 id=\"muc\">Mục</h2>\n");
  HTML("#\u00A0Mục\n###\u3000**Ba**\n", "<h2 id=\"muc\">Mục</h2>\n<h3 id=\"ba\"><strong>Ba</strong></h3>\n");
  HTML("#ThanhNien #Doan\n\n#1 và ##\n", "<p>#ThanhNien #Doan</p>\n<p>#1 và ##</p>\n");
}

static void test_rules(void **state) {
  (void)state;
  HTML("Câu một.\n---\nHết\n", "<p>Câu một.</p>\n<hr />\n<p>Hết</p>\n");
  HTML("một\nhai\n-----\n", "<p>một\nhai</p>\n<hr />\n");
  WARNINGS("x\n\nTÊN\n-----\n", "<p>x</p>\n<h2 id=\"ten\">TÊN</h2>\n", "3:1 underlined-heading\n");
  WARNINGS("TÊN\n=====\n", "<h2 id=\"ten\">TÊN</h2>\n", "1:1 underlined-heading\n");
  HTML("x\n\n---\n\n***\n\n- a\n---\n## b\n---\n",
       "<p>x</p>\n<hr />\n<hr />\n" UL(LI("a")) "<hr />\n<h2 id=\"b\">b</h2>\n<hr />\n");
}

static void test_tables_of_tabs(void **state) {
  (void)state;
  HTML("a\tb\n1\t2\n", TABLE(AB, ROW(TD("1") TD("2"))));
  HTML(
      "Gồm:\na\tb\n1\t**2**\n\t3|4\nHết.\n",
      "<p>Gồm:</p>\n" TABLE(AB, ROW(TD("1") TD("<strong>2</strong>")) ROW(TD("") TD("3|4"))) "<p>Hết.</p>\n");
  WARNINGS("x\n\na\tb\n1\t2\t3\n", "<p>x</p>\n<p>a\tb\n1\t2\t3</p>\n", "3:1 table-of-tabs\n");
  MESSAGE("a\tb\n1\t2\t3\n", "write | a | b | and, below the first line, |---|---|");
  HTML("a\tb\n", "<p>a\tb</p>\n");
}

static void expect_codes(const char *markdown, const char *codes, int line) {
  struct fixture fixture = parse(markdown);
  struct buffer text = {0};
  for (size_t i = 0; i < fixture.diagnostics.count; i++) {
    const struct diagnostic *item = &fixture.diagnostics.items[i];
    buffer_format(&text, "%u:%u %s %s\n", item->location.line - FIRST_LINE + 1, item->location.column,
                  severity_name(item->severity), item->code);
  }
  expect_view(buffer_view(&text), codes, line);
  buffer_free(&text);
  release(&fixture);
}

#define CODES(markdown, codes) expect_codes(markdown, codes, __LINE__)

static void test_beginnings_of_addresses(void **state) {
  (void)state;
  static const struct {
    const char *written, *meant; /* NULL: it is not known */
  } cases[] = {
      {"htps://a.vn/b", "https://a.vn/b"},
      {"http:/a.vn/b", "http://a.vn/b"},
      {"https//:a.vn", "https://a.vn"},
      {"hhtp://a.vn", "http://a.vn"},
      {"a.vn/b", "https://a.vn/b"},
      {"agrement:x", "agreement:x"},
      {"tin:x", "news:x"},
      {"thỏa-thuận:x", "agreement:x"},
      {"mailt:a@b.vn", "mailto:a@b.vn"},
      {"ftp://a.vn/b", NULL},
      {"zzz:x", NULL},
      {"van-ban.pdf", NULL},
      {"../khac.html", NULL},
      {"javascript:x", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct buffer meant = {0};
    assert_int_equal(body_link_meant(&meant, view_of(cases[i].written)), cases[i].meant != NULL);
    if (cases[i].meant != NULL) assert_true(view_equal_string(buffer_view(&meant), cases[i].meant));
    buffer_free(&meant);
  }
  CODES("[x](htps://a.vn/b) [y](agrement:z)\n", "1:5 warning unsafe-link\n1:24 warning unsafe-link\n");
}

static void test_second_front_matter(void **state) {
  (void)state;
  CODES("một\n\n---\ntitle: hai\nphotos:\n  - file: a.jpg\n- b\n---\n\nx\n",
        "3:1 error second-front-matter\n");
  CODES("---\nLiên hệ: 0123\n---\n", "1:1 warning second-front-matter\n2:1 warning underlined-heading\n");
  CODES("---\n\nMột đoạn.\n", "1:1 warning second-front-matter\n");
  CODES("\n---\n---\nMột đoạn.\n", "2:1 warning second-front-matter\n");
  CODES("---\ntitle: hai\ndate: 2021-01-01\n", "1:1 error second-front-matter\n");
  CODES("Một đoạn.\n\n---\n\nHai đoạn.\n", "");
  CODES("***\n\nMột đoạn.\n", "");
  CODES("a\n\n---\n\ntitle: x\n\n---\n\n---\nghi chú\n\n---\n", "");
}

static void test_places_behind_changes(void **state) {
  (void)state;
  WARNINGS("Gồm:\n1/ một\n– hai [x](javascript:a)\n\n\tĐoạn [y](javascript:b) <q>.\n",
           "<p>Gồm:</p>\n" OL(LI("một\n" UL(LI("hai x")))) "<p>Đoạn y .</p>\n",
           "3:11 unsafe-link\n5:11 unsafe-link\n5:25 raw-html\n");
  LINKS("a\tb\n1\t[](news:x)\n", "2:6 news x \n");
  WARNINGS("• a\r\n• b [^x]\r\n", UL(LI("a") LI("b [^x]")), "2:5 unknown-footnote\n");
}

static void test_html_paragraphs(void **state) {
  (void)state;
  HTML("<p class=\"MsoNormal\">Sáng 20/11, <b>hai</b> bên ký.<o:p></o:p></p>\n<p>Hai\n</p>\nBa\n",
       "<p>Sáng 20/11, <strong>hai</strong> bên ký.</p>\n<p>Hai</p>\n<p>Ba</p>\n");
  HTML("<div>\n    <p>một</p>\n\thai\n</div>\n", "<p>một</p>\n<p>hai</p>\n");
  HTML("<h3>Mục\nmột</h3>chữ<hr>\n", "<h3 id=\"muc-mot\">Mục một</h3>\n<p>chữ</p>\n<hr />\n");
  HTML("> <p>trích</p>\n\n- <div>mục</div>\n", "<blockquote>\n<p>trích</p>\n</blockquote>\n" UL(LI("mục")));
  HTML("<b>\nđậm</b>\n\n<a href=\"https://a.vn\">\nx</a>\n",
       "<p><strong> đậm</strong></p>\n<p>" LINK_TO("https://a.vn") " x</a></p>\n");
  HTML("<!-- a --> b <!--[if gte mso 9]><xml>\n</xml><![endif]-->c<![if !x]>d<![endif]>\n", "<p>b cd</p>\n");
  HTML("`<p>` \\<p> <https://a.vn>\n\n```\n<p>x</p>\n```\n",
       "<p><code>&lt;p&gt;</code> &lt;p&gt; " LINK_TO(
           "https://a.vn") "https://a.vn</a></p>\n<pre><code>&lt;p&gt;x&lt;/p&gt;\n</code></pre>\n");
  HTML("2 < 3 và a<b, <3\n", "<p>2 &lt; 3 và a&lt;b, &lt;3</p>\n");
}

static void test_html_that_goes(void **state) {
  (void)state;
  WARNINGS("a <script>alert(1)\n\nb</script> c\n<STYLE>p { }</STYLE>d\n", "<p>a  c\nd</p>\n",
           "1:3 raw-html\n4:1 raw-html\n");
  WARNINGS("a <script>b\n\nc\n", "<p>a</p>\n<p>c</p>\n", "1:3 raw-html\n");
  WARNINGS("<iframe src=\"x\"></iframe>\nchữ <img src=x onerror=y>\n", "<p>chữ </p>\n",
           "1:1 raw-html\n2:5 raw-html\n");
  WARNINGS("<scr<p>ipt>alert(1)</scr</p>ipt>\n",
           "<p>&lt;scr</p>\n<p>ipt&gt;alert(1)&lt;/scr</p>\n<p>ipt&gt;</p>\n", "");
}

static void test_html_lists(void **state) {
  (void)state;
  HTML("x\n<ul>\n  <li>một</li>\n  <li><p>hai</p>\n    <ol><li>a<li>b</ol>\n  </li>\n</ul>\ny\n",
       "<p>x</p>\n" UL(LI("một") LI("hai\n" OL(LI("a") LI("b")))) "<p>y</p>\n");
  HTML("<li>một</li><li>hai</li>\n", UL(LI("một") LI("hai")));
}

static void test_html_tables(void **state) {
  (void)state;
  WARNINGS(
      "x\n<table>\n<tr><th>a</th><th>b</th></tr>\n  <tr>\n<td>1</td><td><p>2|3</p></td></tr></table>\ny\n",
      "<p>x</p>\n" TABLE(AB, ROW(TD("1") TD("2|3"))) "<p>y</p>\n", "2:1 html-table\n");
  MESSAGE("<table><tr><th>a</th><th>b</th></tr></table>\n", "| a | b |, then |---|---|");
  /* No cell is lost. */
  WARNINGS("<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>\n",
           TABLE(ROW(TH("a") TH("") TH("b")), ROW(TD("1") TD("2") TD("3"))), "1:1 html-table\n");
  WARNINGS("<table><tr><td>a<tr><td>1<td>2</table>\n", TABLE(ROW(TH("a") TH("")), ROW(TD("1") TD("2"))),
           "1:1 html-table\n");
  HTML("<table><tr><td>a\n\nb\n", "<p>a</p>\n<p>b</p>\n");
}

static void test_addresses_with_blanks(void **state) {
  (void)state;
  HTML("[x](https://a.vn/Văn bản 1.pdf) [y] (https://b.vn/)\n",
       "<p>" LINK_TO("https://a.vn/V%C4%83n%20b%E1%BA%A3n%201.pdf") "x</a> " LINK_TO(
           "https://b.vn/") "y</a></p>\n");
  LINKS("x\n\n![a](media:Ảnh (1).png) [b](media:Văn bản.pdf \"T\")\n",
        "3:6 image media Ảnh (1).png \n3:29 media Văn bản.pdf \n");
  HTML("[1](xem thêm) [2] (xem) `[x](https://a.vn/b c)` [](https://a.vn \"b c\")\n",
       "<p>[1](xem thêm) [2] (xem) <code>[x](https://a.vn/b c)</code> <a href=\"https://a.vn\" title=\"b c\" "
       "class=\"external\" rel=\"noopener external\">https://a.vn</a></p>\n");
  WARNINGS("[x](javascript:alert(1) b)\n", "<p>x</p>\n", "1:5 unsafe-link\n");
}

static void test_table_warnings(void **state) {
  (void)state;
  WARNINGS("a|b\n-|-\n1|2|3\n", TABLE(AB, ROW(TD("1") TD("2"))), "3:1 table-cells\n");
  MESSAGE("a|b\n-|-\n1|2|3|4\n", "has 4 cells, the table 2");
  WARNINGS("a|b\n-|-|-\n1|2\n", "<p>a|b\n-|-|-\n1|2</p>\n", "1:1 table-columns\n");
  WARNINGS(
      "x\n\n> a|b\n> -|-\n> 1|2\n> dưới\n",
      "<p>x</p>\n<blockquote>\n" TABLE(AB, ROW(TD("1") TD("2")) ROW(TD("dưới") TD(""))) "</blockquote>\n",
      "6:3 line-below-table\n");
  WARNINGS("|a|b|\n|-|-|\n|1|\n||\n|1|2||\n|\\|||\n",
           TABLE(AB, ROW(TD("1") TD("")) ROW(TD("") TD("")) ROW(TD("1") TD("2")) ROW(TD("|") TD(""))), "");
}

static void test_joined_lines(void **state) {
  (void)state;
  CODES("x\n\nMột.\nHai.\nBa.\n", "4:1 warning joined-lines\n");
  CODES("- Một.\n  Hai.\n  Ba\n", "2:3 warning joined-lines\n");
  CODES("Một.\nHai.\n\nMột.\nhai.\nba.\n\nMột.  \nHai.  \nBa.\n\nmột\nhai\nba.\n", "");
}

static void test_leftovers(void **state) {
  (void)state;
  CODES("x\n\nmột **hai\n", "3:5 warning left-markup\n");
  CODES("một ~~hai\n", "1:5 warning left-markup\n");
  CODES("một\n[x](xem thêm)\n", "2:3 warning left-markup\n");
  CODES("a {{< img src=\"x\" >}} b\n", "1:3 warning short-code\n");
  CODES("{% include x %}\n\n## Mục {#muc}\n\n[caption]x[/caption]\n",
        "1:1 warning short-code\n3:8 warning short-code\n5:1 warning short-code\n");
  MESSAGE("a {{< img src=\"x\" >}} b\n", "{{< img src=\"x\" >}} is a sign");
  CODES("[x]({{< ref \"y\" >}})\n", "1:3 warning left-markup\n1:5 warning short-code\n");
  CODES("-mục\n", "1:1 warning left-markup\n");
  CODES("x\n\n1.một\n", "3:1 warning left-markup\n");
  CODES("(**) Số liệu, a ** b, \\*\\*c, `**d`, {a}, [b], ~ 5, \\{{x}}\n\n```\n{{ x }} **\n```\n", "");
  HTML("[TOC]\n\n## a\n", "<h2 id=\"a\">a</h2>\n");
}

static void test_impossible_dates(void **state) {
  (void)state;
  CODES("x\n\nNgày 31/2/2026 và 30/2/2025.\n", "3:6 warning bad-date\n");
  CODES("29/2/2023\n", "1:1 warning bad-date\n");
  CODES("29/2/2024, 25/13/2021\n", "1:12 warning bad-date\n");
  CODES("31/12/2026, 31/2, 74/2019/NĐ-CP, 31/2/2026/x, https://a.vn/31/2/2026 1/1/20261, 45/30/1700\n", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bold_beside_letters),
      cmocka_unit_test(test_struck_out),
      cmocka_unit_test(test_tags_of_inlines),
      cmocka_unit_test(test_bare_addresses),
      cmocka_unit_test(test_tasks),
      cmocka_unit_test(test_control_characters),
      cmocka_unit_test(test_bullets),
      cmocka_unit_test(test_lines_that_are_no_items),
      cmocka_unit_test(test_numbers_and_letters),
      cmocka_unit_test(test_nested_lists),
      cmocka_unit_test(test_indents),
      cmocka_unit_test(test_glued_headings),
      cmocka_unit_test(test_rules),
      cmocka_unit_test(test_tables_of_tabs),
      cmocka_unit_test(test_second_front_matter),
      cmocka_unit_test(test_beginnings_of_addresses),
      cmocka_unit_test(test_places_behind_changes),
      cmocka_unit_test(test_html_paragraphs),
      cmocka_unit_test(test_html_that_goes),
      cmocka_unit_test(test_html_lists),
      cmocka_unit_test(test_html_tables),
      cmocka_unit_test(test_addresses_with_blanks),
      cmocka_unit_test(test_table_warnings),
      cmocka_unit_test(test_joined_lines),
      cmocka_unit_test(test_leftovers),
      cmocka_unit_test(test_impossible_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
