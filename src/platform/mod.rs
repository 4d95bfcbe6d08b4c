//! The one door to the browser: plain Rust in and out, guards that unhook on drop. No story here.
//!
//! Nothing in it panics when the browser refuses something: it says so in the console and the
//! static page stands in.

mod address;
mod dom;
mod frame;
mod keys;
mod page;
mod reading;

pub use address::{address, on_address_change, Address, AddressWriter};
pub use dom::{by_id, move_focus, set_properties, set_view_box, toggle_class_where, Listener, Towards};
pub use frame::{animate, prefers_reduced_motion, Animation};
pub use keys::on_key;
pub use page::{announce, atlas_text, mark_current_step, mark_ready, on_choice, report, set_mode, show_notice, Choice};
pub use reading::{scroll_to, step_on_line, ReadingLine};
