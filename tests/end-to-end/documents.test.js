'use strict';
// What the documents say of the program (options, defaults, exit status, fields, limits, figures) is so.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const yaml = require('yaml');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { withSynopsis } = require('../reference.js');
const { documentText, fencedBlocks, marked, tableRows } = require('../support/documents.js');
const { listFiles, read, temporaryFolder } = require('../support/folders.js');
const { environment, kyket, program, root } = require('../support/program.js');
const { Repository, agreement, dump, entry, smallRepository } = require('../support/register.js');

const commands = ['build', 'check', 'serve', 'list', 'new', 'rename', 'remove', 'import', 'hook', 'publish', 'schema'];
const readme = documentText('README.md');
const pages = ['kyket.1', 'kyket.5', 'kyket-theme.7'];

// A page of the manual as it is installed.
function manual(page) {
  const folder = path.join(root, 'generator', 'manual');
  const result = spawnSync('sh', [path.join(folder, 'assemble.sh'), program, path.join(folder, page)], {
    env: environment(),
    encoding: 'utf8',
  });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

const section = (page, name) => new RegExp(`^\\.Sh ${name}\n([\\s\\S]*?)(?=^\\.Sh |(?![\\s\\S]))`, 'm').exec(page)[1];
const help = (...args) => kyket([...args, '--help']).stdout;

// The options that a command's help describes, as "-o, --output DIR", with what is said of each.
function described(command) {
  const options = new Map();
  let last;
  for (const line of help(command).split('\n')) {
    const match = /^ {2}(-\w, | {4})--([a-z-]+)(?: (\S+))?(?: {2,}(.*))?$/.exec(line);
    if (match) {
      last = `${match[1].trim()} --${match[2]} ${match[3] ?? ''}`.trim();
      options.set(last, match[4] ?? '');
    } else if (/^ {28}\S/.test(line)) options.set(last, `${options.get(last)} ${line.trim()}`.trim());
  }
  return options;
}

// The same of the manual's lists, and the paragraphs below each; those of an option that several commands explain, together.
function documented() {
  const options = new Map();
  for (const [, line, text] of manual('kyket.1').matchAll(/^\.It (Fl .*)\n([\s\S]*?)(?=^\.It |^\.El)/gm)) {
    for (const item of line.split(' ; ')) {
      const match = /^(?:Fl (\w) , )?Fl -([a-z-]+)(?: Ar (.*))?$/.exec(item);
      assert.ok(match, line);
      const [, letter, name, value] = match;
      const option = `${letter ? `-${letter}, ` : ''}--${name} ${(value ?? '').replaceAll(' | ', '|')}`.trim();
      options.set(option, (options.get(option) ?? '') + text);
    }
  }
  return options;
}

test('the manual describes each option of each command, and no other', () => {
  const all = new Set(commands.flatMap((command) => [...described(command).keys()]));
  assert.ok(all.size >= 18);
  assert.deepEqual([...documented().keys()].sort(), [...all].sort());
});

test('the manual names the defaults that the help names', () => {
  const inManual = documented();
  let found = 0;
  for (const command of commands)
    for (const [option, text] of described(command))
      for (const word of /default: (.*)/.exec(text)?.[1].match(/HEAD|\bcontent\b|\boutput\b|base_url|SOURCE_DATE_EPOCH|\.kyket/g) ?? []) {
        assert.ok(inManual.get(option).includes(word), `${option}: ${word}`);
        found++;
      }
  assert.ok(found >= 6);
});

test('the synopses of the manual and of README.md are those of the help', () => {
  assert.equal(readme, withSynopsis(readme, program));
  const synopsis = section(manual('kyket.1'), 'SYNOPSIS').split('.Nm\n.Cm ').slice(1);
  for (const command of commands) {
    const lines = synopsis.find((text) => text.startsWith(`${command}\n`)).trim().split('\n').slice(1);
    const written = lines.map((line) => {
      const text = line.replace(/^\.\w+ /, '').replace(/^Fl -(\w{2})/, '--$1').replace(/^-(\w{2})/, '--$1').replace(/^Fl /, '-')
        .replace('Ar ', '').replaceAll(' | ', '|');
      return line.startsWith('.Op ') ? `[${text}]` : text;
    });
    const printed = /usage: kyket \w+ ([\s\S]*?)\n\n/.exec(help(command))[1].replace(/\s+/g, ' ');
    assert.equal(written.join(' '), printed);
  }
  assert.match(synopsis.at(-1), /^help \| version$/m);
});

test('each option that is described is accepted, and an option of another command is not', () => {
  for (const command of commands)
    for (const option of described(command).keys()) {
      const [, letter, name, value] = /^(?:(-\w), )?(--[a-z-]+)(?: (.*))?$/.exec(option);
      for (const form of [letter, name].filter(Boolean)) {
        // A value that is missing is named as such only where the option is known.
        const result = kyket([command, form, ...(value ? [] : ['surplus', 'surplus'])]);
        assert.equal(result.status, 2, form);
        assert.match(result.stderr, value ? /a value is missing/ : /unexpected argument/, form);
      }
    }
  assert.match(kyket(['schema', '--full']).stderr, /unknown option/);
});

test('the manual and the help name the exit statuses', () => {
  const header = read(root, 'generator', 'base', 'exit_status.h');
  const numbers = [...header.matchAll(/EXIT_[A-Z]+ = (\d)/g)].map(([, number]) => number);
  assert.deepEqual(numbers, ['0', '1', '2', '3']);
  const listed = [...section(manual('kyket.1'), 'EXIT STATUS').matchAll(/^\.It (\d)$/gm)].map(([, number]) => number);
  assert.deepEqual(listed, numbers);
  const line = /^Exit status: (.*)$/m.exec(help())[1];
  assert.deepEqual(line.match(/\d/g), numbers);
});

test('the manual names the phases that --stats writes', (t) => {
  const repository = smallRepository(t);
  const stats = repository.path('stats.json');
  assert.equal(repository.kyket(['build', '--full', '--stats', stats]).status, 0);
  const written = JSON.parse(fs.readFileSync(stats, 'utf8'));
  const text = documented().get('--stats FILE');
  const words = text.match(/^\.Ql .*$/gm).flatMap((line) => line.slice(4).split(' , '));
  for (const name of [...Object.keys(written), ...Object.keys(written.phases)]) assert.ok(words.includes(name), name);
  for (const word of words) assert.ok(word in written || word in written.phases, word);
});

test('man 5 kyket has each key of each kind of files', () => {
  const page = manual('kyket.5');
  const { $defs: definitions } = JSON.parse(kyket(['schema']).stdout);
  for (const [kind, schema] of Object.entries(definitions)) {
    const text = new RegExp(`^\\.Ss ${kind}: .*\n([\\s\\S]*?)^\\.El`, 'm').exec(page)?.[1];
    assert.ok(text, kind);
    const keys = Object.keys((schema.items ?? schema).properties);
    const rows = [...text.matchAll(/^\.It Ic (\w+) .*?(?:, or one alone as (\w+))?$/gm)];
    assert.deepEqual(rows.flatMap(([, key, single]) => (single === undefined ? [key] : [key, single])), keys, kind);
  }
});

test('man 7 kyket-theme has each template, and the strings that the program itself uses', () => {
  const page = manual('kyket-theme.7');
  const names = [...page.matchAll(/^\.Ss ([\w-]+)\.mustache(?::.*)?$/gm)].map(([, name]) => name);
  const templates = fs.readdirSync(path.join(root, 'themes', 'default', 'templates'));
  const own = templates.filter((name) => name.endsWith('.mustache') && name !== 'layout.mustache');
  assert.deepEqual(names.sort(), own.map((name) => name.replace('.mustache', '')).sort());
  const sources = listFiles(path.join(root, 'generator')).filter((file) => file.endsWith('.c'));
  const used = new Set(sources.flatMap((file) => read(root, 'generator', file).match(/(?<=")(segment|feed)\.(?!xml)[a-z_]+(?=")/g) ?? []));
  const listed = [...section(page, 'STRINGS').matchAll(/^\.It Li (.*)$/gm)].flatMap(([, line]) => line.split(' , '));
  assert.deepEqual(listed.filter((name) => name !== 'date.short').sort(), [...used].sort());
});

test('each string of the default theme is used, and both languages have the same', () => {
  const theme = path.join(root, 'themes', 'default');
  const names = (value, prefix = '') =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' ? names(inner, `${prefix}${name}.`) : [`${prefix}${name}`]);
  const [vietnamese, english] = ['vi', 'en'].map((language) => read(theme, 'i18n', `${language}.yaml`));
  const strings = names(yaml.parse(vietnamese));
  assert.deepEqual(names(yaml.parse(english)).sort(), [...strings].sort());
  const templates = listFiles(path.join(theme, 'templates')).map((file) => read(theme, 'templates', file));
  const tags = [...templates, vietnamese].flatMap((text) => text.match(/\{\{.*?\}\}/g) ?? []).join('\n');
  const sources = listFiles(path.join(root, 'generator')).filter((file) => /\.[ch]$/.test(file));
  const program = sources.map((file) => read(root, 'generator', file)).join('\n');
  // Keys of the front matter are said in words, whichever they are.
  const fields = new Set([...kyket(['schema']).stdout.matchAll(/"(\w+)": \{/g)].map(([, key]) => key));
  for (const name of strings) {
    if (name.startsWith('field.') && fields.has(name.slice(6))) continue;
    const group = name.split('.')[0];
    const last = group === 'date' ? name.split('.').at(-1).replace(/_(month|year)$/, '') : name; // a form's month and year are patterns of their own
    const used = [`i18n\\.${name}\\b`, `i18n\\.@[\\w.]*\\b${group}\\b`, ...(group === 'date' ? [`\\.${last}\\b`] : [])];
    assert.ok(used.some((each) => new RegExp(each).test(tags)) || program.includes(`"${name}"`) || /^date\.short(_month)?$/.test(name), name);
  }
});

test('the manual has no mistakes of its language', () => {
  for (const page of pages) {
    const file = path.join(fs.mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'kyket-manual-')), page);
    fs.writeFileSync(file, manual(page));
    const result = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', file], { env: environment(), encoding: 'utf8' });
    assert.equal(result.error, undefined);
    assert.equal(result.stdout + result.stderr, '');
    const shown = spawnSync('mandoc', ['-T', 'utf8', file], { env: environment(), encoding: 'utf8' });
    assert.ok(shown.stdout.length > 5000);
    fs.rmSync(path.dirname(file), { recursive: true });
  }
});

