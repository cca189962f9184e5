//! Addresses of links: what a package can hold, and the relationships that hold them.

use super::tree::Element;

/// The type of relationships that lead out of the document.
const HYPERLINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// The relationship of the link at a place in its part.
pub(super) fn id(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

/// The relationships of a part's links.
pub(super) fn relationships(links: &[String]) -> impl Iterator<Item = Element> + '_ {
    links.iter().enumerate().map(|(at, link)| {
        Element::new("Relationship", &[("Id", &id(at)), ("Type", HYPERLINK), ("Target", link), ("TargetMode", "External")])
    })
}

/// The address as a package can hold it, or nothing: one address that cannot be read makes word
/// processors refuse the whole file, so only what surely is one becomes a link.
pub(super) fn address(to: &str) -> Option<String> {
    let (scheme, rest) = to.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" | "ftp" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            is_host(host).then(|| format!("{scheme}://{}{}", host.to_ascii_lowercase(), encoded(path)))
        }
        "mailto" => {
            let (user, host) = rest.split('?').next().unwrap_or_default().split_once('@')?;
            let user_is_plain = !user.is_empty() && user.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c));
            (user_is_plain && is_host(host)).then(|| format!("mailto:{}", encoded(rest)))
        }
        "tel" => {
            let plain = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || "+-.()".contains(c));
            plain.then(|| format!("tel:{rest}"))
        }
        _ => None,
    }
}

/// A name of letters, digits, hyphens and full stops, and perhaps a port.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let label = |label: &str| {
        let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        (1..=63).contains(&label.chars().count())
            && edge(label.chars().next())
            && edge(label.chars().next_back())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    name.len() <= 253 && name.split('.').all(label) && port.parse::<u16>().is_ok()
}

/// Everything that an address may not hold as `%` and its bytes.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let (mut rest, mut fragment) = (path.bytes().peekable(), false);
    while let Some(byte) = rest.next() {
        let escape = byte == b'%' && {
            let mut next = rest.clone();
            next.next().is_some_and(|b| b.is_ascii_hexdigit()) && next.next().is_some_and(|b| b.is_ascii_hexdigit())
        };
        let second = byte == b'#' && std::mem::replace(&mut fragment, true);
        if !second && (escape || byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte)) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_become_links() {
        for (typed, kept) in [
            ("https://Example.org", Some("https://example.org")),
            (" http://a.org:8080/x y?q=é&r=<1>#a#b ", Some("http://a.org:8080/x%20y?q=%C3%A9&r=%3C1%3E#a%23b")),
            ("https://a.org/%20%zz", Some("https://a.org/%20%25zz")),
            ("mailto:a.b@example.org?subject=Yes please", Some("mailto:a.b@example.org?subject=Yes%20please")),
            ("tel:+44-20", Some("tel:+44-20")),
            ("https://", None),
            ("https://[bad", None),
            ("https://a..b/", None),
            ("https://a.org:99999/", None),
            ("file:///etc/passwd", None),
            ("../notes.md", None),
            ("", None),
        ] {
            assert_eq!(address(typed).as_deref(), kept, "{typed}");
        }
    }
}
