//! A mail server on this machine that does what a test says (RFC 5321, as much of it as a letter needs).

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// What the server does at a step: `connect`, `EHLO`, `MAIL`, `RCPT`, `DATA`, or `.` where the letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Play {
    /// As it should.
    Right,
    /// It says this at a step.
    Says(&'static str, &'static str),
    /// It says nothing at a step, and keeps the connection.
    Hangs(&'static str),
    /// It breaks the connection off at a step.
    Drops(&'static str),
}

/// A letter that came in full.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) data: String,
    /// Whether the server took it.
    pub(crate) taken: bool,
}

impl Heard {
    /// A header, unfolded; blank where there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let start = format!("{name}: ");
        head.split("\r\n").find_map(|line| line.strip_prefix(&start).map(|value| value.trim().to_owned())).unwrap_or_default()
    }

    /// What is written in it, both forms, with the marks of its encoding taken away.
    pub(crate) fn body(&self) -> String {
        let (_, body) = self.data.split_once("\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        let text = body.replace("=\r\n", "");
        let mut rest = text.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            let code = (first == b'=').then(|| after.get(..2).and_then(|code| std::str::from_utf8(code).ok())).flatten();
            if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                bytes.push(byte);
                rest = &after[2..];
            } else {
                bytes.push(first);
                rest = after;
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The server. It ends with the test.
pub(crate) struct MailServer {
    pub(crate) port: u16,
    play: Arc<Mutex<Play>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl MailServer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (play, heard) = (Arc::new(Mutex::new(Play::Right)), Arc::new(Mutex::new(Vec::new())));
        let (playing, hearing) = (Arc::clone(&play), Arc::clone(&heard));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let play = *playing.lock().unwrap_or_else(PoisonError::into_inner);
                let hearing = Arc::clone(&hearing);
                thread::spawn(move || talk(stream, play, &hearing));
            }
        });
        Self { port, play, heard }
    }

    /// What it does from now on.
    pub(crate) fn plays(&self, play: Play) {
        *self.play.lock().unwrap_or_else(PoisonError::into_inner) = play;
    }

    /// The letters that came in full.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One conversation; none where it ends.
fn talk(mut stream: TcpStream, play: Play, heard: &Mutex<Vec<Heard>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let mut letter = Heard::default();
    let mut answer = |step: &str, usual: &str| -> Option<bool> {
        let line = match play {
            Play::Drops(at) if at == step => return None,
            Play::Hangs(at) if at == step => {
                // Until the other side gives up.
                let mut rest = [0; 512];
                while stream.read(&mut rest).ok()? > 0 {}
                return None;
            }
            Play::Says(at, line) if at == step => line,
            _ => usual,
        };
        stream.write_all(format!("{line}\r\n").as_bytes()).ok()?;
        Some(line == usual)
    };
    answer("connect", "220 mail.example.org here")?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => drop(answer("EHLO", "250 mail.example.org")?),
            "MAIL" => {
                line.clone_into(&mut letter.from);
                answer("MAIL", "250 from whom is known")?;
            }
            "RCPT" => {
                line.clone_into(&mut letter.to);
                answer("RCPT", "250 to whom is known")?;
            }
            "DATA" if answer("DATA", "354 go on")? => {
                letter.data.clear();
                loop {
                    let mut part = String::new();
                    if lines.read_line(&mut part).ok()? == 0 {
                        return None;
                    }
                    if part == ".\r\n" {
                        break;
                    }
                    letter.data.push_str(part.strip_prefix('.').unwrap_or(&part));
                }
                letter.taken = !matches!(play, Play::Says(".", _) | Play::Drops("."));
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                answer(".", "250 taken")?;
            }
            "DATA" => {}
            "QUIT" => return answer("QUIT", "221 farewell").map(drop),
            _ => drop(answer("else", "250 so be it")?),
        }
    }
}
