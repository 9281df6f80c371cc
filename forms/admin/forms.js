// Starts the forms: in Vietnamese unless another language was chosen in their settings, and with the letters that the
// font they come with lacks.
const preferences = 'sveltia-cms.prefs';
const chosen = JSON.parse(localStorage.getItem(preferences) ?? '{}');
if (!chosen.locale) localStorage.setItem(preferences, JSON.stringify({ ...chosen, locale: document.documentElement.lang }));

document.fonts.add(
  new FontFace('Source Sans 3', 'url(sveltia/npm/assets/source-sans-3-vietnamese-wght-normal.woff2) format("woff2-variations")', {
    weight: '200 900',
    display: 'swap',
    sizeAdjust: '110%',
    unicodeRange:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  }),
);

const forms = await import('./sveltia/npm/index.js');
await forms.init();
