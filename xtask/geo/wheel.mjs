// Reads files out of Python wheels, which are ZIP archives, without unpacking them to disk.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Opens the wheel of a package's version in a folder; `read` gives the bytes of a file inside it. */
export function openWheel(folder, name, version) {
  const stem = `${name.replaceAll("-", "_")}-${version}-`;
  const file = readdirSync(folder).find((entry) => entry.startsWith(stem) && entry.endsWith(".whl"));
  if (!file) throw new Error(`geo: ${folder} holds no wheel of ${name} ${version}; run cargo xtask geo`);
  const bytes = readFileSync(join(folder, file));
  const entries = readDirectory(bytes);
  return {
    read(path) {
      const entry = entries.get(path);
      if (!entry) throw new Error(`geo: ${file} holds no ${path}`);
      return unpack(bytes, entry);
    },
  };
}

// The central directory stands at the end, behind everything else (APPNOTE.TXT, 4.3.12 and 4.3.16).
function readDirectory(bytes) {
  let at = bytes.length - 22;
  while (at >= 0 && bytes.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new Error("geo: a wheel is no ZIP archive");
  const count = bytes.readUInt16LE(at + 10);
  const entries = new Map();
  let entry = bytes.readUInt32LE(at + 16);
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(entry) !== ENTRY) throw new Error("geo: a wheel's directory is broken");
    const [path, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(entry + offset));
    const name = bytes.toString("utf8", entry + 46, entry + 46 + path);
    entries.set(name, { method: bytes.readUInt16LE(entry + 10), size: bytes.readUInt32LE(entry + 20), header: bytes.readUInt32LE(entry + 42) });
    entry += 46 + path + extra + comment;
  }
  return entries;
}

function unpack(bytes, { method, size, header }) {
  const from = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(from, from + size);
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed);
  throw new Error(`geo: a wheel uses the packing method ${method}, which is not read here`);
}
