import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { COLOURS, run } from './scrolly.mjs';

// For many marks its guide advises the canvas renderer.
const MANY = 500;

run((element, land, sites, { lon, lat, zoom }) => {
  const map = L.map(element, { scrollWheelZoom: false, attributionControl: false, zoomSnap: 0, preferCanvas: sites.length > MANY }).setView([lat, lon], zoom);
  L.geoJSON(land, { style: { color: COLOURS.line, weight: 1, fillColor: COLOURS.land, fillOpacity: 1 } }).addTo(map);
  for (const { name, lon, lat } of sites) {
    L.circleMarker([lat, lon], { radius: 5, stroke: false, fillColor: COLOURS.site, fillOpacity: 1 }).bindTooltip(name).addTo(map);
  }
  return ({ lon, lat, zoom }, ms) => map.flyTo([lat, lon], zoom, { duration: ms / 1000 });
});
