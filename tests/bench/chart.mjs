// Draws the result of the benchmark as bars, for the README: one row of bars for each measure, ours first.

const WIDTH = 760;
const LABEL = 92;
const BAR = 14;
const GAP = 30;
const OURS = 'spring-surge';
const MEASURES = [
  ['desk', 'bytes', 'Bytes until the page is quiet, KiB (brotli 11)', (value) => (value / 1024).toFixed(0)],
  ['phone', 'first', 'First paint, slow phone, ms', (value) => value.toFixed(0)],
  ['phone', 'ready', 'Ready, slow phone, ms', (value) => value.toFixed(0)],
  ['phone', 'blocking', 'Total blocking time, slow phone, ms', (value) => value.toFixed(0)],
  ['scroll-phone', 'p99', 'The whole page scrolled in 6 s, slow phone: 99th percentile of frames, ms', (value) => value.toFixed(1)],
  ['scroll-phone', 'main', 'The whole page scrolled in 6 s, slow phone: main thread, s', (value) => value.toFixed(2)],
  ['pace-phone', 'p99', 'The same length scrolled in 6 s, slow phone: 99th percentile of frames, ms', (value) => value.toFixed(1)],
  ['pace-phone', 'main', 'The same length scrolled in 6 s, slow phone: main thread, s', (value) => value.toFixed(2)],
  ['flight-phone', 'main', 'Three flights in 3 s, slow phone: main thread, s', (value) => value.toFixed(2)],
];

/** An SVG document that needs nothing from outside and reads in light and dark. */
export function chart({ date, machine, browser, runs, parts }) {
  const charts = MEASURES.flatMap(([id, key, title, show]) => {
    const rows = (parts.find((part) => part.id === id)?.rows ?? []).filter(({ values }) => values[key]);
    return rows.length ? [{ title, show, rows: rows.map(({ name, values }) => ({ name, value: values[key].median })) }] : [];
  });
  let y = 22;
  const body = charts.map(({ title, show, rows }) => {
    const most = Math.max(...rows.map(({ value }) => value), 1e-9);
    const head = `<text x="0" y="${y}" class="title">${title}</text>`;
    y += 8;
    const bars = rows.map(({ name, value }) => {
      const width = Math.max((value / most) * (WIDTH - LABEL - 60), 0.5);
      const at = y;
      y += BAR + 3;
      return `<text x="${LABEL - 8}" y="${at + 11}" class="name">${name}</text><rect x="${LABEL}" y="${at}" width="${width.toFixed(1)}" height="${BAR}" class="${name === OURS ? 'ours' : 'other'}"/><text x="${(LABEL + width + 5).toFixed(1)}" y="${at + 11}">${show(value)}</text>`;
    });
    y += GAP;
    return head + bars.join('');
  });
  const notes = [`Medians of ${runs} interleaved runs, ${date}, ${machine}, ${browser}, no GPU.`, 'The same story in each; ours with its whole product.'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 24}" role="img" aria-label="Spring Surge beside five other pages that tell the same story: the figures are in the JSON beside this chart">
<style>text{font:12px system-ui,sans-serif;fill:#4b463c}.title{font-weight:600}.name{text-anchor:end}.ours{fill:#9a3412}.other{fill:#b9b2a1}@media(prefers-color-scheme:dark){text{fill:#d6d0c2}.ours{fill:#e08a5a}.other{fill:#6f695c}}</style>
${body.join('\n')}
${notes.map((note, i) => `<text x="0" y="${y + i * 17}">${note}</text>`).join('')}
</svg>
`;
}
