//! What other sites are told of a page: its card, its claims in a form for machines, how to embed
//! it.

use super::{pretty, File};
use crate::content::{Claim, Conflict, Provenance, Seeds, Text};
use serde_json::{json, Value};

/// The name of the site that publishes.
const PROVIDER: &str = "Spring Surge";
/// Stands for the address of a site that has none yet; the name is reserved, so it leads nowhere
/// (RFC 2606 reserves `.example`).
const RESERVED: &str = "https://spring-surge.example/";
/// Size that is proposed for an embed, px.
const EMBED: (u32, u32) = (720, 640);
/// Size of the picture of a card, px.
pub const CARD: (u32, u32) = (1200, 630);

/// A page of the site: the story or one of its steps, in a language.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    /// The content.
    pub seeds: &'a Seeds,
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The key of the step; `None` for the whole story.
    pub step: Option<&'a str>,
    /// What its picture shows, in a sentence.
    pub alt: &'a str,
}

/// The address of the site, with the reserved name where there is none.
pub fn address(seeds: &Seeds) -> &str {
    seeds.release.address.as_deref().unwrap_or(RESERVED)
}

/// Text inside an attribute or an element.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl<'a> Shared<'a> {
    fn text(&self) -> Option<&'a Text> {
        self.seeds.texts.get(self.lang)
    }

    /// The folder of the language: empty, or `zh-Hans/`.
    fn folder(&self) -> String {
        folder(self.seeds, self.lang)
    }

    /// Headline of the page.
    pub fn title(&self) -> Option<&'a str> {
        let story = &self.text()?.story;
        self.step.map_or(Some(story.title.as_str()), |id| {
            story.steps.get(id).map(|step| step.title.as_str())
        })
    }

    /// What the page is about, in a sentence.
    pub fn description(&self) -> Option<&'a str> {
        let text = self.text()?;
        self.step.map_or(Some(text.ui.description.as_str()), |id| {
            text.story.steps.get(id).map(|step| step.screen.as_str())
        })
    }

    /// Path of the page under the root of the site.
    fn path(&self) -> String {
        format!("{}{}", self.folder(), self.step.map_or(String::new(), |id| format!("step/{id}/")))
    }

    /// Path of its picture, which for the story is that of its first step.
    pub fn picture(&self, extension: &str) -> String {
        let first = self.seeds.story.steps.first().map_or("", |step| step.id.as_str());
        format!("pictures/{}/{}.{extension}", self.lang, self.step.unwrap_or(first))
    }

    /// Path of its oEmbed reply. Without a step it is that of the language, at the root for the
    /// first.
    fn oembed_path(&self) -> String {
        match self.step {
            Some(id) => format!("oembed/{}/{id}.json", self.lang),
            None if self.lang == self.seeds.story.language => "oembed.json".to_string(),
            None => format!("oembed/{}.json", self.lang),
        }
    }

    /// The reply to a site that asks how to embed the page: oEmbed 1.0, type rich. Its frame has
    /// only the attributes that strict hosts leave.
    fn oembed(&self) -> Option<File> {
        let (root, title, (width, height)) = (address(self.seeds), self.title()?, EMBED);
        let fragment = self.step.map_or(String::new(), |id| format!("#step={id}"));
        let src = escape(&format!("{root}{}?mode=embed{fragment}", self.folder()));
        let html = format!(
            "<iframe src=\"{src}\" width=\"{width}\" height=\"{height}\" frameborder=\"0\" scrolling=\"auto\" title=\"{}\"></iframe>",
            escape(title)
        );
        let reply = json!({
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": PROVIDER,
            "provider_url": root,
            "author_name": PROVIDER,
            "width": width,
            "height": height,
            "html": html,
            "thumbnail_url": format!("{root}{}", self.picture("png")),
            "thumbnail_width": CARD.0,
            "thumbnail_height": CARD.1,
        });
        Some(File::new(self.oembed_path(), pretty(&reply)))
    }

    /// Tells search engines of the same page in every language. They take whole addresses only, so
    /// a site without an address tells them nothing.
    fn alternates(&self) -> String {
        let Some(root) =
            self.seeds.release.address.as_deref().filter(|_| self.seeds.texts.len() > 1)
        else {
            return String::new();
        };
        let link = |lang: &String| {
            let path = Shared { lang, ..*self }.path();
            format!(
                "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\">",
                escape(&format!("{root}{path}"))
            )
        };
        self.seeds.texts.keys().map(link).collect()
    }

    /// The tags of its head: the card, how to embed it, and its claims. `base` leads to the root of
    /// the site.
    pub fn head(&self, base: &str) -> Option<String> {
        let (root, title, description) = (address(self.seeds), self.title()?, self.description()?);
        let image = format!("{root}{}", self.picture("png"));
        let (width, height) = (CARD.0.to_string(), CARD.1.to_string());
        let url = format!("{root}{}", self.path());
        let locale = self.lang.replace('-', "_");
        let tags = [
            ("property", "og:type", "article"),
            ("property", "og:site_name", PROVIDER),
            ("property", "og:title", title),
            ("property", "og:description", description),
            ("property", "og:url", &url),
            ("property", "og:locale", &locale),
            ("property", "og:image", &image),
            ("property", "og:image:type", "image/png"),
            ("property", "og:image:width", &width),
            ("property", "og:image:height", &height),
            ("property", "og:image:alt", self.alt),
            ("name", "twitter:card", "summary_large_image"),
            ("name", "twitter:title", title),
            ("name", "twitter:description", description),
            ("name", "twitter:image", &image),
            ("name", "twitter:image:alt", self.alt),
        ];
        let mut head: String = tags
            .iter()
            .map(|(kind, key, value)| {
                format!("<meta {kind}=\"{key}\" content=\"{}\">", escape(value))
            })
            .collect();
        head += &self.alternates();
        head += &format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{base}{}\" title=\"{}\">",
            self.oembed_path(),
            escape(title)
        );
        // A block of data: the less-than sign is written out, so that no text can end it.
        let data = self.structured(base)?.to_string().replace('<', "\\u003c");
        Some(head + &format!("<script type=\"application/ld+json\">{data}</script>"))
    }

    /// An address of the site for machines: whole where the site has one, else from the page.
    fn link(&self, base: &str, path: &str) -> String {
        self.seeds
            .release
            .address
            .as_ref()
            .map_or(format!("{base}{path}"), |root| format!("{root}{path}"))
    }

    /// The page as linked data (schema.org): what it rests on, the data, and what is contested.
    fn structured(&self, base: &str) -> Option<Value> {
        let (seeds, text) = (self.seeds, self.text()?);
        let publisher = json!({ "@type": "Organization", "name": PROVIDER });
        let published = seeds.release.published.and_then(|d| d.earliest()).map(|day| {
            let (year, month, day) = day.ymd();
            format!("{year:04}-{month:02}-{day:02}")
        });
        let licence = self.link(base, "data/LICENCE.txt");
        let mut article = json!({
            "@type": "Article",
            "headline": self.title()?,
            "description": self.description()?,
            "inLanguage": self.lang,
            "version": seeds.release.version,
            "datePublished": published,
            "author": publisher,
            "publisher": publisher,
            "image": self.link(base, &self.picture("png")),
            "url": self.link(base, &self.path()),
            "isBasedOn": self.rests_on(),
        });
        if self.step.is_some() {
            article["isPartOf"] = json!({ "@type": "Article", "headline": text.story.title, "url": self.link(base, &self.folder()) });
        }
        let download = |kind: &str, path: &str| json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": self.link(base, path) });
        let dataset = json!({
            "@type": "Dataset",
            "name": format!("{}: {}", text.story.title, text.ui.data_title),
            "description": text.ui.data_intro,
            "version": seeds.release.version,
            "license": licence,
            "creator": publisher,
            "isAccessibleForFree": true,
            "distribution": [
                download("application/json", "data/datapackage.json"),
                download("text/csv", "data/claims.csv"),
                download("text/csv", "data/events.csv"),
                download("application/geo+json", "data/places.geojson"),
            ],
        });
        let here = |conflict: &&Conflict| self.step.is_none_or(|id| id == conflict.step);
        let reviews = seeds
            .conflicts
            .iter()
            .filter(here)
            .filter_map(|conflict| self.review(conflict, published.as_deref(), base));
        let graph: Vec<Value> = [article, dataset].into_iter().chain(reviews).collect();
        Some(json!({ "@context": "https://schema.org", "@graph": graph }))
    }

    /// The public sources of what the page states.
    fn rests_on(&self) -> Vec<Value> {
        let of_step = self.step.map(|id| claims_of(self.seeds, self.lang, id));
        let used = |source: &str| match &of_step {
            Some(claims) => claims
                .iter()
                .any(|id| self.seeds.claim(id).is_some_and(|(_, claim)| claim.source == source)),
            // For the whole story the article; its sources are in the data.
            None => self.seeds.source(source).is_some_and(|s| s.class == Provenance::Article),
        };
        let cited = self.seeds.sources.iter().filter(|s| s.url.is_some() && used(&s.id));
        cited.map(|s| json!({ "@type": "CreativeWork", "name": s.title, "url": s.url, "inLanguage": s.lang, "publisher": { "@type": "Organization", "name": s.publisher } })).collect()
    }

    /// What the article claims and others contest. The rating is a word: no number was given to it.
    fn review(&self, conflict: &Conflict, published: Option<&str>, base: &str) -> Option<Value> {
        let (seeds, text) = (self.seeds, self.text()?);
        let names = text.names.conflicts.get(&conflict.id)?;
        let contested = |id: &&String| {
            seeds.claim(id).is_some_and(|(_, claim)| claim.class == Provenance::Article)
        };
        let claim =
            seeds.claim(conflict.sides.iter().flat_map(|side| &side.claims).find(contested)?)?.1;
        let source = seeds.source(&claim.source)?;
        let step = Shared { step: Some(&conflict.step), ..*self };
        Some(json!({
            "@type": "ClaimReview",
            "name": names.title,
            "url": self.link(base, &step.path()),
            "inLanguage": self.lang,
            "datePublished": published,
            "author": { "@type": "Organization", "name": PROVIDER },
            "claimReviewed": claimed(text, claim),
            "itemReviewed": {
                "@type": "Claim",
                "author": { "@type": "Organization", "name": source.publisher },
                "appearance": { "@type": "CreativeWork", "name": source.title, "url": source.url },
            },
            "reviewRating": { "@type": "Rating", "alternateName": text.ui.disputed },
            "reviewBody": names.sides.join(" / "),
        }))
    }
}

