// Starts the forms: in the page's language unless another one was chosen in their settings, with the letters that the
// font they come with lacks, and so that files stay as they were written but for what is changed in them.
import { keepsAsWritten } from './as-written.js';

const preferences = 'sveltia-cms.prefs';
const chosen = JSON.parse(localStorage.getItem(preferences) ?? '{}');
const locale = document.documentElement.lang === 'vi' ? 'vi' : 'en-US';
if (!chosen.locale) localStorage.setItem(preferences, JSON.stringify({ ...chosen, locale }));

document.fonts.add(
  new FontFace('Source Sans 3', 'url(sveltia/npm/assets/source-sans-3-vietnamese-wght-normal.woff2) format("woff2-variations")', {
    weight: '200 900',
    display: 'swap',
    sizeAdjust: '110%',
    unicodeRange:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  }),
);

const config = await (await fetch('config.yml', { cache: 'no-cache' })).json();
const forms = await import('./sveltia/npm/index.js');
const { entry, data } = keepsAsWritten(forms);

// What the forms have read and written, as Sveltia CMS hands it over.
const known = new Set();
const handedOver = (text) => text.trim().replace(/\r\n?/g, '\n');
const told = new Set();

function keep(item, extension, { fromFile, toFile }) {
  item.format = extension === 'md' ? `register-${item.name}-frontmatter` : `register-${item.name}`;
  forms.registerCustomFormat(item.format, extension, {
    fromFile: (text) => (known.add(text), fromFile(text)),
    toFile: (value) => {
      const text = toFile(value);
      known.add(handedOver(text));
      return text;
    },
  });
}

// Files of this machine are read once, when the forms open; what an editor has made of one since is not to be lost.
const changedSince = {
  vi: (name) => `Tệp ${name} đã được sửa ở nơi khác sau khi mở biểu mẫu, nên biểu mẫu không ghi đè. Hãy chép lại những gì vừa viết, tải lại trang này rồi viết tiếp.`,
  en: (name) => `${name} has been changed elsewhere since the forms were opened, and was left as it is. Copy what you have written, reload this page, and go on.`,
};
async function refuseIfChanged(folder, name) {
  if (!/\.(md|yaml)$/.test(name)) return;
  const handle = await folder.getFileHandle(name).catch(() => undefined);
  const text = handle && handedOver(await (await handle.getFile()).text());
  if (!text || known.has(text)) return;
  const sentence = changedSince[locale === 'vi' ? 'vi' : 'en'](name);
  // A save is tried several times.
  if (!told.has(text)) alert(sentence);
  told.add(text);
  setTimeout(() => told.delete(text), 2000);
  throw new Error(sentence);
}
if (document.documentElement.dataset.place === 'local') {
  const { move } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.move = async function (folder, name) {
    await refuseIfChanged(folder, name);
    return move.call(this, folder, name);
  };
}
for (const collection of config.collections)
  if (collection.files) for (const file of collection.files) keep(file, 'yaml', data(file.fields));
  else keep(collection, 'md', entry(collection.fields));
for (const file of config.singletons) keep(file, 'yaml', data(file.fields));

await forms.init({ config: { ...config, load_config_file: false } });
