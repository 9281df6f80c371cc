'use strict';
// The language in which the program speaks: --lang, else the locale by its name, else that of site.yaml.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const yaml = require('yaml');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { temporaryFolder } = require('../support/folders.js');
const { kyket, root } = require('../support/program.js');
const { Repository, dump, site, smallRepository } = require('../support/register.js');

const speaks = {
  vi: { said: /khóa "sumary" không có trong sổ .*có phải ý bạn là "summary"\? \[unknown-key\]/, summary: /^kyket: \d+ mục, 0 lỗi, 1 cảnh báo$/m },
  en: { said: /unknown key "sumary" is left out; did you mean "summary"\? \[unknown-key\]/, summary: /^kyket: entries: \d+, errors: 0, warnings: 1$/m },
};
const page = { 'content/pages/them.md': '---\ntitle: Thêm\nsumary: sai khóa\n---\n' };
const withLanguage = (language) => {
  const { language: _, menu, ...rest } = site;
  return { 'content/site.yaml': dump({ ...rest, language, menu: language === 'en' ? undefined : menu }) };
};

// No locale but that of the test.
const none = { LC_ALL: '', LC_MESSAGES: '', LANG: '' };

function assertSpeaks(result, language) {
  for (const part of [speaks[language].said, speaks[language].summary]) assert.match(result.output, part);
  const other = speaks[language === 'vi' ? 'en' : 'vi'];
  for (const part of [other.said, other.summary]) assert.doesNotMatch(result.output, part);
}

for (const [name, args, env, language, wanted] of [
  ['--lang comes before the locale', ['--lang', 'vi'], { LC_ALL: 'en_US.UTF-8' }, 'en', 'vi'],
  ['--lang with = too', ['--lang=en'], { LC_ALL: 'vi_VN.UTF-8' }, 'vi', 'en'],
  ['the last --lang counts', ['--lang', 'vi', '--lang', 'en'], {}, 'vi', 'en'],
  ['LC_ALL comes before LC_MESSAGES', [], { LC_ALL: 'en_GB', LC_MESSAGES: 'vi_VN', LANG: 'vi_VN' }, 'vi', 'en'],
  ['LC_MESSAGES comes before LANG', [], { LC_MESSAGES: 'vi_VN.UTF-8', LANG: 'en_US.UTF-8' }, 'en', 'vi'],
  ['LANG is the last', [], { LANG: 'en_US.UTF-8' }, 'vi', 'en'],
  ['an empty LC_ALL is none', [], { LC_ALL: '', LANG: 'vi_VN' }, 'en', 'vi'],
  ['a locale that is not installed counts by its name', [], { LC_ALL: 'vi_XX.khong-co@x' }, 'en', 'vi'],
  ['C names none, and hides the others', [], { LC_ALL: 'C', LC_MESSAGES: 'en_US', LANG: 'en_US.UTF-8' }, 'vi', 'vi'],
  ['C.UTF-8 names none', [], { LANG: 'C.UTF-8' }, 'en', 'en'],
  ['POSIX names none', [], { LC_MESSAGES: 'POSIX' }, 'vi', 'vi'],
  ['a language without messages names none', [], { LC_ALL: 'fr_FR.UTF-8' }, 'en', 'en'],
  ['the site decides where no locale is', [], {}, 'en', 'en'],
  ['a site in Vietnamese', [], {}, 'vi', 'vi'],
  ['a site that does not say is in Vietnamese', [], {}, undefined, 'vi'],
])
  test(`${name}: check speaks ${wanted}`, (t) => {
    const repository = smallRepository(t, { ...page, ...withLanguage(language) });
    const result = repository.kyket(['check', ...args], { env: { ...none, ...env } });
    assert.equal(result.status, 0, result.output);
    assertSpeaks(result, wanted);
  });

test('a site whose language is mistyped, and one that can\'t be read, are spoken of in Vietnamese', (t) => {
  const mistyped = smallRepository(t, withLanguage('vn')).kyket(['check'], { env: none });
  assert.match(mistyped.output, /giao diện không có ngôn ngữ này \(không có tệp .*vn\.yaml\)/);
  const broken = smallRepository(t, { 'content/site.yaml': 'title: "a\n' }).kyket(['check'], { env: none });
  assert.equal(broken.status, 1);
  assert.match(broken.output, /^kyket: \d+ mục, \d+ lỗi/m);
});

