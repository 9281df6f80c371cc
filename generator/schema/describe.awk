# Turns descriptions of types (*.def, see fields/README.md) into C: with -v want=structures the structures, the
# names of their types and the enumerations (-v collection=record or model names the macro that goes through all); with -v want=tables the rows of the types' tables, for the macros of
# schema/rows.h. What is wrong with a description stops the build with its file and line.

function fail(message) {
  printf "%s:%d: error: %s\n", FILENAME, FNR, message > "/dev/stderr"
  failed = 1
  exit 1
}

function trim(text) {
  sub(/^[ \t]+/, "", text)
  sub(/[ \t]+$/, "", text)
  return text
}

# The arguments of a line up to a number of them: none of those looked at here contains a comma or a parenthesis.
function arguments(line, into, count,    rest, i, end) {
  rest = substr(line, index(line, "(") + 1)
  for (i = 1; i <= count; i++) {
    match(rest, /[,)]/)
    end = RSTART
    into[i] = trim(substr(rest, 1, end - 1))
    rest = substr(rest, end + 1)
  }
}

# What is in the line's outer parentheses, and in `tail` what stands behind them.
function inside(line,    i, depth, letter, quoted) {
  depth = 0
  quoted = 0
  for (i = index(line, "("); i <= length(line); i++) {
    letter = substr(line, i, 1)
    if (letter == "\\") i++
    else if (letter == "\"") quoted = !quoted
    else if (!quoted && letter == "(") depth++
    else if (!quoted && letter == ")" && --depth == 0) break
  }
  if (depth != 0) fail("a parenthesis or a quote is not closed")
  tail = trim(substr(line, i + 1))
  return substr(line, index(line, "(") + 1, i - index(line, "(") - 1)
}

function c_type(kind) {
  if (!(kind in value_types)) fail("there is no kind of field \"" kind "\"")
  return value_types[kind]
}

function add_member(text) {
  members[name] = members[name] "  " text "\n"
}

function add_row(line) {
  row_count[name]++
  rows[name, row_count[name]] = line
}

