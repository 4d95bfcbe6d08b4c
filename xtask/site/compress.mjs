// Puts a .br and a .gz beside every file that grows smaller by it, for hosts that send what is there:
// node compress.mjs FOLDER. Both formats are Node's own, at their highest level: it is done once for all readers.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Formats that are not packed already. */
const PLAIN = new Set(['.css', '.csv', '.geojson', '.html', '.js', '.json', '.svg', '.ts', '.txt', '.wasm', '.xml']);
/** Below this many bytes a packet is not filled either way. */
const SMALLEST = 512;
/** As many at a time as Node's pool has threads. */
const AT_ONCE = 4;

const FORMATS = [
  ['.br', (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })],
  ['.gz', (bytes) => promisify(gzip)(bytes, { level: 9 })],
];

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && PLAIN.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

async function compressNext() {
  for (let file = files.pop(); file; file = files.pop()) {
    const bytes = readFileSync(file);
    if (bytes.length < SMALLEST) continue;
    for (const [ending, compress] of FORMATS) {
      const packed = await compress(bytes);
      if (packed.length < bytes.length) writeFileSync(file + ending, packed);
    }
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, compressNext));
