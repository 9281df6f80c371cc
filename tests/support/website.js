'use strict';
// A written site, read as a browser and a crawler would, and what is wrong with it.
// Each check returns a list of sentences; an empty one means that all is well.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const parse5 = require('parse5');
const { listFiles } = require('./folders.js');
const { parseXml } = require('./xml.js');

function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName !== undefined) yield child;
    yield* elements(child);
  }
  if (node.content) yield* elements(node.content);
}

const attribute = (element, name) => element.attrs.find((each) => each.name === name)?.value;

const textOf = (node) =>
  node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map((child) => textOf(child)).join('');

// What a reader reads.
const words = (node) => textOf(node).replace(/\s+/g, ' ').trim();

const addressAttributes = {
  a: ['href'],
  area: ['href'],
  audio: ['src'],
  button: ['formaction'],
  embed: ['src'],
  form: ['action'],
  iframe: ['src'],
  image: ['href', 'xlink:href'],
  img: ['src'],
  input: ['src', 'formaction'],
  link: ['href'],
  object: ['data'],
  script: ['src'],
  source: ['src'],
  track: ['src'],
  use: ['href', 'xlink:href'],
  video: ['src', 'poster'],
};

const propertiesWithAddress = new Set(['og:url', 'og:image', 'og:audio', 'og:video', 'twitter:image']);

const styleAddresses = (css) =>
  [...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g)].map((match) =>
    match.slice(1).find((part) => part !== undefined),
  );

