#include "parts/photos/picture.h"

#include "base/files.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <vips/vips.h>

static const uint32_t widths[] = {480, 960, 1600};
enum { WIDTHS = sizeof widths / sizeof *widths };
_Static_assert(2 * WIDTHS <= PHOTO_RENDITIONS, "two formats of each width");

static const uint64_t pixel_limit = UINT64_C(200) * 1000 * 1000;
static const off_t byte_limit = (off_t)200 * 1000 * 1000;
static const uint64_t side_limit = 16383; /* WebP has no longer one */

struct making {
  struct photo_pack pack;
  void *bytes[PHOTO_RENDITIONS]; /* from g_malloc */
};

bool picture_open(void) {
  static const char *const loaders[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",  "VipsForeignLoadWebp",
                                        "VipsForeignLoadHeif", "VipsForeignLoadTiff", "VipsForeignLoadPdf"};
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic";
  /* The same bytes on every processor; and no code is made. */
  if (setenv("VIPS_NOVECTOR", "1", 1) != 0 || vips_init("kyket-photos") != 0) return false;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++)
    vips_operation_block_set(loaders[i], FALSE);
  /* libheif loads its decoders when the first file is opened. */
  VipsImage *image = vips_image_new_from_buffer(heic, sizeof heic - 1, "", NULL);
  if (image != NULL) g_object_unref(image);
  vips_error_clear();
  return true;
}

