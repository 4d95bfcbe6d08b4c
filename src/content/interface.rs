//! Words of the interface, each of them required of every language.

use super::instrument_words::Instruments;
use super::numerals::Numerals;
use super::words::words;
use crate::time::DateWords;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// The interface's words. Braces hold what is put in.
    Ui {
        /// Description of the page for search engines and cards.
        description,
        /// Skip link to the narrative.
        skip_to_story,
        /// Skip link to the notes.
        skip_to_notes,
        /// Name of the stage region.
        stage_label,
        /// Name of the map.
        map_label,
        /// Name of the timeline.
        timeline_label,
        /// Name of the tally; `{all}`, `{named}`, `{unnamed}`.
        tally_label,
        /// What follows it where there is room; `{named}`, `{unnamed}`.
        tally_more,
        /// The article's quarter, in its band.
        band_reported,
        /// The plan, in its band.
        band_plan,
        /// What came later, in its band.
        band_later,
        /// Compressed time.
        gap_label,
        /// A planned event, said after its label.
        planned,
        /// A reported state, said after its label.
        reported,
        /// An event that another source contradicts.
        disputed,
        /// Article class.
        class_article,
        /// Public class.
        class_public,
        /// Own class.
        class_own,
        /// How to read the marks.
        standing_key,
        /// The switch that shows them all.
        show_says,
        /// High confidence.
        confidence_high,
        /// Medium.
        confidence_medium,
        /// Low.
        confidence_low,
        /// Article alone.
        confidence_single,
        /// Heading of the notes.
        notes_title,
        /// What the notes are.
        notes_intro,
        /// Heading of the sources.
        sources_title,
        /// Heading of the timeline as a list.
        chronology_title,
        /// Below it.
        chronology_intro,
        /// Column: date.
        column_date,
        /// Column: event.
        column_event,
        /// Column: project or place.
        column_project,
        /// Column: source.
        column_source,
        /// Heading of the places table.
        places_title,
        /// Column: place.
        column_place,
        /// Column: precision.
        column_precision,
        /// Column: status.
        column_status,
        /// Column: task.
        column_task,
        /// Column: stage.
        column_stage,
        /// Heading of the gaps.
        gaps_title,
        /// Heading of the conflicts.
        conflicts_title,
        /// Said before a claim that contradicts.
        contradicts,
        /// Paragraph of the article, `{p}`.
        paragraph,
        /// A quotation translated by us.
        translated,
        /// A mirror was read, `{via}`.
        mirror,
        /// Only an excerpt was read.
        excerpt,
        /// No date of publication.
        undated,
        /// Boundary note of the map.
        boundary_note,
        /// Ring label, `{km}`.
        radius,
        /// Flow label.
        assumed,
        /// Who runs the context lane.
        lane_context,
        /// Caption of the allies table.
        allies_caption,
        /// Column: facility.
        column_facility,
        /// Column: stage at the end of the quarter.
        column_standing,
        /// Shared features figure's caption.
        common_caption,
        /// Where the engine failed, `{reason}`.
        broken,
        /// Tries once more what failed.
        again,
        /// On a page that is older than the one that is kept.
        newer,
        /// Loads the newer one.
        newer_load,
        /// In a frame: the way to the page itself.
        whole_story,
        /// Next step.
        next,
        /// Previous step.
        back,
        /// Announced when the step changes, `{n}`, `{all}`, `{title}`.
        step_announced,
        /// Caption of the chain.
        chain_caption,
        /// Back from scrap.
        chain_return,
        /// Licence and credits.
        credits,
        /// Credits of relief, water and towns.
        ground_credits,
        /// Lets a line run.
        system_run,
        /// Name of a system's layers.
        system_layers,
        /// Name of a system's stations.
        system_stations,
        /// Name of a system's readings.
        system_choices,
        /// What the mark of the chain says.
        chain_inside,
        /// Said before the allies' firms.
        chain_allies,
        /// Products, after the chain.
        chain_product,
        /// Filters by a stage.
        chain_filter,
        /// Said before an argument's title.
        argument_caption,
        /// Part of an argument.
        argument_claimed,
        /// Part of an argument.
        argument_supports,
        /// Part of an argument.
        argument_against,
        /// Part of an argument.
        argument_settle,
        /// How to read what is contested.
        contested_intro,
        /// How to read what was not found.
        gaps_intro,
        /// Heading of a source that opens in place, `{n}`.
        note_number,
        /// From there to the list of notes.
        note_in_list,
        /// Name of the switch between languages.
        languages,
        /// To the hand-out.
        handout_link,
        /// Said after a publisher who also published the article.
        same_publisher,
        /// Heading of version, corrections, citations and downloads.
        record_title,
        /// `{version}`, `{date}`.
        version,
        /// Heading of the corrections.
        corrections_title,
        /// There were none yet.
        corrections_none,
        /// Heading of the citations.
        cite_title,
        /// To citations of the steps.
        cite_step,
        /// The page cited: `{title}`, `{version}`, `{date}`.
        cite_pattern,
        /// A step cited: `{step}` as well.
        cite_step_pattern,
        /// Heading of the downloads.
        data_title,
        /// What they are, and under which licence.
        data_intro,
        /// Heading of the column of tables.
        data_table,
        /// What the columns of the tables mean.
        data_dictionary,
        /// The licence of the data.
        data_licence,
        /// From the page of a step into the story.
        share_open,
    } and {
        /// Name of the language in itself.
        language: String,
        /// `ltr` or `rtl`.
        direction: String,
        /// Patterns for dates.
        dates: DateWords,
        /// How numbers are written.
        numerals: Numerals,
        /// Names of the tables of data, by key.
        tables: BTreeMap<String, String>,
        /// Words of the instruments.
        instruments: Instruments,
    }
}
