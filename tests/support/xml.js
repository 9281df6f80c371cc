'use strict';
const { SaxesParser } = require('saxes');

// The root of an XML document as { name, namespace, attributes, children, text }; throws when it is not well-formed.
// `text` is all the text below the element.
function parseXml(source) {
  const parser = new SaxesParser({ xmlns: true });
  const document = { children: [] };
  const open = [document];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element = { name: tag.local, namespace: tag.uri, attributes: {}, children: [], text: '' };
    for (const { name, value } of Object.values(tag.attributes)) element.attributes[name] = value;
    open[open.length - 1].children.push(element);
    open.push(element);
  });
  const addText = (text) => {
    for (const element of open.slice(1)) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(source).close();
  return document.children[0];
}

module.exports = { parseXml };
