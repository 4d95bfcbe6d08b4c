//! The base map: quantized TopoJSON, whose shared borders are stored once, decoded and drawn as
//! paths.

use super::lonlat::LonLat;
use super::projection::PlanePoint;
use super::simplify::simplified;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The Yellow River, by its key among the waters.
pub const YELLOW_RIVER: &str = "yellow";

/// A line or closed outline in degrees.
pub type Ring = Vec<LonLat>;
/// Several lines of one feature.
pub type Lines = Vec<Ring>;

/// A decoded base map: for each object, its features by id (features without id share `""`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Land {
    objects: BTreeMap<String, BTreeMap<String, Lines>>,
    /// For each object, the lines that bound it as a whole: those that no two of its polygons
    /// share.
    outlines: BTreeMap<String, Lines>,
}

/// Why a base map cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct LandError(pub String);

impl fmt::Display for LandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: BTreeMap<String, Geometry>,
    arcs: Vec<Vec<[f64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    #[serde(rename = "GeometryCollection")]
    Collection {
        geometries: Vec<Geometry>,
    },
    LineString {
        id: Option<String>,
        arcs: Vec<i64>,
    },
    MultiLineString {
        id: Option<String>,
        arcs: Vec<Vec<i64>>,
    },
    Polygon {
        id: Option<String>,
        arcs: Vec<Vec<i64>>,
    },
    MultiPolygon {
        id: Option<String>,
        arcs: Vec<Vec<Vec<i64>>>,
    },
}

impl Land {
    /// Decodes a TopoJSON text.
    ///
    /// Errors name what is wrong: not JSON of this shape, or an arc that is not there.
    pub fn parse(text: &str) -> Result<Land, LandError> {
        Land::parse_simplified(text, &|_| 0.0)
    }

    /// Decodes a TopoJSON text and leaves out points that lie closer to the line without them than
    /// `tolerance_km` says there. Lines that two features share stay shared.
    ///
    /// Errors are those of [`Land::parse`].
    pub fn parse_simplified(
        text: &str,
        tolerance_km: &dyn Fn(LonLat) -> f64,
    ) -> Result<Land, LandError> {
        let topology: Topology =
            serde_json::from_str(text).map_err(|e| LandError(e.to_string()))?;
        let arcs: Vec<Ring> = topology
            .arcs
            .iter()
            .map(|arc| simplified(&decode(arc, &topology.transform), tolerance_km))
            .collect();
        let mut land = Land::default();
        for (name, geometry) in &topology.objects {
            let features = land.objects.entry(name.clone()).or_default();
            collect(geometry, &arcs, features).map_err(|e| LandError(format!("{name}: {e}")))?;
            land.outlines.insert(name.clone(), outline(geometry, &arcs));
        }
        Ok(land)
    }

    /// The features of an object, sorted by id; none for an unknown object.
    pub fn features(&self, object: &str) -> impl Iterator<Item = (&str, &Lines)> {
        self.objects.get(object).into_iter().flatten().map(|(id, lines)| (id.as_str(), lines))
    }

    /// The closed outline of an object as a whole, without the borders between its polygons.
    pub fn outline(&self, object: &str) -> &[Ring] {
        self.outlines.get(object).map_or(&[], Vec::as_slice)
    }

    /// One feature's lines.
    pub fn feature(&self, object: &str, id: &str) -> Option<&Lines> {
        self.objects.get(object)?.get(id)
    }
}

fn decode(arc: &[[f64; 2]], t: &Transform) -> Ring {
    let (mut x, mut y) = (0.0, 0.0);
    arc.iter()
        .map(|[dx, dy]| {
            x += dx;
            y += dy;
            LonLat { lon: x * t.scale[0] + t.translate[0], lat: y * t.scale[1] + t.translate[1] }
        })
        .collect()
}

/// The arcs that polygons use in one direction only, joined into rings.
fn outline(geometry: &Geometry, arcs: &[Ring]) -> Lines {
    let mut used = BTreeSet::new();
    all_arcs(geometry, &mut |index| {
        if !used.remove(&!index) {
            used.insert(index);
        }
    });
    let ends = |index: i64| {
        let arc = arcs.get(if index < 0 { !index } else { index } as usize)?;
        let (first, last) = (arc.first()?, arc.last()?);
        Some(if index < 0 { (*last, *first) } else { (*first, *last) })
    };
    let mut rings = Lines::new();
    while let Some(first) = used.pop_first() {
        let mut ring = vec![first];
        let Some((start, mut end)) = ends(first) else { continue };
        while end != start {
            let Some(next) =
                used.iter().copied().find(|next| ends(*next).is_some_and(|(from, _)| from == end))
            else {
                break;
            };
            used.remove(&next);
            ring.push(next);
            end = ends(next).map_or(start, |(_, to)| to);
        }
        rings.extend(stitch(&ring, arcs));
    }
    rings
}

fn all_arcs(geometry: &Geometry, each: &mut impl FnMut(i64)) {
    match geometry {
        Geometry::Collection { geometries } => geometries.iter().for_each(|g| all_arcs(g, each)),
        Geometry::Polygon { arcs, .. } => arcs.iter().flatten().for_each(|i| each(*i)),
        Geometry::MultiPolygon { arcs, .. } => {
            arcs.iter().flatten().flatten().for_each(|i| each(*i))
        }
        // Lines bound nothing.
        Geometry::LineString { .. } | Geometry::MultiLineString { .. } => {}
    }
}

