'use strict';
// Photos are published in widths for phones and desks, made once by a part that can do no harm, and kept by their content.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { assertSameFiles, listFiles, read, temporaryFolder } = require('../support/folders.js');
const { bomb, convert, fieldsOf, png, pointOf, sizeOf, withExif } = require('../support/pictures.js');
const { kyket, program } = require('../support/program.js');
const { agreement, entry, news, smallRepository } = require('../support/register.js');

const newsPath = 'content/news/2018/ky-quy-che.md', pagePath = 'content/pages/gioi-thieu.md';
const newsPage = ['output', 'tin-tuc', '2018', 'ky-quy-che', 'index.html'];
const one = (file, more) => ({ file, alt: 'Hai bên ký', credit: 'Ban biên tập', ...more });
const withPhotos = (photos, body = 'Chữ.') => ({ [newsPath]: entry({ ...news, photos }, body) });
const media = (repository) => listFiles(repository.path('output', 'media'));
const sized = (repository) => media(repository).filter((name) => name.startsWith('sized/'));
const warnings = (result) => parseDiagnostics(result.output).map(({ severity, code, file, line }) => `${severity} ${code} ${file}:${line}`);

function build(repository, ...args) {
  const result = repository.kyket(['build', '--lang', 'en', ...args]);
  assert.equal(result.status, 0, result.output);
  return result;
}

// The <picture> elements of a page: of each the addresses by width of both kinds, and its <img>.
function picturesOf(repository, page = newsPage) {
  const set = (text) => Object.fromEntries(/srcset="([^"]*)"/.exec(text)[1].split(', ').map((each) => each.split(' ').reverse()));
  return [...read(repository.folder, ...page).matchAll(/<picture>(.*?)<\/picture>/gs)].map(([, inner]) => {
    const [source, img] = [/<source[^>]*>/.exec(inner)[0], /<img[^>]*>/.exec(inner)[0]];
    assert.match(source, /type="image\/webp".* sizes="[^"]+"/);
    assert.match(img, / sizes="[^"]+".* alt="[^"]+"/);
    const [width, height] = [/width="(\d+)"/, /height="(\d+)"/].map((each) => Number(each.exec(img)[1]));
    return { webp: set(source), fallback: set(img), src: /src="([^"]*)"/.exec(img)[1], width, height };
  });
}

// A program of its own with parts of one's choice beside it: NAME -> a script, or the part itself.
function programWith(t, parts) {
  const folder = temporaryFolder(t);
  fs.copyFileSync(program, path.join(folder, 'kyket'));
  for (const [name, script] of Object.entries(parts)) fs.writeFileSync(path.join(folder, `kyket-${name}`), script, { mode: 0o755 });
  return (repository, ...args) =>
    kyket(args, { wrapper: ['sh', '-c', `shift; exec ${folder}/kyket "$@"`, 'sh'], cwd: repository.folder, env: { SOURCE_DATE_EPOCH: '1717200000' } });
}
const counting = (log) => `#!/bin/sh\necho started >>${log}\nexec ${program}-photos\n`;

test('a photo is published in three widths, turned, in the colours of the web and with nothing but the picture', (t) => {
  const plain = convert(png(1800, 1200), 'jpegsave', '.jpg');
  const wide = convert(convert(Buffer.from(png(700, 500)), 'icc_transform', '.png', 'p3', '--input-profile', 'srgb'), 'jpegsave', '.jpg', '--Q', '95');
  const repository = smallRepository(t, {
    'content/media/dung.jpg': withExif(plain, 6, 'BI MAT 10.76 106.66'), 'content/media/p3.jpg': wide,
    ...withPhotos([one('dung.jpg'), one('p3.jpg')]),
  });
  assert.doesNotMatch(build(repository).output, /warning|photos-part/);
  const [turned, colours] = picturesOf(repository);
  assert.deepEqual([turned.width, turned.height], [1200, 1800]);
  assert.deepEqual(Object.keys(turned.webp), ['480w', '960w', '1200w']);
  assert.deepEqual(Object.keys(turned.fallback), ['480w', '960w', '1200w']);
  assert.equal(turned.src, turned.fallback['1200w']);
  for (const [width, address] of [...Object.entries(turned.webp), ...Object.entries(turned.fallback)]) {
    const file = repository.path('output', address);
    assert.match(address, /^\/media\/sized\/[0-9a-f]{2}\/[0-9a-f]{30}-\d+\.(webp|jpg)$/);
    assert.deepEqual(sizeOf(file), [parseInt(width, 10), Math.round(parseInt(width, 10) * 1.5)]);
    assert.doesNotMatch(fieldsOf(file), /exif|icc-profile|xmp|iptc|BI MAT/i);
    assert.ok(!fs.readFileSync(file).includes('BI MAT'));
  }
  // Left above in the photo is right above when it is turned.
  const near = (actual, expected) => actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 14, `${actual} for ${expected}`));
  near(pointOf(repository.path('output', turned.src), 1190, 10).slice(0, 2), [1, 1]);
  near(pointOf(repository.path('output', turned.src), 1190, 1790).slice(0, 2), [253, 1]);
  for (const address of [colours.webp['700w'], colours.src]) near(pointOf(repository.path('output', address), 400, 100).slice(0, 2), [146, 51]);
  assert.deepEqual(media(repository).filter((name) => !name.startsWith('sized/')), ['le-ky.png']);
});

