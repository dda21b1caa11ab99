//! How does the program itself write a dossier's files? Subjects, versions, evidence, sign-offs and empty sheets.

use std::fmt::Write;

use catalogue::{AssessedBy, Catalogue, Edition};
use model::{ComponentTypes, Decision, Goal, Piece, PieceFile, Subject, SubjectKind, Trait, Version};
use tables::{quote, toml_text};

/// Lines of a TOML file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn text(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {}", toml_text(value));
    }

    fn optional(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    fn list<T: ToString>(&mut self, key: &str, values: &[T]) {
        let values: Vec<String> = values.iter().map(|value| toml_text(&value.to_string())).collect();
        let _ = writeln!(self.0, "{key} = [{}]", values.join(", "));
    }

    fn files(&mut self, files: &[PieceFile]) {
        let files: Vec<String> = files
            .iter()
            .map(|file| match &file.sha256 {
                Some(digest) => format!("{{ path = {}, sha256 = \"{digest}\" }}", toml_text(&file.path)),
                None => format!("{{ path = {} }}", toml_text(&file.path)),
            })
            .collect();
        match files.as_slice() {
            [one] => {
                let _ = writeln!(self.0, "files = [{one}]");
            }
            several => {
                let _ = writeln!(self.0, "files = [\n  {},\n]", several.join(",\n  "));
            }
        }
    }

    fn optional_list<T: ToString>(&mut self, key: &str, values: &[T]) {
        if !values.is_empty() {
            self.list(key, values);
        }
    }
}

/// A goal as files and options write it: one level, or seven.
pub fn goal_text(goal: Goal) -> String {
    match goal {
        Goal::Maturity(level) => level.number().to_string(),
        Goal::Levels(vector) if vector.0.iter().all(|level| *level == vector.0[0]) => vector.0[0].number().to_string(),
        Goal::Levels(vector) => vector.0.map(|level| level.number().to_string()).join(" "),
    }
}

/// The file of a subject.
pub fn subject(subject: &Subject) -> String {
    let mut lines = Lines::default();
    lines.text("name", &subject.name);
    lines.optional("model", &subject.model);
    lines.list("standards", &subject.standards);
    if subject.kind == SubjectKind::Product {
        let types: Vec<&str> = subject.types.iter().map(|one| one.id()).collect();
        lines.list("types", &types);
        if subject.only_platform {
            lines.0.push_str("only_platform = true\n");
        }
        lines.optional("platform", subject.platform.as_ref().map_or("", |id| id.short()));
    }
    if subject.kind == SubjectKind::System {
        lines.text("subject", subject.assessed_as.id());
        lines.optional_list("components", &subject.components);
    }
    lines.optional("process", subject.process.as_ref().map_or("", |id| id.short()));
    match subject.kind {
        SubjectKind::Process => {
            lines.list("sites", &subject.sites);
            lines.list("teams", &subject.teams);
            lines.list("products", &subject.products);
        }
        SubjectKind::Programme | SubjectKind::System => {
            lines.optional("site", subject.sites.first().map_or("", String::as_str));
        }
        SubjectKind::Product => {}
    }
    lines.optional_list("roles", &subject.roles);
    lines.optional("target", &subject.target.map(goal_text).unwrap_or_default());
    lines.optional("applied_for", &subject.applied_for.map(goal_text).unwrap_or_default());
    if matches!(subject.kind, SubjectKind::Product | SubjectKind::System) {
        lines.list("essential_functions", &subject.essential_functions);
        lines.text("context", &subject.context);
    }
    lines.list("present", &subject.present);
    lines.list("absent", &subject.absent);
    lines.optional_list("scope", &subject.scope);
    for (key, elements) in [("part", &subject.parts), ("interface", &subject.interfaces)] {
        for element in elements {
            let _ = writeln!(lines.0, "\n[[{key}]]");
            lines.text("id", element.id.as_str());
            lines.optional("name", &element.name);
            lines.optional_list("protocols", &element.protocols);
            if let Some(requirements) = &element.requirements {
                lines.list("requirements", requirements);
            }
        }
    }
    for one in &subject.versions {
        let _ = write!(lines.0, "\n{}", version(one));
    }
    lines.0
}

/// What may be added to a new subject's file by hand, as comments: its parts, and the features that decide rows.
pub fn guidance(subject: &Subject, editions: &[Edition], catalogue: &Catalogue) -> String {
    let mut text = String::new();
    if matches!(subject.kind, SubjectKind::Product | SubjectKind::System) {
        text.push_str(
            "\n# Parts, as the column `part` of the sheets names them; `requirements` says which rows rest on one, so\n\
             # that a later version knows what to test again.\n\
             # [[part]]\n# id = \"web-interface\"\n# name = \"Web interface\"\n# requirements = []\n#\n\
             # [[interface]]\n# id = \"eth-1\"\n# name = \"Ethernet port 1\"\n# protocols = [\"https\"]\n#\n\
             # [[version]]   # the last one is the current one; `plimsoll add version` adds one\n\
             # id = \"1.0.0\"\n# date = \"2026-11-22\"\n# hardware = \"rev A\"\n# firmware = \"1.0.0\"\n",
        );
    }
    let decides = |id: &model::FeatureId| {
        editions.iter().flat_map(|edition| &edition.requirements).any(|one| one.feature.as_ref() == Some(id))
    };
    let features: Vec<_> =
        catalogue.features().iter().filter(|feature| !feature.row_by_row && decides(&feature.id)).collect();
    if !features.is_empty() {
        text.push_str(
            "\n# Features decide whether conditional rows apply; each belongs into `present` or `absent` above:\n",
        );
    }
    for feature in features {
        let _ = writeln!(text, "# {:<28} {}", feature.id, feature.question);
    }
    text
}