fn collect(
    geometry: &Geometry,
    arcs: &[Ring],
    into: &mut BTreeMap<String, Lines>,
) -> Result<(), String> {
    let (id, rings): (_, Vec<&Vec<i64>>) = match geometry {
        Geometry::Collection { geometries } => {
            return geometries.iter().try_for_each(|g| collect(g, arcs, into));
        }
        Geometry::LineString { id, arcs } => (id, vec![arcs]),
        Geometry::MultiLineString { id, arcs } | Geometry::Polygon { id, arcs } => {
            (id, arcs.iter().collect())
        }
        Geometry::MultiPolygon { id, arcs } => (id, arcs.iter().flatten().collect()),
    };
    let lines = into.entry(id.clone().unwrap_or_default()).or_default();
    for ring in rings {
        lines.push(stitch(ring, arcs)?);
    }
    Ok(())
}

/// Joins arcs end to end; a negative index is the arc's complement, read backwards (TopoJSON
/// 2.1.4).
fn stitch(indices: &[i64], arcs: &[Ring]) -> Result<Ring, String> {
    let mut line = Ring::new();
    for &index in indices {
        let place = if index < 0 { !index } else { index };
        let arc = arcs.get(place as usize).ok_or(format!("there is no arc {index}"))?;
        let skip = usize::from(!line.is_empty());
        if index < 0 {
            line.extend(arc.iter().rev().skip(skip));
        } else {
            line.extend(arc.iter().skip(skip));
        }
    }
    Ok(line)
}

/// A projection, as a function: where a point of the globe lies on paper, if it does.
pub type Project<'a> = &'a dyn Fn(LonLat) -> Option<PlanePoint>;

/// The lines as SVG path data in projected km, as small as whole units allow: relative steps of
/// `unit_km`, so the drawing needs `scale(unit_km)`. Lines shorter than two points are left out.
pub fn svg_path(lines: &[Ring], project: Project, unit_km: f64, closed: bool) -> String {
    let mut path = String::new();
    for line in lines {
        let points = rounded(line, project, unit_km);
        let Some((first, rest)) = points.split_first() else { continue };
        if rest.is_empty() {
            continue;
        }
        path.push_str(&format!("M{} {}l", first.0, first.1));
        let mut at = *first;
        let end = if closed && rest.last() == Some(first) { rest.len() - 1 } else { rest.len() };
        for (i, p) in rest[..end].iter().enumerate() {
            let (dx, dy) = (p.0 - at.0, p.1 - at.1);
            let gap = if i == 0 || dx < 0 { "" } else { " " };
            let inner = if dy < 0 { "" } else { " " };
            path.push_str(&format!("{gap}{dx}{inner}{dy}"));
            at = *p;
        }
        if closed {
            path.push('z');
        }
    }
    path
}

/// The projected points in whole units, without repeats.
pub(super) fn rounded(line: &[LonLat], project: Project, unit_km: f64) -> Vec<(i64, i64)> {
    let mut points: Vec<(i64, i64)> = Vec::with_capacity(line.len());
    let whole = |v: f64| (v / unit_km).round() as i64;
    for PlanePoint { x, y } in line.iter().filter_map(|p| project(*p)) {
        let p = (whole(x), whole(y));
        if points.last() != Some(&p) {
            points.push(p);
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::CHINA;

    const SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[100,30]},
      "objects":{"a":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","id":"W","arcs":[[0,1]]},{"type":"Polygon","id":"E","arcs":[[-1,2]]}]}},
      "arcs":[[[1,1],[0,-1]],[[1,0],[-1,0],[0,1],[1,0]],[[1,1],[1,0],[0,-1],[-1,0]]]}"#;

    #[test]
    fn a_shared_border_is_the_same_points_both_ways() {
        let land = Land::parse(SQUARES).unwrap();
        let west = &land.feature("a", "W").unwrap()[0];
        let east = &land.feature("a", "E").unwrap()[0];
        let border = [LonLat { lon: 101.0, lat: 31.0 }, LonLat { lon: 101.0, lat: 30.0 }];
        assert_eq!(west[..2], border);
        assert_eq!([east[1], east[0]], border);
        assert_eq!(east.first(), east.last());
    }

    #[test]
    fn an_outline_leaves_out_what_two_polygons_share() {
        let land = Land::parse(SQUARES).unwrap();
        let [outline] = land.outline("a") else { panic!("one ring") };
        assert_eq!(outline.first(), outline.last());
        let corners: BTreeSet<String> =
            outline.iter().map(|p| format!("{} {}", p.lon, p.lat)).collect();
        assert_eq!((outline.len(), corners.len()), (7, 6));
        assert!(land.outline("b").is_empty());
    }

    #[test]
    fn a_missing_arc_is_named() {
        let broken = SQUARES.replace("[-1,2]", "[7]");
        assert!(Land::parse(&broken).unwrap_err().to_string().contains("a: there is no arc 7"));
        assert!(Land::parse("{}").is_err());
    }

    #[test]
    fn paths_are_relative_whole_units() {
        let line = vec![CHINA.origin, LonLat { lon: 105.0, lat: 39.0 }];
        assert_eq!(svg_path(&[line], &|p| CHINA.project(p), 1.0, false), "M0 0l0-113");
        assert_eq!(svg_path(&[vec![CHINA.origin]], &|p| CHINA.project(p), 1.0, true), "");
    }
}
