'use strict';
// Content that is made to cost much: time and memory grow linearly with its bytes. Each case is built with many
// repetitions of a pattern and must cost little more than a plain text of as many bytes, and not much more than four
// times what a quarter of it costs. The cases are cmark's (test/pathological_tests.py of its source) and our own.
// PATHOLOGICAL=NAME runs those whose name has that in it, and says what each took.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const os = require('node:os');
const { kyket, program } = require('../support/program.js');
const { writeFiles } = require('../support/folders.js');
const { Repository, agreement, dump, entry, news, site, smallRegister } = require('../support/register.js');

const measure = path.join(path.dirname(program), 'tests', 'benchmark', 'measure');
const pagePath = 'content/pages/gioi-thieu.md';
const newsPath = 'content/news/2018/ky-quy-che.md';
const agreementPath = 'content/agreements/quy-che-2018.md';

// A plain text takes some time for itself, and the register around it; a limit below these would say nothing.
const timeFactor = 25;
const growthFactor = 4;
// Small inputs may take more for each byte: cmark's tree of `*a*` has two hundred times its bytes, and a table is read
// twice.
const memoryFactors = [500, 30];
const memoryFloor = 16e6;
const secondsAtMost = process.env.PATHOLOGICAL_SECONDS ?? 60; // then it is killed
const sanitized = process.env.ASAN_OPTIONS !== undefined;
const repetitions = sanitized ? 5000 : 50000;

const wanted = process.env.PATHOLOGICAL;
const many = (text, count) => text.repeat(count);
const lines = (count, line) => Array.from({ length: count }, (_, number) => line(number)).join('\n') + '\n';
const body = (text) => ({ [pagePath]: entry({ title: 'Trang' }, text) });
const front = (text) => ({ [newsPath]: `---\ntitle: x\ndate: 2018-04-12\n${text}\n---\n` });
const inAgreement = (text) => ({ [agreementPath]: `${entry(agreement).slice(0, -4)}${text}\n---\n` });
const data = (file, text) => ({ [`content/data/${file}.yaml`]: smallRegister()[`content/data/${file}.yaml`] + text });

