// A small static host for the journeys, since dist/ must work on any such host and any sub-path.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The headers that dist/ asks an nginx for, as it would send them to a request for a page. */
async function asked(dir) {
  const rules = await readFile(join(dir, 'nginx.conf'), 'utf8').catch(() => '');
  const named = [...rules.matchAll(/^add_header ([\w-]+) "(.*)" always;$/gm)].map(([, name, value]) => [name.toLowerCase(), value]);
  return (host) => Object.fromEntries(named.map(([name, value]) => [name, value.replaceAll('$scheme', 'http').replaceAll('$http_host', host)]));
}
const POLICY = 'content-security-policy';

/**
 * Serves `dir` under `prefix` on a free port (or `port`) until `close()` is awaited, with the headers that dist/ asks
 * its hosts for. Their policy comes only where it is `policed`, since axe and the journeys bring scripts of their own;
 * `headers` come besides.
 */
export async function serve(dir, { prefix = '/', port = 0, policed = false, headers = {} } = {}) {
  const ofHost = await asked(dir);
  const base = `/${prefix}/`.replace(/\/+/g, '/');
  const server = createServer(async (request, response) => {
    const found = await lookUp(dir, base, request.url);
    if (!found) {
      response.writeHead(404, { 'content-type': TYPES['.txt'] }).end('not found\n');
      return;
    }
    const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
    const { [POLICY]: policy, ...sent } = ofHost(request.headers.host);
    response.writeHead(200, { 'content-type': type, 'content-length': found.size, ...sent, ...(policed ? { [POLICY]: policy } : {}), ...headers });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    // A browser keeps its connections open, and close() alone would wait for them.
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

/** The file that an address means, or nothing if there is none inside `dir`. */
async function lookUp(dir, base, address) {
  let path;
  try {
    path = decodeURIComponent(address.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const file = join(dir, normalize(`/${path.slice(base.length)}`), path.endsWith('/') ? 'index.html' : '');
  if (!file.startsWith(normalize(dir).replace(/\/$/, '') + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? { file, size: found.size } : undefined;
}
