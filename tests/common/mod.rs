//! The real content, for tests that run without a browser.

use spring_surge::content::{compile, load, read_files, Atlas, Files, Seeds};
use std::path::Path;
use std::sync::OnceLock;

/// The files under seeds/.
pub fn files() -> Files {
    read_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).expect("seeds/ can be read")
}

/// The content.
#[allow(dead_code)]
pub fn seeds() -> Seeds {
    load(&files()).0
}

/// The English atlas, made once.
#[allow(dead_code)]
pub fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| compile(&seeds(), "en").expect("there is an English text"))
}
