#include "unit/template_fixture.h"

static void escapes_text_and_only_text(void **state) {
  (void)state;
  struct body body = {.html = VIEW_LITERAL("<p>a &amp; b</p>")};
  struct news news = {.title = text_of("<b>\"A\" & B</b>"),
                      .status = VIEW_LITERAL("<"),
                      .markup = VIEW_LITERAL("<i>x</i>"),
                      .body = &body};
  expect(&news, "{{title}}", "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;");
  expect(&news, "{{status}}|{{link}}|{{{markup}}}|{{&markup}}", "&lt;||<i>x</i>|<i>x</i>");
  expect(&news, "{{{body}}}", "<p>a &amp; b</p>");
  refuse("{{{title}}}", 1, 1, "unescaped-text", "write {{title}}");
  refuse("\n ab{{&status}}", 2, 4, "unescaped-text", "write {{status}}");
  refuse("{{{number}}}", 1, 1, "unescaped-text", "write {{number}}");
  refuse("{{markup}}", 1, 1, "escaped-markup", "write {{{markup}}}");
  refuse("{{body}}", 1, 1, "escaped-markup", "write {{{body}}}");
  news.body = NULL;
  expect(&news, "[{{{body}}}]", "[]");
}

static void texts_of_constants_become_part_of_the_template(void **state) {
  (void)state;
  struct province shown = {.name = VIEW_LITERAL("Huế & <Lào>"), .population = 7};
  struct province other = {.name = VIEW_LITERAL("other"), .population = 8};
  struct office office = {.name = text_of("Sở"), .province = &other};
  struct news news = {.province = &other, .office = {.target = (void *)&office}, .title = text_of("T")};
  static const char text[] = "{{title}} {{province.name}}{{#province}} {{name}} {{population}}{{/province}}, "
                             "{{#office}}{{name}} {{province.name}}{{/office}}";
  expect(&news, text, "T other other 8, Sở other");
  struct theme theme = {.library = {.constants = {{&province_type, &shown}}}};
  expect_in(&theme, &news, text, "T Huế &amp; &lt;Lào&gt; Huế &amp; &lt;Lào&gt; 8, Sở Huế &amp; &lt;Lào&gt;");
}

static void prints_numbers(void **state) {
  (void)state;
  struct news news = {.number = {42, {1, 1}}, .rank = -7};
  expect(&news, "{{number}} {{rank}}", "42 -7");
  static const struct {
    double value;
    const char *text;
  } decimals[] = {
      {10.5, "10.5"},    {-0.000001, "-0.000001"},       {-0.0000001, "0"},     {21.0285, "21.0285"},
      {3, "3"},          {105.8541667777, "105.854167"}, {-20.100000, "-20.1"}, {1e15, "1000000000000000"},
      {0.999999999, "1"}};
  for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
    news.latitude = (struct decimal_value){decimals[i].value, {1, 1}};
    expect(&news, "{{latitude}}", decimals[i].text);
  }
  news.latitude = (struct decimal_value){0};
  news.number = (struct integer_value){0};
  expect(&news, "[{{latitude}}{{number}}]", "[]");
  news.number.location.line = 1;
  expect(&news, "[{{number}}]{{#number}}no{{/number}}", "[0]");
}

