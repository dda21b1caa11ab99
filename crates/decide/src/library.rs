//! What is known before anybody states anything? Drivers, attributes, links, objectives, options, facts and scenarios.
//!
//! All of it is data under `data/decide/`; a file added there is read without a change here.

mod driver;
mod fact;
mod objective;
mod option;
mod scenario;

use catalogue::{Catalogue, Files};
use model::{Problem, Spot};

pub use driver::{Attribute, Driver, Link};
pub use fact::{FactKind, KnownFact};
pub use objective::{Counts, Direction, Item, LinkedItem, Objective};
pub use option::OptionWords;
pub use scenario::{Condition, Scenario, Side, Test};

/// The folder of data files.
pub const FOLDER: &str = "decide/";

/// Every file that must be there.
const FILES: [&str; 5] = ["drivers.toml", "attributes.toml", "links.csv", "options.toml", "facts.toml"];

/// Folders in which every file is read, attribute by attribute and situation by situation.
const OBJECTIVES: &str = "decide/objectives/";
const SCENARIOS: &str = "decide/scenarios/";

/// Names everything that is wrong with the files, against the editions of the catalogue; also files that nobody reads.
///
/// In: the data files, and the catalogue whose rows and standards they name. Out: problems, each with its place.
pub fn check(files: &Files, catalogue: &Catalogue) -> Vec<Problem> {
    let (library, mut problems) = Library::read(files);
    problems.extend(library.check(catalogue));
    for path in files.matching(FOLDER, "") {
        let listed = path.strip_prefix(FOLDER).is_some_and(|name| FILES.contains(&name));
        let inside = [OBJECTIVES, SCENARIOS].iter().any(|folder| path.starts_with(folder)) && path.ends_with(".toml");
        if !listed && !inside {
            let problem = Problem::error(&path.into(), Spot::new(1, 1), "nobody reads this file");
            let list = FILES.map(|name| format!("{FOLDER}{name}")).join(", ");
            problems.push(problem.hint(format!("files here are {list}, {OBJECTIVES}*.toml and {SCENARIOS}*.toml")));
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

/// Everything under `data/decide/`.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Why anybody might want certification, in the order questions are asked.
    pub drivers: Vec<Driver>,
    /// What a business wants of its products, in the order of display.
    pub attributes: Vec<Attribute>,
    /// Which driver wants which attribute, and how strongly.
    pub links: Vec<Link>,
    /// What can be measured, attribute by attribute.
    pub objectives: Vec<Objective>,
    /// The kinds of options in the fixed order of nesting.
    pub options: Vec<OptionWords>,
    /// The facts that scenarios ask for.
    pub facts: Vec<KnownFact>,
    /// Situations that favour certification or speak against it, now.
    pub scenarios: Vec<Scenario>,
}

impl Library {
    /// The library that came with the program; a test holds that reading it finds nothing wrong.
    pub fn compiled() -> Self {
        Self::read(&Files::compiled()).0
    }

    /// The library beside a catalogue: the one that came with the program, or that of the catalogue's data folder.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self::read(catalogue.files()).0
    }

    /// Reads the files below `decide/` as far as they can be read.
    pub fn read(files: &Files) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut library = Self::default();
        let mut text = |name: &str| {
            let path = format!("{FOLDER}{name}");
            let text = files.get(&path);
            if text.is_none() {
                let problem = Problem::error(&path.as_str().into(), Spot::new(1, 1), "this file is missing");
                problems.push(problem.hint("data/decide holds drivers, attributes, links, options and facts"));
            }
            (path, text.unwrap_or_default())
        };
        let [drivers, attributes, links, options, facts] = FILES.map(&mut text);
        driver::read_drivers(&drivers.0, drivers.1, &mut library, &mut problems);
        driver::read_attributes(&attributes.0, attributes.1, &mut library, &mut problems);
        driver::read_links(&links.0, links.1, &mut library, &mut problems);
        for path in files.matching(OBJECTIVES, ".toml") {
            objective::read(path, files.get(path).unwrap_or_default(), &mut library, &mut problems);
        }
        option::read(&options.0, options.1, &mut library, &mut problems);
        fact::read(&facts.0, facts.1, &mut library, &mut problems);
        for path in files.matching(SCENARIOS, ".toml") {
            scenario::read(path, files.get(path).unwrap_or_default(), &mut library, &mut problems);
        }
        // Attribute by attribute in the order of attributes, whatever the files are called.
        let order: Vec<String> = library.attributes.iter().map(|attribute| attribute.id.clone()).collect();
        library.objectives.sort_by_key(|one| order.iter().position(|attribute| *attribute == one.attribute));
        (library, problems)
    }

    /// Names every row and standard that the catalogue does not have, and rows that ask nothing.
    pub fn check(&self, catalogue: &Catalogue) -> Vec<Problem> {
        let mut problems = objective::check(&self.objectives, catalogue);
        for option in &self.options {
            for standard in option.certificates.iter().filter(|id| catalogue.head(id, None).is_none()) {
                let message = format!("\"{}\" is to certify under \"{standard}\", which is no standard", option.id);
                let file = format!("{FOLDER}options.toml").as_str().into();
                problems.push(Problem::error(&file, Spot::new(1, 1), message).hint("the catalogue lists them"));
            }
        }
        problems
    }

    /// The driver with this id.
    pub fn driver(&self, id: &str) -> Option<&Driver> {
        self.drivers.iter().find(|one| one.id == id)
    }

    /// The attribute with this id.
    pub fn attribute(&self, id: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|one| one.id == id)
    }

    /// The objective with this id.
    pub fn objective(&self, id: &str) -> Option<&Objective> {
        self.objectives.iter().find(|one| one.id == id)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&KnownFact> {
        self.facts.iter().find(|one| one.id == id)
    }
}
