//! Places and facilities as GeoJSON (RFC 7946): an anchor for the drawing, and the ring that surely
//! holds the site. No position is written more finely than it is known.

use super::tables::{key, said};
use crate::content::{Seeds, Text};
use crate::geo::{LonLat, EARTH_RADIUS_KM};
use serde_json::{json, Map, Value};

/// Corners of a ring.
const CORNERS: usize = 64;

/// Each place as its anchor and its ring; a place with an outline of its own has no ring.
pub(super) fn places(seeds: &Seeds) -> Value {
    let features = seeds.places.iter().flat_map(|place| {
        let mut properties = properties(&place.id, place.radius_km, &place.claims);
        properties.insert("place_kind".into(), key(&place.kind).into());
        properties.insert("class".into(), key(&place.class).into());
        properties.extend(in_languages(seeds, "name", |t| {
            t.names.places.get(&place.id).map(|p| &p.name)
        }));
        properties.extend(in_languages(seeds, "precision", |t| {
            t.names.places.get(&place.id).map(|p| &p.precision)
        }));
        let ring =
            place.outline.is_none().then(|| ring(place.at, place.radius_km, properties.clone()));
        std::iter::once(anchor(place.at, place.radius_km, properties))
            .chain(ring)
            .collect::<Vec<_>>()
    });
    collection(features.collect())
}

/// Each facility as its anchor and its ring.
pub(super) fn facilities(seeds: &Seeds) -> Value {
    let features = seeds.facilities.iter().flat_map(|facility| {
        let mut properties = properties(&facility.id, facility.radius_km, &facility.claims);
        properties.insert("firm".into(), facility.firm.as_str().into());
        properties.insert("country".into(), facility.country.as_str().into());
        properties.insert("stages".into(), facility.stages.clone().into());
        properties.insert("standing".into(), facility.standing.key().into());
        properties.insert("precision".into(), facility.precision.as_str().into());
        properties.extend(in_languages(seeds, "name", |t| t.names.facilities.get(&facility.id)));
        [
            anchor(facility.at, facility.radius_km, properties.clone()),
            ring(facility.at, facility.radius_km, properties),
        ]
    });
    collection(features.collect())
}

fn collection(features: Vec<Value>) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

fn properties(id: &str, radius_km: f64, claims: &[String]) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("id".into(), id.into());
    properties.insert("radius_km".into(), radius_km.into());
    properties.insert("claims".into(), claims.to_vec().into());
    properties
}

fn in_languages<'a>(
    seeds: &'a Seeds,
    name: &'a str,
    of: impl Fn(&'a Text) -> Option<&'a String> + 'a,
) -> impl Iterator<Item = (String, Value)> + 'a {
    said(seeds, of).into_iter().map(move |(lang, words)| (format!("{name}_{lang}"), words.into()))
}

fn anchor(at: LonLat, radius_km: f64, mut properties: Map<String, Value>) -> Value {
    properties.insert("kind".into(), "anchor".into());
    let rounded = |degrees: f64| round(degrees, decimals(radius_km));
    json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [rounded(at.lon), rounded(at.lat)] }, "properties": properties })
}

fn ring(at: LonLat, radius_km: f64, mut properties: Map<String, Value>) -> Value {
    properties.insert("kind".into(), "ring".into());
    json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [circle(at, radius_km)] }, "properties": properties })
}

/// A hundredth of a degree is about a kilometre, a tenth about ten.
fn decimals(radius_km: f64) -> i32 {
    if radius_km < 50.0 {
        2
    } else {
        1
    }
}

fn round(degrees: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    (degrees * unit).round() / unit
}

/// Points at a distance from a middle, counterclockwise and closed: the direct problem on the
/// sphere (J. P. Snyder, "Map Projections: A Working Manual", 1987, equations 5-5 and 5-6).
fn circle(at: LonLat, radius_km: f64) -> Vec<[f64; 2]> {
    let (lat, reach) = (at.lat.to_radians(), radius_km / EARTH_RADIUS_KM);
    let corner = |i: usize| {
        // Against the clock, seen from above, as RFC 7946 wants outer rings.
        let bearing = -std::f64::consts::TAU * (i % CORNERS) as f64 / CORNERS as f64;
        let there = (lat.sin() * reach.cos() + lat.cos() * reach.sin() * bearing.cos())
            .clamp(-1.0, 1.0)
            .asin();
        let along =
            (bearing.sin() * reach.sin() * lat.cos()).atan2(reach.cos() - lat.sin() * there.sin());
        let lon = (at.lon + along.to_degrees() + 540.0).rem_euclid(360.0) - 180.0;
        [round(lon, 3), round(there.to_degrees(), 3)]
    };
    (0..=CORNERS).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::distance_km;

    #[test]
    fn a_ring_is_closed_runs_against_the_clock_and_keeps_its_distance() {
        for (lon, lat, radius) in
            [(109.84, 40.66, 15.0), (116.4, 39.9, 80.0), (-96.7, 28.4, 10.0), (28.13, 59.37, 10.0)]
        {
            let at = LonLat { lon, lat };
            let points = circle(at, radius);
            assert_eq!(points.len(), CORNERS + 1);
            assert_eq!(points.first(), points.last());
            let area: f64 = points.windows(2).map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1]).sum();
            assert!(area > 0.0);
            for [lon, lat] in points {
                assert!((distance_km(at, LonLat { lon, lat }) - radius).abs() < 0.15);
            }
        }
    }

    #[test]
    fn a_position_has_no_more_decimals_than_it_is_known_by() {
        assert_eq!(
            (round(109.8439, decimals(15.0)), round(116.3972, decimals(80.0))),
            (109.84, 116.4)
        );
    }
}
