//! Filters: what the reader wants to see of places and events. Nothing picked means everything.

use crate::content::{Atlas, AtlasEvent, Maturity, Provenance, Status};
use crate::ids::{PlaceIx, ProjectIx, StageIx};
use crate::time::{Day, FuzzyDate};

/// Words longer than this are cut, so that an address stays an address.
pub const LONGEST_WORDS: usize = 60;

/// A set of positions in a list of at most 32 things. Empty means that all of them are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IndexSet(u32);

impl IndexSet {
    /// The set with one position put in or, if it was in, taken out. Positions above 31 change
    /// nothing.
    #[must_use]
    pub fn toggled(self, position: usize) -> IndexSet {
        if position < 32 {
            IndexSet(self.0 ^ (1 << position))
        } else {
            self
        }
    }

    /// Whether nothing is picked, and so everything is wanted.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this very position is picked.
    pub fn has(self, position: usize) -> bool {
        position < 32 && self.0 & (1 << position) != 0
    }

    /// Whether any of the positions is wanted.
    pub fn want(self, positions: impl IntoIterator<Item = usize>) -> bool {
        self.is_empty() || positions.into_iter().any(|p| self.has(p))
    }

    /// The picked positions in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..32).filter(move |p| self.has(*p))
    }
}

/// A stretch of days, both ends within; never reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: Day,
    to: Day,
}

impl Span {
    /// The stretch between two days, whichever comes first.
    pub fn between(a: Day, b: Day) -> Span {
        Span { from: a.min(b), to: a.max(b) }
    }

    /// First day.
    pub fn from(self) -> Day {
        self.from
    }

    /// Last day.
    pub fn to(self) -> Day {
        self.to
    }

    /// Whether a date may lie in it: an uncertain date counts wherever it is possible.
    pub fn may_hold(self, date: &FuzzyDate) -> bool {
        date.earliest().is_none_or(|d| d <= self.to) && date.latest().is_none_or(|d| d >= self.from)
    }
}

/// States that can be picked: those of projects, then those of facilities.
pub const STATUS_KEYS: [&str; 11] = [
    "nearing-completion",
    "final-testing",
    "operational",
    "not-stated",
    "commercial",
    "ramp-up",
    "trial",
    "pilot",
    "construction",
    "permitting",
    "not-found",
];

/// Standings of statements that can be picked.
pub const CLASS_KEYS: [&str; 3] = ["article", "public", "own"];

fn status_position(status: Status) -> usize {
    status as usize
}

fn standing_position(standing: Maturity) -> usize {
    4 + standing as usize
}

fn class_positions(classes: &[Provenance]) -> impl Iterator<Item = usize> + '_ {
    classes.iter().map(|c| *c as usize)
}

/// What is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Projects.
    pub projects: IndexSet,
    /// Stages of the chain.
    pub stages: IndexSet,
    /// States, positions in [`STATUS_KEYS`].
    pub statuses: IndexSet,
    /// Who stands behind a statement, positions in [`CLASS_KEYS`].
    pub classes: IndexSet,
    /// Words that the name has to contain; at most [`LONGEST_WORDS`] letters.
    pub words: String,
    /// When.
    pub span: Option<Span>,
}

impl Filter {
    /// No filter at all.
    pub const EVERYTHING: Filter = Filter {
        projects: IndexSet(0),
        stages: IndexSet(0),
        statuses: IndexSet(0),
        classes: IndexSet(0),
        words: String::new(),
        span: None,
    };

    /// Whether everything is wanted.
    pub fn is_empty(&self) -> bool {
        *self == Filter::EVERYTHING
    }

    /// The filter with other words, shortened where they are too long.
    #[must_use]
    pub fn with_words(self, words: &str) -> Filter {
        Filter {
            words: words.chars().filter(|c| !c.is_control()).take(LONGEST_WORDS).collect(),
            ..self
        }
    }

    /// Whether an event is wanted. One without a project has no project, stage or state to be
    /// picked by.
    pub fn wants_event(&self, atlas: &Atlas, event: &AtlasEvent) -> bool {
        self.classes.want(class_positions(&event.classes))
            && self.span.is_none_or(|s| s.may_hold(&event.date))
            && match event.project.and_then(|ix| atlas.projects.get(ix.0).map(|p| (ix, p))) {
                Some((ix, project)) => {
                    self.wants_kind(ix, &project.stages, project.status)
                        && self.says(&[&event.label, &project.name, &project.described])
                }
                None => {
                    self.projects.is_empty()
                        && self.stages.is_empty()
                        && self.statuses.is_empty()
                        && self.says(&[&event.label])
                }
            }
    }

