//! How do the tests say what a subject states? A builder over rows.

use std::sync::{Arc, LazyLock};

use assess::{Ask, Assessment, LevelsOutcome, MaturityOutcome, Outcome, assess};
use catalogue::{Catalogue, Edition, Scheme};
use model::{
    Basis, ComponentType, ComponentTypes, Evidence, Part, RequirementId, Row, Spot, Spots, Status, Verdict, parse_date,
};

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
pub(crate) static COMPONENTS: LazyLock<Edition> = LazyLock::new(|| edition("iec62443-4-2"));
pub(crate) static SYSTEMS: LazyLock<Edition> = LazyLock::new(|| edition("iec62443-3-3"));
pub(crate) static PROCESS: LazyLock<Edition> = LazyLock::new(|| edition("iec62443-4-1"));

pub(crate) fn edition(standard: &str) -> Edition {
    CATALOGUE.edition(CATALOGUE.head(standard, None).expect("a known standard"))
}

pub(crate) fn scheme(id: &str) -> &'static Scheme {
    CATALOGUE.scheme(id).expect("a known scheme")
}

pub(crate) const EMBEDDED: ComponentTypes = ComponentTypes::NONE.with(ComponentType::EmbeddedDevice);

/// The question about one embedded device, on the applicant's word.
pub(crate) fn ask() -> Ask {
    Ask::new(EMBEDDED, parse_date("2026-11-22").expect("a day"))
}

pub(crate) fn on(basis: Basis) -> Ask {
    Ask { basis, ..ask() }
}

/// Rows that grow one statement at a time.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) edition: &'static Edition,
    pub(crate) rows: Vec<Row>,
}

impl std::fmt::Debug for Rows {
    /// Only what differs from silence: a failing property prints its sheet.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for row in &self.rows {
            let part = row.part.as_ref().map(Part::as_str).unwrap_or_default();
            let (claim, verdict) = (&row.claim, row.evaluation.verdict);
            writeln!(
                f,
                "{} [{part}] {:?} {:?} {} {verdict:?}",
                row.requirement,
                claim.status,
                claim.statement,
                claim.evidence.len()
            )?;
        }
        Ok(())
    }
}

impl Rows {
    pub(crate) fn none(edition: &'static Edition) -> Self {
        Self { edition, rows: Vec::new() }
    }

    /// Everything that concerns these types, met, with evidence, passed.
    pub(crate) fn all_met(edition: &'static Edition, types: ComponentTypes) -> Self {
        let mut rows = Self::none(edition);
        for requirement in &edition.requirements {
            if requirement.is_asked() && (!edition.head.component_types || requirement.types.intersects(types)) {
                rows = rows.state(requirement.id.as_str(), Status::Met);
            }
        }
        rows
    }

    fn line(&self) -> Spots {
        let line = u32::try_from(self.rows.len()).expect("few rows") + 2;
        let spot = |column| Spot::new(line, column);
        Spots {
            requirement: spot(1),
            status: spot(2),
            statement: spot(3),
            evidence: spot(7),
            verdict: spot(4),
            maturity: spot(5),
            date: spot(6),
        }
    }

    /// The row of a requirement for every part.
    pub(crate) fn row(&mut self, id: &str) -> &mut Row {
        self.row_of(id, None)
    }

    pub(crate) fn row_of(&mut self, id: &str, part: Option<&str>) -> &mut Row {
        let index = self.edition.find(id).expect("a known id");
        let id = self.edition.requirements[index].id.clone();
        let part = part.map(Part::new);
        let at = self.rows.iter().position(|row| row.requirement == id && row.part == part).unwrap_or_else(|| {
            let mut row = Row::silent(RequirementId::new(id.as_str()), Arc::from("s.csv"), self.line());
            row.part = part;
            self.rows.push(row);
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }

    /// A status with a statement, evidence and a fitting verdict.
    pub(crate) fn state(self, id: &str, status: Status) -> Self {
        self.state_part(id, None, status)
    }

    pub(crate) fn state_part(mut self, id: &str, part: Option<&str>, status: Status) -> Self {
        let row = self.row_of(id, part);
        row.claim.status = Some(status);
        row.claim.statement = "the plant's directory does it".to_owned();
        row.claim.evidence = vec![Evidence::named("design.pdf")];
        row.evaluation.verdict = Some(match status {
            Status::NotApplicable => Verdict::Na,
            status if status.way().is_some() => Verdict::Pass,
            _ => Verdict::Fail,
        });
        self
    }

    /// Takes every word about a requirement away.
    pub(crate) fn without(mut self, id: &str) -> Self {
        let index = self.edition.find(id).expect("a known id");
        let id = self.edition.requirements[index].id.clone();
        self.rows.retain(|row| row.requirement != id);
        self
    }

    pub(crate) fn change(mut self, id: &str, change: impl FnOnce(&mut Row)) -> Self {
        change(self.row(id));
        self
    }

    /// What the rows come to, and what was wrong with them.
    pub(crate) fn answer<T>(&self, ask: &Ask, look: impl FnOnce(&Assessment<'_>) -> T) -> T {
        self.under("default", ask, look)
    }

    pub(crate) fn under<T>(&self, scheme_id: &str, ask: &Ask, look: impl FnOnce(&Assessment<'_>) -> T) -> T {
        look(&assess(self.edition, scheme(scheme_id), &self.rows, ask))
    }

    pub(crate) fn levels(&self, ask: &Ask) -> LevelsOutcome {
        self.answer(ask, |assessment| match &assessment.outcome {
            Outcome::Levels(levels) => levels.clone(),
            other => panic!("{other:?}"),
        })
    }

    pub(crate) fn maturity(&self, ask: &Ask) -> MaturityOutcome {
        self.answer(ask, |assessment| match &assessment.outcome {
            Outcome::Maturity(maturity) => maturity.clone(),
            other => panic!("{other:?}"),
        })
    }

    /// The vector as text: `{2 2 – 1 3 1 2}`.
    pub(crate) fn vector(&self, ask: &Ask) -> String {
        self.levels(ask).vector.to_string()
    }

    pub(crate) fn problems(&self, ask: &Ask) -> Vec<String> {
        self.answer(ask, |assessment| assessment.problems.iter().map(ToString::to_string).collect())
    }

    /// The one problem that mentions this id, or a test failure.
    pub(crate) fn problem(&self, ask: &Ask, id: &str) -> String {
        let problems = self.problems(ask);
        let about: Vec<_> = problems.iter().filter(|text| text.contains(id)).collect();
        assert_eq!(about.len(), 1, "problems about {id}: {problems:#?}");
        about[0].clone()
    }
}
