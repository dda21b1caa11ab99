//! How does a computed path become its published shape? Everything is taken over; only sentences are put together here.

use catalogue::Catalogue;
use model::Date;
use plan::{
    AllAnswers, Answers, Combined, Contradiction, CraPath, CraScope, Distance, NoCertificate, Path, Pathway, Question,
    Reason, RemarkKind, SchemeFor, Served, Single, Skipped, Step,
};

use crate::pathway::{
    AnsweredResult, ContradictionResult, CraClassResult, CraDateResult, CraResult, CraRouteResult, CraStatusResult,
    NoCertificateResult, PartReasonResult, PathReasonResult, PathStepResult, PathwayResult, RemarkResult,
    SchemeForResult, SchemeOutResult, ServedByResult, ServedResult, SkippedResult, SubjectCraResult, SubjectPathResult,
    WhoResult,
};
use crate::questions::ChoiceResult;
use crate::result::ProblemResult;

/// The question how the directive touches somebody.
const NIS2: &str = "nis2";

/// What a page of the interview is made from, beside the answers.
#[derive(Clone, Copy)]
pub struct PathwayGround<'g> {
    /// Program and version.
    pub program: &'g str,
    /// The dossier's title, or nothing.
    pub title: &'g str,
    /// Questions and rules.
    pub pathway: &'g Pathway,
    /// The standards.
    pub catalogue: &'g Catalogue,
    /// The day.
    pub at: Date,
    /// The name of a product or site by its id, as the dossier knows it.
    pub name_of: &'g dyn Fn(&str) -> String,
    /// The subjects of the dossier, by id.
    pub subjects: &'g [String],
}

impl PathwayResult {
    /// The path of everybody. In: what was answered for whom, and what is wrong with the file of answers.
    pub fn new(ground: PathwayGround<'_>, all: &AllAnswers, problems: Vec<ProblemResult>) -> Self {
        if all.subjects.is_empty() {
            let path = ground.pathway.path(ground.catalogue, &all.organization, ground.at);
            return Self::shaped(ground, &path, &all.organization, problems);
        }
        let combined = ground.pathway.combined(ground.catalogue, all, ground.at);
        let mut result = Self::shaped(ground, &combined.path, &all.organization, problems);
        let ids = |places: &[usize]| -> Vec<String> {
            places.iter().map(|place| combined.singles[*place].id.clone()).collect()
        };
        result.subjects = combined.singles.iter().map(|one| single(ground, one)).collect();
        let silent = ground.subjects.iter().filter(|id| all.own(id).is_none());
        result.subjects[0].covers = silent.map(|id| WhoResult { id: id.clone(), name: (ground.name_of)(id) }).collect();
        let because = |one: &PartReasonResult| left_out_because(&result, &combined, &one.part);
        let because: Vec<String> = result.left_out.iter().map(because).collect();
        for (one, because) in result.left_out.iter_mut().zip(because) {
            one.because = because;
        }
        for ((shown, step), whom) in result.steps.iter_mut().zip(&combined.path.steps).zip(&combined.steps_for) {
            // What is true of everybody for whom the part is needs no names.
            let those = |has: &dyn Fn(&Step) -> bool| -> Vec<String> {
                let own = |at: &usize| combined.singles[*at].path.steps.iter().find(|one| one.part == step.part);
                let some: Vec<usize> = whom.iter().copied().filter(|at| own(at).is_some_and(has)).collect();
                if some.len() == whom.len() { Vec::new() } else { ids(&some) }
            };
            for (reason, because) in shown.because.iter_mut().zip(&step.because) {
                reason.whom = those(&|one| one.because.contains(because));
            }
            for (scheme, fits) in shown.schemes.iter_mut().zip(&step.schemes) {
                scheme.whom = those(&|one| one.schemes.contains(fits));
            }
            shown.whom = ids(whom);
        }
        for (one, whom) in result.in_place.iter_mut().zip(&combined.in_place_for) {
            one.whom = ids(whom);
        }
        for (one, whom) in result.remarks.iter_mut().zip(&combined.remarks_for) {
            one.whom = ids(whom);
        }
        result.contradictions = combined.singles.iter().flat_map(own_contradictions).collect();
        let suffix = |index: usize| match result.whom(&result.steps[index].whom).as_str() {
            "all" => String::new(),
            names => format!(" for {names}"),
        };
        result.headline = headline(&combined.path, suffix);
        result
    }

