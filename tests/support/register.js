'use strict';
// Small registers that are made up, as files by path, and repositories of them.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const yaml = require('yaml');
const { git, kyket } = require('./program.js');
const { temporaryFolder, writeFiles } = require('./folders.js');

const dump = (value) => yaml.stringify(value, { lineWidth: 0 });

// An entry's file: front matter and body.
const entry = (fields, body = '') => `---\n${dump(fields)}---\n${body === '' ? '' : `\n${body}\n`}`;

const site = {
  title: 'Sổ thử',
  description: 'Một sổ nhỏ để thử.',
  base_url: 'https://example.vn/',
  language: 'vi',
  publisher: 'Ban biên tập',
  page_size: 3,
  menu: [
    { title: 'Tin tức', url: '/tin-tuc/' },
    { title: 'Thỏa thuận', url: '/thoa-thuan/' },
    { title: 'Giới thiệu', url: '/gioi-thieu/' },
  ],
};

const agreement = {
  title: 'Quy chế phối hợp giai đoạn 2018–2022',
  type: 'quy-che',
  signed: '2018-04-12',
  period: { start: 2018, end: 2022 },
  signatories: [
    { organization: 'ubnd-an-giang', signers: [{ person: 'nguyen-van-an', title: 'Chủ tịch' }] },
    { organization: 'tinh-doan-an-giang', signers: [{ name: 'Lê Thị Bé', title: 'Bí thư' }] },
  ],
  topics: ['tre-em'],
  commitments: [{ title: 'Chăm lo trẻ em', topics: ['tre-em'] }, { title: 'Họp mỗi quý' }],
};

const news = {
  title: 'Ký quy chế phối hợp',
  date: '2018-04-12T09:00:00+07:00',
  summary: 'Hai bên ký quy chế.',
  agreements: ['quy-che-2018'],
  organizations: ['ubnd-an-giang'],
  people: ['nguyen-van-an'],
  topics: ['tre-em'],
};

// One pixel.
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

function smallRegister() {
  return {
    'content/site.yaml': dump(site),
    'content/data/provinces.yaml': dump([
      { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region: 'dong-bang-song-cuu-long',
        tile: { column: 2, row: 3 }, former_tile: { column: 2, row: 4 },
        islands: [{ name: 'Phú Quốc', kind: 'đảo', tile: { column: 1, row: 4 }, former_tile: { column: 1, row: 6 } }] },
      { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30',
        tile: { column: 2, row: 5 } },
    ]),
    'content/data/topics.yaml': dump([
      { id: 'tre-em', name: 'Trẻ em', description: 'Chăm sóc và bảo vệ trẻ em.' },
      { id: 'viec-lam', name: 'Việc làm', silenced: [{ code: 'not-linked', reason: 'Để dành.' }] },
    ]),
    'content/data/agreement-types.yaml': dump([{ id: 'quy-che', name: 'Quy chế phối hợp' }]),
    'content/organizations/ubnd-an-giang.md': entry({
      name: 'Ủy ban nhân dân tỉnh An Giang',
      kind: 'peoples-committee',
      level: 'province',
      province: 'an-giang',
    }),
    'content/organizations/tinh-doan-an-giang.md': entry(
      { name: 'Tỉnh đoàn An Giang', kind: 'youth-union', level: 'province', province: 'an-giang' },
      'Làm việc với [](organization:ubnd-an-giang).',
    ),
    'content/people/nguyen-van-an.md': entry({
      name: 'Nguyễn Văn An',
      positions: [{ organization: 'ubnd-an-giang', title: 'Chủ tịch', from: 2016, to: 2026 }],
    }),
    'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }, 'Xem [tin](news:ky-quy-che).\n\n## Bối cảnh\n\nĐoạn văn.'),
    'content/agreements/quy-che-2023.md': entry({
      ...agreement,
      title: 'Quy chế phối hợp giai đoạn 2023–2027',
      number: '02/QC-UBND',
      signed: '2023-03-01',
      period: { start: 2023, end: 2027 },
      succeeds: 'quy-che-2018',
    }),
    'content/news/2018/ky-quy-che.md': entry(
      { ...news, photos: [{ file: 'le-ky.png', alt: 'Hai người ký', caption: 'Lễ ký', credit: 'Ban biên tập' }] },
      'Hai bên ký [](agreement:quy-che-2018) ở [An Giang](province:an-giang).',
    ),
    'content/news/2023/ky-quy-che-moi.md': entry({
      ...news,
      title: 'Ký quy chế phối hợp mới',
      date: '2023-03-01',
      agreements: ['quy-che-2023'],
    }),
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu', summary: 'Về sổ này.' }, '## Sổ để làm gì\n\nĐể thử.'),
    'content/media/le-ky.png': photo,
    'content/static/xac-minh.txt': 'mã xác minh\n',
  };
}

// A news item number `number` of a long list, one a day.
function numberedNews(number) {
  const day = new Date(Date.UTC(2022, 0, number)).toISOString().slice(0, 10);
  return {
    [`content/news/${day.slice(0, 4)}/tin-${number}.md`]: entry({ title: `Tin số ${number}`, date: day }, 'Nội dung.'),
  };
}

// A repository in a folder of its own, new unless it is given its clock. `commit` writes files (null removes one) and commits all.
class Repository {
  constructor(folder, clock) {
    this.folder = folder;
    this.clock = clock ?? Date.UTC(2024, 0, 1) / 1000;
    if (clock !== undefined) return;
    fs.mkdirSync(folder, { recursive: true });
    git(folder, 'init', '--quiet');
  }

  git(...args) {
    return git(this.folder, ...args);
  }

  write(files) {
    writeFiles(this.folder, files);
    return this;
  }

  commit(files = {}, message = 'Thay đổi') {
    this.write(files);
    this.clock += 3600;
    const date = `${this.clock} +0700`;
    git(this.folder, 'add', '--all');
    git(this.folder, 'commit', '--quiet', '--allow-empty', '-m', message, {
      env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
    return git(this.folder, 'rev-parse', 'HEAD').trim();
  }

  // Runs kyket in this repository; the day is fixed unless the arguments say another.
  kyket(args, options = {}) {
    return kyket(args, { cwd: this.folder, ...options, env: { SOURCE_DATE_EPOCH: '1717200000', ...options.env } });
  }

  path(...parts) {
    return path.join(this.folder, ...parts);
  }
}

let pattern;

// A repository with the small register, and what else is given, committed.
function smallRepository(t, files) {
  if (pattern === undefined) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-pattern-'));
    process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
    pattern = new Repository(path.join(folder, 'register'));
    pattern.commit(smallRegister(), 'Sổ nhỏ');
  }
  const folder = path.join(temporaryFolder(t), 'register');
  fs.cpSync(pattern.folder, folder, { recursive: true });
  const repository = new Repository(folder, pattern.clock);
  if (files !== undefined) repository.commit(files);
  return repository;
}

module.exports = { Repository, agreement, dump, entry, news, numberedNews, photo, site, smallRegister, smallRepository };