static void prints_dates_in_their_forms(void **state) {
  (void)state;
  static const char *const expected[] = {
      "||||||",
      "2021|2021|2021|2021|||2021",
      "2021-03|tháng 03/2021|tháng 03/2021|2021|3||tháng 3",
      "2021-03-05|05/03/2021|05/03/2021|2021|3|5|tháng 3",
      "2021-03-05T16:45:00+07:00|05/03/2021|16:45, 05/03/2021|2021|3|5|tháng 3",
  };
  struct date_names *names = date_names_open("vi");
  struct news news = {.date = {day_of(2021, 3, 5), {1, 1}}};
  news.date.value.hour = 16;
  news.date.value.minute = 45;
  for (int precision = DATE_NONE; precision <= DATE_TIME; precision++) {
    news.date.value.precision = (uint8_t)precision;
    struct theme theme = {.library = {.date_names = names}};
    add_string(&theme, "date.short", "dd/MM/y");
    add_string(&theme, "date.short_month", "'tháng' MM/y");
    add_string(&theme, "date.time", "HH:mm, dd/MM/y");
    add_string(&theme, "date.month_name", "MMMM");
    expect_in(&theme, &news,
              "{{date.iso}}|{{date}}|{{date.time}}|{{date.year}}|{{date.month}}|{{date.day}}|"
              "{{date.month_name}}",
              expected[precision]);
  }
  date_names_close(names);
  struct theme nameless = {.output = {0}};
  add_string(&nameless, "date.month_name", "MMMM");
  refuse_in(&nameless, "{{date.month_name}}", "date.month_name", 7, 9, "date-pattern",
            "no pattern of a date");
}

static void checks_dates(void **state) {
  (void)state;
  struct news news = {.date = {day_of(2021, 3, 5), {1, 1}}, .day = day_of(2020, 1, 31)};
  expect(&news, "{{#date}}{{.}}{{/date}} {{day}} {{#date.has_time}}time{{/date.has_time}}",
         "05/03/2021 31/01/2020 ");
  expect(&news, "{{^period.start}}open{{/period.start}}{{#date.year}}!{{/date.year}}", "open!");
  news.date.value.precision = DATE_TIME;
  expect(&news, "{{#date.has_time}}time {{title}}{{/date.has_time}}", "time ");
  refuse("{{date.shrot}}", 1, 1, "unknown-string", "\"date.shrot\"; did you mean \"date.short\"?");
  refuse("{{date.short.x}}", 1, 1, "unknown-name", "\"date\" has no parts");
  refuse("{{date.}}", 1, 1, "unknown-name", "no parts");
  refuse("{{#date.short}}x{{/date.short}}", 1, 1, "unknown-name", "write {{#date}}");
  refuse("{{date.has_time}}", 1, 1, "unprintable", "is a condition");

  struct theme wrong = {.output = {0}};
  add_string(&wrong, "date.odd", "dd QQ y");
  refuse_in(&wrong, "{{date.odd}}", "date.odd", 7, 9, "date-pattern", "no pattern of a date");
  struct theme timed = {.output = {0}};
  add_string(&timed, "date.short", "HH:mm");
  refuse_in(&timed, "{{date}}", "date.short", 7, 9, "date-pattern", "without a time");
  struct theme quoted = {.output = {0}};
  add_string(&quoted, "date.short", "'Hm' y");
  expect_in(&quoted, &news, "{{date}}", "Hm 2021");
  struct theme missing = {.output = {0}};
  refuse_in(&missing, "{{date}}", "page", 1, 1, "unknown-string", "\"date.short\"");
  struct theme daily = {.output = {0}};
  add_string(&daily, "date.short", "dd/MM/y");
  add_string(&daily, "date.short_month", "dd/MM/y");
  refuse_in(&daily, "{{date}}", "date.short_month", 7, 9, "date-pattern", "can't hold days");
  struct theme yearly = {.output = {0}};
  add_string(&yearly, "date.short", "dd/MM/y");
  add_string(&yearly, "date.long", "'ngày' dd/MM/y");
  add_string(&yearly, "date.long_year", "'năm' y");
  news.date.value.precision = DATE_YEAR;
  expect_in(&yearly, &news, "{{date}} {{date.long}} {{date.iso}}", "2021 năm 2021 2021");
  struct theme wrong_year = {.output = {0}};
  add_string(&wrong_year, "date.short", "dd/MM/y");
  add_string(&wrong_year, "date.short_year", "MM/y");
  refuse_in(&wrong_year, "{{date}}", "date.short_year", 7, 9, "date-pattern", "can't hold months");
  struct theme monthless = {.output = {0}};
  add_string(&monthless, "date.short", "dd/MM/y");
  news.date.value.precision = DATE_MONTH;
  expect_in(&monthless, &news, "{{date}}", "2021-03");
}

