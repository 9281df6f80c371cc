#include "parse/front_matter/yaml_cause.h"

#include "base/byte_block.h"
#include "base/control_characters.h"
#include "schema/records.h"

/* A line of the text, taken apart as a block mapping's: blanks, dashes of lists, a key with a colon, a value.
 */
struct line {
  struct view text;
  uint32_t number; /* in the file */
  size_t indent;   /* blanks before the first dash or key */
  size_t column;   /* bytes before the key, or the value where there is no key */
  struct view key; /* empty: none */
  size_t value_at; /* bytes before the value */
  struct view value;
  bool is_item;   /* a dash comes first */
  bool has_blank; /* behind the key's colon, or nothing is */
};

/* Where mappings or lists that are open begin: both, where a list stands right below its key. */
struct column {
  size_t at;
  bool has_keys, has_items;
};

struct looking {
  const struct yaml_failure *failure;
  struct view rest; /* the lines behind this one */
  struct line line, first, above;
  size_t passed;             /* lines, of which `above` is the last */
  struct column columns[64]; /* outermost first */
  size_t depth;
  char quote;          /* that is open at the line's beginning; 0: none */
  size_t brackets;     /* that are */
  bool in_block;       /* of a value that | or > began */
  size_t block_indent; /* of the key that has it */
  struct view key;     /* of the last value that may go on in the next line */
  struct buffer fixed; /* a line as it should be typed */
  struct source_location location;
  struct message message;
};

static const struct {
  const char *bytes;
  enum phrase name;
} invisible[] = {
    {"\xc2\xa0", PHRASE_no_break_space},       {"\xe2\x80\x8b", PHRASE_zero_width_space},
    {"\xe2\x80\x8c", PHRASE_zero_width_space}, {"\xe2\x80\x8d", PHRASE_zero_width_space},
    {"\xe2\x81\xa0", PHRASE_zero_width_space}, {"\xef\xbb\xbf", PHRASE_byte_order_mark},
    {"\xe2\x80\x8e", PHRASE_direction_mark},   {"\xe2\x80\x8f", PHRASE_direction_mark},
    {"\xe2\x80\xaf", PHRASE_narrow_space},     {"\xe2\x80\x83", PHRASE_wide_space},
    {"\xe2\x80\x82", PHRASE_wide_space},       {"\xe3\x80\x80", PHRASE_wide_space},
    {"\xc2\xad", PHRASE_soft_hyphen},          {"\xe2\x80\xa8", PHRASE_line_separator},
    {"\xe2\x80\xa9", PHRASE_line_separator},
};

bool yaml_invisible_character(struct view text, enum phrase *name, size_t *length) {
  for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
    if (!view_starts_with(text, invisible[i].bytes)) continue;
    *name = invisible[i].name;
    *length = strlen(invisible[i].bytes);
    return true;
  }
  return false;
}

static bool is_key_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '_' || byte == '-' || byte == '.' || (unsigned char)byte >= 0x80;
}

/* The bytes of a key that has its colon, with the colon; 0: there is none. */
static size_t key_length(struct view text) {
  size_t length = 0;
  while (length < text.length && is_key_byte(text.data[length]))
    length++;
  bool is_key = length > 0 && length < text.length && text.data[length] == ':';
  return is_key ? length + 1 : 0;
}

bool yaml_lacks_blank(struct view text, struct view *key, struct view *value) {
  size_t length = key_length(text);
  if (length == 0 || length == text.length || text.data[length] == ' ' || text.data[length] == '/')
    return false;
  *key = view_slice(text, 0, length - 1);
  *value = view_slice(text, length, SIZE_MAX);
  return true;
}

/* Without the blanks at its end and a comment behind it. */
static struct view without_comment(struct view value) {
  char quote = 0;
  for (size_t i = 0; i < value.length; i++) {
    char byte = value.data[i];
    if (i == 0 && (byte == '"' || byte == '\'')) quote = byte;
    if (i > 0 && byte == quote) quote = 0;
    if (byte == '#' && quote == 0 && (i == 0 || value.data[i - 1] == ' ')) value.length = i;
  }
  while (value.length > 0 && strchr(" \t\r", value.data[value.length - 1]) != NULL)
    value.length--;
  return value;
}

