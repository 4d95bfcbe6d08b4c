//! What a reader takes away: the content as tables and maps of points, and citations; and what
//! hosts and other sites are told of the pages.
//!
//! Everything is text made at build time, so the engine does not carry it.

mod cite;
mod csv;
mod describe;
mod geojson;
mod headers;
mod share;
mod table;
mod tables;

pub use cite::{citation, citations, Cited};
pub use headers::{headers, is_fingerprinted, policy, Inline};
pub use share::{address, claims_of, escape, folder, oembeds, Shared, CARD};
pub use table::{Cell, Column, Kind, Table};
pub use tables::tables;

use crate::content::Seeds;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path under the site's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    fn new(path: impl Into<String>, text: impl Into<String>) -> File {
        File { path: path.into(), text: text.into() }
    }
}

/// Names of the tables that there is a map of points for as well.
pub const MAPPED: [&str; 2] = ["places", "facilities"];

/// All data as files under `data/`: each table as CSV and JSON, places and facilities as GeoJSON,
/// with a dictionary, a package description and the licence.
pub fn data_files(seeds: &Seeds) -> Vec<File> {
    let tables = tables(seeds);
    let mut files = Vec::new();
    for table in &tables {
        files.push(File::new(format!("data/{}.csv", table.name), csv::write(table)));
        files.push(File::new(format!("data/{}.json", table.name), pretty(&table.to_json())));
    }
    files.push(File::new("data/places.geojson", pretty(&geojson::places(seeds))));
    files.push(File::new("data/facilities.geojson", pretty(&geojson::facilities(seeds))));
    let dictionary = describe::dictionary(&tables);
    files.push(File::new("data/dictionary.csv", csv::write(&dictionary)));
    files.push(File::new("data/dictionary.json", pretty(&dictionary.to_json())));
    files.push(File::new("data/datapackage.json", pretty(&describe::package(seeds, &tables))));
    files.push(File::new("data/LICENCE.txt", describe::LICENCE));
    files
}

fn pretty(value: &serde_json::Value) -> String {
    // A value of our own making has text keys only, so writing it cannot fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
