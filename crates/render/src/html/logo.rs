//! How does a house's logo get into the page? As a `data:` address, where nothing in it can run or load.

use document::{Logo, LogoKind};

use super::base64;
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
    base64::push(page, &logo.bytes);
    page.push_str("\"/>");
}
