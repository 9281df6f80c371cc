'use strict';
// The search of a built site without a browser: its own search-index.js over the files of its output folder.

const fs = require('node:fs');
const path = require('node:path');
const parse5 = require('parse5');
const { attribute, elements } = require('./website.js');

const themeAssets = path.join(__dirname, '..', '..', 'themes', 'default', 'assets');

// A module of the theme, with those that it imports, whatever this version of node takes a file for.
function moduleUrl(name, assets) {
  const source = fs.readFileSync(path.join(assets, name), 'utf8');
  const whole = source.replace(/(?<=\bfrom ?")\.\/([^"]+)/g, (_, imported) => moduleUrl(imported, assets));
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(whole)}`;
}

// What search-terms.js gives to the modules, on a page with that index and that query in its address.
function searchTermsOf(assets, dataset = {}, search = '', fetch = undefined) {
  const source = fs.readFileSync(path.join(assets, 'search-terms.js'), 'utf8');
  return new Function('document', 'location', 'fetch', `${source}\nreturn searchTerms;`)({ currentScript: { dataset } }, { search }, fetch);
}
function themeModule(name, assets = themeAssets) {
  globalThis.searchTerms = searchTermsOf(assets);
  return import(moduleUrl(name, assets));
}

// The rule of status.js on a day.
function statusRule(day, endingDays = 90) {
  const source = fs.readFileSync(path.join(themeAssets, 'status.js'), 'utf8');
  const document = { currentScript: { dataset: { endingDays }, getAttribute: () => '' }, querySelectorAll: () => [] };
  const { on } = new Function('document', `${source}\nreturn registerStatus;`)(document);
  return (days) => on(days, day);
}

// All rows of results that a site has.
function allRows(output, segment = 'tim-kiem') {
  const folder = path.join(output, segment, 'r');
  return fs.readdirSync(folder).flatMap((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
}

// `asksFirst(query)` gives what search-terms.js asks for by itself; `find(query, filters)` gives the rows of the first ten results, the `how`, the `bytes` and number of
// `files` that it read, and their `names`.
async function openSearch(output, day, segment = 'tim-kiem') {
  const assets = path.join(output, 'assets');
  const { SearchIndex } = await themeModule('search-index.js', assets);
  const page = [...elements(parse5.parse(fs.readFileSync(path.join(output, segment, 'index.html'), 'utf8')))];
  const byId = (id) => page.find((each) => attribute(each, 'id') === id);
  const form = byId('search_form');
  const terms = byId('search_terms');
  const given = (name, separator) =>
    (attribute(form, `data-${name}`) ?? '').split(';').map((one) => one.trim()).filter(Boolean).map((one) => (separator ? one.split(separator).map((part) => part.trim()) : one));
  const names = new Map(given('sections', '=').map(([title, ...more]) => [title, more]));
  const links = [...elements(byId('search_lists'))].filter(({ tagName }) => tagName === 'a').map((link) => [link.childNodes[0].value, attribute(link, 'href')]);
  const sections = links.map(([title, url]) => [title, url, ...(names.get(title) ?? [])]);
  const read = { bytes: 0, files: 0, names: [] };
  const load = async (name, isJson) => {
    const bytes = fs.readFileSync(path.join(output, segment, name));
    read.bytes += bytes.length;
    read.files++;
    read.names.push(name);
    return isJson ? JSON.parse(bytes) : new Uint8Array(bytes);
  };
  const options = { parameters: attribute(terms, 'data-index'), abbreviations: given('abbreviations', '='), optional: given('optional'), fillers: given('fillers'), kept: given('kept'), questions: given('questions'), listWords: given('list-words'), dateWords: given('date-words'), titles: given('titles'), statuses: given('statuses', '='), sections, yearWord: attribute(form, 'data-year'), load, statusOn: statusRule(day) };
  return {
    parameters: options.parameters,
    asksFirst(query) {
      const names = [];
      searchTermsOf(assets, { index: options.parameters, root: '' }, `?${new URLSearchParams({ q: query })}`, async (name) => names.push(name));
      return names;
    },
    async find(query, filters) {
      const index = new SearchIndex(options);
      Object.assign(read, { bytes: 0, files: 0, names: [] });
      const found = await index.find(query, filters);
      const rows = [...found.sections.map(([title, url]) => ({ kind: 'page', title, url, texts: [] })), ...(await index.rows(found.ids.slice(0, 10)))];
      return { ...found, rows, urls: rows.map(({ url }) => url), ...read };
    },
  };
}

module.exports = { allRows, openSearch, statusRule, themeModule };
