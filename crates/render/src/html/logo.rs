//! How does a house's logo get into the page? As a `data:` address, where nothing in it can run or load.

use document::{Logo, LogoKind};

use super::text::push_attribute;

/// Adds a logo; the house's name stands beside it, so it says nothing of its own where there is one.
pub(super) fn push(page: &mut String, logo: &Logo, name: &str) {
    let kind = match logo.kind {
        LogoKind::Svg => "image/svg+xml",
        LogoKind::Png => "image/png",
    };
    page.push_str("<img class=\"logo\"");
    push_attribute(page, "alt", if name.is_empty() { "Logo" } else { "" });
    page.push_str(&format!(" src=\"data:{kind};base64,"));
    push_base64(page, &logo.bytes);
    page.push_str("\"/>");
}

fn push_base64(page: &mut String, bytes: &[u8]) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let byte = |at: usize| three.get(at).map_or(0, |byte| u32::from(*byte));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            page.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_are_written_as_rfc_4648_does() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            let mut page = String::new();
            super::push_base64(&mut page, bytes.as_bytes());
            assert_eq!(page, text);
        }
    }
}