test('the manual lists each code, and names no other where it explains some', () => {
  const known = new Set([...kyket(['schema', 'diagnostics']).stdout.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code));
  assert.ok(known.size > 50);
  const page = section(manual('kyket.1'), 'DIAGNOSTICS');
  const [, explained, listed] = page.split(/^\.Ss (?:Consistency|Codes)$/m).map((part) =>
    [...part.matchAll(/^\.It Li (.*)$/gm)].map(([, code]) => code));
  assert.deepEqual(listed, [...known]);
  assert.ok(explained.length >= 10);
  for (const code of explained) assert.ok(known.has(code), code);
});

// The value of a constant of the program, in a file whose path matches.
function constant(name, where = /./) {
  const values = new Set();
  for (const file of listFiles(path.join(root, 'generator')).filter((each) => /\.[ch]$/.test(each) && where.test(each)))
    for (const [, value] of read(root, 'generator', file).matchAll(new RegExp(`\\b${name}(?: =)? (\\d+)u?\\b`, 'g')))
      values.add(Number(value));
  assert.equal(values.size, 1, `${name}: ${[...values]}`);
  return [...values][0];
}

for (const [page, sentence, ...names] of [
  ['kyket.5', /chain of agreements the ([\d,]+) nearest/, 'LINEAGE_STAGES'],
  ['kyket.5', /of a tree ([\d,]+)/, 'LINEAGE_NODES'],
  ['kyket.5', /revisions the newest ([\d,]+)/, 'HISTORY_LIMIT'],
  ['kyket.5', /in a feed the newest ([\d,]+)/, 'FEED_LIMIT', /formats/],
  ['kyket.5', /by default ([\d,]+)\. An agreement/, 'PAGE_SIZE_DEFAULT'],
  ['kyket.5', /before its end, by default ([\d,]+)/, 'ENDING_DAYS'],
  ['kyket.5', /at most ([\d,]+) levels/, 'YAML_DEPTH_LIMIT'],
])
  test(`${page} says ${names[0]} as it is`, () => {
    const text = manual(page).replace(/^\.(?:Ql|Pa) /gm, '').replace(/\n/g, ' ');
    const match = sentence.exec(text);
    assert.ok(match, `${sentence}`);
    assert.equal(Number(match[1].replaceAll(',', '')), constant(...names));
  });