/// A claim in the words of the language.
fn claimed<'a>(text: &'a Text, claim: &'a Claim) -> Option<&'a str> {
    text.claims.get(&claim.id).map(String::as_str)
}

/// The folder of a language under the root: empty for the first.
pub fn folder(seeds: &Seeds, lang: &str) -> String {
    if lang == seeds.story.language {
        String::new()
    } else {
        format!("{lang}/")
    }
}

/// Keys of the claims that a step states, in order.
pub fn claims_of(seeds: &Seeds, lang: &str, step: &str) -> Vec<String> {
    use crate::content::{parse_markup, Span};
    let words = seeds.texts.get(lang).and_then(|text| text.story.steps.get(step));
    let spans = words
        .into_iter()
        .flat_map(|words| &words.body)
        .flat_map(|p| parse_markup(p).unwrap_or_default());
    let mut claims = Vec::new();
    for span in spans {
        match span {
            Span::Claim(_, id) if !claims.contains(&id) => claims.push(id),
            _ => {}
        }
    }
    claims
}

/// The replies of all pages.
pub fn oembeds(seeds: &Seeds) -> Vec<File> {
    let steps =
        || std::iter::once(None).chain(seeds.story.steps.iter().map(|step| Some(step.id.as_str())));
    let pages = seeds
        .texts
        .keys()
        .flat_map(|lang| steps().map(move |step| Shared { seeds, lang, step, alt: "" }));
    pages.filter_map(|page| page.oembed()).collect()
}
