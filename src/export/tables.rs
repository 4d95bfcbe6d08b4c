//! The tables, each defined once: what is written as CSV, as JSON and into the dictionary is the
//! same.

use super::table::{Cell, Kind, Table, TableBuilder};
use crate::content::{parse_markup, ArgumentText, Seeds, Span, Text};
use crate::time::FuzzyDate;
use serde::Serialize;

/// All tables.
pub fn tables(seeds: &Seeds) -> Vec<Table> {
    vec![
        claims(seeds),
        sources(seeds),
        projects(seeds),
        events(seeds),
        places(seeds),
        facilities(seeds),
        conflicts(seeds),
        arguments(seeds),
        gaps(seeds),
        corrections(seeds),
    ]
}

/// The key that a value has in the seeds.
pub(super) fn key(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_string))
        .unwrap_or_default()
}

/// Words in each language that has them.
pub(super) fn said<'a>(
    seeds: &'a Seeds,
    of: impl Fn(&'a Text) -> Option<&'a String>,
) -> Vec<(&'a String, String)> {
    seeds.texts.iter().filter_map(|(lang, text)| Some((lang, of(text)?.clone()))).collect()
}

const ID: &str = "Key, unique in this table.";
const CLAIMS: &str = "Keys of the claims that it hangs on; see the table claims.";

impl<'a, T> TableBuilder<'a, T> {
    /// A column of words for each language, such as `text_en`.
    fn words(
        self,
        seeds: &'a Seeds,
        name: &str,
        meaning: &str,
        of: impl Fn(&Text, &T) -> Option<String>,
    ) -> Self {
        seeds.texts.iter().fold(self, |maker, (lang, text)| {
            maker.with(
                format!("{name}_{lang}"),
                Kind::Text,
                format!("{meaning} In {lang}."),
                |thing| of(text, thing).as_ref().into(),
            )
        })
    }

    /// A date as it is known, and the first and last day that it may mean.
    fn date(self, name: &str, meaning: &str, of: impl Fn(&T) -> Option<FuzzyDate>) -> Self {
        let day = |date: Option<FuzzyDate>, latest: bool| {
            let day = date.and_then(|d| if latest { d.latest() } else { d.earliest() });
            Cell::from(day.map(|d| d.to_string()).as_ref())
        };
        self.with(name, Kind::Date, meaning, |t| of(t).map(|d| d.to_string()).as_ref().into())
            .with(
                format!("{name}_earliest"),
                Kind::Day,
                "The first day that it may mean; empty for an open start.",
                |t| day(of(t), false),
            )
            .with(
                format!("{name}_latest"),
                Kind::Day,
                "The last day that it may mean; empty for an open end.",
                |t| day(of(t), true),
            )
    }
}

fn claims(seeds: &Seeds) -> Table {
    TableBuilder::new("claims", "Statements, each with who stands behind it", &seeds.claims)
        .with("id", Kind::Text, ID, |c| (&c.id).into())
        .with(
            "class",
            Kind::Text,
            "Who stands behind it: article, public (another public source) or own (our estimate or inference).",
            |c| (&key(&c.class)).into(),
        )
        .words(seeds, "text", "The statement in our words.", |t, c| t.claims.get(&c.id).cloned())
        .with("source", Kind::Text, "Key of its source; see the table sources.", |c| (&c.source).into())
        .with("publisher", Kind::Text, "Who published the source.", |c| seeds.source(&c.source).map(|s| &s.publisher).into())
        .with("url", Kind::Url, "Where the source can be read.", |c| seeds.source(&c.source).and_then(|s| s.url.as_ref()).into())
        .with("paragraph", Kind::Text, "Paragraph of the article: T title, H highlights, P paragraphs.", |c| c.paragraph.as_ref().into())
        .with("quote", Kind::Text, "A short quotation.", |c| c.quote.as_ref().map(|q| &q.text).into())
        .with("quote_language", Kind::Text, "Language of the quotation (BCP 47).", |c| c.quote.as_ref().map(|q| &q.lang).into())
        .date("about", "The time that it speaks of.", |c| c.about)
        .with("confidence", Kind::Text, "How sure: high, medium, low, or single (said by the article alone).", |c| {
            (&key(&c.confidence)).into()
        })
        .with("figures", Kind::List, "Every number and date in it.", |c| c.figures.as_slice().into())
        .with("contradicts", Kind::List, "Keys of claims that it cannot stand beside.", |c| c.contradicts.as_slice().into())
        .done()
}