    /// The path of one product, system, programme or site, or of a name that has no answers of its own.
    pub fn of_subject(ground: PathwayGround<'_>, id: &str, all: &AllAnswers, problems: Vec<ProblemResult>) -> Self {
        let (own, holding) = (all.own(id).cloned().unwrap_or_default(), all.holding(id));
        let path = ground.pathway.path(ground.catalogue, &holding, ground.at);
        let mut result = Self::shaped(ground, &path, &holding, problems);
        for one in &mut result.answered {
            one.of = Some(if own.of(&one.question).is_empty() { plan::ORGANIZATION } else { "own" });
        }
        for (shown, one) in result.contradictions.iter_mut().zip(&path.contradictions) {
            shown.says.push_str(&one.whose(&own));
        }
        result.subject = Some(WhoResult { id: id.to_owned(), name: (ground.name_of)(id) });
        result
    }

    /// A path in its published shape. In: the answers from which it follows.
    fn shaped(ground: PathwayGround<'_>, path: &Path, answers: &Answers, problems: Vec<ProblemResult>) -> Self {
        let PathwayGround { pathway, at, .. } = ground;
        let title_of = |id: &str| pathway.part(id).map(|part| part.title.clone()).unwrap_or_default();
        Self {
            schema: "plimsoll.pathway/1",
            program: ground.program.to_owned(),
            at: at.to_string(),
            title: ground.title.to_owned(),
            subject: None,
            headline: headline(path, |_| String::new()),
            why: why(path),
            not_needed: not_needed(path),
            contradictions: path.contradictions.iter().map(contradiction).collect(),
            no_certificate: path.no_certificate.as_ref().map(no_certificate),
            steps: path.steps.iter().enumerate().map(|(index, one)| step(index + 1, one)).collect(),
            in_place: (path.in_place.iter())
                .map(|one| PartReasonResult {
                    part: one.part.id.clone(),
                    title: one.part.title.clone(),
                    because: one.because.clone(),
                    whom: Vec::new(),
                })
                .collect(),
            left_out: (path.left_out.iter())
                .map(|one| PartReasonResult {
                    part: one.part.clone(),
                    title: title_of(&one.part),
                    because: one.because.clone(),
                    whom: Vec::new(),
                })
                .collect(),
            remarks: (path.remarks.iter())
                .map(|one| RemarkResult {
                    id: one.id.clone(),
                    kind: match one.kind {
                        RemarkKind::Longer => "longer",
                        RemarkKind::Advice => "advice",
                        RemarkKind::Limit => "limit",
                        RemarkKind::Truth => "truth",
                    },
                    says: one.says.clone(),
                    whom: Vec::new(),
                })
                .collect(),
            cra: path.cra.as_ref().map(cra),
            nis2: path.nis2.iter().map(served).collect(),
            subjects: Vec::new(),
            answered: answered(pathway, answers),
            skipped: (pathway.skipped(answers, at).into_iter()).map(|one| skipped(pathway.questions(), one)).collect(),
            misfits: path.misfits.clone(),
            problems,
        }
    }
}

