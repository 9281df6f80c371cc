/* Text that a program has spoilt on its way, and what was meant: UTF-8 that was read in an encoding of one
 * byte a letter and saved anew ("CÃ¡c cÆ¡ quan"), and letters whose codes were never turned back
 * ("Ch\u01b0\u01a1ng", "ph%C6%B0%E1%BB%9Dng", "ch=C6=B0=C6=A1ng"). */
#ifndef KYKET_TEXT_GARBLED_H
#define KYKET_TEXT_GARBLED_H

#include "base/arena.h"
#include "base/view.h"

struct garbled {
  struct view word;  /* in the text */
  struct view meant; /* in the arena; empty where it can't be known */
};

/* What stands around a place between blanks, as far as it is shown. */
struct view garbled_word(struct view text, size_t at);

/* The first word, from `at` on, that was read in Windows-1252, Windows-1258 or an encoding of DOS. False:
 * there is none. One pass that stops at few bytes. */
bool text_find_garbled(struct view text, size_t at, struct arena *arena, struct garbled *found);

/* The first word from `at` on with codes in the place of letters, beyond ASCII or blanks: \uXXXX, \xXX\xXX,
 * %XX%XX, =XX=XX, =?utf-8?…?=. Not in web addresses. */
bool text_find_escaped(struct view text, size_t at, struct arena *arena, struct garbled *found);

/* The bytes of \n, \t, \r\n or several of them at `at`, which a program has written for the end of a line or
 * a tab; 0: it is none, or the name of a file or of a user on a computer goes on there. */
size_t text_line_code_length(struct view text, size_t at);

/* The first of them; data NULL: there is none. */
struct view text_find_line_code(struct view text);

/* The first word of a text that is no Markdown with letters as HTML writes them: &#432; &igrave; */
bool text_find_entity(struct view text, struct arena *arena, struct garbled *found);

#endif