fn sources(seeds: &Seeds) -> Table {
    TableBuilder::new("sources", "Sources", &seeds.sources)
        .with("id", Kind::Text, ID, |s| (&s.id).into())
        .with("class", Kind::Text, "article, public or own.", |s| (&key(&s.class)).into())
        .with("publisher", Kind::Text, "Who published it.", |s| (&s.publisher).into())
        .with("title", Kind::Text, "Its title in its own language.", |s| s.title.as_ref().into())
        .with("language", Kind::Text, "Language (BCP 47).", |s| (&s.lang).into())
        .with("url", Kind::Url, "Where it can be read.", |s| s.url.as_ref().into())
        .with(
            "same_publisher",
            Kind::Flag,
            "Whether it is another text of the article's publisher, and so no independent voice.",
            |s| Cell::Flag(seeds.is_of_the_articles_publisher(s)),
        )
        .with("via", Kind::Text, "The reposting site that was read instead.", |s| {
            s.via.as_ref().into()
        })
        .with("read", Kind::Text, "How much of it was read: whole or excerpt.", |s| {
            (&key(&s.read)).into()
        })
        .date("published", "When it was published.", |s| s.published)
        .with("mirror", Kind::Flag, "Whether the address is a mirror or repost.", |s| {
            Cell::Flag(s.mirror)
        })
        .done()
}

fn projects(seeds: &Seeds) -> Table {
    TableBuilder::new("projects", "The projects that the article names", &seeds.projects)
        .with("id", Kind::Text, ID, |p| (&p.id).into())
        .with("number", Kind::Number, "Order in the article, from 1.", |p| {
            Cell::Number(f64::from(p.number))
        })
        .words(seeds, "name", "Short name.", |t, p| {
            t.names.projects.get(&p.id).map(|w| w.name.clone())
        })
        .words(seeds, "full_name", "Whole name.", |t, p| {
            t.names.projects.get(&p.id).map(|w| w.full.clone())
        })
        .with(
            "native_name",
            Kind::Text,
            "Its name as it is written where it is, if that was found.",
            |p| p.native.as_ref().map(|n| &n.name).into(),
        )
        .with("native_reading", Kind::Text, "How that is said, in Latin letters.", |p| {
            p.native.as_ref().map(|n| &n.reading).into()
        })
        .words(seeds, "where", "Where, as the article says and as drawn.", |t, p| {
            t.names.projects.get(&p.id).map(|w| w.place.clone())
        })
        .words(seeds, "task", "What it is for.", |t, p| {
            t.names.projects.get(&p.id).map(|w| w.does.clone())
        })
        .with("place", Kind::Text, "Key of its place; see the table places.", |p| (&p.place).into())
        .with(
            "stages",
            Kind::List,
            "Stages of the chain that it serves, the main one first.",
            |p| p.stages.as_slice().into(),
        )
        .with(
            "status",
            Kind::Text,
            "State in the article: nearing-completion, final-testing, operational or not-stated.",
            |p| (&key(&p.status)).into(),
        )
        .with("step", Kind::Text, "Key of the step that tells it.", |p| (&p.step).into())
        .with("claims", Kind::List, CLAIMS, |p| p.claims.as_slice().into())
        .done()
}

