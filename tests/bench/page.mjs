// The laboratory's model three times in one browser: the built wasm, JavaScript as it would be written,
// and JavaScript that counts into bins as the wasm does.
const PARAMETERS = [[0.60, 0.85, 1.00, false], [0.50, 0.85, 1.00, false], [0.65, 0.77, 0.85, false], [0.28, 0.30, 0.32, true]];
const BASE = 12_000;

function triangular(low, central, high) {
  const u = Math.random();
  const share = (central - low) / (high - low);
  return u < share ? low + Math.sqrt(u * (high - low) * (central - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - central));
}

function result() {
  let value = BASE;
  for (const [low, central, high, divides] of PARAMETERS) {
    const drawn = triangular(low, central, high);
    value = divides ? value / drawn : value * drawn;
  }
  return value;
}

/** Draws into an array, sorts it and reads the quantiles off. */
function plain(count) {
  const draws = new Float64Array(count);
  for (let i = 0; i < count; i += 1) draws[i] = result();
  draws.sort();
  return [0.05, 0.5, 0.95].map((at) => draws[Math.floor(at * (count - 1))]);
}

const BINS = 8192;

/** Counts into fine bins instead, as the wasm does: what is left is the speed of drawing alone. */
function binned(count) {
  let [low, high] = [BASE, BASE];
  for (const [from, , to, divides] of PARAMETERS) {
    low = divides ? low / to : low * from;
    high = divides ? high / from : high * to;
  }
  const bins = new Uint32Array(BINS);
  for (let i = 0; i < count; i += 1) bins[Math.min(BINS - 1, Math.floor((result() - low) / (high - low) * BINS))] += 1;
  return [0.05, 0.5, 0.95].map((at) => {
    let below = 0;
    const bin = bins.findIndex((n) => (below += n) >= at * count);
    return low + (high - low) * (bin + 0.5) / BINS;
  });
}

const { instance } = await WebAssembly.instantiateStreaming(fetch('model.wasm'));
let seed = 0;
const WAYS = {
  wasm: (count) => {
    seed += 1;
    return [instance.exports.draw(count, seed, 1)];
  },
  plain,
  binned,
};

/** Milliseconds of one run, the mean of several since the browser's clock is coarse. */
globalThis.measure = (way, count, repeats) => {
  const started = performance.now();
  for (let i = 0; i < repeats; i += 1) WAYS[way](count);
  return (performance.now() - started) / repeats;
};
/** P50 of each way, which must agree before their times mean anything. */
globalThis.medians = (count) => ({ wasm: instance.exports.draw(count, 1, 1), plain: plain(count)[1], binned: binned(count)[1] });
globalThis.isReady = true;
