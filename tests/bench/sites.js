// Appended to the land's worker in a copy that is measured: as many sites as a message [canvas, places in km, x and y in
// turn] holds are painted above the land in motion, and on that canvas at rest, when eight numbers ask for it: camera, width,
// height, middle x, middle y, density.
{
  const RADIUS = 5;
  /** Red, green, blue and alpha, as the bytes of one number lie in memory. */
  const COLOUR = 0xff12349a;
  /** How far each row of a mark reaches to either side of its middle, px. */
  const reach = (radius) => Array.from({ length: 2 * radius + 1 }, (_, row) => Math.round(Math.sqrt(radius ** 2 - (row - radius) ** 2)));
  const [paintLand, told] = [paint, onmessage];
  const DRAWN = -1;
  /** So many marks take so long that in a flight they are stamped for every second frame, and stretched for the one between. */
  const MANY = 20_000;
  /** Sites are kept by bands so many km high, so that marks are written where memory was just written. */
  const BAND_KM = 8;
  let places = new Float32Array(), still;
  let stamp, pixels, taken, rows;
  /** What the last stamps were for: how many marks were seen, and px per km and place of the origin, in device px. */
  let stamped = { count: 0 };

  const byBands = (unsorted) => {
    const band = (site) => Math.floor(unsorted[2 * site + 1] / BAND_KM);
    const order = Uint32Array.from({ length: unsorted.length / 2 }, (_, site) => site);
    order.sort((a, b) => band(a) - band(b) || unsorted[2 * a] - unsorted[2 * b]);
    return unsorted.map((_, i) => unsorted[2 * order[i >> 1] + (i & 1)]);
  };

  /** All marks, and how many they are; without a list made for any of them, because this is most of what a frame takes. */
  const stampAll = (row, width, height, radius, scale, dx, dy) => {
    let count = 0;
    for (let i = 0; i < places.length; i += 2) {
      const column = (places[i] * scale + dx) | 0, line = (places[i + 1] * scale + dy) | 0;
      if (column < radius || line < radius || column >= width - radius || line >= height - radius) continue;
      const at = line * width + column;
      // A second mark with the same middle changes nothing.
      if (taken[at]) continue;
      taken[at] = 1;
      count += 1;
      for (let k = -radius; k <= radius; k += 1) {
        const half = rows[k + radius], middle = at + k * width;
        for (let to = middle + half, from = middle - half; from <= to; from += 1) row[from] = COLOUR;
      }
    }
    return count;
  };

  /** Stamps all sites anew for a pen's canvas. */
  const stampFor = ({ canvas: { width, height } }, density, scale, dx, dy) => {
    const radius = Math.max(Math.round(RADIUS * density), 1);
    if (stamp?.canvas.width !== width || stamp.canvas.height !== height) {
      stamp = new OffscreenCanvas(width, height).getContext("2d");
      pixels = new ImageData(width, height);
      taken = new Uint8Array(width * height);
    }
    if (rows?.length !== 2 * radius + 1) rows = reach(radius);
    const row = new Uint32Array(pixels.data.buffer);
    row.fill(0);
    taken.fill(0);
    stamped = { count: stampAll(row, width, height, radius, scale, dx, dy), scale, dx, dy };
    stamp.putImageData(pixels, 0, 0);
  };

  const paintSites = (pen, [left, top, pxPerKm], density, x, y, mayStretch) => {
    const [scale, dx, dy] = [pxPerKm * density, (x + left) * density, (y + top) * density];
    const isStretched = mayStretch && stamped.count > MANY && !stamped.isStretched;
    if (isStretched) stamped.isStretched = true;
    else stampFor(pen, density, scale, dx, dy);
    const by = scale / stamped.scale;
    pen.setTransform(by, 0, 0, by, dx - by * stamped.dx, dy - by * stamped.dy);
    pen.globalAlpha = 1;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(stamp.canvas, 0, 0);
  };

  paint = (pen, camera, flight) => {
    paintLand(pen, camera, flight);
    const [, start, ms, , , x, y, density] = flight;
    // What a flight ends with is what a picture for a hand is: exact.
    const isOnTheWay = performance.timeOrigin + performance.now() < start + ms;
    if (places.length) paintSites(pen, camera, density, x, y, isOnTheWay);
  };
  onmessage = (event) => {
    const { data } = event;
    if (data instanceof Float64Array) {
      const [left, top, pxPerKm, width, height, x, y, density] = data;
      Object.assign(still.canvas, { width: Math.round(width * density), height: Math.round(height * density) });
      paintSites(still, [left, top, pxPerKm], density, x, y, false);
      postMessage(DRAWN);
    } else if (data[1] instanceof Float32Array) {
      still = data[0].getContext("2d");
      places = byBands(data[1]);
    } else {
      told(event);
    }
  };
}
