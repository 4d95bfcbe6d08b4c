//! Words of the interface, each of them required of every language.

use super::numerals::Numerals;
use crate::time::DateWords;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Declares a group of words, each of them required.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? } and { $($(#[$other_doc:meta])* $other:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$other_doc])* pub $other: $kind,)*
            $($(#[$field_doc])* pub $field: String,)*
        }
        impl $name {
            /// Keys that hold no words.
            pub fn empty_keys(&self) -> Vec<&'static str> {
                let mut empty = Vec::new();
                $(if self.$field.trim().is_empty() { empty.push(stringify!($field)); })*
                empty
            }
        }
    };
}

words! {
    /// Words of the instruments: filters, layers, player, card, tables. Braces hold what is put in.
    Instruments {
        /// The button that opens the key of the map, with filters and layers.
        show,
        /// Heading of what the map shows.
        key_title,
        /// What a ring means.
        key_ring,
        /// What a dashed outline means.
        key_outline,
        /// What an arc means.
        key_flow,
        /// The great river.
        key_river,
        /// Other rivers and lakes.
        key_water,
        /// The relief.
        key_relief,
        /// A town.
        key_town,
        /// A border that is disputed.
        key_disputed,
        /// Heading of the filter.
        filter_title,
        /// Filter.
        by_project,
        /// Filter.
        by_stage,
        /// Filter.
        by_status,
        /// Filter.
        by_class,
        /// Filter.
        by_words,
        /// Filter.
        by_time,
        /// Says what is filtered, `{what}`.
        filtered,
        /// Clears the filter.
        clear,
        /// The filter leaves nothing.
        nothing,
        /// Heading of the layers.
        layers,
        /// Layer.
        layer_provinces,
        /// Layer.
        layer_flows,
        /// Layer.
        layer_raw_material,
        /// Layer.
        layer_stages,
        /// Layer.
        layer_world,
        /// Back to the step's view.
        home,
        /// Button.
        zoom_in,
        /// Button.
        zoom_out,
        /// Button.
        as_tables,
        /// Button.
        as_pictures,
        /// Heading of the two buttons that save.
        save,
        /// Button.
        save_svg,
        /// Button.
        save_png,
        /// Button.
        play,
        /// Button.
        pause,
        /// Button.
        play_back,
        /// Button.
        play_next,
        /// Button.
        pace,
        /// The three speeds, by bars.
        paces,
        /// Button.
        stop,
        /// How to pick a time.
        brush,
        /// Back to the whole timeline.
        whole,
        /// Button: timeline zoom.
        closer,
        /// Closes the card.
        close,
        /// Card: place.
        where_is,
        /// Card: precision.
        how_sure,
        /// Card: state.
        status_is,
        /// Card: sources.
        who_says,
        /// Card: events.
        what_happened,
        /// Card: projects of a place.
        projects_here,
        /// Card: address.
        link,
        /// Card of a place of several projects.
        which_where,
        /// Said when the wheel turns without a key.
        hint_wheel,
        /// Hint of a frame that may not open a page.
        hint_link,
        /// Scale bar, `{km}`.
        scale,
        /// Name of the small map.
        locator,
        /// Sentence for a view, `{km}`, `{shown}`.
        view_says,
        /// Sentence for the world, `{shown}`.
        world_says,
        /// Events marked, `{n}`, `{all}`.
        marked_says,
        /// What changed since the step before, `{new}`, `{gone}`.
        change_says,
        /// Nothing to name.
        none,
        /// Before what a name stands for.
        colon,
        /// Between names in brackets.
        comma,
        /// Between names in a sentence.
        semicolon,
        /// After a sentence.
        full_stop,
        /// What is said beside, `{what}`.
        aside,
        /// Heading of a table.
        facilities_title,
        /// Note under a saved map.
        map_note,
        /// Name of the mark that stands for all projects on the world map.
        home_mark,
        /// Sources under a saved map.
        map_sources,
        /// To the page in front of a class.
        present,
        /// Of the switch of the key that does so.
        present_key,
        /// Notes and questions could not be fetched.
        no_content,
    } and {}
}

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
