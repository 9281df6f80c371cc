/* Answers browsers of this machine, on the thread that asks it to: pages of a preview, files of the disk, and
 * below /.kyket-serve/ the script, the style and the state that the pages are shown with.
 *
 * Nobody else is answered: a request must name the server as 127.0.0.1 or localhost with its port, so that no
 * page of another site reads what is here by a name of its own that leads here (DNS rebinding). Requests are
 * GET or HEAD without a body, of at most 32 KB, and must be over in half a minute. */
#ifndef KYKET_PARTS_SERVE_SERVER_H
#define KYKET_PARTS_SERVE_SERVER_H

#include "parts/serve/preview.h"

struct server;

/* Takes over the socket, which listens on this port of the loopback. NULL: the library does not start. The
 * preview must stay. Release with server_close. */
struct server *server_open(int socket, unsigned port, struct preview *preview);
void server_close(struct server *server);

/* The file that is readable when there is something to do. */
int server_file(const struct server *server);

/* Milliseconds after which there is something to do in any case. */
int server_timeout(const struct server *server);

/* Does what there is to do, and waits for nothing. */
void server_work(struct server *server);

/* The preview has a new generation: tells the browsers that wait for one. */
void server_tell(struct server *server);

#endif