static bool next_line(struct looking *looking) {
  struct line *line = &looking->line;
  uint32_t number = line->number + 1;
  *line = (struct line){.number = number};
  if (!view_next(&looking->rest, '\n', &line->text)) return false;
  struct view text = line->text;
  size_t at = 0;
  while (at < text.length && text.data[at] == ' ')
    at++;
  line->indent = at;
  while (at + 1 < text.length && text.data[at] == '-' && text.data[at + 1] == ' ') {
    line->is_item = true;
    while (++at < text.length && text.data[at] == ' ') {
    }
  }
  line->column = at;
  size_t length = key_length(view_slice(text, at, SIZE_MAX));
  if (length > 0) line->key = view_slice(text, at, length - 1);
  at += length;
  line->has_blank = at >= text.length || strchr(" \t\r", text.data[at]) != NULL;
  while (at < text.length && text.data[at] == ' ')
    at++;
  line->value_at = at;
  line->value = without_comment(view_slice(text, at, SIZE_MAX));
  return true;
}

void yaml_write_line(struct buffer *buffer, struct view key, struct view value) {
  enum { SHOWN = 120 };
  struct view shown = view_shorten(value, SHOWN);
  bool has_double = view_find_byte(shown, '"', 0) != VIEW_NOT_FOUND;
  bool has_single = view_find_byte(shown, '\'', 0) != VIEW_NOT_FOUND;
  bool needs = shown.length == 0 || strchr("\"'[]{}*&!|>@%`#-?,:", shown.data[0]) != NULL ||
               view_find(shown, VIEW(": "), 0) != VIEW_NOT_FOUND ||
               view_find(shown, VIEW(" #"), 0) != VIEW_NOT_FOUND || view_ends_with(shown, ":");
  const char *quote = !needs ? "" : has_double && !has_single ? "'" : "\"";
  if (key.length > 0) buffer_format(buffer, "%.*s: ", VIEW_FORMAT(key));
  buffer_add_string(buffer, quote);
  for (size_t i = 0; i < shown.length; i++) {
    if (quote[0] == '"' && (shown.data[i] == '"' || shown.data[i] == '\\')) buffer_add_byte(buffer, '\\');
    buffer_add_byte(buffer, shown.data[i]);
  }
  if (shown.length < value.length) buffer_add_string(buffer, "…");
  buffer_add_string(buffer, quote);
}

/* The line as it should be typed. */
static struct view fixed(struct looking *looking, struct view value) {
  buffer_clear(&looking->fixed);
  if (looking->line.is_item && looking->line.key.length == 0) buffer_add_string(&looking->fixed, "- ");
  yaml_write_line(&looking->fixed, looking->line.key, value);
  return buffer_view(&looking->fixed);
}

/* Notes what is wrong with a line, so many bytes into it. */
static bool found_in(struct looking *looking, const struct line *line, size_t offset,
                     struct message message) {
  looking->location =
      source_location_behind(source_location_at(line->number, 1), view_slice(line->text, 0, offset));
  looking->message = message;
  return true;
}

static bool found(struct looking *looking, size_t offset, struct message message) {
  return found_in(looking, &looking->line, offset, message);
}

/* Nothing, a comment, or where a document begins. */
static bool is_blank(const struct line *line) {
  struct view text = view_trim(line->text);
  return (line->key.length == 0 && line->value.length == 0 && !line->is_item) ||
         view_equal_string(text, "---") || view_starts_with(text, "%YAML");
}

static bool find_bad_blank(struct looking *looking) {
  const struct line *line = &looking->line;
  enum phrase name;
  size_t length;
  struct view behind = view_slice(line->text, line->indent, SIZE_MAX);
  if (behind.length > 0 && behind.data[0] == '\t') return found(looking, line->indent, message_yaml_tab());
  if (view_starts_with(behind, "-\t"))
    return found(looking, line->indent + 1, message_yaml_invisible(PHRASE_tab));
  /* Before the key, in it, or in place of the blank behind its colon. */
  for (size_t i = line->indent; i < line->value_at + 1 && i < line->text.length; i++)
    if (yaml_invisible_character(view_slice(line->text, i, SIZE_MAX), &name, &length))
      return found(looking, i, message_yaml_invisible(name));
  /* YAML takes them for ends of lines, but for what stands in quotes. */
  bool is_quoted = line->value.length > 0 && strchr("\"'", line->value.data[0]) != NULL;
  size_t separator = is_quoted ? VIEW_NOT_FOUND : view_find(line->text, VIEW("\xe2\x80\xa8"), 0);
  if (separator == VIEW_NOT_FOUND && !is_quoted) separator = view_find(line->text, VIEW("\xe2\x80\xa9"), 0);
  return separator != VIEW_NOT_FOUND &&
         found(looking, separator, message_yaml_invisible(PHRASE_line_separator));
}