static void knows_what_is_true(void **state) {
  (void)state;
  struct body empty_body = {.html = {NULL, 0}}, body = {.html = VIEW_LITERAL("x")};
  struct province province = {.name = VIEW_LITERAL("Huế")};
  struct news news = {.body = &empty_body};
  const char *page =
      "{{#title}}t{{/title}}{{#status}}v{{/status}}{{#markup}}m{{/markup}}{{#body}}b{{/body}}"
      "{{#date}}d{{/date}}{{#number}}n{{/number}}{{#latitude}}l{{/latitude}}{{#draft}}f{{/draft}}"
      "{{#rank}}r{{/rank}}{{#featured}}g{{/featured}}{{#period}}p{{/period}}{{#province}}k"
      "{{/province}}{{#office}}o{{/office}}{{#tags}}s{{/tags}}{{#tags.count}}c{{/tags.count}}";
  const char *inverted =
      "{{^title}}t{{/title}}{{^status}}v{{/status}}{{^markup}}m{{/markup}}{{^body}}b{{/body}}"
      "{{^date}}d{{/date}}{{^number}}n{{/number}}{{^latitude}}l{{/latitude}}{{^draft}}f"
      "{{/draft}}{{^rank}}r{{/rank}}{{^featured}}g{{/featured}}{{^period}}p{{/period}}"
      "{{^province}}k{{/province}}{{^office}}o{{/office}}{{^tags}}s{{/tags}}{{^tags.count}}c"
      "{{/tags.count}}";
  expect(&news, page, "");
  expect(&news, inverted, "tvmbdnlfrgpkosc");
  struct office office = {.name = text_of("Sở")};
  struct text tags[] = {text_of("a")};
  struct span period = {.location = {1, 1}};
  news = (struct news){.title = text_of("x"),
                       .status = VIEW_LITERAL("x"),
                       .markup = VIEW_LITERAL("x"),
                       .body = &body,
                       .date = {day_of(1, 1, 1), {0}},
                       .number = {1, {0}},
                       .latitude = {-0.5, {0}},
                       .draft = {true, {0}},
                       .rank = -1,
                       .featured = true,
                       .period = &period,
                       .province = &province,
                       .office = {.target = (struct entry *)(void *)&office},
                       .tags = {tags, 1, {0}}};
  expect(&news, page, "tvmbdnlfrgpkosc");
  expect(&news, inverted, "");
  period.start.value = day_of(2020, 1, 2);
  news = (struct news){.period = &period};
  expect(&news, "{{#period}}{{start}}{{/period}} {{period.start}}", "02/01/2020 02/01/2020");
  expect(&(struct news){0}, "{{#period}}{{start}}{{/period}}{{period.start}}", "");
}

static void follows_pointers_and_stops_at_null(void **state) {
  (void)state;
  struct province province = {.name = VIEW_LITERAL("Nghệ An"), .population = 3};
  struct office office = {.name = text_of("Sở A"), .province = &province};
  struct news later = {.title = text_of("later")};
  struct news news = {.office = {.target = (struct entry *)(void *)&office}, .next = &later};
  const char *page = "{{office.name}}, {{office.province.name}} {{office.province.population}} "
                     "{{next.title}} {{next.next.title}}{{next.office.province.name}}"
                     "{{#office.province}}[{{name}} {{population}}]{{/office.province}}"
                     "{{^next.next}}end{{/next.next}}";
  expect(&news, page, "Sở A, Nghệ An 3 later [Nghệ An 3]end");
  office.province = NULL;
  expect(&news, page, "Sở A,   later end");
  news.next = NULL;
  expect(&news, page, "Sở A,    end");
}

