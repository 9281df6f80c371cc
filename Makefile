# kyket: `make` builds the program, `make site` the website, `make check` tests everything.

CC ?= cc
NPM ?= npm
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

LIBRARIES := libcmark yaml-0.1 libgit2 icu-uc icu-i18n jansson libxxhash zlib libdeflate
# Looked up when something is compiled, not when the packages are still to come.
LIBRARY_CFLAGS = $(shell pkg-config --cflags $(LIBRARIES))
LIBRARY_LDLIBS = $(shell pkg-config --libs $(LIBRARIES)) -lm -pthread

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes
STANDARD := -std=gnu17 -pthread -D_GNU_SOURCE -Igenerator -Ibuild -DKYKET_VERSION='"$(VERSION)"'
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
HARDENED_LINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack

# A flavour is a folder of its own below build/, with its own flags.
FLAVOUR ?= release
# What is optimized across files is a tenth faster; `make LTO=` is for compilers that can't.
LTO ?= -flto=auto
# Scripts and styles of the theme in the program lose comments, blanks and long names, so that slow phones load a
# quarter less; `make ESBUILD=` leaves them as they are. What they say stays: no newer syntax comes in.
ESBUILD ?= esbuild
MINIFY = $(ESBUILD) --minify-whitespace --minify-identifiers --charset=utf8 --log-level=warning
ifeq ($(FLAVOUR),release)
  BUILD := build
  FLAGS := -O2 -g $(LTO) $(HARDENING)
  LINK := $(HARDENED_LINK)
else ifeq ($(FLAVOUR),check)
  BUILD := build/check
  FLAGS := -O1 -g -Werror -DKYKET_FREE_AT_END $(HARDENING)
  LINK := $(HARDENED_LINK)
else ifeq ($(FLAVOUR),sanitize)
  BUILD := build/sanitize
  FLAGS := -O1 -g -Werror -DKYKET_FREE_AT_END -fno-omit-frame-pointer -fsanitize=address,undefined \
           -fno-sanitize-recover=undefined
  LINK := -fsanitize=address,undefined
else ifeq ($(FLAVOUR),thread)
  BUILD := build/thread
  FLAGS := -O1 -g -Werror -fno-omit-frame-pointer -fsanitize=thread
  LINK := -fsanitize=thread
else ifeq ($(FLAVOUR),fuzz)
  # clang's libFuzzer: `make fuzz`.
  CC := clang
  BUILD := build/fuzz
  FLAGS := -O1 -g -DKYKET_FREE_AT_END -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
           -fno-sanitize-recover=undefined
  LINK := -fsanitize=address,undefined
else
  $(error FLAVOUR is release, check, sanitize, thread or fuzz)
endif