/// Why a part is left out: one reason for all, or each with those whose it is.
fn left_out_because(result: &PathwayResult, combined: &Combined, part: &str) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for one in &combined.singles {
        let Some(out) = one.path.left_out.iter().find(|out| out.part == part) else { continue };
        match reasons.iter_mut().find(|(because, _)| *because == out.because) {
            Some((_, ids)) => ids.push(one.id.clone()),
            None => reasons.push((&out.because, vec![one.id.clone()])),
        }
    }
    match reasons.as_slice() {
        [(because, _)] => (*because).to_owned(),
        reasons => {
            let one = |(because, ids): &(&str, Vec<String>)| format!("For {}: {because}", result.names(ids));
            reasons.iter().map(one).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The answered questions, in order; a question with several answers where one is asked for counts as skipped.
fn answered(pathway: &Pathway, answers: &Answers) -> Vec<AnsweredResult> {
    let one = |question: &Question| {
        let choices: Vec<ChoiceResult> = (question.choices.iter())
            .filter(|choice| answers.has(&question.id, &choice.id))
            .map(|choice| ChoiceResult { id: choice.id.clone(), says: choice.says.clone() })
            .collect();
        let unfit = answers.of(&question.id).len() > 1 && !question.several;
        let (question, asks) = (question.id.clone(), question.asks.clone());
        (!choices.is_empty() && !unfit).then_some(AnsweredResult { question, asks, choices, of: None })
    };
    pathway.questions().iter().filter_map(one).collect()
}

/// The path of one among several, in short.
fn single(ground: PathwayGround<'_>, one: &Single) -> SubjectPathResult {
    let path = &one.path;
    let name = match one.id.as_str() {
        plan::ORGANIZATION => plan::ORGANIZATION.to_owned(),
        id => (ground.name_of)(id),
    };
    SubjectPathResult {
        id: one.id.clone(),
        name,
        covers: Vec::new(),
        headline: headline(path, |_| String::new()),
        steps: path.steps.iter().map(|step| named(path, step)).collect(),
        in_place: path.in_place.iter().map(|one| one.part.id.clone()).collect(),
        no_certificate: path.no_certificate.as_ref().map(no_certificate),
        cra: path.cra.as_ref().map(cra).map(|law| SubjectCraResult {
            scope: law.scope,
            class: law.class,
            routes: law.routes,
            annex_i: law.annex_i,
        }),
        nis2_touches: (answered(ground.pathway, &one.holding).into_iter())
            .filter(|one| one.question == NIS2)
            .flat_map(|one| one.choices)
            .map(|choice| choice.says)
            .collect(),
        nis2: path.nis2.iter().map(served).collect(),
        answered: answered(ground.pathway, &one.own),
        skipped: path.skipped.clone(),
    }
}

/// The contradictions in which own answers take part, with whose they are; all of the organization's.
fn own_contradictions(one: &Single) -> Vec<ContradictionResult> {
    let organization = one.id == plan::ORGANIZATION;
    let own = one.path.contradictions.iter().filter(|found| organization || found.concerns(&one.own));
    own.map(|found| ContradictionResult {
        says: if organization { found.says.clone() } else { format!("{}{}", found.says, found.whose(&one.own)) },
        of: one.id.clone(),
        ..contradiction(found)
    })
    .collect()
}

fn contradiction(one: &Contradiction) -> ContradictionResult {
    ContradictionResult {
        id: one.id.clone(),
        question: one.question.clone(),
        says: one.says.clone(),
        right: one.right.clone(),
        of: String::new(),
    }
}

fn no_certificate(one: &NoCertificate) -> NoCertificateResult {
    NoCertificateResult { because: one.because.clone(), instead: one.instead.clone(), changes: one.changes.clone() }
}

/// What it comes to: the parts in order, or why there are none. In: what stands behind each part, such as for whom it is.
fn headline(path: &Path, suffix: impl Fn(usize) -> String) -> String {
    let joint = |step: &Step| match (step.joint.is_empty(), path.steps.len()) {
        (true, _) => String::new(),
        (false, 2) => " (or both in one assessment)".to_owned(),
        (false, _) => format!(" (or in one assessment with {})", step.rests_on.join(" and ")),
    };
    let part = |(index, step): (usize, &Step)| format!("{}{}{}", named(path, step), suffix(index), joint(step));
    let parts: Vec<String> = path.steps.iter().enumerate().map(part).collect();
    let without = path.no_certificate.is_some();
    let line = match (parts.as_slice(), path.in_place.is_empty()) {
        ([], true) => "No path yet: it begins with what your organization does".to_owned(),
        ([], false) => "Nothing is left to do: what the answers call for stands already".to_owned(),
        ([one], _) if without => format!("Work along {one}"),
        ([one], _) => format!("{one}, and no other part"),
        ([first, rest @ ..], _) => format!("{first} first, then {}", rest.join(", then ")),
    };
    if without { format!("{line}; no certificate until somebody asks for one") } else { line }
}

/// The part's number, with its purpose where the path has it for two.
fn named(path: &Path, step: &Step) -> String {
    let twice = path.steps.iter().filter(|other| other.part.id == step.part.id).count() > 1;
    if twice { format!("{} for the {}", step.part.id, step.part.purpose) } else { step.part.id.clone() }
}

/// Why these parts, in a sentence: the first reason of each.
fn why(path: &Path) -> String {
    let one = |step: &Step| {
        let short = step.because.first().map(|reason| match reason {
            Reason::Called { short, .. } | Reason::Needed { short, .. } => short.as_str(),
        });
        format!("{} {}", named(path, step), short.unwrap_or_default())
    };
    path.steps.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What is not needed, in a sentence.
fn not_needed(path: &Path) -> String {
    let ids: Vec<&str> = path.left_out.iter().map(|one| one.part.as_str()).collect();
    match ids.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn step(order: usize, step: &Step) -> PathStepResult {
    let reason = |reason: &Reason| match reason {
        Reason::Called { rule, because, .. } => {
            PathReasonResult { kind: "called", by: rule.clone(), because: because.clone(), whom: Vec::new() }
        }
        Reason::Needed { by, because, .. } => {
            PathReasonResult { kind: "needed", by: by.clone(), because: because.clone(), whom: Vec::new() }
        }
    };
    PathStepResult {
        order,
        part: step.part.id.clone(),
        purpose: step.part.purpose.clone(),
        standard: step.part.standard.to_string(),
        title: step.part.title.clone(),
        gives: step.part.gives.clone(),
        because: step.because.iter().map(reason).collect(),
        rests_on: step.rests_on.clone(),
        joint: step.joint.clone(),
        certifiable: step.part.certifiable,
        schemes: step.schemes.iter().map(scheme).collect(),
        schemes_out: (step.unfit.iter())
            .map(|one| SchemeOutResult {
                scheme: one.scheme.clone(),
                because: format!("object: {}; needs {} before, which is not on this path", one.object, one.needs),
            })
            .collect(),
        whom: Vec::new(),
    }
}

fn scheme(one: &SchemeFor) -> SchemeForResult {
    SchemeForResult {
        scheme: one.scheme.clone(),
        certificate: one.certificate.clone(),
        object: one.object.clone(),
        level: one.level.clone(),
        by_whom: one.by_whom.clone(),
        needs: one.needs.clone(),
        note: one.note.clone(),
        confidence: one.confidence.clone(),
        whom: Vec::new(),
    }
}

fn cra(cra: &CraPath) -> CraResult {
    CraResult {
        scope: match cra.scope {
            CraScope::Applies => "applies",
            CraScope::StaysOut => "stays-out",
            CraScope::Unknown => "unknown",
        },
        class: cra.class.as_ref().map(|class| CraClassResult {
            id: class.id.clone(),
            class: class.class.clone(),
            core_functionality: class.core_functionality.clone(),
            text: class.text.clone(),
            confidence: class.confidence.clone(),
        }),
        routes: (cra.routes.iter())
            .map(|route| CraRouteResult {
                id: route.id.clone(),
                route: route.route.clone(),
                may: route.may.clone(),
                text: route.text.clone(),
                note: route.note.clone(),
                confidence: route.confidence.clone(),
            })
            .collect(),
        dates: (cra.dates.iter())
            .map(|date| {
                let (days_left, days_in_force) = match date.distance {
                    Distance::DaysLeft(days) => (Some(days), None),
                    Distance::InForceSince(days) => (None, Some(days)),
                };
                CraDateResult {
                    id: date.id.clone(),
                    about: date.about.clone(),
                    what: date.what.clone(),
                    date: date.date.to_string(),
                    days_left,
                    days_in_force,
                    text: date.text.clone(),
                    note: date.note.clone(),
                }
            })
            .collect(),
        status: (cra.status.iter())
            .map(|one| CraStatusResult {
                kind: one.kind.clone(),
                what: one.what.clone(),
                value: one.value.clone(),
                text: one.text.clone(),
                note: one.note.clone(),
                as_of: one.as_of.clone(),
                confidence: one.confidence.clone(),
            })
            .collect(),
        annex_i: cra.annex_i.iter().map(served).collect(),
        truths: cra.truths.clone(),
    }
}

fn served(point: &Served) -> ServedResult {
    ServedResult {
        id: point.id.to_string(),
        title: point.title.clone(),
        group: point.group.to_string(),
        best: point.best.map(|word| word.id()),
        by: (point.by.iter())
            .map(|(standard, word, because)| ServedByResult {
                standard: standard.to_string(),
                word: word.id(),
                because: because.clone(),
            })
            .collect(),
    }
}

fn skipped(questions: &[Question], one: Skipped) -> SkippedResult {
    let question = questions.iter().find(|question| question.id == one.question);
    let mut would = Vec::new();
    if !one.adds.is_empty() {
        would.push(format!("may bring in {}", one.adds.join(", ")));
    }
    if !one.spares.is_empty() {
        would.push(format!("may spare {}", one.spares.join(", ")));
    }
    if !one.decides.is_empty() {
        would.push(format!("decides {}", one.decides.join(", ")));
    }
    if one.changes_nothing() {
        would.push("changes nothing by itself, with the other answers as they are".to_owned());
    }
    SkippedResult {
        asks: question.map(|question| question.asks.clone()).unwrap_or_default(),
        why: question.map(|question| question.why.clone()).unwrap_or_default(),
        would: would.join("; "),
        question: one.question,
        adds: one.adds,
        spares: one.spares,
        decides: one.decides,
    }
}
