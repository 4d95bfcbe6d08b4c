//! What a static host should send along: one set of headers, written in the forms of the common
//! hosts.

use super::File;

/// What pages may load: all of it is the site's own. Who may show them is left open, because even a
/// star for ancestors would shut out a file and an app that reads.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const POLICY_NAME: &str = "Content-Security-Policy";

/// Sent with every file, besides the policy. A frame in a sandbox has no origin of its own:
/// scripts, fonts and data of its own host are another's to it, and come only where the host allows
/// that.
const ALWAYS: [(&str, &str); 5] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
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
    stem.rsplit_once('-').is_some_and(|(_, mark)| {
        mark.len() == DIGITS && mark.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// The policy with the host's own origin beside each `'self'`, which WebKit does not take for the
/// host in a sandbox without an origin.
fn policy(origin: &str) -> String {
    POLICY.replace("'self'", &format!("'self' {origin}"))
}

/// The scheme and host of an absolute address.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split('/').next()?))
}

/// The files for hosts. `names` are those at the root of the site; `folders` those that hold pages;
/// `address` is the site's, where it has one.
pub fn headers(names: &[String], folders: &[String], address: Option<&str>) -> Vec<File> {
    let mut kept: Vec<&String> = names.iter().filter(|n| is_fingerprinted(n)).collect();
    kept.sort();
    vec![
        File::new("_headers", listed(&kept, folders, address)),
        File::new(".htaccess", apache()),
        File::new("nginx.conf", nginx()),
    ]
}

/// Netlify and Cloudflare Pages. Rules that match together add up there, so no file has two for its
/// keeping.
fn listed(kept: &[&String], folders: &[String], address: Option<&str>) -> String {
    let mut text =
        "# For Netlify and Cloudflare Pages, with the site at the root of its host.\n/*\n"
            .to_string();
    let policy = address.and_then(origin).map_or(POLICY.to_string(), |own| policy(&own));
    text += &format!("  {POLICY_NAME}: {policy}\n");
    for (name, value) in ALWAYS {
        text += &format!("  {name}: {value}\n");
    }
    let pages = ["/".to_string(), "/index.html".to_string()]
        .into_iter()
        .chain(folders.iter().map(|f| format!("/{f}/*")));
    for (path, value) in
        pages.map(|p| (p, ASK)).chain(kept.iter().map(|n| (format!("/{n}"), FOR_EVER)))
    {
        text += &format!("{path}\n  Cache-Control: {value}\n");
    }
    text
}

fn apache() -> String {
    let policy = policy("%{REQUEST_SCHEME}://%{HTTP_HOST}");
    let always: String =
        ALWAYS.map(|(name, value)| format!("  Header always set {name} \"{value}\"\n")).concat();
    let always = format!("  Header always set {POLICY_NAME} \"expr={policy}\"\n{always}");
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

/// A location drops the headers of the block around it once it has one of its own, so both have
/// all.
fn nginx() -> String {
    let policy = policy("$scheme://$http_host");
    let all = |indent: &str, keep: &str| -> String {
        let always = ALWAYS
            .map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n"))
            .concat();
        format!("{indent}add_header {POLICY_NAME} \"{policy}\" always;\n{always}{indent}add_header Cache-Control \"{keep}\";\n")
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
        let names =
            ["index.html", "app-0123456789abcdef.wasm", "style-0123456789abcdef.css", "embed.js"]
                .map(str::to_string);
        headers(&names, &["step".to_string()], Some("https://example.org/story/"))
    }

    #[test]
    fn every_host_gets_the_whole_policy_with_its_own_origin() {
        let origins =
            ["https://example.org", "%{REQUEST_SCHEME}://%{HTTP_HOST}", "$scheme://$http_host"];
        for (file, origin) in made().iter().zip(origins) {
            assert!(
                file.text.contains(&policy(origin))
                    && file.text.contains(&format!("script-src 'self' {origin} ")),
                "{}",
                file.path
            );
            for (name, value) in ALWAYS {
                assert!(
                    file.text.contains(name) && file.text.contains(value),
                    "{}: {name}",
                    file.path
                );
            }
        }
    }

    #[test]
    fn a_site_without_an_address_names_no_origin() {
        assert!(headers(&[], &[], None)[0].text.contains(POLICY));
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
