//! Reads the command line into a [`Command`], apart from running it, so that it can be tested
//! alone.

/// Shown by `help`, and after a mistake on the command line.
pub const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--release] [--port N] [--address A]
                     serve the site and rebuild it on change (127.0.0.1:8080)
  build              write the optimised site into dist/, for any static host and sub-path
  test [--quick|--all] [--only native|wasm|geo|e2e] [--file NAME] [--named PATTERN]
                     run the tests, or one group of them; --quick runs what tells most in two
                     minutes, --all adds Firefox, WebKit, axe in every state, the whole grid of
                     windows and the fuzzer; --file runs one file of journeys (embed), and
                     --named those journeys whose title matches
  look [--views A,B] [--sizes WxH,…] [--langs L,…] [--steps ID,…] [--themes T,…] [--letters PX,…]
       [--dist FOLDER] [--out FOLDER]
                     write sheets of pictures to look at: all steps of the page, of a frame
                     (embed), of a lesson (present), the pages of the steps (step), the hand-out,
                     the single file (file) and what is printed (print), at their usual sizes
                     where none are named, with findings.txt; into target/look, of the site
                     that is built where no other is named
  bench [--runs N] [--sites N] [--parts A,B]
                     measure the site beside peers that tell the same story; 5 runs and 10,000
                     sites where nothing else is said; writes tests/bench/peers.json and .svg,
                     or nothing where only some parts are measured (desk, phone, scroll-desk,
                     scroll-phone, pace-phone, flight-phone, flight-desk, many, events)
  bench use [--minutes N]
                     what further frames cost, and the memory of a page in use (20 minutes);
                     writes tests/bench/use.json
  bench model        time the laboratory's model against JavaScript and NumPy
  fuzz [--inputs N]  feed the readers of seeds, dates, maps, addresses, messages and storage with
                     made-up input; ten million where nothing else is said
  audit [--database FOLDER]
                     compare the lock files with RustSec's advisories, the newest or a copy's
  report             write tests/report.md from what the last runs came to
  check              formatting and lints, warnings as errors
  setup              install what the commands above need; each also does so by itself
  geo                rebuild the map data in seeds/geo from the packaged sources
  prerender          write the page's HTML into Trunk's staging folder (called by Trunk)
  help               show this text

SPRING_SURGE_ADDRESS=https://…/ names the site's address for a build, where cards, oEmbed and
citations need one; else it is \"address\" in seeds/release.json.";

/// One group of tests, as chosen by `--only`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The core, this crate and the prerenderer, on the machine itself.
    Native,
    /// Components in a headless browser.
    Wasm,
    /// The map build step.
    Geo,
    /// Journeys through the built site.
    E2e,
}

/// How much is tested; what a smaller scope runs, a larger one runs, too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// While one works.
    Quick,
    /// Before a change is handed in.
    #[default]
    Usual,
    /// Before a version.
    All,
}

/// Which tests are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tests {
    /// How much of each group.
    pub scope: Scope,
    /// One group alone.
    pub only: Option<Group>,
    /// One file of journeys alone, by its name without `.test.mjs`.
    pub file: Option<String>,
    /// Only the journeys whose title matches this pattern of Node's test runner.
    pub named: Option<String>,
}

/// What the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Serve and rebuild on change.
    Serve {
        /// The optimised site rather than the quickly built one.
        release: bool,
        /// Port to listen on.
        port: u16,
        /// Address to listen on.
        address: String,
    },
    /// Write dist/.
    Build,
    /// Run tests.
    Test(Tests),
    /// Write sheets of pictures to look at.
    Look {
        /// A built site; without it the project's own, built anew where something has changed.
        dist: Option<String>,
        /// What is looked at and where the sheets go, as the script takes it.
        wishes: Vec<String>,
    },
    /// Measure the site beside its peers.
    BenchPeers {
        /// How often each page is visited.
        runs: u32,
        /// How many made-up sites the largest map shows.
        sites: u32,
        /// The parts that are measured, parted by commas; without them all are, and kept.
        parts: Option<String>,
    },
    /// Measure further frames, and a page that is used for long.
    BenchUse {
        /// How long it is used.
        minutes: u32,
    },
    /// Time the laboratory's model.
    BenchModel,
    /// Feed what reads from outside with made-up input.
    Fuzz {
        /// About how many inputs in all.
        inputs: u32,
    },
    /// Compare the lock files with advisories.
    Audit {
        /// A copy of the database.
        database: Option<String>,
    },
    /// Write what the last runs came to.
    Report,
    /// Formatting and lints.
    Check,
    /// Install everything.
    Setup,
    /// Rebuild the map data.
    Geo,
    /// Write the HTML into the staging folder.
    Prerender,
    /// Show the usage text.
    Help,
}

