/* Text that comes out as it was meant where CommonMark would leave the signs. */
#include "unit/body_fixture.h"

#define LINK_TO(address) "<a href=\"" address "\" class=\"external\" rel=\"noopener external\">"

static void test_bold_beside_letters(void **state) {
  (void)state;
  HTML("**Điều 1.**Phạm vi và **Điều 2.**Đối tượng\n",
       "<p><strong>Điều 1.</strong>Phạm vi và <strong>Điều 2.</strong>Đối tượng</p>\n");
  HTML("**Kính gửi: **Sở Nội vụ\n", "<p><strong>Kính gửi: </strong>Sở Nội vụ</p>\n");
  HTML("** Kính gửi:** Sở\n", "<p><strong> Kính gửi:</strong> Sở</p>\n");
  HTML("**Kính gửi:\u00A0**Sở **A**\n",
       "<p><strong>Kính gửi:\u00A0</strong>Sở <strong>A</strong></p>\n");
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
  WARNINGS("x <b>a\n\ny</i> <img src=\"a\"> <iframe src=\"b\"></iframe>\n", "<p>x a</p>\n<p>y  </p>\n",
           "1:3 raw-html\n3:2 raw-html\n3:7 raw-html\n3:21 raw-html\n");
  HTML("`<br>` \\<br>\n", "<p><code>&lt;br&gt;</code> &lt;br&gt;</p>\n");
}

static void test_bare_addresses(void **state) {
  (void)state;
  HTML("https://a.vn/b_c_d?e=1&f=(2).\n",
       "<p>" LINK_TO("https://a.vn/b_c_d?e=1&amp;f=(2)") "https://a.vn/b_c_d?e=1&amp;f=(2)</a>.</p>\n");
  HTML("(xem www.a.vn/x), gửi van.thu@a.gov.vn.\n",
       "<p>(xem " LINK_TO("https://www.a.vn/x") "www.a.vn/x</a>), gửi <a "
                                                "href=\"mailto:van.thu@a.gov.vn\">van.thu@a.gov.vn</a>.</p>\n");
  HTML("“HTTP://a.vn” 74/2019/NĐ-CP\n",
       "<p>“" LINK_TO("HTTP://a.vn") "HTTP://a.vn</a>” <a href=\"/0\">74/2019/NĐ-CP</a></p>\n");
  HTML("a|b\n-|-\nhttps://a.vn|y\n",
       TABLE(AB, ROW(TD(LINK_TO("https://a.vn") "https://a.vn</a>") TD("y"))));
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
  HTML("- [ ] một\n- [x] *hai*\n- [y] ba\n",
       "<ul>\n<li class=\"task\">☐ một</li>\n<li class=\"task\">☑ <em>hai</em></li>\n<li>[y] ba</li>\n</ul>\n");
  HTML("[ ] một\n", "<p>[ ] một</p>\n");
}

static void test_control_characters(void **state) {
  (void)state;
  WARNINGS("một\x0Bhai\x01 ba\xC2\x85\n", "<p>một hai  ba</p>\n", "1:6 invalid-character\n");
  HTML("một\thai\n", "<p>một\thai</p>\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bold_beside_letters), cmocka_unit_test(test_struck_out),
      cmocka_unit_test(test_tags_of_inlines),     cmocka_unit_test(test_bare_addresses),
      cmocka_unit_test(test_tasks),               cmocka_unit_test(test_control_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
