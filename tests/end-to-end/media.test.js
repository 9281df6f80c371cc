'use strict';
// Photos and documents are told by their first bytes where an entry names them, and files that nothing names are noted.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { agreement, dump, entry, photo, site, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { convert, png, withExif } = require('../support/pictures.js');

const bytes = (text) => Buffer.from(text, 'latin1');
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n';
const ofBrand = (brand) => bytes(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`);
const zip = bytes('PK\x03\x04\x14\0\x06\0[Content_Types].xml');
const svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>';

const shown = {
  'jpeg.jpg': bytes('\xff\xd8\xff\xe0\0\x10JFIF'), 'png.png': photo, 'png-goi-la.jpg': photo, 'gif.GIF': 'GIF89a', 'webp.webp': bytes('RIFF\x10\0\0\0WEBPVP8 '),
  'avif.avif': ofBrand('avif'), 'svg.svg': svg,
};
const notShown = {
  'con-tro.jpg': [pointer, /pointer of Git LFS/], 'heic.heic': [ofBrand('heic'), /HEIC/], 'heic-goi-la.jpg': [ofBrand('heic'), /HEIC/], 'mif1.jpg': [ofBrand('mif1'), /HEIC/],
  'ii.tif': [bytes('II*\0\x08\0\0\0'), /TIFF/], 'mm.jpg': [bytes('MM\0*\0\0\0\x08'), /TIFF/], 'docx.docx': [zip, /Word/], 'docx-goi-la.png': [zip, /Word/],
  'doc.doc': [bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), /Word/], 'pdf.pdf': ['%PDF-1.7\n', /a PDF/], 'pdf-goi-la.jpg': ['%PDF-1.7\n', /a PDF/], 'trong.jpg': ['', /is empty/],
  'nhieu.jpg': ['sdkfj38dkfj', /no picture that browsers show/], 'phim.mp4': [ofBrand('isom'), /no picture that browsers show/], 'trang.jpg': ['\n<!DOCTYPE html>\n<html>', /a web page/],
  'svg-goi-la.png': [svg, /not what its name says/], 'png-goi-la.svg': [photo, /not what its name says/],
};
const documents = { 'a.pdf': '%PDF-1.4\n', 'rac-phia-truoc.pdf': '\r\n\r\n%PDF-1.4\n', 'b.docx': zip, 'c.txt': 'chữ', 'd.jpg': shown['jpeg.jpg'], 'e.zip': zip, 'f.heic': ofBrand('heic') };
const noDocuments = {
  'con-tro.pdf': [pointer, /pointer of Git LFS/], 'trong.pdf': ['', /is empty/], 'docx.pdf': [zip, /not what its name says/], 'nhieu.pdf': ['skdjf', /not what its name says/],
  'trang.pdf': ['<html><body>404', /not what its name says/], 'nhieu.docx': ['skdjf', /not what its name says/],
};

const prefixed = (files, folder) => Object.fromEntries(Object.entries(files).map(([name, content]) => [`content/media/${folder}/${name}`, Array.isArray(content) ? content[0] : content]));
const paths = (files, folder) => Object.keys(files).map((name) => `${folder}/${name}`);
const text = 'content/news/2024/anh.md', paper = 'content/agreements/quy-che-2018.md', page = 'content/pages/bai.md';
const register = (good) => ({
  ...prefixed(good ? shown : notShown, 'anh'), ...prefixed(good ? documents : noDocuments, 'van-ban'),
  [text]: entry({ title: 'Ảnh', date: '2024-05-01', photos: paths(good ? shown : notShown, 'anh').map((file) => ({ file, alt: 'Hai bên ký', credit: 'Ban biên tập' })) }),
  [paper]: entry({ ...agreement, number: '01/QC-UBND', documents: paths(good ? documents : noDocuments, 'van-ban').map((file) => ({ file, title: 'Bản ký' })) }),
  [page]: entry({ title: 'Bài' }, [...paths(good ? shown : notShown, 'anh').map((file) => `![Hai bên ký](media:${file})`),
    ...paths(good ? documents : noDocuments, 'van-ban').map((file) => `[Bản ký](media:${file})`)].join('\n\n')),
});
const check = (repository, ...args) => parseDiagnostics(repository.kyket(['check', '--lang', 'en', ...args]).stdout);

for (const [where, args] of [['on disk', ['--worktree']], ['of a revision', []]])
  test(`pictures and documents ${where} that are what they are named for are told nothing`, (t) => {
    const found = check(smallRepository(t, register(true)), ...args);
    assert.deepEqual(found.filter(({ code }) => /media/.test(code)), []);
  });

for (const [where, args, packed] of [['on disk', ['--worktree'], false], ['of a revision', [], false], ['of a packed revision', [], true]])
  test(`files ${where} that are not what they are named for are errors at the lines that name them`, (t) => {
    const repository = smallRepository(t, register(false));
    if (packed) repository.git('gc', '--quiet');
    const found = check(repository, ...args).filter(({ code }) => code === 'media-content');
    assert.ok(found.every(({ severity }) => severity === 'error'));
    const seen = (file) => found.filter((each) => each.file === file);
    const sentences = [...Object.values(notShown), ...Object.values(noDocuments)].map(([, sentence]) => sentence);
    const lines = (file) => repository.path(file) && fs.readFileSync(repository.path(file), 'utf8').split('\n');
    for (const [file, expected] of [[text, sentences.slice(0, Object.keys(notShown).length)], [paper, sentences.slice(Object.keys(notShown).length)], [page, sentences]]) {
      assert.equal(seen(file).length, expected.length, file);
      seen(file).forEach((each, i) => {
        assert.match(each.message, expected[i]);
        assert.match(lines(file)[each.line - 1], /\.\w+/);
        assert.ok(lines(file)[each.line - 1].includes(/"([^"]+)"/.exec(each.message)[1]), `${file}:${each.line} ${each.message}`);
      });
    }
    const lfs = found.find(({ message }) => /LFS/.test(message)).message;
    assert.match(lfs, args.length > 0 ? /run `git lfs pull`; in a workflow check out with `lfs: true`$/ : /`git lfs pull`, then --worktree;/);
  });

test('what a file is, is known from the build before, and told when it changes', (t) => {
  const repository = smallRepository(t, register(true));
  const build = () => repository.kyket(['build', '--lang', 'en']);
  assert.equal(build().status, 0);
  assert.ok(fs.existsSync(repository.path('.kyket/media')));
  repository.commit({ 'content/media/anh/jpeg.jpg': ofBrand('heic') });
  for (let i = 0; i < 2; i++) {
    const result = build();
    assert.equal(result.status, 1);
    assert.deepEqual(parseDiagnostics(result.output).map(({ file, code }) => `${file} ${code}`), [`${text} media-content`, `${page} media-content`]);
  }
  repository.commit({ 'content/media/anh/jpeg.jpg': shown['jpeg.jpg'] });
  assert.equal(build().status, 0);
});

test('a pointer of Git LFS in static/ is an error', (t) => {
  const repository = smallRepository(t, { 'content/static/logo.png': pointer, 'content/static/trong.txt': '' });
  assert.deepEqual(check(repository).map(({ file, code }) => `${file} ${code}`), ['content/static/logo.png media-content']);
});

test('a draft may name what is not fetched yet', (t) => {
  const repository = smallRepository(t, { 'content/media/a.jpg': pointer, [text]: entry({ title: 'Ảnh', date: '2024-05-01', draft: true, photos: [{ file: 'a.jpg', alt: 'x', credit: 'y' }] }) });
  assert.deepEqual(check(repository).filter(({ file }) => file === text).map(({ severity, code }) => `${severity} ${code}`), ['note media-content']);
});

test('check notes files that nothing names, and a build says nothing of them', (t) => {
  const named = ['ảnh bìa.png', 'menu.png', 'trang.png', 'nhap.png', 'tinh.png'];
  const repository = smallRepository(t, {
    ...Object.fromEntries([...named, 'thua.png', 'le-ky-2.png'].map((name) => [`content/media/${name}`, photo])),
    'content/pages/bai.md': entry({ title: 'Bài' }, 'Xem [ảnh](/media/%E1%BA%A3nh%20b%C3%ACa.png) và [tệp](media:trang.png).'),
    'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }, '[tệp](media:nhap.png)'),
    'content/static/tinh.html': '<img src="/media/tinh.png" alt="">',
    'content/site.yaml': dump({ ...site, menu: [...site.menu, { title: 'Ảnh', url: '/media/menu.png' }] }),
  });
  const unused = check(repository).filter(({ code }) => code === 'unused-media');
  assert.deepEqual(unused.map(({ file, severity }) => `${severity} ${file}`), ['note content/media/le-ky-2.png', 'note content/media/thua.png']);
  assert.doesNotMatch(repository.kyket(['build', '--lang', 'en']).output, /unused-media/);
});

const drawing = (inside, before = '') => `<?xml version="1.0"?>\n${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`;
const pages = (files) => Object.fromEntries(Object.keys(files).map((name, i) => [`content/pages/anh-${i}.md`, entry({ title: `Ảnh ${i}` }, `![Hai bên ký](media:${name})`)]));

test('an SVG that runs something or loads from elsewhere is told, and a plain one is not', (t) => {
  const running = {
    'a.svg': '<script>alert(1)</script>', 'b.svg': '<svg:script href="x.js"/>', 'c.svg': '<g onload="x()"/>', 'd.svg': "<rect onclick = 'x()'/>", 'e.svg': '<a xlink:href=" java\nscript:alert(1)"><text>x</text></a>',
    'f.svg': '<foreignObject><p>x</p></foreignObject>', 'g.svg': '<set attributeName="href" to="javascript:alert(1)"/>', 'h.svg': '<a href="java&#115;cript:x"/>', 'i.svg': '<iframe src="https://a.vn/"/>', 'k.SVG': '<SCRIPT/>',
  };
  const loading = { 'l.svg': '<image xlink:href="https://a.vn/x.png"/>', 'm.svg': '<style>@import url(https://a.vn/x.css);</style>', 'n.svg': '<rect style="fill: url(\'//a.vn/x\')"/>', 'o.svg': '<use href="http://a.vn/x.svg#a"/>' };
  const plain = { 'p.svg': '<a href="https://a.vn/"><text>một onload="x()" hai</text></a>', 'q.svg': '<style>.a{fill:url(#b)}</style><image href="data:image/png;base64,AA"/>', 'r.svg': '<!-- <script> --><g id="onload"/>', 's.svg': '<text>script &lt;script&gt;</text>' };
  const files = { ...running, ...loading, ...plain };
  const repository = smallRepository(t, { ...pages(files), ...Object.fromEntries(Object.entries(files).map(([name, inside]) => [`content/media/${name}`, drawing(inside)])),
    'content/media/t.svg': drawing('', "<!DOCTYPE svg [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>\n"), 'content/media/u.svg': drawing('', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'),
    'content/static/v.svg': drawing('<script>alert(1)</script>'), 'content/static/x.html': '<script>alert(1)</script>' });
  const expected = [...Object.keys(running).map((name) => `media/${name} error`), ...[...Object.keys(loading), 't.svg'].map((name) => `media/${name} warning`), 'static/v.svg warning'].sort();
  // The second time from what the cache knows.
  for (let i = 0; i < 2; i++) {
    const found = parseDiagnostics(repository.kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'active-file');
    assert.deepEqual(found.map(({ file, severity }) => `${file.slice('content/'.length)} ${severity}`).sort(), expected);
  }
  assert.deepEqual(parseDiagnostics(repository.kyket(['check', '--worktree']).stdout).filter(({ code }) => code === 'active-file').length, expected.length);
});

test('a script that the form of an SVG or of XML hides is told, and forms that hide none are not', (t) => {
  const space = 'xmlns="http://www.w3.org/2000/svg"', script = '<script>alert(1)</script>';
  const hidden = {
    'prefix.svg': '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>',
    'utf16.svg': Buffer.from(`\ufeff<svg ${space}>${script}</svg>`, 'utf16le'),
    'comment.svg': `<!-- ${'x'.repeat(5000)} --><svg ${space}>${script}</svg>`,
    'mixed.Svg': `<svg ${space}>${script}</svg>`,
    'default.svg': `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg ${space}/>`,
    'entity.svg': `<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg ${space}>&x;</svg>`,
    'address.svg': `<!DOCTYPE svg [<!ENTITY j "java">]><svg ${space}><a href="&j;script:alert(1)"><text>x</text></a></svg>`,
    'literal.svg': `<!DOCTYPE svg PUBLIC "-" "x><!-- "><svg ${space}>${script}</svg><!-- -->`,
    'instruction.svg': `<?x ><!-- ?><svg ${space}>${script}</svg><!-- -->`,
    'xslt.svg': `<?xml-stylesheet type="text/xsl" href="x.xsl"?><svg ${space}/>`,
    'sheet.xsl': `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html>${script}</html></xsl:template></xsl:stylesheet>`,
    'page.xml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
  };
  const plain = { 'data.xml': '<?xml version="1.0"?><rows><row a="1 &amp; 2">x</row></rows>', 'type.svg': `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a>b"><svg ${space}><a href="https://a.vn/?a=1&amp;b=2"><text>x</text></a></svg>` };
  const repository = smallRepository(t, { ...pages(hidden), ...Object.fromEntries(Object.entries({ ...hidden, ...plain }).map(([name, inside]) => [`content/media/${name}`, inside])) });
  const found = parseDiagnostics(repository.kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'active-file');
  assert.deepEqual(found.map(({ file, severity }) => `${file.slice('content/media/'.length)} ${severity}`).sort(), Object.keys(hidden).map((name) => `${name} error`).sort());
});