static void looks_names_up_from_inside_out(void **state) {
  (void)state;
  struct province province = {.name = VIEW_LITERAL("Huế")};
  struct office office = {.name = text_of("Sở"), .province = &province};
  struct news news = {.title = text_of("T"),
                      .office = {.target = (struct entry *)(void *)&office},
                      .province = &(struct province){.name = VIEW_LITERAL("Vinh")}};
  expect(&news, "{{#office}}{{name}} {{title}} {{province.name}}{{/office}} {{province.name}}",
         "Sở T Huế Vinh");
  expect(&news, "{{#title}}{{.}}{{#office}}{{name}}{{#title}}{{.}}{{/title}}{{/office}}{{/title}}", "TSởT");
  /* The parts behind the first are looked for strictly inside. */
  refuse("{{#office}}{{province.title}}{{/office}}", 1, 12, "unknown-name",
         "a province has no field \"title\"");
}

static void runs_sections_per_element(void **state) {
  (void)state;
  struct province a = {.name = VIEW_LITERAL("A")}, b = {.name = VIEW_LITERAL("B")};
  struct office first = {.name = text_of("one"), .province = &a}, second = {.name = text_of("two")};
  struct province *provinces[] = {&a, NULL, &b};
  struct text tags[] = {text_of("x<"), text_of("y"), text_of("z")};
  struct reference offices[] = {{.target = (struct entry *)(void *)&first},
                                {.target = (struct entry *)(void *)&second}};
  struct signer signers[] = {{.name = text_of("An"), .office = offices[1]}, {.name = text_of("Bình")}};
  struct news news = {.title = text_of("T"),
                      .provinces = {provinces, 3, {0}},
                      .tags = {tags, 3, {0}},
                      .offices = {offices, 2, {0}},
                      .signers = {signers, 2, {0}},
                      .featured = true};
  expect(&news, "{{#tags}}{{^@first}}, {{/@first}}{{@number}}:{{.}}{{#@last}}.{{/@last}}{{/tags}}",
         "1:x&lt;, 2:y, 3:z.");
  expect(&news, "{{#provinces}}{{name}}{{/provinces}} {{provinces.count}}", "AB 3");
  expect(&news, "{{#offices}}{{name}}({{province.name}}){{title}};{{/offices}}", "one(A)T;two()T;");
  expect(&news, "{{#signers}}{{name}}{{#office}}={{name}}{{/office}} {{/signers}}", "An=two Bình ");
  expect(&news, "{{#tags}}{{#featured}}{{.}}{{@number}}{{/featured}}{{/tags}}", "x&lt;1y2z3");
  expect(&news, "{{#offices}}{{#tags}}{{@number}}{{/tags}}{{@number}} {{/offices}}", "1231 1232 ");
  expect(&news, "{{#tags.count}}{{.}} tags{{/tags.count}}", "3 tags");
  expect(&news, "{{^tags}}none{{/tags}}{{^signers.count}}none{{/signers.count}}", "");
  refuse("{{@number}}", 1, 1, "unknown-name", "only in a section over a list");
  refuse("{{#office}}{{#@last}}x{{/@last}}{{/office}}", 1, 12, "unknown-name",
         "only in a section over a list");
  refuse("{{#tags}}{{@frist}}{{/tags}}", 1, 10, "unknown-name", "did you mean \"@first\"?");
  refuse("{{#tags}}{{@first}}{{/tags}}", 1, 10, "unprintable", "is a condition");
}