/// Reads the arguments that follow `cargo xtask`; the error says which of them was not understood.
pub fn parse(args: &[String]) -> Result<Command, String> {
    let Some((name, rest)) = args.split_first() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "serve" => return serve(rest),
        "test" => return test(rest),
        "look" => return look(rest),
        "bench" => return bench(rest),
        "fuzz" => {
            return Ok(Command::Fuzz {
                inputs: one_number("fuzz", "--inputs", rest)?.unwrap_or(10_000_000),
            })
        }
        "audit" => return audit(rest),
        "build" => Command::Build,
        "report" => Command::Report,
        "check" => Command::Check,
        "setup" => Command::Setup,
        "geo" => Command::Geo,
        "prerender" => Command::Prerender,
        "help" | "--help" | "-h" => Command::Help,
        other => return Err(format!("there is no command `{other}`")),
    };
    match rest.first() {
        None => Ok(command),
        Some(extra) => Err(format!("`{name}` takes no `{extra}`")),
    }
}

fn serve(rest: &[String]) -> Result<Command, String> {
    let (mut release, mut port, mut address) = (false, 8080, "127.0.0.1".to_owned());
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        match flag.as_str() {
            "--release" => release = true,
            "--port" => {
                let text = words.value(&flag)?;
                port = match text.parse() {
                    Ok(number) if number > 0 => number,
                    _ => return Err(format!("`{text}` is not a port from 1 to 65535")),
                };
            }
            "--address" => address = words.value(&flag)?,
            other => return Err(format!("`serve` takes no `{other}`")),
        }
    }
    Ok(Command::Serve { release, port, address })
}

fn look(rest: &[String]) -> Result<Command, String> {
    let (mut dist, mut wishes) = (None, Vec::new());
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        match flag.as_str() {
            "--dist" => dist = Some(words.value(&flag)?),
            "--views" | "--sizes" | "--langs" | "--steps" | "--themes" | "--letters" | "--out" => {
                wishes.push(format!("{flag}={}", words.value(&flag)?));
            }
            other => return Err(format!("`look` takes no `{other}`")),
        }
    }
    Ok(Command::Look { dist, wishes })
}

fn bench(rest: &[String]) -> Result<Command, String> {
    if rest == ["model"] {
        return Ok(Command::BenchModel);
    }
    if let Some(("use", rest)) = rest.split_first().map(|(word, rest)| (word.as_str(), rest)) {
        return Ok(Command::BenchUse {
            minutes: one_number("bench use", "--minutes", rest)?.unwrap_or(20),
        });
    }
    let (mut runs, mut sites, mut parts) = (5, 10_000, None);
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        match flag.as_str() {
            "--runs" => runs = words.number(&flag)?,
            "--sites" => sites = words.number(&flag)?,
            "--parts" => parts = Some(words.value(&flag)?),
            other => return Err(format!("`bench` takes no `{other}`")),
        }
    }
    Ok(Command::BenchPeers { runs, sites, parts })
}

/// The value of the one flag that a command takes, where it is given.
fn one_number(command: &str, wanted: &str, rest: &[String]) -> Result<Option<u32>, String> {
    let mut number = None;
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        if flag != wanted {
            return Err(format!("`{command}` takes no `{flag}`"));
        }
        number = Some(words.number(&flag)?);
    }
    Ok(number)
}

fn audit(rest: &[String]) -> Result<Command, String> {
    let mut database = None;
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        match flag.as_str() {
            "--database" => database = Some(words.value(&flag)?),
            other => return Err(format!("`audit` takes no `{other}`")),
        }
    }
    Ok(Command::Audit { database })
}

fn test(rest: &[String]) -> Result<Command, String> {
    let mut tests = Tests::default();
    let mut words = Words::new(rest);
    while let Some(flag) = words.flag() {
        match flag.as_str() {
            "--quick" => tests.scope = Scope::Quick,
            "--all" => tests.scope = Scope::All,
            "--file" => tests.file = Some(words.value(&flag)?),
            "--named" => tests.named = Some(words.value(&flag)?),
            "--only" => {
                tests.only = Some(match words.value(&flag)?.as_str() {
                    "native" => Group::Native,
                    "wasm" => Group::Wasm,
                    "geo" => Group::Geo,
                    "e2e" => Group::E2e,
                    other => return Err(format!("`{other}` is not one of native, wasm, geo, e2e")),
                });
            }
            other => return Err(format!("`test` takes no `{other}`")),
        }
    }
    // Both are asked of journeys alone.
    if tests.file.is_some() || tests.named.is_some() {
        tests.only = Some(Group::E2e);
    }
    Ok(Command::Test(tests))
}

/// The arguments one by one; `--flag=value` and `--flag value` mean the same.
struct Words {
    left: std::vec::IntoIter<String>,
}

