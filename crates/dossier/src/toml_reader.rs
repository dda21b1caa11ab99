//! How are the dossier's TOML values read? Ids, days, goals, features and lists, each with its place.

use std::sync::Arc;

use model::{Date, FeatureId, Goal, MaturityLevel, Problem, RequirementId, TargetVector, is_no_character, parse_date};
use tables::{Section, Text};

use catalogue::{AssessedBy, Catalogue, Edition};

use crate::folder::{ID_HINT, is_id};
use crate::sheet::{commands_a_terminal, shown};

/// A section with the list into which problems go.
pub(crate) struct Reader<'s, 'd, 'p> {
    pub(crate) section: &'s Section<'d>,
    pub(crate) problems: &'p mut Vec<Problem>,
}

impl Reader<'_, '_, '_> {
    pub(crate) fn error(&mut self, at: &Text, message: String, hint: &str) {
        self.problems.push(self.section.error(at.spot, message).hint(hint));
    }

    pub(crate) fn warning(&mut self, at: &Text, message: String, hint: &str) {
        self.problems.push(Problem::warning(self.section.file(), at.spot, message).hint(hint));
    }

    /// A text without blanks around it; empty when it is not there.
    pub(crate) fn text(&mut self, key: &str) -> String {
        self.section.word(key, self.problems).map(|text| self.plain(key, text)).unwrap_or_default()
    }

    pub(crate) fn required(&mut self, key: &str) -> String {
        let text = self.section.required(key, self.problems);
        self.plain(key, text)
    }

    /// The text without blanks around it; empty, with an error, where it holds what steers a terminal.
    fn plain(&mut self, key: &str, text: Text) -> String {
        // What stands in a cell may have been pasted from anywhere; nobody types these into a name or a title.
        let odd = |letter| is_no_character(letter) || matches!(letter, '\u{b}' | '\u{c}' | '\u{85}');
        if text.text.chars().any(|letter| commands_a_terminal(letter) || odd(letter)) {
            let message = format!("a control character in `{key}`: {}", shown(&text.text));
            self.error(&text, message, "remove what cannot be seen; line breaks and tabs may stay");
            return String::new();
        }
        text.text.trim().to_owned()
    }

    /// The id of this section; `None`, with an error, where it is missing or is none.
    pub(crate) fn id(&mut self) -> Option<Text> {
        let before = self.problems.len();
        let text = match self.section.word("id", self.problems) {
            Some(text) => text,
            None => {
                if self.problems.len() == before {
                    self.section.required("id", self.problems);
                }
                return None;
            }
        };
        self.checked_id(text)
    }

    pub(crate) fn checked_id(&mut self, text: Text) -> Option<Text> {
        if is_id(&text.text) {
            return Some(text);
        }
        self.error(&text, format!("{:?} is not an id", cut(&text.text)), ID_HINT);
        None
    }

    /// The id of something else; `None` where it is missing, empty or none.
    pub(crate) fn reference(&mut self, key: &str) -> Option<Text> {
        let text = self.section.word(key, self.problems).filter(|text| !text.text.trim().is_empty())?;
        self.checked_id(text)
    }

    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let texts = self.section.texts(key, self.problems);
        texts.into_iter().map(|text| self.plain(key, text)).filter(|text| !text.is_empty()).collect()
    }

    /// A day; what is there and is no day becomes `otherwise`, so that an error never makes something hold.
    pub(crate) fn date_or(&mut self, key: &str, otherwise: Date) -> Option<Date> {
        let before = self.problems.len();
        let date = self.date(key);
        if self.problems.len() > before { Some(otherwise) } else { date }
    }

    pub(crate) fn date(&mut self, key: &str) -> Option<Date> {
        let text = self.section.word(key, self.problems).filter(|text| !text.text.trim().is_empty())?;
        let date = parse_date(&text.text);
        if date.is_none() {
            let hint = "write the day as \"2026-11-22\"";
            self.error(&text, format!("`{key}` is {:?}, which is no day", cut(&text.text)), hint);
        }
        date
    }

    /// A word of a closed list.
    pub(crate) fn word<T>(&mut self, key: &str, parse: impl Fn(&str) -> Option<T>, words: &str) -> Option<T> {
        let text = self.section.text(key, self.problems).filter(|text| !text.text.trim().is_empty())?;
        let value = parse(text.text.trim());
        if value.is_none() {
            self.error(
                &text,
                format!("{:?} is not a value of `{key}`", cut(&text.text)),
                &format!("use one of: {words}"),
            );
        }
        value
    }

    /// What `read` gives, or `None` with its problems where it finds an error: half of a list is worse than none.
    pub(crate) fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let errors = |problems: &[Problem]| problems.iter().filter(|problem| problem.is_error()).count();
        let before = errors(self.problems);
        let value = read(self);
        (errors(self.problems) == before).then_some(value)
    }

    /// Features that rows may depend on.
    pub(crate) fn features(&mut self, key: &str, catalogue: &Catalogue) -> Vec<FeatureId> {
        let mut features = Vec::new();
        for text in self.section.texts(key, self.problems) {
            let wanted = text.text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
            match catalogue.features().iter().find(|feature| feature.id.as_str() == wanted) {
                Some(feature) if feature.row_by_row => self.error(
                    &text,
                    format!("{wanted} is decided row by row"),
                    "state not-applicable with the reason at each row",
                ),
                Some(feature) if features.contains(&feature.id) => {
                    self.warning(&text, format!("{wanted} stands here twice"), "once is enough");
                }
                Some(feature) => features.push(feature.id.clone()),
                None => {
                    let message = format!("{:?} is not a feature", cut(&text.text));
                    self.error(&text, message, "`plimsoll catalogue features` lists them");
                }
            }
        }
        features
    }

    /// Requirement ids of these editions, spelled as they spell them.
    pub(crate) fn requirements(&mut self, key: &str, editions: &[Arc<Edition>]) -> Vec<RequirementId> {
        let mut found = Vec::new();
        for text in self.section.texts(key, self.problems) {
            let id = editions
                .iter()
                .find_map(|edition| edition.find(&text.text).map(|index| edition.requirements[index].id.clone()));
            match id {
                Some(id) if found.contains(&id) => {}
                Some(id) => found.push(id),
                None => {
                    let near = editions.iter().find_map(|edition| edition.nearest(&text.text));
                    let hint = near.map_or("`standards` says which editions have the ids".to_owned(), |id| {
                        format!("did you mean {id}?")
                    });
                    self.error(&text, format!("{:?} is not an id of this subject's standards", cut(&text.text)), &hint);
                }
            }
        }
        found
    }

    /// A goal in the manner of the subject's first standard that has levels or maturity.
    pub(crate) fn goal(&mut self, key: &str, editions: &[Arc<Edition>]) -> Option<Goal> {
        let text = self.section.word(key, self.problems).filter(|text| !text.text.trim().is_empty())?;
        let mut manners = editions.iter().map(|edition| edition.head.assessed_by);
        let manner = manners.find(|by| matches!(by, AssessedBy::Levels | AssessedBy::Maturity));
        let goal = match manner {
            Some(AssessedBy::Maturity) => MaturityLevel::parse(&text.text)
                .map(Goal::Maturity)
                .ok_or_else(|| format!("{:?} is not a maturity level; use 0 to 4", cut(&text.text))),
            Some(_) => TargetVector::parse(&text.text).map(Goal::Levels),
            None => Err("none of the subject's standards has levels".to_owned()),
        };
        match goal {
            Ok(goal) => Some(goal),
            Err(message) => {
                let hint = "one level, or seven in the order IAC UC SI DC RDF TRE RA: \"2 2 1 1 3 1 2\"";
                self.error(&text, format!("`{key}`: {message}"), hint);
                None
            }
        }
    }
}

/// The beginning of a text, for messages.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
