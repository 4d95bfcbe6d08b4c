// Makes a language up, written from right to left with digits of its own, by data alone: every text of the
// English is spelt in other letters. `node third-language.mjs SEEDS DIST OUT` copies both and
// adds it to the seeds; the prerenderer then fills the copy of the site.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

export const MADE_UP = 'ar-x-made-up';
const SMALL = [...'ابتثجحخدذرزسشصضطظعغفقكلمنه'];
const CAPITAL = [...'אבגדהוזחטיכלמנסעפצקרשתםןףץ'];
const DIGITS = [...'٠١٢٣٤٥٦٧٨٩'];

const letter = (c) => {
  if (/[a-z]/.test(c)) return SMALL[c.charCodeAt(0) - 97];
  if (/[A-Z]/.test(c)) return CAPITAL[c.charCodeAt(0) - 65];
  return c;
};

/** Spells a text anew; keys in marks, holes in braces and the signs between words stay. */
export const spelt = (text) => text.split(/(\]\([^)]*\)|\{[^}]*\})/).map((part, i) => {
  if (i % 2) return part;
  return part
    // A digit within a word is a letter of it.
    .replace(/(?<=[A-Za-z])\d/g, (d) => SMALL[Number(d)])
    .replace(/\d(?:[\d,.]*\d)?/g, (n) => n.replace(/,/g, '٬').replace(/\./g, '٫').replace(/\d/g, (d) => DIGITS[d]))
    .replace(/[A-Za-z]/g, letter);
}).join('');

const all = (value) => {
  if (typeof value === 'string') return spelt(value);
  if (Array.isArray(value)) return value.map(all);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, all(v)]));
  return value;
};

export function makeUp(seeds, out) {
  cpSync(seeds, out, { recursive: true });
  const [from, to] = [join(seeds, 'text/en'), join(out, 'text', MADE_UP)];
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    const words = JSON.parse(readFileSync(join(from, file), 'utf8'));
    const made = all(words);
    if (file === 'ui.json') {
      made.direction = 'rtl';
      made.numerals = {
        digits: DIGITS.join(''), grouping: '٬', decimal: '٫', words: {},
        scales: Object.fromEntries(Object.entries(words.numerals.scales).map(([word, power]) => [spelt(word), power])),
      };
    }
    writeFileSync(join(to, file), JSON.stringify(made, null, 1));
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [seeds, dist, out] = argv.slice(2);
  makeUp(seeds, join(out, 'seeds'));
  cpSync(dist, join(out, 'dist'), { recursive: true });
}