SOURCES := $(sort $(shell find generator -name '*.c' -not -path 'generator/parts/*'))
OBJECTS := $(SOURCES:%.c=$(BUILD)/objects/%.o)
UNIT_TESTS := $(sort $(wildcard tests/unit/*_test.c))
UNIT_PROGRAMS := $(UNIT_TESTS:tests/unit/%.c=$(BUILD)/tests/%)
CONFORMANCE := $(sort $(wildcard tests/conformance/*.c))
CONFORMANCE_PROGRAMS := $(CONFORMANCE:tests/conformance/%.c=$(BUILD)/tests/%)
C_FILES = $(sort $(shell find generator tests -name '*.[ch]' -not -path '*/node_modules/*'))
FUZZ_TESTS := $(filter-out driver,$(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c))))
BENCHMARK_PROGRAMS := $(patsubst %,$(BUILD)/tests/benchmark/%,floor measure own_code)
# A part is a program of its own, kyket-NAME, for what needs a library that a build must not load. Its folder in
# generator/parts/ has its main; it may use all of the program's modules. `make` builds those whose libraries are there.
PARTS := import links photos serve
# PART_LIBRARIES_name := the names that pkg-config knows
PART_LIBRARIES_import := libxml-2.0
PART_LIBRARIES_links := libcurl
PART_LIBRARIES_photos := vips
PART_LIBRARIES_serve := libmicrohttpd
# glib's headers use what base/banned.h forbids us.
$(BUILD)/objects/generator/parts/photos/picture.o: FIRST_HEADER := -include vips/vips.h
PARTS_AT_HAND := $(foreach part,$(PARTS),$(shell pkg-config --exists $(PART_LIBRARIES_$(part)) && echo $(part)))
PART_SOURCES := $(sort $(shell find generator/parts -name '*.c' 2>/dev/null))
PART_PROGRAMS := $(PARTS_AT_HAND:%=$(BUILD)/kyket-%)
# Fuzz targets that are of a part, with all of it but its main.
FUZZ_PART_press := import
FUZZ_PART_request := serve
FUZZ_PROGRAMS := $(foreach test,$(FUZZ_TESTS),$(if $(filter-out $(PARTS_AT_HAND),$(FUZZ_PART_$(test))),,$(BUILD)/tests/fuzz/$(test)))
THEME_FILES := $(sort $(shell find themes/default -type f 2>/dev/null))
# Completion of the command line, by shell, and where each shell looks for it.
COMPLETIONS := bash zsh
COMPLETION_bash := bash-completion/completions/kyket
COMPLETION_zsh := zsh/site-functions/_kyket
FORMS_FILES := $(sort $(shell find forms/admin -type f 2>/dev/null))
HOSTING_FILES := $(sort $(wildcard generator/hosting/*))

.DEFAULT_GOAL := all

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1 \2/p' $(MAKEFILE_LIST) | sort | while read -r target text; do \
	  printf '  make %-14s %s\n' "$$target" "$$text"; done

.PHONY: all
all: $(BUILD)/kyket $(PART_PROGRAMS) ## build the program

$(BUILD)/kyket: $(OBJECTS) $(BUILD)/objects/theme_files.o $(BUILD)/objects/forms_files.o
	$(CC) $(FLAGS) $(LINK) -o $@ $^ $(LIBRARY_LDLIBS)

COMPILE = $(CC) $(STANDARD) $(WARNINGS) $(FLAGS) $(CFLAGS)

# How things are compiled: when that changes (CFLAGS, LTO, ...), everything is compiled again.
$(BUILD)/settings: ALWAYS
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(ESBUILD)' | cmp -s - $@ || echo '$(COMPILE) $(ESBUILD)' >$@
.PHONY: ALWAYS

# Structures and tables of the types that the files of fields/ describe. A description that is added or taken away
# changes its folder.
GENERATED := build/generated/records.h build/generated/record_tables.h build/generated/models.h \
             build/generated/model_tables.h
RECORD_FIELDS := $(sort $(wildcard generator/schema/fields/*.def))
MODEL_FIELDS := $(sort $(wildcard generator/site/fields/*.def))
build/generated/records.h build/generated/record_tables.h: $(RECORD_FIELDS) generator/schema/fields
build/generated/models.h build/generated/model_tables.h: $(MODEL_FIELDS) generator/site/fields
$(GENERATED): generator/schema/describe.awk
	@mkdir -p $(@D)
	@awk -v want=$(if $(findstring _tables,$@),tables,structures) -v collection=$(if $(findstring record,$@),record,model) \
	  -f generator/schema/describe.awk $(filter %.def,$^) >$@.$(notdir $(BUILD))
	@mv $@.$(notdir $(BUILD)) $@

$(BUILD)/objects/%.o: %.c $(BUILD)/settings | $(GENERATED)
	@mkdir -p $(@D)
	$(COMPILE) $(LIBRARY_CFLAGS) $(FIRST_HEADER) $(if $(filter generator/%,$<),-include base/banned.h) -MMD -MP -c -o $@ $<

# The default theme inside the program: one array of names and bytes.
$(BUILD)/objects/theme_files.c: $(THEME_FILES) generator/source/embed.sh $(BUILD)/settings
	@mkdir -p $(@D)
	@[ -z '$(ESBUILD)' ] || command -v $(ESBUILD) >/dev/null || { \
	  echo '$(ESBUILD) is missing: `sh .ci/packages build` installs it, and `make ESBUILD=` does without it' >&2; exit 1; }
	sh generator/source/embed.sh themes/default builtin $(if $(ESBUILD),$(BUILD)/objects/theme $(MINIFY)) >$@.new
	mv $@.new $@

# Its names come from assembler, which what optimizes across files does not see.
$(BUILD)/objects/theme_files.o: $(BUILD)/objects/theme_files.c $(THEME_FILES) $(BUILD)/settings
	$(COMPILE) -fno-lto -c -o $@ $<

# Likewise the forms at /admin/, which programs of tests do without.
$(BUILD)/objects/forms_files.c: $(FORMS_FILES) generator/source/embed.sh
	@mkdir -p $(@D)
	sh generator/source/embed.sh forms/admin forms >$@
$(BUILD)/objects/forms_files.o: $(BUILD)/objects/forms_files.c $(FORMS_FILES) $(BUILD)/settings
	$(COMPILE) -fno-lto -c -o $@ $<

# All of the program but its main, also as an archive, of which a test takes what it uses: linking all of it a hundred times
# takes minutes. What no other file names is linked as it is.
LIBRARY_OBJECTS := $(filter-out $(BUILD)/objects/generator/main.o,$(OBJECTS)) $(BUILD)/objects/theme_files.o
ARCHIVE := $(BUILD)/objects/kyket.a
UNNAMED_OBJECTS := $(BUILD)/objects/generator/source/libgit2_stubs.o
$(ARCHIVE): $(LIBRARY_OBJECTS)
	rm -f $@
	$(AR) rcsT $@ $^

# A unit test, and a runner of a specification's examples.
define link_test
@mkdir -p $(@D)
$(COMPILE) -Itests $(LIBRARY_CFLAGS) $(LINK) -MMD -MP -o $@ $< $(UNNAMED_OBJECTS) $(1) \
  $(LIBRARY_LDLIBS) $(shell pkg-config --libs cmocka)
endef
$(BUILD)/tests/%: tests/unit/%.c $(ARCHIVE)
	$(call link_test,$(ARCHIVE))
$(BUILD)/tests/%: tests/conformance/%.c $(ARCHIVE)
	$(call link_test,$(ARCHIVE))

# The programs of parts. What lies in a part's folder `embedded` comes into it as the default theme into the program.
define part_rules
PART_OBJECTS_$(1) := $(patsubst %.c,$(BUILD)/objects/%.o,$(filter generator/parts/$(1)/%,$(PART_SOURCES)))
PART_EMBEDDED_$(1) := $(sort $(wildcard generator/parts/$(1)/embedded/*))
$(BUILD)/kyket-$(1): $$(PART_OBJECTS_$(1)) $$(if $$(PART_EMBEDDED_$(1)),$(BUILD)/objects/$(1)_files.o) $(LIBRARY_OBJECTS) \
  $$(if $$(filter serve,$(1)),$(BUILD)/objects/forms_files.o)
	$$(CC) $$(FLAGS) $$(LINK) -o $$@ $$^ $$(LIBRARY_LDLIBS) $$(shell pkg-config --libs $$(PART_LIBRARIES_$(1)))
$$(PART_OBJECTS_$(1)): LIBRARIES += $$(PART_LIBRARIES_$(1))
$(BUILD)/objects/$(1)_files.c: $$(PART_EMBEDDED_$(1)) generator/source/embed.sh
	@mkdir -p $$(@D)
	sh generator/source/embed.sh generator/parts/$(1)/embedded $(1) >$$@
$(BUILD)/objects/$(1)_files.o: $(BUILD)/objects/$(1)_files.c $$(PART_EMBEDDED_$(1)) $(BUILD)/settings
	$$(COMPILE) -fno-lto -c -o $$@ $$<
endef
$(foreach part,$(PARTS_AT_HAND),$(eval $(call part_rules,$(part))))

# A fuzz target, with libFuzzer where it is built for that, else with a driver of its own.
FUZZ_DRIVER := $(if $(filter fuzz,$(FLAVOUR)),-fsanitize=fuzzer,tests/fuzz/driver.c)
fuzz_part = $(FUZZ_PART_$(1))
fuzz_part_objects = $(if $(fuzz_part),$(filter-out %/import.o %/main.o,$(PART_OBJECTS_$(fuzz_part))) \
  $(if $(PART_EMBEDDED_$(fuzz_part)),$(BUILD)/objects/$(fuzz_part)_files.o))
fuzz_part_libraries = $(if $(fuzz_part),$(PART_LIBRARIES_$(fuzz_part)))
.SECONDEXPANSION:
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/driver.c tests/fuzz/fuzz.h $(ARCHIVE) $$(call fuzz_part_objects,$$*)
	@mkdir -p $(@D)
	$(COMPILE) -Itests $(LIBRARY_CFLAGS) $(LINK) -o $@ $< $(FUZZ_DRIVER) $(call fuzz_part_objects,$*) $(UNNAMED_OBJECTS) $(ARCHIVE) \
	  $(LIBRARY_LDLIBS) $(if $(call fuzz_part_libraries,$*),$(shell pkg-config --libs $(call fuzz_part_libraries,$*)))

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ_PROGRAMS)

# Each fuzz target under libFuzzer, for FUZZ_SECONDS; what it finds is kept in build/fuzz/corpus/ and what fails in
# build/fuzz/found/. FUZZ_TARGETS="body yaml": these alone.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= $(notdir $(FUZZ_PROGRAMS))
.PHONY: fuzz
fuzz: ## look for inputs that break something, FUZZ_SECONDS for each target
	sh .ci/packages build fuzz
	+$(MAKE) $(PARALLEL) FLAVOUR=fuzz fuzz-programs
	set -e; mkdir -p build/fuzz/found; for target in $(FUZZ_TARGETS); do \
	  mkdir -p build/fuzz/corpus/$$target; \
	  build/fuzz/tests/fuzz/$$target -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
	    -print_final_stats=1 -artifact_prefix=build/fuzz/found/$$target- \
	    build/fuzz/corpus/$$target tests/fuzz/corpus/$$target; \
	done

# What our own code gains over a library's.
$(BUILD)/tests/benchmark/own_code: tests/benchmark/own_code.c $(LIBRARY_OBJECTS)
	$(call link_test,$(filter-out $(UNNAMED_OBJECTS),$(LIBRARY_OBJECTS)))

# The benchmark's other programs have nothing of kyket in them.
$(BUILD)/tests/benchmark/%: tests/benchmark/%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(COMPILE) $(shell pkg-config --cflags libcmark yaml-0.1 libgit2) $(LINK) -pthread -o $@ $< \
	  $(shell pkg-config --libs libcmark yaml-0.1 libgit2)

.PHONY: unit-tests
unit-tests: $(UNIT_PROGRAMS) ## build the unit tests

.PHONY: test-programs
test-programs: $(UNIT_PROGRAMS) $(CONFORMANCE_PROGRAMS) $(FUZZ_PROGRAMS) $(BENCHMARK_PROGRAMS) ## build all programs that the tests use

# `make -jN` decides for a sub-make too; without it both cores of a small machine work.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j2)

.PHONY: site
site: ## install what is missing, build the program and the site of this repository
	sh .ci/packages build
	+$(MAKE) $(PARALLEL) all
	$(BUILD)/kyket build

.PHONY: check
check: ## install what the tests need and run them all
	sh .ci/packages build parts check package
	+$(MAKE) tests/node_modules/.package-lock.json
	node tests/run.js

# Random edits, after each of which an increment must equal a full build; `make check` has a smaller run of them.
EDITS ?= 10000
SEED ?=
.PHONY: increments
increments: $(BUILD)/kyket ## random edits, after each of which an increment must equal a full build
	KYKET=$(abspath $<) node tests/property/increments.js $(EDITS) $(SEED)

# Random mistakes of typing in this repository's content: which of them check tells, and what the others change on the site.
.PHONY: mutations
mutations: $(BUILD)/kyket ## what check tells of random mistakes of typing: MUTATIONS=300 SEED=1
	KYKET=$(abspath $<) node tests/property/mutations.js $(or $(MUTATIONS),300) $(SEED)

# Builds of a small register, in each of which one call goes wrong: every call of every class; `make check` has a sample.
# FAULTS="full,increment write,sync 10" are these scenarios and classes alone, and each tenth of their faults.
.PHONY: faults
faults: $(BUILD)/kyket ## let each call of a build go wrong (hours): FAULTS="SCENARIOS CLASSES STEP OFFSET"
	KYKET=$(abspath $<) node tests/property/faults.js $(FAULTS)

# Power cuts in the midst of builds and up to 36 s after them, on ext4, xfs and btrfs in files: needs root.
# `make power-cuts MINUTES=15 SEED=1 KINDS=xfs,btrfs`
.PHONY: power-cuts
power-cuts: $(BUILD)/kyket ## cut the power of file systems that sites are on, for MINUTES=15: SEED=1 KINDS=ext4,xfs
	sh .ci/packages check
	KYKET=$(abspath $<) node tests/property/power_cuts.js $(or $(MINUTES),15) $(or $(SEED),1) $(KINDS)

# Pushes through the hook that publishes, with nginx serving the site and readers following its links all the while.
.PHONY: soak
soak: $(BUILD)/kyket ## push, publish and read for MINUTES=15 with nginx: SEED=1
	KYKET=$(abspath $<) node tests/property/soak.js $(or $(MINUTES),15) $(or $(SEED),1)

.PHONY: pushes
pushes: $(BUILD)/kyket ## push PUSHES=20 commits at once through the hook, ROUNDS=100 times
	KYKET=$(abspath $<) ROUNDS=$(or $(ROUNDS),100) PUSHES=$(or $(PUSHES),20) node --test --test-name-pattern='many pushes at once' tests/end-to-end/hooks.test.js

tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json tests/.npmrc
	cd tests && $(NPM) ci
	touch $@

# The forms at /admin/ from npm, see forms/README.md. SVELTIA=0.230.0: another version.
.PHONY: renew-forms
renew-forms: ## take the forms at /admin/ from npm again: SVELTIA=VERSION
	NPM='$(NPM)' sh forms/renew.sh $(SVELTIA)

# Lighthouse on one page of every kind: large and slow, so not a part of `make check`. PAGES="/ /tin-tuc/" are others.
.PHONY: lighthouse
lighthouse: $(BUILD)/kyket ## Lighthouse's four scores of one page of every kind
	cd tests/lighthouse && $(NPM) ci
	$(BUILD)/kyket build --worktree -o $(BUILD)/scratch/lighthouse -b http://127.0.0.1/
	node tests/lighthouse/run.js $(BUILD)/scratch/lighthouse $(PAGES)

# The README's two commands, and the packages, on bare Debian systems: needs root, the network and half an hour.
.PHONY: check-clean
check-clean: ## the README's two commands and the packages on bare Debian systems (root, half an hour)
	sh .ci/packages clean
	sh tests/clean-debian.sh bookworm trixie

# kyket against the least that must be done and against Hugo, and how its cost grows: tests/benchmark/README.md says more.
# CORPUS=corpus.py: another generator of registers; ENTRIES=1000, PARTS="full growth", MORE=--million as run.js has them.
ENTRIES ?= 10000
.PHONY: bench
bench: ## measure against the least that must be done and against Hugo
	sh .ci/packages build bench
	+$(MAKE) $(PARALLEL) all $(BENCHMARK_PROGRAMS)
	node tests/benchmark/run.js --entries $(ENTRIES) $(if $(CORPUS),--corpus $(CORPUS)) $(MORE) $(PARTS)

# Tables of the manual are what the program prints.
MANUAL := kyket.1 kyket.5 kyket-theme.7
$(BUILD)/manual/%: generator/manual/% generator/manual/assemble.sh $(BUILD)/kyket
	@mkdir -p $(@D)
	sh generator/manual/assemble.sh $(BUILD)/kyket $< >$@-new
	mv $@-new $@
.PHONY: manual
manual: $(MANUAL:%=$(BUILD)/manual/%)

# Completion knows the commands and options of the program's own help.
COMPLETION_FILES := $(COMPLETIONS:%=$(BUILD)/completion/%)
$(COMPLETION_FILES): $(BUILD)/completion/%: generator/packaging/completion.sh $(BUILD)/kyket
	@mkdir -p $(@D)
	sh generator/packaging/completion.sh $(BUILD)/kyket $* >$@-new
	mv $@-new $@

.PHONY: install
install: $(BUILD)/kyket $(PART_PROGRAMS) manual $(COMPLETION_FILES) ## install below PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/kyket $(DESTDIR)$(PREFIX)/bin/kyket
	set -e; for part in $(PARTS_AT_HAND); do \
	  install -D -m 755 $(BUILD)/kyket-$$part $(DESTDIR)$(PREFIX)/libexec/kyket/kyket-$$part; \
	done
	set -e; for page in $(MANUAL); do \
	  install -D -m 644 $(BUILD)/manual/$$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$page; \
	done
	set -e; for file in $(THEME_FILES:themes/default/%=%); do \
	  install -D -m 644 "themes/default/$$file" "$(DESTDIR)$(PREFIX)/share/kyket/themes/default/$$file"; \
	done
	$(foreach name,$(COMPLETIONS),install -D -m 644 $(BUILD)/completion/$(name) $(DESTDIR)$(PREFIX)/share/$(COMPLETION_$(name));)
	install -d $(DESTDIR)$(PREFIX)/share/kyket/hosting
	install -m 644 $(HOSTING_FILES) $(DESTDIR)$(PREFIX)/share/kyket/hosting

# Packages for the Debian that this runs on: kyket, and kyket-NAME for each part, which kyket recommends. They go to
# PACKAGES; MAINTAINER="Name <address>" is who they are from.
PACKAGES ?= $(BUILD)/packages
.PHONY: deb
deb: ## make Debian packages, in build/packages/
	sh .ci/packages build parts package
	+$(MAKE) $(PARALLEL) all
	rm -rf $(BUILD)/packaging
	+$(MAKE) DESTDIR=$(BUILD)/packaging PREFIX=/usr install
	sh generator/packaging/deb.sh $(BUILD)/packaging $(PACKAGES) $(VERSION)

.PHONY: tidy
tidy: $(GENERATED) ## look through the sources with clang-tidy
	sh .ci/packages build parts check lint
	printf '%s\n' $(SOURCES) $(PART_SOURCES) $(UNIT_TESTS) $(CONFORMANCE) | xargs -P 2 -I '{}' clang-tidy --quiet \
	  --warnings-as-errors='*' '{}' -- $(STANDARD) -Itests $(WARNINGS) $(LIBRARY_CFLAGS) \
	  $(shell pkg-config --cflags $(foreach part,$(PARTS),$(PART_LIBRARIES_$(part))))

.PHONY: format-check
format-check: ## say which sources clang-format would change
	sh .ci/packages lint
	clang-format --dry-run --Werror $(C_FILES)

.PHONY: format
format: ## format the sources
	clang-format -i $(C_FILES)

.PHONY: clean
clean: ## remove what was built
	rm -rf build

-include $(OBJECTS:.o=.d) $(PART_SOURCES:%.c=$(BUILD)/objects/%.d) $(UNIT_PROGRAMS:=.d) $(CONFORMANCE_PROGRAMS:=.d)
