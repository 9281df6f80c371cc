#include "base/program.h"

#include <link.h>
#include <sys/stat.h>

static size_t round_up(size_t size) {
  return (size + 3) & ~(size_t)3;
}

/* The build id among an object's notes, each of which is a header, a name and a description. */
static struct view build_id(struct view notes) {
  while (notes.length >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    memcpy(&note, notes.data, sizeof note);
    size_t name = round_up(note.n_namesz), rest = notes.length - sizeof note;
    if (name > rest || note.n_descsz > rest - name) break;
    struct view description = {notes.data + sizeof note + name, note.n_descsz};
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
        memcmp(notes.data + sizeof note, "GNU", 4) == 0)
      return description;
    notes = view_slice(notes, sizeof note + name + round_up(note.n_descsz), SIZE_MAX);
  }
  return (struct view){NULL, 0};
}

/* The first object is the program itself. */
static int take_build_id(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  struct view *id = context;
  for (size_t i = 0; i < object->dlpi_phnum && id->length == 0; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type == PT_NOTE)
      *id = build_id((struct view){(const char *)(object->dlpi_addr + part->p_vaddr), part->p_memsz});
  }
  return 1;
}

void program_add_identity(struct buffer *text) {
  struct view id = {NULL, 0};
  struct stat file = {0};
  dl_iterate_phdr(take_build_id, &id);
  for (size_t i = 0; i < id.length; i++)
    buffer_format(text, "%02x", (unsigned char)id.data[i]);
  if (id.length == 0 && stat("/proc/self/exe", &file) == 0)
    buffer_format(text, "%ju %ju %jd.%09ld", (uintmax_t)file.st_ino, (uintmax_t)file.st_size,
                  (intmax_t)file.st_mtim.tv_sec, file.st_mtim.tv_nsec);
  buffer_add_byte(text, '\n');
}
