// What runs in the measured page, and what is made of its answers. Functions that go into the page use nothing of this file.

/** Watches the page from its first moment; `watched.quiet(limit)` resolves when it has come to rest. */
export function watch() {
  const QUIET_MS = 1500;
  const seen = { largest: 0, shift: 0, long: [], last: 0 };
  const memories = new Set();
  const keep = (made) => {
    const { exports = {} } = made.instance ?? made;
    for (const part of Object.values(exports)) if (part instanceof WebAssembly.Memory) memories.add(part);
    return made;
  };
  for (const how of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[how];
    WebAssembly[how] = (...given) => original.apply(WebAssembly, given).then(keep);
  }
  const until = (end) => {
    seen.last = Math.max(seen.last, end);
  };
  const on = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on('largest-contentful-paint', ({ startTime }) => {
    seen.largest = startTime;
  });
  on('layout-shift', ({ hadRecentInput, value }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  on('longtask', ({ startTime, duration }) => {
    seen.long.push([startTime, duration]);
    until(startTime + duration);
  });
  on('resource', ({ responseEnd }) => until(responseEnd));
  addEventListener('load', () => until(performance.now()));
  const result = () => {
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const ready = window.__ready ?? performance.getEntriesByName('story-ready')[0]?.startTime;
    // Total blocking time as Lighthouse defines it: what long tasks take beyond 50 ms, after the first paint.
    const blocking = seen.long.filter(([start]) => start >= first).reduce((sum, [, took]) => sum + Math.max(0, took - 50), 0);
    return { first, largest: seen.largest, ready: ready && Math.max(ready, first), blocking, shift: seen.shift };
  };
  window.watched = {
    /** Bytes that wasm holds, which no heap of the browser counts. */
    wasm: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    quiet: (limit) => new Promise((resolve) => {
      const began = performance.now();
      const look = () => {
        const isQuiet = performance.now() - seen.last > QUIET_MS && document.fonts.status === 'loaded';
        // A page without script never says that it is ready, and need not.
        const isReady = result().ready !== undefined || !document.scripts.length;
        if ((isQuiet && isReady) || performance.now() - began > limit) resolve(result());
        else setTimeout(look, 200);
      };
      look();
    }),
  };
}

/** The times between frames, ms, while the whole story, or its first `px`, is scrolled through; or stepped, where nothing scrolls. */
export function scrollThrough({ ms, px = Infinity }) {
  return new Promise((resolve) => {
    const STEPS = 9;
    const gaps = [];
    const range = Math.min(document.documentElement.scrollHeight - innerHeight, px);
    let start;
    let last;
    let step = 1;
    document.documentElement.style.scrollBehavior = 'auto';
    requestAnimationFrame(function frame(now) {
      start ??= now;
      if (last !== undefined) gaps.push(now - last);
      last = now;
      const share = Math.min((now - start) / ms, 1);
      if (range > 8) {
        scrollTo(0, range * share);
      } else if (share * STEPS > step) {
        step += 1;
        window.__next?.();
      }
      if (share < 1) requestAnimationFrame(frame);
      else resolve(gaps);
    });
  });
}

/** The times between frames, ms, while `window[hook](leg, ms)` leads the page from leg to leg. */
export function leadAlong({ hook, legs, ms }) {
  return new Promise((resolve) => {
    const gaps = [];
    let start;
    let last;
    let leg = 0;
    requestAnimationFrame(function frame(now) {
      start ??= now;
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (leg < legs.length && now - start >= (leg * ms) / legs.length) {
        window[hook](legs[leg], ms / legs.length);
        leg += 1;
      }
      if (now - start < ms) requestAnimationFrame(frame);
      else resolve(gaps);
    });
  });
}

/** Percentiles of the times between frames. */
export function between(gaps) {
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
