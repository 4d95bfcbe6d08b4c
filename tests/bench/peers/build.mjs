// Builds the peer pages: node build.mjs FOLDER [COUNT]. Each tells the story of seeds/ with another library, as its
// guide advises; one has no script and is the floor. COUNT is how many made-up sites `?bench=sites:COUNT` can show.
import { mkdirSync, rmSync, writeFileSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { geoMercator, geoPath } from 'd3-geo';
import { manySites, outlines, sites, standfirst, title, told, topology } from './story.mjs';

const [FOLDER, COUNT = '10000'] = process.argv.slice(2);
const here = import.meta.dirname;
const styles = readFileSync(join(here, 'pages/page.css'), 'utf8');

const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const opening = `<header><h1>${escape(title)}</h1><p>${escape(standfirst)}</p></header>`;
const steps = told.map(({ id, title, body }) => `<section class="step" id="${id}"><div><h2>${escape(title)}</h2>${body.map((text) => `<p>${escape(text)}</p>`).join('')}</div></section>`).join('');
const line = `<nav id="line" aria-label="Steps"><ol>${told.map(({ id }, i) => `<li><a href="#${id}">${i + 1}</a></li>`).join('')}</ol></nav>`;

/** The map as a picture, for the pages that have no map of their own. */
function picture() {
  const projection = geoMercator().fitWidth(1000, outlines);
  const path = geoPath(projection).digits(1);
  const height = Math.ceil(path.bounds(outlines)[1][1]);
  const dots = sites.map(({ name, lon, lat }) => {
    const [x, y] = projection([lon, lat]).map(Math.round);
    return `<circle cx="${x}" cy="${y}" r="7" fill="#9a3412"><title>${escape(name)}</title></circle>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 ${height}" role="img" aria-label="Four places in China"><path d="${path(outlines)}" fill="#f0eadd" stroke="#a8a290"/>${dots.join('')}</svg>`;
}

function page(name, { body, head = '', css = '', entry, files = {} }) {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (entry) {
    buildSync({
      entryPoints: [join(here, `pages/${entry}.mjs`)],
      outfile: join(folder, 'page.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'error',
      define: { STORY: JSON.stringify({ title, standfirst, told, sites }) },
      loader: { '.less': 'empty', '.png': 'file', '.svg': 'file', '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file' },
    });
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${css}</style>${head}<body>${body}`);
}

const script = '<script type="module" src="page.js"></script>';
const sheet = '<link rel="stylesheet" href="page.css">';
const fetched = (file) => `<link rel="preload" as="fetch" crossorigin href="${file}">`;
const scrolled = `<div id="map"></div><main>${opening}${steps}</main>${line}`;
const many = { 'many.json': JSON.stringify(manySites(Number(COUNT))) };
const geometry = { 'land.json': JSON.stringify(outlines, (_, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)) };

page('leaflet', { body: scrolled, css: styles, head: sheet + fetched('land.json') + script, entry: 'leaflet', files: { ...geometry, ...many } });
page('maplibre', { body: scrolled, css: styles, head: sheet + fetched('land.json') + script, entry: 'maplibre', files: { ...geometry, ...many } });
page('d3', { body: scrolled, css: styles, head: fetched('land.json') + script, entry: 'd3', files: { 'land.json': JSON.stringify(topology), ...many } });
page('timelinejs', { body: '<div id="timeline"></div>', css: 'body{margin:0}#timeline{height:100vh}', head: sheet + script, entry: 'timelinejs', files: { 'map.svg': picture() } });
page('plain', { body: `${opening}${picture()}${line}${steps}`, css: `${styles}.step{min-height:0;margin:1rem 0}header{margin-top:1rem}#line{position:static}svg{width:100%;height:auto}` });
// Its worker is a file of its own, which a bundle cannot hold.
const worker = 'maplibre-gl-worker.mjs';
copyFileSync(join(here, 'node_modules/maplibre-gl/dist', worker), join(FOLDER, 'maplibre', worker));
