'use strict';
// Mistakes in a theme of one's own: each is told once, at its file, and what a theme may have is not told.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { execFileSync, spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { chromium } = require('playwright-core');
const { listFiles, temporaryFolder } = require('../support/folders.js');
const { dump, site, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { root } = require('../support/program.js');

const folder = path.join(root, 'themes', 'default');
const theme = Object.fromEntries(fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  .map((each) => path.relative(folder, path.join(each.parentPath ?? each.path, each.name))).map((name) => [name, fs.readFileSync(path.join(folder, name))]));
const news = theme['templates/news.mustache'].toString();
const style = theme['assets/style.css'].toString();

// What a check says of the theme with changes, as "file severity code"; a file that is null is taken out.
function said(t, changes, lang = 'en') {
  const files = { ...theme, ...changes };
  const named = Object.fromEntries(Object.entries(files).filter(([, content]) => content !== null).map(([name, content]) => [`themes/rieng/${name}`, content]));
  const result = smallRepository(t, { ...named, 'content/site.yaml': dump({ ...site, theme: 'rieng' }) }).kyket(['check', '--lang', lang]);
  return parseDiagnostics(result.output);
}
const short = (found) => found.map(({ file, severity, code }) => `${(file ?? '').replace('themes/rieng/', '')} ${severity} ${code}`);
const after = (text) => ({ 'templates/news.mustache': `${news}${text}\n` });
const one = (code, severity = 'error', file = 'templates/news.mustache') => [`${file} ${severity} ${code}`];

for (const [name, changes, expected] of [
  ['nothing wrong', {}, []],
  ['what a theme may have besides', { 'README.md': 'Giao diện riêng.\n', '.gitignore': 'x\n', 'assets/anh.jpg': 'x', 'templates/.swp': 'x', 'assets/mau.mustache': 'x', LICENSE: 'MIT\n' }, []],
  ['a conflict that git left in a template', after('<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x'), one('conflict-marker')],
  ['a template in UTF-16', { 'templates/news.mustache': Buffer.from(`\ufeff${news}`, 'utf16le') }, one('not-utf8')],
  ['an empty template', { 'templates/news.mustache': '\n' }, one('template-syntax', 'warning')],
  ['a tag of another language of templates', after('{% if title %}x{% endif %}'), one('template-syntax', 'warning')],
  ['percents and braces that are no tag', after('<p>100% {x} {%</p>'), []],
  ['an asset that is not there', after('<img src="{{addresses.assets}}khong-co.png" alt="">'), one('dead-link', 'warning')],
  ['an asset that is there', after('<img src="{{addresses.assets}}icon.svg" alt="">'), []],
  ['an asset whose name is made of parts', after('<img src="{{addresses.assets}}{{#news_item}}a{{/news_item}}.png" alt="">'), []],
  ['an asset from the root that is not there', after('<img src="/assets/khong-co.png" alt="">'), one('dead-link', 'warning')],
  ['a style sheet that names what is not there', { 'assets/style.css': `body { background: url("nen.png"); }\n${style}` }, one('dead-link', 'warning', 'assets/style.css')],
  ['a style sheet that names what is there, or elsewhere', { 'assets/nen.png': 'x', 'assets/style.css': `a { background: url(nen.png) } b { background: url(https://a.vn/x.png) } i { background: url(data:image/png;base64,AA) }\n${style}` }, []],
  ['the style sheet taken out', { 'assets/style.css': null }, ['layout', 'redirect'].flatMap((name) => one('dead-link', 'warning', `templates/${name}.mustache`))],
  ['a template with another ending', { 'templates/tin.html': 'x' }, one('unknown-file', 'warning', 'templates/tin.html')],
  ['a template in another folder', { 'template/tin.mustache': 'x' }, one('unknown-file', 'warning', 'template/tin.mustache')],
  ['an asset that is a pointer of Git LFS', { 'assets/logo.png': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 1\n` }, one('media-content', 'error', 'assets/logo.png')],
  ['a template of pages taken out', { 'templates/news.mustache': null }, [' error unknown-template']],
  ['a language file that is no YAML', { 'i18n/vi.yaml': 'a: b: c\n' }, one('yaml-syntax', 'error', 'i18n/vi.yaml')],
  ['a partial that includes itself, and that many templates include', { 'templates/partial/body.mustache': '{{>partial/body}}' }, one('template-recursion', 'error', 'templates/partial/body.mustache')],
  ['a section that another name closes', after('{{#news_item}}x{{/news_itm}}'), one('template-syntax')],
])
  test(`${name}: ${expected.length === 0 ? 'nothing is told' : expected.join(', ')}`, (t) => assert.deepEqual(short(said(t, changes)), expected));

test('a missing template is told with the file to add', (t) => {
  assert.match(said(t, { 'templates/news.mustache': null })[0].message, /put templates\/news\.mustache there/);
  assert.match(said(t, { 'templates/news.mustache': null }, 'vi')[0].message, /hãy thêm tệp templates\/news\.mustache/);
});

// The assets of a small register with those files besides its own, by name.
function assetsOf(t, files = {}) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const assets = path.join(repository.path('output'), 'assets');
  return new Map(listFiles(assets).map((name) => [name, fs.readFileSync(path.join(assets, name))]));
}
const writtenAssets = new Map(listFiles(path.join(folder, 'assets')).map((name) => [name, theme[`assets/${name}`]]));

test('a theme beside the register is published byte for byte, also the default one', (t) => {
  const published = assetsOf(t, Object.fromEntries(Object.entries(theme).map(([name, bytes]) => [`themes/default/${name}`, bytes])));
  assert.deepEqual(published, writtenAssets);
});

test("the program's own theme has scripts that parse and styles that say the same, without comments", async (t) => {
  const published = assetsOf(t);
  assert.deepEqual([...published.keys()], [...writtenAssets.keys()]);
  if (published.get('style.css').equals(writtenAssets.get('style.css'))) return t.skip('the program is built with ESBUILD=');
  const scratch = temporaryFolder(t);
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  t.after(() => browser.close());
  const tab = await browser.newPage();
  // What the browser made of a style sheet; it keeps the blanks of values with var().
  const rules = (sheet) => tab.evaluate((text) => {
    const style = document.head.appendChild(Object.assign(document.createElement('style'), { textContent: text }));
    return [...style.sheet.cssRules].map(({ cssText }) => cssText.replace(/, /g, ','));
  }, sheet.toString());
  for (const [name, bytes] of published) {
    const written = writtenAssets.get(name);
    if (!/\.(js|css)$/.test(name)) {
      assert.deepEqual(bytes, written, name);
      continue;
    }
    assert.ok(bytes.length < written.length, name);
    assert.doesNotMatch(bytes.toString(), /^\s*\/[/*]/m, name);
    if (name.endsWith('.css')) assert.deepEqual(await rules(bytes), await rules(written), name);
    else {
      const file = path.join(scratch, /^(import|export)\b|[;}](import|export)[\s{]/m.test(bytes) ? `${name}.mjs` : `${name}.cjs`);
      fs.writeFileSync(file, bytes);
      const result = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
      assert.equal(result.status, 0, result.stderr);
    }
  }
});
