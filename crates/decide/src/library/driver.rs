//! Why would anybody certify, and what does each reason want? Drivers, attributes after SABSA, and links.

use model::Problem;
use tables::{Document, read_csv};

use super::Library;
use crate::toml_words::{cut, new_id, said};

/// A business reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// Its id: `liability`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How its importance is asked for: as the swing from baseline to target.
    pub question: String,
    /// Money that typically belongs to it, so that no euro is counted under two drivers.
    pub owns: String,
}

/// A property that the business wants of product and process (after SABSA's business attributes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id: `integrity`.
    pub id: String,
    /// Two letters for narrow columns.
    pub short: String,
    /// Its title.
    pub title: String,
    /// What it means here.
    pub about: String,
}

/// How strongly a driver wants an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The driver.
    pub driver: String,
    /// The attribute.
    pub attribute: String,
    /// 0 to 3; never negative, so that a driver never speaks against an attribute.
    pub strength: u8,
    /// Why.
    pub reason: String,
}

pub(super) fn read_drivers(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    problems.extend(found);
    let root = document.root();
    for section in root.sections("driver", problems) {
        if let Some(id) = new_id(&section, library.drivers.iter().map(|one| one.id.as_str()), problems) {
            let driver = Driver {
                id: id.text,
                title: said(&section, "title", problems),
                question: said(&section, "question", problems),
                owns: said(&section, "owns", problems),
            };
            library.drivers.push(driver);
        }
        section.finish(problems);
    }
    root.finish(problems);
}

pub(super) fn read_attributes(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    problems.extend(found);
    let root = document.root();
    for section in root.sections("attribute", problems) {
        if let Some(id) = new_id(&section, library.attributes.iter().map(|one| one.id.as_str()), problems) {
            let attribute = Attribute {
                id: id.text,
                short: said(&section, "short", problems),
                title: said(&section, "title", problems),
                about: said(&section, "about", problems),
            };
            library.attributes.push(attribute);
        }
        section.finish(problems);
    }
    root.finish(problems);
}

pub(super) fn read_links(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (table, found) = read_csv(file, text.as_bytes());
    problems.extend(found);
    let columns = ["driver", "attribute", "strength", "reason"].map(|name| table.column(name));
    let [Some(driver), Some(attribute), Some(strength), Some(reason)] = columns else {
        problems.push(
            Problem::error(&table.file, model::Spot::new(1, 1), "a column is missing")
                .hint("the columns are driver, attribute, strength, reason"),
        );
        return;
    };
    for line in &table.lines {
        let cell = |index: usize| line.cells.get(index).map(|cell| cell.trimmed()).unwrap_or_default();
        let mut wrong = |index: usize, message: String, hint: String| {
            let spot = line.cells.get(index).map_or(line.spot(), |cell| cell.spot);
            problems.push(Problem::error(&table.file, spot, message).hint(hint));
        };
        let before = library.links.len();
        let number = cell(strength).parse::<u8>().ok().filter(|number| *number <= 3);
        if library.driver(cell(driver)).is_none() {
            wrong(driver, format!("{:?} is no driver", cut(cell(driver))), "drivers.toml lists them".to_owned());
        } else if library.attribute(cell(attribute)).is_none() {
            let message = format!("{:?} is no attribute", cut(cell(attribute)));
            wrong(attribute, message, "attributes.toml lists them".to_owned());
        } else if cell(reason).is_empty() {
            wrong(reason, "a link without a reason".to_owned(), "say in a few words why".to_owned());
        } else if let Some(strength) = number {
            library.links.push(Link {
                driver: cell(driver).to_owned(),
                attribute: cell(attribute).to_owned(),
                strength,
                reason: cell(reason).to_owned(),
            });
        } else {
            wrong(strength, format!("{:?} is no strength", cut(cell(strength))), "use 0 to 3".to_owned());
        }
        let (old, new) = library.links.split_at(before);
        if let Some(new) = new.first()
            && old.iter().any(|one| one.driver == new.driver && one.attribute == new.attribute)
        {
            wrong(driver, format!("{} → {} stands here twice", new.driver, new.attribute), "keep one".to_owned());
            library.links.truncate(before);
        }
    }
}
