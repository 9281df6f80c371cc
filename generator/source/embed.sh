#!/bin/sh
# Prints C that holds every file of a folder as NAME_files: see source/theme_files.h. The bytes come in with the
# assembler's .incbin.
set -eu
folder=$1 label=$2
echo '#include "source/theme_files.h"'
number=0
rows=
LC_ALL=C
export LC_ALL
list=$(cd "$folder" && find . -type f ! -name '.*' | sed 's|^\./||' | sort)
for name in $list; do
  printf '__asm__(".pushsection .rodata\\n.balign 16\\n%s_%d:\\n.incbin \\"%s/%s\\"\\n%s_%d_end:\\n.byte 0\\n.popsection\\n");\n' \
    "$label" "$number" "$folder" "$name" "$label" "$number"
  printf 'extern const char %s_%d[], %s_%d_end[];\n' "$label" "$number" "$label" "$number"
  rows="$rows  {\"$name\", ${label}_$number, ${label}_${number}_end},
"
  number=$((number + 1))
done
printf 'const struct builtin_file %s_files[] = {\n%s  {0, 0, 0}};\n' "$label" "$rows"
printf 'const unsigned %s_file_count = %d;\n' "$label" "$number"
