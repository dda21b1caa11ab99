//! How does a dossier speak OSCAL, and what comes back?
/// Stub until the branch comes.
pub fn package(_: &report::Matter<'_>, _: &catalogue::Catalogue) -> Vec<(String, String)> {
    Vec::new()
}
