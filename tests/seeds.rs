//! The content is whole and true to its rules; a planted fault is named by file, key and reason.

mod common;

use spring_surge::content::{check, load, parse_markup, Files, Problem, Provenance, Span};
use std::collections::BTreeSet;

fn problems(files: &Files) -> Vec<Problem> {
    let (seeds, mut problems) = load(files);
    problems.extend(check(&seeds));
    problems
}

/// Replaces the first occurrence of a text in a file, which must be there.
fn with(file: &str, old: &str, new: &str) -> Files {
    let mut files = common::files();
    let text = files.get_mut(file).unwrap_or_else(|| panic!("there is no {file}"));
    assert!(text.contains(old), "{file} does not hold {old}");
    *text = text.replacen(old, new, 1);
    files
}

#[test]
fn the_content_has_no_problem() {
    let found = problems(&common::files());
    assert!(found.is_empty(), "{}", found.iter().map(|p| format!("{p}\n")).collect::<String>());
}

#[test]
fn planted_faults_are_named() {
    let faults = [
        (
            "claims.json",
            "\"paragraph\": \"P1\"",
            "\"paragraph\": null",
            "claims.json",
            "name a paragraph",
        ),
        (
            "claims.json",
            "\"source\": \"article\"",
            "\"source\": \"nobody\"",
            "claims.json",
            "there is no source \"nobody\"",
        ),
        ("events.json", "\"2024-10-15\"", "\"2024-10-45\"", "events.json", "no such day"),
        (
            "events.json",
            "\"project\": \"zone-a\"",
            "\"project\": \"zone-x\"",
            "events.json",
            "there is no project \"zone-x\"",
        ),
        ("places.json", "109.8439", "309.8439", "places.json", "not on the globe"),
        (
            "projects.json",
            "\"place\": \"beijing\"",
            "\"place\": \"peking\"",
            "projects.json",
            "there is no place \"peking\"",
        ),
        ("story.json", "\"span_km\": 320", "\"span_km\": 32", "story.json", "camera"),
        ("story.json", "\"span_km\": 320", "\"span_km\": 60", "story.json", "does not hold"),
        ("story.json", "\"tally\": 21", "\"tally\": 22", "story.json", "does not give this number"),
        (
            "text/en/story.json",
            "21 projects in the first quarter of 2025](a-p1-21)",
            "23 projects](a-p1-21)",
            "text/en/story.json",
            "the number 23 hangs on no claim",
        ),
        (
            "text/en/story.json",
            "Four projects are described.",
            "4 projects are described.",
            "text/en/story.json",
            "the number 4 hangs on no claim",
        ),
        (
            "text/en/story.json",
            "Four projects are described.",
            "Four\\u001b projects are described.",
            "text/en/story.json",
            "holds the character U+001B",
        ),
        (
            "text/en/story.json",
            "Four projects are described.",
            "In May, projects are described.",
            "text/en/story.json",
            "the month May hangs on no claim",
        ),
        (
            "text/en/claims.json",
            "on October 15, 2024",
            "on October 16, 2024",
            "text/en/claims.json",
            "its words hold 16, its figures do not",
        ),
        (
            "text/en/gaps.json",
            "\"article-date\": \"",
            "\"article-date\": \"In 2024: ",
            "text/en/gaps.json",
            "the number 2024 hangs on no claim",
        ),
        (
            "text/en/arguments.json",
            "](a-p8-1)",
            "](a-p8-9)",
            "text/en/arguments.json",
            "there is no claim \"a-p8-9\"",
        ),
        (
            "text/en/arguments.json",
            "Seventeen projects",
            "17 projects",
            "text/en/arguments.json",
            "the number 17 hangs on no claim",
        ),
        (
            "arguments.json",
            "\"step\": \"capacity\"",
            "\"step\": \"nowhere\"",
            "arguments.json",
            "there is no step \"nowhere\"",
        ),
        (
            "text/zh-Hans/ui.json",
            "  \"next\": \"下一步\",",
            "",
            "text/zh-Hans/ui.json",
            "missing field `next`",
        ),
        (
            "text/zh-Hans/gaps.json",
            "\"feedstock\"",
            "\"feedstuff\"",
            "text/zh-Hans/gaps.json",
            "the gap has no words",
        ),
        (
            "text/zh-Hans/claims.json",
            "12,000吨稀土金属",
            "1.3万吨稀土金属",
            "text/zh-Hans/claims.json",
            "its words hold 1.3万, its figures do not",
        ),
        (
            "text/zh-Hans/story.json",
            "2024年10月15日",
            "2024年11月15日",
            "text/zh-Hans/story.json",
            "it holds 11月, the text of \"en\" does not",
        ),
        (
            "text/zh-Hans/story.json",
            "(a-p3-phase-2)",
            "(a-p3-phase-1)",
            "text/zh-Hans/story.json",
            "the same claims as \"en\": a-p3-phase-2",
        ),
        (
            "text/zh-Hans/ui.json",
            "报道共{all}个项目",
            "报道共{many}个项目",
            "text/zh-Hans/ui.json",
            "{all} stands in one language only",
        ),
        (
            "text/zh-Hans/names.json",
            "4,000吨",
            "3,000吨",
            "text/zh-Hans/names.json",
            "the text of \"en\" holds 4,000, it does not",
        ),
        (
            "text/zh-Hans/names.json",
            "\"CN.GS\": \"甘肃\"",
            "\"CN.GS\": \" \"",
            "text/zh-Hans/names.json",
            "it is empty",
        ),
        (
            "claims.json",
            "\"id\": \"e-provinces\"",
            "\"id\": \"e-nothing\"",
            "claims.json",
            "nothing uses it",
        ),
        (
            "systems.json",
            "\"touches\": [",
            "\"touches\": [\"nowhere\", ",
            "systems.json",
            "there is no station \"nowhere\"",
        ),
        (
            "text/en/systems.json",
            "\"powder\": {",
            "\"flour\": {",
            "text/en/systems.json",
            "the part \"flour\" has no words",
        ),
        (
            "text/en/systems.json",
            "198,000 t a year",
            "199,000 t a year",
            "text/en/systems.json",
            "the number 199,000 hangs on no claim",
        ),
        (
            "classroom.json",
            "\"right\": \"records\"",
            "\"right\": \"luck\"",
            "classroom.json",
            "not the right one",
        ),
        (
            "classroom.json",
            "\"high\": 25200",
            "\"high\": 25300",
            "classroom.json",
            "the number 25300 hangs on no claim",
        ),
        (
            "classroom.json",
            "\"announcement\": 60",
            "\"announcement\": 61",
            "classroom.json",
            "its steps take 601 seconds",
        ),
        (
            "classroom.json",
            "\"place\": \"jingyuan\"",
            "\"place\": \"nowhere\"",
            "classroom.json",
            "there is no place \"nowhere\"",
        ),
        (
            "classroom.json",
            "\"gansu-stake\"",
            "\"evac-shipment\"",
            "classroom.json",
            "does not speak of \"evac-shipment\"",
        ),
        (
            "text/en/classroom.json",
            "about 6,000 to 8,800 t](e-gansu-magnets)",
            "6,000 t](e-distances)",
            "text/en/classroom.json",
            "hangs on no claim",
        ),
        (
            "text/en/classroom.json",
            "Seventeen of the projects",
            "17 of the projects",
            "text/en/classroom.json",
            "the number 17 hangs on no claim",
        ),
        (
            "text/zh-Hans/classroom.json",
            "\"leave\": \"退出\"",
            "\"leave\": \" \"",
            "text/zh-Hans/classroom.json",
            "the words are empty",
        ),
        (
            "text/zh-Hans/classroom.json",
            "(p-noveon)",
            "(p-lcm)",
            "text/zh-Hans/classroom.json",
            "the same claims",
        ),
        (
            "release.json",
            "\"version\": \"",
            "\"version\": \"0",
            "release.json",
            "it is not the day of publication",
        ),
        (
            "corrections.json",
            "\"p-green-board\"",
            "\"p-nothing\"",
            "corrections.json",
            "there is no claim \"p-nothing\"",
        ),
        (
            "corrections.json",
            "\"version\": \"2026.11.30\"",
            "\"version\": \"soon\"",
            "corrections.json",
            "its version is no day",
        ),
        (
            "corrections.json",
            "\"version\": \"2026",
            "\"version\": \"2926",
            "corrections.json",
            "not published yet",
        ),
        (
            "corrections.json",
            "[\n      \"p-vac-hanau\",\n      \"p-vac-seat\"\n    ]",
            "[]",
            "corrections.json",
            "it names no claim that was changed",
        ),
        (
            "text/zh-Hans/corrections.json",
            "\"hanau\"",
            "\"hannover\"",
            "text/zh-Hans/corrections.json",
            "the correction has no words",
        ),
        (
            "text/zh-Hans/corrections.json",
            "2023年3月14日",
            "2023年3月15日",
            "text/zh-Hans/corrections.json",
            "it holds 15, the text of \"en\" does not",
        ),
        (
            "text/en/story.json",
            "](a-p1-21)",
            "](a-p1-99)",
            "text/en/story.json",
            "there is no claim \"a-p1-99\"",
        ),
        ("text/en/story.json", "](a-p1-21)", "](a-p1-21", "text/en/story.json", "without its )"),
        (
            "text/en/ui.json",
            "\"next\": \"Next step\"",
            "\"next\": \" \"",
            "text/en/ui.json",
            "the words are empty",
        ),
        (
            "text/en/names.json",
            "\"hohhot\":",
            "\"hohhut\":",
            "text/en/names.json",
            "the town has no words",
        ),
        (
            "text/en/names.json",
            "\"helan\":",
            "\"heran\":",
            "text/en/names.json",
            "there is no such range",
        ),
        (
            "text/en/names.json",
            "\"green-design\":",
            "\"green-resign\":",
            "text/en/names.json",
            "the event has no words",
        ),
        ("sources.json", "\"https://", "\"javascript://", "sources.json", "must begin with https"),
        (
            "claims.json",
            "\"Strategic Signal to Global Competitors\"",
            "\"a b c d e f g h i j k l m n o\"",
            "claims.json",
            "15 words or more",
        ),
    ];
    for (file, old, new, named, reason) in faults {
        let found = problems(&with(file, old, new));
        assert!(
            found.iter().any(|p| p.file == named && p.reason.contains(reason)),
            "{file}: {old} -> {new} should be named with \"{reason}\", but: {found:?}"
        );
    }
}

