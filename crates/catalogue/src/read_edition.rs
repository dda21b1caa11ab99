//! Does a `requirements.csv` hold together? Reads it and names everything that does not, at once.

use std::collections::BTreeMap;

use model::{
    ComponentType, ComponentTypes, FeatureId, FoundationalRequirement, Problem, RequirementId, SecurityLevel, Spot,
    lenient_key,
};
use tables::{Line, Table, read_csv};

use crate::digest;
use crate::edition::{Edition, Group, Kind, Requirement};
use crate::feature::Feature;
use crate::head::EditionHead;

const COLUMNS: [&str; 15] = [
    "id",
    "parent",
    "kind",
    "group",
    "section",
    "fr",
    "title",
    "clause",
    "level",
    "types",
    "feature",
    "where",
    "integration",
    "see",
    "unverified",
];
const NEEDED: [&str; 4] = ["id", "kind", "group", "title"];

/// Reads the facts of an edition whose head is known.
pub(crate) fn read(
    mut head: EditionHead,
    text: &str,
    crosswalk: Option<&str>,
    features: &[Feature],
) -> (Edition, Vec<Problem>) {
    let path = head.path("requirements.csv");
    let (table, mut problems) = read_csv(&path, text.as_bytes());
    if head.groups.is_empty() {
        problems.push(
            Problem::error(&head.path("edition.toml").into(), Spot::new(1, 1), "there is no group")
                .hint("add [[group]] with id and title for each group in which certificates count"),
        );
        head.groups.push(Group { id: "".into(), title: String::new() });
    }
    let mut rows = Rows { table: &table, head: &head, features, columns: columns(&table, &mut problems), problems };
    let ids: BTreeMap<String, usize> = rows.ids();
    let requirements: Vec<Requirement> =
        table.lines.iter().enumerate().map(|(index, line)| rows.requirement(index, line, &ids)).collect();
    rows.check_tree(&requirements);
    let mut problems = rows.problems;
    for id in head.cautions.iter().flat_map(|caution| &caution.rows) {
        if !ids.contains_key(&lenient_key(id)) {
            problems.push(
                Problem::error(
                    &head.path("edition.toml").into(),
                    Spot::new(1, 1),
                    format!("[[caution]] names \"{id}\""),
                )
                .hint("a caution names rows of its own edition"),
            );
        }
    }
    let digest = digest::of_facts(&head, &requirements, crosswalk);
    if !head.frozen.is_empty() && head.frozen != digest {
        problems.push(
            Problem::error(
                &head.path("edition.toml").into(),
                Spot::new(1, 1),
                format!("the facts of {} are frozen as {}, but they are {digest}", head.key, head.frozen),
            )
            .hint("a released edition never changes: put the amendment in a folder of its own with a crosswalk"),
        );
    }
    problems.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
    let keys = ids.into_iter().collect();
    (Edition { head, requirements, digest, keys }, problems)
}

fn columns(table: &Table<'_>, problems: &mut Vec<Problem>) -> BTreeMap<&'static str, usize> {
    for cell in &table.header {
        if !COLUMNS.contains(&cell.trimmed()) {
            problems.push(
                Problem::error(&table.file, cell.spot, format!("nobody reads the column \"{}\"", cell.trimmed()))
                    .hint(format!("known columns: {}", COLUMNS.join(", "))),
            );
        }
    }
    for name in NEEDED {
        if table.column(name).is_none() {
            problems.push(Problem::error(&table.file, Spot::new(1, 1), format!("the column \"{name}\" is missing")));
        }
    }
    COLUMNS.into_iter().filter_map(|name| table.column(name).map(|index| (name, index))).collect()
}

struct Rows<'t> {
    table: &'t Table<'t>,
    head: &'t EditionHead,
    features: &'t [Feature],
    columns: BTreeMap<&'static str, usize>,
    problems: Vec<Problem>,
}

impl<'t> Rows<'t> {
    fn cell(&self, line: &'t Line<'t>, name: &str) -> (&'t str, Spot) {
        self.columns
            .get(name)
            .and_then(|index| line.cells.get(*index))
            .map_or(("", line.spot()), |cell| (cell.trimmed(), cell.spot))
    }

    fn wrong(&mut self, spot: Spot, message: String, hint: impl Into<String>) {
        self.problems.push(Problem::error(&self.table.file, spot, message).hint(hint));
    }

    /// Ids by their lenient key; two that collide are a problem.
    fn ids(&mut self) -> BTreeMap<String, usize> {
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for (index, line) in self.table.lines.iter().enumerate() {
            let (id, spot) = self.cell(line, "id");
            let first = *ids.entry(lenient_key(id)).or_insert(index);
            if first != index {
                let first = self.table.lines[first].spot().line;
                self.wrong(spot, format!("\"{id}\" stands here twice, first on line {first}"), "an id is used once");
            }
        }
        ids
    }

    fn word<T>(
        &mut self,
        line: &'t Line<'t>,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        hint: impl Into<String>,
    ) -> Option<T> {
        let (text, spot) = self.cell(line, name);
        if text.is_empty() {
            return None;
        }
        let value = parse(text);
        if value.is_none() {
            self.wrong(spot, format!("\"{text}\" is not a value of {name}"), hint);
        }
        value
    }

    fn words(&self, line: &'t Line<'t>, name: &str) -> Vec<(&'t str, Spot)> {
        let (text, spot) = self.cell(line, name);
        text.split(';').map(str::trim).filter(|word| !word.is_empty()).map(|word| (word, spot)).collect()
    }

