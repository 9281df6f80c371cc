'use strict';
// Registers that are made up, of any size: the same entries and seed give the same bytes.
//
//   node tests/benchmark/corpus.js ENTRIES SEED FOLDER [kyket | hugo]
//
// kyket: a bare git repository at FOLDER, written by git fast-import as one pack. hugo: a site of Hugo with the same
// content, and layouts that show as much of it. ENTRIES is of news (four fifths) and agreements; there is one
// organization for every forty of them (at least 24), and one person for each. Provinces, topics and types of agreements are this
// repository's own. Any entry can be made alone, so that nothing of a large register is held.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const data = path.resolve(__dirname, '..', '..', 'content', 'data');

const words = (
  'thanh niên|đoàn viên|người lao động|học sinh|sinh viên|trẻ em|gia đình|doanh nghiệp|hợp tác xã|làng nghề|địa phương|cơ sở|' +
  'hội nghị|buổi làm việc|lễ ký|biên bản|kế hoạch|đề án|chỉ tiêu|báo cáo|số liệu|kinh phí|nguồn lực|đầu mối|tổ công tác|' +
  'hai bên|lãnh đạo|cán bộ|chuyên gia|đại biểu|thống nhất|đề nghị|phân công|rà soát|bổ sung|triển khai|theo dõi|đôn đốc|' +
  'đánh giá|tổng hợp|nhân rộng|khen thưởng|hỗ trợ|tư vấn|giới thiệu|đào tạo|tập huấn|truyền thông|khảo sát|kết nối|' +
  'việc làm|tay nghề|khởi nghiệp|vay vốn|tín dụng|thị trường|xuất khẩu|du lịch|môi trường|nước sạch|giao thông|chuyển đổi số|' +
  'an toàn|sức khỏe|hiến máu|tình nguyện|mùa hè xanh|đền ơn đáp nghĩa|bình đẳng giới|phòng chống ma túy|văn hóa|thể thao|' +
  'trong quý tới|hằng năm|từ đầu nhiệm kỳ|đến cuối giai đoạn|tại các xã|ở vùng sâu|theo quy định|đúng tiến độ|có hiệu quả|thiết thực'
).split('|');
const surnames = 'Nguyễn Trần Lê Phạm Huỳnh Phan Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trương Đinh'.split(' ');
const middles = 'Văn Thị Minh Hồng Quốc Thanh Ngọc Xuân'.split(' ');
const givens = 'An Bình Châu Dũng Giang Hà Hạnh Khoa Lan Long Mai Nam Nhung Phú Quang Sơn Tâm Thảo Tuấn Vân Yến'.split(' ');
const bodies = [
  ['so-noi-vu', 'SNV', 'department', 'Sở Nội vụ'],
  ['ubnd', 'UBND', 'peoples-committee', 'Ủy ban nhân dân'],
  ['tinh-doan', 'TĐTN', 'youth-union', 'Đoàn TNCS Hồ Chí Minh'],
  ['so-giao-duc', 'SGDĐT', 'department', 'Sở Giáo dục và Đào tạo'],
  ['so-y-te', 'SYT', 'department', 'Sở Y tế'],
  ['so-cong-thuong', 'SCT', 'department', 'Sở Công Thương'],
];

// A random number generator (mulberry32) of its own for each thing that is made.
class Random {
  constructor(seed, kind, index) {
    let state = 2166136261;
    for (const part of [seed, kind, index]) state = Math.imul(state ^ part, 16777619) ^ (state >>> 15);
    this.state = Math.imul(state ^ (state >>> 13), 3266489917);
  }

  below(limit) {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4294967296) * limit);
  }

  between(low, high) {
    return low + this.below(high - low + 1);
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  // Some items, all different.
  several(count, list) {
    const chosen = new Set();
    while (chosen.size < count) chosen.add(this.pick(list));
    return [...chosen];
  }

  sentence(length) {
    let text = this.pick(words);
    for (let i = 1; i < length; i++) text += ` ${this.pick(words)}`;
    return text[0].toUpperCase() + text.slice(1);
  }

  body(paragraphs, link) {
    const blocks = [];
    for (let i = 0; i < paragraphs; i++) {
      const sentences = Array.from({ length: 4 }, () => `${this.sentence(this.between(6, 11))}.`);
      if (i % 3 === 1) sentences.splice(2, 0, `**${this.sentence(2)}** theo [${this.pick(words)}](https://example.org/${i}).`);
      if (i === 2) sentences.push(`Xem [văn bản](${link}).`);
      blocks.push(sentences.join(' '));
      if (i === 1) blocks.push(`## ${this.sentence(3)}`);
      if (i === 3) blocks.push(Array.from({ length: 4 }, () => `- ${this.sentence(4)}`).join('\n'));
    }
    return `${blocks.join('\n\n')}\n`;
  }
}

