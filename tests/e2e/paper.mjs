// What a PDF has on its pages, as far as Chromium writes it: plain objects and deflated streams.
import { inflateSync } from 'node:zlib';

/** For each page how often it shows text. */
export function textsOnPages(pdf) {
  const raw = pdf.toString('latin1');
  const objects = new Map([...raw.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)].map((found) => [found[1], found.index + found[0].length]));
  const dictionary = (at) => raw.slice(at, raw.indexOf('endobj', at));
  const content = (id) => {
    const at = objects.get(id), begin = raw.indexOf('stream', at);
    const start = begin + (raw[begin + 6] === '\r' ? 8 : 7);
    const length = Number(/\/Length (\d+)/.exec(raw.slice(at, begin))[1]);
    return inflateSync(pdf.subarray(start, start + length)).toString('latin1');
  };
  const pages = [...objects.values()].map(dictionary).filter((text) => /\/Type\s*\/Page\b(?!s)/.test(text));
  return pages.map((page) => {
    const ids = [...(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(page)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map((found) => found[1]);
    return ids.map((id) => (content(id).match(/\bT[jJ]\b/g) ?? []).length).reduce((a, b) => a + b, 0);
  });
}