test('where there is no site and no language, it is English', (t) => {
  const folder = temporaryFolder(t);
  const repository = new Repository(path.join(folder, 'r'));
  const run = (args, env) => repository.kyket(args, { cwd: folder, env: { ...none, ...env } }).output;
  assert.match(run(['check']), /no git repository/);
  assert.match(run(['build']), /nothing was published/);
  assert.match(run(['check'], { LANG: 'vi_VN.UTF-8' }), /không có kho git nào/);
  assert.match(run(['build', '--lang', 'vi']), /chưa công bố gì/);
});

test('a build and the same again speak alike, and another language is not taken from the last build', (t) => {
  const repository = smallRepository(t, { ...page, ...withLanguage('vi') });
  const build = (args, env) => repository.kyket(['build', ...args], { env: { ...none, ...env } }).stderr;
  const words = { vi: [speaks.vi.said, /^kyket: \d+ mục, \d+ trang .*, xóa 0; \d+,\d+ giây$/m], en: [speaks.en.said, /^kyket: \d+ entries, .*; \d+\.\d+ s$/m] };
  for (const [args, env, language] of [
    [[], {}, 'vi'],
    [[], {}, 'vi'],
    [['--lang', 'en'], {}, 'en'],
    [[], { LANG: 'en_US' }, 'en'],
    [[], {}, 'vi'],
  ])
    for (const part of words[language]) assert.match(build(args, env), part);
});

test('words that programs read are the same in both languages, the sentence is not', (t) => {
  const repository = smallRepository(t, page);
  const report = (format, lang) => repository.kyket(['check', '--format', format, '--lang', lang]).stdout;
  const json = (format, lang) => JSON.parse(report(format, lang));
  const sentence = { vi: /không có trong sổ/, en: /is left out/ };
  for (const lang of ['vi', 'en']) {
    const [found] = json('json', lang).diagnostics;
    assert.deepEqual([found.file, found.line, found.column, found.severity, found.code], ['content/pages/them.md', 3, 1, 'warning', 'unknown-key']);
    assert.match(found.message, sentence[lang]);
    const run = json('sarif', lang).runs[0];
    assert.deepEqual([run.results[0].ruleId, run.results[0].level, run.tool.driver.language], ['unknown-key', 'warning', lang]);
    assert.match(run.results[0].message.text, sentence[lang]);
    const rule = run.tool.driver.rules.find(({ id }) => id === 'unknown-key');
    assert.match(rule.messageStrings.unknown_key.text, sentence[lang]);
    assert.match(report('github', lang), /^::warning file=content\/pages\/them\.md,line=3,col=1,title=unknown-key::/);
    assert.match(report('github', lang), sentence[lang]);
    const [issue] = json('gitlab', lang);
    assert.match(issue.description, sentence[lang]);
    assert.deepEqual([issue.check_name, issue.severity, issue.location], ['unknown-key', 'minor', { path: 'content/pages/them.md', lines: { begin: 3 } }]);
    const [line] = parseDiagnostics(report('text', lang));
    assert.deepEqual([line.severity, line.code, line.line], ['warning', 'unknown-key', 3]);
  }
});

test('what a field holds, which the schema says in Vietnamese, is in no other language\'s sentence', (t) => {
  const repository = smallRepository(t, { 'content/news/2018/ky-quy-che.md': '---\ntitle: Ký\n---\n', 'content/pages/gioi-thieu.md': '---\nsummary: x\n---\n' });
  const missing = (lang) => parseDiagnostics(repository.kyket(['check', '--lang', lang]).output).filter(({ code }) => code === 'missing-field').map(({ message }) => message);
  assert.deepEqual(missing('en'), ['news needs "date"', 'page needs "title"']);
  const [date, title] = missing('vi');
  assert.match(date, /^tin phải có khóa "date" \(.*ngày.*\)$/i);
  assert.match(title, /^trang phải có khóa "title" \(.+\)$/);
});

test('GitLab\'s fingerprints tell mistakes apart, and are those of a mistake that has moved', (t) => {
  const text = (above) => `---\ntitle: Thêm\n${above}sumary: sai\nsumery: sai\n---\n\nA <i>b\n\nC <i>d\n`;
  const repository = smallRepository(t);
  const prints = (above, lang) => {
    repository.write({ 'content/pages/them.md': text(above), 'content/pages/kia.md': text('') });
    const issues = JSON.parse(repository.kyket(['check', '--worktree', '--format', 'gitlab', '--lang', lang]).stdout);
    assert.equal(issues.length, 8);
    return issues.map(({ fingerprint }) => fingerprint);
  };
  const first = prints('', 'en');
  assert.equal(new Set(first).size, 8);
  for (const print of first) assert.match(print, /^[0-9a-f]{16,}$/);
  assert.deepEqual(prints('draft: false\n', 'en'), first);
  assert.deepEqual(prints('', 'vi'), first);
});

