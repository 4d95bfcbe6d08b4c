//! Words of the instruments, each of them required of every language.

use super::words::words;
use serde::{Deserialize, Serialize};

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
