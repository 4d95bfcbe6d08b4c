//! What readers take away: every file says what the seeds say, and each table describes itself.

mod common;

use serde_json::Value;
use spring_surge::export::{citation, citations, data_files, tables, Cited, File, Shared};
use std::collections::BTreeSet;

fn file<'a>(files: &'a [File], path: &str) -> &'a str {
    &files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("there is no {path}")).text
}

fn json(files: &[File], path: &str) -> Value {
    serde_json::from_str(file(files, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn every_table_holds_what_the_seeds_hold() {
    let seeds = common::seeds();
    let files = data_files(&seeds);
    let sides = seeds.conflicts.iter().map(|c| c.sides.len()).sum();
    for (name, count) in [
        ("claims", seeds.claims.len()),
        ("sources", seeds.sources.len()),
        ("projects", seeds.projects.len()),
        ("events", seeds.events.len()),
        ("places", seeds.places.len()),
        ("facilities", seeds.facilities.len()),
        ("conflicts", sides),
        ("arguments", 4 * seeds.arguments.len()),
        ("gaps", seeds.gaps.len()),
        ("corrections", seeds.corrections.len()),
    ] {
        let rows = json(&files, &format!("data/{name}.json"));
        assert_eq!(rows.as_array().map(Vec::len), Some(count), "{name}");
        let csv = file(&files, &format!("data/{name}.csv"));
        assert!(csv.starts_with('\u{feff}'));
        // No text of ours holds a line break, so each row is a line.
        assert_eq!(csv.matches("\r\n").count(), count + 1, "{name}");
    }
}

#[test]
fn claims_are_exported_with_their_words_class_and_source() {
    let seeds = common::seeds();
    let rows = json(&data_files(&seeds), "data/claims.json");
    for (row, claim) in rows.as_array().unwrap().iter().zip(&seeds.claims) {
        for (lang, text) in &seeds.texts {
            assert_eq!(row[format!("text_{lang}")], text.claims[&claim.id]);
        }
        assert_eq!(row["publisher"], seeds.source(&claim.source).unwrap().publisher);
        assert_eq!(row["contradicts"].as_array().unwrap().len(), claim.contradicts.len());
    }
}

#[test]
fn corrections_are_exported_with_their_words_and_the_claims_that_changed() {
    let seeds = common::seeds();
    let rows = json(&data_files(&seeds), "data/corrections.json");
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    for (row, correction) in rows.iter().zip(&seeds.corrections) {
        assert_eq!(row["version"], correction.version);
        assert_eq!(row["claims"].as_array().unwrap().len(), correction.claims.len());
        for (lang, text) in &seeds.texts {
            assert_eq!(row[format!("text_{lang}")], text.corrections[&correction.id]);
        }
    }
}

#[test]
fn another_text_of_the_articles_publisher_is_told_from_an_independent_source() {
    let seeds = common::seeds();
    let files = data_files(&seeds);
    let article = &seeds.source("article").unwrap().publisher;
    let mut same = 0;
    for row in json(&files, "data/sources.json").as_array().unwrap() {
        assert_eq!(
            row["same_publisher"] == true,
            row["publisher"] == article.as_str() && row["class"] == "public",
            "{}",
            row["id"]
        );
        same += usize::from(row["same_publisher"] == true);
    }
    assert!(same > 1, "{same} sources");
    let sanjili = json(&files, "data/projects.json")
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "sanjili")
        .cloned()
        .unwrap();
    assert_eq!(
        [&sanjili["native_name"], &sanjili["native_reading"]],
        ["北京三吉利", "Běijīng Sānjílì"]
    );
}

#[test]
fn every_column_has_its_meaning_and_every_table_its_name() {
    let seeds = common::seeds();
    let files = data_files(&seeds);
    let described: BTreeSet<(String, String)> = json(&files, "data/dictionary.json")
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            assert!(
                row["meaning"].as_str().unwrap().ends_with('.')
                    && !row["type"].as_str().unwrap().is_empty()
            );
            (
                row["table"].as_str().unwrap().to_string(),
                row["column"].as_str().unwrap().to_string(),
            )
        })
        .collect();
    let mut columns = BTreeSet::new();
    for table in tables(&seeds) {
        let head = file(&files, &format!("data/{}.csv", table.name))
            .trim_start_matches('\u{feff}')
            .split("\r\n")
            .next()
            .unwrap()
            .to_string();
        columns.extend(head.split(',').map(|column| (table.name.to_string(), column.to_string())));
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        for (lang, text) in &seeds.texts {
            assert!(
                text.ui.tables.contains_key(table.name),
                "{lang} has no name for {}",
                table.name
            );
        }
    }
    assert_eq!(columns, described);
}

