//! How does a certification body turn rows into a headline? `data/schemes/*.toml`.

use model::{MaturityLevel, Problem, Verdict};
use tables::Document;

use crate::closed_words;
use crate::head::word;

closed_words! {
    /// How many numbers become one.
    Headline {
        /// The lowest counts.
        Minimum = "minimum",
        /// No single number is printed.
        None = "none",
    }
}

closed_words! {
    /// Whose word makes an unconditional row not applicable.
    AcceptedBy {
        /// An evaluator's `na` on any row but a constraint.
        Evaluator = "evaluator",
        /// An evaluator's `na`, and only on conditional rows.
        EvaluatorWhereConditional = "evaluator-where-conditional",
    }
}

/// The rules of a certification scheme; every result names the scheme under which it was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its id: `default`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is particular about it.
    pub about: String,
    /// Are its settings confirmed from the scheme's own documents?
    pub verified: bool,
    /// The maturity level below which a process row does not pass.
    pub minimum_maturity: MaturityLevel,
    /// How practices become one maturity level.
    pub maturity_headline: Headline,
    /// How foundational requirements become one security level.
    pub level_headline: Headline,
    /// Who may accept that an unconditional row does not apply.
    pub not_applicable: AcceptedBy,
    /// The names of the verdicts on its forms, in the order pass, fail, na, ne.
    pub verdict_names: [String; 4],
    /// What its certificates print.
    pub certificate_prints: Vec<String>,
}

impl Scheme {
    /// The scheme's name for a verdict.
    pub fn verdict_name(&self, verdict: Verdict) -> &str {
        &self.verdict_names[verdict as usize]
    }

    pub(crate) fn read(path: &str, text: &str) -> (Self, Vec<Problem>) {
        let (document, mut problems) = Document::read(path, text);
        let root = document.root();
        let found = &mut problems;
        let mut scheme = Self {
            id: root.required("id", found).text,
            title: root.required("title", found).text,
            about: root.required("about", found).text,
            verified: root.flag("verified", found).unwrap_or(false),
            minimum_maturity: MaturityLevel::ONE,
            maturity_headline: Headline::Minimum,
            level_headline: Headline::Minimum,
            not_applicable: AcceptedBy::Evaluator,
            verdict_names: Default::default(),
            certificate_prints: Vec::new(),
        };
        for name in ["maturity", "level", "not_applicable", "verdicts", "certificate"] {
            let Some(section) = root.section(name, found) else {
                found.push(root.error(root.spot(), format!("[{name}] is missing")));
                continue;
            };
            match name {
                "maturity" => {
                    let minimum = section.number("minimum", found);
                    let level = minimum.and_then(|(number, _)| u8::try_from(number).ok()).and_then(MaturityLevel::new);
                    match level {
                        Some(level) => scheme.minimum_maturity = level,
                        None => {
                            let spot = minimum.map_or(section.spot(), |(_, spot)| spot);
                            found.push(section.error(spot, "`minimum` is a maturity level, 0 to 4"));
                        }
                    }
                    if let Some(rule) = word(&section, "headline", Headline::parse, Headline::words, found) {
                        scheme.maturity_headline = rule;
                    }
                }
                "level" => {
                    if let Some(rule) = word(&section, "headline", Headline::parse, Headline::words, found) {
                        scheme.level_headline = rule;
                    }
                }
                "not_applicable" => {
                    if let Some(who) = word(&section, "accepted_by", AcceptedBy::parse, AcceptedBy::words, found) {
                        scheme.not_applicable = who;
                    }
                }
                "verdicts" => {
                    for verdict in Verdict::ALL {
                        scheme.verdict_names[*verdict as usize] = section.required(verdict.id(), found).text;
                    }
                }
                _ => {
                    scheme.certificate_prints =
                        section.texts("prints", found).into_iter().map(|text| text.text).collect();
                }
            }
            section.finish(found);
        }
        root.finish(found);
        (scheme, problems)
    }
}