test('GitLab\'s report of what has no place and of nothing at all', (t) => {
  const clean = smallRepository(t).kyket(['check', '--format', 'gitlab']);
  assert.deepEqual(JSON.parse(clean.stdout), []);
  const folder = temporaryFolder(t);
  const outside = smallRepository(t).kyket(['check', '-C', folder, '--format', 'gitlab']);
  const [issue] = JSON.parse(outside.stdout);
  assert.deepEqual([issue.severity, issue.location], ['major', { path: '.', lines: { begin: 1 } }]);
});

test('usage and help are in the language too', (t) => {
  const repository = smallRepository(t);
  const run = (args, env) => repository.kyket(args, { env: { ...none, ...env } });
  const wrong = run(['build', '--khong-co', '--lang', 'vi']);
  assert.deepEqual([wrong.status, wrong.stderr], [2, 'kyket build: không có tùy chọn này: --khong-co; xem kyket build --help\n']);
  assert.match(run(['build', '--khong-co']).stderr, /unknown option/);
  assert.match(run(['dung'], { LANG: 'vi_VN' }).stderr, /không có lệnh "dung"/);
  assert.match(run(['check', '--help', '--lang', 'vi']).stdout, /cảnh báo cũng là lỗi/);
  assert.match(run(['check', '--help']).stdout, /warnings are errors/);
  assert.match(run(['schema', 'khong-co', '--lang', 'vi']).stderr, /không có loại bản ghi này/);
  assert.match(run(['schema', 'diagnostics', '--lang', 'vi']).stdout, /thỏa thuận phải có ít nhất hai bên ký/);
  assert.match(run(['schema', 'diagnostics']).stdout, /an agreement needs at least two signatories/);
});

for (const value of ['', 'vn', 'vi_VN', 'EN', 'c'])
  test(`--lang ${value} is wrong usage`, (t) => {
    const result = smallRepository(t).kyket(['check', '--lang', value]);
    assert.deepEqual([result.status, result.stdout], [2, '']);
    assert.match(result.stderr, /--lang/);
  });

test('each field that a history tells of has a name for readers in both languages', () => {
  const fields = new Set();
  const collect = (schema, root) => {
    const { $ref, properties = {}, items, oneOf = [], anyOf = [] } = schema;
    if ($ref) return collect($ref.slice(2).split('/').reduce((at, name) => at[name], root), root);
    for (const [name, value] of Object.entries(properties)) {
      fields.add(name);
      collect(value, root);
    }
    for (const each of [items, ...oneOf, ...anyOf].filter(Boolean)) collect(each, root);
  };
  for (const kind of ['agreement', 'news', 'organization', 'person', 'page']) {
    const schema = JSON.parse(kyket(['schema', kind, '--format', 'json']).output);
    collect(schema, schema);
  }
  fields.delete('source'); // the short form of sources
  assert.ok(fields.size > 50, [...fields].join());
  for (const language of ['vi', 'en']) {
    const { field } = yaml.parse(fs.readFileSync(path.join(root, 'themes', 'default', 'i18n', `${language}.yaml`), 'utf8'));
    assert.deepEqual([...fields].filter((name) => typeof field[name] !== 'string'), [], language);
  }
});

test('what the system says of a file is in the language of the message, and what libgit2 says is quoted', (t) => {
  const repository = smallRepository(t);
  fs.writeFileSync(repository.path('tep'), 'x\n');
  fs.mkdirSync(repository.path('kho-dem'));
  const broken = smallRepository(t);
  fs.writeFileSync(broken.path('.git/config'), '[core\n');
  for (const [language, reason, other] of [['vi', /không phải là thư mục/, /Not a directory|can't be/], ['en', /Not a directory/, /không/]]) {
    const cache = repository.kyket(['build', '--quiet', '--cache', 'tep', '--lang', language]);
    assert.equal(cache.status, 0, cache.output);
    const output = repository.kyket(['build', '--quiet', '-o', 'tep/trang', '--lang', language]);
    assert.equal(output.status, 3, output.output);
    for (const result of [cache, output]) {
      assert.match(result.output, reason);
      assert.doesNotMatch(result.output, other);
    }
    assert.doesNotMatch(repository.kyket(['build', '--quiet', '--cache', 'kho-dem', '--lang', language]).output, reason);
    const unopened = broken.kyket(['check', '--lang', language]);
    assert.equal(unopened.status, 3, unopened.output);
    assert.match(unopened.output, language === 'vi' ? /: libgit2 báo ".+"; thử xem/ : /opened: [^"]+; see whether/);
  }
});
