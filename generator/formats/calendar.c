#include "formats/calendar.h"

enum { LINE_OCTETS = 75 };

/* One line, folded: no line is longer than 75 octets, and none begins within a character. */
static void add_line(struct buffer *buffer, struct view line) {
  size_t room = LINE_OCTETS;
  while (line.length > room) {
    size_t cut = room;
    while (cut > 1 && ((unsigned char)line.data[cut] & 0xC0) == 0x80)
      cut--;
    buffer_add(buffer, view_slice(line, 0, cut));
    buffer_add(buffer, VIEW("\r\n "));
    line = view_slice(line, cut, SIZE_MAX);
    room = LINE_OCTETS - 1; /* the blank counts */
  }
  buffer_add(buffer, line);
  buffer_add(buffer, VIEW("\r\n"));
}

/* A property whose value is text. */
static void add_text(struct buffer *buffer, struct view name, struct view text) {
  struct buffer line = {0};
  buffer_add(&line, name);
  buffer_add_byte(&line, ':');
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (byte == '\\' || byte == ';' || byte == ',') buffer_add_byte(&line, '\\');
    if (byte == '\n')
      buffer_add(&line, VIEW("\\n"));
    else if ((unsigned char)byte >= ' ')
      buffer_add_byte(&line, byte);
  }
  add_line(buffer, buffer_view(&line));
  buffer_free(&line);
}

/* One whose value is an address or another thing without escapes. */
static void add_plain(struct buffer *buffer, struct view name, struct view value) {
  struct buffer line = {0};
  buffer_add(&line, name);
  buffer_add_byte(&line, ':');
  buffer_add(&line, value);
  add_line(buffer, buffer_view(&line));
  buffer_free(&line);
}

void calendar_begin(struct buffer *buffer, struct view name) {
  buffer_add(buffer,
             VIEW("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kyket//kyket//EN\r\nCALSCALE:GREGORIAN\r\n"
                  "METHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"));
  add_text(buffer, VIEW("NAME"), name);
  add_text(buffer, VIEW("X-WR-CALNAME"), name);
}

static void add_day(struct buffer *buffer, const char *name, struct date day) {
  buffer_format(buffer, "%s:%04d%02d%02d\r\n", name, (int)day.year, day.month, day.day);
}

/* In UTC, as it must be. */
static void add_stamp(struct buffer *buffer, struct date stamp) {
  enum { VIETNAM = 7 * 3600 };
  struct date utc = date_of_seconds(date_seconds(stamp) - VIETNAM);
  buffer_format(buffer, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n", (int)utc.year, utc.month, utc.day, utc.hour,
                utc.minute, utc.second);
}

void calendar_add(struct buffer *buffer, const struct calendar_event *event) {
  buffer_add(buffer, VIEW("BEGIN:VEVENT\r\n"));
  add_plain(buffer, VIEW("UID"), event->uid);
  add_stamp(buffer, event->stamp);
  add_day(buffer, "DTSTART;VALUE=DATE", event->day);
  add_text(buffer, VIEW("SUMMARY"), event->summary);
  add_plain(buffer, VIEW("URL"), event->url);
  buffer_add(buffer, VIEW("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

void calendar_end(struct buffer *buffer) {
  buffer_add(buffer, VIEW("END:VCALENDAR\r\n"));
}