#[test]
fn a_file_that_is_missing_or_broken_is_named_and_the_rest_is_read() {
    for name in common::files().keys().filter(|name| !name.ends_with(".topo.json")) {
        let mut files = common::files();
        files.remove(name);
        assert!(
            problems(&files).iter().any(|p| &p.file == name && p.reason.contains("missing")),
            "{name}"
        );
        files.insert(name.clone(), "{ broken".to_string());
        assert!(
            problems(&files).iter().any(|p| &p.file == name && p.key.starts_with("line")),
            "{name}"
        );
    }
}

#[test]
fn every_paragraph_of_the_article_has_its_claims() {
    let seeds = common::seeds();
    let article: Vec<_> = seeds.claims.iter().filter(|c| c.class == Provenance::Article).collect();
    assert!((35..=48).contains(&article.len()), "{} claims", article.len());
    let paragraphs: BTreeSet<&str> =
        article.iter().filter_map(|c| c.paragraph.as_deref()).collect();
    for p in [
        "T", "H1", "H2", "H3", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8.1", "P8.2", "P8.3",
        "P9", "P10",
    ] {
        assert!(paragraphs.contains(p), "no claim stands in {p}");
    }
}

#[test]
fn the_figures_of_the_article_each_hang_on_a_claim() {
    let seeds = common::seeds();
    for figure in ["21", "12,000", "7,000", "3,000", "4,000", "14"] {
        let stated = seeds
            .claims
            .iter()
            .filter(|c| c.class == Provenance::Article)
            .any(|c| c.figures.iter().any(|f| f.contains(figure)));
        assert!(stated, "{figure}");
    }
}

#[test]
fn the_narrative_is_as_long_as_it_should_be() {
    let seeds = common::seeds();
    let text = &seeds.texts["en"];
    assert!(seeds.story.steps.len() >= 12);
    let said = |span| match span {
        Span::Plain(words) | Span::Claim(words, _) | Span::Project(words, _) => words,
    };
    let paragraphs = text.story.steps.values().flat_map(|s| &s.body);
    let words: usize = paragraphs
        .map(|p| {
            parse_markup(p)
                .unwrap()
                .into_iter()
                .map(said)
                .collect::<String>()
                .split_whitespace()
                .count()
        })
        .sum();
    assert!((1200..=1800).contains(&words), "{words} words");
}
