#!/bin/sh
# Takes Sveltia CMS from npm anew: what forms/admin/sveltia/ holds, the JSON Schema of its configuration and the sums of
# all of it. `make renew-forms VERSION_OF_FORMS=...` calls it; without a version it takes the one that sveltia.version
# names, and what comes must then have the same sum.
set -eu
cd "$(dirname "$0")"
npm=${NPM:-npm}
fonts=@fontsource-variable/source-sans-3
wanted=${1:-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What sveltia.version says of a package: its version, its sum.
known() {
  sed -n "s|^$1 \([^ ]*\) \(.*\)|\\$2|p" sveltia.version
}

# Unpacks a package into a folder of the scratch, and prints its line of sveltia.version.
take() {
  (cd "$scratch" && "$npm" pack --silent "$1@$2" >name)
  sum=sha512-$(openssl dgst -sha512 -binary "$scratch/$(cat "$scratch/name")" | base64 -w 0)
  [ -z "$4" ] || [ "$sum" = "$4" ] || {
    echo "$0: $1@$2 is not what it was: $sum" >&2
    exit 1
  }
  mkdir "$scratch/$3"
  tar xzf "$scratch/$(cat "$scratch/name")" -C "$scratch/$3" --strip-components=1 --no-same-owner
  echo "$1 $2 $sum"
}

if [ -n "$wanted" ]; then sum=; else
  wanted=$(known @sveltia/cms 1)
  sum=$(known @sveltia/cms 2)
fi
take @sveltia/cms "$wanted" cms "$sum" >"$scratch/versions"
take "$fonts" "$(known "$fonts" 1)" fonts "$(known "$fonts" 2)" >>"$scratch/versions"

from=$scratch/cms to=admin/sveltia
rm -rf "$to"
mkdir -p "$to/npm/chunks" "$to/npm/assets" "$to/locales"
cp "$from/LICENSE.txt" "$to/"
# Browsers read no JSON where a module is asked for.
{ printf 'export default ' && cat "$from/locales/vi.json"; } >"$to/locales/vi.js"
# Fonts come from beside the program and from nowhere else.
fonts_here=$(cd "$from/npm/assets" && for file in *.woff2; do
  name=${file%-latin-*} and=${file#*-latin-}
  printf 's#https://cdn[^)]*/%s[:@][^)/]*/latin-%s.woff2#sveltia/npm/assets/%s#;' "$name" "${and%-????????.woff2}" "$file"
done)
sed -e 's|\.\./locales/vi\.json|../locales/vi.js|g' -e '/^\/\/# sourceMappingURL=/d' -e "$fonts_here" "$from/npm/index.js" \
  >"$to/npm/index.js"
# Ours (admin/as-written.js) reads and writes YAML with what is in it.
parse=$(grep -oE '[$A-Za-z_0-9]+\(e,n\);if\(!i\)return null;if\(i\.warnings\.forEach' "$to/npm/index.js" | cut -d '(' -f 1)
write=$(grep -oE 'return [$A-Za-z_0-9]+\(e,null,\{indent:' "$to/npm/index.js" | cut -d '(' -f 1 | cut -c 8-)
[ "$(printf '%s\n' "$parse" "$write" | wc -w)" = 2 ] && [ "$(grep -o 'export{' "$to/npm/index.js" | wc -l)" = 1 ] || {
  echo "$0: YAML is not found in it: parse is '$parse', write '$write'" >&2
  exit 1
}
sed -i "s/export{/export{$parse as parseDocument,$write as stringify,/" "$to/npm/index.js"
if grep -o 'url(http[^)]*)' "$to/npm/index.js"; then
  echo "$0: a font comes from elsewhere" >&2
  exit 1
fi
sed '/^\/\/# sourceMappingURL=/d' "$from"/npm/chunks/react-[!d]*.js >"$to/npm/chunks/$(cd "$from/npm/chunks" && ls react-[!d]*.js)"
cp "$from"/npm/assets/*.woff2 "$from"/npm/assets/*.LICENSE.txt "$to/npm/assets/"
cp "$scratch/fonts/files/source-sans-3-vietnamese-wght-normal.woff2" "$to/npm/assets/"
# What the schema says to people makes nine tenths of it.
without_texts='process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8"),
  (key, value) => (/^(markdownD|d)escription$/.test(key) && typeof value === "string" ? undefined : value))))'
find "$to" -type f -exec chmod 644 {} +
node -e "$without_texts" <"$from/schema/sveltia-cms.json" >sveltia.schema.json
mv "$scratch/versions" sveltia.version
find "$to" sveltia.schema.json -type f | LC_ALL=C sort | xargs sha256sum >sveltia.sums