static void reports_unknown_names(void **state) {
  (void)state;
  refuse("<h1>{{titel}}</h1>", 1, 5, "unknown-name",
         "a news has no field \"titel\"; did you mean \"title\"?");
  refuse("<p>\n  Đây {{ xyzzy }}", 2, 7, "unknown-name", "a news has no field \"xyzzy\"");
  refuse("{{#offices}}{{titel}}{{/offices}}", 1, 13, "unknown-name",
         "an office has no field \"titel\"; did you mean \"title\"?");
  refuse("{{office.nam}}", 1, 1, "unknown-name", "an office has no field \"nam\"; did you mean \"name\"?");
  refuse("{{^xyzzy}}{{/xyzzy}}", 1, 1, "unknown-name", "\"xyzzy\"");
  refuse("{{title.x}}", 1, 1, "unknown-name", "\"title\" has no parts");
  refuse("{{offices.name}}", 1, 1, "unknown-name", "{{#offices}}{{name}}{{/offices}}");
  refuse("{{office}}", 1, 1, "unprintable", "is a record");
  refuse("{{.}}", 1, 1, "unprintable", "is a record");
  refuse("{{period}}", 1, 1, "unprintable", "is a record");
  refuse("{{offices}}", 1, 1, "unprintable", "is a list");
  refuse("{{featured}}", 1, 1, "unprintable", "is a condition");
}

static void reports_syntax(void **state) {
  (void)state;
  refuse("a\n{{#title}}\n b", 2, 1, "template-syntax", "the section \"title\" is never closed");
  refuse("a {{/title}}", 1, 3, "template-syntax", "closes nothing");
  refuse("{{#title}}\n{{/titel}}{{/title}}", 2, 1, "template-syntax",
         "does not close the section \"title\" of line 1");
  refuse("{{#title}}{{#tags}}{{/title}}", 1, 11, "template-syntax", "the section \"tags\" is never closed");
  refuse("x{{title", 1, 2, "template-syntax", "no end");
  refuse("{{{title}}", 1, 1, "template-syntax", "no end");
  refuse("{{}}", 1, 1, "template-syntax", "empty");
  refuse("{{> }}", 1, 1, "template-syntax", "empty");
  refuse("{{a b}}", 1, 1, "template-syntax", "no blanks");
  refuse("{{=a=}}", 1, 1, "template-syntax", "delimiters are two words");
  refuse("{{>*title}}", 1, 1, "template-syntax", "dynamic names");
  refuse("{{$a}}", 1, 1, "template-syntax", "the block \"a\" is never closed");
  struct theme theme = {.output = {0}};
  add_template(&theme, "partial/broken", "\n {{#x}}");
  refuse_in(&theme, "{{>partial/broken}}{{>partial/broken}}", "partial/broken", 2, 2, "template-syntax",
            "never closed");
}

static void reports_all_problems_but_not_endlessly(void **state) {
  (void)state;
  struct theme theme = {.output = {0}};
  add_template(&theme, "card", "{{nothing}}");
  assert_null(compile(&theme, "{{one}}\n{{{title}}}{{>missing}}\n{{i18n.two}}{{#tags}}{{>card}}{{/tags}}"
                              "{{>card}}{{>card}}"));
  assert_int_equal(theme.diagnostics.count, 5);
  const struct diagnostic *items = theme.diagnostics.items;
  assert_problem(&items[0], "page", 1, 1, "unknown-name", "\"one\"");
  assert_problem(&items[1], "page", 2, 1, "unescaped-text", "\"title\"");
  assert_problem(&items[2], "page", 2, 12, "unknown-template", "\"missing\"");
  assert_problem(&items[3], "page", 3, 1, "unknown-string", "\"two\"");
  assert_problem(&items[4], "card", 1, 1, "unknown-name", "\"nothing\""); /* once */
  release(&theme);

  struct buffer many = {0};
  for (int i = 0; i < 200; i++)
    buffer_format(&many, "{{wrong%d}}\n", i);
  buffer_add_byte(&many, '\0');
  struct theme full = {.output = {0}};
  assert_null(compile(&full, many.data));
  assert_int_equal(full.diagnostics.count, 50);
  release(&full);
  buffer_free(&many);
}

