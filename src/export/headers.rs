//! What a static host should send along: one set of headers, written in the forms of the common
//! hosts.

use super::File;

/// What stands in the pages themselves, by its sums (`sha256-…`): what the first picture needs is not
/// waited for a second time.
#[derive(Clone, Debug, Default)]
pub struct Inline {
    /// Scripts.
    pub scripts: Vec<String>,
    /// Styles.
    pub styles: Vec<String>,
}

/// What pages may load: all of it is the site's own, and what stands in them has the sums of
/// `inline`. Who may show them is left open, because even a star for ancestors would shut out a file
/// and an app that reads. `origin` stands beside each `'self'`, which WebKit does not take for the
/// host in a sandbox without an origin.
pub fn policy(inline: &Inline, origin: Option<&str>) -> String {
    let own = origin.map_or("'self'".to_string(), |origin| format!("'self' {origin}"));
    let sums = |sums: &[String]| sums.iter().map(|sum| format!(" '{sum}'")).collect::<String>();
    let (scripts, styles) = (sums(&inline.scripts), sums(&inline.styles));
    format!(
        "default-src 'none'; script-src {own} 'wasm-unsafe-eval'{scripts}; style-src {own}{styles}; \
         img-src {own} data:; connect-src {own}; font-src {own}; worker-src {own}; \
         manifest-src {own}; frame-src {own}; base-uri 'none'; form-action 'none'"
    )
}

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

/// The scheme and host of an absolute address.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split('/').next()?))
}

/// The files for hosts. `names` are those at the root of the site; `folders` those that hold pages;
/// `address` is the site's, where it has one; `inline` what stands in the pages.
pub fn headers(
    names: &[String],
    folders: &[String],
    address: Option<&str>,
    inline: &Inline,
) -> Vec<File> {
    let mut kept: Vec<&String> = names.iter().filter(|n| is_fingerprinted(n)).collect();
    kept.sort();
    vec![
        File::new("_headers", listed(&kept, folders, address, inline)),
        File::new(".htaccess", apache(inline)),
        File::new("nginx.conf", nginx(inline)),
    ]
}

/// Netlify and Cloudflare Pages. Rules that match together add up there, so no file has two for its
/// keeping.
fn listed(kept: &[&String], folders: &[String], address: Option<&str>, inline: &Inline) -> String {
    let mut text =
        "# For Netlify and Cloudflare Pages, with the site at the root of its host.\n/*\n"
            .to_string();
    let policy = policy(inline, address.and_then(origin).as_deref());
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

fn apache(inline: &Inline) -> String {
    let policy = policy(inline, Some("%{REQUEST_SCHEME}://%{HTTP_HOST}"));
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
fn nginx(inline: &Inline) -> String {
    let policy = policy(inline, Some("$scheme://$http_host"));
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
        headers(&names, &["step".to_string()], Some("https://example.org/story/"), &inline())
    }

    fn inline() -> Inline {
        Inline { scripts: vec!["sha256-a=".to_string()], styles: vec!["sha256-b=".to_string()] }
    }

    #[test]
    fn every_host_gets_the_whole_policy_with_its_own_origin() {
        let origins =
            ["https://example.org", "%{REQUEST_SCHEME}://%{HTTP_HOST}", "$scheme://$http_host"];
        for (file, origin) in made().iter().zip(origins) {
            assert!(
                file.text.contains(&policy(&inline(), Some(origin)))
                    && file.text.contains(" 'wasm-unsafe-eval' 'sha256-a='; ")
                    && file.text.contains(&format!(" {origin} 'sha256-b='; "))
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
        let listed = &headers(&[], &[], None, &Inline::default())[0].text;
        assert!(listed.contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src"));
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