impl Words {
    fn new(rest: &[String]) -> Self {
        let split = rest.iter().flat_map(|word| match word.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => {
                vec![flag.to_owned(), value.to_owned()]
            }
            _ => vec![word.clone()],
        });
        Self { left: split.collect::<Vec<_>>().into_iter() }
    }

    fn flag(&mut self) -> Option<String> {
        self.left.next()
    }

    fn value(&mut self, flag: &str) -> Result<String, String> {
        self.left.next().ok_or_else(|| format!("`{flag}` needs a value"))
    }

    fn number(&mut self, flag: &str) -> Result<u32, String> {
        let text = self.value(flag)?;
        text.parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or(format!("`{text}` is not a number above 0"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&args)
    }

    #[test]
    fn serve_has_defaults_and_takes_both_spellings_of_a_value() {
        let plain = Command::Serve { release: false, port: 8080, address: "127.0.0.1".into() };
        assert_eq!(read("serve"), Ok(plain));
        let full = Command::Serve { release: true, port: 9000, address: "0.0.0.0".into() };
        assert_eq!(read("serve --release --port 9000 --address=0.0.0.0"), Ok(full));
    }

    #[test]
    fn a_bad_port_or_a_missing_value_is_named() {
        for bad in ["0", "70000", "x"] {
            assert!(read(&format!("serve --port {bad}")).unwrap_err().contains(bad));
        }
        assert_eq!(read("serve --port"), Err("`--port` needs a value".into()));
    }

    #[test]
    fn test_groups_are_read_and_unknown_ones_refused() {
        assert_eq!(read("test"), Ok(Command::Test(Tests::default())));
        assert_eq!(
            read("test --only wasm"),
            Ok(Command::Test(Tests { only: Some(Group::Wasm), ..Tests::default() }))
        );
        assert_eq!(
            read("test --all"),
            Ok(Command::Test(Tests { scope: Scope::All, ..Tests::default() }))
        );
        let one = Tests {
            scope: Scope::Quick,
            only: Some(Group::E2e),
            file: Some("embed".into()),
            named: Some("scroll".into()),
        };
        assert_eq!(read("test --quick --file embed --named=scroll"), Ok(Command::Test(one)));
        assert!(read("test --only all").unwrap_err().contains("`all`"));
    }

    #[test]
    fn what_to_time_is_read_and_anything_else_refused() {
        assert_eq!(read("bench model"), Ok(Command::BenchModel));
        assert_eq!(read("bench"), Ok(Command::BenchPeers { runs: 5, sites: 10_000, parts: None }));
        let many = Command::BenchPeers { runs: 9, sites: 100_000, parts: Some("many".into()) };
        assert_eq!(read("bench --runs=9 --sites 100000 --parts many"), Ok(many));
        assert_eq!(read("bench use --minutes 2"), Ok(Command::BenchUse { minutes: 2 }));
        assert!(read("bench use --runs 2").unwrap_err().contains("`--runs`"));
        assert!(read("bench --runs 0").unwrap_err().contains("`0`"));
        assert!(read("bench map").unwrap_err().contains("`map`"));
    }

    #[test]
    fn what_to_look_at_is_read() {
        assert_eq!(read("look"), Ok(Command::Look { dist: None, wishes: Vec::new() }));
        let wishes = vec![
            "--views=page,embed".to_owned(),
            "--sizes=320x640".to_owned(),
            "--out=sheets".to_owned(),
        ];
        let some = Command::Look { dist: Some("site".into()), wishes };
        assert_eq!(
            read("look --views page,embed --sizes=320x640 --dist site --out sheets"),
            Ok(some)
        );
        assert!(read("look --view page").unwrap_err().contains("`--view`"));
        assert!(read("look --steps").unwrap_err().contains("`--steps` needs a value"));
    }

    #[test]
    fn how_much_to_fuzz_is_read() {
        assert_eq!(read("audit"), Ok(Command::Audit { database: None }));
        assert_eq!(read("audit --database=db"), Ok(Command::Audit { database: Some("db".into()) }));
        assert!(read("audit --fetch").unwrap_err().contains("`--fetch`"));
        assert_eq!(read("fuzz"), Ok(Command::Fuzz { inputs: 10_000_000 }));
        assert_eq!(read("fuzz --inputs 500"), Ok(Command::Fuzz { inputs: 500 }));
        assert!(read("fuzz --inputs some").unwrap_err().contains("`some`"));
    }

    #[test]
    fn unknown_words_are_refused_and_nothing_means_help() {
        assert_eq!(read(""), Ok(Command::Help));
        assert!(read("sevre").unwrap_err().contains("`sevre`"));
        assert!(read("build --fast").unwrap_err().contains("`--fast`"));
    }
}
