#include "formats/forms_config.h"

#include "formats/field_pattern.h"

/* Names of what is not in the schema. */
const char forms_data_collection[] = "data";
static const char list_field[] = "items", media_address[] = "/media", id_field[] = "id";

static const char *example_of(const struct field *field) {
  switch (field->kind) {
  case FIELD_URL:
    return "https://…";
  case FIELD_PATH:
    return "/… hoặc https://…";
  case FIELD_DATE:
    return "2021-11-25";
  case FIELD_OPEN_END:
    return "2021, 2021-11, 2021-11-25 hoặc open";
  default:
    return "2021, 2021-11 hoặc 2021-11-25";
  }
}

static bool is_key(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

static bool is_data_type(const struct record_type *type) {
  return strncmp(type->folder, "data/", strlen("data/")) == 0;
}

static void set_text(json_t *object, const char *key, const char *value) {
  json_object_set_new(object, key, json_string(value));
}

static void set_view(json_t *object, const char *key, struct view value) {
  if (value.length > 0) json_object_set_new(object, key, json_stringn(value.data, value.length));
}

static void set_pattern(json_t *form, const char *pattern, const char *example) {
  json_object_set_new(form, "pattern", json_pack("[s,o]", pattern, json_sprintf("Dạng: %s", example)));
}

/* The field that an entry, or a record in a list, is told by. */
static const struct field *heading_of(const struct record_type *type) {
  const struct field *first = NULL;
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if (!is_key(field) || entry_type_shares(type, field)) continue;
    if ((field->flags & REQUIRED) != 0) return field;
    if (first == NULL) first = field;
  }
  return first;
}

static json_t *choices_form(const struct field *field) {
  json_t *options = json_array();
  for (size_t i = 0; field->choices[i] != NULL; i++) {
    struct view label = field_choice_label(field, field->choices[i]);
    json_array_append_new(
        options, json_pack("{s:s%,s:s}", "label", label.data, label.length, "value", field->choices[i]));
  }
  return json_pack("{s:s,s:o}", "widget", "select", "options", options);
}

/* A switch knows on and off; what is not said is neither. */
static json_t *boolean_form(void) {
  return json_pack("{s:s,s:[{s:s,s:b},{s:s,s:b}]}", "widget", "select", "options", "label", "Có", "value", 1,
                   "label", "Không", "value", 0);
}

static void set_longest(json_t *form, const struct field *field) {
  size_t longest = field_longest(field);
  if (longest != 0) json_object_set_new(form, "maxlength", json_integer((json_int_t)longest));
}

static json_t *text_form(const struct field *field) {
  const char *pattern = field_pattern(field);
  json_t *form = json_pack("{s:s,s:b}", "widget", (field->flags & PROSE) != 0 ? "text" : "string",
                           "use_emoji_autocomplete", 0);
  if (field->kind == FIELD_URL) set_text(form, "type", "url");
  set_longest(form, field);
  if (pattern != NULL) set_pattern(form, pattern, example_of(field));
  return form;
}

/* Where a relation finds a value of the entries that it leads to. */
static json_t *path_of(const struct record_type *type, const char *field) {
  return is_data_type(type) ? json_sprintf("%s.*.%s", list_field, field) : json_string(field);
}

static void add_searched(json_t *searched, const struct record_type *type) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if (!is_key(field) || (field->flags & (PROSE | EDITORIAL)) != 0) continue;
    if (field->kind == FIELD_TEXT) json_array_append_new(searched, path_of(type, field->name));
  }
}

static json_t *relation_form(const struct record_type *target) {
  json_t *form = json_pack("{s:s}", "widget", "relation"), *searched = json_array();
  if (is_data_type(target)) {
    set_text(form, "collection", forms_data_collection);
    set_text(form, "file", target->name);
    json_object_set_new(form, "value_field", path_of(target, id_field));
  } else {
    set_text(form, "collection", target->name);
    set_text(form, "value_field", "{{slug}}");
  }
  json_object_set_new(form, "display_fields", json_pack("[o]", path_of(target, heading_of(target)->name)));
  add_searched(searched, target);
  json_object_set_new(form, "search_fields", searched);
  return form;
}

static json_t *fields_of(const struct record_type *type);

static void set_records(json_t *form, const struct record_type *type) {
  json_object_set_new(form, "summary", json_sprintf("{{fields.%s}}", heading_of(type)->name));
  set_text(form, "collapsed", "auto");
  json_object_set_new(form, "fields", fields_of(type));
}

static bool is_picture(const struct field *field) {
  return field >= photo_type.fields && field < photo_type.fields + photo_type.field_count;
}

