#!/bin/sh
# Makes Debian packages of an installed tree: kyket, and kyket-NAME for each part, which kyket recommends.
#   sh deb.sh ROOT FOLDER VERSION
# ROOT holds usr/, as `make install DESTDIR=ROOT PREFIX=/usr` leaves it, and stays as it is; the packages go to FOLDER.
# They depend on the libraries of the Debian that this runs on, whose release their version ends with (0.1.0+deb12).
# The same tree, release and SOURCE_DATE_EPOCH (by default the last commit's time, else the program's) give the same bytes.
# MAINTAINER="Name <address>" is who they are from.
set -eu

mkdir -p "$2"
root=$(cd "$1" && pwd) folder=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/usr/bin/kyket")}
LC_ALL=C.UTF-8
TZ=UTC
export SOURCE_DATE_EPOCH LC_ALL TZ
umask 022

release=$(sed -n 's/^VERSION_ID="\{0,1\}\([0-9.]*\)"\{0,1\}$/\1/p' /etc/os-release)
version=$3${release:++deb$release}
architecture=$(dpkg --print-architecture)
maintainer=${MAINTAINER:-the kyket authors <kyket@packages.invalid>}
work=$(mktemp -d "$folder/.work-XXXXXX")
trap 'rm -rf "$work"' EXIT

# The packages of the libraries that a program is linked with, with the versions that it needs.
libraries() {
  mkdir -p "$work/control/debian"
  printf 'Source: kyket\n\nPackage: kyket\nArchitecture: any\n' >"$work/control/debian/control"
  program=$(realpath "$1")
  (cd "$work/control" && dpkg-shlibdeps -O -e"$program" 2>"$work/shlibdeps") >"$work/libraries" || {
    cat "$work/shlibdeps" >&2
    return 1
  }
  sed -n 's/^shlibs:Depends=//p' "$work/libraries"
}

strip_program() {
  strip --remove-section=.comment --remove-section=.note "$1"
}

# A licence's text as copyright files have it.
licence_text() {
  sed -e 's/[[:space:]]*$//' -e 's/^$/./' -e 's/^/ /'
}

# The licences: ours, and those of the forms, which the programs hold.
copyright() {
  forms=$here/../../forms/admin/sveltia
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: kyket\n\nFiles: *\n'
  sed -n 's/^Copyright (c) */Copyright: /p' "$here/../../LICENSE" | head -n 1
  printf 'License: Expat\n\nFiles: forms/admin/sveltia/*\n'
  sed -n 's/^Copyright (c) */Copyright: /p' "$forms/LICENSE.txt" | head -n 1
  printf 'License: Expat\nComment: Sveltia CMS; what it contains of others is named in npm/index.js.\n'
  for font in "$forms"/npm/assets/*.LICENSE.txt; do
    printf '\nFiles: forms/admin/sveltia/npm/assets/%s*.woff2\nCopyright: %s\nLicense: OFL-1.1\n' \
      "$(basename "$font" .LICENSE.txt)" "$(head -n 1 "$font" | sed 's/^Copyright *//')"
  done
  printf '\nLicense: Expat\n'
  sed -e '1,/^Copyright/d' "$here/../../LICENSE" | sed '1{/^$/d}' | licence_text
  printf '\nLicense: OFL-1.1\n'
  sed -e '1,/^SIL OPEN FONT LICENSE/d' "$font" | sed '1{/^-*$/d}' | licence_text
}

changelog() {
  printf 'kyket (%s) unstable; urgency=medium\n\n  * Release %s.\n\n -- %s  %s\n' "$version" "$version" "$maintainer" \
    "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

# A package of a tree; what its control file says beside what all say comes from standard input.
pack() {
  name=$1 tree=$2
  documents=$tree/usr/share/doc/$name
  mkdir -p "$documents" "$tree/DEBIAN"
  copyright >"$documents/copyright"
  changelog | gzip -9n >"$documents/changelog.gz"
  {
    printf 'Package: %s\n' "$name"
    [ "$name" = kyket ] || echo 'Source: kyket'
    printf 'Version: %s\nArchitecture: %s\nMaintainer: %s\nSection: web\nPriority: optional\n' "$version" "$architecture" "$maintainer"
    printf 'Installed-Size: %s\n' "$(du -sk --apparent-size "$tree/usr" | cut -f 1)"
    cat
  } >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$folder/${name}_${version}_$architecture.deb" >/dev/null
}

# What a part is for, as its folder says: a line in short, then more; a line of its own in the control file each.
describe_part() {
  text=$here/../parts/$1/package
  if [ -f "$text" ]; then
    printf 'Description: %s\n' "$(head -n 1 "$text")"
    sed -e 1d -e 's/^/ /' "$text"
  else
    printf 'Description: website of a register of agreements: %s\n' "$1"
  fi
  printf ' .\n It is a program of its own, since it needs libraries that building a site does\n without.\n'
}

parts=$(ls "$root/usr/libexec/kyket" 2>/dev/null || true)
for part in $parts; do
  tree=$work/$part
  install -D -m 755 "$root/usr/libexec/kyket/$part" "$tree/usr/libexec/kyket/$part"
  strip_program "$tree/usr/libexec/kyket/$part"
  depends=$(libraries "$tree/usr/libexec/kyket/$part")
  {
    printf 'Depends: kyket (= %s), %s\n' "$version" "$depends"
    describe_part "${part#kyket-}"
  } | pack "$part" "$tree"
done

tree=$work/kyket
mkdir -p "$tree/usr/share/doc/kyket" "$tree/usr/share/zsh/vendor-completions"
cp -R "$root/usr/." "$tree/usr"
rm -rf "$tree/usr/libexec"
strip_program "$tree/usr/bin/kyket"
# Where Debian looks for completion by packages, and for examples; the manual names the other folder of these.
mv "$tree/usr/share/zsh/site-functions/_kyket" "$tree/usr/share/zsh/vendor-completions/_kyket"
rmdir "$tree/usr/share/zsh/site-functions"
mv "$tree/usr/share/kyket/hosting" "$tree/usr/share/doc/kyket/examples"
ln -s ../doc/kyket/examples "$tree/usr/share/kyket/hosting"
find "$tree/usr/share/man" -type f -exec gzip -9n {} +
recommended=
for part in $parts; do recommended="$recommended, $part (= $version)"; done
depends=$(libraries "$tree/usr/bin/kyket")
pack kyket "$tree" <<END
Depends: $depends
Recommends: git, libbrotli1$recommended
Suggests: caddy | nginx, rclone | rsync
Description: website of a register of agreements from a git repository
 kyket turns a git repository of Markdown and YAML into the public register of
 agreements between authorities: news, agreements, signatories, people,
 provinces, topics and timelines, linked to each other, as a static website.
 It checks every reference, makes only the pages that have changed, and swaps
 the site in as a whole.
END
