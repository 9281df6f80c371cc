# kyket: `make` builds the program, `make site` the website, `make check` tests everything.

CC ?= cc
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

LIBRARIES := libcmark yaml-0.1 libgit2 icu-uc icu-i18n jansson libxxhash
# Looked up when something is compiled, not when the packages are still to come.
LIBRARY_CFLAGS = $(shell pkg-config --cflags $(LIBRARIES))
LIBRARY_LDLIBS = $(shell pkg-config --libs $(LIBRARIES))

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes
STANDARD := -std=gnu17 -D_GNU_SOURCE -Igenerator -DKYKET_VERSION='"$(VERSION)"' -DKYKET_PREFIX='"$(PREFIX)"'
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
HARDENED_LINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack

# A flavour is a folder of its own below build/, with its own flags.
FLAVOUR ?= release
ifeq ($(FLAVOUR),release)
  BUILD := build
  FLAGS := -O2 -g $(HARDENING)
  LINK := $(HARDENED_LINK)
else ifeq ($(FLAVOUR),check)
  BUILD := build/check
  FLAGS := -O1 -g -Werror $(HARDENING)
  LINK := $(HARDENED_LINK)
else ifeq ($(FLAVOUR),sanitize)
  BUILD := build/sanitize
  FLAGS := -O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
  LINK := -fsanitize=address,undefined
else
  $(error FLAVOUR is release, check or sanitize)
endif

SOURCES := $(sort $(shell find generator -name '*.c'))
OBJECTS := $(SOURCES:%.c=$(BUILD)/objects/%.o)
UNIT_TESTS := $(sort $(wildcard tests/unit/*_test.c))
UNIT_PROGRAMS := $(UNIT_TESTS:tests/unit/%.c=$(BUILD)/tests/%)
THEME_FILES := $(sort $(shell find themes/default -type f 2>/dev/null))

.PHONY: all
all: $(BUILD)/kyket

$(BUILD)/kyket: $(OBJECTS) $(BUILD)/objects/theme_files.o
	$(CC) $(FLAGS) $(LINK) -o $@ $^ $(LIBRARY_LDLIBS)

$(BUILD)/objects/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(FLAGS) $(CFLAGS) $(LIBRARY_CFLAGS) -MMD -MP -c -o $@ $<

# The default theme inside the program: one array of names and bytes.
$(BUILD)/objects/theme_files.c: $(THEME_FILES) generator/source/embed.sh
	@mkdir -p $(@D)
	sh generator/source/embed.sh themes/default >$@

$(BUILD)/objects/theme_files.o: $(BUILD)/objects/theme_files.c $(THEME_FILES)
	$(CC) $(STANDARD) $(WARNINGS) $(FLAGS) $(CFLAGS) -c -o $@ $<

# A unit test is linked with all of the program but its main.
LIBRARY_OBJECTS := $(filter-out $(BUILD)/objects/generator/main.o,$(OBJECTS)) $(BUILD)/objects/theme_files.o
$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(STANDARD) -Itests $(WARNINGS) $(FLAGS) $(CFLAGS) $(LIBRARY_CFLAGS) $(LINK) -MMD -MP -o $@ $< $(LIBRARY_OBJECTS) \
	  $(LIBRARY_LDLIBS) $(shell pkg-config --libs cmocka)

.PHONY: unit-tests
unit-tests: $(UNIT_PROGRAMS)

.PHONY: format
format:
	clang-format -i $$(find generator tests -name '*.[ch]' -not -path '*/node_modules/*')

.PHONY: clean
clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d)