    fn requirement(&mut self, index: usize, line: &'t Line<'t>, ids: &BTreeMap<String, usize>) -> Requirement {
        let (id, spot) = self.cell(line, "id");
        let (title, title_spot) = self.cell(line, "title");
        for (name, text, spot) in [("id", id, spot), ("title", title, title_spot)] {
            if text.is_empty() {
                self.wrong(spot, format!("{name} is empty"), "every numbered item has an id and a short title");
            }
        }
        let by_id = |text: &str| ids.get(&lenient_key(text)).copied();
        let kind = self.word(line, "kind", Kind::parse, format!("use one of: {}", Kind::words()));
        if kind.is_none() && self.cell(line, "kind").0.is_empty() {
            self.wrong(spot, "kind is empty".into(), format!("use one of: {}", Kind::words()));
        }
        let groups = self.head.groups.iter().map(|group| group.id.as_ref()).collect::<Vec<_>>();
        let group = self.word(
            line,
            "group",
            |text| groups.iter().position(|id| *id == text),
            format!("use one of: {}", groups.join(", ")),
        );
        let parent = self.word(
            line,
            "parent",
            |text| by_id(text).filter(|parent| *parent < index),
            "a parent stands above its row",
        );
        let mut types = ComponentTypes::NONE;
        for (word, spot) in self.words(line, "types") {
            match ComponentType::parse(word) {
                Some(one) => types = types.with(one),
                None => self.wrong(
                    spot,
                    format!("\"{word}\" is not a component type"),
                    format!("use {}", ComponentType::ALL.map(ComponentType::id).join(", ")),
                ),
            }
        }
        let mut see = Vec::new();
        for (word, spot) in self.words(line, "see") {
            match by_id(word) {
                Some(index) => see.push(index),
                None => self.wrong(
                    spot,
                    format!("\"{word}\" is not an id of this edition"),
                    "see names ids, separated by ;",
                ),
            }
        }
        for (word, spot) in self.words(line, "unverified") {
            if !COLUMNS.contains(&word) {
                self.wrong(spot, format!("\"{word}\" is not a column"), "unverified names the columns in doubt");
            }
        }
        let known = self.features.iter().map(|feature| feature.id.as_str()).collect::<Vec<_>>();
        Requirement {
            id: RequirementId::new(id),
            parent,
            kind: kind.unwrap_or(Kind::None),
            group: group.unwrap_or_default(),
            section: self.cell(line, "section").0.to_owned(),
            fr: self.word(
                line,
                "fr",
                |text| text.parse().ok().and_then(FoundationalRequirement::from_number),
                "use 1 to 7",
            ),
            title: title.to_owned(),
            clause: self.cell(line, "clause").0.to_owned(),
            level: self.word(
                line,
                "level",
                |text| SecurityLevel::parse(text).filter(|level| *level > SecurityLevel::ZERO),
                "use 1 to 4, the lowest level that asks for the row",
            ),
            types,
            feature: self.word(
                line,
                "feature",
                |text| known.contains(&text).then(|| FeatureId::new(text)),
                format!("features.csv knows: {}", known.join(", ")),
            ),
            applies_where: self.cell(line, "where").0.to_owned(),
            integration_offered: self
                .word(line, "integration", |text| (text == "offered").then_some(()), "write offered or nothing")
                .is_some(),
            see,
            unverified: self.words(line, "unverified").into_iter().map(|(word, _)| word.to_owned()).collect(),
        }
    }

    /// What only shows once all rows are read.
    fn check_tree(&mut self, requirements: &[Requirement]) {
        let leveled = self.columns.contains_key("level");
        for (line, requirement) in self.table.lines.iter().zip(requirements) {
            let spot = line.spot();
            let id = &requirement.id;
            let mut claim = |holds: bool, message: &str, hint: &str| {
                if !holds {
                    self.problems.push(Problem::error(&self.table.file, spot, format!("{id}: {message}")).hint(hint));
                }
            };
            let parent = requirement.parent.map(|parent| &requirements[parent]);
            if requirement.kind == Kind::Enhancement {
                claim(parent.is_some(), "an enhancement without a parent", "name the requirement that it enhances");
            }
            if leveled {
                let asked = matches!(requirement.kind, Kind::Requirement | Kind::Enhancement);
                claim(
                    asked == requirement.level.is_some(),
                    "the kind and the level do not fit",
                    "requirements and enhancements have a level, nothing else has",
                );
                claim(!asked || requirement.fr.is_some(), "no foundational requirement", "write 1 to 7 in fr");
                if let (Some(parent), true) = (parent, asked) {
                    claim(
                        parent.level <= requirement.level,
                        "asked for below its parent's level",
                        "an enhancement never starts below its base",
                    );
                    claim(
                        parent.fr == requirement.fr,
                        "in another foundational requirement than its parent",
                        "an enhancement shares its base's FR",
                    );
                    claim(
                        parent.types == requirement.types,
                        "for other component types than its parent",
                        "an enhancement shares its base's types",
                    );
                }
            }
            if self.head.component_types {
                claim(
                    requirement.is_asked() != requirement.types.is_empty(),
                    "the kind and the types do not fit",
                    "what can be asked names its component types, nothing else does",
                );
            }
            claim(
                requirement.see.is_empty() || requirement.kind == Kind::Heading,
                "only headings point to others",
                "leave see empty",
            );
        }
        for group in 0..self.head.groups.len() {
            if !requirements.iter().any(|requirement| requirement.group == group) {
                let message = format!("no row is in the group {}", self.head.groups[group].id);
                self.wrong(Spot::new(1, 1), message, "remove the group from edition.toml or add its rows");
            }
        }
    }
}