/* Where the quote that the value begins with is closed; VIEW_NOT_FOUND: not in this line. */
static size_t closing_quote(struct view value) {
  char quote = value.data[0];
  for (size_t i = 1; i < value.length; i++) {
    if (quote == '"' && value.data[i] == '\\') {
      i++;
    } else if (value.data[i] == quote) {
      if (quote == '"' || i + 1 == value.length || value.data[i + 1] != quote) return i;
      i++;
    }
  }
  return VIEW_NOT_FOUND;
}

/* Where a backslash in double quotes makes no sign that YAML knows. */
static size_t bad_escape(struct view value, size_t end) {
  if (value.data[0] != '"') return VIEW_NOT_FOUND;
  for (size_t i = 1; i + 1 < value.length && i < end; i++) {
    if (value.data[i] != '\\') continue;
    if (strchr("0abtnvfre \"/\\N_LPxuU\t", value.data[i + 1]) == NULL) return i;
    i++;
  }
  return VIEW_NOT_FOUND;
}

/* The backslash and the letter behind it. */
static struct view letter_behind(struct view value, size_t escape) {
  size_t end = escape + 2;
  while (end < value.length && utf8_continues(value.data[end]))
    end++;
  return view_slice(value, escape, end - escape);
}

/* The quote at the beginning or the end of the text, straight or curly, and its length; 0: there is none. */
static size_t outer_quote(struct view text, bool is_end) {
  static const char *const quotes[] = {"\"", "'", "“", "”", "‘", "’", "„"};
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
    if (is_end ? view_ends_with(text, quotes[i]) : view_starts_with(text, quotes[i]))
      return strlen(quotes[i]);
  return 0;
}

/* Whether each quote in the text that opens is closed in it, and none is closed that did not open. */
static bool has_pairs(struct view text) {
  size_t open = 0, straight = 0;
  for (size_t i = 0; i < text.length; i++) {
    struct view rest = view_slice(text, i, SIZE_MAX);
    straight += text.data[i] == '"';
    open += view_starts_with(rest, "“");
    if (!view_starts_with(rest, "”")) continue;
    if (open == 0) return false;
    open--;
  }
  return open == 0 && straight % 2 == 0;
}

/* What was meant to be in quotes, of which one at least is curly: “Hội nghị: ký”, "Hội nghị: ký”. Quotes that
 * are the text's own stay: “Hội nghị: ký” năm 2021. */
static struct view without_outer_quotes(struct view value) {
  size_t first = outer_quote(value, false), last = value.length > first ? outer_quote(value, true) : 0;
  struct view behind = view_slice(value, first, SIZE_MAX);
  struct view inner = view_slice(value, first, value.length - first - last);
  if (last > 0 && has_pairs(inner)) return inner;
  return has_pairs(behind) ? behind : value;
}

/* Whether the next line that is not blank begins a key or an item no further indented than this line's own,
 * so that what this one began should have ended; or there is none. */
static bool ends_here(const struct looking *looking) {
  struct looking ahead = {.rest = looking->rest};
  while (next_line(&ahead)) {
    if (is_blank(&ahead.line)) continue;
    size_t most = ahead.line.is_item ? looking->line.indent : looking->line.column;
    return ahead.line.indent <= most && (ahead.line.key.length > 0 || ahead.line.is_item);
  }
  return true;
}

static bool find_bad_quotes(struct looking *looking) {
  const struct line *line = &looking->line;
  struct view value = line->value;
  size_t end = closing_quote(value), escape = bad_escape(value, end);
  if (escape != VIEW_NOT_FOUND)
    return found(looking, line->value_at + escape, message_yaml_bad_escape(letter_behind(value, escape)));
  if (end == VIEW_NOT_FOUND) {
    if (!ends_here(looking)) return false;
    struct view meant = without_outer_quotes(value);
    bool is_curly = line->key.length > 0 && outer_quote(value, true) > 1 && meant.length + 1 < value.length;
    return found(looking, line->value_at,
                 is_curly ? message_yaml_curly_quotes(line->key, fixed(looking, meant))
                          : message_yaml_unclosed_quote(view_slice(value, 0, 1)));
  }
  struct view behind = view_trim(view_slice(value, end + 1, SIZE_MAX));
  if (behind.length == 0 || (behind.data[0] == ':' && line->key.length == 0)) return false;
  struct view whole = fixed(looking, value);
  return found(looking, line->value_at,
               line->key.length > 0 ? message_yaml_text_behind_quotes(line->key, whole)
                                    : message_yaml_item_behind_quotes(whole));
}