static json_t *form_of_kind(const struct field *field) {
  json_t *form;
  switch (field->kind) {
  case FIELD_MEDIA:
    return json_pack("{s:s,s:b}", "widget", is_picture(field) ? "image" : "file", "choose_url", 0);
  case FIELD_CHOICE:
    return choices_form(field);
  case FIELD_DATE:
    return json_pack("{s:s,s:s,s:s}", "widget", "datetime", "type", "date", "format", "YYYY-MM-DD");
  case FIELD_INTEGER:
    return json_pack("{s:s,s:s,s:i}", "widget", "number", "value_type", "int", "min", 0);
  case FIELD_DECIMAL:
    return json_pack("{s:s,s:s}", "widget", "number", "value_type", "float");
  case FIELD_BOOLEAN:
    return boolean_form();
  case FIELD_REFERENCE:
    return relation_form(field->target);
  case FIELD_REFERENCES:
    form = relation_form(field->target);
    json_object_set_new(form, "multiple", json_true());
    return form;
  case FIELD_TEXTS:
    form = json_pack("{s:s,s:s,s:s,s:b}", "name", "text", "label", field->label, "widget", "string",
                     "use_emoji_autocomplete", 0);
    set_longest(form, field);
    return json_pack("{s:s,s:o}", "widget", "list", "field", form);
  case FIELD_RECORD:
  case FIELD_RECORDS:
    form = json_pack("{s:s}", "widget", field->kind == FIELD_RECORD ? "object" : "list");
    if (field->kind == FIELD_RECORDS) set_text(form, "label_singular", field->target->label);
    if (field->most != 0) json_object_set_new(form, "max", json_integer((json_int_t)field->most));
    set_records(form, field->target);
    return form;
  default:
    return text_form(field);
  }
}

static json_t *form_of(const struct field *field) {
  json_t *form = json_pack("{s:s,s:s,s:s,s:b}", "name", field->name, "label", field->label, "hint",
                           field->help, "required", (field->flags & REQUIRED) != 0);
  json_t *own = form_of_kind(field);
  json_object_update(form, own);
  json_decref(own);
  return form;
}

/* The type's own fields come before those that all entries have. */
static json_t *fields_of(const struct record_type *type) {
  json_t *fields = json_array();
  for (size_t shared = 0; shared < 2; shared++)
    for (size_t i = 0; i < type->field_count; i++)
      if (is_key(&type->fields[i]) && entry_type_shares(type, &type->fields[i]) == (shared == 1))
        json_array_append_new(fields, form_of(&type->fields[i]));
  return fields;
}

static json_t *path_in(const struct forms_settings *settings, const char *path) {
  return settings->content[0] == '\0' ? json_string(path) : json_sprintf("%s/%s", settings->content, path);
}

static const char id_hint[] = "Chữ thường không dấu, số và dấu gạch ngang.", id_example[] = "so-noi-vu";

/* The field by which entries are filed into a folder a year; NULL: they lie side by side. */
static const struct field *year_field(const struct record_type *type) {
  return type == &news_type ? record_type_find(type, VIEW("date")) : NULL;
}

static json_t *folder_collection(const struct forms_settings *settings, const struct record_type *type) {
  const char *heading = heading_of(type)->name;
  json_t *fields = fields_of(type);
  json_array_append_new(fields, json_pack("{s:s,s:s,s:s,s:b,s:[s,s]}", "name", "body", "label", "Nội dung",
                                          "widget", "markdown", "required", 0, "modes", "raw", "rich_text"));
  json_t *slug = json_pack("{s:o,s:[s],s:s}", "template", json_sprintf("{{fields.%s}}", heading), "editable",
                           "create", "hint", id_hint);
  set_pattern(slug, id_pattern, id_example);
  json_t *collection =
      json_pack("{s:s,s:s,s:o,s:s,s:s,s:s,s:s,s:b,s:o}", "name", type->name, "label", type->label, "folder",
                path_in(settings, type->folder), "extension", "md", "format", "yaml-frontmatter",
                "identifier_field", heading, "summary", "", "delete", 0, "slug", slug);
  json_object_set_new(collection, "summary", json_sprintf("{{fields.%s}}", heading));
  if (year_field(type) != NULL) {
    set_text(collection, "path", "{{year}}/{{slug}}");
    /* Else files are looked for beside the entries. */
    json_object_set_new(
        collection, "media_folder",
        json_sprintf(settings->content[0] == '\0' ? "/media" : "/%s/media", settings->content));
    set_text(collection, "public_folder", media_address);
  }
  json_object_set_new(collection, "fields", fields);
  return collection;
}

static json_t *id_form(void) {
  json_t *form =
      json_pack("{s:s,s:s,s:s,s:s}", "name", id_field, "label", "Mã", "hint", id_hint, "widget", "string");
  set_pattern(form, id_pattern, id_example);
  return form;
}