const two = (number) => String(number).padStart(2, '0');
const quote = (text) => JSON.stringify(text);
const list = (items) => `[${items.join(', ')}]`;

// The ids and names of a data file, which has each on a line of its own.
function idsOf(file) {
  const text = fs.readFileSync(path.join(data, file), 'utf8');
  return [...text.matchAll(/^- id: (.*)\n {2}name: (.*)$/gm)].map(([, id, name]) => ({ id, name }));
}

class Corpus {
  constructor(entries, seed) {
    this.seed = seed;
    this.provinces = idsOf('provinces.yaml');
    this.topicTerms = idsOf('topics.yaml');
    this.topics = this.topicTerms.map(({ id }) => id);
    this.types = idsOf('agreement-types.yaml');
    this.organizations = Math.max(24, Math.floor(entries / 40));
    this.agreements = Math.max(1, Math.floor(entries / 5));
    this.news = entries - this.agreements;
  }

  organization(i) {
    const province = this.provinces[i % this.provinces.length];
    const [id, code, kind, name] = bodies[i % bodies.length];
    const number = i < this.provinces.length ? '' : ` (${i})`;
    return { id: `${id}-${province.id}-${i}`, code: `${code}${i}`, kind, name: `${name} ${province.name}${number}`, province };
  }

  person(i) {
    const random = new Random(this.seed, 1, i);
    const name = [surnames, middles, givens].map((names) => random.pick(names)).join(' ');
    return { id: `nguoi-${i}`, name, organization: this.organization(i) };
  }

  // Three of ten follow an earlier agreement of the same parties, which ended the day before; no others of the same
  // parties overlap, so that a register has no warnings.
  agreement(i) {
    const random = new Random(this.seed, 2, i);
    const previous = { 7: i - 7, 8: i - 1, 9: i - 7 }[i % 10];
    const count = this.organizations;
    if (previous === undefined) {
      const first = i % count;
      const second = (first + 1 + Math.floor(i / count)) % count;
      return { id: `ctph-${i}`, random, previous, parties: [first, second], start: random.between(2005, 2015) };
    }
    const { parties, start } = this.agreement(previous);
    return { id: `ctph-${i}`, random, previous, parties, start: start + 5 };
  }

  describeAgreement(i) {
    const agreement = this.agreement(i);
    const { random, start } = agreement;
    const parties = agreement.parties.map((each) => this.organization(each));
    return {
      ...agreement, parties,
      type: this.types[0].id,
      title: `Chương trình phối hợp giữa ${parties[0].name} và ${parties[1].name} giai đoạn ${start}–${start + 4}`,
      number: `${i + 1}-CTPH/${parties[0].code}-${parties[1].code}`,
      signed: `${start}-${two(random.between(1, 6))}-${two(random.between(1, 28))}`,
      signers: agreement.parties.map((each) => this.person(each)),
      topics: random.several(3, this.topics),
      commitments: Array.from({ length: 8 }, () => random.sentence(4)),
    };
  }

  describeNews(i) {
    const random = new Random(this.seed, 3, i);
    const agreement = this.agreement(random.below(this.agreements));
    const year = random.between(agreement.start, Math.min(agreement.start + 4, 2026));
    return {
      id: `tin-${i}`, year, random, agreement: agreement.id,
      title: random.sentence(6),
      date: `${year}-${two(random.between(7, 12))}-${two(random.between(1, 28))}T${two(random.between(7, 19))}:${two(random.below(60))}:00+07:00`,
      author: `${random.pick(surnames)} ${random.pick(givens)}`,
      summary: random.sentence(14),
      parties: agreement.parties.map((each) => this.organization(each)),
      topics: random.several(2, this.topics),
    };
  }
}

const newsFile = (news) =>
  `---\ntitle: ${quote(news.title)}\ndate: ${news.date}\nauthor: ${quote(news.author)}\nsummary: ${quote(news.summary)}\n` +
  `agreements: [${news.agreement}]\norganizations: ${list(news.parties.map(({ id }) => id))}\ntopics: ${list(news.topics)}\n---\n\n` +
  news.random.body(7, `agreement:${news.agreement}`);

