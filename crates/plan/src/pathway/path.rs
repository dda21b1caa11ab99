//! Which path follows from the answers? Rules call for parts, parts need others, and what stays out says why.

use catalogue::Catalogue;
use model::{Date, StandardId};

use super::Pathway;
use super::condition::PATH;
use super::cra::{CraClass, CraDate, CraRoute, CraStatus};
use super::laws::{Served, served};
use super::question::Answers;
use super::rules::{Contradiction, NoCertificate, Part, RemarkKind, SchemeFor};

/// Why a part stands on the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A role or aim calls for it: the rule's id and its words.
    Called {
        /// The rule.
        rule: String,
        /// The reason as the end of a sentence that begins with the part.
        short: String,
        /// Its words.
        because: String,
    },
    /// Another part on the path rests on it.
    Needed {
        /// The part that rests on it.
        by: String,
        /// The reason as the end of a sentence that begins with the part.
        short: String,
        /// Why.
        because: String,
    },
}

/// A scheme that certifies a part, and does not fit this path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfitScheme {
    /// The scheme.
    pub scheme: String,
    /// What it certifies.
    pub object: String,
    /// The part that it needs before, which is not on the path.
    pub needs: String,
}

/// One part to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The part.
    pub part: Part,
    /// Why it is on the path.
    pub because: Vec<Reason>,
    /// The parts on the path, or in place, on which it rests.
    pub rests_on: Vec<String>,
    /// Can it share one assessment with what it rests on, and what does that mean? Empty where not.
    pub joint: String,
    /// How it can be certified; empty where it cannot, or where no certificate is needed for now.
    pub schemes: Vec<SchemeFor>,
    /// Schemes for the part that do not fit this path.
    pub unfit: Vec<UnfitScheme>,
}

/// A part that stands already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlace {
    /// The part.
    pub part: Part,
    /// From what we know.
    pub because: String,
}

/// A part that is not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The part's number.
    pub part: String,
    /// Why.
    pub because: String,
}

/// Something to be said beside the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its id.
    pub id: String,
    /// What kind.
    pub kind: RemarkKind,
    /// What it says.
    pub says: String,
}

/// Does the Cyber Resilience Act apply?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CraScope {
    /// It applies, as far as the answers tell.
    Applies,
    /// It does not, as far as the answers tell.
    StaysOut,
    /// The answers do not say.
    Unknown,
}

/// What the Cyber Resilience Act means for the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CraPath {
    /// Does it apply?
    pub scope: CraScope,
    /// The product class by core functionality; `None` while that is not answered.
    pub class: Option<CraClass>,
    /// The routes of the class; empty while the class is unknown.
    pub routes: Vec<CraRoute>,
    /// The dates, seen from the day.
    pub dates: Vec<CraDate>,
    /// The state of standards, and fines.
    pub status: Vec<CraStatus>,
    /// How far the path, with what is in place, serves the points of Annex I.
    pub annex_i: Vec<Served>,
    /// What must be said.
    pub truths: Vec<String>,
}

/// The answer of the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What is to be done, in order.
    pub steps: Vec<Step>,
    /// What stands already and is needed or called for.
    pub in_place: Vec<InPlace>,
    /// What is not needed, with the reason; empty while no role is known.
    pub left_out: Vec<LeftOut>,
    /// Why no certificate is needed for now, and what would change that; `None` where one may be.
    pub no_certificate: Option<NoCertificate>,
    /// Answers that cannot hold together; the path follows from all of them as they stand.
    pub contradictions: Vec<Contradiction>,
    /// What must be said beside it.
    pub remarks: Vec<Remark>,
    /// The Cyber Resilience Act; `None` where nobody makes a product.
    pub cra: Option<CraPath>,
    /// How far the path serves the measures of NIS2; empty where nobody speaks of it.
    pub nis2: Vec<Served>,
    /// Questions that were skipped, by id.
    pub skipped: Vec<String>,
    /// Answers that fit no question; they counted as skipped.
    pub misfits: Vec<String>,
}

/// The groups of the regulation's Annex I.
pub(super) const ANNEX_I: &[&str] = &["I.1", "I.2"];

/// The question whose answer decides the product class.
const CORE: &str = "core";

