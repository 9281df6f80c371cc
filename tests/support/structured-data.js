'use strict';
// The JSON-LD of pages, and what schema.org allows in it: the vocabulary is that of schema-dts.

const fs = require('node:fs');
const path = require('node:path');
const jsonld = require('jsonld');

const definitions = fs.readFileSync(path.join(path.dirname(require.resolve('schema-dts/package.json')), 'dist', 'schema.d.ts'), 'utf8');

// Each interface: what it extends, and its properties.
const interfaces = new Map();
for (const [, name, parents, body] of definitions.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm))
  interfaces.set(name, { parents: (parents ?? '').split(',').map((parent) => parent.trim()), properties: [...body.matchAll(/^ {4}"([^"]+)"\??:/gm)].map(([, property]) => property) });

for (const [, name] of definitions.matchAll(/^export type (\w+Role)Leaf</gm)) interfaces.set(`${name}Leaf`, { parents: [`${name}Base`], properties: [] });

function propertiesOf(name, found = new Set()) {
  const own = interfaces.get(name);
  for (const property of own?.properties ?? []) found.add(property);
  for (const parent of own?.parents ?? []) propertiesOf(parent, found);
  return found;
}

// What is wrong with a node and those in it, as sentences.
// `under`: the property that the node is the value of, which a role has too.
function problemsOf(node, where = '$', under = '') {
  if (Array.isArray(node)) return node.flatMap((value, i) => problemsOf(value, `${where}[${i}]`, under));
  if (node === null || typeof node !== 'object') return node === '' ? [`${where} is empty`] : [];
  const type = node['@type'];
  if (!interfaces.has(`${type}Leaf`)) return [`${where}: no type ${type}`];
  const known = propertiesOf(`${type}Leaf`);
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === '@type' || name === '@id' || name === 'query-input') return [];
    return [...(known.has(name) || (/Role$/.test(type) && name === under) ? [] : [`${where}: ${type} has no ${name}`]), ...problemsOf(value, `${where}.${name}`, name)];
  });
}

// The graph of a page's text, as JSON; undefined: it has none.
function graphOf(page) {
  const found = [...page.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
  if (found.length > 1) throw new Error('a page has one graph');
  return found.length === 0 ? undefined : JSON.parse(found[0][1]);
}

// As an RDF reader would see it; no request leaves the machine.
function expand(graph) {
  const documentLoader = async (url) => {
    if (url !== 'https://schema.org') throw new Error(url);
    return { contextUrl: null, documentUrl: url, document: { '@context': { '@vocab': 'https://schema.org/' } } };
  };
  return jsonld.expand(graph, { documentLoader });
}

const nodeOf = (graph, type) => graph['@graph'].find((node) => node['@type'] === type);

module.exports = { expand, graphOf, nodeOf, problemsOf };
