#!/bin/sh
# Prints C that holds every file of a folder as NAME_files: see source/theme_files.h. The bytes come in with the
# assembler's .incbin. Where a command is named, scripts and styles are what it prints of them, kept in the folder MADE.
#
#   sh embed.sh FOLDER NAME [MADE COMMAND...]
set -eu
folder=$1 label=$2
shift 2
made=
if [ $# -gt 1 ]; then
  made=$1
  shift
fi
echo '#include "source/theme_files.h"'
number=0
rows=
LC_ALL=C
export LC_ALL
list=$(cd "$folder" && find . -type f ! -name '.*' | sed 's|^\./||' | sort)
for name in $list; do
  file=$folder/$name
  case $made,$name in
  ?*,*.js | ?*,*.css)
    file=$made/$name
    mkdir -p "$(dirname "$file")"
    "$@" "$folder/$name" >"$file"
    ;;
  esac
  printf '__asm__(".pushsection .rodata\\n.balign 16\\n%s_%d:\\n.incbin \\"%s\\"\\n%s_%d_end:\\n.byte 0\\n.popsection\\n");\n' \
    "$label" "$number" "$file" "$label" "$number"
  printf 'extern const char %s_%d[], %s_%d_end[];\n' "$label" "$number" "$label" "$number"
  rows="$rows  {\"$name\", ${label}_$number, ${label}_${number}_end},
"
  number=$((number + 1))
done
printf 'const struct builtin_file %s_files[] = {\n%s  {0, 0, 0}};\n' "$label" "$rows"
printf 'const unsigned %s_file_count = %d;\n' "$label" "$number"
