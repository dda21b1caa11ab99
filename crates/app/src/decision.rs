//! Is the next step worth its price? What a dossier states, what stands and what is planned, brought to `decide`.

use std::collections::{BTreeMap, BTreeSet};

use assess::{Assessment, Outcome, Register};
use catalogue::{AssessedBy, Files};
use decide::{Draws, Inputs, Item, Library, Range, Situation};
use model::{Problem, StandardId, Subject};
use report::{DecisionParts, DecisionResult, FrozenPage, ProblemResult, SignedOffResult};

use crate::PROGRAM;
use crate::dossiers::{Case, DossierQuestion, OpenDossier, Source, cases, placed, placed_problem};
use crate::error::Error;
use crate::held::open_rows;
use crate::option_plans::{Planning, item, part_of};
use crate::pathways::Told;
use crate::plan_terms;
use crate::signed_off::{broken, signed_off};

/// What is asked beside what the dossier states.
#[derive(Debug, Clone)]
pub struct DecisionQuestion {
    /// About which subject; the only one with a certificate to reach, if left out.
    pub subject: Option<String>,
    /// The day.
    pub at: model::Date,
    /// The seed of all draws.
    pub seed: u64,
    /// How many draws.
    pub draws: u32,
}

impl DecisionQuestion {
    /// The plain question: the default seed and as many draws as a decision needs.
    pub fn at(day: model::Date) -> Self {
        Self { subject: None, at: day, seed: plan::Seed::DEFAULT.0, draws: decide::ENOUGH_DRAWS }
    }
}

/// What a further product costs, as a share of the first one's step: an assumption that the page names.
const FURTHER_PRODUCT: [f64; 3] = [0.4, 0.6, 0.9];

/// Does the dossier state anything to decide on?
pub(crate) fn is_stated(open: &OpenDossier<'_>) -> bool {
    open.files.contains_key(dossier::DECIDE)
}

/// A decision's ground: everything read, nothing decided.
pub(crate) struct Ground<'o> {
    pub(crate) subject: Subject,
    pub(crate) cases: Vec<Case>,
    pub(crate) library: Library,
    pub(crate) inputs: Inputs,
    /// The figures on which plans rest.
    pub(crate) terms: plan_terms::Ground,
    pub(crate) problems: Vec<Problem>,
    /// What is assessed in the dossier and is no step of this decision.
    beside: Vec<Subject>,
    text: &'o [u8],
    plan_text: Option<&'o [u8]>,
}

impl<'o> Ground<'o> {
    /// Reads `decide.toml`, and gathers the subject and the process under which it is made.
    pub(crate) fn new(open: &'o OpenDossier<'_>, wanted: Option<&str>, at: model::Date) -> Result<Self, Error> {
        let Some(text) = open.files.get(dossier::DECIDE) else { return Err(begin(open)) };
        let library = Library::of(open.library.catalogue);
        let words = String::from_utf8_lossy(text);
        let (inputs, mut problems) = decide::read(&library, dossier::DECIDE, &words);
        let register = Register::new(&open.dossier.book, &open.holdings, at);
        let doubts = open.doubts()?;
        let source = open.source(&register, &doubts);
        let (subject, beside) = subject(open, &source, wanted, at, &library)?;
        let mut found = own_cases(&source, subject.id.as_str(), at)?;
        if let Some(process) = &subject.process {
            // A process that is not assessed by itself leaves its part out; the options then say so.
            found.extend(own_cases(&source, process.as_str(), at).unwrap_or_default());
        }
        problems.extend(found.iter().flat_map(|case| case.problems.iter().cloned()).map(|mut problem| {
            // Rows name files from where the user stands, and everything here from the root.
            if let Ok(inside) = std::path::Path::new(&*problem.place.file).strip_prefix(open.root()) {
                problem.place.file = inside.to_string_lossy().as_ref().into();
            }
            problem
        }));
        let mine = |problem: &&Problem| {
            let about = |id: &model::SubjectId| problem.place.file.starts_with(&format!("{id}/"));
            about(&subject.id) || subject.process.as_ref().is_some_and(about) || !problem.place.file.contains('/')
        };
        problems.extend(open.dossier.problems.iter().filter(mine).cloned());
        let terms = plan_terms::Ground::new(open, at);
        problems.extend(terms.problems.iter().cloned());
        problems.sort();
        problems.dedup();
        let plan_text = open.files.get(dossier::PLAN).map(Vec::as_slice);
        Ok(Self { subject, cases: found, library, inputs, terms, problems, beside, text, plan_text })
    }

