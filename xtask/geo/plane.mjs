// The plane that every map here is drawn on, in kilometres: x to the east, y to the north; and where the story is on it.

const RADIUS = 6371.0088;
export const RAD = Math.PI / 180;

/** Albers equal-area on a sphere: two standard parallels, and the point of the plane's origin. In degrees. */
export function albers([south, north], [meridian, origin]) {
  const n = (Math.sin(south * RAD) + Math.sin(north * RAD)) / 2;
  const c = Math.cos(south * RAD) ** 2 + 2 * n * Math.sin(south * RAD);
  const rho0 = (RADIUS * Math.sqrt(c - 2 * n * Math.sin(origin * RAD))) / n;
  return {
    project([lon, lat]) {
      const rho = (RADIUS * Math.sqrt(c - 2 * n * Math.sin(lat * RAD))) / n;
      const theta = n * (lon - meridian) * RAD;
      return [rho * Math.sin(theta), rho0 - rho * Math.cos(theta)];
    },
    unproject([x, y]) {
      const rho = Math.hypot(x, rho0 - y);
      const theta = Math.atan2(x, rho0 - y);
      const sin = (c - ((rho * n) / RADIUS) ** 2) / (2 * n);
      return [meridian + theta / n / RAD, Math.asin(sin) / RAD];
    },
  };
}

/** The parallels that are usual for China. */
export const PARALLELS = [25, 47];

/** The plane that the page draws on, as src/geo/projection.rs has it; there y points down. */
export const PAGE = albers(PARALLELS, [105, 38]);

/** Great-circle distance in km between two points in degrees. */
export function kilometres([lon, lat], [toLon, toLat]) {
  const half = (degrees) => Math.sin((degrees * RAD) / 2) ** 2;
  const h = half(toLat - lat) + Math.cos(lat * RAD) * Math.cos(toLat * RAD) * half(toLon - lon);
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Kilometres from the box that holds the story; zero inside it. */
export function awayFromStory([lon, lat]) {
  const dx = Math.max(100 - lon, lon - 120, 0) * 111.2 * Math.cos(lat * RAD);
  const dy = Math.max(34 - lat, lat - 43.5, 0) * 111.2;
  return Math.hypot(dx, dy);
}

/** The frame of the land in km on the page's plane. There the same rectangle lies some 220 km lower. */
export const FRAME = { west: -3560, east: 3600, south: -2880, north: 2280 };