fn events(seeds: &Seeds) -> Table {
    TableBuilder::new("events", "Events of the timeline", &seeds.events)
        .with("id", Kind::Text, ID, |e| (&e.id).into())
        .date("date", "When, as finely as it is known.", |e| Some(e.date))
        .words(seeds, "label", "What happened.", |t, e| t.names.events.get(&e.id).cloned())
        .with(
            "kind",
            Kind::Text,
            "happened, planned, or reported (a state that was reported at that time).",
            |e| (&key(&e.kind)).into(),
        )
        .with("project", Kind::Text, "Key of its project, if it belongs to one.", |e| {
            e.project.as_ref().into()
        })
        .with("place", Kind::Text, "Key of its place, where that is not its project's.", |e| {
            e.place.as_ref().into()
        })
        .with("conflict", Kind::Text, "Key of the conflict that it is a side of.", |e| {
            e.conflict.as_ref().into()
        })
        .with("step", Kind::Text, "Key of the step that speaks of it.", |e| (&e.step).into())
        .with("claims", Kind::List, CLAIMS, |e| e.claims.as_slice().into())
        .done()
}

fn places(seeds: &Seeds) -> Table {
    TableBuilder::new("places", "Places, with how exactly they are known", &seeds.places)
        .with("id", Kind::Text, ID, |p| (&p.id).into())
        .words(seeds, "name", "Its name.", |t, p| t.names.places.get(&p.id).map(|w| w.name.clone()))
        .with("native_name", Kind::Text, "Its name as it is written there.", |p| {
            p.native.as_ref().map(|n| &n.name).into()
        })
        .with("native_reading", Kind::Text, "How that is said, in Latin letters.", |p| {
            p.native.as_ref().map(|n| &n.reading).into()
        })
        .words(seeds, "precision", "How exactly it is known.", |t, p| {
            t.names.places.get(&p.id).map(|w| w.precision.clone())
        })
        .with(
            "kind",
            Kind::Text,
            "What is known: district, county, municipality, province, town or city.",
            |p| (&key(&p.kind)).into(),
        )
        .with(
            "radius_km",
            Kind::Number,
            "Radius that surely holds the site, km. Positions are in places.geojson.",
            |p| Cell::Number(p.radius_km),
        )
        .with("class", Kind::Text, "Who stands behind the position: article, public or own.", |p| {
            (&key(&p.class)).into()
        })
        .with("claims", Kind::List, CLAIMS, |p| p.claims.as_slice().into())
        .done()
}

fn facilities(seeds: &Seeds) -> Table {
    TableBuilder::new("facilities", "Facilities outside China at the end of the article's quarter", &seeds.facilities)
        .with("id", Kind::Text, ID, |f| (&f.id).into())
        .words(seeds, "name", "Its name.", |t, f| t.names.facilities.get(&f.id).cloned())
        .with("firm", Kind::Text, "The firm.", |f| (&f.firm).into())
        .with("country", Kind::Text, "Country (ISO 3166-1 alpha-2).", |f| (&f.country).into())
        .with("stages", Kind::List, "Stages of the chain that it serves.", |f| f.stages.as_slice().into())
        .with(
            "standing",
            Kind::Text,
            "How far it was on 2025-03-31: commercial, ramp-up, trial, pilot, construction, permitting or not-found.",
            |f| f.standing.key().into(),
        )
        .with("precision", Kind::Text, "What its position stands for: site, town, city or estimate.", |f| (&f.precision).into())
        .with("radius_km", Kind::Number, "Radius that surely holds the site, km. Positions are in facilities.geojson.", |f| {
            Cell::Number(f.radius_km)
        })
        .with("claims", Kind::List, CLAIMS, |f| f.claims.as_slice().into())
        .done()
}