/* The value begins with a sign that means something. */
static bool found_sign(struct looking *looking) {
  const struct line *line = &looking->line;
  struct view sign = view_slice(line->value, 0, 1), whole = fixed(looking, line->value);
  return found(looking, line->value_at,
               line->key.length > 0 ? message_yaml_sign_first(line->key, sign, whole)
                                    : message_yaml_item_sign_first(sign, whole));
}

/* Where the last of so many open brackets is closed, quotes aside; VIEW_NOT_FOUND: not in this text, and
 * `depth` is how many are open behind it. */
static size_t closing_bracket(struct view value, size_t *depth) {
  char quote = 0;
  for (size_t i = 0; i < value.length; i++) {
    char byte = value.data[i];
    if (quote != 0) {
      if (byte == quote) quote = 0;
    } else if ((byte == '"' || byte == '\'') && i > 0 && strchr("[{, :", value.data[i - 1]) != NULL) {
      quote = byte;
    } else if (byte == '[' || byte == '{') {
      ++*depth;
    } else if ((byte == ']' || byte == '}') && --*depth == 0) {
      return i;
    }
  }
  return VIEW_NOT_FOUND;
}

/* Keys of a mapping on one line that no comma keeps apart: {start: 2025 end: 2030}. The line with commas. */
static bool find_lacking_comma(struct looking *looking) {
  struct view value = looking->line.value;
  bool lacks = false;
  buffer_clear(&looking->fixed);
  if (looking->line.key.length > 0) buffer_format(&looking->fixed, "%.*s: ", VIEW_FORMAT(looking->line.key));
  if (value.data[0] != '{' || value.length > 200) return false;
  bool has_value = false; /* of the key before */
  for (size_t i = 0; i < value.length; i++) {
    size_t key = i > 0 && value.data[i - 1] == ' ' ? key_length(view_slice(value, i, SIZE_MAX)) : 0;
    if (strchr("\"'[", value.data[i]) != NULL) return false;
    if (key > 0 && has_value) {
      while (looking->fixed.length > 0 &&
             strchr(" ;", looking->fixed.data[looking->fixed.length - 1]) != NULL)
        looking->fixed.length--;
      buffer_add_string(&looking->fixed, ", ");
      lacks = true;
    }
    if (key > 0 || value.data[i] == ',') has_value = false;
    if (key > 0) {
      buffer_add(&looking->fixed, view_slice(value, i, key));
      i += key - 1;
      continue;
    }
    if (value.data[i] != ' ' && value.data[i] != ',' && value.data[i] != '{') has_value = true;
    buffer_add_byte(&looking->fixed, value.data[i]);
  }
  return lacks && found(looking, looking->line.value_at, message_yaml_no_comma(buffer_view(&looking->fixed)));
}

static bool find_bad_brackets(struct looking *looking) {
  const struct line *line = &looking->line;
  struct view value = line->value, sign = view_slice(value, 0, 1);
  if (find_lacking_comma(looking)) return true;
  size_t depth = 0, end = closing_bracket(value, &depth);
  if (end == VIEW_NOT_FOUND)
    return ends_here(looking) && found(looking, line->value_at, message_yaml_unclosed_bracket(sign));
  return end + 1 < value.length && found_sign(looking);
}

/* A value of a sign that means something, and text behind it. */
static bool begins_with_sign(struct view value) {
  char sign = value.data[0];
  if (strchr("*&@%`,]}", sign) != NULL) return true;
  if (sign == '!') return view_find_byte(value, ' ', 0) != VIEW_NOT_FOUND;
  if (sign == '-' || sign == '?') return value.length > 1 && value.data[1] == ' ';
  if (sign != '|' && sign != '>') return false;
  for (size_t i = 1; i < value.length; i++)
    if (strchr("+-123456789", value.data[i]) == NULL) return true;
  return false;
}

