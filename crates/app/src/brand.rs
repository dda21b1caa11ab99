//! Whose looks do reports have? A `brand.toml` and the logo beside it, read from disk.

use std::path::Path;

use document::Brand;
use model::{Problem, Spot};

use crate::error::Error;

/// Reads a `brand.toml` and its logo.
///
/// # Errors
/// When a file cannot be read, or anything in it is wrong: a document must not go out under wrong looks.
pub fn open_brand(path: &Path) -> Result<Brand, Error> {
    let bytes = crate::files::read(path)?;
    let name = path.to_string_lossy();
    let Ok(text) = String::from_utf8(bytes) else {
        let problem = Problem::error(&name.as_ref().into(), Spot::new(1, 1), "this is not UTF-8 text");
        return Err(Error::Unreadable(vec![problem.hint("save it as UTF-8")]));
    };
    let (file, mut problems) = report::brand(&name, &text);
    let mut brand = file.brand;
    if let Some((logo, spot)) = file.logo {
        let beside = path.parent().unwrap_or(Path::new("")).join(&logo);
        let read = crate::files::read(&beside).map_err(|error| match error {
            Error::NoFile { reason, .. } => format!("{}: {reason}", beside.display()),
            other => other.to_string(),
        });
        match read.and_then(report::logo) {
            Ok(logo) => brand.logo = Some(logo),
            Err(message) => {
                let hint = "name a PNG or SVG file, from the folder of this file";
                problems.push(Problem::error(&name.as_ref().into(), spot, message).hint(hint));
            }
        }
    }
    if problems.is_empty() { Ok(brand) } else { Err(Error::Unreadable(problems)) }
}