fn conflicts(seeds: &Seeds) -> Table {
    // One row a side, so that a side's words stand beside its claims.
    let sides: Vec<_> =
        seeds.conflicts.iter().flat_map(|c| (0..c.sides.len()).map(move |i| (c, i))).collect();
    TableBuilder::new("conflicts", "Sides of disagreements", &sides)
        .with("id", Kind::Text, "Key of the conflict and number of the side, from 1.", |(c, i)| {
            (&format!("{}-{}", c.id, i + 1)).into()
        })
        .with("conflict", Kind::Text, "Key of the conflict.", |(c, _)| (&c.id).into())
        .words(seeds, "title", "What is contested.", |t, (c, _)| {
            t.names.conflicts.get(&c.id).map(|w| w.title.clone())
        })
        .words(seeds, "side", "What this side says.", |t, (c, i)| {
            t.names.conflicts.get(&c.id)?.sides.get(*i).cloned()
        })
        .with("step", Kind::Text, "Key of the step that shows it.", |(c, _)| (&c.step).into())
        .with("claims", Kind::List, CLAIMS, |(c, i)| c.sides[*i].claims.as_slice().into())
        .done()
}

fn arguments(seeds: &Seeds) -> Table {
    type Part = (&'static str, fn(&ArgumentText) -> &Vec<String>);
    let parts: [Part; 4] = [
        ("claimed", |a| &a.claimed),
        ("supports", |a| &a.supports),
        ("against", |a| &a.against),
        ("settle", |a| &a.settle),
    ];
    let rows: Vec<_> = seeds.arguments.iter().flat_map(|a| parts.map(|part| (a, part))).collect();
    let sentences = |t: &Text, (a, (_, of)): &(&crate::content::Argument, Part)| {
        Some(of(t.arguments.get(&a.id)?).clone())
    };
    let claims = |row: &_| {
        let sentences = seeds.original().and_then(|t| sentences(t, row)).unwrap_or_default();
        let spans = sentences.iter().flat_map(|s| parse_markup(s).unwrap_or_default());
        Cell::List(
            spans
                .filter_map(|s| if let Span::Claim(_, id) = s { Some(id) } else { None })
                .collect(),
        )
    };
    TableBuilder::new("arguments", "The article's arguments, part by part", &rows)
        .with("id", Kind::Text, "Key of the argument and its part.", |(a, (part, _))| {
            (&format!("{}-{part}", a.id)).into()
        })
        .with("argument", Kind::Text, "Key of the argument.", |(a, _)| (&a.id).into())
        .with(
            "part",
            Kind::Text,
            "claimed, supports, against, or settle (what would settle it).",
            |(_, (part, _))| (*part).into(),
        )
        .words(seeds, "text", "Its sentences.", |t, row| {
            Some(sentences(t, row)?.iter().map(|s| plain(s)).collect::<Vec<_>>().join(" "))
        })
        .with("step", Kind::Text, "Key of the step that tells it.", |(a, _)| (&a.step).into())
        .with("claims", Kind::List, CLAIMS, claims)
        .done()
}

/// A sentence without its marks.
fn plain(sentence: &str) -> String {
    let spans = parse_markup(sentence).unwrap_or_default();
    spans
        .into_iter()
        .map(|span| match span {
            Span::Plain(words) | Span::Claim(words, _) | Span::Project(words, _) => words,
        })
        .collect()
}

fn gaps(seeds: &Seeds) -> Table {
    TableBuilder::new("gaps", "What was looked for and not found", &seeds.gaps)
        .with("id", Kind::Text, ID, |g| (&g.id).into())
        .words(seeds, "text", "What was not found.", |t, g| t.gaps.get(&g.id).cloned())
        .with("step", Kind::Text, "Key of the step that misses it.", |g| g.step.as_ref().into())
        .done()
}

fn corrections(seeds: &Seeds) -> Table {
    TableBuilder::new("corrections", "What was wrong in an earlier version", &seeds.corrections)
        .with("id", Kind::Text, ID, |c| (&c.id).into())
        .with("version", Kind::Text, "The version that has it right.", |c| (&c.version).into())
        .words(seeds, "text", "What was put right.", |t, c| t.corrections.get(&c.id).cloned())
        .with("claims", Kind::List, "Keys of the claims that were changed.", |c| {
            c.claims.as_slice().into()
        })
        .done()
}
