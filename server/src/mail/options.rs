//! How e-mail is set up: each mistake named. Without a mail server none is sent.

use std::{path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};
use domain::people::Hidden;
use lettre::message::Mailbox;

use crate::manage::settings::loopback;

/// The longest value that is read, in bytes.
const LONGEST: usize = 20_000;
/// How long the mail server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(15);

/// How a mail server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Security {
    /// In the open first, and by TLS before anything is said (RFC 3207).
    Starttls,
    /// By TLS from the first byte (RFC 8314).
    Tls,
    /// In the open.
    None,
}

impl Security {
    /// The port that is usual for it.
    fn port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// Digests by e-mail.
#[derive(Debug, Clone, Args)]
#[group(id = "mail")]
pub struct Options {
    /// The mail server that digests are handed to; without it none is sent.
    #[arg(id = "mail-server", long = "mail-server", env = "MAIL_SERVER")]
    server: Option<String>,
    /// Its port. Where nothing is said, 587 for starttls, 465 for tls, 25 for none.
    #[arg(id = "mail-port", long = "mail-port", env = "MAIL_PORT")]
    port: Option<u16>,
    /// How it is spoken to. `none` only on this machine, unless `MAIL_IN_THE_OPEN` says otherwise.
    #[arg(id = "mail-security", long = "mail-security", env = "MAIL_SECURITY", value_enum, default_value = "starttls")]
    security: Security,
    /// A mail server of another machine may be spoken to in the open.
    #[arg(id = "mail-in-the-open", long = "mail-in-the-open", env = "MAIL_IN_THE_OPEN")]
    in_the_open: bool,
    /// Who digests are from, such as `Measure Up <measures@example.org>`.
    #[arg(id = "mail-from", long = "mail-from", env = "MAIL_FROM")]
    from: Option<String>,
    /// What this program signs in to the mail server as; without it, it does not.
    #[arg(id = "mail-user", long = "mail-user", env = "MAIL_USER")]
    user: Option<String>,
    /// A file whose first line is the password for it. Or the password itself is in `MAIL_PASSWORD`.
    #[arg(id = "mail-password-file", long = "mail-password-file", env = "MAIL_PASSWORD_FILE", hide_env_values = true)]
    password_file: Option<PathBuf>,
    /// A file with the certificate (PEM) of an authority of the council's own, which the mail server's is signed by.
    #[arg(id = "mail-certificate", long = "mail-certificate", env = "MAIL_CERTIFICATE")]
    certificate: Option<PathBuf>,
    /// How often it is looked whether anybody is to be told of anything, in seconds.
    #[arg(id = "mail-every", long = "mail-every", env = "MAIL_EVERY", default_value_t = 3600, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    every: u32,
}

/// How e-mail is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The mail server.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: Security,
    /// Who letters are from.
    pub from: Mailbox,
    /// Name and password to sign in with.
    pub login: Option<(String, Hidden<String>)>,
    /// The certificate of an authority beside those of the web, as PEM.
    pub certificate: Option<Vec<u8>>,
    /// The public address of this site: what links begin with.
    pub origin: String,
    /// Seconds from one look to the next.
    pub every: u32,
    /// How long the mail server may take for each of its answers.
    pub patience: Duration,
}

/// Why it is not set up right.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// Something is missing.
    #[error("MAIL_SERVER is set, and {0} is not: sending digests by e-mail needs it")]
    Missing(&'static str),
    /// Something is there without the server.
    #[error("MAIL_FROM is set, and MAIL_SERVER is not: say which server, or leave both out")]
    Alone,
    /// Not the name of a server.
    #[error("MAIL_SERVER is “{0}”: write the name of a server alone, such as mail.example.org; its port is MAIL_PORT")]
    Server(String),
    /// Passwords and addresses would travel in the open.
    #[error(
        "MAIL_SECURITY is none, and MAIL_SERVER is “{0}”: what is sent could be read on the way; use starttls or tls, or say MAIL_IN_THE_OPEN=true"
    )]
    Open(String),
    /// Not an address.
    #[error("MAIL_FROM is “{0}”: write an address, such as measures@example.org or Measure Up <measures@example.org>")]
    From(String),
    /// A file.
    #[error("{name}: {path} could not be read, or holds nothing that it should")]
    File {
        /// The setting.
        name: &'static str,
        /// Which.
        path: String,
        /// Why, if it could not be read.
        #[source]
        cause: Option<std::io::Error>,
    },
    /// Two passwords.
    #[error("MAIL_PASSWORD and MAIL_PASSWORD_FILE are both set: leave one out")]
    TwoPasswords,
}

impl Options {
    /// How e-mail is sent, if it is. `password` is what the environment has; `origin` the public address.
    ///
    /// # Errors
    /// Something is missing, contradicts something else, or is not what it should be.
    pub fn read(&self, password: Option<String>, origin: Option<&str>) -> Result<Option<Mail>, OptionsError> {
        let given = |value: &Option<String>| value.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some(server) = given(&self.server) else {
            return if given(&self.from).is_some() { Err(OptionsError::Alone) } else { Ok(None) };
        };
        let fits = server.len() <= 253 && server.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        if !fits {
            return Err(OptionsError::Server(shown(&server)));
        }
        if self.security == Security::None && !self.in_the_open && !loopback(&server) {
            return Err(OptionsError::Open(server));
        }
        let from = given(&self.from).ok_or(OptionsError::Missing("MAIL_FROM"))?;
        let mailbox: Mailbox = from.parse().map_err(|_not_one| OptionsError::From(shown(&from)))?;
        let plain = !from.chars().any(char::is_control) && super::is_address(mailbox.email.as_ref());
        let from = Some(mailbox).filter(|_| plain).ok_or_else(|| OptionsError::From(shown(&from)))?;
        let origin = origin.ok_or(OptionsError::Missing("PUBLIC_URL"))?.to_owned();
        let login = match given(&self.user) {
            Some(user) => Some((user, Hidden::new(self.password(password.filter(|password| !password.is_empty()))?))),
            None => None,
        };
        let certificate = self.certificate.as_ref().filter(|file| !file.as_os_str().is_empty());
        let certificate = match certificate {
            Some(file) => {
                let wrong = |cause| OptionsError::File { name: "MAIL_CERTIFICATE", path: file.display().to_string(), cause };
                let bytes = std::fs::read(file).map_err(|cause| wrong(Some(cause)))?;
                let fits = bytes.len() <= LONGEST && lettre::transport::smtp::client::Certificate::from_pem(&bytes).is_ok();
                Some(Some(bytes).filter(|_| fits).ok_or_else(|| wrong(None))?)
            }
            None => None,
        };
        let port = self.port.unwrap_or(self.security.port());
        Ok(Some(Mail { server, port, security: self.security, from, login, certificate, origin, every: self.every, patience: PATIENCE }))
    }