test('keys, passwords and copies of databases are errors wherever they would be published, and what is public is not', (t) => {
  const key = (kind) => `-----BEGIN ${kind}PRIVATE KEY-----\nAAAA\n-----END ${kind}PRIVATE KEY-----\n`;
  const secret = { 'static/id_rsa': key('OPENSSH '), 'static/may-chu.pem': key(''), 'static/khoa.txt': `Khóa\n${key('RSA ')}`, 'media/dich-vu.json': JSON.stringify({ type: 'service_account', private_key: key('') }), 'static/x.ppk': 'PuTTY-User-Key-File-2: ssh-rsa\n', 'static/credentials.json': '{}', 'static/wp-config.php': '<?php', 'media/sao-luu.sql': 'CREATE TABLE x', 'static/SAO-LUU.SQL.GZ': '\x1f\x8b', 'static/htpasswd': 'a:$apr1$x' };
  const open = { 'static/security.txt': 'Contact: mailto:a@b.vn\nEncryption: https://example.vn/khoa.asc\n', 'static/khoa.asc': '-----BEGIN PGP PUBLIC KEY BLOCK-----\nx\n', 'static/chung-thu.pem': '-----BEGIN CERTIFICATE-----\nx\n', 'static/id_rsa.pub': 'ssh-rsa AAAA a@b\n', 'static/bai-viet-ve-sql.txt': 'SQL là gì\n' };
  const under = (files) => Object.fromEntries(Object.entries(files).map(([name, content]) => [`content/${name}`, content]));
  const repository = smallRepository(t, { ...under(secret), ...under(open), [page]: entry({ title: 'Bài' }, `Đoạn.\n\n${key('')}\n`), 'content/pages/hai.md': entry({ title: 'Hai' }, '-----BEGIN CERTIFICATE-----\n\nDòng -----BEGIN và PRIVATE KEY') });
  const result = repository.kyket(['check', '--lang', 'en']);
  assert.equal(result.status, 1);
  const found = parseDiagnostics(result.stdout).filter(({ code }) => code === 'secret-file');
  assert.deepEqual(found.map(({ file, severity }) => `${file} ${severity}`).sort(), [...Object.keys(secret).map((name) => `content/${name} error`), `${page} error`].sort());
  for (const { message } of found) assert.match(message, /change the (key|passwords)|change the key or the passwords/);
});

