//! Which files are generated? Their names and texts, so that the verb writes and a test compares the same.
#![allow(clippy::disallowed_methods, reason = "a developer's tool at the edge")]

mod decision_page;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Edition};
use report::{
    AssessmentResult, ComparisonResult, DecisionResult, DeltaResult, DossierResult, Explanation, GapsResult,
    ImportResult, PathwayResult, PlanResult, QuestionsResult, RecordingResult, RequirementView, StatusResult,
    TraceResult, VerificationResult,
};

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Every generated file: its path from the root, and its text.
pub fn generated() -> Vec<(String, String)> {
    let mut files = schemas();
    files.push(("docs/reference/decision.md".to_owned(), decision_page::page()));
    let catalogue = Catalogue::compiled();
    for head in catalogue.heads() {
        files.extend(pages(&catalogue, &catalogue.edition(head)));
    }
    files
}

/// Schemas of what is written, so a member that may be left out is not required.
fn generator() -> schemars::SchemaGenerator {
    schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator()
}

/// The schema of an answer about a whole dossier, under its published name.
fn titled<T: schemars::JsonSchema>(title: &str) -> schemars::Schema {
    let mut schema = generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema
}

fn schemas() -> Vec<(String, String)> {
    let schema = |name: &str, schema: schemars::Schema| {
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        (format!("docs/reference/{name}.schema.json"), text)
    };
    let mut schemas = vec![
        schema("assessment-1", generator().into_root_schema_for::<AssessmentResult>()),
        schema("dossier-1", titled::<DossierResult<AssessmentResult>>("plimsoll.dossier/1")),
        schema("dossier-gaps-1", titled::<DossierResult<GapsResult>>("plimsoll.dossier-gaps/1")),
        schema("dossier-explanation-1", titled::<DossierResult<Explanation>>("plimsoll.dossier-explanation/1")),
        schema("dossier-comparison-1", titled::<DossierResult<ComparisonResult>>("plimsoll.dossier-comparison/1")),
        schema("status-1", generator().into_root_schema_for::<StatusResult>()),
        schema("decision-1", generator().into_root_schema_for::<DecisionResult>()),
        schema("trace-1", generator().into_root_schema_for::<TraceResult>()),
        schema("plan-1", generator().into_root_schema_for::<PlanResult>()),
        schema("recording-1", generator().into_root_schema_for::<RecordingResult>()),
        schema("verification-1", generator().into_root_schema_for::<VerificationResult>()),
        schema("import-1", generator().into_root_schema_for::<ImportResult>()),
        schema("comparison-1", generator().into_root_schema_for::<ComparisonResult>()),
        schema("delta-1", generator().into_root_schema_for::<DeltaResult>()),
        schema("explanation-1", generator().into_root_schema_for::<Explanation>()),
        schema("pathway-1", generator().into_root_schema_for::<PathwayResult>()),
        schema("questions-1", generator().into_root_schema_for::<QuestionsResult>()),
        schema("gaps-1", generator().into_root_schema_for::<GapsResult>()),
    ];
    // What editors show of the files that people write.
    schemas.extend(dossier::schema::files().into_iter().map(|(name, file)| schema(&format!("dossier/{name}"), file)));
    schemas.push(schema("dossier/pathway", answers_file()));
    schemas.push(schema("dossier/decide", decide::schema::file()));
    schemas.push(schema("dossier/plan", plan::schema::file()));
    schemas
}

/// What editors show of `pathway.toml`: the questions as they are asked, with their choices.
fn answers_file() -> schemars::Schema {
    let pathway = plan::Pathway::compiled(&Catalogue::compiled());
    let answers = pathway.questions().iter().map(|question| {
        let ids: Vec<&str> = question.choices.iter().map(|choice| choice.id.as_str()).collect();
        let one = serde_json::json!({ "type": "string", "enum": ids });
        let most = if question.several { ids.len() } else { 1 };
        let list = serde_json::json!({ "type": "array", "items": one, "uniqueItems": true, "maxItems": most });
        let choices: Vec<String> =
            question.choices.iter().map(|choice| format!("{}: {}", choice.id, choice.says)).collect();
        let description = format!("{} {}\n{}", question.asks, question.why, choices.join("\n"));
        (question.id.clone(), serde_json::json!({ "description": description, "anyOf": [one, list] }))
    });
    let answers = answers.collect::<serde_json::Map<_, _>>();
    // What may be answered is described once, and a subject points to it.
    let same = answers.keys().map(|id| {
        let one = format!("#/properties/answers/properties/{id}");
        (id.clone(), serde_json::json!({ "$ref": one }))
    });
    let own = serde_json::json!({
        "description": "What it answers itself; each answer replaces the organization's to that question.",
        "type": "object",
        "additionalProperties": false,
        "properties": same.collect::<serde_json::Map<_, _>>(),
    });
    schemars::json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "pathway.toml: what was answered to the questions of `plimsoll start`",
        "type": "object",
        "additionalProperties": false,
        "required": ["format"],
        "properties": {
            "format": { "description": "The version of this file.", "type": "integer", "const": 1 },
            "answers": {
                "description": "Questions with their answers; one that is left out was skipped.",
                "type": "object",
                "additionalProperties": false,
                "properties": answers,
            },
            "subject": {
                "description": "Products, systems, programmes and sites that answer something otherwise than the organization.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["id"],
                    "properties": {
                        "id": {
                            "description": "A subject of the dossier such as products/eg220, a site as \"site: whitmoor\", or, before there is one, a free name.",
                            "type": "string",
                            "minLength": 1,
                        },
                        "answers": own,
                    },
                },
            },
        },
    })
}

