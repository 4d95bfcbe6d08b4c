//! What the tables mean: the dictionary, the package and the licence.

use super::table::{Kind, Table, TableBuilder};
use crate::content::Seeds;
use serde_json::{json, Value};

/// What may be done with the data.
pub(super) const LICENCE: &str = "Licence of the data of Spring Surge\n\
\n\
Our words, and the selection and arrangement of the tables: Creative Commons Attribution 4.0\n\
International (CC BY 4.0), https://creativecommons.org/licenses/by/4.0/\n\
Please name \"Spring Surge\" with the version that stands in datapackage.json.\n\
\n\
Quotations, in the column \"quote\", are their authors' and stand here as short, marked quotations.\n\
Reference points of towns and cities: GeoNames, https://www.geonames.org/, CC BY 4.0.\n\
Facts themselves belong to nobody.\n";

/// Every column of every table.
pub(super) fn dictionary(tables: &[Table]) -> Table {
    let columns: Vec<_> = tables
        .iter()
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
        .collect();
    TableBuilder::new("dictionary", "Columns of the tables", &columns)
        .with("table", Kind::Text, "Name of the table and of its files.", |(table, _)| {
            table.name.into()
        })
        .with("column", Kind::Text, "Name of the column.", |(_, column)| (&column.name).into())
        .with("type", Kind::Text, "What it holds.", |(_, column)| column.kind.name().into())
        .with(
            "meaning",
            Kind::Text,
            "What that means, with unit and allowed values.",
            |(_, column)| (&column.meaning).into(),
        )
        .done()
}

/// A description by the Tabular Data Package standard (Frictionless Data, version 1).
pub(super) fn package(seeds: &Seeds, tables: &[Table]) -> Value {
    let kind = |kind: Kind| match kind {
        Kind::Number => "number",
        Kind::Flag => "boolean",
        Kind::Day => "date",
        Kind::Text | Kind::List | Kind::Date | Kind::Url => "string",
    };
    let resource = |table: &Table| {
        let fields = table
            .columns
            .iter()
            .map(|c| json!({ "name": c.name, "type": kind(c.kind), "description": c.meaning }));
        json!({
            "name": table.name, "title": table.title, "path": format!("{}.csv", table.name), "profile": "tabular-data-resource",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "schema": { "fields": fields.collect::<Value>(), "primaryKey": "id", "missingValues": [""] },
        })
    };
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "spring-surge",
        "title": seeds.original().map(|text| text.story.title.clone()),
        "version": seeds.release.version,
        "created": seeds.release.published.as_ref().map(|date| format!("{date}T00:00:00Z")),
        "homepage": seeds.release.address,
        "licenses": [{ "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/" }],
        "contributors": [{ "title": "Spring Surge", "role": "author" }],
        "resources": tables.iter().map(resource).collect::<Value>(),
    });
    // The standard knows no empty members.
    if let Some(members) = package.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    package
}