/* A value without quotes. */
static bool find_bad_text(struct looking *looking) {
  const struct line *line = &looking->line;
  struct view value = line->value;
  size_t colon = view_find(value, VIEW(": "), 0);
  if (colon == VIEW_NOT_FOUND && view_ends_with(value, ":")) colon = value.length - 1;
  if ((line->key.length > 0 || line->is_item) && begins_with_sign(value)) return found_sign(looking);
  if (colon == VIEW_NOT_FOUND || line->key.length == 0) return false;
  if (view_starts_with(value, "“") || view_starts_with(value, "”"))
    return found(looking, line->value_at,
                 message_yaml_curly_quotes(line->key, fixed(looking, without_outer_quotes(value))));
  return found(looking, line->value_at + colon,
               message_yaml_text_with_colon(line->key, fixed(looking, value)));
}

static bool find_bad_value(struct looking *looking) {
  const struct line *line = &looking->line;
  if (line->value.length == 0) return false;
  char first = line->value.data[0];
  if (first == '"' || first == '\'') return find_bad_quotes(looking);
  if (first == '[' || first == '{') return find_bad_brackets(looking);
  return find_bad_text(looking);
}

static bool has_flow(struct view value) {
  return value.length > 0 && strchr("[{\"'", value.data[0]) != NULL;
}

/* The open column that a line wanted to begin in: the nearest one that has what the line begins. NULL: none
 * has. */
static const struct column *nearest_column(const struct looking *looking) {
  size_t indent = looking->line.indent, least = SIZE_MAX;
  const struct column *nearest = NULL;
  for (size_t i = 0; i < looking->depth; i++) {
    const struct column *column = &looking->columns[i];
    if (!(looking->line.is_item ? column->has_items : column->has_keys)) continue;
    size_t distance = column->at > indent ? column->at - indent : indent - column->at;
    if (distance > least) continue;
    least = distance;
    nearest = column;
  }
  return nearest;
}

/* A key or a dash that is in line with none of those above it. */
static bool find_odd_column(struct looking *looking) {
  const struct line *line = &looking->line, *above = &looking->above;
  bool opens = line->is_item && above->key.length > 0 && above->value.length == 0;
  bool is_deeper = true;
  for (size_t i = 0; i < looking->depth; i++) {
    const struct column *column = &looking->columns[i];
    is_deeper = is_deeper && column->at < line->indent;
    bool has = line->is_item ? column->has_items || (opens && column->at == above->column) : column->has_keys;
    if (column->at == line->indent && has) return false;
  }
  if (is_deeper) return false;
  if (looking->passed == 1 && !line->is_item && line->indent < looking->first.indent)
    return found_in(looking, &looking->first, looking->first.indent,
                    message_yaml_first_indented((long long)line->indent + 1));
  const struct column *nearest = nearest_column(looking);
  if (nearest != NULL)
    return found(looking, line->indent, message_yaml_odd_column((long long)nearest->at + 1));
  return above->key.length > 0 && above->value.length > 0 &&
         found(looking, line->indent, message_yaml_second_line(above->key));
}

/* The bytes of a sign that an editor takes for the one that begins an item, with the blanks behind it; 0: the
 * text begins with another. */
size_t yaml_item_sign(struct view text) {
  static const char *const signs[] = {"–", "—", "―", "−", "‐", "‑", "•", "●", "▪", "·", "*", "+"};
  size_t length = 0;
  for (size_t i = 0; i < sizeof signs / sizeof *signs && length == 0; i++)
    if (view_starts_with(text, signs[i])) length = strlen(signs[i]);
  bool is_plain = length == 1; /* must have its blank, since names may begin so */
  if (length == 0 && text.length > 1 && text.data[0] == '-' && strchr(" -.0123456789", text.data[1]) == NULL)
    return 1;
  if (length == 0 || (is_plain && (length == text.length || text.data[length] != ' '))) return 0;
  while (length < text.length && text.data[length] == ' ')
    length++;
  return length < text.length ? length : 0;
}

/* An item that begins with another sign than "- ". */
static bool find_item_sign(struct looking *looking) {
  const struct line *line = &looking->line;
  struct view text = view_slice(line->text, line->indent, SIZE_MAX);
  size_t length = line->is_item || text.length == 0 ? 0 : yaml_item_sign(text);
  if (length == 0) return false;
  buffer_clear(&looking->fixed);
  buffer_format(&looking->fixed, "- %.*s",
                VIEW_FORMAT(view_shorten(view_trim(view_slice(text, length, SIZE_MAX)), 120)));
  return found(looking, line->indent, message_yaml_item_sign(buffer_view(&looking->fixed)));
}

