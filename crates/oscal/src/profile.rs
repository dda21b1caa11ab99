//! What does an edition ask of one component type at one level, as an OSCAL profile?

use catalogue::{AssessedBy, Edition, Requirement};
use model::{ComponentType, Date, SecurityLevel};

use crate::catalog::{metadata, title};
use crate::ids::{Ids, sealed};
use crate::names::{catalog_file, token};
use crate::props::Props;
use crate::shape::{BackMatter, Document, Import, Merge, Profile, Resource, Rlink, WithIds};

/// The profiles that an edition has: by type and level, by level only, or one of all rows.
pub fn profiles_of(edition: &Edition) -> Vec<(Option<ComponentType>, Option<SecurityLevel>)> {
    if edition.head.assessed_by != AssessedBy::Levels {
        return vec![(None, None)];
    }
    let types: Vec<Option<ComponentType>> =
        if edition.head.component_types { ComponentType::ALL.map(Some).to_vec() } else { vec![None] };
    let levels = |of| SecurityLevel::ASKED.map(|level| (of, Some(level)));
    types.into_iter().flat_map(levels).collect()
}

/// What an edition asks of a type at a level; `None` takes every type, or every level.
///
/// In: the edition, type and level, the program with its version, and the document's day.
/// Rows without a level (constraints, processes, laws) are asked at every one.
pub fn profile(
    edition: &Edition,
    of: Option<ComponentType>,
    level: Option<SecurityLevel>,
    program: &str,
    at: Date,
) -> Document {
    let asked = |one: &&Requirement| {
        let type_fits = of.is_none_or(|of| one.types.is_empty() || one.types.contains(of));
        let level_fits = level.is_none_or(|level| one.level.is_none_or(|from| from <= level));
        one.is_asked() && type_fits && level_fits
    };
    let ids = edition.requirements.iter().filter(asked).map(|one| token(one.id.as_str())).collect();
    let of_text = of.map(|of| format!(", {of}")).unwrap_or_default();
    let level_text = level.map_or_else(|| ", all rows".to_owned(), |level| format!(", {level}"));
    let mut metadata = metadata(edition, &format!("{}{of_text}{level_text}", title(edition)), program, at);
    metadata.props.extend(Props::new().maybe("component-type", of).maybe("level", level).list());
    let file = catalog_file(edition);
    let catalog = Resource {
        uuid: Ids::of(&["edition", &edition.head.key.to_string()]).at(&["catalog"]),
        title: format!("Catalog of {}", title(edition)),
        rlinks: vec![Rlink { href: file.clone(), ..Rlink::default() }],
        ..Resource::default()
    };
    let chosen = WithIds { with_child_controls: "no".to_owned(), with_ids: ids };
    sealed(Document::Profile(Profile {
        metadata,
        imports: vec![Import { href: file, include_controls: vec![chosen] }],
        merge: Merge { as_is: Some(true) },
        back_matter: BackMatter::of(vec![catalog]),
        ..Profile::default()
    }))
}
