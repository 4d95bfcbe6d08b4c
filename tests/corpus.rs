//! What the fuzzer found worth keeping is read again without it, so that a fault once found stays
//! mended.

#[path = "fuzz/inputs.rs"]
mod inputs;

use std::path::Path;

fn replay(kind: &str, act: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(kind);
    let entries: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .flatten()
        .collect();
    assert!(entries.len() > 30, "{} is not whole", folder.display());
    for entry in entries {
        let data = std::fs::read(entry.path()).expect("the corpus can be read");
        let outcome = std::panic::catch_unwind(|| act(&data));
        assert!(outcome.is_ok(), "{}", entry.path().display());
    }
}

#[test]
fn addresses() {
    replay("addresses", inputs::addresses);
}

#[test]
fn dates() {
    replay("dates", inputs::dates);
}

#[test]
fn geometry() {
    replay("geometry", inputs::geometry);
}

#[test]
fn messages() {
    replay("messages", inputs::messages);
}

#[test]
fn seeds() {
    replay("seeds", inputs::seeds);
}

#[test]
fn stored() {
    replay("stored", inputs::stored);
}
