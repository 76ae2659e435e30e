//! How the other service is set up: environment variables, each mistake named.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use clap::Args;
use domain::people::{Grant, GrantError, Hidden};

use crate::manage::settings::loopback;

/// The longest value that is read, in bytes.
const LONGEST: usize = 20_000;

/// Signing in by another service (OpenID Connect).
#[derive(Debug, Clone, Default, Args)]
pub struct Options {
    /// The service that people sign in by, such as <https://login.microsoftonline.com/TENANT/v2.0>; without it there is none.
    #[arg(long = "openid-issuer", env = "OPENID_ISSUER")]
    issuer: Option<String>,
    /// What the service knows this program as.
    #[arg(long = "openid-client-id", env = "OPENID_CLIENT_ID")]
    client_id: Option<String>,
    /// A file whose first line is the secret that the service gave this program. Or the secret itself is in `OPENID_CLIENT_SECRET`.
    #[arg(long = "openid-client-secret-file", env = "OPENID_CLIENT_SECRET_FILE", hide_env_values = true)]
    client_secret_file: Option<PathBuf>,
    /// Which app role gives what: `ROLE=GRANT GRANT; ROLE=GRANT`. Without it, roles have the names of grants, and `performance_team` is one.
    #[arg(long = "openid-roles", env = "OPENID_ROLES")]
    roles: Option<String>,
    /// The tenant (`tid`) that people must be of.
    #[arg(long = "openid-tenant", env = "OPENID_TENANT")]
    tenant: Option<String>,
    /// What the service must have asked people for (`amr`), such as `mfa`.
    #[arg(long = "openid-amr", env = "OPENID_AMR")]
    amr: Option<String>,
    /// How well the service must have looked (`acr`); it is asked for too.
    #[arg(long = "openid-acr", env = "OPENID_ACR")]
    acr: Option<String>,
    /// What the service is called on its button: “Sign in with …”.
    #[arg(long = "openid-name", env = "OPENID_NAME", default_value = "your council account")]
    name: String,
    /// Only administrators can sign in by a password; everybody else by the service.
    #[arg(long = "openid-only", env = "OPENID_ONLY")]
    only: bool,
}

/// The other service, as it is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenId {
    /// Its address, exactly as it names itself.
    pub issuer: String,
    /// What it knows us as.
    pub client_id: String,
    /// The secret that it gave us.
    pub secret: Hidden<String>,
    /// Where people come back to.
    pub redirect: String,
    /// What its roles give.
    pub roles: Roles,
    /// The tenant that people must be of.
    pub tenant: Option<String>,
    /// What it must have asked people for.
    pub amr: Option<String>,
    /// How well it must have looked.
    pub acr: Option<String>,
    /// What it is called.
    pub name: String,
    /// Whether only administrators can sign in by a password.
    pub only: bool,
}

/// What roles of the service give here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roles {
    /// A role has the name of a grant.
    Named,
    /// A table says what each gives; any other gives nothing.
    Table(BTreeMap<String, BTreeSet<Grant>>),
}