static void puts_strings_in(void **state) {
  (void)state;
  struct news news = {.title = text_of("A&B"), .review = text_of("annual"), .status = VIEW_LITERAL("ended")};
  struct theme theme = {.output = {0}};
  add_string(&theme, "read.more", "Xem «{{title}}»");
  add_string(&theme, "review.annual", "hằng năm");
  add_string(&theme, "review.none", "không");
  add_string(&theme, "status.in-force", "còn");
  add_string(&theme, "status.ended", "hết ({{i18n.read.more}})");
  expect_in(&theme, &news, "{{i18n.read.more}}|{{i18n.@review}}|{{i18n.@status}}|{{i18n.@next.status}}",
            "Xem «A&amp;B»|hằng năm|hết (Xem «A&amp;B»)|");
  news.review = (struct text){0};
  theme = (struct theme){0};
  add_string(&theme, "review.annual", "hằng năm");
  add_string(&theme, "review.none", "không");
  expect_in(&theme, &news, "[{{i18n.@review}}]", "[]");
}

static void checks_strings(void **state) {
  (void)state;
  struct theme theme = {.output = {0}};
  add_string(&theme, "more", "x");
  refuse_in(&theme, " {{i18n.moer}}", "page", 1, 2, "unknown-string", "\"moer\"; did you mean \"more\"?");
  theme = (struct theme){0};
  add_string(&theme, "more", "x {{titel}}");
  refuse_in(&theme, "{{i18n.more}}", "more", 7, 11, "unknown-name", "\"titel\"");
  theme = (struct theme){0};
  add_string(&theme, "review.annual", "x");
  refuse_in(&theme, "{{i18n.@review}}", "page", 1, 1, "unknown-string", "\"review.none\"");
  refuse("{{i18n.@title}}", 1, 1, "unknown-name", "no field with choices");
  refuse("{{i18n.@nothing}}", 1, 1, "unknown-name", "\"nothing\"");
  refuse("{{i18n.@}}", 1, 1, "unknown-name", "name of a field");
  refuse("{{{i18n.date.short}}}", 1, 1, "unescaped-text", "no markup");
  refuse("{{#i18n.date.short}}{{/i18n.date.short}}", 1, 1, "unknown-name", "no condition");
  theme = (struct theme){0};
  add_string(&theme, "a", "{{i18n.b}}");
  add_string(&theme, "b", "-{{i18n.a}}");
  refuse_in(&theme, "{{i18n.a}}", "b", 7, 10, "template-recursion", "\"a\" contains itself");
}

static void puts_partials_in(void **state) {
  (void)state;
  struct province province = {.name = VIEW_LITERAL("P")};
  struct news news = {.title = text_of("T"), .province = &province};
  struct theme theme = {.output = {0}};
  add_template(&theme, "partial/name", "<b>{{name}}</b>\n");
  add_template(&theme, "partial/outer", "<i>\n  {{>partial/name}}\n</i>\n");
  expect_in(&theme, &news, "{{#province}}\n {{>partial/outer}}\n{{/province}}\n",
            " <i>\n   <b>P</b>\n </i>\n");
  theme = (struct theme){0};
  add_template(&theme, "partial/name", "{{name}}");
  refuse_in(&theme, "\n{{>partial/nam}}", "page", 2, 1, "unknown-template",
            "\"partial/nam\"; did you mean \"partial/name\"?");
  theme = (struct theme){0};
  add_template(&theme, "partial/name", "{{name}}"); /* right for a province, wrong for news */
  refuse_in(&theme, "{{#province}}{{>partial/name}}{{/province}}{{>partial/name}}", "partial/name", 1, 1,
            "unknown-name", "a news has no field \"name\"");
  theme = (struct theme){0};
  assert_null(
      template_compile(&theme.library, VIEW("nothing"), &news_type, &theme.arena, &theme.diagnostics));
  assert_true(diagnostics_have_error(&theme.diagnostics, "unknown-template"));
  release(&theme);
}

