'use strict';
// The commands that change the work tree: list, new, rename, remove.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const yaml = require('yaml');
const { agreement, entry, news, smallRepository } = require('../support/register.js');

const day = ['--date', '2026-11-30'];
const clean = (repository) => {
  const result = repository.kyket(['check', '--worktree', ...day]);
  assert.equal(result.status, 0, result.output);
};
const read = (repository, file) => fs.readFileSync(repository.path(file), 'utf8');

test('list prints ids and names of a kind, whichever word names it, drafts too', (t) => {
  const repository = smallRepository(t, { 'content/organizations/so-xay-dung.md': entry({ name: 'Sở Xây dựng' }), 'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }) });
  for (const kind of ['organization', 'organizations']) {
    const { status, stdout } = repository.kyket(['list', kind]);
    assert.equal(status, 0);
    assert.match(stdout, /^so-xay-dung\tSở Xây dựng$/m);
    const ids = stdout.trim().split('\n').map((line) => line.split('\t')[0]);
    assert.deepEqual(ids, [...ids].sort());
  }
  assert.match(repository.kyket(['list', 'page']).stdout, /^nhap\tNháp$/m);
  for (const kind of ['province', 'provinces', 'agreement-types', 'agreement_type']) assert.equal(repository.kyket(['list', kind]).status, 0);
  const wrong = repository.kyket(['list', 'organisation']);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /did you mean "organization"/);
});

test('list shows what is on disk, a revision where one is named, and what can be read of a register with errors', (t) => {
  const repository = smallRepository(t);
  fs.writeFileSync(repository.path('content/people/moi.md'), entry({ name: 'Người Mới' }));
  assert.match(repository.kyket(['list', 'person']).stdout, /^moi\t/m);
  assert.doesNotMatch(repository.kyket(['list', 'person', '--rev', 'HEAD']).stdout, /^moi\t/m);
  fs.writeFileSync(repository.path('content/people/hong.md'), '---\nname: [\n---\n');
  const broken = repository.kyket(['list', 'person']);
  assert.equal(broken.status, 1);
  assert.match(broken.stdout, /^moi\t/m);
  assert.match(broken.stderr, /hong\.md/);
});

test('new writes an entry of each kind that check accepts, and no two of one id', (t) => {
  const repository = smallRepository(t);
  const names = {
    news: 'Sở Nội vụ – Tỉnh đoàn: ký #1 "chương trình"', agreement: 'Chương trình phối hợp A', organization: "Sở Y tế 'mới'", person: 'Trần Thị Bích Ngọc',
    page: 'true', province: 'Côn Đảo', topic: '* dấu sao', region: 'Vùng: thử', agreement_type: 'Bản ghi nhớ & thỏa thuận',
  };
  for (const [kind, name] of Object.entries(names)) {
    const made = repository.kyket(['new', kind, ...name.split(' '), ...day]);
    assert.equal(made.status, 0, made.output);
    const file = made.stdout.trim();
    const text = read(repository, file);
    const values = file.endsWith('.md') ? yaml.parse(text.split('---\n')[1]) : yaml.parse(text).at(-1);
    assert.equal(values.title ?? values.name, name);
    if (kind === 'news') assert.match(file, /^content\/news\/2026\/so-noi-vu-tinh-doan-ky-1-chuong-trinh\.md$/);
    if (kind === 'news') assert.deepEqual([String(values.date).slice(0, 10), values.draft], ['2026-11-30', true]);
    const again = repository.kyket(['new', kind, name, ...day]);
    assert.equal(again.status, 2, again.output);
    assert.ok(again.stderr.includes(file), again.stderr);
    assert.equal(read(repository, file), text);
    assert.equal(repository.kyket(['new', kind, name, '--id', `khac-${kind.replace('_', '-')}`, ...day]).status, 0);
  }
  clean(repository);
});

test('new fills in of an organization what its name says, and nothing else', (t) => {
  const repository = smallRepository(t, {
    'content/data/provinces.yaml': yaml.stringify([
      { id: 'gia-lai', name: 'Gia Lai', kind: 'tỉnh' },
      { id: 'hue', name: 'Huế', kind: 'thành phố', former_names: [{ name: 'Thừa Thiên Huế', kind: 'tỉnh', until: '2024-12-31' }], other_names: ['TT Huế'] },
      { id: 'an-giang', name: 'An Giang', kind: 'tỉnh' },
    ]),
    'content/organizations/ubnd-tinh-gia-lai.md': entry({ name: 'UBND tỉnh Gia Lai', kind: 'peoples-committee', level: 'province', province: 'gia-lai' }),
    'content/organizations/ubnd-tp-hue.md': entry({ name: 'UBND TP. Huế', kind: 'peoples-committee', level: 'city', province: 'hue' }),
  });
  const wanted = {
    'Liên đoàn Lao động thành phố Huế': { kind: 'union', level: 'city', province: 'hue' },
    'Sở Nội vụ Huế': { kind: 'department', level: 'city', province: 'hue', parent: 'ubnd-tp-hue' },
    'Sở Y tế Gia Lai': { kind: 'department', level: 'province', province: 'gia-lai', parent: 'ubnd-tinh-gia-lai' },
    'SỞ NỘI VỤ TỈNH THỪA THIÊN HUẾ': { kind: 'department', level: 'city', province: 'hue', parent: 'ubnd-tp-hue' },
    'Hội Cựu chiến binh tỉnh Gia Lai': { kind: 'union', level: 'province', province: 'gia-lai' },
    'Công an TT Huế': { kind: 'police', level: 'city', province: 'hue' },
    'Ngân hàng Chính sách xã hội chi nhánh An Giang': { kind: 'bank', level: 'province', province: 'an-giang' },
    'Bộ Chỉ huy Quân sự tỉnh An Giang': { kind: 'military', level: 'province', province: 'an-giang' },
    'Bộ Quốc phòng': { kind: 'ministry', level: 'central' },
    'Trung ương Hội Nông dân Việt Nam': { kind: 'union', level: 'central' },
    'UBND huyện Chư Sê tỉnh Gia Lai': { kind: 'peoples-committee', province: 'gia-lai' },
    'UBND xã An Giang': { kind: 'peoples-committee', province: 'an-giang' },
    'Bộc Bạch': {},
    'Quỹ Toàn cầu': {},
  };
  for (const [name, fields] of Object.entries(wanted)) {
    const made = repository.kyket(['new', 'organization', name]);
    assert.equal(made.status, 0, made.output);
    const { kind, level, province, parent } = yaml.parse(read(repository, made.stdout.trim()).split('---\n')[1]);
    assert.deepEqual(JSON.parse(JSON.stringify({ kind, level, province, parent })), fields, name);
  }
  clean(repository);
});
test('each field of a new entry stands in it, and what is behind # means what it says', (t) => {
  const repository = smallRepository(t);
  const schema = JSON.parse(repository.kyket(['schema', 'agreement']).stdout);
  const text = read(repository, repository.kyket(['new', 'agreement', 'Quy chế']).stdout.trim());
  for (const field of Object.keys(schema.properties).filter((name) => name !== 'source')) assert.match(text, new RegExp(`^(# )?${field}:`, 'm'), field);
  // Without the signs all of it is YAML again.
  const values = yaml.parse(text.split('---\n')[1].replaceAll(/^# ((?: *- | *)(?:period|start|end|signers|person):(?: .*)?)$/gm, '$1'));
  assert.deepEqual(Object.keys(values.period), ['start', 'end']);
  assert.deepEqual(Object.keys(values.signatories[0].signers[0]), ['person']);
});

test('new asks nothing where no terminal is, and refuses ids that can be none', (t) => {
  const repository = smallRepository(t);
  assert.equal(repository.kyket(['new', 'news']).status, 2);
  assert.equal(repository.kyket(['new', 'news', '“…”']).status, 2);
  assert.equal(repository.kyket(['new', 'news', 'Tin', '--id', '../../x']).status, 2);
  assert.equal(repository.kyket(['new', 'tin', 'Tin']).status, 2);
});

test('a first entry of a kind that the program has its own of keeps those', (t) => {
  const repository = smallRepository(t);
  const before = repository.kyket(['list', 'region']).stdout.trim().split('\n');
  assert.ok(before.length > 3);
  assert.equal(repository.kyket(['new', 'region', 'Vùng biển']).status, 0);
  assert.deepEqual(repository.kyket(['list', 'region']).stdout.trim().split('\n'), [...before, 'vung-bien\tVùng biển'].sort());
  clean(repository);
});

test('new writes what was removed by its address', (t) => {
  const repository = smallRepository(t);
  assert.equal(repository.kyket(['new', 'removed', 'tin-tuc/2020/cu/', ...day]).status, 2);
  const made = repository.kyket(['new', 'removed', '/tin-tuc/2020/cu/', ...day]);
  assert.equal(made.status, 0, made.output);
  const text = read(repository, made.stdout.trim());
  assert.deepEqual(yaml.parse(text), [{ address: '/tin-tuc/2020/cu/', date: '2026-11-30', reason: null }]);
  fs.writeFileSync(repository.path(made.stdout.trim()), text.replace('reason:', 'reason: Đăng nhầm'));
  clean(repository);
  assert.equal(repository.kyket(['new', 'removed', '/tin-tuc/2020/cu/', ...day]).status, 2);
});

test('new adds to a data file as that one is indented, whether or not its last line ends', (t) => {
  const repository = smallRepository(t, { 'content/data/topics.yaml': '  - id: tre-em\n    name: Trẻ em' });
  assert.equal(repository.kyket(['new', 'topic', 'Việc làm']).status, 0);
  assert.deepEqual(yaml.parse(read(repository, 'content/data/topics.yaml')).map(({ id }) => id), ['tre-em', 'viec-lam']);
});

test('rename changes the file, every reference, and keeps the address', (t) => {
  const repository = smallRepository(t, {
    'content/news/2020/nhac.md': entry({ ...news, date: '2020-01-01', event: undefined, agreements: ['quy-che-2018'] },
      'Sáng nay, theo [quy chế](agreement:quy-che-2018) và [](agreement:quy-che-2018#cam-ket-1), xem [tệp](../../agreements/quy-che-2018.md), [Ủy ban](organization:ubnd-an-giang).'),
  });
  clean(repository);
  const kinds = [['agreement', 'quy-che-2018', 'quy-che-moi', '/thoa-thuan/quy-che-2018/'], ['organization', 'ubnd-an-giang', 'uy-ban', '/co-quan/ubnd-an-giang/'],
    ['person', 'nguyen-van-an', 'ong-an', '/nguoi-ky/nguyen-van-an/']];
  for (const [kind, id, to, address] of kinds) {
    const result = repository.kyket(['rename', kind, id, to]);
    assert.equal(result.status, 0, result.output);
    for (const file of result.stdout.trim().split('\n')) assert.ok(fs.existsSync(repository.path(file)), file);
    clean(repository);
    const file = result.stdout.split('\n').find((line) => line.endsWith(`${to}.md`));
    assert.deepEqual(yaml.parse(read(repository, file).split('---\n')[1]).aliases, [address]);
  }
  assert.match(read(repository, 'content/news/2020/nhac.md'), /\(agreement:quy-che-moi\).*\(agreement:quy-che-moi#cam-ket-1\).*quy-che-moi\.md\).*\(organization:uy-ban\)/);
  const build = repository.kyket(['build', '--worktree', ...day]);
  assert.equal(build.status, 0, build.output);
  for (const [, , , address] of kinds) assert.match(read(repository, `output${address}index.html`), /http-equiv="refresh"|<link rel="canonical"/);
});

test('rename moves news to another year, with its date, links by files, and the address that it had', (t) => {
  const repository = smallRepository(t, {
    'content/news/2020/tin.md': entry({ ...news, date: '2020-12-31T20:00:00Z', event: undefined, agreements: ['quy-che-2018'] },
      'Xem [bên cạnh](ben-canh.md), [năm trước](../2019/truoc.md#a), [quy chế](../../agreements/quy-che-2018.md), [chính nó](tin.md).\n\n## A'),
    'content/news/2020/ben-canh.md': entry({ ...news, date: '2020-01-01', event: undefined, title: 'Bên cạnh' }, 'Theo [tin](tin.md), [tin ấy](../2020/tin.md), [](news:tin).'),
    'content/news/2019/truoc.md': entry({ ...news, date: '2019-01-01', event: undefined, title: 'Trước' }, '## A\n\nTheo [tin][t].\n\n[t]: ../2020/tin.md'),
    'content/news/khong-nam.md': entry({ ...news, date: '2017-06-01', event: undefined, title: 'Không năm' }, 'Xem [](agreement:quy-che-2018), [quy chế](../agreements/quy-che-2018.md).'),
  });
  const links = (file) => [...read(repository, file).matchAll(/\]\(([^)]*)\)|^\[t\]: (.*)$/gm)].map(([, one, other]) => one ?? other);
  const front = (file) => yaml.parse(read(repository, file).split('---\n')[1], { schema: 'failsafe' });
  const moved = repository.kyket(['rename', 'news', 'tin', '2019/tin']);
  assert.equal(moved.status, 0, moved.output);
  assert.deepEqual(links('content/news/2019/tin.md'), ['../2020/ben-canh.md', 'truoc.md#a', '../../agreements/quy-che-2018.md', 'tin.md']);
  assert.deepEqual(links('content/news/2020/ben-canh.md'), ['../2019/tin.md', '../2019/tin.md', 'news:tin']);
  assert.deepEqual(links('content/news/2019/truoc.md'), ['tin.md']);
  // In Vietnam it was 2021 already.
  assert.deepEqual([front('content/news/2019/tin.md').date, front('content/news/2019/tin.md').aliases], ['2018-12-31T20:00:00Z', ['/tin-tuc/2021/tin/']]);
  clean(repository);
  const plain = repository.kyket(['rename', 'news', 'khong-nam', '2018/ten-moi']);
  assert.equal(plain.status, 0, plain.output);
  assert.deepEqual(links('content/news/2018/ten-moi.md'), ['agreement:quy-che-2018', '../../agreements/quy-che-2018.md']);
  assert.deepEqual([front('content/news/2018/ten-moi.md').date, front('content/news/2018/ten-moi.md').aliases], ['2018-06-01', ['/tin-tuc/2017/khong-nam/']]);
  clean(repository);
  // Whose date was put right before.
  fs.writeFileSync(repository.path('content/news/2018/ten-moi.md'), read(repository, 'content/news/2018/ten-moi.md').replace('2018-06-01', '2016-06-01'));
  assert.equal(repository.kyket(['rename', 'news', 'ten-moi', '2016/ten-moi']).status, 0);
  assert.deepEqual([front('content/news/2016/ten-moi.md').date, front('content/news/2016/ten-moi.md').aliases], ['2016-06-01', ['/tin-tuc/2018/ten-moi/', '/tin-tuc/2017/khong-nam/']]);
  clean(repository);
  const build = repository.kyket(['build', '--worktree', ...day]);
  assert.equal(build.status, 0, build.output);
  for (const old of ['2021/tin', '2017/khong-nam', '2018/ten-moi']) assert.match(read(repository, `output/tin-tuc/${old}/index.html`), /http-equiv="refresh"/);
});

test('rename moves no news where it is already, to no year, or to one without its day, and nothing else to a year', (t) => {
  const repository = smallRepository(t, { 'content/news/2020/tin.md': entry({ ...news, date: '2020-02-29', event: undefined }), 'content/pages/thu.md': entry({ title: 'Thử' }) });
  const before = read(repository, 'content/news/2020/tin.md');
  for (const [kind, id, to, status] of [['news', 'tin', '2020/tin', 2], ['news', 'tin', '2018/ky-quy-che', 2], ['news', 'tin', '20/tin', 2], ['news', 'tin', '2021/', 2], ['news', 'tin', '2021/tin', 1], ['page', 'thu', '2021/thu', 2]]) {
    const result = repository.kyket(['rename', kind, id, to]);
    assert.equal(result.status, status, `${to}: ${result.output}`);
  }
  assert.equal(read(repository, 'content/news/2020/tin.md'), before);
});

test('rename changes ids in data files and what refers to them', (t) => {
  const repository = smallRepository(t, { 'content/data/topics.yaml': '- {id: tre-em, name: Trẻ em}\n- {id: "viec-lam", name: Việc làm}\n' });
  const result = repository.kyket(['rename', 'topic', 'tre-em', 'tre-nho']);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(yaml.parse(read(repository, 'content/data/topics.yaml')).map(({ id }) => id), ['tre-nho', 'viec-lam']);
  clean(repository);
  assert.equal(repository.kyket(['rename', 'topic', 'viec-lam', 'lao-dong']).status, 0);
  clean(repository);
});

test('an address is added to the aliases that there are, however they are written', (t) => {
  for (const aliases of ['aliases:\n  - /a/\n  - /b/\n', 'aliases: [/a/, /b/]\n', 'aliases: /a/\n', 'aliases: "/a/"\n']) {
    const repository = smallRepository(t, { 'content/pages/thu.md': `---\ntitle: Thử\n${aliases}---\nBài.\n` });
    const result = repository.kyket(['rename', 'page', 'thu', 'thu-nghiem']);
    assert.equal(result.status, 0, result.output);
    const kept = yaml.parse(read(repository, 'content/pages/thu-nghiem.md').split('---\n')[1]).aliases;
    assert.deepEqual(kept, aliases.includes('/b/') ? ['/thu/', '/a/', '/b/'] : ['/thu/', '/a/']);
    clean(repository);
  }
});

test('rename changes nothing when the id is taken, can be none, is not there, or the register has errors', (t) => {
  const repository = smallRepository(t, { 'content/pages/thu.md': entry({ title: 'Thử' }), 'content/pages/hai.md': entry({ title: 'Hai' }) });
  const before = read(repository, 'content/pages/thu.md');
  for (const [id, to] of [['thu', 'hai'], ['thu', 'Thử'], ['thu', '../x'], ['khong', 'co']]) {
    const result = repository.kyket(['rename', 'page', id, to]);
    assert.equal(result.status, 2, result.output);
  }
  fs.writeFileSync(repository.path('content/pages/hong.md'), '---\ntitle: Hỏng\nnope: [\n---\n');
  assert.equal(repository.kyket(['rename', 'page', 'thu', 'moi']).status, 1);
  assert.equal(read(repository, 'content/pages/thu.md'), before);
  assert.ok(!fs.existsSync(repository.path('content/pages/moi.md')));
});

test('a draft had no address to keep', (t) => {
  const repository = smallRepository(t, { 'content/pages/thu.md': entry({ title: 'Thử', draft: true }) });
  assert.equal(repository.kyket(['rename', 'page', 'thu', 'moi']).status, 0);
  assert.doesNotMatch(read(repository, 'content/pages/moi.md'), /aliases/);
});

test('rename changes what continues a commitment, what takes the place of something removed, and what drafts say', (t) => {
  const repository = smallRepository(t, {
    'content/data/removed.yaml': '- {address: /cu/, date: 2024-01-02, reason: Sai, replaced_by: "agreement:quy-che-2018"}\n',
    'content/agreements/tiep.md': entry({ ...agreement, title: 'Tiếp', period: { start: 2028, end: 2029 }, signed: '2028-01-02', succeeds: ['quy-che-2018', 'quy-che-2023'], commitments: [{ title: 'Chăm lo', continues: ['quy-che-2018#1'] }] }),
    'content/agreements/mot.md': entry({ ...agreement, title: 'Một', signed: '2029-01-02', period: { start: 2029, end: 2030 }, succeeds: 'quy-che-2018', commitments: [{ title: 'Chăm lo', continues: 1 }] }),
    'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }, 'Xem [](page:hai).'),
    'content/pages/hai.md': entry({ title: 'Hai', draft: true }),
    'content/pages/chung.md': entry({ title: 'Chung' }, 'Xem [một][q], [hai][q].\n\n[q]: agreement:quy-che-2018'),
  });
  assert.equal(repository.kyket(['rename', 'agreement', 'quy-che-2018', 'moi']).status, 0);
  clean(repository);
  assert.match(read(repository, 'content/agreements/tiep.md'), /- moi#1/);
  assert.match(read(repository, 'content/data/removed.yaml'), /agreement:moi"/);
  assert.match(read(repository, 'content/pages/chung.md'), /^\[q\]: agreement:moi$/m);
  assert.equal(repository.kyket(['rename', 'page', 'hai', 'ba']).status, 0);
  assert.match(read(repository, 'content/pages/nhap.md'), /page:ba/);
});

const remove = (repository, kind, id, ...more) => repository.kyket(['remove', kind, id, '--reason', 'Ghi nhầm', ...day, ...more]);
const changed = (repository) => repository.git('diff', '--name-only').trim().split('\n').filter((line) => line !== '');

test('remove takes an entry out with every reference, however it is written, and touches nothing else', (t) => {
  const body = [
    'Theo [**quy chế**](agreement:viec) và [](agreement:viec#cam-ket-1), [tệp](<../../agreements/viec.md> "tên"), [a \\[b\\]](agreement:viec), [trang](/thoa-thuan/viec/#cam-ket-1), [cũ](/cu/viec/),',
    '[1. Một](agreement:viec) và [khác](agreement:quy-che-2018), viec.',
  ];
  const repository = smallRepository(t, {
    'content/agreements/viec.md': entry({ ...agreement, title: 'Quy chế *việc* làm', signed: '2010-01-02', period: { start: 2010, end: 2011 }, aliases: ['/cu/viec/'], topics: undefined }),
    'content/agreements/sau.md': '---\n# trên\ntitle: Sau\nsigned: 2012-01-02\nperiod: {start: 2012, end: 2013}\nsucceeds: viec # bỏ\n# dưới\nimplements:\n- viec\n- quy-che-2018\nsignatories: [{organization: ubnd-an-giang}, {organization: tinh-doan-an-giang}]\n'
      + 'commitments:\n  - continues: viec#1\n    title: Một # giữ\n  - {title: Hai, continues: [viec#2]}\n  - title: Ba\n    continues: [1]\n---\n',
    'content/news/2012/a.md': "---\ntitle: A\ndate: 2012-01-03\nagreements: [ 'viec', quy-che-2018 ]\n---\n" + body.join('\n') + '\n',
    'content/news/2012/b.md': '---\ntitle: B\ndate: 2012-01-03\nagreements:\n  - "viec"\ntopics: [tre-em]\n---\n',
    'content/news/2012/c.md': entry({ title: 'C', date: '2012-01-03', draft: true, agreements: ['quy-che-2018', 'viec'] }),
    'content/data/removed.yaml': '  - address: /cu/khac/\n    date: 2013-01-02\n    reason: Sai\n    replaced_by: agreement:viec',
  });
  clean(repository);
  const result = remove(repository, 'agreement', 'viec');
  assert.equal(result.status, 0, result.output);
  clean(repository);
  assert.deepEqual(result.stdout.trim().split('\n').sort(), changed(repository).sort());
  assert.ok(!fs.existsSync(repository.path('content/agreements/viec.md')));
  assert.equal(read(repository, 'content/agreements/sau.md'), '---\n# trên\ntitle: Sau\nsigned: 2012-01-02\nperiod: {start: 2012, end: 2013}\n# dưới\nimplements:\n- quy-che-2018\nsignatories: [{organization: ubnd-an-giang}, {organization: tinh-doan-an-giang}]\n'
      + 'commitments:\n  - title: Một # giữ\n  - {title: Hai}\n  - title: Ba\n---\n');
  assert.equal(read(repository, 'content/news/2012/a.md'), '---\ntitle: A\ndate: 2012-01-03\nagreements: [ quy-che-2018 ]\n---\n'
      + 'Theo **quy chế** và Quy chế \\*việc\\* làm, tệp, a \\[b\\], trang, cũ,\n1\\. Một và [khác](agreement:quy-che-2018), viec.\n');
  assert.equal(read(repository, 'content/news/2012/b.md'), '---\ntitle: B\ndate: 2012-01-03\ntopics: [tre-em]\n---\n');
  assert.doesNotMatch(read(repository, 'content/news/2012/c.md'), /viec/);
  assert.deepEqual(yaml.parse(read(repository, 'content/data/removed.yaml')), [
    { address: '/cu/khac/', date: '2013-01-02', reason: 'Sai' },
    ...['/thoa-thuan/viec/', '/cu/viec/'].map((address) => ({ address, date: '2026-11-30', reason: 'Ghi nhầm' })),
  ]);
  assert.equal(repository.kyket(['build', '--worktree', ...day]).status, 0);
  for (const address of ['/thoa-thuan/viec/', '/cu/viec/']) assert.match(read(repository, `output${address}index.html`), /Mục này đã được gỡ khỏi sổ[\s\S]*Ghi nhầm/);
});

test('--replaced-by puts the successor into each place, once', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/hai.md': entry({ ...agreement, title: 'Bản chép', commitments: [{ title: 'Chăm lo trẻ em' }, { title: 'Họp mỗi quý' }] }),
    'content/agreements/sau.md': entry({ ...agreement, title: 'Sau', signed: '2028-01-02', period: { start: 2028, end: 2029 }, succeeds: 'hai', commitments: [{ title: 'Một', continues: 1 }, { title: 'Hai', continues: 'hai#2' }] }),
    'content/news/2012/a.md': entry({ title: 'A', date: '2012-01-03', agreements: ['hai', 'quy-che-2018'] }, 'Theo [x](agreement:hai#cam-ket-1 "y"), [y](../../agreements/hai.md), <a href="/thoa-thuan/hai/">z</a>.'),
    'content/news/2012/b.md': entry({ title: 'B', date: '2012-01-03', agreements: ['hai'] }, '[q]: agreement:hai\n\n[một][q] [hai][q]'),
  });
  const result = remove(repository, 'agreement', 'hai', '--replaced-by', 'quy-che-2018');
  assert.equal(result.status, 0, result.output);
  clean(repository);
  assert.match(read(repository, 'content/news/2012/a.md'), /agreements:\n {2}- quy-che-2018\n---\n\nTheo \[x\]\(agreement:quy-che-2018 "y"\), \[y\]\(agreement:quy-che-2018\), <a href="agreement:quy-che-2018">/);
  assert.match(read(repository, 'content/news/2012/b.md'), /- quy-che-2018\n[\s\S]*\[q\]: agreement:quy-che-2018\n/);
  assert.match(read(repository, 'content/agreements/sau.md'), /continues: 1\n[\s\S]*continues: quy-che-2018#2\n[\s\S]*succeeds: quy-che-2018\n/);
  assert.equal(yaml.parse(read(repository, 'content/data/removed.yaml'))[0].replaced_by, 'agreement:quy-che-2018');
});

test('remove takes out entries of each kind, of folders and of data files', (t) => {
  const repository = smallRepository(t, {
    'content/organizations/so.md': entry({ name: 'Sở Xây dựng', province: 'an-giang' }),
    'content/people/b.md': entry({ name: 'Lê Bê' }),
    'content/agreements/thu.md': entry({ ...agreement, title: 'Thử', type: 'ban-ghi-nho', regions: ['vung-mot'], signed: '2001-02-03', period: { start: 2001, end: 2002 } }),
    'content/data/regions.yaml': '- {id: vung-mot, name: Một}\n- {id: dong-bang-song-cuu-long, name: Hai}\n',
    'content/data/agreement-types.yaml': '# các loại\n[{id: quy-che, name: Quy chế}, {id: ban-ghi-nho, name: Bản ghi nhớ}]\n',
    'content/data/topics.yaml': '# lĩnh vực\n- id: tre-em # đầu\n  name: Trẻ em\n\n# việc\n- name: Việc làm\n  id: viec-lam\n',
  });
  const rest = [['news', 'ky-quy-che-moi', '/tin-tuc/2023/ky-quy-che-moi/'], ['organization', 'so', '/co-quan/so/'], ['person', 'b', '/nguoi-ky/b/'], ['province', 'kien-giang', '/tinh-thanh/kien-giang/'],
    ['topic', 'tre-em', '/linh-vuc/tre-em/'], ['region', 'vung-mot'], ['agreement_type', 'ban-ghi-nho'], ['agreement', 'thu', '/thoa-thuan/thu/'], ['topic', 'viec-lam', '/linh-vuc/viec-lam/']];
  for (const [kind, id] of rest) {
    const result = remove(repository, kind, id);
    assert.equal(result.status, 0, `${kind} ${id}: ${result.output}`);
    assert.doesNotMatch(repository.kyket(['list', kind]).stdout, new RegExp(`^${id}\\t`, 'm'));
    clean(repository);
  }
  assert.equal(read(repository, 'content/data/topics.yaml'), '# lĩnh vực\n\n# việc\n');
  assert.equal(read(repository, 'content/data/agreement-types.yaml'), '# các loại\n[{id: quy-che, name: Quy chế}]\n');
  assert.deepEqual(yaml.parse(read(repository, 'content/data/removed.yaml')).map(({ address }) => address), rest.map(([, , address]) => address).filter((address) => address !== undefined));
});

// Each says what can't do without the entry, at its place, and nothing is written.
for (const [what, files, args, expected] of [
  ['a signatory', {}, ['organization', 'ubnd-an-giang'], [/quy-che-2018\.md:9:19: .*still-needed/, /quy-che-2023\.md:9:19: .*still-needed/, /nguyen-van-an\.md:4:19: .*still-needed/]],
  ['a signer who is named by the entry alone', {}, ['person', 'nguyen-van-an'], [/quy-che-2018\.md:11:17: .*write name: Nguyễn Văn An.*still-needed/]],
  ['a page of the menu', {}, ['page', 'gioi-thieu'], [/site\.yaml:13:10: .*still-needed/]],
  ['a link by a label', { 'content/pages/a.md': entry({ title: 'A' }, 'Xem [x][q].\n\n[q]: news:ky-quy-che') }, ['news', 'ky-quy-che'], [/a\.md:7:6: .*not-editable/]],
  ['a circle by the successor', { 'content/organizations/a.md': entry({ name: 'A', parent: 'b' }), 'content/organizations/b.md': entry({ name: 'B', parent: 'c' }), 'content/organizations/c.md': entry({ name: 'C', parent: 'd' }), 'content/organizations/d.md': entry({ name: 'D' }) },
    ['organization', 'd', '--replaced-by', 'a'], [/nothing was changed/, /\.md:3:9: .*circle/]],
  ['a party that would sign twice', {}, ['organization', 'tinh-doan-an-giang', '--replaced-by', 'ubnd-an-giang'], [/quy-che-2018\.md:13:\d+: .*repeated-reference/]],
  ['a commitment that the successor has not', { 'content/agreements/tiep.md': entry({ ...agreement, title: 'Tiếp', period: { start: 2028, end: 2029 }, signed: '2028-01-02', succeeds: 'cu', commitments: [{ title: 'A', continues: 1 }] }),
    'content/agreements/cu.md': entry({ ...agreement, title: 'Cũ', commitments: [{ title: 'Khác hẳn' }] }) }, ['agreement', 'cu', '--replaced-by', 'quy-che-2018'], [/tiep\.md:21:\d+: .*still-needed/]],
  ['an error elsewhere', { 'content/pages/a.md': '---\ntitle: [\n---\n' }, ['news', 'ky-quy-che'], [/a\.md/]],
])
  test(`remove refuses: ${what}`, (t) => {
    const repository = smallRepository(t, files);
    const result = remove(repository, ...args);
    assert.equal(result.status, 1, result.output);
    for (const line of expected) assert.match(result.stderr, line);
    assert.equal(repository.git('status', '--porcelain'), '');
    assert.match(remove(repository, ...args, '--lang', 'vi').stderr, /mục sắp gỡ|chưa thay đổi gì|không sửa được|không được đóng/);
  });

test('remove is used rightly: a reason, an entry that is there, a successor that is published', (t) => {
  const repository = smallRepository(t, { 'content/news/2020/nhap.md': entry({ title: 'Nháp', date: '2020-01-02', draft: true }) });
  const news = ['remove', 'news', 'ky-quy-che'];
  for (const args of [news, [...news, '--reason', ' '], ['remove', 'news', '--reason', 'x'], ['remove', 'news', 'khong-co', '--reason', 'x'], [...news, '--reason', 'x', '--replaced-by', 'khong-co'],
    [...news, '--reason', 'x', '--replaced-by', 'ky-quy-che'], [...news, '--reason', 'x', '--replaced-by', 'nhap'], ['remove', 'removed', '/x/', '--reason', 'x'], ['remove', 'region', 'dong-bang-song-cuu-long', '--reason', 'x']]) {
    const result = repository.kyket(args);
    assert.equal(result.status, 2, `${args}: ${result.output}`);
    assert.notEqual(result.stderr, '');
  }
  assert.equal(repository.git('status', '--porcelain'), '');
  // What was never published leaves no address.
  assert.equal(remove(repository, 'news', 'nhap').status, 0);
  assert.ok(!fs.existsSync(repository.path('content/data/removed.yaml')));
});

test('the column of a message about a body counts characters', (t) => {
  const repository = smallRepository(t, { 'content/pages/thu.md': '---\ntitle: Thử\n---\nSáng nay, [Bộ Lao động](organization:khong-co) và [Đoàn](person:khong-co) họp.\n' });
  const { output } = repository.kyket(['check', '--worktree']);
  assert.match(output, /thu\.md:4:25: /);
  assert.match(output, /thu\.md:4:58: /);
});

test('remove takes silences along that nothing needs any more, and no other', (t) => {
  const silence = (code) => `silenced:\n  - code: ${code}\n    reason: Đã hỏi\n`;
  const other = (fields) => `---\n${yaml.stringify({ ...agreement, title: 'Quy chế khác', number: '03/QC-UBND' })}${fields}---\n`;
  const twin = entry({ ...agreement, title: 'Quy chế bên cạnh', number: '04/QC-UBND' });
  for (const [fields, then] of [
    [silence('overlap'), ''],
    ['silenced: [{code: overlap, reason: Đã hỏi}]\n', ''],
    [`${silence('overlap')}  - code: no-news\n    reason: Chưa có\n`, silence('no-news').replace('Đã hỏi', 'Chưa có')],
    ['silenced: [{code: no-news, reason: x}, {code: overlap, reason: y}]\n', 'silenced: [{code: no-news, reason: x}]\n'],
  ]) {
    const repository = smallRepository(t, {
      'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND', period: { start: 2018, end: 2019 } }),
      'content/agreements/khac.md': other(fields).replace('start: 2018', 'start: 2020'), 'content/agreements/ben-canh.md': twin.replace('start: 2018', 'start: 2020'),
    });
    const before = repository.kyket(['check', '--worktree', ...day]);
    assert.doesNotMatch(before.output, /khac\.md.*(overlap|unused-silence)/, before.output);
    const result = remove(repository, 'agreement', 'ben-canh');
    assert.equal(result.status, 0, result.output);
    assert.equal(read(repository, 'content/agreements/khac.md'), other(then).replace('start: 2018', 'start: 2020'));
    assert.doesNotMatch(repository.kyket(['check', '--worktree', ...day]).output, /unused-silence/);
    assert.ok(result.stdout.includes('content/agreements/khac.md'));
  }
});

test('remove takes all silences along that nothing needs any more, of several in a list', (t) => {
  const lines = (codes) => codes.length === 0 ? '' : `silenced:\n${codes.map((code) => `  - code: ${code}\n    reason: Đã hỏi\n`).join('')}`;
  const brackets = (codes) => codes.length === 0 ? '' : `silenced: [${codes.map((code) => `{code: ${code}, reason: x}`).join(', ')}]\n`;
  const late = { ...agreement, period: { start: 2020, end: 2022 } };
  for (const form of [lines, brackets])
    for (const [given, left] of [
      [['no-news', 'overlap', 'duplicate-number'], ['no-news']], [['overlap', 'no-news', 'duplicate-number'], ['no-news']], [['overlap', 'duplicate-number', 'no-news'], ['no-news']],
      [['no-news', 'overlap', 'duplicate-number', 'foreign-province'], ['no-news', 'foreign-province']], [['overlap', 'duplicate-number'], []],
    ]) {
      const other = (codes) => `---\n${yaml.stringify({ ...late, title: 'Quy chế khác', number: '04/QC-UBND', provinces: given.length > 3 ? ['tien-giang'] : undefined })}${form(codes)}---\n`;
      const repository = smallRepository(t, {
        'content/data/provinces.yaml': '- {id: an-giang, name: An Giang, kind: tỉnh}\n- {id: kien-giang, name: Kiên Giang, kind: tỉnh}\n- {id: tien-giang, name: Tiền Giang, kind: tỉnh}\n',
        'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND', period: { start: 2018, end: 2019 } }),
        'content/agreements/khac.md': other(given),
        'content/agreements/ben-canh.md': entry({ ...late, title: 'Quy chế bên cạnh', number: '04/QC-UBND' }),
      });
      assert.doesNotMatch(repository.kyket(['check', '--worktree', ...day]).output, /unused-silence/, `${given}`);
      const result = remove(repository, 'agreement', 'ben-canh');
      assert.equal(result.status, 0, result.output);
      assert.equal(read(repository, 'content/agreements/khac.md'), other(left), `${form.name} ${given}`);
      assert.doesNotMatch(repository.kyket(['check', '--worktree', ...day]).output, /unused-silence/);
    }
});

