import { Map, Popup, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { COLOURS, run } from './scrolly.mjs';

setWorkerUrl(new URL('maplibre-gl-worker.mjs', location.href).href);
// Its tiles are 512 px wide, so that the same view is one zoom less.
const view = ({ lon, lat, zoom }) => ({ center: [lon, lat], zoom: zoom - 1 });

run(async (container, land, sites, camera) => {
  const features = sites.map(({ name, lon, lat }) => ({ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: [lon, lat] } }));
  const map = new Map({
    container,
    ...view(camera),
    scrollZoom: false,
    attributionControl: false,
    style: {
      version: 8,
      sources: { land: { type: 'geojson', data: land }, sites: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
      layers: [
        { id: 'sea', type: 'background', paint: { 'background-color': COLOURS.sea } },
        { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': COLOURS.land } },
        { id: 'line', type: 'line', source: 'land', paint: { 'line-color': COLOURS.line, 'line-width': 1 } },
        { id: 'sites', type: 'circle', source: 'sites', paint: { 'circle-radius': 5, 'circle-color': COLOURS.site } },
      ],
    },
  });
  map.on('click', 'sites', ({ lngLat, features: [site] }) => new Popup().setLngLat(lngLat).setText(site.properties.name).addTo(map));
  await map.once('load');
  return (camera, ms) => map.flyTo({ ...view(camera), duration: ms, essential: true });
});
