//! How does a picture become pixels? With the typefaces of `fonts` and nothing of the machine it runs on.

use std::fmt;
use std::sync::{Arc, LazyLock};

use document::Picture;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};

/// Why there are no pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The SVG cannot be read: a picture that did not come from here.
    Unreadable(String),
    /// The scale is not a number above 0, or the picture would have more than 64 million pixels.
    TooLarge,
    /// The pixels cannot be written.
    Unwritable(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the picture cannot be read: {why}"),
            Self::TooLarge => f.write_str("the picture would have no pixels, or more than 64 million"),
            Self::Unwritable(why) => write!(f, "the picture cannot be written: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// The picture as PNG, `scale` pixels for each CSS pixel; the same bytes each time.
///
/// # Errors
/// Says what is wrong with the picture or the scale.
pub fn png(picture: &Picture, scale: f32) -> Result<Vec<u8>, Error> {
    let tree = Tree::from_str(&picture.svg, &options()).map_err(|error| Error::Unreadable(error.to_string()))?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).ceil(), (size.height() * scale).ceil());
    if !(scale > 0.0 && width * height <= 64e6) {
        return Err(Error::TooLarge);
    }
    // A float becomes the nearest whole number that there is.
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(Error::TooLarge)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Error::Unwritable(error.to_string()))
}

/// Parsed once: it takes longer than most pictures.
static TYPEFACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut known = fontdb::Database::new();
    for font in fonts::ALL {
        known.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    known.set_sans_serif_family(fonts::SANS);
    known.set_serif_family(fonts::SANS);
    known.set_monospace_family(fonts::MONO);
    Arc::new(known)
});

/// Our typefaces, and no way to load any other file: pictures may come from elsewhere, such as a brand's logo.
pub(crate) fn options() -> Options<'static> {
    Options {
        font_family: fonts::SANS.to_owned(),
        fontdb: Arc::clone(&TYPEFACES),
        font_resolver: FontResolver::default(),
        image_href_resolver: resvg::usvg::ImageHrefResolver {
            resolve_data: resvg::usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}
