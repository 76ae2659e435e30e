//! How this instance is reached: what cookies and the check of origins depend on.

use std::net::{IpAddr, SocketAddr};

use super::openid::OpenId;
use crate::mail::Mail;

/// How this instance is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address that people type, such as `https://measures.example.org`; none where only this machine can reach it.
    pub origin: Option<String>,
    /// Whether cookies are sent over TLS only, and named so that the browser sees to it.
    pub secure: bool,
    /// Whether requests come by way of a proxy that says in `X-Forwarded-For`, last, where from.
    pub behind_proxy: bool,
    /// Why nobody can sign in, if so.
    pub off: Option<&'static str>,
    /// The other service that people sign in by, if there is one.
    pub openid: Option<OpenId>,
    /// How e-mail is sent, if it is.
    pub mail: Option<Mail>,
}

/// Why the settings are not right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Not an address.
    #[error("PUBLIC_URL is “{0}”: write https:// and the name that people type, such as https://measures.example.org, without a path")]
    Address(String),
    /// Passwords would travel in the open.
    #[error(
        "PUBLIC_URL is “{0}”: over http:// passwords could be read on the way; put a web server with a certificate in front and write https://"
    )]
    Open(String),
}

impl Settings {
    /// The settings of an instance that listens on an address, and is reached by a public one if there is one.
    ///
    /// # Errors
    /// The public address is not one, or would send passwords unprotected.
    pub fn read(public: Option<&str>, listening: IpAddr, behind_proxy: bool) -> Result<Self, SettingsError> {
        let Some(public) = public else {
            let off = (!listening.is_loopback()).then_some(
                "It is off because the program does not know its public address: start it with PUBLIC_URL=https://… to turn it on.",
            );
            return Ok(Self { origin: None, secure: false, behind_proxy, off, openid: None, mail: None });
        };
        let origin = public.strip_suffix('/').unwrap_or(public).to_ascii_lowercase();
        let wrong = || SettingsError::Address(public.chars().take(200).collect());
        let (scheme, host) = origin.split_once("://").ok_or_else(wrong)?;
        let fits = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        let secure = scheme == "https";
        if !fits || !(secure || scheme == "http") {
            return Err(wrong());
        }
        if !secure && !loopback(host) {
            return Err(SettingsError::Open(public.chars().take(200).collect()));
        }
        // As browsers write an origin: without the port that the scheme has anyway.
        let usual = if secure { ":443" } else { ":80" };
        let origin = origin.strip_suffix(usual).unwrap_or(&origin).to_owned();
        Ok(Self { origin: Some(origin), secure, behind_proxy, off: None, openid: None, mail: None })
    }

    /// The same, with another service that people sign in by.
    #[must_use]
    pub fn with_openid(self, openid: Option<OpenId>) -> Self {
        Self { openid, ..self }
    }

    /// The same, with how e-mail is sent.
    #[must_use]
    pub fn with_mail(self, mail: Option<Mail>) -> Self {
        Self { mail, ..self }
    }

    /// Whether a request that changes something comes from our own pages: by its `Sec-Fetch-Site` and its `Origin`, of which there must be
    /// one. `host` is its `Host`.
    pub fn is_own(&self, site: Option<&str>, origin: Option<&str>, host: Option<&str>) -> bool {
        if site.is_some_and(|site| site != "same-origin") {
            return false;
        }
        match (origin, &self.origin) {
            (Some(given), Some(own)) => given == own,
            // Without a public address only this machine is answered, under one of its own names.
            (Some(given), None) => {
                given.strip_prefix("http://").is_some_and(|given| host.is_some_and(|host| given == host) && loopback(given))
            }
            (None, Some(_)) => site.is_some(),
            (None, None) => site.is_some() && host.is_some_and(loopback),
        }
    }
}

/// Whether a host, with or without a port, is this machine.
pub(crate) fn loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An address as proxies write it, some of them with its port.
fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
}

