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
  let places = new Float32Array(), still;
  let stamp, pixels, taken, rows;

  /** All marks, without a list made for any of them, because this is most of what a frame takes. */
  const stampAll = (row, width, height, radius, scale, dx, dy) => {
    for (let i = 0; i < places.length; i += 2) {
      const column = (places[i] * scale + dx) | 0, line = (places[i + 1] * scale + dy) | 0;
      if (column < radius || line < radius || column >= width - radius || line >= height - radius) continue;
      const at = line * width + column;
      // A second mark with the same middle changes nothing.
      if (taken[at]) continue;
      taken[at] = 1;
      for (let k = -radius; k <= radius; k += 1) {
        const half = rows[k + radius], middle = at + k * width;
        for (let to = middle + half, from = middle - half; from <= to; from += 1) row[from] = COLOUR;
      }
    }
  };

  const paintSites = (pen, [left, top, pxPerKm], density, x, y) => {
    const { width, height } = pen.canvas;
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
    stampAll(row, width, height, radius, pxPerKm * density, (x + left) * density, (y + top) * density);
    stamp.putImageData(pixels, 0, 0);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 1;
    pen.drawImage(stamp.canvas, 0, 0);
  };

  paint = (pen, camera, flight) => {
    paintLand(pen, camera, flight);
    const [, , , , , x, y, density] = flight;
    if (places.length) paintSites(pen, camera, density, x, y);
  };
  onmessage = (event) => {
    const { data } = event;
    if (data instanceof Float64Array) {
      const [left, top, pxPerKm, width, height, x, y, density] = data;
      Object.assign(still.canvas, { width: Math.round(width * density), height: Math.round(height * density) });
      paintSites(still, [left, top, pxPerKm], density, x, y);
      postMessage(DRAWN);
    } else if (data[1] instanceof Float32Array) {
      still = data[0].getContext("2d");
      places = data[1];
    } else {
      told(event);
    }
  };
}
