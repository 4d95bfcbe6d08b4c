//! Files of the site: under names that change with their content, and with the sums that they are
//! checked by.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use spring_surge::export::File;
use std::fs;
use std::path::Path;

/// The file that was put under a lasting name.
pub fn named(dist: &Path, name: &str, extension: &str) -> Result<String, String> {
    let names = fs::read_dir(dist)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned());
    let is = |n: &String| {
        let mark = n
            .strip_prefix(name)
            .and_then(|n| n.strip_prefix('-'))
            .and_then(|n| n.strip_suffix(extension)?.strip_suffix('.'));
        mark.is_some_and(|mark| mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    names.into_iter().find(is).ok_or(format!("{name}.{extension}: the file is missing"))
}

/// Subresource integrity of a file, https://www.w3.org/TR/SRI/.
pub fn integrity(dist: &Path, name: &str) -> Result<String, String> {
    let bytes = fs::read(dist.join(name)).map_err(|e| format!("{name}: {e}"))?;
    Ok(sum(&bytes))
}

/// The sum of what a page loads or holds, https://www.w3.org/TR/CSP3/#grammardef-hash-source.
pub fn sum(content: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(content)))
}

/// Writes a file under a name that changes with its content, so that it may be kept for ever.
pub fn put(
    dist: &Path,
    name: &str,
    extension: &str,
    content: impl AsRef<[u8]>,
) -> Result<String, String> {
    let file = format!("{name}-{}.{extension}", fingerprint(content.as_ref()));
    fs::write(dist.join(&file), content).map_err(|e| format!("{file}: {e}"))?;
    Ok(file)
}

/// The reading face, a subset of Newsreader (see public/fonts/OFL.txt), with its licence beside it.
pub fn put_font(dist: &Path) -> Result<String, String> {
    let folder = Path::new("public/fonts");
    let bytes =
        |name: &str| fs::read(folder.join(name)).map_err(|e| format!("public/fonts/{name}: {e}"));
    fs::write(dist.join("newsreader-OFL.txt"), bytes("OFL.txt")?)
        .map_err(|e| format!("newsreader-OFL.txt: {e}"))?;
    put(dist, "newsreader", "woff2", bytes("newsreader-400.woff2")?)
}

/// Sixteen digits that change with the content: the first of its SHA-256.
pub fn fingerprint(content: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(content)[..8])
}

pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes files at addresses that do not change.
pub fn write_files(dist: &Path, files: impl IntoIterator<Item = File>) -> Result<(), String> {
    for file in files {
        let path = dist.join(&file.path);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, file.text));
        written.map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_follow_the_content() {
        // FIPS 180-4: the sums of nothing and of "abc".
        assert_eq!(fingerprint(b""), "e3b0c44298fc1c14");
        assert_eq!(fingerprint(b"abc"), "ba7816bf8f01cfea");
    }
}