/// Where a request came from, as its proxy says if there is one. Of IPv6 the first half: one household has all of the rest.
pub fn came_from(socket: Option<SocketAddr>, forwarded: Option<&str>, behind_proxy: bool) -> String {
    let told = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| address(last.trim()));
    match (if behind_proxy { told } else { None }).or(socket.map(|socket| socket.ip())) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => address.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
        },
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(public: &str) -> Result<Settings, SettingsError> {
        Settings::read(Some(public), [0, 0, 0, 0].into(), true)
    }

    #[test]
    fn a_public_address_is_an_origin_with_tls() {
        for (public, origin) in [
            ("https://measures.example.org", "https://measures.example.org"),
            ("https://Measures.example.org/", "https://measures.example.org"),
            ("https://measures.example.org:443", "https://measures.example.org"),
            ("https://measures.example.org:8443", "https://measures.example.org:8443"),
        ] {
            let settings = read(public).unwrap();
            assert_eq!((settings.origin.as_deref(), settings.secure, settings.off), (Some(origin), true, None));
        }
        assert!(!read("http://127.0.0.1:3000").unwrap().secure);
        assert_eq!(read("http://measures.example.org"), Err(SettingsError::Open("http://measures.example.org".into())));
        for wrong in ["", "measures.example.org", "ftp://x", "https://", "https://x/path", "https://a b", "https://user@host"] {
            assert_eq!(read(wrong), Err(SettingsError::Address(wrong.into())), "{wrong}");
        }
    }

    #[test]
    fn without_a_public_address_only_this_machine_signs_in() {
        let here = Settings::read(None, [127, 0, 0, 1].into(), false).unwrap();
        assert_eq!((here.secure, here.off), (false, None));
        assert!(Settings::read(None, [0, 0, 0, 0].into(), false).unwrap().off.is_some());
        assert!(here.is_own(Some("same-origin"), Some("http://127.0.0.1:3000"), Some("127.0.0.1:3000")));
        assert!(here.is_own(None, Some("http://[::1]:3000"), Some("[::1]:3000")));
        assert!(!here.is_own(None, Some("http://evil.example"), Some("evil.example")), "a name made to point here");
        assert!(!here.is_own(None, Some("http://127.0.0.1:9"), Some("127.0.0.1:3000")), "another program of this machine");
        assert!(!here.is_own(None, None, Some("127.0.0.1:3000")), "nothing says where from");
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let settings = read("https://measures.example.org").unwrap();
        let own = Some("https://measures.example.org");
        for (site, origin, expected) in [
            (Some("same-origin"), own, true),
            (Some("same-origin"), None, true),
            (None, own, true),
            (None, None, false),
            (Some("same-site"), own, false),
            (Some("cross-site"), own, false),
            (Some("none"), own, false),
            (Some("same-origin"), Some("null"), false),
            (None, Some("https://measures.example.org.evil.example"), false),
            (None, Some("http://measures.example.org"), false),
        ] {
            assert_eq!(settings.is_own(site, origin, Some("measures.example.org")), expected, "{site:?} {origin:?}");
        }
    }

    #[test]
    fn where_a_request_came_from_is_the_last_that_the_proxy_adds() {
        let socket = Some("127.0.0.1:5000".parse().unwrap());
        assert_eq!(came_from(socket, Some("6.6.6.6, 192.0.2.1"), true), "192.0.2.1");
        assert_eq!(came_from(socket, Some("6.6.6.6, 192.0.2.1"), false), "127.0.0.1", "nobody is believed unless told to");
        assert_eq!(came_from(socket, Some("nonsense"), true), "127.0.0.1");
        assert_eq!(came_from(Some("[2001:db8:1:2:3:4:5:6]:1".parse().unwrap()), None, false), "2001:db8:1:2");
        assert_eq!(came_from(Some("[::ffff:192.0.2.1]:1".parse().unwrap()), None, false), "192.0.2.1");
        assert_eq!(came_from(None, None, false), "unknown");
    }
}