test('what programs leave behind is left out and told, as are pages and programs below media/', (t) => {
  const left = ['static/Thumbs.db', 'media/desktop.ini', 'media/~$qc.docx', 'media/anh.jpg.bak', 'media/bai.txt~', 'static/.a/x', 'media/a.docx.tmp', 'static/x.txt.swp', 'media/__MACOSX/a.txt', 'static/x.orig'].filter((name) => !name.includes('/.'));
  const active = { 'trang.html': 'error', 'x.EXE': 'error', 'chay.js': 'error', 'bang.xlsm': 'warning' };
  const repository = smallRepository(t, { ...Object.fromEntries([...left, 'static/tmp.txt', 'media/a.docx', 'media/thumbs.png'].map((name) => [`content/${name}`, name.endsWith('.png') ? photo : name.endsWith('.docx') ? zip : 'x'])), 'content/static/trang.html': '<p>x</p>', 'content/static/chay.js': '1' });
  const build = repository.kyket(['build', '--lang', 'en']);
  assert.equal(build.status, 0, build.output);
  const found = parseDiagnostics(build.output).filter(({ code }) => code === 'junk-file');
  assert.deepEqual(found.map(({ file, severity }) => [file, severity]).sort(), left.map((name) => [`content/${name}`, 'warning']).sort());
  for (const name of left) assert.ok(!fs.existsSync(repository.path('output', name.replace('static/', ''))), name);
  for (const name of ['tmp.txt', 'media/a.docx', 'media/thumbs.png', 'trang.html', 'chay.js']) assert.ok(fs.existsSync(repository.path('output', name)), name);
  repository.commit(Object.fromEntries(Object.keys(active).map((name) => [`content/media/${name}`, 'x'])));
  const told = parseDiagnostics(repository.kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'active-file');
  assert.deepEqual(Object.fromEntries(told.map(({ file, severity }) => [file.slice('content/media/'.length), severity])), active);
});