function begin_type(form, line,    argument, file) {
  arguments(line, argument, 2)
  name = argument[1]
  file = FILENAME
  sub(/.*\//, "", file)
  if (file != name ".def") fail("the file of \"" name "\" must be called " name ".def")
  type_count++
  types[type_count] = name
  forms[name] = form
  type_arguments[name] = inside(line)
  row_count[name] = 0
  members[name] = ""
  heads[name] = comment
  comment = ""
  if (form == "ENTRY") {
    arguments(line, argument, 5)
    schemes[name] = argument[5]
    add_entry_kind(argument[2] + 0)
  }
  if (form == "PAGE") page_kinds[++page_count] = name
}

# Kinds of entries by their order.
function add_entry_kind(order,    i) {
  if (order in by_order) fail("\"" by_order[order] "\" has the order " order " too")
  by_order[order] = name
  for (i = ++entry_count; i > 1 && entry_orders[i - 1] > order; i--) entry_orders[i] = entry_orders[i - 1]
  entry_orders[i] = order
}

BEGIN {
  split("TEXT URL PATH MEDIA CHOICE", kinds, " ")
  for (i in kinds) value_types[kinds[i]] = "struct text "
  split("DATE WHEN START END OPEN_END", kinds, " ")
  for (i in kinds) value_types[kinds[i]] = "struct date_value "
  split("REFERENCES TEXTS RECORDS LINKS", kinds, " ")
  for (i in kinds) value_types[kinds[i]] = "struct list "
  value_types["INTEGER"] = "struct integer_value "
  value_types["DECIMAL"] = "struct decimal_value "
  value_types["BOOLEAN"] = "struct boolean_value "
  value_types["REFERENCE"] = "struct reference "
  value_types["VIEW"] = value_types["MARKUP"] = "struct view "
  value_types["BODY"] = "struct body *"
  value_types["DAY"] = "struct date "
  value_types["NUMBER"] = "int64_t "
  value_types["FLAG"] = "bool "
}

FNR == 1 {
  if (comment_open) fail("the comment of the file before is not closed")
  name = ""
}

comment_open || /^\/\*/ {
  comment = comment $0 "\n"
  comment_open = !/\*\/[ \t]*$/
  next
}

/^[ \t]*$/ { next }

/^(BASE|ENTRY|PART|MODEL|DOCUMENT|PAGE)\(/ {
  if (name != "") fail("a file describes one type")
  begin_type(substr($0, 1, index($0, "(") - 1), $0)
  next
}

name == "" { fail("the first line says what is described: ENTRY(...), PART(...), MODEL(...), PAGE(...)") }

{ # A comment above a line goes above its member.
  if (comment != "") {
    gsub(/\n/, "\n  ", comment)
    members[name] = members[name] "  " substr(comment, 1, length(comment) - 2)
    comment = ""
  }
}

/^MEMBER\(/ {
  declaration = inside($0)
  add_member(declaration ";" (tail == "" ? "" : " " tail))
  next
}

/^(FIELD|FIELD_NAMED|DERIVED|DERIVED_COUNT|DERIVED_DAILY|DERIVED_OPEN)\(/ {
  arguments($0, argument, 2)
  add_member(c_type(argument[1]) argument[2] ";")
  add_row($0)
  next
}

/^ADDRESS(_OPEN)?\(/ {
  add_row($0)
  next
}

/^(RECORD|LINK|LINK_OPEN)\(/ {
  arguments($0, argument, 2)
  add_member("struct " argument[1] " *" argument[2] ";")
  add_row($0)
  next
}

{ fail("no line of a description begins like this") }

# The first member that all types of the form share; "" for none.
function base_of(form) {
  return form == "ENTRY" ? "entry" : form == "PAGE" ? "webpage" : ""
}

function print_structure(name,    base) {
  base = base_of(forms[name])
  printf "%sstruct %s {\n", heads[name], name
  if (base != "") printf "  struct %s %s;\n", base, base
  if (forms[name] == "PART") print "  struct source_location location;"
  printf "%s};\n", members[name]
}

function print_enumeration(tag, prefix, names, count, last,    i) {
  printf "\nenum %s {\n", tag
  for (i = 1; i <= count; i++) printf "  %s%s,\n", prefix, toupper(names[i])
  printf "  %s,\n};\n", last
}

# A macro that calls another one for each name, with the name in small and in capital letters.
function print_each(macro, names, count, enumerators,    i) {
  printf "\n#define %s(ROW)", macro
  for (i = 1; i <= count; i++)
    printf " \\\n  ROW(%s%s)", names[i], enumerators ? ", " toupper(names[i]) : ""
  print ""
}

# How links in bodies name entries, as C's strings and as a list for people.
function print_schemes(names,    i, list, words) {
  for (i = 1; i <= entry_count; i++) {
    if (schemes[names[i]] == "NULL") continue
    list = list (list == "" ? "" : ", ") schemes[names[i]]
    words = words (words == "" ? "" : ", ") substr(schemes[names[i]], 2, length(schemes[names[i]]) - 2) ":"
  }
  printf "#define ENTRY_SCHEME_NAMES %s\n#define ENTRY_SCHEME_LIST \"%s\"\n", list, words
}

function print_structures(    i, names) {
  for (i = 1; i <= type_count; i++) if (forms[types[i]] == "BASE") print_structure(types[i])
  for (i = 1; i <= type_count; i++) if (forms[types[i]] != "BASE") print_structure(types[i])
  print ""
  for (i = 1; i <= type_count; i++) printf "extern const struct record_type %s_type;\n", types[i]
  print_each("EACH_" toupper(collection) "_TYPE", types, type_count, 0)
  if (entry_count > 0) {
    for (i = 1; i <= entry_count; i++) names[i] = by_order[entry_orders[i]]
    print "\n/* The kinds of entries in their order. */"
    print_enumeration("entry_kind", "ENTRY_", names, entry_count, "ENTRY_KINDS")
    print_each("EACH_ENTRY_KIND", names, entry_count, 1)
    printf "\n#define ENTRY_KIND_NAMES"
    for (i = 1; i <= entry_count; i++) printf "%s \"%s\"", i == 1 ? "" : ",", names[i]
    print ""
    print_schemes(names)
  }
  if (page_count > 0) {
    for (i = 1; i <= page_count; i++) {
      names[i] = page_kinds[i]
      sub(/_page$/, "", names[i])
    }
    print "\n/* The kinds of pages that templates make. */"
    print_enumeration("page_kind", "PAGE_", names, page_count, "PAGE_KINDS")
  }
}

function print_rows(record, from, prefix,    i, line, at) {
  for (i = 1; i <= row_count[from]; i++) {
    line = rows[from, i]
    at = index(line, "(")
    printf "    %s(%s, %s, %s\n", substr(line, 1, at - 1), record, prefix, substr(line, at + 1)
  }
}

function print_table(name,    base) {
  base = base_of(forms[name])
  printf "static const struct field %s_fields[] = {\n", name
  if (base != "") print_rows(name, base, base ".")
  print_rows(name, name, "")
  print "};"
  printf "TYPE_OF_%s(%s)\n\n", forms[name], type_arguments[name]
}

function print_page(name,    template) {
  template = name
  sub(/_page$/, "", template)
  printf "    [PAGE_%s] = ", toupper(template)
  gsub(/_/, "-", template)
  printf "{VIEW_LITERAL(\"%s\"), &%s_type%s},\n", template, name,
         type_arguments[name] ~ /OPTIONAL/ ? ", .is_optional = true" : ""
}

function print_tables(    i) {
  for (i = 1; i <= type_count; i++) print_table(types[i])
  if (page_count == 0) return
  print "const struct page_template page_templates[PAGE_KINDS] = {"
  for (i = 1; i <= page_count; i++) print_page(page_kinds[i])
  print "};"
}

END {
  if (failed) exit 1
  if (comment_open) fail("the comment is not closed")
  print "/* Made from descriptions of types by schema/describe.awk. */"
  if (want == "structures") print_structures()
  else print_tables()
}
