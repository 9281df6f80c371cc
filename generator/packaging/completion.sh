#!/bin/sh
# Writes the completion of a shell from what the program itself says of its commands, options and kinds:
#   sh completion.sh PROGRAM bash|zsh
set -eu
program=$1 shell=$2

LC_ALL=C
export LC_ALL
# Between the fields of a line: no text has it, and a shell does not read two in a row as one.
separator=$(printf '\037')

# A command a line.
commands() {
  "$program" help | sed -n 's/^\(usage:\|      \) kyket \([a-z]*\) .*/\2/p' | grep -v '^help$'
  printf 'help\nversion\n'
}

# What a command does, in a line.
summary() {
  "$program" "$1" --help 2>/dev/null |
    awk 'paragraph == 1 && !/^$/ { text = text (text == "" ? "" : " ") $0 } /^$/ { paragraph++ } END { print text }'
}

# What a command takes without an option before it, a word a line: KIND, ID, FILE|-, install.
arguments() {
  "$program" "$1" --help 2>/dev/null | sed -n '1s/^usage: kyket [a-z]*//p' | tr ' ' '\n' |
    sed -n -e '/^\[-/q' -e '/^\[source\]/q' -e 's/^\[\(.*\)\]$/\1/' -e '/./p'
}

# An option a line: its forms, its value, and what it does.
options() {
  "$program" "$1" --help 2>/dev/null | awk '
    function tell() { if (forms != "") print forms "\037" value "\037" text }
    /^  (-[A-Za-z],|   ) --/ {
      tell()
      line = substr($0, 3); text = ""
      if (length($0) > 28 && substr($0, 27, 2) == "  ") { text = substr($0, 29); line = substr($0, 3, 24) }
      gsub(/,/, "", line)
      count = split(line, words, " ")
      forms = words[1]; value = ""
      for (i = 2; i <= count; i++) if (words[i] ~ /^-/) forms = forms " " words[i]; else value = words[i]
      next
    }
    /^                            [^ ]/ { text = text (text == "" ? "" : " ") substr($0, 29) }
    END { tell() }'
}

# The kinds that a command takes: it names them when it is asked for one that there is not, alone or with an id and more.
kinds() {
  {
    "$program" "$1" . 2>&1 || "$program" "$1" . . . 2>&1 || true
  } | sed -n 's/.*; there are //p' | head -n 1 | tr -d ','
}

# The words that may stand for an argument of a command; nothing where any may.
words_of_argument() {
  case $2 in
  KIND) kinds "$1" ;;
  [a-z]*) echo "$2" ;;
  esac
}

bash_completion() {
  cat <<'END'
# bash completion for kyket, made of the program's own help.

# The paths of a kind that begin with a word: -d folders, -f files too.
_kyket_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}

_kyket() {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-} words= takes_value= repository= kind= count=1 i
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
END
  printf "    mapfile -t COMPREPLY < <(compgen -W '%s' -- \"\$word\")\n    return\n  fi\n  case \$command in\n" \
    "$(commands | tr '\n' ' ' | sed 's/ $//')"
  for command in $(commands); do
    forms=$(options "$command" | while IFS=$separator read -r forms value _; do [ -z "$value" ] || printf '%s ' "$forms"; done)
    [ -z "$forms" ] || printf "  %s) takes_value=' %s' ;;\n" "$command" "$forms"
  done
  cat <<'END'
  esac
  # Which argument this is, and what those before it said.
  for ((i = 2; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
    -?*)
      if [[ $takes_value == *" ${COMP_WORDS[i]} "* ]]; then
        case ${COMP_WORDS[i]} in -C | --repo) repository=${COMP_WORDS[i + 1]} ;; esac
        i=$((i + 1))
      fi
      ;;
    *)
      [ "$count" -gt 1 ] || kind=${COMP_WORDS[i]}
      count=$((count + 1))
      ;;
    esac
  done
  if [ "$i" -gt "$COMP_CWORD" ]; then # the word is an option's value
    case "$command ${COMP_WORDS[COMP_CWORD - 1]}" in
