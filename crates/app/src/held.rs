//! Which certificates are there already? What `plan.toml` states, else what the interview was told: nobody plans them again.

use assess::{Assessment, Register};
use catalogue::AssessedBy;
use model::{
    Book, Date, Goal, MaturityLevel, PieceKind, Problem, SecurityLevel, StandardId, Subject, SubjectId, TargetVector,
};
use plan::{CertificateTerms, Library, Measure, Terms, Work};
use report::{HeldResult, OfResult};

use crate::dossiers::OpenDossier;
use crate::option_plans::part_of;
use crate::pathways::{Told, told_of};
use crate::plans::Aim;

/// A certificate in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    standard: StandardId,
    /// Whose it is; `None` for whoever is not among `except`.
    subject: Option<SubjectId>,
    except: Vec<SubjectId>,
    goal: Goal,
    until: Option<Date>,
    basis: String,
}

/// The certificates in force on a day, and what the interview names that cannot be counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Certificates {
    held: Vec<Held>,
    /// Certificates of which the interview says that they are there, and nobody says for which level or process.
    pub(crate) uncounted: Vec<Told>,
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
        for told in told_of(open) {
            // Who states certificates of a part knows better than an answer without level and day.
            if terms.certificates.iter().any(|one| one.part.text == told.part) {
                continue;
            }
            let whose =
                |one: &SubjectId| open.dossier.book.subject(one).is_some_and(|one| is_judged_by(one, &told.part));
            match manner(open, &told.part) {
                Some(AssessedBy::Maturity) if told.subject.as_ref().is_none_or(whose) => {
                    certificates.held.push(Held {
                        standard: standard(&told.part),
                        subject: told.subject,
                        except: told.except,
                        goal: Goal::Maturity(MaturityLevel::TWO),
                        until: None,
                        basis: "as answered in pathway.toml, its maturity and last day assumed".to_owned(),
                    });
                }
                _ => certificates.uncounted.push(told),
            }
        }
        (certificates, problems)
    }

    /// The certificate that a subject holds, where it reaches what is wanted.
    pub(crate) fn of(&self, subject: &SubjectId, assessment: &Assessment<'_>) -> Option<&Held> {
        // What is aimed at stops at what actions lead to; a certificate has to reach what was asked for.
        let wanted = assessment.ask.target.unwrap_or_else(|| match Aim::of(assessment).0 {
            Aim::Levels(vector) => Goal::Levels(vector),
            Aim::Maturity(level) => Goal::Maturity(level),
        });
        self.own(subject, assessment).find(|one| reaches(one.goal, wanted))
    }

    /// Those of a subject in the part that is assessed, whatever they certify.
    fn own(&self, subject: &SubjectId, assessment: &Assessment<'_>) -> impl Iterator<Item = &Held> {
        let standard = &assessment.edition.head.key.standard;
        self.held.iter().filter(move |one| one.standard == *standard && one.is_of(subject))
    }

    /// Those of a subject that stop short of what is wanted, in words.
    pub(crate) fn short_of(&self, subject: &SubjectId, assessment: &Assessment<'_>) -> Vec<String> {
        match self.of(subject, assessment) {
            Some(_) => Vec::new(),
            None => self.own(subject, assessment).map(Held::words).collect(),
        }
    }
}

impl Held {
    fn is_of(&self, subject: &SubjectId) -> bool {
        self.subject.as_ref().map_or_else(|| !self.except.contains(subject), |id| id == subject)
    }

    /// `4-1 at ML 2 until 2028-05-31`.
    pub(crate) fn words(&self) -> String {
        let part = part_of(self.standard.as_str());
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
            part: part_of(self.standard.as_str()).to_owned(),
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

impl Told {
    /// Is this one of those whose certificate is there? A process is where that was answered for a product made under it.
    pub(crate) fn speaks_of(&self, book: &Book, subject: &Subject) -> bool {
        match &self.subject {
            None => !self.except.contains(&subject.id),
            Some(id) if *id == subject.id => true,
            Some(id) => book.subject(id).is_some_and(|product| product.process.as_ref() == Some(&subject.id)),
        }
    }

    /// `4-2`, with the subject where it was answered for one.
    pub(crate) fn words(&self) -> String {
        let of = self.subject.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
        format!("{}{of}", self.part)
    }
}

fn is_judged_by(subject: &Subject, part: &str) -> bool {
    subject.standards.iter().any(|edition| edition.standard == standard(part))
}

fn standard(part: &str) -> StandardId {
    StandardId::new(&format!("iec62443-{part}"))
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
    goal.ok().filter(|_| counts).map(|goal| Held {
        standard: standard(part),
        subject,
        except: Vec::new(),
        goal,
        until,
        basis,
    })
}