// A register's files: path and text, one after the other.
function* registerFiles(entries, seed) {
  const corpus = new Corpus(entries, seed);
  yield ['content/site.yaml', 'title: Sổ ký kết thử\nbase_url: https://example.vn/\nlanguage: vi\n'];
  for (const file of ['agreement-types.yaml', 'provinces.yaml', 'regions.yaml', 'topics.yaml'])
    yield [`content/data/${file}`, fs.readFileSync(path.join(data, file), 'utf8')];
  for (let i = 0; i < corpus.organizations; i++) {
    const { id, name, code, kind, province } = corpus.organization(i);
    yield [`content/organizations/${id}.md`, `---\nname: ${quote(name)}\ncode: ${code}\nkind: ${kind}\nlevel: province\nprovince: ${province.id}\n---\n`];
    const person = corpus.person(i);
    yield [`content/people/${person.id}.md`, `---\nname: ${quote(person.name)}\npositions:\n  - organization: ${id}\n    title: Người đứng đầu\n---\n`];
  }
  for (let i = 0; i < corpus.agreements; i++) {
    const each = corpus.describeAgreement(i);
    const signatories = each.parties.map(({ id }, side) =>
      `  - organization: ${id}\n    signers:\n      - person: ${each.signers[side].id}\n        title: Người đứng đầu\n`);
    yield [`content/agreements/${each.id}.md`,
      `---\ntitle: ${quote(each.title)}\ntype: ${each.type}\nnumber: ${each.number}\nsigned: ${each.signed}\nperiod:\n  start: ${each.start}\n` +
      `  end: ${each.start + 4}\nsignatories:\n${signatories.join('')}${each.previous === undefined ? '' : `succeeds: ctph-${each.previous}\n`}` +
      `topics: ${list(each.topics)}\ncommitments:\n${each.commitments.map((text) => `  - title: ${quote(text)}\n`).join('')}---\n\n` +
      each.random.body(3, `topic:${each.topics[0]}`)];
  }
  for (let i = 0; i < corpus.news; i++) {
    const news = corpus.describeNews(i);
    yield [`content/news/${news.year}/${news.id}.md`, newsFile(news)];
  }
}

const hugoLayouts = {
  'baseof.html':
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css">' +
    '<title>{{ .Title }}</title><meta name="description" content="{{ .Params.summary }}"></head><body><header><a href="/">Sổ ký kết thử</a><nav><a href="/news/">Tin tức</a>' +
    '<a href="/agreements/">Thỏa thuận</a><a href="/organizations/">Cơ quan</a><a href="/provinces/">Tỉnh thành</a><a href="/topics/">Lĩnh vực</a></nav></header>' +
    '<main>{{ block "main" . }}{{ end }}</main><footer><p>Sổ ký kết thử</p></footer></body></html>',
  'single.html':
    '{{ define "main" }}<article><h1>{{ .Title }}</h1><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02/01/2006" }}</time><p>{{ .Params.author }}</p>{{ .Content }}' +
    '{{ range slice "organizations" "provinces" "topics" "agreements" }}<ul>{{ range $.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}</article>{{ end }}',
  'list.html':
    '{{ define "main" }}<h1>{{ .Title }}</h1>{{ if .Params.number }}<p>{{ .Params.number }} {{ .Params.start }}–{{ .Params.end }}</p><ol>{{ range .Params.commitments }}<li>{{ . }}</li>{{ end }}</ol>' +
    '{{ with .Params.previous }}<a href="/agreements/{{ . }}/">Giai đoạn trước</a>{{ end }}{{ end }}{{ .Content }}{{ $p := .Paginate .Pages }}<ol>{{ range $p.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> ' +
    '<time>{{ .Date.Format "02/01/2006" }}</time><p>{{ .Params.summary }}</p></li>{{ end }}</ol><nav>{{ if $p.HasPrev }}<a href="{{ $p.Prev.URL }}">Trước</a>{{ end }}{{ $p.PageNumber }}/{{ $p.TotalPages }}' +
    '{{ if $p.HasNext }}<a href="{{ $p.Next.URL }}">Sau</a>{{ end }}</nav>{{ end }}',
};

