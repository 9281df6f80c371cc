'use strict';
// The checkers of the site find what they are there to find: a good site passes, each broken one does not.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { checkHtml } = require('../support/html-checker.js');
const { temporaryFolder, writeFiles } = require('../support/folders.js');
const { Website } = require('../support/website.js');

const base = 'https://example.vn/so/';

const page = (url, title, body, head = '') =>
  `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="${base}${url}">
<link rel="stylesheet" href="/so/site.css">${head}</head>
<body><h1>${title}</h1>${body}</body>
</html>
`;

const feedEntry = `<entry><id>tag:example.vn,2024:1</id><title>Tin</title><updated>2024-01-01T00:00:00+07:00</updated>
<link href="${base}tin/"/></entry>`;
const feed = (entries) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${base}</id><title>Sổ</title><updated>2024-01-01T00:00:00Z</updated>
<author><name>Sổ</name></author><link rel="self" href="${base}feed.xml"/><link href="${base}"/>${entries}</feed>
`;
const sitemap = (locations) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locations
  .map((location) => `<url><loc>${location}</loc><lastmod>2024-01-01</lastmod></url>`)
  .join('')}</urlset>
`;

const missingPage = (title) =>
  page('', title, '<p><a href="/so/">Về</a></p>', '<meta name="robots" content="noindex">')
    .replace(/<link rel="canonical"[^>]*>/, '')
    .replace('<body>', '<body class="section-missing">');

const goodSite = {
  'index.html': page('', 'Sổ', '<p id="dau"><a href="/so/tin/#muc">Tin</a> <img src="anh.svg" alt="Ảnh"></p>'),
  'tin/index.html': page('tin/', 'Tin', '<p id="muc"><a href="../#dau">Về</a> <a href="https://other.example/">x</a></p>'),
  'cu/index.html': `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tin</title>
<link rel="canonical" href="${base}tin/"><meta http-equiv="refresh" content="0; url=/so/tin/"></head>
<body><p><a href="/so/tin/">Tin</a></p></body></html>`,
  '404.html': missingPage('Không thấy'),
  'da-go/index.html': missingPage('Đã gỡ'),
  'anh.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a</title></svg>\n',
  'site.css': 'body { background: url(anh.svg); }\n',
  'feed.xml': feed(feedEntry),
  'sitemap.xml': sitemap([base, `${base}tin/`]),
  'robots.txt': `User-agent: *\nAllow: /\nSitemap: ${base}sitemap.xml\n`,
};

function siteOf(t, changes = {}) {
  const folder = temporaryFolder(t);
  writeFiles(folder, { ...goodSite, ...changes });
  return folder;
}

test('a good site has no problems', (t) => {
  const folder = siteOf(t);
  assert.deepEqual(new Website(folder, base).checkAll(), []);
  assert.deepEqual(checkHtml(folder), []);
});

const withBody = (body, head) => ({ 'tin/index.html': page('tin/', 'Tin', `<p id="muc">${body}</p>`, head) });

