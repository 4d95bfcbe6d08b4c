import { geoMercator, geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import 'd3-transition';
import { zoom, zoomIdentity } from 'd3-zoom';
import { feature } from 'topojson-client';
import { run } from './scrolly.mjs';

/** The zoom at which the paths are drawn once; a transform does the rest. */
const DRAWN_AT = 5;

run((element, land, sites, camera) => {
  const projection = geoMercator().scale((256 * 2 ** DRAWN_AT) / (2 * Math.PI)).center([105, 38]).translate([0, 0]);
  const svg = select(element).append('svg').attr('width', '100%').attr('height', '100%');
  const all = svg.append('g');
  const shapes = ['provinces', 'neighbours'].flatMap((name) => feature(land, land.objects[name]).features);
  all.selectAll('.land').data(shapes).join('path').attr('class', 'land').attr('vector-effect', 'non-scaling-stroke').attr('d', geoPath(projection).digits(2));
  // A line without length and with round ends is a dot that keeps its size.
  all.selectAll('.site').data(sites).join('path').attr('class', 'site').attr('vector-effect', 'non-scaling-stroke')
    .attr('d', ({ lon, lat }) => `M${projection([lon, lat])}h0`).append('title').text(({ name }) => name);
  const zoomer = zoom().filter(({ type }) => type !== 'wheel').on('zoom', ({ transform }) => all.attr('transform', transform));
  const view = ({ lon, lat, zoom }) => {
    const [x, y] = projection([lon, lat]);
    const { width, height } = element.getBoundingClientRect();
    return zoomIdentity.translate(width / 2, height / 2).scale(2 ** (zoom - DRAWN_AT)).translate(-x, -y);
  };
  svg.call(zoomer).call(zoomer.transform, view(camera));
  return (camera, ms) => svg.transition().duration(ms).call(zoomer.transform, view(camera));
});