/* A key that is known, and no colon behind it, or another sign in its place. */
static bool find_lacking_colon(struct looking *looking) {
  static const char *const signs[] = {"：", "=", ";", "﹕", "→", "–"};
  const struct line *line = &looking->line;
  struct view text = view_slice(line->text, line->column, SIZE_MAX);
  size_t length = 0;
  while (length < text.length &&
         ((text.data[length] >= 'a' && text.data[length] <= 'z') || text.data[length] == '_'))
    length++;
  struct view key = view_slice(text, 0, length);
  struct view value = view_trim(view_slice(text, length, SIZE_MAX));
  bool is_word = value.length == 0 || text.data[length] == ' ';
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (view_starts_with(value, signs[i])) {
      value = view_trim(view_slice(value, strlen(signs[i]), SIZE_MAX));
      is_word = true;
      break;
    }
  if (!is_word || !record_types_have_key(key)) return false;
  if (value.length > 1 && value.data[0] == '"' && view_find_byte(value, '"', 1) == value.length - 1)
    value = view_slice(value, 1, value.length - 2); /* as TOML writes it: title = "…" */
  buffer_clear(&looking->fixed);
  if (value.length == 0)
    buffer_format(&looking->fixed, "%.*s:", VIEW_FORMAT(key));
  else
    yaml_write_line(&looking->fixed, key, value);
  return found(looking, line->column, message_yaml_no_colon(key, buffer_view(&looking->fixed)));
}

bool yaml_write_comment(struct buffer *buffer, struct view text) {
  enum { SHOWN = 80 };
  static const char *const opens[] = {"//", "/*", "<!--"};
  size_t open = 0;
  for (size_t i = 0; i < sizeof opens / sizeof *opens && open == 0; i++)
    if (view_starts_with(text, opens[i])) open = strlen(opens[i]);
  if (open == 0) return false;
  text = view_slice(text, open, SIZE_MAX);
  if (view_ends_with(text, "*/")) text.length -= 2;
  if (view_ends_with(text, "-->")) text.length -= 3;
  buffer_format(buffer, "# %.*s", VIEW_FORMAT(view_shorten(view_trim(text), SHOWN)));
  return true;
}

static bool find_comment(struct looking *looking) {
  const struct line *line = &looking->line;
  buffer_clear(&looking->fixed);
  return yaml_write_comment(&looking->fixed, view_trim(view_slice(line->text, line->indent, SIZE_MAX))) &&
         found(looking, line->indent, message_yaml_comment(buffer_view(&looking->fixed)));
}

/* A text where a key should stand. */
static bool find_text_without_key(struct looking *looking) {
  const struct line *line = &looking->line, *above = &looking->above;
  if (looking->passed > 0 && line->indent > above->column) return false;
  if (find_lacking_colon(looking)) return true;
  bool goes_on = looking->passed > 0 && above->key.length > 0 && above->value.length > 0;
  return found(looking, line->indent, goes_on ? message_yaml_second_line(above->key) : message_yaml_no_key());
}

/* A line that belongs to none of those above it. */
static bool find_bad_place(struct looking *looking) {
  const struct line *line = &looking->line, *above = &looking->above;
  bool begins = line->key.length > 0 || line->is_item;
  if (looking->passed == 0) return !begins && !has_flow(line->value) && find_text_without_key(looking);
  bool has_value = above->key.length > 0 && above->value.length > 0;
  bool is_text =
      above->is_item && above->key.length == 0 && above->value.length > 0 && !has_flow(above->value);
  if (line->key.length > 0 && is_text && line->indent > above->indent)
    return found_in(looking, above, above->column, message_yaml_item_without_key());
  if (begins && has_value && line->indent > above->column) {
    const struct column *nearest = nearest_column(looking);
    size_t column = nearest == NULL ? above->column : nearest->at;
    return found(looking, line->indent, message_yaml_deep((long long)column + 1));
  }
  if (begins) return find_odd_column(looking);
  return line->value.length > 0 && find_text_without_key(looking);
}

/* Whether the line goes on with the text of a value above. */
static bool continues(const struct looking *looking) {
  return looking->passed > 0 && looking->above.key.length > 0 && looking->above.value.length > 0 &&
         looking->line.indent > looking->above.column;
}

