/* Answers to one request, with the headers that all have. */
#ifndef KYKET_PARTS_SERVE_ANSWER_H
#define KYKET_PARTS_SERVE_ANSWER_H

#include "base/view.h"

#include <microhttpd.h>

/* Each queues one answer; what the connection is to do next is the result. */

/* Copies the bytes. */
enum MHD_Result answer_bytes(struct MHD_Connection *connection, unsigned status, const char *type,
                             struct view bytes);

/* The same with a page's own policy in the place of that of the site's pages. */
enum MHD_Result answer_own_page(struct MHD_Connection *connection, const char *type, struct view bytes);

/* A refusal, or what is not there, in a few words; the connection is closed behind a refusal. */
enum MHD_Result answer_words(struct MHD_Connection *connection, unsigned status, const char *words);

/* To the path, written as in a URL. */
enum MHD_Result answer_elsewhere(struct MHD_Connection *connection, const char *path);

/* Takes over the open file; of it what a header Range asks for. */
enum MHD_Result answer_file(struct MHD_Connection *connection, const char *type, int file, size_t size);

#endif