    fn password(&self, password: Option<String>) -> Result<String, OptionsError> {
        match (password, self.password_file.as_ref().filter(|file| !file.as_os_str().is_empty())) {
            (Some(_), Some(_)) => Err(OptionsError::TwoPasswords),
            (Some(password), None) => Ok(password),
            (None, None) => Err(OptionsError::Missing("MAIL_PASSWORD or MAIL_PASSWORD_FILE")),
            (None, Some(file)) => {
                let wrong = |cause| OptionsError::File { name: "MAIL_PASSWORD_FILE", path: file.display().to_string(), cause };
                let text = std::fs::read_to_string(file).map_err(|cause| wrong(Some(cause)))?;
                let line = text.lines().next().map(str::trim).filter(|line| !line.is_empty() && line.len() <= LONGEST);
                line.map(ToOwned::to_owned).ok_or_else(|| wrong(None))
            }
        }
    }
}

/// What was given, cut.
fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(server: &str, security: Security, from: &str) -> Options {
        let text = |text: &str| Some(text.to_owned());
        Options {
            server: text(server),
            port: None,
            security,
            in_the_open: false,
            from: text(from),
            user: None,
            password_file: None,
            certificate: None,
            every: 3600,
        }
    }

    const OWN: Option<&str> = Some("https://measures.example.org");
    const FROM: &str = "Measure Up <measures@example.org>";

    #[test]
    fn without_a_server_nothing_is_sent() {
        assert!(options("", Security::Starttls, "").read(None, None).unwrap().is_none());
        assert!(matches!(options(" ", Security::Starttls, FROM).read(None, OWN), Err(OptionsError::Alone)));
    }

    #[test]
    fn a_server_is_spoken_to_safely_and_the_port_follows() {
        for (security, port) in [(Security::Starttls, 587), (Security::Tls, 465)] {
            let mail = options("mail.example.org", security, FROM).read(None, OWN).unwrap().unwrap();
            assert_eq!((mail.port, mail.login.is_some(), mail.from.email.to_string()), (port, false, "measures@example.org".to_owned()));
        }
        assert_eq!(options("127.0.0.1", Security::None, FROM).read(None, OWN).unwrap().unwrap().port, 25);
        let open = options("mail.example.org", Security::None, FROM);
        assert!(matches!(open.read(None, OWN), Err(OptionsError::Open(_))));
        let said = Options { in_the_open: true, port: Some(2525), ..open };
        assert_eq!(said.read(None, OWN).unwrap().unwrap().port, 2525);
    }

    #[test]
    fn every_mistake_is_named() {
        let error =
            |options: Options, password: Option<&str>, origin| options.read(password.map(str::to_owned), origin).unwrap_err().to_string();
        let right = || options("mail.example.org", Security::Tls, FROM);
        for (wrong, start) in [
            (error(options("mail.example.org:25", Security::Tls, FROM), None, OWN), "MAIL_SERVER is “mail.example.org:25”"),
            (error(options("smtp://mail", Security::Tls, FROM), None, OWN), "MAIL_SERVER is “smtp://mail”"),
            (error(options("mail.example.org", Security::Tls, ""), None, OWN), "MAIL_SERVER is set, and MAIL_FROM is not"),
            (error(options("mail.example.org", Security::Tls, "Measure Up"), None, OWN), "MAIL_FROM is “Measure Up”"),
            (error(options("mail.example.org", Security::Tls, "a@b.org\r\nBcc: c@d.org"), None, OWN), "MAIL_FROM is “"),
            (error(right(), None, None), "MAIL_SERVER is set, and PUBLIC_URL is not"),
            (error(Options { user: Some("me".into()), ..right() }, None, OWN), "MAIL_SERVER is set, and MAIL_PASSWORD or"),
            (error(Options { certificate: Some("/nowhere".into()), ..right() }, None, OWN), "MAIL_CERTIFICATE: /nowhere could not be read"),
            (
                error(Options { user: Some("me".into()), password_file: Some("/nowhere".into()), ..right() }, None, OWN),
                "MAIL_PASSWORD_FILE: /nowhere could not be read",
            ),
            (
                error(Options { user: Some("me".into()), password_file: Some("/nowhere".into()), ..right() }, Some("x"), OWN),
                "MAIL_PASSWORD and MAIL_PASSWORD_FILE are both set",
            ),
        ] {
            assert!(wrong.starts_with(start), "{wrong} does not start with {start}");
        }
        let mail = Options { user: Some("me".into()), ..right() }.read(Some("secret".into()), OWN).unwrap().unwrap();
        assert!(!format!("{mail:?}").contains("secret"), "a password is not shown");
    }
}