for (const [name, check, changes, sentence] of [
  ['a link to no page', 'checkLinks', withBody('<a href="/so/khac/">x</a>'), /\/so\/khac\/" leads nowhere/],
  ['a relative link to no page', 'checkLinks', withBody('<a href="khac/">x</a>'), /"khac\/" leads nowhere/],
  ['a link outside of the base path', 'checkLinks', withBody('<a href="/tin/">x</a>'), /"\/tin\/" leads nowhere/],
  ['a link to a page without its slash', 'checkLinks', withBody('<a href="/so/tin">x</a>'), /leads nowhere/],
  ['an absolute link to no page', 'checkLinks', withBody(`<a href="${base}khac/">x</a>`), /leads nowhere/],
  ['a link to no anchor', 'checkLinks', withBody('<a href="/so/#cuoi">x</a>'), /anchor/],
  ['an anchor of the page itself', 'checkLinks', withBody('<a href="#cuoi">x</a>'), /anchor/],
  ['an image that is not there', 'checkLinks', withBody('<img src="khac.png" alt="x">'), /<img> "khac.png"/],
  ['a candidate of an image', 'checkLinks', withBody('<img src="../anh.svg" srcset="../anh.svg 1x, 2.png 2x" alt="x">'), /2\.png/],
  ['a script', 'checkLinks', withBody('', '<script src="/so/x.js"></script>'), /<script>/],
  ['a preview image', 'checkLinks', withBody('', `<meta property="og:image" content="${base}x.png">`), /x\.png/],
  ['a drawing of another file', 'checkLinks', withBody('<svg><use xlink:href="/so/x.svg#a"/></svg>'), /<use>/],
  ['a form', 'checkLinks', withBody('<form action="/so/tim/"></form>'), /<form>/],
  ['an empty address', 'checkLinks', withBody('<a href="">x</a>'), /is empty/],
  ['a script as address', 'checkLinks', withBody('<a href="javascript:x()">x</a>'), /scheme/],
  ['an address in a style sheet', 'checkLinks', { 'site.css': 'body { background: url("khac.svg"); }' }, /khac\.svg/],
  ['an address in a style', 'checkLinks', withBody('<b style="background:url(khac.svg)">x</b>'), /khac\.svg/],
  ['a redirect to nowhere', 'checkLinks', { 'cu/index.html': goodSite['cu/index.html'].replaceAll('/tin/', '/tim/') }, /leads nowhere/],
  ['an id twice', 'checkIds', withBody('<b id="muc">x</b>'), /"muc" stands twice/],
  ['a title of two pages', 'checkTitles', { 'tin/index.html': goodSite['tin/index.html'].replace('<title>Tin', '<title>Sổ') }, /"Sổ"/],
  ['a page without a title', 'checkTitles', { 'tin/index.html': goodSite['tin/index.html'].replace(/<title>.*?<\/title>/, '') }, /0 titles/],
  ['a canonical of another page', 'checkCanonicals', { 'tin/index.html': goodSite['tin/index.html'].replace(`"${base}tin/"`, `"${base}"`) }, /canonical/],
  ['no canonical', 'checkCanonicals', { 'tin/index.html': goodSite['tin/index.html'].replace(/<link rel="canonical".*?>/, '') }, /canonical/],
  ['a page without links to it', 'checkReachable', { 'le/index.html': page('le/', 'Lẻ', '') }, /\/le\/: no link/],
  ['what was taken out and may be indexed', 'checkReachable', { 'da-go/index.html': missingPage('Đã gỡ').replace('noindex', 'all') }, /\/da-go\/: no link/],
  ['a sitemap cut short', 'checkSitemap', { 'sitemap.xml': sitemap([base]).slice(0, -10) }, /well-formed/],
  ['no sitemap', 'checkSitemap', { 'sitemap.xml': null }, /not there/],
  ['an address that is not there', 'checkSitemap', { 'sitemap.xml': sitemap([base, `${base}tin/`, `${base}x/`]) }, /leads nowhere/],
  ['a redirect in the sitemap', 'checkSitemap', { 'sitemap.xml': sitemap([base, `${base}tin/`, `${base}cu/`]) }, /only redirects/],
  ['a page left out', 'checkSitemap', { 'sitemap.xml': sitemap([base]) }, /left out/],
  ['a page twice', 'checkSitemap', { 'sitemap.xml': sitemap([base, base, `${base}tin/`]) }, /twice/],
  ['another root', 'checkSitemap', { 'sitemap.xml': '<urls/>' }, /the root is/],
  ['a date that is none', 'checkSitemap', { 'sitemap.xml': goodSite['sitemap.xml'].replace('2024-01-01', '1/1/2024') }, /no date/],
  ['no feed', 'checkFeeds', { 'feed.xml': null }, /not there/],
  ['a feed with a bare ampersand', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace('Tin', 'A & B')) }, /well-formed/],
  ['an entry without a title', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace('<title>Tin</title>', '')) }, /0 <title>/],
  ['an entry with an empty id', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace('tag:example.vn,2024:1', '')) }, /empty/],
  ['an entry twice', 'checkFeeds', { 'feed.xml': feed(feedEntry + feedEntry) }, /twice/],
  ['an entry without a date', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace('T00:00:00+07:00', '')) }, /RFC 3339/],
  ['an entry that leads nowhere', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace('tin/', 'tim/')) }, /leads nowhere/],
  ['a relative link', 'checkFeeds', { 'feed.xml': feed(feedEntry.replace(base, '/so/')) }, /not absolute/],
  ['no author', 'checkFeeds', { 'feed.xml': goodSite['feed.xml'].replace(/<author>.*<\/author>/, '') }, /no author/],
  ['a link to itself that is another', 'checkFeeds', { 'feed.xml': goodSite['feed.xml'].replace('so/feed.xml', 'feed.xml') }, /itself/],
  ['another root than Atom', 'checkFeeds', { 'feed.xml': '<rss/>' }, /the root is/],
  ['two feeds of one id', 'checkFeeds', { 'tin/feed.xml': goodSite['feed.xml'].replace('so/feed.xml', 'so/tin/feed.xml') }, /id is that of/],
  ['robots.txt without the sitemap', 'checkRobots', { 'robots.txt': 'User-agent: *\n' }, /Sitemap/],
  ['no robots.txt', 'checkRobots', { 'robots.txt': null }, /not there/],
])
  test(`found by ${check}: ${name}`, (t) => {
    const website = new Website(siteOf(t, changes), base);
    const problems = website[check]();
    assert.equal(problems.length > 0, true, 'nothing was found');
    assert.match(problems.join('\n'), sentence);
    assert.notDeepEqual(website.checkAll(), []);
  });

test('found by the HTML checker: errors in pages, style sheets and drawings, warnings too', (t) => {
  const folder = siteOf(t, {
    'loi/index.html': '<!doctype html><html lang="vi"><head><title>x</title></head><body><p><div></p></body></html>',
    'canh-bao/index.html':
      '<!doctype html><html lang="vi"><head><title>x</title></head><body><section><p>x</p></section></body></html>',
    'loi.css': 'body { colour: red; }',
    'loi.svg': '<svg xmlns="http://www.w3.org/2000/svg"><thing/></svg>',
    // The checker does not know containers; beside one it still finds what no browser knows.
    'khung.css': '.a { container-type: inline-size; kind: x; }\n@container (min-width: 1rem) { .a { top: 0; } }\n.b { sort: y; }\n',
  });
  const problems = checkHtml(folder).join('\n');
  for (const file of ['loi/index.html', 'canh-bao/index.html', 'loi.css', 'loi.svg'])
    assert.match(problems, new RegExp(`^${file.replace('.', '\\.')}:`, 'm'));
  assert.deepEqual(problems.match(/^khung\.css:.*/gm), [
    "khung.css:1: CSS: “kind”: Property “kind” doesn't exist.",
    "khung.css:3: CSS: “sort”: Property “sort” doesn't exist.",
  ]);
});
