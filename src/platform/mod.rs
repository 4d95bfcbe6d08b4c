//! The one door to the browser: plain Rust in and out, guards that unhook on drop. No story here.
//!
//! Nothing in it panics when the browser refuses something: it says so in the console and the
//! static page stands in.

mod address;
mod channel;
mod dom;
#[cfg(feature = "bench")]
mod dots;
mod engine_events;
#[cfg(feature = "view")]
mod foreign;
mod gestures;
mod host;
mod inputs;
mod keys;
mod land;
mod languages;
mod map_worker;
mod page;
mod pan_bitmap;
mod pins;
mod pointing;
mod present;
mod provenance;
mod reading;
mod save;
mod slots;
mod strokes;
mod timers;
mod transforms;
mod viewport;
mod web_animations;

pub use address::{address, hold_scroll_place, on_address_change, Address, AddressWriter};
pub use channel::{open_channel, open_window, way, Channel, Way};
pub use dom::{
    by_id, draw_box, first, set_properties, set_view_box, targets_of, text_of, toggle_class_where,
    watch_size, Listener,
};
#[cfg(feature = "bench")]
pub use dots::{offer, Dots, Sites};
pub use engine_events::{on_event, send, Detail, EngineEvent};
#[cfg(feature = "view")]
pub use foreign::mend_foreign_changes;
pub use gestures::{watch_gestures, Gesture};
pub use host::{
    is_framed, on_attention, on_mail, open_links_outside, part_name, set_theme, size_of,
    source_address, tell_host, watch_content, window_width, Mail,
};
pub use inputs::{
    enable, in_slices, is_checked, on_button, on_input, set_attribute, set_hidden, set_input,
    set_text, Input, Slices,
};
pub use keys::{lead_focus, lead_focus_within, on_key, on_key_within};
pub use land::{show_land, MapSurface, ScreenTransform};
pub use languages::{carry_layout, go_to_language, keep_place};
pub use map_worker::{MapWorker, Picture};
pub use page::{
    announce, current_step, embedded_data, hint_once, mark, mark_current_step, mark_pressed,
    mark_ready, mode_name, on_choice, report, set_live, set_mode, show_notice, show_world,
    world_address, Choice,
};
pub use pan_bitmap::PanBitmap;
pub use pins::{move_drawing, move_names, Pins};
pub use pointing::{on_point, Point};
pub use present::{
    address_here, address_in, every_second, go_to, keep_for_reload, kept, look_again, mark_root,
    now_ms, on_empty_click, on_leaving, on_lesson_key, on_swipe, on_swipe_where, origin_is_web,
    set_title, some_name, stay_awake, toggle_full_screen, type_scale,
};
pub use provenance::{open_sources_in_place, source_is_open};
#[cfg(feature = "view")]
pub use reading::scroll_to_claim;
pub use reading::{
    begin_pane, heed_scrolling, on_text_moved, rest_here, scroll_to, step_on_line, ReadingLine,
};
pub use save::{
    download_png, download_svg, download_text, fetch_as_data, fetch_maybe, fetch_text, markup_of,
};
pub use slots::DomSlots;
pub use strokes::{watch_strokes, Stroke};
pub use timers::{
    animate, animate_at, at_rest, debounced, in_turn, later, next_frame_do, prefers_reduced_motion,
    throttled, tick_in, time_ms, Animation,
};
pub use viewport::{layout, set_band, set_layout, Layout};
pub use web_animations::WebAnimations;