static void refuses_recursion(void **state) {
  (void)state;
  refuse("a {{>page}}", 1, 3, "template-recursion", "\"page\" contains itself");
  refuse("{{#next}}{{>page}}{{/next}}", 1, 10, "template-recursion", "\"page\" contains itself");
  struct theme theme = {.output = {0}};
  add_template(&theme, "other", "{{>page}}");
  refuse_in(&theme, "{{>other}}", "other", 1, 1, "template-recursion", "\"page\" contains itself");
  theme = (struct theme){0};
  add_template(&theme, "other", "{{<other}}{{$a}}{{/a}}{{/other}}{{<other}}{{$a}}{{/a}}{{/other}}");
  refuse_in(&theme, "{{>other}}", "other", 1, 1, "template-recursion", "more than 64 deep");
  /* Doubling at each of 40 steps: refused, and soon. */
  theme = (struct theme){0};
  for (int i = 0; i < 40; i++) {
    struct view name = arena_format(&theme.arena, "p%d", i);
    struct view text = arena_format(&theme.arena, "{{>p%d}}{{>p%d}}", i + 1, i + 1);
    add_template(&theme, name.data, text.data);
  }
  add_template(&theme, "p40", "x");
  assert_null(compile(&theme, "{{>p0}}"));
  assert_int_equal(theme.diagnostics.count, 1);
  assert_string_equal(theme.diagnostics.items[0].code, "template-recursion");
  release(&theme);
}

static void inherits(void **state) {
  (void)state;
  struct province province = {.name = VIEW_LITERAL("P")};
  struct news news = {.title = text_of("T"), .province = &province};
  struct theme theme = {.output = {0}};
  add_template(&theme, "layout",
               "<title>{{$title}}{{title}}{{/title}}</title>\n<main>\n  {{$main}}\n  none\n"
               "  {{/main}}\n</main>\n");
  add_template(&theme, "two",
               "{{<layout}}\n{{$main}}\n<div>\n  {{$aside}}{{/aside}}\n</div>\n{{/main}}\n{{/layout}}\n");
  add_template(&theme, "card", "({{$title}}card{{/title}})");
  expect_in(&theme, &news,
            "{{<two}}\n  {{$title}}Page: {{title}}{{/title}}\n  {{$aside}}\n    <p>{{#province}}{{name}}"
            "{{/province}}\n    {{<card}}{{$title}}own{{/title}}{{/card}}{{>card}}\n  {{/aside}}\n{{/two}}\n",
            "<title>Page: T</title>\n<main>\n  <div>\n    <p>P\n    (own)(card)\n  </div>\n</main>\n");
  theme = (struct theme){0};
  add_template(&theme, "layout", "{{$a}}{{/a}}");
  refuse_in(&theme, "{{<layout}}{{$a}}1{{/a}}{{$a}}2{{/a}}{{/layout}}", "page", 1, 25, "template-syntax",
            "given twice");
  refuse("{{<layuot}}{{/layuot}}", 1, 1, "unknown-template", "\"layuot\"");
  /* A name is resolved where the block is put, and reported where it is written. */
  theme = (struct theme){0};
  add_template(&theme, "layout", "{{#province}}{{$a}}{{/a}}{{/province}}");
  refuse_in(&theme, "{{<layout}}{{$a}}{{nmae}}{{/a}}{{/layout}}", "page", 1, 18, "unknown-name",
            "a province has no field \"nmae\"; did you mean \"name\"?");
}

