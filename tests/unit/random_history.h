/* Histories of a repository `site` in the fixture's folder: read, and made at random. */
#ifndef KYKET_TESTS_RANDOM_HISTORY_H
#define KYKET_TESTS_RANDOM_HISTORY_H

#include "source/history.h"
#include "unit/repository_fixture.h"

struct reading {
  struct source *source;
  struct source_files files;
  struct history history;
};

FIXTURE void read_history(struct fixture *fixture, struct reading *reading, bool worktree) {
  struct source_options options = {.repository = in_fixture(fixture, "site"), .worktree = worktree};
  reading->source = source_open(&options, &fixture->diagnostics);
  assert_non_null(reading->source);
  assert_true(
      source_list(reading->source, VIEW(""), &fixture->arena, &reading->files, &fixture->diagnostics));
  /* As the thread that reads it has one. */
  struct source *own = source_open_history(reading->source, &fixture->diagnostics);
  assert_non_null(own);
  assert_true(history_read(own, VIEW(""), &reading->files, NULL, &fixture->arena, &reading->history,
                           &fixture->diagnostics));
  source_close(own);
}

FIXTURE void end_reading(struct reading *reading) {
  history_free(&reading->history);
  source_close(reading->source);
}

FIXTURE const struct file_history *history_of(struct reading *reading, const char *path) {
  const struct source_file *file = source_files_find(&reading->files, view_of(path));
  return file == NULL || reading->history.files == NULL
             ? NULL
             : &reading->history.files[file - reading->files.items];
}

/* The files that have a last change. */
FIXTURE size_t changed(struct reading *reading) {
  size_t count = 0;
  struct change last;
  for (size_t i = 0; i < reading->history.file_count; i++)
    count += file_revisions_last(&reading->history, &reading->history.files[i], &last);
  return count;
}

FIXTURE uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

FIXTURE uint32_t below(uint32_t *state, uint32_t limit) {
  return next_random(state) % limit;
}

enum { FILES = 12, COMMITS = 40 };

/* What each file holds: 0 nothing, else a number; the sign of being a program in bit 8. */
struct snapshot {
  uint16_t content[FILES];
};

static const char *const names[FILES] = {"a",     "a.b",     "a-b/x", "d/x",   "d/y",          "d/e/x",
                                         "d/e/y", "d/e/f/x", "d-e/x", "d.e/x", "đường/ký kết", "z"};

FIXTURE void change_snapshot(struct snapshot *snapshot, uint32_t *random) {
  for (uint32_t changes = below(random, 3); changes > 0; changes--) {
    uint16_t content = (uint16_t)below(random, 4);
    if (content > 0 && below(random, 8) == 0) content |= 256;
    snapshot->content[below(random, FILES)] = content;
  }
}

/* Each file from one of the parents, as a merge would, and sometimes from none. */
FIXTURE void merge_snapshot(struct snapshot *merged, const struct snapshot *others, size_t count,
                            uint32_t *random) {
  for (size_t file = 0; file < FILES; file++)
    merged->content[file] = others[below(random, (uint32_t)count)].content[file];
  if (below(random, 3) == 0) change_snapshot(merged, random);
}

FIXTURE void write_commit(struct buffer *stream, size_t number, const size_t *parents, size_t count,
                          const struct snapshot *snapshot, bool honest, uint32_t *random) {
  buffer_format(stream,
                "commit refs/heads/main\nmark :%zu\nauthor a <a> %u +0700\ncommitter c <c> %u +0000\n"
                "data <<E\nc%zu\nE\n",
                number + 1, 1600000000 + below(random, 1000),
                1600000000 + (honest ? (uint32_t)number : below(random, 1000)), number);
  if (count == 0) buffer_add_string(stream, "from 0000000000000000000000000000000000000000\n");
  for (size_t i = 0; i < count; i++)
    buffer_format(stream, "%s :%zu\n", i == 0 ? "from" : "merge", parents[i] + 1);
  buffer_add_string(stream, "deleteall\n");
  for (size_t file = 0; file < FILES; file++)
    if (snapshot->content[file] != 0)
      buffer_format(stream, "M %s inline %s\ndata 1\n%u\n", snapshot->content[file] > 255 ? "755" : "644",
                    names[file], snapshot->content[file] & 255u);
  buffer_add_byte(stream, '\n');
}

/* A history with branches, merges of up to three parents, several roots, and with clocks that lie or do not.
 */
FIXTURE void make_random_history(struct fixture *fixture, bool honest, uint32_t *random) {
  struct snapshot snapshots[COMMITS] = {0};
  struct buffer stream = {0};
  for (size_t number = 0; number < COMMITS; number++) {
    size_t parents[3], count = 0;
    struct snapshot others[3];
    bool last_commit = number == COMMITS - 1;
    size_t wanted = number == 0 ? 0 : below(random, 12) == 0 && !last_commit ? 0 : 1 + below(random, 4) / 2;
    if (wanted > number) wanted = number;
    for (size_t i = 0; i < wanted; i++) {
      size_t reach = number < 6 ? number : 6, parent = number - 1 - below(random, (uint32_t)reach);
      bool twice = false;
      for (size_t j = 0; j < count; j++)
        twice = twice || parents[j] == parent;
      if (twice) continue;
      others[count] = snapshots[parent];
      parents[count++] = parent;
    }
    struct snapshot *mine = &snapshots[number];
    if (count > 1)
      merge_snapshot(mine, others, count, random);
    else if (count == 1)
      *mine = others[0];
    if (count < 2) change_snapshot(mine, random);
    if (count == 0 && number > 0) *mine = snapshots[below(random, (uint32_t)number)]; /* the same by chance */
    write_commit(&stream, number, parents, count, mine, honest, random);
  }
  write_bytes(fixture, "stream", stream.data, stream.length);
  buffer_free(&stream);
  run(fixture, "rm -rf site && git init -q -b main site && git -C site fast-import --quiet --force <stream");
}

#endif
