//! Citations of the page and of its steps: plain, BibTeX and CSL-JSON.

use super::{pretty, File};
use crate::content::{Seeds, Text};
use crate::time::FuzzyDate;
use serde_json::{json, Value};

/// The author: the project itself.
const AUTHOR: &str = "Spring Surge";

/// What is cited, in one language.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    /// The content.
    pub seeds: &'a Seeds,
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// The key of a step, or the whole page.
    pub step: Option<&'a str>,
}

/// The plain citation, in the words of the language; `None` for a language or step there is not.
pub fn citation(cited: &Cited) -> Option<String> {
    let entry = Entry::of(cited)?;
    let ui = &entry.text.ui;
    let pattern = if entry.step.is_some() { &ui.cite_step_pattern } else { &ui.cite_pattern };
    let date = entry.date.map_or(String::new(), |d| ui.dates.say(&d));
    let plain = pattern
        .replace("{version}", &cited.seeds.release.version)
        .replace("{date}", &date)
        .replace("{step}", entry.step.unwrap_or_default())
        .replace("{title}", entry.title);
    Some(entry.url.map_or(plain.clone(), |url| format!("{plain} {url}")))
}

/// Every citation as a file under `cite/`, that of a further language in a folder of its own.
pub fn citations(seeds: &Seeds) -> Vec<File> {
    let mut files = Vec::new();
    for lang in seeds.texts.keys() {
        let folder =
            if *lang == seeds.story.language { "cite".to_string() } else { format!("cite/{lang}") };
        let steps =
            seeds.story.steps.iter().map(|s| (format!("step-{}", s.id), Some(s.id.as_str())));
        for (name, step) in std::iter::once(("page".to_string(), None)).chain(steps) {
            let cited = Cited { seeds, lang, step };
            let Some((plain, entry)) = citation(&cited).zip(Entry::of(&cited)) else { continue };
            files.push(File::new(format!("{folder}/{name}.txt"), plain + "\n"));
            files.push(File::new(format!("{folder}/{name}.bib"), entry.bibtex(&cited)));
            files.push(File::new(
                format!("{folder}/{name}.csl.json"),
                pretty(&json!([entry.csl(&cited)])),
            ));
        }
    }
    files
}

/// What every form of a citation needs.
struct Entry<'a> {
    text: &'a Text,
    title: &'a str,
    step: Option<&'a str>,
    date: Option<FuzzyDate>,
    url: Option<String>,
}

impl<'a> Entry<'a> {
    fn of(cited: &Cited<'a>) -> Option<Entry<'a>> {
        let text = cited.seeds.texts.get(cited.lang)?;
        let step = match cited.step {
            Some(id) => Some(text.story.steps.get(id)?.title.as_str()),
            None => None,
        };
        let release = &cited.seeds.release;
        let folder = if cited.lang == cited.seeds.story.language {
            String::new()
        } else {
            format!("{}/", cited.lang)
        };
        let fragment = cited.step.map_or(String::new(), |id| format!("#step={id}"));
        let url = release.address.as_ref().map(|address| format!("{address}{folder}{fragment}"));
        Some(Entry { text, title: &text.story.title, step, date: release.published, url })
    }

    fn key(&self, cited: &Cited) -> String {
        let step = cited.step.map_or(String::new(), |id| format!("-{id}"));
        format!("spring-surge-{}-{}{step}", cited.seeds.release.version, cited.lang)
    }

    fn bibtex(&self, cited: &Cited) -> String {
        let mut fields = vec![
            ("author", format!("{{{AUTHOR}}}")),
            ("title", format!("{{{}}}", tex(self.step.unwrap_or(self.title)))),
        ];
        if self.step.is_some() {
            fields.push(("howpublished", format!("In: {}", tex(self.title))));
        }
        if let Some(day) = self.date.and_then(|d| d.earliest()) {
            let (year, month, _) = day.ymd();
            fields.push(("year", year.to_string()));
            fields.push(("month", month.to_string()));
        }
        fields.push(("note", format!("Version {}", tex(&cited.seeds.release.version))));
        fields.push(("language", cited.lang.to_string()));
        // An address may hold no braces, and its other signs are meant as they stand.
        fields.extend(self.url.as_ref().map(|url| ("url", url.replace(['{', '}'], ""))));
        let fields: Vec<String> =
            fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.key(cited), fields.join(",\n"))
    }

    fn csl(&self, cited: &Cited) -> Value {
        let parts = self.date.and_then(|d| d.earliest()).map(|day| day.ymd());
        let mut entry = json!({
            "id": self.key(cited),
            "type": "webpage",
            "author": [{ "literal": AUTHOR }],
            "title": self.step.unwrap_or(self.title),
            "version": cited.seeds.release.version,
            "language": cited.lang,
        });
        if self.step.is_some() {
            entry["container-title"] = self.title.into();
        }
        if let Some((year, month, day)) = parts {
            entry["issued"] = json!({ "date-parts": [[year, month, day]] });
        }
        if let Some(url) = &self.url {
            entry["URL"] = url.as_str().into();
        }
        entry
    }
}

/// Text for TeX: the signs that mean something there are written out.
fn tex(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => safe.extend(['\\', c]),
            '{' => safe += "{\\textbraceleft}",
            '}' => safe += "{\\textbraceright}",
            '\\' => safe += "{\\textbackslash}",
            '~' => safe += "{\\textasciitilde}",
            '^' => safe += "{\\textasciicircum}",
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn braces_stay_balanced_whatever_the_title(title in "\\PC{0,40}") {
            let mut depth = 0_i32;
            for c in tex(&title).chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }
}