test('what the fields say of limits is so', () => {
  const said = kyket(['schema', 'theme']).stdout;
  for (const [name, sentence, ...names] of [
    ['stages', /tối đa (\d+)/, 'LINEAGE_STAGES'],
    ['chain_cut', /dài hơn (\d+)/, 'LINEAGE_STAGES'],
    ['tree_cut', /lớn hơn (\d+)/, 'LINEAGE_NODES'],
    ['revisions', /nhiều nhất (\d+)/, 'HISTORY_LIMIT'],
    ['amendments', /tối đa (\d+)/, 'LINEAGE_AMENDMENTS'],
    ['commitment_comparisons', /tối đa (\d+)/, 'COMPARISONS', /commitment/],
    ['bars', /tối đa (\d+)/, 'PERIOD_CHART_BARS'],
    ['points', /tối đa (\d+)/, 'PERIOD_CHART_POINTS'],
    ['columns` \\| list of period_column', /tối đa (\d+)/, 'PERIOD_CHART_COLUMNS'],
    ['shown_provinces', /tối đa (\d+)/, 'LINEAGE_PROVINCES'],
  ]) {
    const row = new RegExp(`^\\| \`${name}\\b.*$`, 'm').exec(said);
    assert.ok(row, name);
    assert.equal(Number(sentence.exec(row[0])?.[1]), constant(...names), row[0]);
  }
});

