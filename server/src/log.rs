//! The log: one line an event, to standard error, as text or as JSON.
//!
//! Lines are written by a thread of their own. Where more come than can be written, requests do not wait: lines are left out, and how many is
//! said. No line holds a name, a login, an address, a query or a figure.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    time::Duration,
};

use clap::ValueEnum;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// What the lines of requests are filed under.
pub const REQUESTS: &str = "measure_up::request";
/// Lines that wait to be written.
const WAITING: usize = 16_384;
/// How long the last lines may take to be written.
const LAST: Duration = Duration::from_secs(2);

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One JSON object a line, with a line for each request.
    Json,
    /// Words, with a line for each request.
    Text,
    /// Not at all.
    Off,
}

enum Message {
    Line(Vec<u8>),
    /// All lines before it have been written.
    Flush(SyncSender<()>),
}

/// Where lines are handed over.
#[derive(Clone)]
struct Queue {
    to: SyncSender<Message>,
    lost: Arc<AtomicU64>,
}

impl Write for Queue {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.to.try_send(Message::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Queue {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Sees to it, when it is dropped, that all lines have been written.
#[derive(Debug)]
pub struct Log(Option<SyncSender<Message>>);

impl Drop for Log {
    fn drop(&mut self) {
        let Some(to) = &self.0 else { return };
        let (done, wait) = sync_channel(1);
        if to.send(Message::Flush(done)).is_ok() {
            let _in_time = wait.recv_timeout(LAST);
        }
    }
}

/// Begins the log. Where no form is asked for, it is text, with warnings and errors only; `RUST_LOG` says otherwise.
pub fn begin(form: Option<Form>) -> Log {
    if form == Some(Form::Off) {
        return Log(None);
    }
    let level = if form.is_some() { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| level.into());
    let (to, from) = sync_channel(WAITING);
    let queue = Queue { to: to.clone(), lost: Arc::default() };
    let lost = Arc::clone(&queue.lost);
    let writing = std::thread::Builder::new().name("log".to_owned()).spawn(move || write(&from, &lost, io::stderr()));
    if writing.is_err() {
        return Log(None);
    }
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(io::stderr().is_terminal()).with_writer(queue);
    let begun = match form {
        Some(Form::Json) => log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        _ => log.try_init(),
    };
    Log(begun.is_ok().then_some(to))
}

/// Writes lines until there are no more to come.
fn write(from: &Receiver<Message>, lost: &AtomicU64, mut out: impl Write) {
    while let Ok(message) = from.recv() {
        // A closed terminal is no reason to stop.
        let _closed = match message {
            Message::Line(line) => out.write_all(&line),
            Message::Flush(done) => {
                let _gone = done.send(());
                Ok(())
            }
        };
        let missing = lost.swap(0, Relaxed);
        if missing > 0 {
            let _closed = writeln!(
                out,
                "{{\"level\":\"WARN\",\"message\":\"{missing} lines of the log were left out: more came than could be written\"}}"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_counted_and_nobody_waits() {
        let (to, from) = sync_channel(2);
        let mut queue = Queue { to, lost: Arc::default() };
        for line in ["a\n", "b\n", "c\n", "d\n"] {
            queue.write_all(line.as_bytes()).unwrap();
        }
        let lost = Arc::clone(&queue.lost);
        drop(queue);
        let mut out = Vec::new();
        write(&from, &lost, &mut out);
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with("a\n") && out.ends_with("b\n") && out.contains("2 lines of the log were left out"), "{out}");
    }
}
