#!/bin/sh
# Prints a manual page: `sh assemble.sh PROGRAM PAGE`. A line `.\" INSERT ARGUMENTS` of the page becomes what the program
# prints with these arguments, so that no table of the manual is written by hand.
set -eu
program=$1

while IFS= read -r line; do
  case $line in
  '.\" INSERT '*)
    # The arguments are words.
    # shellcheck disable=SC2086
    "$program" ${line#'.\" INSERT '}
    ;;
  *) printf '%s\n' "$line" ;;
  esac
done <"$2"
