//! Which addresses of a document become links.

/// The longest address that is linked, in bytes. Forms differ in what they bear; all bear this.
const LONGEST: usize = 2_000;

/// The host that addresses without one belong to.
pub(crate) struct Links<'a>(Option<&'a str>);

impl<'a> Links<'a> {
    /// A host that is no web address is none.
    pub(crate) fn new(base: Option<&'a str>) -> Self {
        Self(base.filter(|base| web(base)).map(|base| base.trim_end_matches('/')))
    }

    /// The whole address, if it may be a link: of the web, of mail, or of the host.
    pub(crate) fn whole(&self, href: &str) -> Option<String> {
        if href.len() > LONGEST || href.chars().any(|c| c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c)) {
            return None;
        }
        if web(href) || href.starts_with("mailto:") {
            return Some(href.to_owned());
        }
        let below = href.starts_with('/') && !href.starts_with("//");
        self.0.filter(|_| below).map(|base| format!("{base}{href}"))
    }
}

fn web(address: &str) -> bool {
    address.strip_prefix("https://").or(address.strip_prefix("http://")).is_some_and(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_host_is_a_link_only_where_there_is_one() {
        assert_eq!(Links::new(None).whole("/areas/E05015279"), None);
        let links = Links::new(Some("https://measures.example.gov.uk/"));
        assert_eq!(links.whole("/areas/E05015279").as_deref(), Some("https://measures.example.gov.uk/areas/E05015279"));
        assert_eq!(Links::new(Some("measures.example.gov.uk")).whole("/areas"), None);
    }

    #[test]
    fn what_is_no_address_of_the_web_or_of_mail_is_no_link() {
        let links = Links::new(Some("https://measures.example.gov.uk"));
        for href in [
            "javascript:alert(1)",
            "//elsewhere.example",
            "data:text/html,x",
            "file:///etc/passwd",
            "areas",
            "",
            "https://",
            "/a b",
            "/a\n",
            "/\"x",
        ] {
            assert_eq!(links.whole(href), None, "{href}");
        }
        assert_eq!(links.whole("mailto:a@example.org").as_deref(), Some("mailto:a@example.org"));
        assert_eq!(links.whole("https://www.ons.gov.uk/x?y=1#z").as_deref(), Some("https://www.ons.gov.uk/x?y=1#z"));
        let long = format!("/{}", "a".repeat(LONGEST));
        assert_eq!(links.whole(&long), None);
        assert!(links.whole(&long[..LONGEST]).is_some());
    }
}