#[test]
fn the_package_describes_each_file_and_holds_nothing_empty() {
    let seeds = common::seeds();
    let files = data_files(&seeds);
    let package = json(&files, "data/datapackage.json");
    assert!(package.as_object().unwrap().values().all(|value| !value.is_null()));
    for resource in package["resources"].as_array().unwrap() {
        file(&files, &format!("data/{}", resource["path"].as_str().unwrap()));
    }
    assert_eq!(package["version"], seeds.release.version);
}

#[test]
fn points_are_on_the_globe_and_no_finer_than_they_are_known() {
    let seeds = common::seeds();
    let files = data_files(&seeds);
    for name in ["places", "facilities"] {
        let map = json(&files, &format!("data/{name}.geojson"));
        assert_eq!(map["type"], "FeatureCollection");
        for feature in map["features"].as_array().unwrap() {
            let radius = feature["properties"]["radius_km"].as_f64().unwrap();
            if feature["geometry"]["type"] == "Point" {
                let at: Vec<f64> = feature["geometry"]["coordinates"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|c| c.as_f64().unwrap())
                    .collect();
                assert!((-180.0..=180.0).contains(&at[0]) && (-90.0..=90.0).contains(&at[1]));
                let unit = if radius < 50.0 { 100.0 } else { 10.0 };
                assert!(
                    at.iter().all(|c| ((c * unit).round() - c * unit).abs() < 1e-6),
                    "{at:?} for {radius} km"
                );
            } else {
                let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
                assert_eq!(ring.first(), ring.last());
            }
        }
    }
}

#[test]
fn the_page_and_every_step_can_be_cited_in_each_language() {
    let mut seeds = common::seeds();
    let forms = 3 * (seeds.story.steps.len() + 1) * seeds.texts.len();
    assert_eq!(citations(&seeds).len(), forms);
    for (lang, text) in &seeds.texts {
        let plain = citation(&Cited { seeds: &seeds, lang, step: Some("zone-a") }).unwrap();
        for part in [
            "Spring Surge",
            &text.story.steps["zone-a"].title,
            &text.story.title,
            &seeds.release.version,
        ] {
            assert!(plain.contains(part), "{plain} lacks {part}");
        }
        assert!(!plain.contains('{') && !plain.contains("http"));
    }
    assert_eq!(citation(&Cited { seeds: &seeds, lang: "en", step: Some("nowhere") }), None);
    seeds.release.address = Some("https://example.org/surge/".to_string());
    let files = citations(&seeds);
    assert!(file(&files, "cite/step-zone-a.bib")
        .contains("url = {https://example.org/surge/#step=zone-a}"));
    assert_eq!(
        json(&files, "cite/zh-Hans/step-zone-a.csl.json")[0]["URL"],
        "https://example.org/surge/zh-Hans/#step=zone-a"
    );
}

#[test]
fn search_engines_are_told_of_each_language_by_whole_addresses_or_not_at_all() {
    let mut seeds = common::seeds();
    let step = seeds.story.steps[0].id.clone();
    let head =
        |seeds: &_, step| Shared { seeds, lang: "zh-Hans", step, alt: "" }.head("../").unwrap();
    assert!(!head(&seeds, None).contains("hreflang"));
    seeds.release.address = Some("https://news.test/surge/".to_string());
    for (step, path) in [(None, String::new()), (Some(step.as_str()), format!("step/{step}/"))] {
        let head = head(&seeds, step);
        for (lang, folder) in [("en", ""), ("zh-Hans", "zh-Hans/")] {
            assert!(
                head.contains(&format!(
                    "hreflang=\"{lang}\" href=\"https://news.test/surge/{folder}{path}\""
                )),
                "{lang}: {head}"
            );
        }
    }
}
