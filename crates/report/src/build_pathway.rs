//! How does a computed path become its published shape? Everything is taken over; only sentences are put together here.

use catalogue::Catalogue;
use model::Date;
use plan::{
    Answers, CraPath, CraScope, Distance, Path, Pathway, Question, Reason, RemarkKind, SchemeFor, Served, Skipped, Step,
};

use crate::pathway::{
    AnsweredResult, ContradictionResult, CraClassResult, CraDateResult, CraResult, CraRouteResult, CraStatusResult,
    NoCertificateResult, PartReasonResult, PathReasonResult, PathStepResult, PathwayResult, RemarkResult,
    SchemeForResult, SchemeOutResult, ServedByResult, ServedResult, SkippedResult,
};
use crate::questions::ChoiceResult;
use crate::result::ProblemResult;

impl PathwayResult {
    /// The path that follows from answers on a day.
    ///
    /// In: program and version, the dossier's title or nothing, and what is wrong with the file of answers.
    pub fn new(
        program: &str,
        title: &str,
        pathway: &Pathway,
        catalogue: &Catalogue,
        answers: &Answers,
        at: Date,
        problems: Vec<ProblemResult>,
    ) -> Self {
        let path = pathway.path(catalogue, answers, at);
        let title_of = |id: &str| pathway.part(id).map(|part| part.title.clone()).unwrap_or_default();
        let answered = |question: &Question| {
            let choices: Vec<ChoiceResult> = (question.choices.iter())
                .filter(|choice| answers.has(&question.id, &choice.id) && !path.skipped.contains(&question.id))
                .map(|choice| ChoiceResult { id: choice.id.clone(), says: choice.says.clone() })
                .collect();
            let (question, asks) = (question.id.clone(), question.asks.clone());
            (!choices.is_empty()).then_some(AnsweredResult { question, asks, choices })
        };
        Self {
            schema: "plimsoll.pathway/1",
            program: program.to_owned(),
            at: at.to_string(),
            title: title.to_owned(),
            headline: headline(&path),
            why: why(&path),
            not_needed: not_needed(&path),
            contradictions: (path.contradictions.iter())
                .map(|one| ContradictionResult {
                    id: one.id.clone(),
                    question: one.question.clone(),
                    says: one.says.clone(),
                    right: one.right.clone(),
                })
                .collect(),
            no_certificate: path.no_certificate.as_ref().map(|one| NoCertificateResult {
                because: one.because.clone(),
                instead: one.instead.clone(),
                changes: one.changes.clone(),
            }),
            steps: path.steps.iter().enumerate().map(|(index, one)| step(index + 1, one)).collect(),
            in_place: (path.in_place.iter())
                .map(|one| PartReasonResult {
                    part: one.part.id.clone(),
                    title: one.part.title.clone(),
                    because: one.because.clone(),
                })
                .collect(),
            left_out: (path.left_out.iter())
                .map(|one| PartReasonResult {
                    part: one.part.clone(),
                    title: title_of(&one.part),
                    because: one.because.clone(),
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
                })
                .collect(),
            cra: path.cra.as_ref().map(cra),
            nis2: path.nis2.iter().map(served).collect(),
            answered: pathway.questions().iter().filter_map(answered).collect(),
            skipped: (pathway.skipped(answers, at).into_iter()).map(|one| skipped(pathway.questions(), one)).collect(),
            misfits: path.misfits,
            problems,
        }
    }
}

/// What it comes to: the parts in order, or why there are none.
fn headline(path: &Path) -> String {
    let joint = |step: &Step| match (step.joint.is_empty(), path.steps.len()) {
        (true, _) => String::new(),
        (false, 2) => " (or both in one assessment)".to_owned(),
        (false, _) => format!(" (or in one assessment with {})", step.rests_on.join(" and ")),
    };
    let parts: Vec<String> = path.steps.iter().map(|step| format!("{}{}", named(path, step), joint(step))).collect();
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
            PathReasonResult { kind: "called", by: rule.clone(), because: because.clone() }
        }
        Reason::Needed { by, because, .. } => {
            PathReasonResult { kind: "needed", by: by.clone(), because: because.clone() }
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