test('the figures of README.md are those of tests/benchmark/README.md', () => {
  const all = documentText('tests', 'benchmark', 'README.md');
  const quoted = marked(readme, 'figures').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  assert.ok(quoted.length >= 4);
  for (const line of quoted) assert.ok(all.includes(`\n${line}\n`), line);
  assert.ok(tableRows(all).length >= 5);
});

test('README.md has each folder of the program, in the order in which calls go down', () => {
  const house = /^ {4}generator\/\n([\s\S]*?)^ {4}content\//m.exec(readme)[1];
  const listed = [...house.matchAll(/^ {6}(\w+)\/ /gm)].map(([, name]) => name);
  const order = 'parts command edit publish depend site render formats register parse cache schema source text base manual hosting packaging'.split(' ');
  assert.deepEqual(listed, order);
  const folders = fs.readdirSync(path.join(root, 'generator'), { withFileTypes: true }).filter((each) => each.isDirectory());
  for (const { name } of folders) assert.ok(listed.includes(name), name);
});

test('README.md is short', () => {
  assert.ok(readme.split('\n').length <= 170);
});

test('the register of README.md is made and built as it says', (t) => {
  const block = fencedBlocks(readme).find((each) => each.block.startsWith('mkdir -p register/'))?.block;
  const folder = temporaryFolder(t);
  fs.mkdirSync(path.join(folder, 'bin'));
  fs.symlinkSync(program, path.join(folder, 'bin', 'kyket'));
  const env = environment({ PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, SOURCE_DATE_EPOCH: '1796000000' });
  const result = spawnSync('sh', ['-e', '-c', block], { cwd: folder, env, encoding: 'utf8' });
  assert.equal(result.status, 0, result.stderr);
  assert.doesNotMatch(result.stderr, /warning|error/);
  const register = path.join(folder, 'register');
  assert.match(read(register, 'output', 'thoa-thuan', 'chuong-trinh-2026', 'index.html'), /Hướng nghiệp và giới thiệu việc làm/);
  // What is built is not committed with the rest.
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=normal'], { cwd: register, env, encoding: 'utf8' });
  assert.deepEqual(stdout.trim().split('\n'), ['?? .gitignore', '?? content/']);
  const checked = kyket(['check', '--worktree', '--strict', '--date', '2026-11-30'], { cwd: register });
  assert.match(checked.stdout, /errors: \d+, warnings: \d+/);
});

test('the message that README.md and the manual show is the program\'s', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const base = smallRepository(t);
  fs.cpSync(base.path('content'), repository.path('content'), { recursive: true });
  const item = { title: 'Ký', date: '2021-11-25', summary: 'Ký.', author: 'Ban biên tập', category: 'Ký kết', agreements: 'ctph-4268' };
  repository.write({
    'content/agreements/ctph-4286.md': entry({ ...agreement, title: 'Chương trình', period: { start: 2018, end: 2022 } }),
    'content/news/2021/x.md': `---\n${dump(item).replace('agreements: ctph-4268', 'agreements: [ctph-4268]')}---\n`,
  });
  const line = repository.kyket(['check', '--worktree']).stdout.split('\n').find((each) => each.includes('unknown-reference'));
  assert.ok(readme.includes(`\n${line}\n`), line);
  const shown = /^(content\/news\/2021\/x\.md.*)\n(.*\])$/m.exec(manual('kyket.1'));
  assert.equal(`${shown[1]} ${shown[2]}`, line);
});