static void looks_json_up_by_name(void **state) {
  (void)state;
  json_t *data = json_pack("{s:s, s:{s:i}, s:[{s:s},{s:s}], s:f}", "title", "J<", "in", "deep", 5, "list",
                           "n", "1", "n", "2", "real", 1.5);
  struct news news = {.title = text_of("T"), .rank = 9, .data = data};
  expect(&news, "{{data.title}} {{data.in.deep}} {{data.none.x}}{{data.real}}", "J&lt; 5 1.5");
  expect(&news, "{{#data}}{{title}} {{rank}} {{none}}{{#in}}{{deep}}{{/in}}{{/data}}", "J&lt; 9 5");
  expect(&news,
         "{{#data.list}}{{n}}{{^@last}},{{/@last}}{{@number}} {{/data.list}}{{^data.none}}-{{/data.none}}",
         "1,1 22 -");
  expect(&news, "{{#data}}{{#title}}{{.}}{{/title}}{{#rank}}{{.}}{{/rank}}{{^rank}}no{{/rank}}{{/data}}",
         "J&lt;9");
  refuse("{{{data.title}}}", 1, 1, "unescaped-text", "no markup");
  refuse("{{#data}}{{{title}}}{{/data}}", 1, 10, "unescaped-text", "no markup");
  news.data = NULL;
  expect(&news, "{{#data}}x{{/data}}{{^data}}none{{/data}}{{data.title}}", "none");
  json_decref(data);
}

static void bounds_partials_within_json(void **state) {
  (void)state;
  json_t *data = json_pack("{s:s, s:[{s:s, s:[]}, {s:s, s:[{s:s, s:[]}]}]}", "n", "a", "l", "n", "b", "l",
                           "n", "c", "l", "n", "d", "l");
  struct news news = {.data = data};
  struct theme theme = {.output = {0}};
  add_template(&theme, "node", "{{n}}({{#l}}{{>node}}{{/l}})");
  expect_in(&theme, &news, "{{#data}}{{>node}}{{/data}}", "a(b()c(d()))");
  theme = (struct theme){0};
  add_template(&theme, "node", "{{n}}{{>node}}");
  refuse_in(&theme, "{{#data}}{{>node}}{{/data}}", "node", 1, 6, "template-recursion", "contains itself");
  /* The value is its own element without end; the page comes to an end all the same. */
  theme = (struct theme){0};
  add_template(&theme, "node", "{{#.}}{{>node}}{{>node}}{{/.}}");
  expect_in(&theme, &news, "{{#data}}{{>node}}{{/data}}", "");
  json_decref(data);
}

static void keeps_within_its_frames(void **state) {
  (void)state;
  struct buffer page = {0};
  for (int i = 0; i < 60; i++)
    buffer_add_string(&page, "{{#next}}");
  buffer_add_string(&page, "{{title}}");
  for (int i = 0; i < 60; i++)
    buffer_add_string(&page, "{{/next}}");
  buffer_add_byte(&page, '\0');
  struct news news = {.title = text_of("deep")};
  news.next = &news;
  expect(&news, page.data, "deep");
  /* Two of them within each other are too deep. */
  struct theme theme = {.output = {0}};
  add_template(&theme, "inner", page.data);
  assert_null(
      compile(&theme, "{{#next}}{{#next}}{{#next}}{{#next}}{{>inner}}{{/next}}{{/next}}{{/next}}{{/next}}"));
  assert_string_equal(theme.diagnostics.items[0].code, "template-syntax");
  release(&theme);
  buffer_free(&page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes_text_and_only_text),
      cmocka_unit_test(texts_of_constants_become_part_of_the_template),
      cmocka_unit_test(prints_numbers),
      cmocka_unit_test(prints_dates_in_their_forms),
      cmocka_unit_test(checks_dates),
      cmocka_unit_test(knows_what_is_true),
      cmocka_unit_test(follows_pointers_and_stops_at_null),
      cmocka_unit_test(looks_names_up_from_inside_out),
      cmocka_unit_test(runs_sections_per_element),
      cmocka_unit_test(reports_unknown_names),
      cmocka_unit_test(reports_syntax),
      cmocka_unit_test(reports_all_problems_but_not_endlessly),
      cmocka_unit_test(puts_strings_in),
      cmocka_unit_test(checks_strings),
      cmocka_unit_test(puts_partials_in),
      cmocka_unit_test(refuses_recursion),
      cmocka_unit_test(inherits),
      cmocka_unit_test(looks_json_up_by_name),
      cmocka_unit_test(bounds_partials_within_json),
      cmocka_unit_test(keeps_within_its_frames),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