/// Why it is not set up right.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// Something is missing.
    #[error("OPENID_ISSUER is set, and {0} is not: signing in by another service needs it")]
    Missing(&'static str),
    /// Something is there without the service.
    #[error("OPENID_CLIENT_ID is set, and OPENID_ISSUER is not: say which service, or leave both out")]
    Alone,
    /// Not an address, or not protected.
    #[error(
        "OPENID_ISSUER is “{0}”: write the https:// address that the service names itself by, without ? or #; http:// only for this machine"
    )]
    Issuer(String),
    /// The file of the secret.
    #[error("OPENID_CLIENT_SECRET_FILE: {path} could not be read, or holds no text in its first line")]
    File {
        /// Which.
        path: String,
        /// Why, if it could not be read.
        #[source]
        cause: Option<std::io::Error>,
    },
    /// Two secrets.
    #[error("OPENID_CLIENT_SECRET and OPENID_CLIENT_SECRET_FILE are both set: leave one out")]
    TwoSecrets,
    /// The table of roles.
    #[error(
        "OPENID_ROLES: “{0}” is not ROLE=GRANT: write such as “Measures.Housing=contributor:housing viewer; Measures.Admin=administrator”"
    )]
    Row(String),
    /// A grant of the table.
    #[error("OPENID_ROLES: {0}")]
    Grant(#[from] GrantError),
    /// Too much.
    #[error("{0} is longer than 20,000 characters")]
    Long(&'static str),
}

impl Options {
    /// The service, if one is set up. `secret` is what the environment has; `origin` the public address.
    ///
    /// # Errors
    /// Something is missing, contradicts something else, or is not what it should be.
    pub fn read(&self, secret: Option<String>, origin: Option<&str>) -> Result<Option<OpenId>, OptionsError> {
        let given = |value: &Option<String>| value.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some(issuer) = given(&self.issuer) else {
            return if given(&self.client_id).is_some() { Err(OptionsError::Alone) } else { Ok(None) };
        };
        if !is_address(&issuer) || issuer.contains(['?', '#', '@']) {
            return Err(OptionsError::Issuer(issuer.chars().take(200).collect()));
        }
        let client_id = given(&self.client_id).ok_or(OptionsError::Missing("OPENID_CLIENT_ID"))?;
        let secret = self.secret(secret.filter(|secret| !secret.is_empty()))?;
        let origin = origin.ok_or(OptionsError::Missing("PUBLIC_URL"))?;
        for (name, text) in [("OPENID_CLIENT_ID", &client_id), ("OPENID_ISSUER", &issuer)] {
            if text.len() > LONGEST {
                return Err(OptionsError::Long(name));
            }
        }
        Ok(Some(OpenId {
            issuer,
            client_id,
            secret: Hidden::new(secret),
            redirect: format!("{origin}/sign-in/back"),
            roles: given(&self.roles).map_or(Ok(Roles::Named), |table| read_table(&table))?,
            tenant: given(&self.tenant),
            amr: given(&self.amr),
            acr: given(&self.acr),
            name: self.name.chars().take(60).collect(),
            only: self.only,
        }))
    }

    fn secret(&self, secret: Option<String>) -> Result<String, OptionsError> {
        match (secret, &self.client_secret_file) {
            (Some(_), Some(_)) => Err(OptionsError::TwoSecrets),
            (Some(secret), None) => Ok(secret),
            (None, None) => Err(OptionsError::Missing("OPENID_CLIENT_SECRET or OPENID_CLIENT_SECRET_FILE")),
            (None, Some(file)) => {
                let wrong = |cause| OptionsError::File { path: file.display().to_string(), cause };
                let text = std::fs::read_to_string(file).map_err(|cause| wrong(Some(cause)))?;
                let line = text.lines().next().map(str::trim).filter(|line| !line.is_empty() && line.len() <= LONGEST);
                line.map(ToOwned::to_owned).ok_or_else(|| wrong(None))
            }
        }
    }
}

/// Whether a text is an address that is protected on the way, or of this machine.
pub(super) fn is_address(text: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    let plain = text.len() <= 400 && text.bytes().all(|byte| byte.is_ascii_graphic());
    match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => plain && !host(rest).is_empty(),
        (_, Some(rest)) => plain && loopback(&host(rest)),
        _ => false,
    }
}

/// Scheme, host and port of an address.
pub(super) fn origin(address: &str) -> &str {
    let after = address.find("://").map_or(0, |at| at + 3);
    let end = address[after..].find(['/', '?', '#']).map_or(address.len(), |at| after + at);
    &address[..end]
}

impl OpenId {
    /// Where the form that leads to the service leads: scheme, host and port.
    pub fn origin(&self) -> &str {
        origin(&self.issuer)
    }
}

fn read_table(text: &str) -> Result<Roles, OptionsError> {
    if text.len() > LONGEST {
        return Err(OptionsError::Long("OPENID_ROLES"));
    }
    let mut table: BTreeMap<String, BTreeSet<Grant>> = BTreeMap::new();
    for row in text.split([';', '\n']).map(str::trim).filter(|row| !row.is_empty()) {
        let wrong = || OptionsError::Row(row.chars().take(80).collect());
        let (role, grants) = row.split_once('=').ok_or_else(wrong)?;
        let grants: BTreeSet<Grant> = grants.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if role.trim().is_empty() || grants.is_empty() {
            return Err(wrong());
        }
        table.entry(role.trim().to_owned()).or_default().extend(grants);
    }
    Ok(Roles::Table(table))
}