// Word processors and some editors of Windows write lines that end with a return, and a mark at the beginning.
for (const [name, dress] of [
  ['returns at the ends of lines', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['both', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
])
  test(`new, rename and remove leave ${name} as they were`, (t) => {
    const texts = (repository) => repository.git('ls-files', '-z', 'content').split('\0').filter((file) => /\.(md|yaml)$/.test(file));
    const make = () => {
      const repository = smallRepository(t, { 'content/data/removed.yaml': '- address: /cu/\n  date: 2013-01-02\n  reason: Sai\n', 'content/people/tran-van-ba.md': entry({ name: 'Trần Văn Ba', positions: [{ organization: 'ubnd-an-giang', title: 'Phó Chủ tịch' }] }) });
      return repository;
    };
    for (const args of [
      ['new', 'topic', 'Môi trường'], ['new', 'province', 'Côn Đảo'], ['rename', 'topic', 'tre-em', 'thieu-nhi'], ['rename', 'topic', 'viec-lam', 'lam-viec'], ['rename', 'person', 'nguyen-van-an', 'an'], ['rename', 'province', 'an-giang', 'ag'], ['rename', 'organization', 'ubnd-an-giang', 'ubnd-tinh-an-giang'], ['rename', 'agreement', 'quy-che-2018', 'quy-che-cu'],
      ['remove', 'topic', 'tre-em', '--reason', 'Thừa'], ['remove', 'person', 'tran-van-ba', '--reason', 'Thừa'], ['remove', 'news', 'ky-quy-che', '--reason', 'Thừa'], ['remove', 'province', 'kien-giang', '--reason', 'Thừa'],
    ]) {
      const plain = make(), dressed = make();
      for (const file of texts(dressed)) fs.writeFileSync(dressed.path(file), dress(read(dressed, file)));
      dressed.commit();
      const [one, other] = [plain, dressed].map((repository) => repository.kyket([...args, ...(args[0] === 'rename' ? [] : day)]));
      assert.equal(one.status, 0, one.output);
      assert.deepEqual([other.status, other.stdout], [one.status, one.stdout], `${args.join(' ')}: ${other.output}`);
      for (const file of fs.readdirSync(plain.path('content'), { recursive: true }).filter((each) => /\.(md|yaml)$/.test(each)))
        assert.equal(read(dressed, `content/${file}`), dress(read(plain, `content/${file}`)), `${args.join(' ')}: ${file}`);
    }
  });

test('a reference beyond the last column that is counted is refused, and nothing is changed', (t) => {
  const far = (letters) => `${'a'.repeat(letters)} [a](agreement:quy-che-2023) [b](agreement:quy-che-2018) và [c](agreement:quy-che-2018) hết.`;
  const file = 'content/pages/dai.md';
  for (const [letters, isRefused] of [[4200, true], [4090, true], [3900, false]]) {
    const repository = smallRepository(t, { [file]: entry({ title: 'Dài' }, far(letters)) });
    const before = fs.readFileSync(repository.path(file), 'utf8');
    const { status, output } = repository.kyket(['rename', 'agreement', 'quy-che-2018', 'quy-che-moi', '--lang', 'en']);
    const after = fs.readFileSync(repository.path(file), 'utf8');
    assert.equal(status !== 0, isRefused, output);
    assert.equal(after, isRefused ? before : before.replaceAll('agreement:quy-che-2018', 'agreement:quy-che-moi'));
    if (isRefused) assert.match(output, /not-editable/);
  }
});

test('an id in other letters is no place to change, and what follows it is changed once', (t) => {
  const file = 'content/pages/dai.md';
  for (const written of ['[a](agreement:quy-che%2D2018) và [b](agreement:quy-che-2018) hết.', '<agreement:quy-che%2D2018> và <agreement:quy-che-2018> hết.']) {
    const repository = smallRepository(t, { [file]: entry({ title: 'Dài' }, written) });
    const before = read(repository, file);
    const { status, output } = repository.kyket(['rename', 'agreement', 'quy-che-2018', 'quy-che-moi', '--lang', 'en']);
    assert.equal(status, 1, output);
    assert.match(output, /dai\.md:5:\d+: error: .*\[not-editable\]/);
    assert.equal(read(repository, file), before);
  }
  const quoted = '- topics: [ "tre\\x2Dem", tre-em ]'.slice(2);
  const repository = smallRepository(t, { 'content/agreements/quy-che-2018.md': entry({ ...agreement, topics: undefined }).replace('---\n', `---\n${quoted}\n`) });
  const before = read(repository, 'content/agreements/quy-che-2018.md');
  const { status, output } = repository.kyket(['rename', 'topic', 'tre-em', 'thieu-nhi']);
  assert.equal(status, 1, output);
  assert.equal(read(repository, 'content/agreements/quy-che-2018.md'), before);
});

test('a definition that several links by address share is changed once', (t) => {
  const file = 'content/pages/dai.md';
  const repository = smallRepository(t, { [file]: entry({ title: 'Dài' }, '[a][x] và [b][x].\n\n[x]: /thoa-thuan/quy-che-2018/\n\nHết.\n'),
    'content/agreements/quy-che-moi.md': entry({ ...agreement, title: 'Quy chế mới' }) });
  const { status, output } = repository.kyket(['remove', 'agreement', 'quy-che-2018', '--reason', 'Ghi nhầm', '--replaced-by', 'quy-che-moi', ...day]);
  assert.equal(status, 0, output);
  assert.equal(read(repository, file), entry({ title: 'Dài' }, '[a][x] và [b][x].\n\n[x]: agreement:quy-che-moi\n\nHết.\n'));
});

test('the time that rename and remove take grows with the number of references', (t) => {
  const many = (count) => Object.fromEntries(['a', 'b'].map((name) => [`content/pages/${name}.md`,
    entry({ title: name }, Array.from({ length: count }, (_, number) => `[chữ][${number}] [chữ](agreement:quy-che-2018)`).join('\n\n') + '\n\n' +
      Array.from({ length: count }, (_, number) => `[${count - 1 - number}]: /thoa-thuan/quy-che-2018/\n`).join('\n'))]));
  for (const args of [['rename', 'agreement', 'quy-che-2018', 'quy-che-moi'], ['remove', 'agreement', 'quy-che-2018', '--reason', 'Ghi nhầm', '--replaced-by', 'quy-che-2']]) {
    const seconds = [4000, 12000].map((count) => {
      const repository = smallRepository(t, { ...many(count), 'content/agreements/quy-che-2.md': entry({ ...agreement, title: 'Quy chế thứ hai' }) });
      const start = process.hrtime.bigint();
      const { status, output } = repository.kyket(args);
      assert.equal(status, 0, output.slice(0, 500));
      return Number(process.hrtime.bigint() - start) / 1e9;
    });
    assert.ok(seconds[1] < 6 * seconds[0] + 0.5, `${args[0]}: ${seconds}`);
  }
});