test('a photo is never made wider, and where something shines through PNG stands behind WebP', (t) => {
  const repository = smallRepository(t, {
    'content/media/trong.png': png(600, 300, 1, 128), 'content/media/duc.png': png(600, 300, 2, 255), 'content/media/nho.png': png(200, 100, 3),
    ...withPhotos([one('trong.png'), one('duc.png'), one('nho.png')]),
  });
  build(repository);
  const kinds = picturesOf(repository).map(({ webp, fallback }) => [Object.keys(webp).join(' '), [...new Set(Object.values(fallback).map((name) => path.extname(name)))].join()]);
  assert.deepEqual(kinds, [['480w 600w', '.png'], ['480w 600w', '.jpg'], ['200w', '.jpg']]);
});

test('photos in bodies, by media: and by address, and the same photo twice', (t) => {
  const repository = smallRepository(t, {
    'content/media/a.png': png(300, 200), 'content/media/b.png': png(300, 200),
    [pagePath]: entry({ title: 'Giới thiệu' }, '![Lễ ký](media:a.png "Chú thích")\n\nChữ ![hai](/media/a.png) và ![ba](media:b.png).'),
  });
  assert.doesNotMatch(build(repository).output, /dead-link|warning/);
  const pictures = picturesOf(repository, ['output', 'gioi-thieu', 'index.html']);
  assert.equal(pictures.length, 3);
  for (const picture of pictures) assert.deepEqual(picture, pictures[0]);
  assert.deepEqual(sized(repository).length, 2);
  assert.match(read(repository.folder, 'output', 'gioi-thieu', 'index.html'), /<figure><picture>.*<\/picture><figcaption>Chú thích<\/figcaption><\/figure>/);
});

for (const [how, files, text] of [
  ['original: true', withPhotos([one('a.png', { original: true })]), /<a href="\/media\/a\.png">/],
  ['a link', withPhotos([one('a.png')], '[tệp](media:a.png)'), /<a href="\/media\/a\.png">/],
  ['an address', withPhotos([one('a.png')], '[tệp](/media/a.png)'), /<a href="\/media\/a\.png">/],
  ['a full address', withPhotos([one('a.png')], '<https://example.vn/media/a.png>'), /media\/a\.png/],
  ['a document', { ...withPhotos([one('a.png')]), 'content/agreements/quy-che-2018.md': entry({ ...agreement, documents: [{ file: 'a.png', title: 'Bản quét' }] }) }, /picture/],
])
  test(`an original is published where ${how} asks for it, and not without`, (t) => {
    const repository = smallRepository(t, { 'content/media/a.png': png(300, 200), ...files });
    build(repository);
    assert.ok(media(repository).includes('a.png'));
    assert.match(read(repository.folder, ...newsPage), text);
    repository.commit({ ...withPhotos([one('a.png')]), 'content/agreements/quy-che-2018.md': entry(agreement) });
    build(repository);
    assert.ok(!media(repository).includes('a.png'));
    assert.equal(repository.kyket(['check', '--lang', 'en']).status, 0);
  });