impl Roles {
    /// What roles give; of those that are not known, nothing.
    pub fn grants(&self, roles: &[String]) -> BTreeSet<Grant> {
        match self {
            Self::Table(table) => roles.iter().filter_map(|role| table.get(role)).flatten().cloned().collect(),
            Self::Named => roles
                .iter()
                .filter_map(|role| if role == "performance_team" { Some(Grant::PerformanceTeam) } else { role.parse().ok() })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Options {
        Options { issuer: Some("https://login.example.org/tenant/v2.0".into()), client_id: Some("measures".into()), ..Options::default() }
    }

    fn read(options: &Options) -> Result<Option<OpenId>, OptionsError> {
        options.read(Some("secret".into()), Some("https://measures.example.org"))
    }

    #[test]
    fn a_service_is_set_up_whole_or_every_mistake_is_named() {
        let service = read(&options()).unwrap().unwrap();
        assert_eq!(service.redirect, "https://measures.example.org/sign-in/back");
        assert_eq!(service.origin(), "https://login.example.org");
        assert!(!format!("{service:?}").contains("secret\""), "{service:?}");
        assert!(read(&Options::default()).unwrap().is_none());
        assert!(matches!(read(&Options { issuer: None, ..options() }), Err(OptionsError::Alone)));
        assert!(matches!(read(&Options { client_id: None, ..options() }), Err(OptionsError::Missing("OPENID_CLIENT_ID"))));
        assert!(matches!(options().read(None, Some("https://m.example")), Err(OptionsError::Missing(name)) if name.contains("SECRET")));
        assert!(matches!(options().read(Some("s".into()), None), Err(OptionsError::Missing("PUBLIC_URL"))));
        for wrong in [
            "login.example.org",
            "http://login.example.org",
            "https://",
            "https://a b",
            "https://x/?a",
            "https://u@x",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(matches!(read(&Options { issuer: Some(wrong.into()), ..options() }), Err(OptionsError::Issuer(_))), "{wrong}");
        }
        assert!(read(&Options { issuer: Some("http://127.0.0.1:4000".into()), ..options() }).is_ok());
    }

    #[test]
    fn a_secret_comes_from_one_place() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "from the file\nmore\n").unwrap();
        let with = Options { client_secret_file: Some(file.path().into()), ..options() };
        assert_eq!(with.read(None, Some("https://m.example")).unwrap().unwrap().secret.reveal(), "from the file");
        assert!(matches!(read(&with), Err(OptionsError::TwoSecrets)));
        std::fs::write(file.path(), "\n").unwrap();
        assert!(matches!(with.read(None, Some("https://m.example")), Err(OptionsError::File { cause: None, .. })));
        let gone = Options { client_secret_file: Some("/no/such/file".into()), ..options() };
        assert!(matches!(gone.read(None, Some("https://m.example")), Err(OptionsError::File { cause: Some(_), .. })));
    }

    #[test]
    fn roles_give_what_the_table_says_and_else_what_they_are_called() {
        let given = |roles: &Roles, list: &[&str]| -> Vec<String> {
            let list: Vec<String> = list.iter().map(|role| (*role).to_owned()).collect();
            roles.grants(&list).iter().map(ToString::to_string).collect()
        };
        let named = ["contributor:housing", "performance_team", "Measures.Admin", "nothing"];
        assert_eq!(given(&Roles::Named, &named), ["contributor:housing", "performance-team"]);
        let table = read_table("Measures.Admin = administrator ;\n Housing=contributor:housing viewer;").unwrap();
        assert_eq!(
            given(&table, &["Measures.Admin", "Housing", "administrator", "performance_team"]),
            ["viewer", "contributor:housing", "administrator"]
        );
        for wrong in ["Housing", "=viewer", "Housing=", "Housing=viewer;x"] {
            assert!(matches!(read_table(wrong), Err(OptionsError::Row(_))), "{wrong}");
        }
        assert!(matches!(read_table("Housing=root"), Err(OptionsError::Grant(_))));
    }
}