// A page: its address on the site, what it names, and what others may name of it.
function parsePage(url, html) {
  const page = { url, ids: new Set(), names: [], links: [], anchors: [], titles: [], canonicals: [], redirect: null, missing: false };
  const document = parse5.parse(html);
  for (const element of elements(document)) {
    const add = (value) => page.links.push({ value, place: `<${element.tagName}>` });
    const id = attribute(element, 'id');
    if (id !== undefined) {
      if (page.ids.has(id)) page.names.push(id);
      page.ids.add(id);
    }
    for (const name of addressAttributes[element.tagName] ?? []) {
      const each = element.attrs.find(
        (candidate) => (candidate.prefix ? `${candidate.prefix}:${candidate.name}` : candidate.name) === name,
      );
      if (each !== undefined) add(each.value);
    }
    for (const part of attribute(element, 'srcset')?.split(',') ?? []) add(part.trim().split(/\s+/)[0]);
    for (const value of styleAddresses(attribute(element, 'style') ?? '')) add(value);
    if (element.tagName === 'style') for (const value of styleAddresses(textOf(element))) add(value);
    if (element.tagName === 'body') page.missing = (attribute(element, 'class') ?? '').split(' ').includes('section-missing');
    if (element.tagName === 'a' && attribute(element, 'href') !== undefined)
      page.anchors.push(attribute(element, 'href'));
    if (element.tagName === 'title' && element.parentNode.tagName === 'head') page.titles.push(textOf(element));
    if (element.tagName === 'link' && /(^|\s)canonical(\s|$)/.test(attribute(element, 'rel') ?? ''))
      page.canonicals.push(attribute(element, 'href'));
    if (element.tagName === 'meta') {
      const property = attribute(element, 'property') ?? attribute(element, 'name') ?? '';
      const content = attribute(element, 'content') ?? '';
      if (propertiesWithAddress.has(property)) add(content);
      if (/^refresh$/i.test(attribute(element, 'http-equiv') ?? '')) {
        page.redirect = /url\s*=\s*['"]?([^'"]*)/i.exec(content)?.[1] ?? '';
        add(page.redirect);
        page.anchors.push(page.redirect);
      }
      if (property === 'robots' && /noindex/.test(content)) page.hidden = true;
    }
  }
  return page;
}

class Website {
  // The files of a folder as they would be served at the base URL.
  constructor(folder, base) {
    this.folder = folder;
    this.base = new URL(base);
    this.files = new Set(listFiles(folder).filter((file) => !path.basename(file).startsWith('.')));
    this.pages = new Map();
    for (const file of this.files) {
      if (!file.endsWith('.html')) continue;
      const url = new URL(file.replace(/(^|\/)index\.html$/, '$1'), this.base).href;
      this.pages.set(url, parsePage(url, this.read(file)));
    }
  }

  read(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  page(address) {
    return this.pages.get(new URL(address, this.base).href);
  }

  // Whether an address is on this site's host, so that it must lead somewhere here.
  isInternal(address) {
    return address.origin === this.base.origin;
  }

  // The file that a server would send for an address, or undefined.
  fileOf(address) {
    if (!address.pathname.startsWith(this.base.pathname)) return undefined;
    let file;
    try {
      file = decodeURIComponent(address.pathname.slice(this.base.pathname.length));
    } catch {
      return undefined;
    }
    if (file === '' || file.endsWith('/')) file += 'index.html';
    return this.files.has(file) ? file : undefined;
  }

  // What is wrong with an address named at a place, or undefined.
  problemOf(value, from) {
    let address;
    try {
      address = new URL(value, from);
    } catch {
      return `is no address`;
    }
    if (value.trim() === '') return 'is empty';
    if (/^(javascript|vbscript|data|file|blob):/i.test(address.href)) return 'has a scheme that may not be here';
    if (!this.isInternal(address)) return undefined;
    const file = this.fileOf(address);
    if (file === undefined) return 'leads nowhere';
    if (address.hash.length > 1 && file.endsWith('.html')) {
      const page = this.pages.get(new URL(file.replace(/(^|\/)index\.html$/, '$1'), this.base).href);
      if (!page.ids.has(decodeURIComponent(address.hash.slice(1)))) return 'names an anchor that is not there';
    }
    return undefined;
  }

  checkLinks() {
    const problems = [];
    for (const page of this.pages.values())
      for (const { value, place } of page.links) {
        const problem = this.problemOf(value, page.url);
        if (problem) problems.push(`${page.url}: ${place} "${value}" ${problem}`);
      }
    for (const file of this.files)
      if (file.endsWith('.css')) {
        const url = new URL(file, this.base).href;
        for (const value of styleAddresses(this.read(file)).filter((each) => !each.startsWith('data:'))) {
          const problem = this.problemOf(value, url);
          if (problem) problems.push(`${url}: "${value}" ${problem}`);
        }
      }
    return problems;
  }

  checkIds() {
    return [...this.pages.values()].flatMap((page) => page.names.map((id) => `${page.url}: the id "${id}" stands twice`));
  }

  // The page for addresses that lead nowhere, and those of entries that were taken out.
  isMissingPage(page) {
    return page.missing && page.hidden === true;
  }

  // Pages that stand for themselves: no redirects, none for what is not there.
  *properPages() {
    for (const page of this.pages.values()) if (page.redirect === null && !this.isMissingPage(page)) yield page;
  }

  checkTitles() {
    const problems = [];
    const seen = new Map();
    for (const page of this.properPages()) {
      const title = page.titles.length === 1 ? page.titles[0].trim() : '';
      if (title === '') problems.push(`${page.url}: has ${page.titles.length} titles or an empty one`);
      else if (seen.has(title)) problems.push(`${page.url}: the title "${title}" is that of ${seen.get(title)} too`);
      else seen.set(title, page.url);
    }
    return problems;
  }

  checkCanonicals() {
    const problems = [];
    for (const page of this.pages.values()) {
      let wanted = [page.url];
      if (page.redirect !== null) wanted = [new URL(page.redirect, page.url).href];
      if (this.isMissingPage(page)) wanted = [];
      if (JSON.stringify(page.canonicals) !== JSON.stringify(wanted))
        problems.push(`${page.url}: canonical is [${page.canonicals}], not [${wanted}]`);
    }
    return problems;
  }

  // Every page can be reached by following links from the home page.
  checkReachable() {
    const start = this.base.href;
    const reached = new Set([start]);
    const queue = [start];
    while (queue.length > 0) {
      const page = this.pages.get(queue.pop());
      for (const anchor of page?.anchors ?? []) {
        let address;
        try {
          address = new URL(anchor, page.url);
        } catch {
          continue;
        }
        const plain = `${address.origin}${address.pathname}`;
        if (!this.pages.has(plain) || reached.has(plain)) continue;
        reached.add(plain);
        queue.push(plain);
      }
    }
    return [...this.properPages()]
      .filter((page) => !reached.has(page.url))
      .map((page) => `${page.url}: no link leads here from the home page`);
  }

  // The root of an XML file; what is not well-formed becomes a problem.
  rootOf(file, problems) {
    try {
      return parseXml(this.read(file));
    } catch (error) {
      problems.push(`${file}: is not well-formed: ${error.message.split('\n')[0]}`);
      return undefined;
    }
  }

  // The files that the sitemap's index names; itself, where it is no index.
  sitemaps(problems) {
    const root = this.rootOf('sitemap.xml', problems);
    if (root === undefined) return [];
    if (root.name !== 'sitemapindex') return ['sitemap.xml'];
    const parts = childrenOf(root, 'sitemap').flatMap((part) => childrenOf(part, 'loc').map((loc) => loc.text));
    if (new Set(parts).size !== parts.length) problems.push('sitemap.xml: names a part twice');
    return parts.map((part) => part.slice(this.base.href.length)).filter((file) => {
      if (!this.files.has(file)) problems.push(`sitemap.xml: ${file} is not there`);
      return this.files.has(file);
    });
  }

  checkSitemap() {
    const problems = [];
    if (!this.files.has('sitemap.xml')) return ['sitemap.xml: is not there'];
    const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
    const listed = new Set();
    for (const file of this.sitemaps(problems)) {
      const root = this.rootOf(file, problems);
      if (root === undefined) continue;
      if (root.namespace !== namespace || root.name !== 'urlset') problems.push(`${file}: the root is <${root.name}>`);
      for (const url of childrenOf(root, 'url')) {
        const locations = childrenOf(url, 'loc').map((loc) => loc.text);
        if (locations.length !== 1) problems.push(`${file}: a <url> has ${locations.length} <loc>`);
        for (const location of locations) {
          const page = this.pages.get(location);
          if (page === undefined) problems.push(`${file}: "${location}" leads nowhere`);
          else if (page.redirect !== null) problems.push(`${file}: "${location}" only redirects`);
          if (listed.has(location)) problems.push(`${file}: "${location}" stands twice`);
          listed.add(location);
        }
        for (const changed of childrenOf(url, 'lastmod'))
          if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))?$/.test(changed.text))
            problems.push(`${file}: "${changed.text}" is no date`);
      }
    }
    for (const page of this.properPages())
      if (!listed.has(page.url) && !page.hidden) problems.push(`sitemap.xml: ${page.url} is left out`);
    return problems;
  }

  checkFeeds() {
    const problems = [];
    const feeds = [...this.files].filter((file) => file === 'feed.xml' || file.endsWith('/feed.xml'));
    if (!feeds.includes('feed.xml')) problems.push('feed.xml: is not there');
    const ids = new Map();
    for (const file of feeds) {
      const root = this.rootOf(file, problems);
      if (root !== undefined) this.checkFeed(file, root, ids, problems);
    }
    return problems;
  }

  checkFeed(file, feed, ids, problems) {
    const say = (what) => problems.push(`${file}: ${what}`);
    const url = new URL(file, this.base).href;
    if (feed.namespace !== 'http://www.w3.org/2005/Atom' || feed.name !== 'feed')
      return say(`the root is <${feed.name}>, not Atom's <feed>`);
    const one = (parent, name, where) => {
      const found = childrenOf(parent, name);
      if (found.length !== 1) say(`${where} has ${found.length} <${name}>`);
      else if (found[0].text.trim() === '') say(`the <${name}> of ${where} is empty`);
      return found[0]?.text.trim() ?? '';
    };
    const linkOf = (parent, relation) =>
      childrenOf(parent, 'link').find((link) => (link.attributes.rel ?? 'alternate') === relation);
    const moment = (text, where) => {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text)))
        say(`"${text}" of ${where} is no date of RFC 3339`);
    };
    const id = one(feed, 'id', 'the feed');
    if (ids.has(id)) say(`its id is that of ${ids.get(id)} too`);
    ids.set(id, file);
    one(feed, 'title', 'the feed');
    moment(one(feed, 'updated', 'the feed'), 'the feed');
    if (linkOf(feed, 'self')?.attributes.href !== url) say('has no link to itself, or to another address');
    const entries = childrenOf(feed, 'entry');
    const author = childrenOf(feed, 'author').length > 0;
    const seen = new Set();
    for (const entry of entries) {
      const name = one(entry, 'id', 'an entry');
      if (seen.has(name)) say(`the entry ${name} stands twice`);
      seen.add(name);
      one(entry, 'title', name);
      moment(one(entry, 'updated', name), name);
      if (!author && childrenOf(entry, 'author').length === 0) say(`${name} has no author`);
      if (!linkOf(entry, 'alternate') && childrenOf(entry, 'content').length === 0) say(`${name} has no link`);
    }
    for (const link of [...childrenOf(feed, 'link'), ...entries.flatMap((entry) => childrenOf(entry, 'link'))]) {
      const href = link.attributes.href ?? '';
      if (!/^https?:\/\//.test(href)) say(`the link "${href}" is not absolute`);
      const problem = this.problemOf(href, url);
      if (problem) say(`the link "${href}" ${problem}`);
    }
  }

  checkRobots() {
    if (!this.files.has('robots.txt')) return ['robots.txt: is not there'];
    // A preview keeps programs away.
    const preview = this.read('index.html').includes('<meta name="robots" content="noindex');
    const wanted = preview ? 'Disallow: /' : `Sitemap: ${new URL('sitemap.xml', this.base).href}`;
    return this.read('robots.txt').split('\n').includes(wanted) ? [] : [`robots.txt: the line "${wanted}" is not there`];
  }

  checkAll() {
    return [
      ...this.checkLinks(),
      ...this.checkIds(),
      ...this.checkTitles(),
      ...this.checkCanonicals(),
      ...this.checkReachable(),
      ...this.checkSitemap(),
      ...this.checkFeeds(),
      ...this.checkRobots(),
    ];
  }
}

const childrenOf = (element, name) =>
  element.children.filter((child) => child.name === name && child.namespace === element.namespace);

// The site of a made-up register as it is on that day, with nothing wrong.
function built(repository, date) {
  const result = repository.kyket(['build', '--date', date]);
  assert.equal(result.status, 0, result.output);
  const website = new Website(repository.path('output'), 'https://example.vn/');
  assert.deepEqual(website.checkAll(), []);
  return website;
}

module.exports = { Website, attribute, built, elements, textOf, words };
