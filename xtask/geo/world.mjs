// Cuts the world's land, for a map on which plants of several continents are compared. It has no
// borders: at this scale none would be read, and none is then drawn wrongly.

/** Land that lies wholly south of this is left out: no plant is there, and it would take a fifth of the map. */
const SOUTHERNMOST = -58;

function decode({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/** A topology with the one object `land`, from world-atlas's land-110m.json; arcs that it does not need are gone. */
export function cutWorld(source) {
  const points = decode(source);
  const land = source.objects.land;
  const shapes = land.type === "GeometryCollection" ? land.geometries : [land];
  const polygons = shapes.flatMap((shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs));
  const isFarSouth = ([outer]) => outer.every((ref) => points[ref < 0 ? ~ref : ref].every(([, lat]) => lat < SOUTHERNMOST));
  const kept = polygons.filter((polygon) => !isFarSouth(polygon));
  const order = new Map();
  const renumber = (ref) => {
    const index = ref < 0 ? ~ref : ref;
    if (!order.has(index)) order.set(index, order.size);
    return ref < 0 ? ~order.get(index) : order.get(index);
  };
  const arcs = kept.map((polygon) => polygon.map((ring) => ring.map(renumber)));
  return {
    type: "Topology",
    transform: source.transform,
    objects: { land: { type: "GeometryCollection", geometries: [{ type: "MultiPolygon", id: "land", arcs }] } },
    arcs: [...order.keys()].map((index) => source.arcs[index]),
  };
}