struct Found {
    part: usize,
    because: Vec<Reason>,
}

pub(super) fn find(pathway: &Pathway, catalogue: &Catalogue, given: &Answers, at: Date) -> Path {
    let (mut path, standards) = outline(pathway, given, at);
    if let Some(cra) = &mut path.cra {
        cra.annex_i = served(catalogue, "cra", ANNEX_I, &standards);
    }
    if pathway.rules.nis2_spoken_of.holds(&given.fitting(&pathway.questions)) {
        path.nis2 = served(catalogue, "nis2", &[], &standards);
    }
    path
}

/// The path without what it serves of the laws, and the standards of its parts, which decide that.
pub(super) fn outline(pathway: &Pathway, given: &Answers, at: Date) -> (Path, Vec<StandardId>) {
    let rules = &pathway.rules;
    let mut answers = given.fitting(&pathway.questions);
    let mut found: Vec<Found> = Vec::new();
    for rule in rules.rules.iter().filter(|rule| rule.when.holds(&answers) && !rule.unless.holds(&answers)) {
        if let Some(part) = index_of(&rules.parts, &rule.part) {
            let because =
                Reason::Called { rule: rule.id.clone(), short: rule.short.clone(), because: rule.because.clone() };
            add(&mut found, part, because);
        }
    }
    // What is needed may itself need something: until nothing is added any more.
    let mut at_part = 0;
    while at_part < found.len() {
        let part = &rules.parts[found[at_part].part];
        for need in rules.needs.iter().filter(|need| need.part.0 == part.id && need.part.1 == part.purpose) {
            let because =
                Reason::Needed { by: part.id.clone(), short: need.short.clone(), because: need.because.clone() };
            let on_path = |id: &String| found.iter().position(|found| rules.parts[found.part].id == *id);
            let there: Vec<usize> = need.needs.iter().filter_map(on_path).collect();
            if let [.., _] = there.as_slice() {
                for index in there {
                    found[index].because.push(because.clone());
                }
            } else if let Some(part) =
                need.needs.first().and_then(|id| rules.parts.iter().position(|part| part.id == *id))
            {
                add(&mut found, part, because);
            }
        }
        at_part += 1;
    }
    // The parts stand in parts.csv in an order in which everything comes after what it rests on.
    found.sort_by_key(|found| found.part);
    let no_certificate = rules.no_certificate.iter().find(|(when, _)| when.holds(&answers)).map(|(_, one)| one.clone());
    let certified = no_certificate.is_none();
    let on_path: Vec<&str> = found.iter().map(|found| rules.parts[found.part].id.as_str()).collect();
    let (mut steps, mut in_place) = (Vec::new(), Vec::new());
    for Found { part, because } in &found {
        let part = &rules.parts[*part];
        answers.add(PATH, &part.id);
        if part.in_place.holds(&answers) {
            in_place.push(InPlace { part: part.clone(), because: part.in_place_because.clone() });
        } else {
            let (schemes, unfit) = if certified { schemes(pathway, part, &on_path) } else { Default::default() };
            steps.push(Step {
                part: part.clone(),
                because: because.clone(),
                rests_on: Vec::new(),
                joint: String::new(),
                schemes,
                unfit,
            });
        }
    }
    rest(pathway, &answers, &found, &mut steps);
    if !certified {
        // Without a certificate there is no assessment that could be shared.
        steps.iter_mut().for_each(|step| step.joint.clear());
    }
    let standards: Vec<StandardId> = found.iter().map(|found| rules.parts[found.part].standard.clone()).collect();
    let path = Path {
        left_out: left_out(pathway, &answers, &found),
        remarks: rules
            .remarks
            .iter()
            .filter(|remark| remark.when.holds(&answers))
            .map(|remark| Remark { id: remark.id.clone(), kind: remark.kind, says: remark.says.clone() })
            .collect(),
        contradictions: contradictions(pathway, &answers),
        no_certificate: no_certificate.filter(|_| !steps.is_empty()),
        cra: rules.cra.makers.holds(&answers).then(|| cra(pathway, &answers, at)),
        nis2: Vec::new(),
        skipped: pathway
            .questions
            .iter()
            .filter(|question| answers.of(&question.id).is_empty())
            .map(|question| question.id.clone())
            .collect(),
        misfits: given.misfits(&pathway.questions),
        steps,
        in_place,
    };
    (path, standards)
}

