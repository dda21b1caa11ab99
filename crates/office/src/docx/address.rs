//! Which web addresses may stand in the file? Those of `http:` and `https:`, spelled so that Word accepts them.

use std::fmt::Write;

/// An address fit for a relation; `None` where a link would be unsafe or make Word refuse the file.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let port_stands =
        port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok());
    if host.is_empty() || host.starts_with('.') || !host.bytes().all(plain) || !port_stands {
        return None;
    }
    let mut fit = format!("{scheme}://{authority}");
    let mut in_fragment = false;
    for (at, byte) in path.bytes().enumerate() {
        let hex = |offset: usize| path.as_bytes().get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        let stays = match byte {
            b'%' => hex(1) && hex(2),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        if stays {
            fit.push(char::from(byte));
        } else {
            let _ = write!(fit, "%{byte:02X}");
        }
    }
    // Word cuts or refuses longer ones.
    (fit.len() <= 2_000).then_some(fit)
}

#[cfg(test)]
mod tests {
    use super::web;

    #[test]
    fn only_web_addresses_that_word_accepts_become_links() {
        assert_eq!(web("HTTPS://a.example:8443/p?q=1#s").as_deref(), Some("https://a.example:8443/p?q=1#s"));
        assert_eq!(web("http://a.example/ü %zz#a#b").as_deref(), Some("http://a.example/%C3%BC%20%25zz#a%23b"));
        let refused = [
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "ftp://a.example/",
            "file:///etc/passwd",
            "\\\\server\\share",
            "https://",
            "https://:80/",
            "https://u:p@a.example/",
            "https://a.example:99999/",
            "https://[::1]/",
            "http://a b/",
            "mailto:a@b.example",
            "",
        ];
        for address in refused {
            assert_eq!(web(address), None, "{address}");
        }
    }
}
