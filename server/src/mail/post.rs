//! Handing a letter to the mail server.

use lettre::{
    Message, SmtpTransport, Transport,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};

use super::options::{Mail, Security};

/// Why a letter was not handed over. It never says whom it was for: what the server said may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The server refused it, with this code.
    #[error("the mail server said {0}")]
    Refused(u16),
    /// The server did not answer in time.
    #[error("the mail server did not answer in time")]
    Late,
    /// TLS could not be agreed on.
    #[error("no protected connection to the mail server could be made: look at its certificate, MAIL_SECURITY and MAIL_CERTIFICATE")]
    Unprotected,
    /// It could not be reached, or the connection broke off.
    #[error("the mail server could not be reached, or broke the connection off")]
    Broken,
    /// It cannot do what is needed, such as to let a program sign in.
    #[error("the mail server cannot do what is asked of it, or answers what is no answer")]
    Strange,
}

/// Hands a letter over, on a thread of its own.
pub(super) async fn send(mail: &Mail, message: Message) -> Result<(), Failure> {
    let transport = transport(mail)?;
    let sent = tokio::task::spawn_blocking(move || transport.send(&message));
    match sent.await {
        Ok(Ok(_taken)) => Ok(()),
        Ok(Err(error)) => Err(failure(&error)),
        Err(_stopped) => Err(Failure::Broken),
    }
}

fn transport(mail: &Mail) -> Result<SmtpTransport, Failure> {
    let protected = || -> Result<TlsParameters, Failure> {
        let mut tls = TlsParameters::builder(mail.server.clone());
        if let Some(pem) = &mail.certificate {
            tls = tls.add_root_certificate(Certificate::from_pem(pem).map_err(|_not_one| Failure::Unprotected)?);
        }
        tls.build_rustls().map_err(|_no| Failure::Unprotected)
    };
    let tls = match mail.security {
        Security::Starttls => Tls::Required(protected()?),
        Security::Tls => Tls::Wrapper(protected()?),
        Security::None => Tls::None,
    };
    let own = mail.origin.split("://").last().unwrap_or_default().split(':').next().unwrap_or_default();
    let name = if own.contains(|c: char| c.is_ascii_alphabetic()) { ClientId::Domain(own.to_owned()) } else { ClientId::default() };
    let transport = SmtpTransport::builder_dangerous(&mail.server).port(mail.port).tls(tls).hello_name(name).timeout(Some(mail.patience));
    Ok(match &mail.login {
        Some((user, password)) => transport.credentials(Credentials::new(user.clone(), password.reveal().clone())).build(),
        None => transport.build(),
    })
}

fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    if let Some(code) = error.status() {
        return Failure::Refused(code.into());
    }
    if error.is_timeout() {
        return Failure::Late;
    }
    if error.is_tls() {
        return Failure::Unprotected;
    }
    if error.is_client() || error.is_response() { Failure::Strange } else { Failure::Broken }
}