fn index_of(parts: &[Part], key: &(String, String)) -> Option<usize> {
    parts.iter().position(|part| part.id == key.0 && part.purpose == key.1)
}

fn add(found: &mut Vec<Found>, part: usize, because: Reason) {
    match found.iter_mut().find(|found| found.part == part) {
        Some(found) => found.because.push(because),
        None => found.push(Found { part, because: vec![because] }),
    }
}

/// Says of each step on what it rests and whether both can share an assessment.
fn rest(pathway: &Pathway, answers: &Answers, found: &[Found], steps: &mut [Step]) {
    let parts = &pathway.rules.parts;
    let to_do: Vec<String> = steps.iter().map(|step| step.part.id.clone()).collect();
    for step in steps {
        for need in &pathway.rules.needs {
            if need.part.0 != step.part.id || need.part.1 != step.part.purpose {
                continue;
            }
            let on_path = |id: &&String| found.iter().any(|found| parts[found.part].id == **id);
            step.rests_on = need.needs.iter().filter(on_path).cloned().collect();
            if step.rests_on.iter().any(|id| to_do.contains(id)) && need.joint_when.holds(answers) {
                step.joint = need.joint.clone();
            }
        }
    }
}

/// The schemes for a part: those that fit the parts on the path, and those that need another before.
fn schemes(pathway: &Pathway, part: &Part, on_path: &[&str]) -> (Vec<SchemeFor>, Vec<UnfitScheme>) {
    let of = |scheme: &&SchemeFor| scheme.part.0 == part.id && scheme.part.1 == part.purpose;
    let fits = |scheme: &SchemeFor| scheme.needs.is_empty() || on_path.contains(&scheme.needs.as_str());
    let (fit, unfit): (Vec<_>, Vec<_>) = pathway.rules.schemes.iter().filter(of).cloned().partition(fits);
    let unfit = unfit.into_iter().map(|one| UnfitScheme { scheme: one.scheme, object: one.object, needs: one.needs });
    (fit, unfit.collect())
}

/// The answers that cannot hold together.
pub(super) fn contradictions(pathway: &Pathway, answers: &Answers) -> Vec<Contradiction> {
    let rules = &pathway.rules.contradictions;
    let found = rules.iter().filter(|(when, _)| when.holds(answers));
    found.map(|(when, one)| Contradiction { questions: when.rests_on(answers), ..one.clone() }).collect()
}

fn left_out(pathway: &Pathway, answers: &Answers, found: &[Found]) -> Vec<LeftOut> {
    let parts = &pathway.rules.parts;
    if found.is_empty() {
        return Vec::new();
    }
    let mut left_out: Vec<LeftOut> = Vec::new();
    for part in parts {
        let on_path = found.iter().any(|found| parts[found.part].id == part.id);
        if on_path || left_out.iter().any(|known| known.part == part.id) {
            continue;
        }
        let rule = pathway
            .rules
            .left_out
            .iter()
            .find(|rule| rule.part == part.id && rule.when.as_ref().is_none_or(|when| when.holds(answers)));
        let because = rule.map(|rule| rule.because.clone()).unwrap_or_default();
        left_out.push(LeftOut { part: part.id.clone(), because });
    }
    left_out
}

fn cra(pathway: &Pathway, answers: &Answers, at: Date) -> CraPath {
    let rules = &pathway.rules.cra;
    let class = answers.of(CORE).first().and_then(|id| pathway.cra.class(id)).cloned();
    CraPath {
        scope: match (rules.stays_out.holds(answers), rules.applies.holds(answers)) {
            (true, _) => CraScope::StaysOut,
            (false, true) => CraScope::Applies,
            (false, false) => CraScope::Unknown,
        },
        routes: class.as_ref().map(|class| pathway.cra.routes_of(&class.class)).unwrap_or_default(),
        class,
        dates: pathway.cra.dates_at(at),
        status: pathway.cra.status.clone(),
        annex_i: Vec::new(),
        truths: rules.truths.clone(),
    }
}