static json_t *file_form(const struct forms_settings *settings, const struct record_type *type,
                         json_t *fields) {
  return json_pack("{s:s,s:s,s:o,s:s,s:o}", "name", type->name, "label", type->label, "file",
                   path_in(settings, type->folder), "format", "yaml", "fields", fields);
}

/* A data file is a list without a name. */
static json_t *data_file(const struct forms_settings *settings, const struct record_type *type) {
  json_t *list = json_pack("{s:s,s:s,s:s,s:s,s:b}", "name", list_field, "label", type->label,
                           "label_singular", type->label, "widget", "list", "root", 1);
  set_records(list, type);
  if (type->key == NULL) json_array_insert_new(json_object_get(list, "fields"), 0, id_form());
  return file_form(settings, type, json_pack("[o]", list));
}

json_t *forms_config_of(const struct forms_settings *settings, const struct record_type *type) {
  if (type == &site_type) return file_form(settings, type, fields_of(type));
  return is_data_type(type) ? data_file(settings, type) : folder_collection(settings, type);
}

static json_t *collections(const struct forms_settings *settings) {
  json_t *all = json_array(), *files = json_array();
  /* What is written most often comes last among the kinds, for it refers to the others. */
  for (size_t i = ENTRY_KINDS; i-- > 0;)
    json_array_append_new(is_data_type(entry_types[i]) ? files : all,
                          forms_config_of(settings, entry_types[i]));
  json_array_append_new(
      all, json_pack("{s:s,s:s,s:o}", "name", forms_data_collection, "label", "Danh mục", "files", files));
  return all;
}

static json_t *backend_of(const struct forms_settings *settings) {
  const struct forms *forms = settings->site == NULL ? NULL : settings->site->forms;
  const struct forms_backend *backend = forms == NULL ? NULL : forms->backend;
  if (settings->local != NULL)
    return json_pack("{s:s,s:o,s:[s]}", "name", "gitea", "repo", json_sprintf("local/%s", settings->local),
                     "auth_methods", "token");
  if (backend == NULL) return json_pack("{s:s,s:s}", "name", "github", "repo", "OWNER/REPOSITORY");
  json_t *object = json_object();
  for (size_t i = 0; i < forms_backend_type.field_count; i++) {
    const struct field *field = &forms_backend_type.fields[i];
    const struct text *value = (const void *)((const char *)backend + field->offset);
    set_view(object, field->name, text_view(*value));
  }
  bool signs_in = backend->base_url.length > 0;
  if (signs_in && backend->app_id.length > 0 && view_equal_string(text_view(backend->name), "gitlab"))
    set_text(object, "auth_type", "pkce");
  /* Without a server of one's own to sign in at, others would be asked. */
  if (!signs_in) json_object_set_new(object, "auth_methods", json_pack("[s]", "token"));
  return object;
}

json_t *forms_config(const struct forms_settings *settings) {
  json_t *config = json_pack("{s:o,s:o,s:s}", "backend", backend_of(settings), "media_folder",
                             path_in(settings, "media"), "public_folder", media_address);
  if (settings->site != NULL) set_view(config, "app_title", text_view(settings->site->title));
  set_view(config, "site_url", settings->home);
  json_object_set_new(config, "media_libraries", json_pack("{s:b}", "stock_assets", 0));
  json_object_set_new(config, "editor", json_pack("{s:b}", "preview", 0));
  json_object_set_new(
      config, "slug",
      json_pack("{s:s,s:b,s:s}", "encoding", "ascii", "clean_accents", 1, "timezone", "local"));
  json_object_set_new(config, "output", json_pack("{s:b}", "omit_empty_optional_fields", 1));
  json_object_set_new(config, "collections", collections(settings));
  json_object_set_new(config, "singletons", json_pack("[o]", forms_config_of(settings, &site_type)));
  return config;
}

/* Up to the path. */
static struct view origin_of(struct view address) {
  size_t host = view_find(address, VIEW("://"), 0);
  size_t path = view_find_byte(address, '/', host + strlen("://"));
  return view_slice(address, 0, path);
}

void forms_add_servers(struct buffer *buffer, const struct forms_backend *backend) {
  static const char *const servers[][2] = {
      {"github", "https://api.github.com"}, {"gitlab", "https://gitlab.com"}, {"gitea", "https://gitea.com"}};
  struct view api = text_view(backend->api_root), sign_in = text_view(backend->base_url);
  for (size_t i = 0; i < sizeof servers / sizeof *servers && api.length == 0; i++)
    if (view_equal_string(text_view(backend->name), servers[i][0])) api = view_of(servers[i][1]);
  buffer_format(buffer, " %.*s", VIEW_FORMAT(origin_of(api)));
  if (sign_in.length > 0 && !view_equal(origin_of(sign_in), origin_of(api)))
    buffer_format(buffer, " %.*s", VIEW_FORMAT(origin_of(sign_in)));
}
