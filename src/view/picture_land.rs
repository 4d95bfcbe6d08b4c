//! The land of a picture: the page's own drawing with its looks in its tags, the ground on it, and
//! the names of both.

use super::lettering::{Anchor, Look};
use super::picture::{Picture, ACCENT, COAST, FAINT, FAR, GROUND, LINE, SOFT};
use crate::content::{AtlasGroundName, GroundKind};
use crate::geo::{offset, Placed, PlanePoint, Viewport};
use crate::story::{ground_letters, land_letters, Emphasis, Labels, Sheet, TOWN};
use std::fmt::Write;

/// Colours of the water by day; see style/0-tokens.css and style/6-ground.css.
const SEA: &str = "#e6ecec";
const WATER: [&str; 3] = ["#5d8aa8", "#a3bccb", "#3f6b89"];
/// How strongly shade and light of the relief are drawn; see style/6-ground.css.
const RELIEF: [f64; 2] = [0.85, 1.0];

impl Picture<'_> {
    /// The land with its looks in its tags. Only what is drawn of the page's land, without its
    /// names.
    pub(super) fn ground(&self, map: Viewport) -> String {
        let Some(group) = self
            .land
            .find("<g")
            .and_then(|from| self.land[from..].split_once("</g>"))
            .map(|(group, _)| group)
        else {
            return String::new();
        };
        let unit = group
            .split("scale(")
            .nth(1)
            .and_then(|s| s.split(')').next()?.parse::<f64>().ok())
            .unwrap_or(1.0);
        let width = self.px(0.75, map) / unit;
        if self.scene.sheet == Sheet::World {
            let look = format!("stroke-width=\"{:.3}\"", self.px(1.0, map) / unit);
            let plain = group
                .replace("var(--land)", GROUND)
                .replace("var(--coast)", COAST)
                .replace("var(--sea)", SEA)
                .replace("var(--border)", LINE);
            return plain.replace("stroke-width=\"1\" vector-effect=\"non-scaling-stroke\"", &look)
                + "</g>";
        }
        let (relief, group) = self.relief(group);
        let mut parts = group.split("<path class=\"");
        let mut drawn = format!("<g transform=\"scale({unit})\">");
        // What stands before the first path is the group's own tag.
        parts.next();
        for part in parts {
            let (class, rest) = part.split_once('"').unwrap_or((part, ""));
            let line = |colour: &str, dash: f64| {
                let dash = if dash > 0.0 {
                    format!(" stroke-dasharray=\"{:.2}\"", width * dash)
                } else {
                    String::new()
                };
                format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.3}\"{dash}")
            };
            let look = match class.split(' ').next().unwrap_or_default() {
                "neighbours" => format!("fill=\"{FAR}\""),
                "china" => format!("fill=\"{GROUND}\""),
                "sea" => format!("fill=\"{SEA}\""),
                "lake" => {
                    format!("fill=\"{SEA}\" stroke=\"{}\" stroke-width=\"{width:.3}\"", WATER[1])
                }
                "river" => river(class, width),
                "outline" if !self.is_spoken_of(rest) => continue,
                "outline" => line(SOFT, 6.0)
                    .replace("fill=\"none\"", &format!("fill=\"{ACCENT}\" fill-opacity=\"0.09\"")),
                "disputed" => line(LINE, 4.0),
                "coast" => line(COAST, 0.0),
                _ => line(LINE, 0.0),
            };
            let d = rest
                .split_once(" d=\"")
                .and_then(|(_, d)| d.split_once('"'))
                .map_or("", |(d, _)| d);
            let _ = write!(drawn, "<path class=\"{class}\" {look} d=\"{d}\"/>");
            if class.starts_with("china") {
                drawn += &relief;
            }
        }
        drawn + "</g>"
    }

    /// The relief with its looks in its tags, and the land without it. It is blended with what lies
    /// under it.
    fn relief(&self, group: &str) -> (String, String) {
        let near = ((self.scene.camera.span_km - 60.0) / 340.0).clamp(0.0, 1.0);
        let (mut relief, mut rest) = (String::new(), group.to_string());
        for ((half, blend), strength) in
            [("shade", "multiply"), ("light", "screen")].into_iter().zip(RELIEF)
        {
            let begin = format!("<svg class=\"relief relief-{half}\"");
            let parted = rest.split_once(&begin).and_then(|(before, after)| {
                let (drawn, after) = after.split_once("</svg>")?;
                Some((drawn.to_string(), [before, after].concat()))
            });
            let Some((drawn, without)) = parted else { continue };
            rest = without;
            // A picture is whole in itself: what it would have to fetch is left out.
            if !self.with_relief || !drawn.contains(" href=\"data:") {
                continue;
            }
            // Writing to a String cannot fail.
            let _ = write!(
                relief,
                "<g style=\"mix-blend-mode:{blend}\" opacity=\"{:.3}\"><svg{drawn}</svg></g>",
                strength * near
            );
        }
        // Browsers write both ends of an element that is empty; programs want what they know of the
        // address.
        (relief.replace(" href=", " xlink:href="), rest)
    }

    /// Whether the place that a path outlines is the scene's subject.
    fn is_spoken_of(&self, attributes: &str) -> bool {
        let id = attributes
            .split_once("data-outline=\"")
            .and_then(|(_, id)| id.split_once('"'))
            .map(|(id, _)| id);
        self.atlas
            .places
            .iter()
            .zip(&self.scene.places)
            .any(|(place, e)| Some(place.id.as_str()) == id && *e > Emphasis::Quiet)
    }

    /// Names along the land: those that found room.
    pub(super) fn land_names(&self, labels: &Labels, map: Viewport) -> String {
        let look = Look { tracking: 0.22, ..Look::plain(self.px(land_letters(map, false), map)) };
        let names = self
            .atlas
            .land_names
            .iter()
            .enumerate()
            .filter(|(i, _)| labels.land.get(*i) == Some(&Placed::Along));
        let paint = format!("fill=\"{FAINT}\" class=\"on-land\"");
        names
            .map(|(i, name)| {
                self.letters.along(
                    &name.name.to_uppercase(),
                    &format!("along-{i}"),
                    &name.line,
                    look,
                    &paint,
                )
            })
            .collect()
    }

    /// Names on the ground: those that found room.
    pub(super) fn ground_names(&self, labels: &Labels, map: Viewport) -> String {
        let size = self.px(land_letters(map, false), map);
        let name = |(i, name): (usize, &AtlasGroundName)| {
            let (larger, tracking) = ground_letters(name.kind);
            let look = Look {
                tracking,
                heading: name.kind != GroundKind::Town,
                ..Look::plain(size * larger)
            };
            match labels.ground.get(i)? {
                Placed::Along => {
                    let ink = if name.kind == GroundKind::Range { FAINT } else { WATER[2] };
                    // A river's name stands beside its course.
                    let line = if name.kind == GroundKind::River {
                        lifted(&name.line, look.size * 0.45)
                    } else {
                        name.line.clone()
                    };
                    Some(self.letters.along(
                        &name.name,
                        &format!("ground-{i}"),
                        &line,
                        look,
                        &format!("fill=\"{ink}\" class=\"on-land\""),
                    ))
                }
                Placed::Beside(side) => {
                    let at = name.line.first()?;
                    let scale = self.px(1.0, map);
                    let (width, height) =
                        (self.letters.width(&name.name, look) / scale, look.size / scale * 1.3);
                    let (left, top) = offset(*side, TOWN.0, width, height);
                    let (left, top) = (left * scale, top * scale);
                    let half = self.px(TOWN.0 - 0.75, map);
                    Some(format!(
                        "<path fill=\"{SOFT}\" d=\"M{:.2} {:.2}h{2:.2}v{2:.2}h-{2:.2}z\"/>{3}",
                        at.x - half,
                        at.y - half,
                        half * 2.0,
                        self.letters.line(
                            &name.name,
                            (at.x + left, at.y + top + look.size),
                            Anchor::Left,
                            look,
                            &format!("fill=\"{SOFT}\"")
                        )
                    ))
                }
                Placed::Hidden => None,
            }
        };
        self.atlas.ground_names.iter().enumerate().filter_map(name).collect()
    }
}

/// A line moved to its left, seen from its beginning, by so much.
fn lifted(line: &[PlanePoint], by: f64) -> Vec<PlanePoint> {
    let [first, .., last] = line else { return line.to_vec() };
    let (dx, dy) = (last.x - first.x, last.y - first.y);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    line.iter()
        .map(|p| PlanePoint { x: p.x + dy / length * by, y: p.y - dx / length * by })
        .collect()
}

/// The looks of a river; the great one has a class of its own beside the others'.
fn river(class: &str, width: f64) -> String {
    let (colour, wider) =
        if class.contains("river-main") { (WATER[0], 2.9) } else { (WATER[1], 1.2) };
    format!(
        "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{:.3}\" stroke-linejoin=\"round\"",
        width * wider
    )
}
