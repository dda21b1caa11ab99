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
