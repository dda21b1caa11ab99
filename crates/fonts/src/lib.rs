//! In which typefaces are documents and pictures set? Compiled in, so that the same document looks the same everywhere.
//!
//! IBM Plex (SIL Open Font License 1.1) for Latin, Greek and Cyrillic; Droid Sans Fallback (Apache 2.0) behind it for
//! Chinese, Japanese and Korean. The licences stand beside the files in `data/fonts`.

/// The family of running text and of pictures.
pub const SANS: &str = "IBM Plex Sans";
/// The family of ids, paths and digests.
pub const MONO: &str = "IBM Plex Mono";
/// The family of what the others lack: Chinese, Japanese and Korean.
pub const FALLBACK: &str = "Droid Sans Fallback";

/// Every font file, as TrueType.
pub const ALL: [&[u8]; 5] = [
    include_bytes!("../../../data/fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../../../data/fonts/IBMPlexSans-SemiBold.ttf"),
    include_bytes!("../../../data/fonts/IBMPlexSans-Italic.ttf"),
    include_bytes!("../../../data/fonts/IBMPlexMono-Regular.ttf"),
    include_bytes!("../../../data/fonts/DroidSansFallback.ttf"),
];

/// A share of [`SANS`] for web pages, which want small files: one weight, one range of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebFace {
    /// The weight, as style sheets count: 400 or 600.
    pub weight: u16,
    /// The first and last letters of each of its ranges.
    pub ranges: &'static [(u32, u32)],
    /// The file, as WOFF2.
    pub woff2: &'static [u8],
}

impl WebFace {
    /// Does it draw this letter?
    pub fn draws(&self, letter: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(letter)))
    }
}

/// Every share, the most common first.
pub const WEB: [WebFace; 10] = [
    web(400, LATIN_1, include_bytes!("../../../data/fonts/web/IBMPlexSans-Regular-Latin1.woff2")),
    web(600, LATIN_1, include_bytes!("../../../data/fonts/web/IBMPlexSans-SemiBold-Latin1.woff2")),
    web(400, SIGNS, include_bytes!("../../../data/fonts/web/IBMPlexSans-Regular-Pi.woff2")),
    web(600, SIGNS, include_bytes!("../../../data/fonts/web/IBMPlexSans-SemiBold-Pi.woff2")),
    web(400, LATIN_2, include_bytes!("../../../data/fonts/web/IBMPlexSans-Regular-Latin2.woff2")),
    web(600, LATIN_2, include_bytes!("../../../data/fonts/web/IBMPlexSans-SemiBold-Latin2.woff2")),
    web(400, GREEK, include_bytes!("../../../data/fonts/web/IBMPlexSans-Regular-Greek.woff2")),
    web(600, GREEK, include_bytes!("../../../data/fonts/web/IBMPlexSans-SemiBold-Greek.woff2")),
    web(400, CYRILLIC, include_bytes!("../../../data/fonts/web/IBMPlexSans-Regular-Cyrillic.woff2")),
    web(600, CYRILLIC, include_bytes!("../../../data/fonts/web/IBMPlexSans-SemiBold-Cyrillic.woff2")),
];

const LATIN_1: &[(u32, u32)] = &[
    (0x20, 0x7e),
    (0xa0, 0xff),
    (0x131, 0x131),
    (0x152, 0x153),
    (0x2c6, 0x2c6),
    (0x2da, 0x2dc),
    (0x2013, 0x2014),
    (0x2018, 0x2022),
    (0x2026, 0x2026),
    (0x2030, 0x2030),
    (0x2039, 0x203a),
    (0x20ac, 0x20ac),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
];
const LATIN_2: &[(u32, u32)] = &[(0x100, 0x24f), (0x1e00, 0x1e9f)];
const SIGNS: &[(u32, u32)] = &[
    (0x2032, 0x2033),
    (0x2070, 0x2089),
    (0x2116, 0x2116),
    (0x2190, 0x2199),
    (0x2260, 0x2265),
    (0x25ca, 0x25ca),
    (0x2713, 0x2713),
];
const GREEK: &[(u32, u32)] = &[(0x384, 0x3ce)];
const CYRILLIC: &[(u32, u32)] = &[(0x400, 0x45f), (0x490, 0x4f9)];

const fn web(weight: u16, ranges: &'static [(u32, u32)], woff2: &'static [u8]) -> WebFace {
    WebFace { weight, ranges, woff2 }
}
