//! Which editions, crosswalks, schemes and features are there?

use model::{Problem, StandardId};

use crate::crosswalk::{self, Crossing};
use crate::edition::Edition;
use crate::feature::{self, Feature};
use crate::files::Files;
use crate::head::EditionHead;
use crate::read_edition;
use crate::scheme::Scheme;
use crate::texts::{self, Words};

/// Everything that `data/` holds; editions are read when they are asked for.
#[derive(Debug)]
pub struct Catalogue {
    files: Files,
    heads: Vec<EditionHead>,
    features: Vec<Feature>,
    schemes: Vec<Scheme>,
}

impl Catalogue {
    /// The catalogue that came with the program; a test holds that [`Self::check`] finds nothing in it.
    pub fn compiled() -> Self {
        Self::open(Files::compiled()).0
    }

    /// Opens a catalogue: heads, features and schemes are read, and what is wrong with them is said.
    pub fn open(files: Files) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let missing = |path: String, hint: &str| {
            Problem::error(&path.into(), model::Spot::new(1, 1), "this file is missing").hint(hint)
        };
        for path in files.matching("catalogues/", "/requirements.csv") {
            let head = path.replace("requirements.csv", "edition.toml");
            if files.get(&head).is_none() {
                problems.push(missing(head, "an edition's folder says in edition.toml what it is"));
            }
        }
        for path in files.matching("catalogues/", "/edition.toml") {
            let facts = path.replace("edition.toml", "requirements.csv");
            if files.get(&facts).is_none() {
                problems.push(missing(facts, "an edition's folder holds its facts in requirements.csv"));
            }
        }
        let heads = read_each(&files, "catalogues/", "/edition.toml", EditionHead::read, &mut problems);
        let schemes = read_each(&files, "schemes/", ".toml", Scheme::read, &mut problems);
        let features = match files.get(feature::PATH) {
            Some(text) => keep(feature::read(text), &mut problems),
            None => {
                problems
                    .push(missing(feature::PATH.to_owned(), "the features that rows depend on stand in features.csv"));
                Vec::new()
            }
        };
        (Self { files, heads, features, schemes }, problems)
    }

    /// Reads everything there is and names everything that is wrong.
    pub fn check(&self) -> Vec<Problem> {
        let (again, mut problems) = Self::open(self.files.clone());
        let editions: Vec<Edition> =
            again.heads.iter().map(|head| keep(again.read_edition(head), &mut problems)).collect();
        for edition in &editions {
            keep(again.read_texts(edition), &mut problems);
            let crossings = keep(again.read_crosswalk(edition), &mut problems);
            let file = edition.head.path("crosswalk.csv").into();
            for crossing in &crossings {
                let Some(target) =
                    editions.iter().find(|target| Some(&target.head.key.standard) == crossing.standard.as_ref())
                else {
                    continue;
                };
                for id in crossing.to.iter().filter(|id| target.find(id.as_str()).is_none()) {
                    problems.push(
                        Problem::error(&file, crossing.spot, format!("\"{id}\" is not an id of {}", target.head.key))
                            .hint("a crosswalk names rows that exist"),
                    );
                }
            }
        }
        for (at, head) in again.heads.iter().enumerate() {
            if again.heads[..at].iter().any(|earlier| earlier.key == head.key) {
                problems.push(
                    Problem::error(
                        &head.path("edition.toml").into(),
                        model::Spot::new(1, 1),
                        format!("there are two editions {}", head.key),
                    )
                    .hint("an amendment has an edition of its own"),
                );
            }
        }
        for (at, scheme) in again.schemes.iter().enumerate() {
            if again.schemes[..at].iter().any(|earlier| earlier.id == scheme.id) {
                problems.push(
                    Problem::error(
                        &"schemes".into(),
                        model::Spot::new(1, 1),
                        format!("there are two schemes \"{}\"", scheme.id),
                    )
                    .hint("results name their scheme: each has an id of its own"),
                );
            }
        }
        if editions.is_empty() {
            problems.push(
                Problem::error(&"catalogues".into(), model::Spot::new(1, 1), "there is no edition here")
                    .hint("a data folder holds catalogues/<edition>/edition.toml and requirements.csv"),
            );
        }
        if again.schemes.is_empty() {
            problems.push(
                Problem::error(&"schemes".into(), model::Spot::new(1, 1), "there is no scheme here")
                    .hint("a data folder holds schemes/<id>.toml"),
            );
        }
        problems.sort();
        problems
    }

    /// The files it was read from; among them those of other crates, which read and check them.
    pub const fn files(&self) -> &Files {
        &self.files
    }

    /// The editions, in order of folder name.
    pub fn heads(&self) -> &[EditionHead] {
        &self.heads
    }

    /// The features on which conditional rows depend.
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// The schemes, in order of file name.
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// The scheme with this id.
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }

    /// The head of an edition: the newest of the standard, or the one whose edition begins with `edition`.
    pub fn head(&self, standard: &str, edition: Option<&str>) -> Option<&EditionHead> {
        self.heads
            .iter()
            .filter(|head| head.key.standard.as_str().eq_ignore_ascii_case(standard))
            .filter(|head| {
                edition.is_none_or(|wanted| {
                    let known = head.key.edition.to_ascii_lowercase();
                    !wanted.is_empty() && known.starts_with(&wanted.to_ascii_lowercase())
                })
            })
            .max_by(|a, b| a.key.edition.cmp(&b.key.edition))
    }

    /// An edition by its head.
    pub fn edition(&self, head: &EditionHead) -> Edition {
        self.read_edition(head).0
    }

    /// The newest edition of a standard.
    pub fn newest(&self, standard: &StandardId) -> Option<Edition> {
        self.head(standard.as_str(), None).map(|head| self.edition(head))
    }

    /// The crosswalk that belongs to an edition; empty when it has none.
    pub fn crosswalk(&self, edition: &Edition) -> Vec<Crossing> {
        self.read_crosswalk(edition).0
    }

    /// Our words on an edition's requirements: pairs of requirement index and words.
    pub fn texts(&self, edition: &Edition) -> Vec<(usize, Words)> {
        self.read_texts(edition).0
    }

    fn read_edition(&self, head: &EditionHead) -> (Edition, Vec<Problem>) {
        let text = self.files.get(&head.path("requirements.csv")).unwrap_or_default();
        let crosswalk = self.files.get(&head.path("crosswalk.csv"));
        read_edition::read(head.clone(), text, crosswalk, &self.features)
    }

    fn read_crosswalk(&self, edition: &Edition) -> (Vec<Crossing>, Vec<Problem>) {
        match self.files.get(&edition.head.path("crosswalk.csv")) {
            Some(text) => crosswalk::read(edition, text),
            None => Default::default(),
        }
    }

    fn read_texts(&self, edition: &Edition) -> (Vec<(usize, Words)>, Vec<Problem>) {
        match self.files.get(&edition.head.path("texts.toml")) {
            Some(text) => texts::read(edition, text),
            None => Default::default(),
        }
    }
}

fn keep<T>(read: (T, Vec<Problem>), problems: &mut Vec<Problem>) -> T {
    problems.extend(read.1);
    read.0
}

fn read_each<T>(
    files: &Files,
    start: &str,
    end: &str,
    read: fn(&str, &str) -> (T, Vec<Problem>),
    problems: &mut Vec<Problem>,
) -> Vec<T> {
    files.matching(start, end).map(|path| keep(read(path, files.get(path).unwrap_or_default()), problems)).collect()
}
