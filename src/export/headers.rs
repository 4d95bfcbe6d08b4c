//! What a static host should send along: one set of headers, written in the forms of the common hosts.

use super::File;

/// What pages may load and who may show them. Everything is the site's own; any article may embed it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'";

/// Sent with every file.
const ALWAYS: [(&str, &str); 4] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// For files whose name changes with their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For everything else: kept, but asked for anew each time.
const ASK: &str = "no-cache";

/// Digits of a fingerprint.
const DIGITS: usize = 16;

/// Whether the name of a file changes with its content: `style-0123456789abcdef.css`.
pub fn is_fingerprinted(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, mark)| mark.len() == DIGITS && mark.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The files for hosts. `names` are those at the root of the site; `folders` those that hold pages.
pub fn headers(names: &[String], folders: &[String]) -> Vec<File> {
    let mut kept: Vec<&String> = names.iter().filter(|n| is_fingerprinted(n)).collect();
    kept.sort();
    vec![File::new("_headers", listed(&kept, folders)), File::new(".htaccess", apache()), File::new("nginx.conf", nginx())]
}

/// Netlify and Cloudflare Pages. Rules that match together add up there, so no file has two for its keeping.
fn listed(kept: &[&String], folders: &[String]) -> String {
    let mut text = "# For Netlify and Cloudflare Pages, with the site at the root of its host.\n/*\n".to_string();
    for (name, value) in ALWAYS {
        text += &format!("  {name}: {value}\n");
    }
    let pages = ["/".to_string(), "/index.html".to_string()].into_iter().chain(folders.iter().map(|f| format!("/{f}/*")));
    for (path, value) in pages.map(|p| (p, ASK)).chain(kept.iter().map(|n| (format!("/{n}"), FOR_EVER))) {
        text += &format!("{path}\n  Cache-Control: {value}\n");
    }
    text
}

fn apache() -> String {
    let always: String = ALWAYS.map(|(name, value)| format!("  Header always set {name} \"{value}\"\n")).concat();
    format!(
        "# For Apache, in any folder.\nAddType application/wasm .wasm\n{APACHE_PACKED}<IfModule mod_headers.c>\n{always}  \
         Header set Cache-Control \"{ASK}\"\n  <FilesMatch \"-[0-9a-f]{{{DIGITS}}}\\.\">\n    Header set Cache-Control \"{FOR_EVER}\"\n  </FilesMatch>\n</IfModule>\n"
    )
}

/// Sends what lies compressed beside a file, to browsers that take it.
const APACHE_PACKED: &str = r#"<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} \bbr\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.*)$ $1.br [L]
  RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.*)$ $1.gz [L]
</IfModule>
<FilesMatch "\.(css|csv|geojson|html|js|json|svg|ts|txt|wasm|xml)\.(br|gz)$">
  RemoveType .br .gz
  AddEncoding br .br
  AddEncoding gzip .gz
  <IfModule mod_headers.c>
    Header append Vary Accept-Encoding
  </IfModule>
</FilesMatch>
"#;

/// A location drops the headers of the block around it once it has one of its own, so both have all.
fn nginx() -> String {
    let all = |indent: &str, keep: &str| -> String {
        let always = ALWAYS.map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n")).concat();
        format!("{always}{indent}add_header Cache-Control \"{keep}\";\n")
    };
    format!(
        "# For nginx: include this in the server block. Types must have application/wasm for .wasm.\n\
         # Sends what lies compressed beside a file. Where nginx has the brotli module: brotli_static on;\ngzip_static on;\ngzip_vary on;\n{}location ~ \"-[0-9a-f]{{{DIGITS}}}\\.[a-z0-9]+$\" {{\n{}}}\n\
         location ~ /(nginx\\.conf|_headers|\\.htaccess)$ {{ return 404; }}\n",
        all("", ASK),
        all("    ", FOR_EVER)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Vec<File> {
        let names = ["index.html", "app-0123456789abcdef.wasm", "style-0123456789abcdef.css", "embed.js"].map(str::to_string);
        headers(&names, &["step".to_string()])
    }

    #[test]
    fn every_host_gets_the_whole_policy() {
        for file in made() {
            for (name, value) in ALWAYS {
                assert!(file.text.contains(name) && file.text.contains(value), "{}: {name}", file.path);
            }
        }
    }

    #[test]
    fn only_names_that_follow_their_content_are_kept_for_ever() {
        let listed = &made()[0].text;
        for name in ["app-0123456789abcdef.wasm", "style-0123456789abcdef.css"] {
            assert!(listed.contains(&format!("/{name}\n  Cache-Control: {FOR_EVER}")), "{name}");
        }
        for path in ["/", "/index.html", "/step/*"] {
            assert!(listed.contains(&format!("\n{path}\n  Cache-Control: {ASK}\n")), "{path}");
        }
        assert!(!listed.contains("embed.js"));
        assert!(!is_fingerprinted("newsreader-OFL.txt") && !is_fingerprinted("index.html"));
    }
}
