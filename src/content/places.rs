//! Places and what stands on the map, each as exactly as it is known.

use super::evidence::Provenance;
use crate::geo::LonLat;
use serde::{Deserialize, Serialize};

/// What kind of area a place is: the finest that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A city's district.
    District,
    /// A county.
    County,
    /// A municipality of province rank.
    Municipality,
    /// A province.
    Province,
    /// A town.
    Town,
    /// A city.
    City,
}

/// A name as it is written where the thing is, for readers of other languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NativeName {
    /// The name.
    pub name: String,
    /// How it is said, in Latin letters.
    pub reading: String,
    /// Language of the name (BCP 47).
    pub lang: String,
}

impl NativeName {
    /// The language of the reading: the same, in Latin letters.
    pub fn reading_lang(&self) -> String {
        format!("{}-Latn", self.family())
    }

    /// Whether readers of a language know the name as it is.
    pub fn is_known_in(&self, lang: &str) -> bool {
        lang.split('-').next() == Some(self.family())
    }

    fn family(&self) -> &str {
        self.lang.split('-').next().unwrap_or(&self.lang)
    }
}

/// A place with its precision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Key.
    pub id: String,
    /// Its name where it is.
    #[serde(default)]
    pub native: Option<NativeName>,
    /// What kind of area is meant.
    pub kind: PlaceKind,
    /// An anchor for the drawing, not the site.
    pub at: LonLat,
    /// Radius that surely holds the site, km.
    pub radius_km: f64,
    /// Province outline that is drawn instead of a ring.
    pub outline: Option<String>,
    /// Who stands behind the position.
    pub class: Provenance,
    /// Claims that place it.
    pub claims: Vec<String>,
}

/// How far a facility was on 31 March 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Maturity {
    /// Selling.
    Commercial,
    /// Selling, not yet at size.
    RampUp,
    /// Trial production.
    Trial,
    /// Pilot or prototype.
    Pilot,
    /// Being built.
    Construction,
    /// Waiting for permits.
    Permitting,
    /// Not found.
    NotFound,
}

impl Maturity {
    /// All states, in order.
    pub const ALL: [Maturity; 7] = [
        Maturity::Commercial,
        Maturity::RampUp,
        Maturity::Trial,
        Maturity::Pilot,
        Maturity::Construction,
        Maturity::Permitting,
        Maturity::NotFound,
    ];

    /// Its key in the seeds.
    pub fn key(self) -> &'static str {
        match self {
            Maturity::Commercial => "commercial",
            Maturity::RampUp => "ramp-up",
            Maturity::Trial => "trial",
            Maturity::Pilot => "pilot",
            Maturity::Construction => "construction",
            Maturity::Permitting => "permitting",
            Maturity::NotFound => "not-found",
        }
    }
}

/// A facility outside China.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// Key.
    pub id: String,
    /// The firm.
    pub firm: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// An anchor for the drawing.
    pub at: LonLat,
    /// town, city, site or estimate.
    pub precision: String,
    /// Radius that surely holds the site, km.
    pub radius_km: f64,
    /// Stages it serves.
    pub stages: Vec<String>,
    /// How far it was.
    pub standing: Maturity,
    /// Claims behind it.
    pub claims: Vec<String>,
}

/// Where a province's name may be written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvinceLabel {
    /// Feature id in the base map.
    pub id: String,
    /// A line through the shape that the name follows.
    pub line: Vec<LonLat>,
    /// 1 is wanted most.
    pub priority: u8,
}

/// The file of map labels.
#[derive(Clone, Debug, Deserialize)]
pub struct LabelFile {
    /// All labels.
    pub labels: Vec<ProvinceLabel>,
}

/// A town on the map that orients the reader. Nothing of the story is said of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Key.
    pub id: String,
    /// Its number at GeoNames.
    pub geoname: u32,
    /// Its middle.
    pub at: LonLat,
    /// In which views it is named. 1: in all, 2: where 900 km or less are seen or there is room, 3:
    /// only where 500 km or less are seen.
    pub rank: u8,
}

/// The file of towns.
#[derive(Clone, Debug, Deserialize)]
pub struct CityFile {
    /// All towns.
    pub cities: Vec<City>,
}

/// Where waters and mountain ranges are named. The lines are our own and approximate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundLabels {
    /// Seas and lakes; the Yellow River's own lines come with its course.
    pub waters: Vec<ProvinceLabel>,
    /// Mountain ranges.
    pub ranges: Vec<ProvinceLabel>,
}

/// A flow of material between two places.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Key.
    pub id: String,
    /// Key of the place it leaves.
    pub from: String,
    /// Key of the place it reaches.
    pub to: String,
    /// Claims it stands on; class own makes it assumed.
    pub claims: Vec<String>,
}