const whole = png(200, 150);
const jpeg = () => convert(whole, 'jpegsave', '.jpg');
const webp = () => convert(whole, 'webpsave', '.webp');
const pdf = Buffer.concat([bytes('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n'), Buffer.alloc(3000, '% chú thích\n'), bytes('trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n')]);
const archive = Buffer.concat([bytes('PK\x03\x04\x14\0\x06\0[Content_Types].xml'), Buffer.alloc(3000, 'a'), bytes('PK\x05\x06'), Buffer.alloc(18)]);
const half = (file) => file.subarray(0, Math.floor(file.length / 2));
const said = (t, files, ...args) => check(smallRepository(t, Object.fromEntries(Object.entries(files).map(([name, content]) => [`content/media/${name}`, content]))), ...args)
  .filter(({ code }) => code !== 'unused-media').map(({ file, severity, code }) => `${file} ${severity} ${code}`);

for (const [where, args] of [['on disk', ['--worktree']], ['of a revision', []]])
  test(`a file ${where} whose copying was broken off is told at the file, and a whole one is not`, (t) => {
    const files = { 'a.png': whole, 'a.jpg': jpeg(), 'a.webp': webp(), 'a.pdf': pdf, 'a.docx': archive };
    const more = Object.fromEntries(Object.entries(files).map(([name, content]) => [name.replace('a.', 'them.'), name === 'a.webp' ? content : Buffer.concat([content, Buffer.alloc(5000)])]));
    assert.deepEqual(said(t, { ...files, ...more, 'exif.jpg': withExif(files['a.jpg'], 6, 'Máy ảnh') }, ...args), []);
    const cut = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, half(content)]));
    assert.deepEqual(said(t, cut, ...args), ['a.docx', 'a.jpg', 'a.pdf', 'a.png', 'a.webp'].map((name) => `content/media/${name} warning media-content`));
  });

