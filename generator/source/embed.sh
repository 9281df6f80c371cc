#!/bin/sh
# Prints C that holds every file of a folder: see source/theme_files.h. The bytes come in with the assembler's .incbin.
set -eu
folder=$1
echo '#include "source/theme_files.h"'
number=0
rows=
LC_ALL=C
export LC_ALL
list=$(cd "$folder" && find . -type f ! -name '.*' | sed 's|^\./||' | sort)
for name in $list; do
  printf '__asm__(".pushsection .rodata\\n.balign 16\\nbuiltin_%d:\\n.incbin \\"%s/%s\\"\\nbuiltin_%d_end:\\n.byte 0\\n.popsection\\n");\n' \
    "$number" "$folder" "$name" "$number"
  printf 'extern const char builtin_%d[], builtin_%d_end[];\n' "$number" "$number"
  rows="$rows  {\"$name\", builtin_$number, builtin_${number}_end},
"
  number=$((number + 1))
done
printf 'const struct builtin_file builtin_files[] = {\n%s  {0, 0, 0}};\n' "$rows"
printf 'const unsigned builtin_file_count = %d;\n' "$number"
