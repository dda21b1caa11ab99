//! What does the catalogue hold? Lists, one requirement, a search, and how many rows each level asks.

use catalogue::{AssessedBy, Catalogue, Edition};
use model::{ComponentType, ComponentTypes, SecurityLevel, Trait, lenient_key};
use report::{EditionView, Keyed, LevelsView, RequirementView, SchemeView};

use tables::quote;

use crate::error::Error;
use crate::sheets::edition;

/// Every edition.
pub fn editions(catalogue: &Catalogue) -> Vec<EditionView> {
    catalogue.heads().iter().map(|head| EditionView::new(&catalogue.edition(head))).collect()
}

/// Every requirement of one edition, with our words.
///
/// # Errors
/// When there is no such standard.
pub fn requirements(catalogue: &Catalogue, standard: &str) -> Result<Vec<RequirementView>, Error> {
    let edition = edition(catalogue, standard)?;
    let texts = catalogue.texts(&edition);
    let words = |index: usize| texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
    Ok((0..edition.requirements.len()).map(|index| RequirementView::new(&edition, index, words(index))).collect())
}

/// Every feature on which conditional rows depend: id and the question whose answer declares it.
pub fn features(catalogue: &Catalogue) -> Keyed<String> {
    let declarable = catalogue.features().iter().filter(|feature| !feature.row_by_row);
    declarable.map(|feature| (feature.id.as_str(), feature.question.clone())).collect()
}

/// A sheet to fill in: a row for each requirement that concerns a subject of these types, as CSV.
///
/// # Errors
/// When there is no such standard.
pub fn template(catalogue: &Catalogue, standard: &str, types: ComponentTypes) -> Result<String, Error> {
    let edition = edition(catalogue, standard)?;
    let types = if types.is_empty() { ComponentTypes::ALL } else { types };
    let process = edition.head.assessed_by == AssessedBy::Maturity;
    let marks = Trait::ALL.map(Trait::id).join(",");
    let answers = if process {
        format!("status,{marks},statement,evidence")
    } else {
        "part,status,statement,evidence".to_owned()
    };
    let mut sheet = format!("requirement,title,level,{answers}\n");
    let empty = ",".repeat(answers.matches(',').count());
    for requirement in edition.requirements.iter().filter(|one| one.is_asked()) {
        if edition.head.component_types && !requirement.types.intersects(types) {
            continue;
        }
        let level = requirement.level.map(|level| level.to_string()).unwrap_or_default();
        sheet.push_str(&format!("{},{},{level},{empty}\n", quote(requirement.id.as_str()), quote(&requirement.title)));
    }
    Ok(sheet)
}

/// Every scheme.
pub fn schemes(catalogue: &Catalogue) -> Vec<SchemeView> {
    catalogue.schemes().iter().map(SchemeView::from).collect()
}

fn chosen(catalogue: &Catalogue, standard: Option<&str>) -> Result<Vec<Edition>, Error> {
    match standard {
        Some(name) => Ok(vec![edition(catalogue, name)?]),
        None => Ok(catalogue.heads().iter().map(|head| catalogue.edition(head)).collect()),
    }
}

fn view(catalogue: &Catalogue, edition: &Edition, index: usize) -> RequirementView {
    let texts = catalogue.texts(edition);
    let words = texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
    RequirementView::new(edition, index, words)
}

/// One requirement, its id read leniently, with our words on it.
///
/// # Errors
/// When no edition, or more than one, has it.
pub fn show(catalogue: &Catalogue, id: &str, standard: Option<&str>) -> Result<RequirementView, Error> {
    let editions = chosen(catalogue, standard)?;
    let found: Vec<(&Edition, usize)> =
        editions.iter().filter_map(|edition| edition.find(id).map(|index| (edition, index))).collect();
    match found.as_slice() {
        [(edition, index)] => Ok(view(catalogue, edition, *index)),
        [] => Err(Error::NoSuchRequirement {
            edition: standard.map_or_else(|| "the catalogue".to_owned(), |_| editions[0].head.key.to_string()),
            wanted: id.to_owned(),
            nearest: editions
                .iter()
                .find_map(|edition| edition.nearest(id))
                .map(|near| format!("; did you mean {near}?"))
                .unwrap_or_default(),
        }),
        several => Err(Error::AmbiguousRequirement {
            wanted: id.to_owned(),
            editions: several.iter().map(|(edition, _)| edition.head.key.to_string()).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// Requirements in whose id, title or texts every word occurs; those with the words in the title first.
///
/// # Errors
/// When there is no such standard.
pub fn search(catalogue: &Catalogue, words: &str, standard: Option<&str>) -> Result<Vec<RequirementView>, Error> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let key = lenient_key(words);
    let mut found = Vec::new();
    for edition in chosen(catalogue, standard)? {
        let texts = catalogue.texts(&edition);
        for (index, requirement) in edition.requirements.iter().enumerate() {
            let ours = texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
            let title = requirement.title.to_lowercase();
            let all = |text: &str| wanted.iter().all(|word| text.contains(word.as_str()));
            let body = || {
                let ours = ours.map(|words| {
                    let look_for = words.look_for.iter().flat_map(|(_, items)| items).map(String::as_str);
                    [words.asks.as_str()]
                        .into_iter()
                        .chain(look_for)
                        .chain(words.evidence.iter().map(String::as_str))
                        .chain(words.falls_short.iter().map(String::as_str))
                        .collect::<Vec<_>>()
                        .join(" ")
                });
                format!("{} {} {title} {}", requirement.id, requirement.applies_where, ours.unwrap_or_default())
                    .to_lowercase()
            };
            let rank = if lenient_key(requirement.id.as_str()) == key || title == words.to_lowercase() {
                0
            } else if all(&title) {
                1
            } else if ours.is_some_and(|words| all(&words.asks.to_lowercase())) {
                2
            } else if all(&body()) {
                3
            } else {
                continue;
            };
            found.push((rank, RequirementView::new(&edition, index, ours)));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    Ok(found.into_iter().map(|(_, view)| view).collect())
}

/// The levels tables of every edition that has levels.
///
/// # Errors
/// When there is no such standard.
pub fn levels_table(catalogue: &Catalogue, standard: Option<&str>) -> Result<Vec<LevelsView>, Error> {
    let editions = chosen(catalogue, standard)?;
    let leveled = editions.iter().filter(|edition| edition.head.assessed_by == AssessedBy::Levels);
    let tables = leveled
        .map(|edition| {
            let head = &edition.head;
            let count = |of: Option<ComponentType>| {
                SecurityLevel::ASKED.map(|level| {
                    let asked =
                        edition.requirements.iter().filter(|one| one.level.is_some_and(|lowest| lowest <= level));
                    asked.filter(|one| of.is_none_or(|of| one.types.contains(of))).count()
                })
            };
            let mut rows = Vec::new();
            if head.component_types {
                rows.extend(ComponentType::ALL.map(|one| (one.id().to_owned(), count(Some(one)))));
            }
            rows.push(("all rows".to_owned(), count(None)));
            LevelsView { edition: head.key.to_string(), rows: Keyed(rows) }
        })
        .collect();
    Ok(tables)
}