static bool find_lacking_blank(struct looking *looking) {
  struct line *line = &looking->line;
  if (line->key.length == 0 || line->has_blank || view_starts_with(line->value, "//")) return false;
  return found(looking, line->value_at, message_yaml_no_blank(line->key, fixed(looking, line->value)));
}

static bool find_in_line(struct looking *looking) {
  if (view_equal_string(view_trim(looking->line.text), "..."))
    return found(looking, 0, message_yaml_second_document());
  if (find_comment(looking)) return true;
  if (find_bad_blank(looking)) return true;
  if (!continues(looking) && find_item_sign(looking)) return true;
  if (find_bad_place(looking)) return true;
  return !continues(looking) && (find_lacking_blank(looking) || find_bad_value(looking));
}

/* Whether the line belongs to what one above it began: a text of | or >, quotes, or brackets. */
static bool is_inside(struct looking *looking) {
  const struct line *line = &looking->line;
  if (looking->in_block && line->indent <= looking->block_indent && !is_blank(line))
    looking->in_block = false;
  if (looking->in_block) return true;
  if (looking->brackets > 0) {
    closing_bracket(line->text, &looking->brackets);
    return true;
  }
  if (looking->quote == 0) return false;
  if (view_find_byte(line->text, looking->quote, 0) != VIEW_NOT_FOUND) looking->quote = 0;
  return true;
}

/* Deeper ones than can be remembered are not looked at. */
static void open_column(struct looking *looking, size_t at, bool is_item) {
  while (looking->depth > 0 && looking->columns[looking->depth - 1].at > at)
    looking->depth--;
  bool is_open = looking->depth > 0 && looking->columns[looking->depth - 1].at == at;
  if (!is_open && looking->depth == sizeof looking->columns / sizeof *looking->columns) return;
  if (!is_open) looking->columns[looking->depth++] = (struct column){.at = at};
  struct column *column = &looking->columns[looking->depth - 1];
  column->has_items = is_item;
  column->has_keys = column->has_keys || !is_item;
}

static void pass_line(struct looking *looking) {
  const struct line *line = &looking->line;
  if (continues(looking) && line->key.length == 0 && !line->is_item) return;
  if (line->is_item) open_column(looking, line->indent, true);
  if (line->key.length > 0) open_column(looking, line->column, false);
  looking->above = *line;
  if (looking->passed++ == 0) looking->first = *line;
  char first = line->value.length == 0 ? 0 : line->value.data[0];
  looking->in_block = first == '|' || first == '>';
  bool has_quote = first == '"' || first == '\'';
  looking->quote = has_quote && closing_quote(line->value) == VIEW_NOT_FOUND ? first : 0;
  looking->brackets = 0;
  if (first == '[' || first == '{') closing_bracket(line->value, &looking->brackets);
  looking->block_indent = line->column;
}

/* A line of blanks and tabs alone, which the parser stopped at. */
static bool find_tab_alone(struct looking *looking) {
  size_t tab = view_find_byte(looking->line.text, '\t', 0);
  bool is_alone = tab != VIEW_NOT_FOUND && view_trim(looking->line.text).length == 0;
  return is_alone && looking->line.number == looking->failure->location.line &&
         found(looking, tab, message_yaml_invisible(PHRASE_tab));
}

static bool look(struct looking *looking) {
  while (looking->line.number < looking->failure->location.line && next_line(looking)) {
    if (is_inside(looking)) continue;
    if (is_blank(&looking->line)) {
      if (find_tab_alone(looking)) return true;
      continue;
    }
    if (find_in_line(looking)) return true;
    pass_line(looking);
  }
  return false;
}

bool yaml_find_cause(const struct yaml_failure *failure, struct view file, struct diagnostics *diagnostics) {
  struct looking looking = {
      .failure = failure, .rest = failure->text, .line.number = failure->first_line - 1};
  bool is_found = look(&looking);
  if (is_found) diagnostics_add(diagnostics, file, looking.location, looking.message);
  buffer_free(&looking.fixed);
  return is_found;
}

void yaml_report_cause(const struct yaml_failure *failure, struct view file,
                       struct diagnostics *diagnostics) {
  if (!yaml_find_cause(failure, file, diagnostics))
    diagnostics_add(diagnostics, file, failure->location, message_yaml_unreadable());
}
