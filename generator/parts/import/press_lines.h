/* What the lines of a pasted page are beside its text: navigation, counters, captions, credits, names below
 * it. */
#ifndef KYKET_PARTS_IMPORT_PRESS_LINES_H
#define KYKET_PARTS_IMPORT_PRESS_LINES_H

#include "parts/import/press_text.h"

/* The line without emoji and other symbols at its ends; `*is_item` where it begins with the sign of an item.
 */
struct view press_line_plain(struct view line, bool *is_item);

/* It says nothing of the news: a menu, a path of pages, a counter, a link to another text. */
bool press_line_is_idle(struct arena *arena, const struct press_line *line);

/* Nothing of the news follows it: "Tin liên quan", "Bình luận". */
bool press_line_closes(struct arena *arena, struct view line);

/* A line that ends without a stop begins as the captions of pictures do: "Quang cảnh hội nghị". */
bool press_line_is_caption(struct arena *arena, struct view line);

/* It tells what a picture shows and nothing else, with a stop or without one: "Toàn cảnh hội nghị." */
bool press_line_is_view(struct arena *arena, struct view line);

/* A sentence that is short and tells no more than a picture shows: "Đại diện hai đơn vị ký kết chương trình."
 */
bool press_line_is_scene(struct arena *arena, struct view line);

/* The credit of a picture behind "Ảnh:" and the like; its place in the line, VIEW_NOT_FOUND where there is
 * none. */
size_t press_line_credit(struct view line, struct view *credit);

enum press_label { PRESS_LABEL_NONE, PRESS_LABEL_AUTHOR, PRESS_LABEL_SOURCE };

/* What the line's label says of its value: "Tin và ảnh: Lan Anh", "Nguồn Báo Thử: https://…", "Theo Báo Thử".
 */
enum press_label press_line_label(struct arena *arena, struct view line, struct view *value);

/* The line is a name, or several: up to six words, each with a capital letter, without a stop. */
bool press_line_is_name(struct view line);

/* The name in a line below a text: "(Lan Anh)", "- Lan Anh -", "Lan Anh - Phòng Tuyên truyền". Empty: none.
 * `*is_marked` where the line says by marks that it is one. */
struct view press_line_author(struct arena *arena, struct view line, bool *is_marked);

/* Ends as sentences and their parts do. */
bool press_line_ends_sentence(struct view line);

#endif