const bodies = {
  'half letters that were read twice': (n) => many('áº', 4 * n),
  'letters that were read twice, perhaps': (n) => many('Ã ', 4 * n),
  'codes of letters in one word': (n) => many('\\u01', n),
  'codes of bytes in one address': (n) => `https://a.vn/${many('%C6', n)}`,
  'letters of another script in one word': (n) => `http://${many('а', n)}`,
  'signs of a single font': (n) => many('\u{e000}', n),
  'quoted middles of conflicts': (n) => lines(n, () => '> ======='),
  'heads of differences': (n) => lines(n, () => '--- a/x'),
  'beginnings of keys': (n) => many('-----BEGIN ', n),
  // cmark's
  'nested strong emphasis': (n) => many('*a **a ', n) + 'b' + many(' a** a*', n),
  'emphasis that is closed only': (n) => many('a_ ', n),
  'emphasis that is opened only': (n) => many('_a ', n),
  'links that are closed only': (n) => many('a]', n),
  'links that are opened only': (n) => many('[a', n),
  'emphasis that does not match': (n) => many('*a_ ', n),
  'emphasis in multiples of three': (n) => 'a**b' + many('c* ', n),
  'opened links and closed emphasis': (n) => many('[ a_', n),
  'brackets and parentheses': (n) => many('[ (](', n),
  'images and brackets': (n) => many('![[]()', n),
  'nested brackets': (n) => many('[', n) + 'a' + many(']', n),
  'nested block quotes': (n) => many('> ', n) + 'a',
  'nested block quotes without blanks': (n) => many('>', n) + 'a',
  'emphasis in block quotes': (n) => many('>', n) + many('a*', n),
  'nested lists': (n) => lines(Math.sqrt(n) * 3, (depth) => `${'  '.repeat(depth)}* a`),
  'nested lists in a line': (n) => many('- ', n) + 'x',
  'blank lines after nested lists': (n) => many('- ', n) + 'x' + many('\n', n),
  'blank lines after nested lists in a quote': (n) => '> ' + many('- ', n) + 'x\n' + many('>\n', n),
  'NULs': (n) => many('abc\0de\0', n),
  backticks: (n) => Array.from({ length: Math.sqrt(2 * n) }, (_, number) => `e${'`'.repeat(number)}`).join(''),
  'unclosed links in angle brackets': (n) => many('[a](<b', n),
  'unclosed links': (n) => many('[a](b', n),
  'nested links': (n) => many('[', n) + 'a' + many('](b)', n),
  'unclosed comments': (n) => '</' + many('<!--', n),
  'unclosed instructions': (n) => many('a <?', n),
  'unclosed declarations': (n) => many('a <!A ', n),
  'unclosed character data': (n) => many('a <![CDATA[', n),
  'unclosed tags': (n) => many('<a ', n),
  'definitions of links': (n) => lines(n, (number) => `[${number}]: u`) + '\n' + many('[0] ', n),
  'long definitions of links': (n) => lines(n / 50, (number) => `[${number}]: ${'u'.repeat(50)}`) + '\n' + many('[0] ', n),
  'uses of a long definition': (n) => `[a]: /${'u'.repeat(n)}\n\n` + many('[a] ', n),
  'uses of a long title': (n) => `[a]: /u "${'u'.repeat(n)}"\n\n` + many('[a] ', n),
  // What comes out as it was meant
  'lists of bullets': (n) => many('• a\n', n),
  'lists of letters and hyphens with lines between': (n) => many('a) b\n\n- c\n\n', n),
  'lists of two kinds': (n) => many('- a\n+ b\n', n),
  'letters that are no items': (n) => many('C. x\n', n),
  'hyphens without blanks': (n) => many('-a\n\n', n),
  'first-line indents': (n) => many('\ta.\n', n),
  'indents in items': (n) => many('- a\n\n      b\n\n', n),
  'tables of tabs': (n) => many('a\tb\n', n),
  'uneven tables of tabs': (n) => many('a\tb\nc\td\te\n', n),
  'rows with lost cells': (n) => 'a|b\n-|-\n' + many('1|2|3\n', n),
  'headings that are underlined': (n) => many('a\n---\n', n),
  'front matters': (n) => many('---\ntitle: x\n', n),
  'bold beside letters': (n) => many('**“a”**b ', n),
  'bold that is opened only': (n) => many('**a. **', n),
  'struck out': (n) => many('~~a~~ ', n) + many('~~a ', n),
  'tags of bold': (n) => many('<b>', n) + 'a' + many('</b>', n),
  'tags of bold that cross': (n) => many('<b><i></b></i>', n),
  'tags of links without an end': (n) => many('<a href="', n),
  'tags of lists': (n) => many('<ul><li>', n),
  'tables of HTML that do not close': (n) => many('<table><tr><td>', n),
  'tables of HTML': (n) => many('<table><tr><td>a</table>', n),
  'scripts that do not close': (n) => many('<script>', n),
  "Word's declarations": (n) => many('<![if x]>', n) + many('<?xml ', n),
  'unclosed comments of programs': (n) => many('/* ', n) + '\n\n' + many('// a\n\n', n / 8),
  'slips of typing': (n) => many('vàphá trinhfx của củ ', n / 4) + many('https//a https:a $x ', n / 4),
  'addresses with blanks': (n) => many('[x](/a b.pdf)', n) + many('](/a b', n),
  'addresses behind blanks': (n) => many('[x] (https://a.vn) ', n) + many('] (https:', n),
  'bare addresses': (n) => many('https://a.vn/ ', n) + many('http://', n),
  'mail addresses': (n) => many('a@b.vn ', n) + many('a@', n),
  'short codes': (n) => many('{{< x >}} ', n) + many('{{', n),
  'impossible days': (n) => many('31/2/2026 ', n),
  // Ours
  'definitions in one line': (n) => many(']:x', n),
  'definitions in one line with escapes': (n) => many(']:\\!', n),
  'definitions that refuse': (n) => '[a]: javascript:x\n\n[a] ' + many(']:\\!', n),
  'destinations in one line': (n) => '[a](javascript:x)' + many('](x', n),
  'destinations in one line with escapes': (n) => '[a](javascript:x)' + many('](\\!', n),
  'destinations in one line with entities': (n) => '[a](javascript:x)' + many('](&amp;', n),
  'destinations in angle brackets in one line': (n) => '[a](javascript:x)' + many('](<x', n),
  'destinations of blanks': (n) => '[a](javascript:x)' + many('](', n) + many(' ', n),
  'unclosed addresses': (n) => '[a](javascript:x)' + many('<a:', n),
  'unclosed mail addresses': (n) => '[a](javascript:x)' + many('<a@', n),
  'schemes in angle brackets': (n) => '[a](javascript:x)' + many('<' + 'a'.repeat(30), n / 8),
  'addresses that are refused': (n) => many('[a](javascript:x) ', n),
  'addresses that are refused, a line each': (n) => many('[a](javascript:x)\n', n),
  'addresses that are refused, a paragraph each': (n) => many('[a](javascript:x)\n\n', n),
  'other addresses that are refused': (n) => lines(n, (number) => `[a](javascript:${number})`),
  'links to pages of this site': (n) => many('[a](/tin-tuc/) ', n),
  'links to entries': (n) => many('[](news:ky-quy-che) ', n),
  'links to entries that are not there': (n) => many('[](news:khong-co) ', n),
  'links to many entries that are not there': (n) => lines(n, (number) => `[](news:khong-co-${number})`),
  'links to files': (n) => many('[a](../news/2018/ky-quy-che.md) ', n),
  'links to folders above': (n) => `[a](${many('../', n)}x.md)`,
  'links to folders below and above': (n) => `[a](${many('a/../', n)}x.md)`,
  'links to media that are not there': (n) => many('[a](media:khong-co.png) ', n),
  'links to percents': (n) => `[a](${many('%25', n)})`,
  'links elsewhere': (n) => many('[a](https://a.vn/) ', n),
  'addresses in angle brackets': (n) => many('<https://a.vn/> ', n),
  'mail addresses in angle brackets': (n) => many('<a@a.vn> ', n),
  'definitions of footnotes': (n) => lines(n, (number) => `[^${number}]: x\n`),
  'definitions of one footnote': (n) => many('[^a]: x\n\n', n),
  'footnotes in one line': (n) => many('[^a]: ', n),
  'footnotes that are used': (n) => lines(n, (number) => `[^${number}]`) + '\n' + lines(n, (number) => `[^${number}]: x\n`),
  'one footnote that is used often': (n) => many('[^a] ', n) + '\n\n[^a]: x\n',
  'footnotes that are used by the next': (n) => '[^0]\n\n' + lines(n, (number) => `[^${number}]: [^${number + 1}]\n`),
  'footnotes that are nested': (n) => '[^0]\n\n' + lines(Math.sqrt(n), (number) => `${'    '.repeat(number)}[^${number}]: x\n`),
  'footnotes that are not defined': (n) => lines(n, (number) => `[^${number}]`),
  'one footnote that is not defined': (n) => many('[^a] ', n),
  'footnotes and lists': (n) => many('[^a]: x\n- a\n\n+ b\n\n', n),
  'footnotes, indented lines and no end': (n) => '[^a]: x\n' + many('    x\n', n) + many('[^b]: x\n', n),
  'footnotes in links': (n) => many('[a [^a]](/x) ', n) + '\n\n[^a]: x\n',
  'unclosed footnotes': (n) => many('[^', n),
  'long names of footnotes': (n) => many(`[^${'a'.repeat(99)}] `, n / 25),
  headings: (n) => many('# a\n\n', n),
  'headings with numbers': (n) => lines(n, (number) => `## a ${number % 1000}\n`),
  'headings with two names': (n) => many('# a\n\n# a 2\n\n', n),
  'headings underlined': (n) => many('a\n=\n\n', n),
  'a long heading': (n) => '# ' + many('chữ ', n),
  'lines before an underline': (n) => many('a\n', n) + '===\n',
  'images': (n) => many('![a](media:le-ky.png) ', n),
  'images, a paragraph each': (n) => many('![a](media:le-ky.png)\n\n', n),
  'images without a text': (n) => many('![](media:le-ky.png)\n\n', n),
  'images in images': (n) => many('![', n) + 'a' + many('](media:le-ky.png)', n),
  'images that are refused': (n) => many('![a](javascript:x)\n\n', n),
  'images in one line': (n) => many('![', n),
  'entities': (n) => many('&amp;', n),
  'entities of control characters': (n) => many('&#1;', n),
  'entities of no characters': (n) => many('&#xfdd0;', n),
  'entities without an end': (n) => many('&#1', n),
  'ampersands': (n) => many('&', n),
  'long numbers in entities': (n) => many('&#' + '9'.repeat(20), n / 5),
  'bytes that are no text': (n) => Buffer.from(many('a\ufffd', n)),
  'no characters': (n) => many('\ufdd0', n),
  'tags': (n) => many('<b>', n),
  'tags in lines': (n) => many('a <b>\n', n),
  'tags in paragraphs': (n) => many('a <b>x</b>\n\n', n),
  'other tags in one paragraph': (n) => lines(n, (number) => `a <b${number}>`),
  'blocks of tags': (n) => many('<div>\n\n', n),
  'comments': (n) => many('<!-- a -->\n\n', n),
  'code spans': (n) => many('`a` ', n),
  'code blocks': (n) => many('```\na\n```\n\n', n),
  'code blocks without an end': (n) => many('```a\n', n) + '~~~',
  'indented code': (n) => many('    a\n\n', n),
  'backslashes': (n) => many('\\', n),
  'escapes': (n) => many('\\*', n),
  'line breaks': (n) => many('a  \n', n),
  'rules': (n) => many('---\n\n', n),
  'stars': (n) => many('*', n),
  'emphasis': (n) => many('*a*', n),
  'emphasis of two kinds': (n) => many('*_a_*', n),
  'columns': (n) => `|${many('a|', n)}\n|${many('-|', n)}\n|${many('b|', n)}\n`,
  'rows': (n) => '|a|b|\n|-|-|\n' + many('|x|y|\n', n),
  'empty cells': (n) => `|${many('a|', n)}\n|${many('-|', n)}\n${many('|\n', n)}`,
  'escaped pipes': (n) => `|a|\n|-|\n|${many('\\|', n)}|\n`,
  'tables': (n) => many('|a|\n|-|\n|b|\n\n', n),
  'tables in quotes': (n) => many('> |a|\n> |-|\n> |b|\n\n', n),
  'tables in nested quotes': (n) => many(`${many('> ', 50)}|a|\n${many('> ', 50)}|-|\n\n`, n / 50),
  'tables in a lazy nested quote': (n) => many('> ', 90) + '|a|\n' + many('|b|\n', n),
  'tables that are none': (n) => many('|a|b|\n', n),
  'delimiters that are none': (n) => 'a|b\n' + many('-|-|-\n', n),
  'delimiters of many columns after short lines': (n) => many('|a|\n|' + many('-|', 50) + '\n', n / 50),
  'links in cells': (n) => '|a|\n|-|\n' + many('|[a](javascript:x)|\n', n),
  'definitions before a table': (n) => lines(n, (number) => `[${number}]: /u`) + '|a|\n|-|\n',
  'brackets before a table': (n) => many('[\n', n) + '|a|\n|-|\n',
  'brackets in a line before a table': (n) => many('[', n) + '\n|a|\n|-|\n',
  'pipes': (n) => many('|', n),
  'document numbers': (n) => many('01/QC-UBND ', n),
  'other document numbers': (n) => lines(n, (number) => `${number}/QC-UBND`),
  'halves of document numbers': (n) => many('1/', n),
  'halves of document numbers with letters': (n) => many('1/A-', n),
  'letters of document numbers': (n) => '01/' + many('A-', n),
  'digits': (n) => many('1', n),
  'years': (n) => many('2018–2022 ', n),
  'spans of years without an end': (n) => many('2018–', n),
  'combining marks': (n) => 'a' + many('\u0301', n),
  'combining marks of two classes': (n) => 'a' + many('\u0301\u0323', n),
  'letters and combining marks': (n) => many('a\u0301', n),
  'looks of old encodings': (n) => many('ñöôïc ', n),
  'one long word': (n) => many('a', n),
  'one long line': (n) => many('chữ ', n),
  'line ends': (n) => many('\n', n),
  'carriage returns': (n) => many('a\r', n),
  'tabs': (n) => many('\t', n),
  'items': (n) => many('- a\n', n),
  'numbered items': (n) => many('1. a\n', n),
  'items with blank lines': (n) => many('- a\n\n', n),
  'lists of other bullets': (n) => many('- a\n+ a\n', n),
};

const keys = (n, line) => lines(n, line).trimEnd();
const others = {
  'front matter: lists in lists': (n) => front(`topics: ${many('[', n)}`),
  'front matter: closed lists in lists': (n) => front(`topics: ${many('[', n)}${many(']', n)}`),
  'front matter: mappings in mappings': (n) => front(`event: ${many('{a: ', n)}`),
  'front matter: dashes': (n) => front(`topics:\n  ${many('- ', n)}x`),
  'front matter: questions': (n) => front(many('? ', n)),
  'front matter: nested blocks': (n) => front(Array.from({ length: Math.sqrt(n) * 2 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')),
  'front matter: a long list in brackets': (n) => front(`topics: [${many('tre-em, ', n)}tre-em]`),
  'front matter: a list of names that are not there': (n) => front(`topics: [${keys(n, (number) => `khong-co-${number},`).replaceAll('\n', ' ')}]`),
  'front matter: one name that is not there': (n) => front(`topics:\n${many('  - khong-co\n', n)}`),
  'front matter: people that are not there': (n) => front(`people:\n${keys(n, (number) => `  - nguoi-${number}`)}`),
  'front matter: one name often': (n) => front(`topics:\n${many('  - tre-em\n', n)}`),
  'front matter: anchors': (n) => front(keys(n, (number) => `k${number}: &a${number} x`)),
  'front matter: aliases': (n) => front(`a: &a x\nb: [${many('*a, ', n)}x]`),
  'front matter: a long text': (n) => front(`summary: ${many('chữ ', n)}`),
  'front matter: a long title': (n) => ({ [newsPath]: `---\ntitle: ${many('chữ ', n)}\ndate: 2018-04-12\n---\n` }),
  'front matter: a long word as a title': (n) => ({ [newsPath]: `---\ntitle: ${many('a', n)}\ndate: 2018-04-12\n---\n` }),
  'front matter: a long text in quotes': (n) => front(`summary: "${many('chữ ', n)}"`),
  'front matter: escapes': (n) => front(`summary: "${many('\\u0103', n)}"`),
  'front matter: escapes of combining marks': (n) => front(`summary: "a${many('\\u0301\\u0323', n)}"`),
  'front matter: escapes of control characters': (n) => front(`summary: "${many('\\x01', n)}"`),
  'front matter: a text in single quotes': (n) => front(`summary: '${many("''", n)}'`),
  'front matter: quotes without an end': (n) => front(`summary: "${many('\\"', n)}`),
  'front matter: a block': (n) => front(`summary: |\n${many('  a\n', n)}`),
  'front matter: a folded block': (n) => front(`summary: >\n${many('  a\n\n', n)}`),
  'front matter: a block in one line': (n) => front(`summary: |\n  ${many('chữ ', n)}`),
  'front matter: a plain text of many lines': (n) => front(`summary: a\n${many('  a\n', n)}`),
  'front matter: keys that are unknown': (n) => front(keys(n, (number) => `khoa_${number}: x`)),
  'front matter: a key that is unknown': (n) => front(many('khoa: x\n', n)),
  'front matter: keys with a suggestion': (n) => front(keys(n, (number) => `titl${number}: x`)),
  'front matter: a key twice': (n) => front(many('summary: x\n', n)),
  'front matter: a long key': (n) => front(`${many('a', n)}: x`),
  'front matter: a long key in quotes': (n) => front(`"${many('chữ ', n)}": x`),
  'front matter: comments': (n) => front(many('# a\n', n)),
  'front matter: a long comment': (n) => front(`# ${many('a', n)}`),
  'front matter: quotes': (n) => front(`topics: [${many('"tre-em", ', n)}"tre-em"]`),
  'front matter: documents': (n) => front(many('...\n', n)),
  'front matter: tags': (n) => front(`topics: [${many('!!str tre-em, ', n)}]`),
  'front matter: directives': (n) => front(many('%YAML 1.1\n', n)),
  'front matter: colons': (n) => front(`summary: ${many('a: ', n)}`),
  'front matter: no end': (n) => ({ [newsPath]: `---\n${many('a: x\n', n)}` }),
  'front matter: aliases of addresses': (n) => front(`aliases:\n${keys(n / 10, (number) => `  - /cu-${number}/`)}`),
  'front matter: an alias of many folders': (n) => front(`aliases: ["${many('/a', n)}/"]`),
  'front matter: an alias that is long': (n) => front(`aliases: ["/${many('a', n)}/"]`),
  'front matter: one alias often': (n) => front(`aliases:\n${many('  - /cu/\n', n)}`),
  'front matter: photos': (n) => front(`photos:\n${many('  - {file: le-ky.png, alt: x}\n', n)}`),
  'front matter: photos that are not there': (n) => front(`photos:\n${keys(n, (number) => `  - {file: k-${number}.png, alt: x}`)}`),
  'front matter: sources': (n) => inAgreement(`sources:\n${many('  - {name: x, url: "https://a.vn/"}\n', n)}`),
  'front matter: values that are wrong': (n) => front(`photos:\n${many('  - {file: 1, alt: [], khong: x}\n', n)}`),
  'front matter: days that are wrong': (n) => inAgreement(`legal_basis:\n${many('  - {number: "", url: x}\n', n)}`),
  'front matter: commitments': (n) => ({ [agreementPath]: entry({ ...agreement, commitments: Array.from({ length: n / 5 }, (_, number) => ({ title: `Việc ${number}` })) }) }),
  'front matter: commitments of two agreements': (n) => ({
    [agreementPath]: entry({ ...agreement, commitments: Array.from({ length: n / 10 }, (_, number) => ({ title: `Việc số ${number} của hai bên` })) }),
    'content/agreements/quy-che-2023.md': entry({
      ...agreement, title: 'Sau', signed: '2023-03-01', period: { start: 2023, end: 2027 }, succeeds: 'quy-che-2018',
      commitments: Array.from({ length: n / 10 }, (_, number) => ({ title: `Việc số ${number * 7} khác của ba bên` })),
    }),
  }),
  'front matter: long commitments of two agreements': (n) => ({
    [agreementPath]: entry({ ...agreement, commitments: [{ title: many('một hai ba ', n / 4) }] }),
    'content/agreements/quy-che-2023.md': entry({
      ...agreement, title: 'Sau', signed: '2023-03-01', period: { start: 2023, end: 2027 }, succeeds: 'quy-che-2018',
      commitments: [{ title: many('ba bốn hai năm ', n / 4) }],
    }),
  }),
  'front matter: signatories': (n) => ({ [agreementPath]: entry({ ...agreement, signatories: Array.from({ length: n / 5 }, () => ({ organization: 'ubnd-an-giang' })) }) }),
  'front matter: signatories with signers': (n) => ({ [agreementPath]: entry({ ...agreement, signatories: Array.from({ length: n / 10 }, () => structuredClone(agreement.signatories[0])) }) }),
  'front matter: signatories that are not there': (n) => ({ [agreementPath]: entry({ ...agreement, signatories: Array.from({ length: n / 5 }, (_, number) => ({ organization: `khong-${number}` })) }) }),
  'front matter: signers': (n) => ({ [agreementPath]: entry({ ...agreement, signatories: [agreement.signatories[1], { organization: 'ubnd-an-giang', signers: Array.from({ length: n / 5 }, () => ({ person: 'nguyen-van-an', title: 'Chủ tịch' })) }] }) }),
  'front matter: provinces': (n) => inAgreement(`provinces:\n${many('  - an-giang\n', n)}`),
  'front matter: positions': (n) => ({ 'content/people/nguyen-van-an.md': entry({ name: 'An', positions: Array.from({ length: n / 10 }, (_, number) => ({ organization: 'ubnd-an-giang', title: 'Chủ tịch', from: 1900 + (number % 100) })) }) }),
  'front matter: agreements of a news item': (n) => front(`agreements:\n${many('  - quy-che-2018\n', n)}`),
  // Each of these has a page, whose file costs the system more than its text costs the program.
  'data: topics': (n) => data('topics', lines(n / 100, (number) => `- {id: t-${number}, name: x ${number}}`)),
  'data: provinces': (n) => data('provinces', lines(n / 100, (number) => `- {id: p-${number}, name: x ${number}, kind: tỉnh}`)),
  'data: provinces that are merged into one': (n) => data('provinces', lines(n / 100, (number) => `- {id: p-${number}, name: x ${number}, kind: tỉnh, merged_into: an-giang, until: '2025-06-30'}`)),
  'data: topics without a name': (n) => data('topics', lines(n / 5, (number) => `- {id: t-${number}}`)),
  'data: topics with the same name': (n) => data('topics', many('- {id: tre-em, name: x}\n', n / 5)),
  'data: types that are not used': (n) => data('agreement-types', lines(n / 5, (number) => `- {id: t-${number}, name: x}`)),
  'data: combining marks': (n) => data('topics', `- {id: x, name: a${many('\u0301\u0323', n)}}\n`),
  'data: reasons to be silent': (n) => data('topics', `- id: x\n  name: x\n  silenced:\n${many('    - {code: not-linked, reason: x}\n', n)}`),
  'site: menu': (n) => ({ 'content/site.yaml': dump({ ...site, menu: Array.from({ length: n / 5 }, () => ({ title: 'x', url: '/tin-tuc/' })) }) }),
  'site: a long title': (n) => ({ 'content/site.yaml': dump({ ...site, title: many('chữ ', n) }) }),
  'site: a long address': (n) => ({ 'content/site.yaml': dump({ ...site, base_url: `https://a.vn/${many('a', n)}/` }) }),
  'site: a page size': () => ({ 'content/site.yaml': dump({ ...site, page_size: 999999999 }) }),
  'media: names': (n) => Object.fromEntries(Array.from({ length: n / 50 }, (_, number) => [`content/media/anh-${number}.png`, 'x'])),
  'pages: names': (n) => Object.fromEntries(Array.from({ length: n / 100 }, (_, number) => [`content/pages/trang-${number}.md`, entry({ title: 'x' })])),
  'agreements that follow one another': (n) => Object.fromEntries(Array.from({ length: n / 100 }, (_, number) => [`content/agreements/a-${number}.md`, entry({ ...agreement, succeeds: number === 0 ? undefined : `a-${number - 1}` })])),
  'agreements that implement one': (n) => Object.fromEntries(Array.from({ length: n / 200 }, (_, number) => [`content/agreements/a-${number}.md`, entry({ ...agreement, implements: 'quy-che-2018' })])),
  'offices below one another': (n) => Object.fromEntries(Array.from({ length: n / 100 }, (_, number) => [`content/organizations/a-${number}.md`, entry({ name: `A ${number}`, parent: number === 0 ? undefined : `a-${number - 1}` })])),
};

let folder;
before(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-pathological-')));
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const bytesOf = (files) => Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);

let number = 0;
// Builds the small register with these files, from the work tree; the program's own seconds of processor time (the
// system's for the files of its pages vary tenfold with the disk), memory and what was said.
function costOf(files) {
  const place = path.join(folder, String(number++));
  const repository = new Repository(path.join(place, 'register'));
  repository.write({ ...smallRegister(), ...files });
  const measured = path.join(place, 'measured.json');
  const result = repository.kyket(['build', '--worktree', '-j', '1', '-o', '../site'], { wrapper: ['sh', '-c', `ulimit -t ${secondsAtMost}; exec "$@"`, 'sh', measure, measured] });
  const { user, peak_memory_bytes: memory } = JSON.parse(fs.readFileSync(measured, 'utf8'));
  const output = path.join(place, 'site');
  fs.rmSync(place, { recursive: true, force: true });
  return { seconds: user, memory, status: result.status, said: result.output.length, output: result.output };
}

const plainCosts = new Map();
// What a plain text of as many bytes costs, up to the next power of two: the most of three runs, for the time of a short
// one is counted in the machine's ticks, and one may be lost.
function plainCost(bytes) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(bytes, 1 << 16)));
  if (!plainCosts.has(size)) {
    const text = 'Một đoạn văn bình thường của trang này.\n\nMột đoạn văn khác của trang này.\n\n';
    const files = body(many(text, size / Buffer.byteLength(text)));
    const costs = [costOf(files), costOf(files), costOf(files)];
    const most = (name) => Math.max(...costs.map((cost) => cost[name]));
    plainCosts.set(size, { seconds: most('seconds'), memory: most('memory') });
  }
  return plainCosts.get(size);
}

function check(name, make) {
  if (wanted !== undefined && !name.includes(wanted)) return;
  test(`${name} cost no more than plain text`, () => {
    const files = make(repetitions);
    const bytes = bytesOf(files);
    const plain = plainCost(bytes);
    const limit = timeFactor * plain.seconds;
    if (wanted !== undefined) fs.writeSync(2, `${name}: `);
    let cost = costOf(files);
    // Another program may have taken the machine's caches meanwhile.
    for (let again = 0; again < 2 && cost.seconds > limit / 2; again++) {
      const next = costOf(files);
      if (next.seconds < cost.seconds) cost = next;
    }
    if (wanted !== undefined)
      fs.writeSync(2, `${bytes} bytes, ${cost.seconds.toFixed(3)} s (plain ${plain.seconds.toFixed(3)}), ${(cost.memory / 1e6).toFixed(1)} MB (plain ${(plain.memory / 1e6).toFixed(1)}), status ${cost.status}, ${cost.said} bytes said\n`);
    assert.ok([0, 1].includes(cost.status), cost.output.slice(0, 1000));
    assert.ok(cost.seconds <= limit, `${cost.seconds} s, a plain text ${plain.seconds} s`);
    assert.ok(cost.said <= 200000 + bytes, `${cost.said} bytes of messages`);
    if (!sanitized) {
      const most = plain.memory + memoryFloor + memoryFactors[0] * Math.min(bytes, 1e6) + memoryFactors[1] * Math.max(bytes - 1e6, 0);
      assert.ok(cost.memory <= most, `${cost.memory} bytes of memory for ${bytes} of input`);
    }
    const quarter = costOf(make(repetitions / 4));
    const grown = cost.seconds - quarter.seconds;
    assert.ok(grown <= growthFactor * 4 * Math.max(quarter.seconds, plain.seconds), `${quarter.seconds} s for a quarter, ${cost.seconds} s for all`);
  });
}

for (const [name, make] of Object.entries(bodies)) check(`body: ${name}`, (n) => body(make(n)));
for (const [name, make] of Object.entries(others)) check(name, make);