END
  for command in $(commands); do
    options "$command" | while IFS=$separator read -r forms value _; do
      patterns=$(for form in $forms; do printf " | '%s %s'" "$command" "$form"; done | cut -c4-)
      case $value in
      *'|'*) printf "    %s) words='%s' ;;\n" "$patterns" "$(echo "$value" | tr '|' ' ')" ;;
      DIR | PATH) printf "    %s) _kyket_paths -d \"\$word\" ;;\n" "$patterns" ;;
      FILE) printf "    %s) _kyket_paths -f \"\$word\" ;;\n" "$patterns" ;;
      esac
    done
  done
  printf "    esac\n  elif [[ \$word == -* ]]; then\n    case \$command in\n"
  for command in $(commands); do
    all=$(options "$command" | cut -d "$separator" -f 1 | tr '\n' ' ')
    [ -z "$all" ] || printf "    %s) words='%s--help' ;;\n" "$command" "$all"
  done
  printf "    esac\n  else\n    case \"\$command \$count\" in\n"
  for command in $(commands); do
    arguments "$command" | {
      place=0
      while read -r argument; do
        place=$((place + 1))
        case $argument in
        ID) printf "    '%s %s') words=\$(kyket list \"\$kind\" \${repository:+-C \"\$repository\"} 2>/dev/null | cut -f 1) ;;\n" "$command" "$place" ;;
        FILE*) printf "    '%s %s') _kyket_paths -f \"\$word\" ;;\n" "$command" "$place" ;;
        *)
          words=$(words_of_argument "$command" "$argument")
          [ -z "$words" ] || printf "    '%s %s') words='%s' ;;\n" "$command" "$place" "$words"
          ;;
        esac
      done
    }
  done
  cat <<'END'
    esac
  fi
  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _kyket kyket
END
}

# A text as _arguments and _describe take it between single quotes: what ends a part of it is marked.
escaped() {
  printf '%s' "$1" | sed -e 's/\([]:[]\)/\\\1/g' -e "s/'/'\\\\''/g"
}

# What _arguments does for a value or an argument.
zsh_action() {
  case $2 in
  DIR | PATH) echo '_files -/' ;;
  FILE*) echo _files ;;
  ID) echo _kyket_ids ;;
  *'|'*) echo "($(echo "$2" | tr '|' ' '))" ;;
  *)
    words=$(words_of_argument "$1" "$2")
    [ -z "$words" ] || echo "($words)"
    ;;
  esac
}

zsh_completion() {
  cat <<'END'
#compdef kyket
# zsh completion for kyket, made of the program's own help.

_kyket_ids() {
  local -a ids
  ids=(${(f)"$(kyket list $line[1] ${opt_args[-C]:+-C} ${opt_args[-C]} ${opt_args[--repo]:+-C} ${opt_args[--repo]} 2>/dev/null | cut -f 1)"})
  compadd -a ids
}

local curcontext=$curcontext state
local -a line commands
local -A opt_args
commands=(
END
  for command in $(commands); do
    text=
    [ -z "$(options "$command")" ] || text=$(summary "$command")
    printf "  '%s%s'\n" "$command" "${text:+:$(escaped "$text")}"
  done
  cat <<'END'
)
if ((CURRENT == 2)); then
  _describe -t commands command commands
  return
fi
local command=$words[2]
shift words
((CURRENT--))
case $command in
END
  for command in $(commands); do
    [ -n "$(options "$command")" ] || continue
    printf '%s)\n  _arguments -s' "$command"
    options "$command" | while IFS=$separator read -r forms value text; do
      action=$(zsh_action "$command" "$value")
      for form in $forms; do
        printf " \\\\\n    '%s%s[%s]%s'" "$(case $forms in *' '*) echo "($forms)" ;; esac)" "$form" "$(escaped "$text")" \
          "${value:+:$value:$action}"
      done
    done
    printf " \\\\\n    '(- *)--help[what the command does]'"
    arguments "$command" | {
      place=0
      while read -r argument; do
        place=$((place + 1))
        case $argument in
        *...) printf " \\\\\n    '*:%s:'" "${argument%...}" ;;
        *) printf " \\\\\n    '%s:%s:%s'" "$place" "$argument" "$(zsh_action "$command" "$argument")" ;;
        esac
      done
    }
    printf '\n  ;;\n'
  done
  printf 'esac\n'
}

case $shell in
bash) bash_completion ;;
zsh) zsh_completion ;;
*)
  echo "usage: sh completion.sh PROGRAM bash|zsh" >&2
  exit 2
  ;;
esac
