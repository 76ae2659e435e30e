//! What a server that others reach is told beside where it is: who may watch it, how much one address may ask for, whom to tell of a hole.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
};

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use crate::{
    http::{around::Around, limits::Limits},
    manage::settings::Settings,
    meters::Meters,
    say::say,
};

/// Requests a minute that one address may make, where nothing else is said.
const MINUTE: u32 = 3_000;

/// How a server is watched and guarded.
#[derive(Debug, Args)]
pub struct Guard {
    /// Port on which numbers are given to Prometheus, at /metrics. There is none unless it is said.
    #[arg(long, env = "METRICS_PORT")]
    pub metrics_port: Option<u16>,
    /// Address of that port.
    #[arg(long, env = "METRICS_HOST", default_value = "127.0.0.1")]
    pub metrics_host: IpAddr,
    /// Requests a minute that one address may make; 0 for any number. Where nothing is said, 3000 if others can reach the program, and any
    /// number if only this machine can.
    #[arg(long, env = "RATE_LIMIT")]
    pub rate_limit: Option<u32>,
    /// Whom to tell of a hole in the site, as /.well-known/security.txt says: an address that begins with mailto:, https: or tel:.
    #[arg(long, env = "SECURITY_CONTACT")]
    pub security_contact: Option<String>,
    /// The day until which that holds, such as 2027-06-30.
    #[arg(long, env = "SECURITY_EXPIRES")]
    pub security_expires: Option<NaiveDate>,
}

impl Guard {
    /// Where Prometheus asks, if it may.
    pub fn metrics(&self) -> Option<SocketAddr> {
        self.metrics_port.map(|port| (self.metrics_host, port).into())
    }

    /// What is around every route.
    pub fn around(&self, settings: &Settings, listening: IpAddr) -> Around {
        let open = settings.behind_proxy || !listening.is_loopback();
        let minute = NonZeroU32::new(self.rate_limit.unwrap_or(if open { MINUTE } else { 0 }));
        Around {
            meters: self.metrics_port.map(|_| Arc::new(Meters::default())),
            limits: minute.map(Limits::new),
            behind_proxy: settings.behind_proxy,
            strict: settings.secure,
        }
    }

    /// The text of `security.txt` (RFC 9116); none where nobody is named, or the day has passed.
    ///
    /// # Errors
    /// The contact is not one, or has no day beside it, which the standard asks for.
    pub fn security(&self, origin: Option<&str>, today: NaiveDate) -> anyhow::Result<Option<String>> {
        let Some(contact) = self.security_contact.as_deref().map(str::trim).filter(|contact| !contact.is_empty()) else { return Ok(None) };
        let one = ["mailto:", "https://", "tel:"].iter().any(|scheme| contact.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
        if !one || contact.chars().any(|c| c.is_whitespace() || c.is_control()) {
            bail!("SECURITY_CONTACT is “{contact}”: write one address that begins with mailto:, https:// or tel:");
        }
        let Some(expires) = self.security_expires else {
            bail!(
                "SECURITY_CONTACT needs SECURITY_EXPIRES beside it: the day until which it holds, such as {}",
                today + chrono::Days::new(365)
            );
        };
        if expires <= today {
            say(&format!("SECURITY_EXPIRES is {expires}, which has passed: /.well-known/security.txt is not served until it is renewed."));
            return Ok(None);
        }
        let canonical = origin.filter(|origin| origin.starts_with("https://"));
        let canonical = canonical.map_or_else(String::new, |origin| format!("Canonical: {origin}/.well-known/security.txt\n"));
        Ok(Some(format!("Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en\n{canonical}")))
    }
}
