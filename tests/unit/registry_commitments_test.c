#include "unit/register_fixture.h"

static void put_topics(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/topics.yaml", "- {id: y-te, name: Y tế}\n- {id: viec-lam, name: Việc làm}\n");
}

/* A topic's commitments in their order: agreement and number. */
static void expect_commitments(const struct registry *registry, const char *topic, const char *expected) {
  const struct list *commitments = &((struct topic *)entry_of(registry, ENTRY_TOPIC, topic))->commitments;
  struct buffer found = {0};
  for (size_t i = 0; i < commitments->count; i++) {
    const struct commitment *commitment = list_at(commitments, i);
    buffer_format(&found, "%s%.*s#%d", i == 0 ? "" : " ", VIEW_FORMAT(commitment->agreement->entry.id),
                  (int)commitment->number);
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void topics_have_the_commitments_that_name_them(void **state) {
  struct fixture *fixture = *state;
  put_topics(fixture);
  put_agreement(fixture, "cu",
                "signed: 2018-01-01\ncommitments: [{title: A, topics: y-te}, {title: B}, {title: C, topics: "
                "[viec-lam, y-te]}]\n");
  put_agreement(fixture, "moi", "signed: 2020-01-01\ncommitments: [{title: A, topics: y-te}]\n");
  put_agreement(fixture, "giua", "period: {start: 2019}\ncommitments: [{title: A, topics: y-te}]\n");
  /* An agreement's own topics are not its commitments'. */
  put_agreement(fixture, "rieng", "signed: 2021-01-01\ntopics: y-te\ncommitments: [{title: A}]\n");
  struct registry *registry = load_good(fixture, "2022-01-01");
  expect_commitments(registry, "y-te", "moi#1 giua#1 cu#1 cu#3");
  expect_commitments(registry, "viec-lam", "cu#3");
  const struct commitment *commitments = agreement_of(registry, "rieng")->commitments.items;
  assert_ptr_equal(commitments[0].agreement, agreement_of(registry, "rieng"));
  registry_free(registry);
}

static void drafts_are_left_out(void **state) {
  struct fixture *fixture = *state;
  put_topics(fixture);
  put_agreement(fixture, "nhap",
                "signed: 2020-01-01\ndraft: true\ncommitments: [{title: A, topics: y-te}]\n");
  struct registry_options options = {.content = "content", .today = day("2022-01-01")};
  struct registry *registry = load_with(fixture, &options);
  expect_commitments(registry, "y-te", "");
  registry_free(registry);
  options.drafts = true;
  registry = load_with(fixture, &options);
  expect_commitments(registry, "y-te", "nhap#1");
  registry_free(registry);
}

/* What is wrong is told elsewhere and does no harm here. */
static void a_topic_named_twice_or_unknown(void **state) {
  struct fixture *fixture = *state;
  put_topics(fixture);
  put_agreement(fixture, "t", "signed: 2020-01-01\ncommitments: [{title: A, topics: [y-te, khong, y-te]}]\n");
  struct registry *registry = load(fixture, "2022-01-01");
  expect_commitments(registry, "y-te", "t#1");
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(topics_have_the_commitments_that_name_them),
      FIXTURE_TEST(drafts_are_left_out),
      FIXTURE_TEST(a_topic_named_twice_or_unknown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
