/* Where each value stands in a text of YAML, so that one can be taken out and all else stays as it is typed:
 * comments, quotes, the order of keys. */
#ifndef KYKET_EDIT_YAML_LAYOUT_H
#define KYKET_EDIT_YAML_LAYOUT_H

#include "base/view.h"

struct yaml_layout;

/* The text must stay; NULL where it is no YAML. Release with yaml_layout_close, which takes NULL too. */
struct yaml_layout *yaml_layout_open(struct view text);
void yaml_layout_close(struct yaml_layout *layout);

/* The bytes that a value takes with it: `begin`, and `end` behind the last. */
struct yaml_cut {
  size_t begin, end;
};

/* What must go so that the scalar with the byte at `offset` is gone: it is a key's value or an item of a
 * list, and goes with its key or sign; a list or mapping that would hold nothing more goes with it. False
 * where there is no such scalar, and where it is written in a way that can't be cut, so that the rest would
 * be no YAML. */
bool yaml_layout_cut_value(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut);

/* The same of the whole item of the outermost list that the scalar is in. */
bool yaml_layout_cut_item(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut);

/* The same of the mapping that has the scalar for a value, which is an item of a list or stands alone in its
 * place. */
bool yaml_layout_cut_mapping(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut);

/* The same of the list that has that mapping for an item. */
bool yaml_layout_cut_list(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut);

#endif
