// Writes a page of what the last runs came to: node report.mjs RUNS REPORT. No figure in it is typed by hand.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [RUNS, REPORT] = process.argv.slice(2);
const JOURNEYS = 'tests/e2e';
const CORPUS = 'tests/fuzz/corpus';
const BENCH = 'tests/bench/peers.json';
const USE = 'tests/bench/use.json';
const ENGINES = ['Chromium', 'Firefox', 'WebKit'];

const read = (path) => readFileSync(path, 'utf8');
const said = (count) => count.toLocaleString('en');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map((head, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
const plain = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const runs = readdirSync(RUNS).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(read(join(RUNS, name))));
const of = (kind) => runs.filter((run) => run.kind === kind).sort((a, b) => a.name.localeCompare(b.name));
if (!of('tests').length) {
  console.error(`${RUNS} has no run of the tests`);
  process.exit(1);
}
const when = ({ day, commit }) => `${day}, ${commit}`;
const outcome = ({ endedWell }) => (endedWell ? 'passed' : '**failed**');

/** What the journeys of an engine left, a line each. */
const linesOf = (engine) => {
  const path = join(RUNS, `${engine.toLowerCase()}.ndjson`);
  return existsSync(path) ? read(path).trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
};

/** Single journeys of an engine, by file. */
function journeys(engine) {
  const files = new Map();
  for (const test of linesOf(engine).filter(({ outcome }) => outcome)) files.set(test.file, [...(files.get(test.file) ?? []), test]);
  return files;
}

/** What a file of journeys is about: its first comment. */
const about = (file) => {
  const comment = read(join(JOURNEYS, file)).split('\n').filter((line) => line.startsWith('//'));
  return comment.length ? comment[0].replace(/^\/\/\s*/, '') : '';
};

const counted = (tests = []) => {
  const many = (outcome) => tests.filter((test) => test.outcome === outcome).length;
  if (!tests.length) return '–';
  const [passed, failed, leftOut] = ['pass', 'fail', 'left out'].map(many);
  return [`${passed}`, failed && `**${failed} failed**`, leftOut && `${leftOut} left out`].filter(Boolean).join(', ');
};

const byEngine = new Map(ENGINES.map((engine) => [engine, journeys(engine)]));
const files = [...new Set([...byEngine.values()].flatMap((map) => [...map.keys()]))].sort();
const reasons = ENGINES.flatMap((engine) => [...byEngine.get(engine).values()].flat().filter(({ why }) => why).map(({ why }) => `${engine}: ${why}`));
const leftOut = [...new Set(reasons)].map((reason) => `- ${plain(reason)} (${reasons.filter((other) => other === reason).length})`);

const tests = of('tests').map((run) => {
  const { passed, failed, leftOut } = run.counts;
  return [run.name, run.engine, said(passed + failed + leftOut), said(passed), said(failed), said(leftOut), run.seconds.toFixed(0), outcome(run), when(run)];
});
const fuzz = of('fuzz').map((run) => [
  run.name,
  said(run.counts.inputs ?? 0),
  run.endedWell ? 'none' : '**one**',
  said(readdirSync(join(CORPUS, run.name)).length),
  run.counts.peakMb ?? '–',
  run.counts.slowestS ?? '–',
  run.seconds.toFixed(0),
  when(run),
]);
const tried = of('fuzz').reduce((sum, { counts }) => sum + (counts.inputs ?? 0), 0);

const sections = [
  '# What was tried',
  'Written by `cargo xtask report` from what the last runs left in `target/runs`. “and changes” behind a commit means that the sources were not quite those of it.',
  '## Tests',
  table(['group', 'in', 'tests', 'passed', 'failed', 'left out', 'seconds', 'outcome', 'run'], tests),
  '## Journeys, by what they are about and engine',
  table(['journeys', ...ENGINES], files.map((file) => [`${plain(about(file))} (\`${file}\`)`, ...ENGINES.map((engine) => counted(byEngine.get(engine).get(file)))])),
];
const countings = ENGINES.flatMap((engine) => linesOf(engine).filter(({ counted }) => counted).map(({ file, counted }) => `- ${engine}: ${plain(counted)} (\`${file}\`)`));
if (countings.length) sections.push('Counted on the way:', [...new Set(countings)].sort().join('\n'));
if (leftOut.length) sections.push('Left out, with the reason:', leftOut.join('\n'));
sections.push('## Made-up input');
if (fuzz.length) {
  sections.push(
    `${said(tried)} inputs in all. A fault is a panic, an input that takes longer than ten seconds, or more than 1 GB of memory.`,
    table(['read by', 'inputs', 'faults', 'kept in the corpus', 'memory, MB', 'slowest, s', 'seconds', 'run'], fuzz),
  );
} else {
  sections.push('Not run here: `cargo xtask fuzz`.');
}
const audits = of('audit').map((run) => [run.name, said(run.counts.crates ?? 0), run.endedWell ? 'none' : '**some**', said(run.counts.warnings ?? 0), said(run.counts.advisories ?? 0), when(run)]);
sections.push('## Advisories');
if (audits.length) sections.push(table(['crates of', 'crates', 'weaknesses', 'warnings', 'advisories known', 'run'], audits), 'A warning says that a crate is no longer looked after.');
else sections.push('Not run here: `cargo xtask audit`.');
if (existsSync(BENCH)) {
  const { date, machine, browser, runs: times } = JSON.parse(read(BENCH));
  sections.push('## Beside others', `Medians of ${times} on ${date}, ${machine}, ${browser}, without a GPU; every figure is in [peers.json](bench/peers.json).`, '![What the page costs beside others](bench/peers.svg)');
}
if (existsSync(USE)) {
  const { date, machine, browser, runs: times, frames, memory } = JSON.parse(read(USE));
  sections.push(
    '## In use',
    `On ${date}, ${machine}, ${browser}.`,
    table(['frames on one page', 'KiB sent', 'requests', 'all ready, ms', 'all processes, s'], frames.map((one) => [one.frames, (one.bytes / 1024).toFixed(0), one.requests, one.readyMs.toFixed(0), one.cpuS.toFixed(2)])),
    `Medians of ${times}.`,
  );
  if (memory.length) {
    const shown = memory.filter(({ minute }) => minute === 1 || minute % 5 === 0 || minute === memory.length);
    sections.push(table(['minutes in use', 'rounds', 'MiB in memory', 'nodes', 'listeners'], shown.map((one) => [one.minute, said(one.rounds), (one.bytes / 1024 / 1024).toFixed(2), said(one.nodes), said(one.listeners)])));
  }
}
writeFileSync(REPORT, `${sections.join('\n\n')}\n`);
console.log(`${REPORT}: ${of('tests').length} groups of tests, ${files.length} files of journeys, ${said(tried)} made-up inputs`);
