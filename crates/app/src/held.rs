//! Which certificates are there already? What `plan.toml` states, else what the interview was told: nobody plans them again.

use assess::{Assessment, Register};
use catalogue::AssessedBy;
use model::{
    Date, Goal, MaturityLevel, PieceKind, Problem, SecurityLevel, StandardId, Subject, SubjectId, TargetVector,
};
use plan::{CertificateTerms, Library, Measure, Terms, Work};
use report::{HeldResult, OfResult};

use crate::dossiers::OpenDossier;
use crate::pathways::told_of;
use crate::plans::Aim;

/// A certificate in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    standard: StandardId,
    subject: Option<SubjectId>,
    goal: Goal,
    until: Option<Date>,
    basis: String,
}

/// The certificates in force on a day, and what the interview names that cannot be counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Certificates {
    held: Vec<Held>,
    /// Parts of which the interview says that a certificate is there, and nobody says for which level.
    pub(crate) uncounted: Vec<String>,
}

impl Certificates {
    /// Reads what is stated. In: the figures of `plan.toml`, the day. Out: what is in force, and what is wrong with it.
    ///
    /// A certificate counts only where everything that is said of it holds: its subject and its level can be read, its
    /// last day is not past, and the evidence that it names is registered and unchanged.
    pub(crate) fn read(open: &OpenDossier<'_>, terms: &Terms, at: Date) -> (Self, Vec<Problem>) {
        let (mut certificates, mut problems) = (Self::default(), Vec::new());
        let register = Register::new(&open.dossier.book, &open.holdings, at);
        for stated in &terms.certificates {
            certificates.held.extend(held(open, &register, stated, at, &mut problems));
        }
        for part in told_of(open) {
            // Who states certificates of a part knows better than an answer without level and day.
            if terms.certificates.iter().any(|one| one.part.text == part) {
                continue;
            }
            match manner(open, &part) {
                Some(AssessedBy::Maturity) => certificates.held.push(Held {
                    standard: standard(&part),
                    subject: None,
                    goal: Goal::Maturity(MaturityLevel::TWO),
                    until: None,
                    basis: "as answered in pathway.toml, its maturity and last day assumed".to_owned(),
                }),
                _ => certificates.uncounted.push(part),
            }
        }
        (certificates, problems)
    }

    /// The certificate that a subject holds, where it reaches what is wanted.
    pub(crate) fn of(&self, subject: &SubjectId, assessment: &Assessment<'_>) -> Option<&Held> {
        let standard = &assessment.edition.head.key.standard;
        let own = |one: &&Held| one.standard == *standard && one.subject.as_ref().is_none_or(|id| id == subject);
        // What is aimed at stops at what actions lead to; a certificate has to reach what was asked for.
        let wanted = assessment.ask.target.unwrap_or_else(|| match Aim::of(assessment).0 {
            Aim::Levels(vector) => Goal::Levels(vector),
            Aim::Maturity(level) => Goal::Maturity(level),
        });
        self.held.iter().filter(own).find(|one| reaches(one.goal, wanted))
    }

    /// Those of a subject that stop short of what is wanted, in words.
    pub(crate) fn short_of(&self, subject: &SubjectId, assessment: &Assessment<'_>) -> Vec<String> {
        let standard = &assessment.edition.head.key.standard;
        let own = |one: &&Held| one.standard == *standard && one.subject.as_ref().is_none_or(|id| id == subject);
        match self.of(subject, assessment) {
            Some(_) => Vec::new(),
            None => self.held.iter().filter(own).map(Held::words).collect(),
        }
    }
}

impl Held {
    /// `4-1 at ML 2 until 2028-05-31`.
    pub(crate) fn words(&self) -> String {
        let part = part_of(&self.standard);
        let until = self.until.map(|day| format!(" until {day}")).unwrap_or_default();
        format!("{part} at {}{until}", goal_words(self.goal))
    }

    pub(crate) fn basis(&self) -> &str {
        &self.basis
    }

    /// The certificate for pages. In: the rows that the dossier does not show all the same.
    pub(crate) fn result(&self, subject: &Subject, open: Vec<String>) -> HeldResult {
        HeldResult {
            of: OfResult::from(subject),
            part: part_of(&self.standard).to_owned(),
            certifies: goal_words(self.goal),
            until: self.until.map(|day| day.to_string()),
            basis: self.basis.clone(),
            open,
        }
    }
}