test('a small picture within a photo is not the end of it', (t) => {
  const inner = bytes('\xff\xd8\xff\xd9'), photo = jpeg();
  const part = Buffer.concat([bytes('\xff\xe1'), Buffer.from([0, inner.length + 8]), bytes('Exif\0\0'), inner]);
  const made = Buffer.concat([photo.subarray(0, 2), part, photo.subarray(2)]);
  assert.deepEqual(said(t, { 'a.jpg': made }), []);
  assert.deepEqual(said(t, { 'a.jpg': half(made) }), ['content/media/a.jpg warning media-content']);
});

test('a picture of another form than its name says is noted with the name to give it', (t) => {
  const repository = smallRepository(t, { 'content/media/a.jpg': webp(), 'content/media/b.PNG': jpeg(), 'content/media/c.webp': whole, 'content/media/d.jpeg': jpeg(), 'content/media/e.JPG': jpeg(), 'content/media/f.dat': whole });
  const found = check(repository).filter(({ code }) => code !== 'unused-media');
  assert.deepEqual(found.map(({ file, severity, code }) => [file.slice(14), severity, code]), [['a.jpg', 'note', 'file-name'], ['b.PNG', 'note', 'file-name'], ['c.webp', 'note', 'file-name']]);
  for (const [i, name] of ['a.webp', 'b.jpg', 'c.png'].entries()) assert.match(found[i].message, new RegExp(`rename it to ${name},`));
});