    /// The assessments that have rows of their own.
    pub(crate) fn assessments(&self, open: &OpenDossier<'_>) -> Vec<Assessment<'_>> {
        self.with_rows().map(|case| case.assessment(open.library.catalogue)).collect()
    }

    fn with_rows(&self) -> impl Iterator<Item = &Case> {
        let manners = [AssessedBy::Levels, AssessedBy::Maturity];
        self.cases.iter().filter(move |case| manners.contains(&case.edition().head.assessed_by))
    }

    /// The certificates that are there already, by standard, with what the page says of each. In: [`Self::assessments`].
    fn held(&self, assessments: &[Assessment<'_>]) -> BTreeMap<StandardId, String> {
        let one = |(case, assessment): (&Case, &Assessment<'_>)| {
            let held = self.terms.certificates.of(&case.subject.id, assessment)?;
            let open = match open_rows(&self.terms.library, assessment).len() {
                0 => String::new(),
                1 => "; one of its rows is not shown here all the same, and no step closes it".to_owned(),
                many => format!("; {many} of its rows are not shown here all the same, and no step closes them"),
            };
            let standard = assessment.edition.head.key.standard.clone();
            let part = part_of(standard.as_str());
            let words = format!(
                "{part}: the certificate is there ({}, {}), so it belongs to “as today”: no step prices it, and what \
                 decide.toml says of it holds today{open}",
                held.words(),
                held.basis()
            );
            Some((standard, words))
        };
        self.with_rows().zip(assessments).filter_map(one).collect()
    }

    /// What was read, with what was planned for it.
    pub(crate) fn situation(
        &self,
        open: &OpenDossier<'_>,
        assessments: &[Assessment<'_>],
        question: &DecisionQuestion,
    ) -> (Situation, Vec<String>) {
        self.situation_over(open, assessments, question, self.inputs.horizon_years)
    }

    /// The same over another number of years.
    pub(crate) fn situation_over(
        &self,
        open: &OpenDossier<'_>,
        assessments: &[Assessment<'_>],
        question: &DecisionQuestion,
        years: u8,
    ) -> (Situation, Vec<String>) {
        let held = self.held(assessments);
        let planning = Planning {
            assessments,
            held: &held,
            library: &self.library,
            ground: &self.terms,
            today: question.at,
            seed: question.seed,
            draws: question.draws as usize,
            years: usize::from(years) + 1,
        };
        let plans = planning.plans();
        let (mut shown, mut applies) = (BTreeSet::new(), BTreeSet::new());
        for assessment in assessments {
            for standing in &assessment.standings {
                let stand = assessment.stand(standing);
                if !stand.is_not_applicable() {
                    applies.insert(item(assessment, standing));
                }
                if stand.counts(assessment.weakest_way()) {
                    shown.insert(item(assessment, standing));
                }
            }
        }
        shown.extend(held.keys().cloned().map(Item::Certificate));
        applies.extend(held.into_keys().map(Item::Certificate));
        applies.extend(plans.options.iter().flat_map(|plan| plan.certificates.iter().cloned().map(Item::Certificate)));
        let linked = self.library.objectives.iter().flat_map(|one| &one.items).map(|link| link.item.clone());
        let [low, likely, high] = FURTHER_PRODUCT;
        let situation = Situation {
            today: question.at,
            shown,
            not_applicable: linked.filter(|item| !applies.contains(item)).collect(),
            options: plans.options,
            held: plans.held,
            begins_in_years: ((self.terms.calendar.start - question.at).whole_days() / 365) as usize,
            cost_currency: self.terms.terms.currency.clone(),
            legal_duties: Vec::new(),
            products: self.products(open),
            further_product: Range::new(low, likely, high).unwrap_or(Range::point(likely)),
        };
        (situation, plans.words)
    }

    /// The products on the process, the decision's own first; what is only a platform is sold by nobody.
    fn products(&self, open: &OpenDossier<'_>) -> Vec<String> {
        let book = &open.dossier.book;
        let own = self.subject.id.short().to_owned();
        let process = self.subject.process.as_ref().and_then(|id| book.subject(id));
        let listed = process.map(|process| process.products.as_slice()).unwrap_or_default();
        let platform = |name: &str| book.subjects().any(|(one, _)| one.only_platform && one.id.short() == name);
        let others = listed.iter().filter(|name| **name != own && !platform(name)).cloned();
        std::iter::once(own.clone()).chain(others).collect()
    }

    /// The problems, their files named from where the user stands.
    pub(crate) fn placed_problems(&self, open: &OpenDossier<'_>) -> Vec<ProblemResult> {
        self.problems.iter().map(|problem| ProblemResult::from(&placed_problem(open.root(), problem))).collect()
    }
}

fn own_cases(source: &Source<'_, '_>, subject: &str, at: model::Date) -> Result<Vec<Case>, Error> {
    cases(source, &DossierQuestion { subject: Some(subject.to_owned()), ..DossierQuestion::at(at) })
}

/// The subject with the process under which it is made: the only one of the dossier where none is named, as a plan has it.
fn under_its_process(open: &OpenDossier<'_>, subject: Subject) -> Subject {
    let is_process = |id: &model::SubjectId| id.as_str().starts_with("process/");
    let processes: Vec<&Subject> =
        open.dossier.book.subjects().map(|(one, _)| one).filter(|one| is_process(&one.id)).collect();
    match processes.as_slice() {
        [only] if subject.process.is_none() && subject.id.as_str().starts_with("products/") => {
            Subject { process: Some(only.id.clone()), ..subject }
        }
        _ => subject,
    }
}

/// The subject that is meant, and those beside it that no option is about.
fn subject(
    open: &OpenDossier<'_>,
    source: &Source<'_, '_>,
    wanted: Option<&str>,
    at: model::Date,
    library: &Library,
) -> Result<(Subject, Vec<Subject>), Error> {
    let mut subjects: Vec<Subject> = Vec::new();
    for case in cases(source, &DossierQuestion::at(at))? {
        let subject = under_its_process(open, case.subject);
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    // A process stands behind the products that are made under it.
    let behind = |one: &Subject| subjects.iter().any(|other| other.process.as_ref() == Some(&one.id));
    let heads: Vec<&Subject> = subjects.iter().filter(|one| !behind(one)).collect();
    let (own, beside): (Vec<&Subject>, Vec<&Subject>) =
        heads.into_iter().partition(|one| has_option(library, one, &subjects));
    let beside =
        |subject: &Subject| beside.iter().filter(|one| one.id != subject.id).map(|one| (*one).clone()).collect();
    if let Some(word) = wanted {
        let subject = open.dossier.subject(word).cloned().map_err(Error::WrongQuestion)?;
        let subject = under_its_process(open, subject);
        let beside = beside(&subject);
        return Ok((subject, beside));
    }
    let heads = if own.is_empty() { subjects.iter().filter(|one| !behind(one)).collect() } else { own };
    match heads.as_slice() {
        [one] => Ok(((*one).clone(), beside(one))),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id.short()).collect();
            Err(Error::WrongQuestion(format!(
                "a decision is about one subject; say --subject with one of: {}",
                ids.join(", ")
            )))
        }
    }
}

/// Is there an option for the subject, with everything that it stands on assessed for it or for its process?
fn has_option(library: &Library, subject: &Subject, subjects: &[Subject]) -> bool {
    let process = subjects.iter().filter(|one| subject.process.as_ref() == Some(&one.id));
    let keys: Vec<_> = std::iter::once(subject).chain(process).flat_map(|one| &one.standards).collect();
    let assessed = |id: &String| keys.iter().any(|key| key.standard.as_str() == id.as_str());
    library.options.iter().filter(|option| !option.certificates.is_empty()).any(|option| {
        let mut whole = option.certificates.iter().all(assessed);
        let mut inner = option.contains.as_deref();
        // An option contains only what stands before it, so this ends.
        while let Some(found) = inner.and_then(|id| library.options.iter().find(|one| one.id == id)) {
            whole = whole && found.certificates.iter().all(assessed);
            inner = found.contains.as_deref();
        }
        whole
    })
}

/// What an assessed subject without an option means for this decision, and what to do instead.
fn beside(subject: &Subject) -> String {
    let parts: Vec<&str> = subject.standards.iter().map(|key| part_of(key.standard.as_str())).collect();
    format!(
        "{} ({}) is assessed beside it and is no step of its own here: a system is certified on its maker’s process \
         (4-1), and in a plant it is judged under a programme (2-1 or 2-4), with zones and levels from 3-2. What it lacks \
         for its target is listed by `plimsoll gaps --subject {}`; put its cost into a line of decide.toml if it decides.",
        subject.name,
        parts.join(", "),
        subject.id.short()
    )
}

/// How to begin, where nobody has stated anything.
fn begin(open: &OpenDossier<'_>) -> Error {
    let path = placed(open.root(), dossier::DECIDE);
    Error::WrongQuestion(format!(
        "{path} is missing, so nobody has stated what the decision rests on\n  \
         hint: begin with these lines, and `plimsoll decide` asks for the rest\n\n\
         currency = \"EUR\"\nrate = 0.08            # the yearly rate of discount that finance uses\n\n\
         [[importance]]         # how much does it matter that this driver's objectives reach their targets? 0 to 5\n\
         driver = \"procurement\"\nimportance = 3\nreason = \"Two tenders asked for a certificate.\"\nauthor = \"p1\"\n\
         date = 2026-11-22\n\n\
         [[objective]]          # what shall move, from today's figure to which, until when\n\
         id = \"accepted-proof\"\nbaseline = 0\ntarget = 70\ndate = 2028-06-30\nowner = \"p1\"\n\n\
         # money stands in [[revenue]], [[questionnaires]] and [[incidents]]: low, likely and high, by name, with an owner;\n\
         # a limit or a contract in [[must]]. docs/decide.md describes each, examples/gateway/decide.toml shows each\n"
    ))
}

/// A decision that is made, with everything that a page of it needs.
pub(crate) struct Decided<'o> {
    pub(crate) ground: Ground<'o>,
    pub(crate) situation: Situation,
    pub(crate) decision: decide::Decision,
    pub(crate) digest: String,
    pub(crate) library: String,
    plans: Vec<String>,
}

impl<'o> Decided<'o> {
    pub(crate) fn new(open: &'o OpenDossier<'_>, question: &DecisionQuestion) -> Result<Self, Error> {
        let ground = Ground::new(open, question.subject.as_deref(), question.at)?;
        let assessments = ground.assessments(open);
        let (situation, mut plans) = ground.situation(open, &assessments, question);
        drop(assessments);
        plans.extend(ground.beside.iter().map(beside));
        let parts: Vec<&str> = (situation.options.iter().flat_map(|plan| &plan.certificates))
            .map(|standard| part_of(standard.as_str()))
            .collect();
        let speaks = |told: &Told| ground.cases.iter().any(|case| told.speaks_of(&open.dossier.book, &case.subject));
        let uncounted = ground.terms.certificates.uncounted.iter();
        plans.extend(uncounted.filter(|told| parts.contains(&told.part.as_str()) && speaks(told)).map(|told| {
            format!(
                "{}: pathway.toml says that its certificate is there already, and not at which level, so it is priced \
                 as still to come: state it in [[certificate]] of plan.toml",
                told.words()
            )
        }));
        let decision = decide::decide(&ground.library, &ground.inputs, &situation, draws(question));
        let library = library_digest(open.library.catalogue.files());
        let digest = digest(&ground, &situation, &plans, question, &library);
        Ok(Self { ground, situation, decision, digest, library, plans })
    }

    /// The page. In: the problems with their files named as its reader needs them, and the sign-off in force with its page.
    pub(crate) fn page(
        &self,
        open: &OpenDossier<'_>,
        problems: Vec<ProblemResult>,
        signed: Option<(SignedOffResult, Option<FrozenPage>)>,
    ) -> DecisionResult {
        let ground = &self.ground;
        let (signed_off, signed_page) = signed.unzip();
        DecisionResult::new(DecisionParts {
            library: &ground.library,
            inputs: &ground.inputs,
            situation: &self.situation,
            decision: &self.decision,
            program: PROGRAM,
            title: open.title(),
            subject: ground.subject.id.to_string(),
            name: match ground.subject.name.as_str() {
                "" => ground.subject.id.short().to_owned(),
                name => name.to_owned(),
            },
            plans: self.plans.clone(),
            law: law(open, ground),
            digest: self.digest.clone(),
            library_digest: self.library.clone(),
            signed_off,
            signed_page: signed_page.flatten(),
            problems,
        })
    }
}

/// How a question is drawn.
pub(crate) const fn draws(question: &DecisionQuestion) -> Draws {
    Draws { seed: question.seed, count: question.draws }
}

/// Decides over a dossier.
///
/// # Errors
/// When the dossier has no `decide.toml`, or the question fits no subject; what is wrong *in* its files stands in the
/// result.
pub fn decide_dossier(open: &OpenDossier<'_>, question: &DecisionQuestion) -> Result<DecisionResult, Error> {
    let made = Decided::new(open, question)?;
    let signed_off = signed_off(open, &made, question)?;
    let mut problems = made.ground.placed_problems(open);
    problems.extend(broken(open, &open.dossier.book, None).iter().map(|problem| open.placed(problem)));
    Ok(made.page(open, problems, signed_off))
}

/// One digest over the data on decisions and costs: with other data, other answers.
fn library_digest(files: &Files) -> String {
    let folders = ["cost/", "decide/"].map(|folder| plan::data_digest(files, folder));
    folder::digest_of(folders.join("\n").as_bytes()).to_string()
}

/// One digest over everything that went in, so that a page can be made again and compared.
fn digest(
    ground: &Ground<'_>,
    situation: &Situation,
    plans: &[String],
    question: &DecisionQuestion,
    library: &str,
) -> String {
    let items = |items: &BTreeSet<Item>| -> String { items.iter().map(|item| format!("{item:?}\n")).collect() };
    let text = format!(
        "{PROGRAM}\n{library}\n{}\n{}\n{} {}\n{}\n{}\n{}\nshown\n{}absent\n{}products {:?}\n",
        ground.subject.id,
        question.at,
        question.seed,
        question.draws,
        folder::digest_of(ground.text),
        ground.plan_text.map_or_else(String::new, |text| folder::digest_of(text).to_string()),
        plans.join("\n"),
        items(&situation.shown),
        items(&situation.not_applicable),
        situation.products,
    );
    folder::digest_of(text.as_bytes()).to_string()
}

/// What the laws of the subject still ask: no certificate answers them.
fn law(open: &OpenDossier<'_>, ground: &Ground<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for case in ground.cases.iter().filter(|case| case.edition().head.assessed_by == AssessedBy::Coverage) {
        let assessment = case.assessment(open.library.catalogue);
        let Outcome::Coverage(coverage) = &assessment.outcome else { continue };
        let open_points = coverage.points.iter().filter(|point| point.word == "gap").count();
        let remain = coverage.points.iter().filter(|point| !point.remains.is_empty()).count();
        lines.push(format!(
            "{}: {open_points} of {} points are reached by no row that is shown, and {remain} leave something to do in any \
             case; no certificate under IEC 62443 shows conformity with it. These duties stand under every row, and their \
             cost is not priced here.",
            case.edition().head.title,
            coverage.points.len()
        ));
    }
    // Who falls under it has its points above.
    if ground.cases.iter().any(|case| case.edition().head.key.standard.as_str() == "nis2") {
        return lines;
    }
    lines.push(
        "NIS2: customers who fall under it must look at the security of what they buy; a certificate helps them to, and \
         does not meet their duties."
            .to_owned(),
    );
    lines
}