/// The rows that are open for what is wanted, whatever is certified.
pub(crate) fn open_rows(library: &Library, assessment: &Assessment<'_>) -> Vec<String> {
    let (aim, _) = Aim::of(assessment);
    let met = aim.met(assessment);
    let scopes = [aim.scope(assessment, &met)];
    Work::new(library, &scopes, &[], Measure::Cents).open().iter().map(|row| row.id.to_string()).collect()
}

fn standard(part: &str) -> StandardId {
    StandardId::new(&format!("iec62443-{part}"))
}

fn part_of(standard: &StandardId) -> &str {
    standard.as_str().trim_start_matches("iec62443-")
}

fn manner(open: &OpenDossier<'_>, part: &str) -> Option<AssessedBy> {
    open.library.catalogue.head(standard(part).as_str(), None).map(|head| head.assessed_by)
}

fn goal_words(goal: Goal) -> String {
    match goal {
        Goal::Maturity(level) => level.to_string(),
        Goal::Levels(vector) => Aim::Levels(vector).words(),
    }
}

/// Does a certificate reach what is wanted?
fn reaches(goal: Goal, wanted: Goal) -> bool {
    match (goal, wanted) {
        (Goal::Maturity(held), Goal::Maturity(wanted)) => held >= wanted,
        (Goal::Levels(held), Goal::Levels(wanted)) => held.0.iter().zip(&wanted.0).all(|(held, wanted)| held >= wanted),
        _ => false,
    }
}

/// One certificate as it is stated; `None` where it does not count, with the reason among the problems.
fn held(
    open: &OpenDossier<'_>,
    register: &Register,
    stated: &CertificateTerms,
    at: Date,
    problems: &mut Vec<Problem>,
) -> Option<Held> {
    const PLANNED: &str = "until then it is planned as still to come";
    let file = Terms::FILE.into();
    let before = problems.len();
    let part = &stated.part.text;
    let mut wrong =
        |spot, message: String, hint: String| problems.push(Problem::error(&file, spot, message).hint(hint));
    let goal = match manner(open, part) {
        Some(AssessedBy::Maturity) => MaturityLevel::parse(&stated.target.text)
            .filter(|level| *level > MaturityLevel::ZERO)
            .map(Goal::Maturity)
            .ok_or_else(|| "write ML 1 to ML 4".to_owned()),
        _ => match TargetVector::parse(&stated.target.text) {
            Ok(vector) if vector == TargetVector::uniform(SecurityLevel::ZERO) => {
                Err("write SL 1 to SL 4, or seven levels".to_owned())
            }
            parsed => parsed.map(Goal::Levels),
        },
    };
    if let Err(right) = &goal {
        let text = stated.target.text.chars().take(40).collect::<String>();
        wrong(
            stated.target.spot,
            format!("\"{text}\" is nothing that {part} certifies"),
            format!("{right}; {PLANNED}"),
        );
    }
    let mut subject = None;
    if let Some(text) = &stated.subject {
        match open.dossier.subject(&text.text) {
            Ok(found) => subject = Some(found.id.clone()),
            Err(message) => wrong(text.spot, message, PLANNED.to_owned()),
        }
    }
    let mut until = stated.until;
    if let Some(text) = &stated.evidence {
        match register.pieces().find(|(piece, _)| piece.id.as_str() == text.text) {
            None => {
                let hint = "`plimsoll add evidence` registers its file with a digest";
                wrong(text.spot, format!("evidence.toml has no piece \"{}\"", text.text), format!("{hint}; {PLANNED}"));
            }
            Some((piece, _)) if piece.kind != PieceKind::Certificate => {
                let message = format!("{} is of the kind {}, no certificate", piece.id, piece.kind);
                wrong(text.spot, message, format!("kind = \"certificate\" in evidence.toml; {PLANNED}"));
            }
            Some((piece, Some(why))) if piece.effective_to.is_none_or(|last| last >= at) => {
                wrong(text.spot, format!("{} {why}", piece.id), PLANNED.to_owned());
            }
            // The earlier of two last days is the one on which nobody can be wrong.
            Some((piece, _)) => until = [until, piece.effective_to].into_iter().flatten().min(),
        }
    }
    if let Some(day) = until.filter(|day| *day < at) {
        let message = format!("the certificate of {part} ended on {day}, so it is planned anew");
        let problem = Problem::warning(&file, stated.spot, message);
        problems.push(problem.hint("state the new one, or take this one out"));
    }
    let evidence = stated.evidence.as_ref().map(|text| format!(", with the evidence {}", text.text));
    let basis = format!("{}{}", Terms::STATED, evidence.unwrap_or_default());
    let counts = problems.len() == before;
    goal.ok().filter(|_| counts).map(|goal| Held { standard: standard(part), subject, goal, until, basis })
}