/* The whole file in memory. False with the status. */
static bool take_bytes(int input, struct view *bytes, enum photo_status *status) {
  struct stat file;
  *status = PHOTO_UNREADABLE;
  if (fstat(input, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size <= 0) return false;
  if (file.st_size > byte_limit) *status = PHOTO_TOO_LARGE;
  if (file.st_size > byte_limit) return false;
  /* Read, not mapped: whoever cuts off a mapped file ends the process. */
  char *copy = malloc((size_t)file.st_size);
  if (copy == NULL || !file_read_at(input, 0, copy, (size_t)file.st_size)) {
    free(copy);
    return false;
  }
  *bytes = (struct view){copy, (size_t)file.st_size};
  return true;
}

static bool begins(struct view bytes, const char *signature) {
  return bytes.length > strlen(signature) && memcmp(bytes.data, signature, strlen(signature)) == 0;
}

/* The height follows from the width. */
static VipsImage *shrink(VipsImage *image, uint32_t width) {
  VipsImage *result = NULL;
  if (vips_thumbnail_image(image, &result, (int)width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN,
                           "no_rotate", TRUE, NULL) != 0)
    return NULL;
  return result;
}

/* The image in memory, so that it is read once; takes it over. */
static VipsImage *hold(VipsImage *image) {
  VipsImage *held = image == NULL ? NULL : vips_image_copy_memory(image);
  if (image != NULL) g_object_unref(image);
  return held;
}

/* Without what is opaque everywhere; takes the image over. `*shines` says whether something does through. */
static VipsImage *drop_opaque(VipsImage *image, bool *shines) {
  VipsImage *alpha = NULL, *rest = NULL;
  double least = 0;
  *shines = false;
  if (image == NULL || !vips_image_hasalpha(image)) return image;
  int bands = vips_image_get_bands(image);
  if (vips_extract_band(image, &alpha, bands - 1, NULL) == 0 && vips_min(alpha, &least, NULL) == 0)
    *shines = least < 255;
  if (alpha != NULL) g_object_unref(alpha);
  if (*shines) return image;
  if (vips_extract_band(image, &rest, 0, "n", bands - 1, NULL) != 0) rest = NULL;
  g_object_unref(image);
  return rest;
}

/* What libvips carries along, and would write into some formats whatever it is asked. */
static void drop_metadata(VipsImage *image) {
  gchar **names = vips_image_get_fields(image);
  for (size_t i = 0; names != NULL && names[i] != NULL; i++)
    (void)vips_image_remove(image, names[i]);
  g_strfreev(names);
}

static uint32_t number_at(const unsigned char *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* Takes EXIF, XMP and the colour profile out of a WebP file: libvips 8.14 writes EXIF of its own whatever it
 * is asked. The format is that of developers.google.com/speed/webp/docs/riff_container. */
static void strip_webp(unsigned char *bytes, size_t *length) {
  enum { HEAD = 12, CHUNK = 8, FLAGS = 0x20 | 0x08 | 0x04 };
  size_t kept = HEAD;
  for (size_t at = HEAD; at + CHUNK <= *length;) {
    size_t size = CHUNK + (size_t)number_at(bytes + at + 4);
    size += size & 1;
    if (size > *length - at) return;
    bool is_metadata = memcmp(bytes + at, "EXIF", 4) == 0 || memcmp(bytes + at, "XMP ", 4) == 0 ||
                       memcmp(bytes + at, "ICCP", 4) == 0;
    if (memcmp(bytes + at, "VP8X", 4) == 0 && size > CHUNK)
      bytes[at + CHUNK] = (unsigned char)(bytes[at + CHUNK] & ~FLAGS);
    if (!is_metadata) memmove(bytes + kept, bytes + at, size);
    if (!is_metadata) kept += size;
    at += size;
  }
  for (size_t i = 0; i < 4; i++)
    bytes[4 + i] = (unsigned char)((kept - CHUNK) >> (8 * i));
  *length = kept;
}

static int save(VipsImage *image, enum photo_format format, void **bytes, size_t *length) {
  switch (format) {
  case PHOTO_WEBP:
    return vips_webpsave_buffer(image, bytes, length, "Q", 80, "effort", 4, "strip", TRUE, NULL);
  case PHOTO_JPEG:
    return vips_jpegsave_buffer(image, bytes, length, "Q", 82, "optimize_coding", TRUE, "interlace", TRUE,
                                "strip", TRUE, NULL);
  default:
    return vips_pngsave_buffer(image, bytes, length, "compression", 9, "filter", VIPS_FOREIGN_PNG_FILTER_ALL,
                               "strip", TRUE, NULL);
  }
}

static bool add(struct making *making, VipsImage *image, enum photo_format format) {
  size_t length = 0, at = making->pack.count;
  if (save(image, format, &making->bytes[at], &length) != 0) return false;
  if (format == PHOTO_WEBP && length > 12) strip_webp(making->bytes[at], &length);
  if (length > UINT32_MAX || image->Xsize > PHOTO_SIDE_LIMIT || image->Ysize > PHOTO_SIDE_LIMIT) return false;
  making->pack.renditions[at] = (struct photo_rendition){.length = (uint32_t)length,
                                                         .width = (uint32_t)image->Xsize,
                                                         .height = (uint32_t)image->Ysize,
                                                         .format = format};
  making->pack.count++;
  return true;
}

/* The same picture in each width, the largest last. */
struct sizes {
  VipsImage *images[WIDTHS];
  size_t count;
};

static void free_sizes(struct sizes *sizes) {
  for (size_t i = 0; i < sizes->count; i++)
    g_object_unref(sizes->images[i]);
}

/* Takes over the largest. False: some could not be made. */
static bool make_sizes(struct sizes *sizes, VipsImage *largest) {
  bool good = true;
  for (size_t i = 0; i < WIDTHS && good && widths[i] < (uint32_t)largest->Xsize; i++) {
    VipsImage *image = hold(shrink(largest, widths[i]));
    good = image != NULL;
    if (good) sizes->images[sizes->count++] = image;
  }
  sizes->images[sizes->count++] = largest;
  return good;
}

static bool add_format(struct making *making, const struct sizes *sizes, enum photo_format format) {
  bool good = true;
  for (size_t i = 0; i < sizes->count && good; i++)
    good = add(making, sizes->images[i], format);
  return good;
}

static bool write_pack(struct making *making, int output) {
  memcpy(making->pack.magic, PHOTO_MAGIC, sizeof making->pack.magic);
  making->pack.recipe = PHOTO_RECIPE;
  bool good = file_append(output, (struct view){(const char *)&making->pack, sizeof making->pack});
  for (size_t i = 0; i < making->pack.count && good; i++)
    good = file_append(output, (struct view){making->bytes[i], making->pack.renditions[i].length});
  return good;
}

static bool make_all(struct making *making, struct view bytes, uint32_t width) {
  VipsImage *image = NULL;
  bool shines;
  if (vips_thumbnail_buffer((void *)(uintptr_t)bytes.data, bytes.length, &image, (int)width, "height",
                            VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "option_string",
                            "[fail_on=truncated]", NULL) != 0)
    return false;
  image = drop_opaque(hold(image), &shines);
  image = hold(image);
  if (image == NULL) return false;
  drop_metadata(image);
  struct sizes sizes = {0};
  bool good = make_sizes(&sizes, image) && add_format(making, &sizes, PHOTO_WEBP) &&
              add_format(making, &sizes, shines ? PHOTO_PNG : PHOTO_JPEG);
  free_sizes(&sizes);
  return good;
}

/* What the header says, before a pixel is read. `*width` is that of the largest rendition. */
static enum photo_status look(struct view bytes, uint32_t *width) {
  VipsImage *image =
      vips_image_new_from_buffer(bytes.data, bytes.length, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (image == NULL) return begins(bytes, "GIF8") || begins(bytes, "BM") ? PHOTO_LEFT : PHOTO_UNREADABLE;
  bool is_turned = vips_image_get_orientation_swap(image);
  bool moves = begins(bytes, "RIFF") && vips_image_get_n_pages(image) > 1;
  uint64_t pixels = (uint64_t)image->Xsize * (uint64_t)image->Ysize;
  uint64_t across = (uint64_t)(is_turned ? image->Ysize : image->Xsize), down = pixels / across;
  g_object_unref(image);
  *width = across < widths[WIDTHS - 1] ? (uint32_t)across : widths[WIDTHS - 1];
  if (pixels > pixel_limit) return PHOTO_TOO_LARGE;
  return moves || down * *width / across > side_limit ? PHOTO_LEFT : PHOTO_MADE;
}

static void free_all(struct making *making) {
  for (size_t i = 0; i < PHOTO_RENDITIONS; i++)
    g_free(making->bytes[i]);
}

enum photo_status picture_make(int input, int output) {
  struct making making = {0};
  struct view bytes;
  enum photo_status status;
  uint32_t width = 0;
  if (!take_bytes(input, &bytes, &status)) return status;
  status = look(bytes, &width);
  if (status == PHOTO_MADE && !make_all(&making, bytes, width)) status = PHOTO_UNREADABLE;
  making.pack.status = status;
  bool has_pack = status == PHOTO_MADE || status == PHOTO_LEFT;
  if (has_pack && !write_pack(&making, output)) status = PHOTO_STOPPED;
  free_all(&making);
  free((void *)(uintptr_t)bytes.data);
  return status;
}

enum photo_status picture_count_pages(int input, int output) {
  struct making making = {.pack.status = PHOTO_LEFT};
  struct view bytes;
  enum photo_status status;
  VipsImage *image = NULL;
  if (!take_bytes(input, &bytes, &status)) return status;
  bool is_read = vips_pdfload_buffer((void *)(uintptr_t)bytes.data, bytes.length, &image, NULL) == 0;
  if (is_read) making.pack.pages = (uint32_t)vips_image_get_n_pages(image);
  if (image != NULL) g_object_unref(image);
  free((void *)(uintptr_t)bytes.data);
  if (!is_read) return PHOTO_UNREADABLE;
  return write_pack(&making, output) ? PHOTO_LEFT : PHOTO_STOPPED;
}