// The same content for Hugo: agreements are terms, so that each lists its news.
function* hugoFiles(entries, seed) {
  const corpus = new Corpus(entries, seed);
  yield ['hugo.toml', 'baseURL="https://example.vn/"\nlanguageCode="vi"\ntitle="Sổ ký kết thử"\n[pagination]\npagerSize=50\n[services.rss]\nlimit=20\n' +
    '[taxonomies]\norganization="organizations"\nprovince="provinces"\ntopic="topics"\nagreement="agreements"\n'];
  yield ['static/style.css', 'body{font-family:system-ui;max-width:60rem;margin:auto}\n'];
  for (const [name, text] of Object.entries(hugoLayouts)) yield [`layouts/_default/${name}`, text];
  const term = (taxonomy, { id, name }) => [`content/${taxonomy}/${id}/_index.md`, `---\ntitle: ${quote(name)}\n---\n`];
  for (let i = 0; i < corpus.organizations; i++) yield term('organizations', corpus.organization(i));
  for (const province of corpus.provinces) yield term('provinces', province);
  for (const topic of corpus.topicTerms) yield term('topics', topic);
  const terms = ({ parties, topics }) =>
    `organizations: ${list(parties.map(({ id }) => id))}\nprovinces: ${list([...new Set(parties.map(({ province }) => province.id))])}\ntopics: ${list(topics)}\n`;
  for (let i = 0; i < corpus.agreements; i++) {
    const each = corpus.describeAgreement(i);
    yield [`content/agreements/${each.id}/_index.md`,
      `---\ntitle: ${quote(each.title)}\ndate: ${each.signed}\nnumber: ${quote(each.number)}\nstart: ${each.start}\nend: ${each.start + 4}\n` +
      `${each.previous === undefined ? '' : `previous: ctph-${each.previous}\n`}${terms(each)}commitments: ${list(each.commitments.map(quote))}\n---\n\n` +
      each.random.body(3, `/topics/${each.topics[0]}/`)];
  }
  for (let i = 0; i < corpus.news; i++) {
    const news = corpus.describeNews(i);
    yield [`content/news/${news.year}/${news.id}.md`,
      `---\ntitle: ${quote(news.title)}\ndate: ${news.date}\nauthor: ${quote(news.author)}\nsummary: ${quote(news.summary)}\nagreements: [${news.agreement}]\n` +
      `${terms(news)}---\n\n${news.random.body(7, `/agreements/${news.agreement}/`)}`];
  }
}

function writeFiles(folder, files) {
  let made;
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    if (path.dirname(file) !== made) fs.mkdirSync((made = path.dirname(file)), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

// Commits files in a repository, which is made when it is not there, straight into its objects. Without deltas, as
// `git repack` leaves texts like these too; fast-import's own are long chains.
async function commitFiles(repository, files, message) {
  const run = (args, input) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
      const child = spawn('git', ['-C', repository, ...args], { env, stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'] });
      child.on('error', reject);
      child.on('close', (status) => (status === 0 ? resolve() : reject(new Error(`git ${args[0]}: exit status ${status}`))));
      if (input) child.stdin.on('error', () => {}) && input(child.stdin).catch(reject);
    });
  const isNew = !fs.existsSync(repository);
  if (isNew) {
    fs.mkdirSync(repository, { recursive: true });
    await run(['init', '--quiet', '--bare', '--initial-branch=main']);
  }
  await run(['fast-import', '--quiet', '--depth=0'], async (stream) => {
    let batch = `commit refs/heads/main\ncommitter Ban biên tập <bien.tap@example.vn> ${1767200000 + (isNew ? 0 : 86400)} +0700\n` +
      `data ${Buffer.byteLength(message)}\n${message}\n${isNew ? '' : 'from refs/heads/main^0\n'}`;
    for (const [name, text] of files) {
      batch += `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
      if (batch.length < 1 << 20) continue;
      if (!stream.write(batch)) await new Promise((resolve) => stream.once('drain', resolve));
      batch = '';
    }
    stream.end(batch);
  });
}

module.exports = { commitFiles, hugoFiles, registerFiles, writeFiles };

async function main([entries, seed, folder, format = 'kyket']) {
  if (!(entries >= 1 && seed >= 0 && folder && ['kyket', 'hugo'].includes(format))) {
    console.error('usage: node corpus.js ENTRIES SEED FOLDER [kyket | hugo]');
    return 2;
  }
  if (format === 'hugo') writeFiles(folder, hugoFiles(Number(entries), Number(seed)));
  else await commitFiles(folder, registerFiles(Number(entries), Number(seed)), 'Sổ thử');
  return 0;
}

if (require.main === module) main(process.argv.slice(2)).then((status) => (process.exitCode = status));