/// One `[[version]]`.
pub fn version(version: &Version) -> String {
    let mut lines = Lines("[[version]]\n".to_owned());
    lines.text("id", &version.id);
    lines.optional("date", &version.date.map(|date| date.to_string()).unwrap_or_default());
    for (key, value) in [
        ("hardware", &version.hardware),
        ("firmware", &version.firmware),
        ("software", &version.software),
        ("build", &version.build),
        ("platform", &version.platform),
    ] {
        lines.optional(key, value);
    }
    if let Some(changed) = &version.changed {
        lines.list("changed_parts", &changed.parts);
        lines.list("changed_interfaces", &changed.interfaces);
        lines.list("changed_features", &changed.features);
        lines.list("changed_requirements", &changed.requirements);
    }
    lines.optional("note", &version.note);
    lines.0
}

/// One `[[evidence]]`.
pub fn piece(piece: &Piece) -> String {
    let mut lines = Lines("[[evidence]]\n".to_owned());
    lines.text("id", piece.id.as_str());
    lines.text("title", &piece.title);
    lines.text("kind", piece.kind.id());
    lines.files(&piece.files);
    for (key, date) in
        [("effective_from", piece.effective_from), ("effective_to", piece.effective_to), ("received", piece.received)]
    {
        lines.optional(key, &date.map(|date| date.to_string()).unwrap_or_default());
    }
    lines.optional("owner", piece.owner.as_ref().map_or("", |id| id.as_str()));
    lines.optional("supersedes", piece.supersedes.as_ref().map_or("", |id| id.as_str()));
    lines.0
}

/// One `[[decision]]`.
pub fn decision(decision: &Decision) -> String {
    let mut lines = Lines("[[decision]]\n".to_owned());
    lines.text("id", decision.id.as_str());
    lines.text("kind", decision.kind.id());
    lines.text("title", &decision.title);
    lines.optional("subject", decision.subject.as_ref().map_or("", |id| id.as_str()));
    lines.optional("date", &decision.date.map(|date| date.to_string()).unwrap_or_default());
    lines.optional("by", decision.by.as_ref().map_or("", |id| id.as_str()));
    lines.optional("outcome", &decision.outcome);
    lines.optional("reason", &decision.reason);
    lines.optional_list("conditions", &decision.conditions);
    lines.optional("supersedes", decision.supersedes.as_ref().map_or("", |id| id.as_str()));
    for (key, number) in [("seed", decision.seed), ("draws", decision.draws)] {
        if let Some(number) = number {
            let _ = writeln!(lines.0, "{key} = {number}");
        }
    }
    lines.optional("program", &decision.program);
    for (key, digest) in [("library", decision.library), ("digest", decision.digest)] {
        lines.optional(key, &digest.map(|digest| digest.to_string()).unwrap_or_default());
    }
    if !decision.files.is_empty() {
        lines.files(&decision.files);
    }
    lines.0
}

/// The header of an applicant's sheet about an edition.
pub fn header(edition: &Edition) -> String {
    let answers = match edition.head.assessed_by {
        AssessedBy::Maturity => format!("status,maturity,{},statement,evidence", Trait::ALL.map(Trait::id).join(",")),
        _ => "part,status,statement,evidence".to_owned(),
    };
    format!("requirement,title,level,group,{answers}\n")
}

/// The header of an evaluator's sheet.
pub fn verdict_header() -> String {
    "requirement,part,version,status,verdict,remark,method,evaluator,date\n".to_owned()
}

/// A sheet with an empty row for each requirement that concerns a subject of these types, grouped as people work.
///
/// In an edition with levels the rows come group by group and in it level by level, each enhancement behind its base's
/// level, so that whoever works up to a level works from the top; elsewhere in the edition's own order.
pub fn sheet(edition: &Edition, types: ComponentTypes) -> String {
    let types = if types.is_empty() { ComponentTypes::ALL } else { types };
    let mut sheet = header(edition);
    let empty = ",".repeat(sheet.matches(',').count() - 4);
    let mut rows: Vec<usize> = (0..edition.requirements.len())
        .filter(|index| edition.requirements[*index].is_asked())
        .filter(|index| !edition.head.component_types || edition.requirements[*index].types.intersects(types))
        .collect();
    if edition.head.assessed_by == AssessedBy::Levels {
        rows.sort_by_key(|index| {
            let one = &edition.requirements[*index];
            (one.fr.map_or(0, |fr| fr as usize + 1), one.level, *index)
        });
    }
    for index in rows {
        let one = &edition.requirements[index];
        let level = one.level.map(|level| level.to_string()).unwrap_or_default();
        let group = match one.fr {
            Some(fr) => fr.abbreviation().to_owned(),
            None => edition.group_of(one).id.to_string(),
        };
        let _ = writeln!(sheet, "{},{},{level},{},{empty}", quote(one.id.as_str()), quote(&one.title), quote(&group));
    }
    sheet
}
