/* What is made of one photo: renditions of up to three widths, none wider than the photo, in WebP and, for
 * browsers without that, in JPEG (PNG where something shines through). They are turned as the camera was
 * held, in the colours of the web (sRGB), and hold nothing but the picture. */
#ifndef KYKET_PARTS_PHOTOS_PICTURE_H
#define KYKET_PARTS_PHOTOS_PICTURE_H

#include "cache/photo_pack.h"

/* Gets libvips ready and lets it read the kinds of photos there are, and nothing else. What it loads for
 * these is loaded now, and no thread is begun, so that processes can be forked off. False: it can't be. */
bool picture_open(void);

/* Reads all of the open file and writes a pack to the other where the status is PHOTO_MADE or PHOTO_LEFT. */
enum photo_status picture_make(int input, int output);

/* The same of a PDF: the pack says how many pages it has. */
enum photo_status picture_count_pages(int input, int output);

#endif
