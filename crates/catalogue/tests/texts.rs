//! Are our words complete, ours, and each about one requirement only?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::collections::HashMap;

use catalogue::{AssessedBy, Catalogue, Edition, Words};

/// Phrases of standards, and words that say nothing.
const FORBIDDEN: &[&str] = &[
    "shall ",
    "provide the capability",
    "provides the capability",
    "provide capabilities",
    "the ability to",
    "adequate",
    "appropriate",
    "as needed",
    "if necessary",
    "and/or",
    "robust",
    "comprehensive",
    "leverag",
    "in accordance with",
    "best practice",
    "industry standard",
    "well-defined",
];

fn every() -> Vec<(Edition, Vec<(usize, Words)>)> {
    let catalogue = Catalogue::compiled();
    catalogue
        .heads()
        .iter()
        .map(|head| {
            let edition = catalogue.edition(head);
            let texts = catalogue.texts(&edition);
            (edition, texts)
        })
        .collect()
}

fn all_texts(words: &Words) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("asks", words.asks.as_str())];
    texts.extend(words.look_for.iter().flat_map(|(_, items)| items).map(|text| ("look_for", text.as_str())));
    texts.extend(words.evidence.iter().map(|text| ("evidence", text.as_str())));
    texts.extend(words.falls_short.iter().map(|text| ("falls_short", text.as_str())));
    texts.extend(words.others_meet.iter().map(|(_, text)| ("others_meet", text.as_str())));
    if !words.step_up.is_empty() {
        texts.push(("step_up", &words.step_up));
    }
    texts
}

#[test]
fn everything_that_can_be_asked_has_its_words() {
    for (edition, texts) in every() {
        for (index, requirement) in edition.requirements.iter().enumerate().filter(|(_, one)| one.is_asked()) {
            let words = texts.iter().find(|(at, _)| *at == index).map(|(_, words)| words);
            let words = words.unwrap_or_else(|| panic!("{} {}: no words", edition.head.key, requirement.id));
            let looked_for: usize = words.look_for.iter().map(|(_, items)| items.len()).sum();
            assert!(looked_for >= 2, "{}: {looked_for} things to look for", requirement.id);
            assert!(!words.evidence.is_empty() && !words.falls_short.is_empty(), "{}", requirement.id);
            // The parts that products are certified against are the fullest.
            if ["iec62443-4-1", "iec62443-4-2"].contains(&edition.head.key.standard.as_str()) {
                assert!(looked_for >= 3 && words.look_for.len() >= 2, "{}: one method only", requirement.id);
                assert!(words.evidence.len() >= 2 && words.falls_short.len() >= 2, "{}", requirement.id);
                assert!(!words.others_meet.is_empty() && !words.step_up.is_empty(), "{}", requirement.id);
            }
        }
    }
}

#[test]
fn texts_keep_their_length() {
    for (edition, texts) in every() {
        for (index, words) in &texts {
            for (field, text) in all_texts(words) {
                let most = if field == "others_meet" { 400 } else { 330 };
                let length = text.chars().count();
                let id = &edition.requirements[*index].id;
                assert!((25..=most).contains(&length), "{id}.{field}: {length} characters: {text}");
                assert!(text.trim() == text && !text.contains("  "), "{id}.{field}: stray blanks");
            }
        }
    }
}

#[test]
fn no_text_is_used_twice() {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (edition, texts) in every() {
        for (index, words) in &texts {
            for (field, text) in all_texts(words) {
                let key: String = text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
                let here = format!("{} {}.{field}", edition.head.key, edition.requirements[*index].id);
                if let Some(there) = seen.insert(key, here.clone()) {
                    panic!("{here} says the same as {there}: {text}");
                }
            }
        }
    }
}

#[test]
fn no_forbidden_phrase() {
    for (edition, texts) in every() {
        for (index, words) in &texts {
            for (field, text) in all_texts(words) {
                let lower = format!("{} ", text.to_lowercase());
                for phrase in FORBIDDEN {
                    let id = &edition.requirements[*index].id;
                    assert!(!lower.contains(phrase), "{id}.{field} says \"{phrase}\": {text}");
                }
            }
        }
    }
}

/// A text that names a row of its own edition names one that exists.
#[test]
fn ids_in_texts_exist() {
    let catalogue = Catalogue::compiled();
    let editions: Vec<Edition> = catalogue.heads().iter().map(|head| catalogue.edition(head)).collect();
    let families = ["CR ", "SR ", "SAR ", "EDR ", "HDR ", "NDR ", "CCSC "];
    for (edition, texts) in every().iter().filter(|(edition, _)| edition.head.assessed_by == AssessedBy::Levels) {
        for (index, words) in texts {
            for (field, text) in all_texts(words) {
                for family in families {
                    for (at, _) in text.match_indices(family) {
                        if text[..at].ends_with(|letter: char| letter.is_alphanumeric()) {
                            continue;
                        }
                        let number: String = text[at + family.len()..]
                            .chars()
                            .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
                            .collect();
                        let id = format!("{family}{}", number.trim_end_matches('.'));
                        let known = number.is_empty() || editions.iter().any(|edition| edition.find(&id).is_some());
                        assert!(known, "{}.{field} names {id}: {text}", edition.requirements[*index].id);
                    }
                }
            }
        }
    }
}