    /// Whether a project is wanted: by what it is, and under a span by whether anything of it
    /// happened then.
    pub fn wants_project(&self, atlas: &Atlas, ix: ProjectIx) -> bool {
        let Some(project) = atlas.projects.get(ix.0) else { return false };
        let mut own = atlas.events.iter().filter(|e| e.project == Some(ix));
        self.wants_kind(ix, &project.stages, project.status)
            && self.classes.want(class_positions(&project.classes))
            && self.says(&[&project.name, &project.described])
            && self.span.is_none_or(|s| own.any(|e| s.may_hold(&e.date)))
    }

    /// Whether a place is wanted: for one of its projects, or for its own name where it has none.
    pub fn wants_place(&self, atlas: &Atlas, ix: PlaceIx) -> bool {
        let mut here =
            (0..atlas.projects.len()).filter(|i| atlas.projects[*i].place == ix).peekable();
        if here.peek().is_some() {
            return here.any(|i| self.wants_project(atlas, ProjectIx(i)));
        }
        let named = atlas.places.get(ix.0).is_some_and(|p| self.says(&[&p.name]));
        self.projects.is_empty()
            && self.stages.is_empty()
            && self.statuses.is_empty()
            && self.span.is_none()
            && named
    }

    /// Whether a facility is wanted. Its state is that of one day, so a span does not ask for it.
    pub fn wants_facility(&self, atlas: &Atlas, ix: usize) -> bool {
        atlas.facilities.get(ix).is_some_and(|f| {
            self.projects.is_empty()
                && self.stages.want(f.stages.iter().map(|s| s.0))
                && self.statuses.want([standing_position(f.standing)])
                && self.classes.want(class_positions(&f.classes))
                && self.says(&[&f.name, &f.firm, &f.said])
        })
    }

    fn wants_kind(&self, project: ProjectIx, stages: &[StageIx], status: Status) -> bool {
        self.projects.want([project.0])
            && self.stages.want(stages.iter().map(|s| s.0))
            && self.statuses.want([status_position(status)])
    }

    fn says(&self, texts: &[&str]) -> bool {
        let wanted = self.words.trim().to_lowercase();
        wanted.is_empty() || texts.iter().any(|t| t.to_lowercase().contains(&wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_picked_wants_everything() {
        assert!(IndexSet::default().want([5]) && IndexSet::default().want([]));
        let one = IndexSet::default().toggled(3);
        assert!(one.want([1, 3]) && !one.want([1]) && !one.want([]));
        assert!(one.toggled(3).is_empty() && one.toggled(99) == one);
        assert_eq!(one.toggled(0).iter().collect::<Vec<_>>(), [0, 3]);
    }

    #[test]
    fn a_span_is_never_reversed_and_takes_uncertain_dates_in() {
        let span = Span::between(Day(20_100), Day(20_000));
        assert_eq!((span.from(), span.to()), (Day(20_000), Day(20_100)));
        let quarter = FuzzyDate::parse("2025-33").unwrap();
        assert!(
            Span::between(Day(20_178), Day(20_300)).may_hold(&quarter),
            "its last day is March 31, 2025"
        );
        assert!(!Span::between(Day(20_179), Day(20_300)).may_hold(&quarter));
        let open = FuzzyDate::parse("2024-10/..").unwrap();
        assert!(
            Span::between(Day(30_000), Day(30_001)).may_hold(&open),
            "nobody said when it ended"
        );
    }

    #[test]
    fn states_have_their_own_positions() {
        let key = |status| serde_json::to_value(status).unwrap();
        for status in [
            Status::NearingCompletion,
            Status::FinalTesting,
            Status::Operational,
            Status::NotStated,
        ] {
            assert_eq!(STATUS_KEYS[status_position(status)], key(status));
        }
        for standing in [Maturity::Commercial, Maturity::Pilot, Maturity::NotFound] {
            assert_eq!(
                STATUS_KEYS[standing_position(standing)],
                serde_json::to_value(standing).unwrap()
            );
        }
        for class in [Provenance::Article, Provenance::Public, Provenance::Own] {
            assert_eq!(CLASS_KEYS[class as usize], serde_json::to_value(class).unwrap());
        }
    }

    #[test]
    fn words_are_kept_short() {
        let filter = Filter::default().with_words(&"x".repeat(200));
        assert_eq!(filter.words.len(), LONGEST_WORDS);
        assert_eq!(Filter::default().with_words("a\nb").words, "ab");
    }
}
