//! Runs other programs and turns what they say into values, so that the commands read as steps.

use crate::fault::{Fault, Outcome};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// Runs a program with its output going straight to the reader.
pub fn run(command: &mut Command, step: &str, remedy: &str) -> Outcome {
    let status = command.status().map_err(|why| not_started(command, step, &why))?;
    judge(command, status, step, remedy)
}

/// Becomes the program, so that whoever stops this one stops it; where that cannot be, runs it.
pub fn replace_with(command: &mut Command, step: &str, remedy: &str) -> Outcome {
    // The program's own end is then its own to explain.
    #[cfg(unix)]
    {
        let _ = remedy;
        let why = std::os::unix::process::CommandExt::exec(command);
        Err(not_started(command, step, &why))
    }
    #[cfg(not(unix))]
    run(command, step, remedy)
}

/// Runs a program, shows what it prints, and hands each line of its output to `see` as well.
pub fn run_seeing(
    command: &mut Command,
    step: &str,
    remedy: &str,
    mut see: impl FnMut(&str),
) -> Outcome {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|why| not_started(command, step, &why))?;
    if let Some(stdout) = child.stdout.take() {
        forward(stdout, std::io::stdout(), &mut see);
    }
    let status = child.wait().map_err(|why| not_started(command, step, &why))?;
    judge(command, status, step, remedy)
}

/// The same for the lines of its complaints.
pub fn run_hearing(
    command: &mut Command,
    step: &str,
    remedy: &str,
    mut hear: impl FnMut(&str),
) -> Outcome {
    let mut child =
        command.stderr(Stdio::piped()).spawn().map_err(|why| not_started(command, step, &why))?;
    if let Some(stderr) = child.stderr.take() {
        forward(stderr, std::io::stderr(), &mut hear);
    }
    let status = child.wait().map_err(|why| not_started(command, step, &why))?;
    judge(command, status, step, remedy)
}

/// Runs a program, shows its complaints, and puts the last of them into the fault.
pub fn run_quoting(command: &mut Command, step: &str, remedy: &str) -> Outcome {
    let mut last = String::new();
    let outcome = run_hearing(command, step, remedy, |line| {
        if !line.trim().is_empty() {
            last = line.trim().to_owned();
        }
    });
    outcome.map_err(|mut fault| {
        if !last.is_empty() {
            fault.cause = format!("{} ({last})", fault.cause);
        }
        fault
    })
}

/// Runs a program silently for at most `limit`, keeping what it says in the file `log`.
/// The error is one line: why it failed.
pub fn run_limited(command: &mut Command, log: &Path, limit: Duration) -> Result<(), String> {
    let mut file = std::fs::File::create(log).map_err(|why| format!("{}: {why}", log.display()))?;
    let program = name(command);
    let not_run = |why: std::io::Error| format!("{program}: {why}");
    let (end, ended) = std::sync::mpsc::channel();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(not_run)?;
    if let Some(mut said) = child.stderr.take() {
        // The standard library has no wait with a limit, but what a program says ends when it does.
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut said, &mut file);
            let _ = end.send(());
        });
    }
    match ended.recv_timeout(limit) {
        Ok(()) => match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(std::fs::read_to_string(log)
                .ok()
                .and_then(|said| complaint(&said))
                .unwrap_or_else(|| format!("{program} ended with {status}"))),
            Err(why) => Err(not_run(why)),
        },
        Err(_) => {
            // Nothing more can be done about a child that cannot be killed, so the results are
            // dropped.
            let _ = child.kill();
            let _ = child.wait();
            Err(format!("no end after {} s", limit.as_secs()))
        }
    }
}

/// What a program prints, without the last line end, if it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let out = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    out.status.success().then(|| text.trim_end().to_owned())
}

/// Looks a program up in a search path.
pub fn find_in(program: &str, path: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Looks a program up where the reader's shell would.
pub fn find(program: &str) -> Option<PathBuf> {
    find_in(program, &std::env::var_os("PATH")?)
}

/// The most telling line of what a failed program said: its first error, or else its last line.
fn complaint(said: &str) -> Option<String> {
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let first_error = lines.clone().find(|line| line.starts_with("error"));
    first_error
        .or_else(|| lines.next_back())
        .map(|line| line.trim_start_matches("error:").trim().to_owned())
}

/// Copies lines from a program to the reader; a reader that has gone away is no reason to stop.
fn forward(from: impl Read, mut to: impl Write, see: &mut dyn FnMut(&str)) {
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = lines.read_until(b'\n', &mut line) {
        let _ = to.write_all(&line);
        see(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
    let _ = to.flush();
}

fn judge(command: &Command, status: ExitStatus, step: &str, remedy: &str) -> Outcome {
    if status.success() {
        return Ok(());
    }
    let cause = match status.code() {
        Some(code) => format!("`{}` ended with code {code}", line(command)),
        None => format!("`{}` was stopped by a signal", line(command)),
    };
    Err(Fault::new(step, cause, remedy))
}

fn not_started(command: &Command, step: &str, why: &std::io::Error) -> Fault {
    Fault::new(
        step,
        format!("`{}` did not start: {why}", name(command)),
        format!("install `{}` and put it on PATH", name(command)),
    )
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    name.to_string_lossy().into_owned()
}

/// The command as one would type it, for fault texts.
fn line(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(name(command)).chain(args).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_quoted_with_its_last_words() {
        let fault = run_quoting(
            Command::new("sh").args(["-c", "echo no such package >&2; exit 3"]),
            "installing",
            "do it by hand",
        )
        .unwrap_err();
        assert!(fault.cause.contains("code 3"), "{}", fault.cause);
        assert!(fault.cause.ends_with("(no such package)"), "{}", fault.cause);
    }

    #[test]
    fn a_missing_program_is_named_with_the_remedy() {
        let fault = run(&mut Command::new("no-such-program"), "drawing", "").unwrap_err();
        assert_eq!(fault.remedy, "install `no-such-program` and put it on PATH");
    }

    #[test]
    fn an_endless_program_is_stopped_at_the_limit() {
        let log = std::env::temp_dir().join(format!("xtask-limit-{}.log", std::process::id()));
        let why = run_limited(Command::new("sleep").arg("30"), &log, Duration::from_millis(1));
        assert_eq!(why, Err("no end after 0 s".into()));
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn a_program_that_ends_in_time_is_judged_by_how_it_ended() {
        let log = std::env::temp_dir().join(format!("xtask-ended-{}.log", std::process::id()));
        let minute = Duration::from_secs(60);
        assert_eq!(run_limited(&mut Command::new("true"), &log, minute), Ok(()));
        let why = run_limited(
            Command::new("sh").args(["-c", "echo error: no room >&2; exit 3"]),
            &log,
            minute,
        );
        assert_eq!(why, Err("no room".into()));
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn the_first_error_says_more_than_the_last_line() {
        let said = "info: syncing\nerror: could not download file\nwarning: retrying\n";
        assert_eq!(complaint(said).as_deref(), Some("could not download file"));
        assert_eq!(complaint("one\ntwo\n").as_deref(), Some("two"));
        assert_eq!(complaint("\n"), None);
    }

    #[test]
    fn output_lines_are_seen_one_by_one() {
        let mut seen = Vec::new();
        run_seeing(Command::new("sh").args(["-c", "echo a; echo b"]), "", "", |l| {
            seen.push(l.to_owned())
        })
        .unwrap();
        assert_eq!(seen, ["a", "b"]);
    }
}