test('HEIC and TIFF are read, and told where they can not be', (t) => {
  const picture = png(300, 200);
  const repository = smallRepository(t, {
    'content/media/a.heic': convert(picture, 'heifsave', '.heic'), 'content/media/b.tif': convert(picture, 'tiffsave', '.tif'),
    ...withPhotos([one('a.heic'), one('b.tif')]),
  });
  build(repository);
  assert.equal(picturesOf(repository).length, 2);
  assert.equal(repository.kyket(['check']).status, 0);
  assert.deepEqual(media(repository).filter((name) => !name.startsWith('sized/')), ['le-ky.png']);
  const without = programWith(t, {});
  for (const command of ['build', 'check']) {
    fs.rmSync(repository.path('.kyket'), { recursive: true, force: true });
    const result = without(repository, command, '--lang', 'en');
    assert.equal(result.status, 1);
    assert.deepEqual(warnings(result).filter((each) => /media-content/.test(each)), [14, 17].map((line) => `error media-content ${newsPath}:${line}`), result.output);
  }
  repository.commit({ 'content/media/a.heic': Buffer.concat([fs.readFileSync(repository.path('content/media/a.heic')).subarray(0, 300), Buffer.alloc(600)]) });
  for (const command of ['build', 'check']) assert.deepEqual(warnings(repository.kyket([command, '--lang', 'en'])).filter((each) => /^error/.test(each)), [`error media-content ${newsPath}:14`]);
});

test('without the part photos are published as they are, and one note says so', (t) => {
  const repository = smallRepository(t, { 'content/media/a.png': png(300, 200), 'content/media/b.png': png(300, 200, 1), ...withPhotos([one('a.png'), one('b.png')]) });
  const without = programWith(t, {});
  for (let i = 0; i < 2; i++) {
    const result = without(repository, 'build', '--lang', 'en');
    assert.equal(result.status, 0);
    assert.equal(result.output.match(/photos-part/g).length, 1);
    assert.match(result.output, /^content\/media: note: .*: 2; the part "kyket-photos" is not installed; .*\[photos-part\]$/m);
  }
  assert.deepEqual(media(repository), ['a.png', 'b.png', 'le-ky.png']);
  assert.match(read(repository.folder, ...newsPage), /<img src="\/media\/a\.png"/);
  // When it is installed the same revision is built anew.
  assert.doesNotMatch(programWith(t, { photos: counting('/dev/null') })(repository, 'build', '--lang', 'en').output, /photos-part/);
  assert.equal(sized(repository).length, 4);
});

test('a part that fails costs photos nothing but their widths', (t) => {
  const repository = smallRepository(t, { 'content/media/a.png': png(300, 200), ...withPhotos([one('a.png')]) });
  for (const script of ['#!/bin/sh\nexit 3\n', 'no program']) {
    const result = programWith(t, { photos: script })(repository, 'build', '--full', '--lang', 'en');
    assert.equal(result.status, 0, result.output);
    assert.match(result.output, /content\/media: warning: .*"kyket-photos" fails: .*\[photos-part\]/);
    assert.deepEqual(media(repository), ['a.png', 'le-ky.png']);
  }
});

test('nothing is made twice, and the part is not started for what is kept', (t) => {
  const log = path.join(temporaryFolder(t), 'log');
  const repository = smallRepository(t, { 'content/media/a.png': png(300, 200), ...withPhotos([one('a.png')]) });
  const run = programWith(t, { photos: counting(log) });
  const starts = () => (fs.existsSync(log) ? read(log).split('\n').length - 1 : 0);
  const expectStarts = (expected, ...args) => {
    const result = run(repository, 'build', ...args);
    assert.equal(result.status, 0, result.output);
    assert.equal(starts(), expected, args.join(' '));
  };
  expectStarts(1);
  expectStarts(1);
  expectStarts(1, '--full');
  expectStarts(1, '--worktree');
  repository.commit({ ...withPhotos([one('a.png', { alt: 'Chữ khác' })]), 'content/site.yaml': `${read(repository.folder, 'content/site.yaml')}theme: rieng\n` });
  fs.cpSync(path.join(__dirname, '../../themes/default'), repository.path('themes/rieng'), { recursive: true });
  repository.commit({ 'themes/rieng/assets/moi.css': '/* mới */\n' });
  expectStarts(1);
  repository.commit({ 'content/media/doi-ten.png': png(300, 200), 'content/media/a.png': null, ...withPhotos([one('doi-ten.png')]) });
  expectStarts(1);
  repository.commit({ 'content/media/doi-ten.png': png(300, 200, 1) });
  expectStarts(2);
  // What the cache lost is made again, and comes to the same.
  fs.cpSync(repository.path('output'), repository.path('before'), { recursive: true });
  const packs = repository.path('.kyket/photo-packs');
  fs.rmSync(packs, { recursive: true });
  expectStarts(3, '--full');
  const [name] = fs.readdirSync(packs);
  const bytes = fs.readFileSync(path.join(packs, name));
  bytes[bytes.length - 9] ^= 1;
  fs.writeFileSync(path.join(packs, name), bytes);
  fs.rmSync(repository.path('output'), { recursive: true });
  expectStarts(4, '--full');
  assertSameFiles(repository.path('output'), repository.path('before'));
});

