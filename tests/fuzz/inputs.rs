//! What is done with an input from outside, one function for each kind. Each fails by panicking: by
//! what the product does, or by an assertion about what it gave. Shared by the fuzzer and by the
//! test that replays its corpus.

use spring_surge::content::{
    check, compile, compile_classroom, load, parse_markup, quantities, read_files, Atlas,
    Classroom, Files, Numerals,
};
use spring_surge::embed::{without_secret, FromHost, Host, Message as HostMessage};
use spring_surge::geo::Land;
use spring_surge::story::{read_count, Clock, Lab, Lesson, Link, Message, Page, UserCamera};
use spring_surge::storyboard::BakedScenes;
use spring_surge::time::FuzzyDate;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The content that stands in seeds/.
struct World {
    files: Files,
    atlas: Atlas,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        // The fuzzer's manifest lies two folders below the project's.
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .find(|folder| folder.join("seeds/story.json").exists())
            .expect("seeds/ lies above");
        let files = read_files(&root.join("seeds")).expect("seeds/ can be read");
        let seeds = load(&files).0;
        let atlas = compile(&seeds, "en").expect("there is an English text");
        World { files, atlas }
    })
}

/// Input as text; what is no text cannot reach the readers of text.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// A fragment, a query and their parts. What is read and written again is read as the same.
pub fn addresses(data: &[u8]) {
    let (Some(text), World { atlas, .. }) = (text(data), world()) else {
        return;
    };
    let (link, ignored) = Link::read(text, atlas);
    assert!(
        ignored.iter().all(|sentence| !sentence.is_empty()),
        "an unknown part is named by nothing"
    );
    let written = link.write(atlas);
    let (again, ignored) = Link::read(&written, atlas);
    assert_eq!(ignored, Vec::<String>::new(), "what was written is not known: {written}");
    assert_eq!(again.write(atlas), written);
    let (_, ignored) = Page::read(text, &atlas.langs);
    assert!(
        ignored.iter().all(|sentence| !sentence.is_empty()),
        "an unknown part is named by nothing"
    );
    Host::of_address(text, text);
    assert!(without_secret(text).len() <= text.len());
    UserCamera::read(text);
    read_count(text).ok();
}

/// Dates and marked-up text as the seeds have them.
pub fn dates(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match FuzzyDate::parse(text) {
        Ok(date) => {
            if let (Some(from), Some(to)) = (date.earliest(), date.latest()) {
                assert!(from <= to, "{text} ends before it begins");
            }
            date.sort_day();
        }
        Err(fault) => {
            assert!(fault.to_string().contains(text), "the error does not name {text}: {fault}")
        }
    }
    if let Err(reason) = parse_markup(text) {
        assert!(!reason.is_empty());
    }
    let months: Vec<String> = ["January", "May"].map(String::from).to_vec();
    quantities(text, &Numerals::default(), &months);
}

/// Base maps, paths and the stage's storyboard.
pub fn geometry(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Err(fault) = Land::parse_simplified(text, &|_| 1.0) {
        assert!(!fault.to_string().is_empty());
    }
    match BakedScenes::read(text) {
        Ok(board) => assert_eq!(BakedScenes::read(&board.write()).as_ref(), Ok(&board)),
        Err(reason) => assert!(!reason.is_empty()),
    }
}

/// Messages of a host, and of the other window of a lesson.
pub fn messages(data: &[u8]) {
    let Some(text) = text(data) else { return };
    FromHost::read(&HostMessage::Text(text.to_string()));
    let mut parts = text.splitn(5, '\n').map(str::to_string);
    let mut next = || parts.next().unwrap_or_default();
    let (kind, value, top, height) = (next(), next(), next(), next());
    let number = |text: String| text.parse().unwrap_or(f64::NAN);
    match FromHost::read(&HostMessage::Own {
        version: 1.0,
        kind,
        value,
        top: number(top),
        height: number(height),
    }) {
        Some(FromHost::Window { top, height }) => assert!(top.is_finite() && height > 0.0),
        Some(FromHost::GoTo(name) | FromHost::SetLang(name)) => {
            assert!(!name.is_empty() && name.len() <= 120)
        }
        _ => (),
    }
    if let Some(message) = Message::read(text) {
        if let Some(written) = message.write() {
            assert_eq!(Message::read(&written), Some(message));
        }
    }
}

/// A file of seeds/ with a piece of it replaced: which file, from where, how much, by what.
pub fn seeds(data: &[u8]) {
    let [file, at_high, at_low, much, with @ ..] = data else {
        return;
    };
    let World { files, .. } = world();
    let Some((name, whole)) = files.iter().nth(usize::from(*file) % files.len()) else {
        return;
    };
    let from = usize::from(*at_high) * 256 + usize::from(*at_low);
    let from = from % (whole.len() + 1);
    let to = (from + usize::from(*much)).min(whole.len());
    let bytes = [&whole.as_bytes()[..from], with, &whole.as_bytes()[to..]].concat();
    let Ok(changed) = String::from_utf8(bytes) else {
        return;
    };
    let mut all = files.clone();
    all.insert(name.clone(), changed);
    let (seeds, mut problems) = load(&all);
    problems.extend(check(&seeds));
    for problem in &problems {
        assert!(
            !problem.file.is_empty() && !problem.reason.is_empty(),
            "a problem without a place or a reason: {problem}"
        );
    }
    // A site with a problem is not built.
    if problems.is_empty() {
        for lang in seeds.texts.keys() {
            compile(&seeds, lang).expect("the languages are those of the texts");
            compile_classroom(&seeds, lang);
        }
    }
}

/// What a page finds in its storage or in a link of the laboratory.
pub fn stored(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Ok(lesson) = serde_json::from_str::<Lesson>(text) {
        let fitted = lesson.fitted(3);
        assert_eq!(fitted.clone().fitted(3), fitted);
        assert!(fitted.built <= 3);
    }
    serde_json::from_str::<Clock>(text).ok();
    serde_json::from_str::<Classroom>(text).ok();
    let data = &world().atlas.laboratory.as_ref().expect("there is a laboratory").data;
    let lab = Lab::read(text, data, &mut Vec::new());
    let written = lab.write(data);
    assert_eq!(Lab::read(&written, data, &mut Vec::new()).write(data), written);
}