/// The name of a requirement's page: letters, digits and hyphens only.
pub fn slug(id: &str) -> String {
    let mut slug = String::new();
    for letter in id.chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            '.' => slug.push('.'),
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches('-').to_owned()
}

fn pages(catalogue: &Catalogue, edition: &Edition) -> Vec<(String, String)> {
    let key = &edition.head.key;
    let edition_slug = slug(&format!("{}-{}", key.standard, key.edition));
    let folder = format!("docs/reference/catalogue/{edition_slug}");
    let texts = catalogue.texts(edition);
    let mut files = Vec::new();
    let mut index = format!(
        "<!-- Generated by `cargo xtask generate` from data/catalogues; do not edit. -->\n\n# {key}: {}\n\n\
         Facts `{}`.\nThe words are ours; the standard's text is not here.\n",
        edition.head.title, edition.digest
    );
    for (number, group) in edition.head.groups.iter().enumerate() {
        let _ = write!(index, "\n## {} {}\n\n", group.id, group.title);
        for (at, requirement) in edition.requirements.iter().enumerate().filter(|(_, one)| one.group == number) {
            let words = texts.iter().find(|(index, _)| *index == at).map(|(_, words)| words);
            let name = slug(requirement.id.as_str());
            let level = requirement.level.map(|level| format!(", {level}")).unwrap_or_default();
            let _ = writeln!(index, "- [{}]({name}.md) {}{level}", requirement.id, requirement.title);
            files.push((format!("{folder}/{name}.md"), page(&RequirementView::new(edition, at, words))));
        }
    }
    files.push((format!("{folder}/README.md"), index));
    files
}

fn page(view: &RequirementView) -> String {
    let mut page = format!(
        "<!-- Generated by `cargo xtask generate` from data/catalogues; do not edit. -->\n\n# {}: {}\n\n",
        view.id, view.title
    );
    let mut fact = |name: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(page, "- {name}: {text}");
        }
    };
    fact("Edition", &view.edition);
    fact("Kind", view.kind);
    fact("Group", &format!("{} {}", view.group, view.group_title));
    fact("Section", &view.section);
    fact("Clause", &view.clause);
    fact("Asked from", &view.level.map(|level| format!("SL {level}")).unwrap_or_default());
    fact("Component types", &view.types.join(", "));
    fact("Enhances", view.parent.as_deref().unwrap_or_default());
    fact("See", &view.see.join(", "));
    fact("Applies", &view.applies_where);
    fact("Feature", view.feature.as_deref().unwrap_or_default());
    fact("Integration", if view.integration_offered { "offered by its own text" } else { "" });
    fact("Not confirmed from two sources", &view.unverified.join(", "));
    let Some(texts) = &view.texts else { return page };
    let _ = write!(page, "\n## What it asks\n\n{}\n", texts.asks);
    if !texts.look_for.is_empty() {
        page.push_str("\n## What assessors look for\n\n");
        for one in &texts.look_for {
            for item in &one.items {
                let _ = writeln!(page, "- [ ] *{}*: {item}", one.method);
            }
        }
    }
    for (title, items) in [
        ("Evidence that usually satisfies", &texts.evidence),
        ("How products and makers fall short", &texts.falls_short),
    ] {
        if !items.is_empty() {
            let _ = write!(page, "\n## {title}\n\n");
            for item in items {
                let _ = writeln!(page, "- {item}");
            }
        }
    }
    if !texts.others_meet.is_empty() {
        page.push_str("\n## How others meet it\n\n");
        for (design, text) in &texts.others_meet {
            let _ = match design.as_str() {
                "any" => writeln!(page, "- {text}"),
                design => writeln!(page, "- *{design}*: {text}"),
            };
        }
    }
    if !texts.step_up.is_empty() {
        let _ = write!(page, "\n## Stepping up\n\n{}\n", texts.step_up);
    }
    page
}