test('what no photo has used for a month is removed from the cache', (t) => {
  const repository = smallRepository(t, { 'content/media/a.png': png(300, 200), 'content/media/b.png': png(300, 200, 1), ...withPhotos([one('a.png'), one('b.png')]) });
  const packs = () => fs.readdirSync(repository.path('.kyket/photo-packs'));
  build(repository, '--date', '2024-06-01');
  assert.equal(packs().length, 2);
  for (const name of packs()) fs.utimesSync(repository.path('.kyket/photo-packs', name), 1e9, 1e9);
  repository.commit(withPhotos([one('a.png')]));
  build(repository, '--date', '2024-06-02');
  build(repository, '--date', '2024-07-01');
  assert.equal(packs().length, 2);
  build(repository, '--date', '2024-07-10');
  assert.equal(packs().length, 1);
  repository.commit({ ...withPhotos([one('a.png'), one('b.png')]) });
  build(repository, '--date', '2024-07-11');
  assert.equal(picturesOf(repository).length, 2);
});

test('a photo that tries does no harm and is told at its place', (t) => {
  const good = convert(png(300, 200), 'jpegsave', '.jpg');
  const secret = 'BI-MAT-CUA-MAY';
  const repository = smallRepository(t, {
    'content/media/bom.png': bomb(60000), 'content/media/cut.jpg': good.subarray(0, good.length >> 1),
    'content/media/rac.jpg': Buffer.concat([good.subarray(0, 300), Buffer.alloc(4000, 0xa5)]),
    'content/media/svg.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/><text>${secret}</text>${' '.repeat(400)}</svg>`,
    'content/media/tot.jpg': Buffer.concat([good, Buffer.from(`<script>${secret}</script>`)]), 'content/media/cao.png': png(2, 20000),
    ...withPhotos(['bom.png', 'cut.jpg', 'rac.jpg', 'svg.svg', 'tot.jpg', 'cao.png'].map((file) => one(file))),
  });
  const begin = Date.now();
  const result = build(repository);
  assert.deepEqual(warnings(result), [14, 17, 20].map((line) => `warning photo-unreadable ${newsPath}:${line}`), result.output);
  assert.match(result.output, /"bom\.png" has more than 200 million pixels/);
  assert.ok(Date.now() - begin < 60000);
  assert.equal(picturesOf(repository).length, 1);
  // Of a photo that is a page as well the page is gone.
  for (const name of sized(repository)) assert.ok(!fs.readFileSync(repository.path('output/media', name)).includes(secret));
  assert.deepEqual(media(repository).filter((name) => !/^sized/.test(name)), ['bom.png', 'cao.png', 'cut.jpg', 'le-ky.png', 'rac.jpg', 'svg.svg']);
  // They are known from then on, and the others are made.
  assert.deepEqual(warnings(build(repository)), warnings(result));
});

test('documents show their kind, their size, and of a PDF its pages', (t) => {
  const pages = 3;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ')}] /Count ${pages} >>`,
    ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>')];
  let pdf = '%PDF-1.4\n';
  const places = objects.map((text, i) => {
    const at = pdf.length;
    pdf += `${i + 1} 0 obj\n${text}\nendobj\n`;
    return at;
  });
  const table = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  const word = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml', 'latin1'), Buffer.alloc(1234000, 7)]);
  const repository = smallRepository(t, {
    'content/media/a.pdf': pdf, 'content/media/b.docx': word, 'content/media/hong.pdf': `%PDF-1.4\n${'x'.repeat(999)}`,
    'content/agreements/quy-che-2018.md': entry({ ...agreement, documents: [{ file: 'a.pdf', title: 'Bản ký' }, { file: 'b.docx', title: 'Bản chữ' }, { file: 'hong.pdf', title: 'Hỏng' }] }),
  });
  assert.doesNotMatch(build(repository).output, /warning/);
  const page = read(repository.folder, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html');
  assert.match(page, /Bản ký<\/a> <span class="document-size">\(PDF, 1 KB, 3 trang\)<\/span>/);
  assert.match(page, /Bản chữ<\/a> <span class="document-size">\(DOCX, 1\.235 KB\)<\/span>/);
  assert.match(page, /Hỏng<\/a> <span class="document-size">\(PDF, 2 KB\)<\/span>/);
});
