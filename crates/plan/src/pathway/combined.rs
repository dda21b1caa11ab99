//! What is to be done for everybody together? The paths of the organization and of single products and sites, as one.
//!
//! Nothing is added and nothing rounded up: a part stands here because it stands on somebody's path, and a law's point
//! is served as far as the parts serve it that all of those have of whom the law speaks.

use catalogue::Catalogue;
use model::{Date, StandardId};

use super::Pathway;
use super::all_answers::{AllAnswers, ORGANIZATION};
use super::laws::served;
use super::path::{self, CraPath, CraScope, InPlace, LeftOut, Path, Remark, Step};
use super::question::Answers;

/// The path of one: of the organization, or of one product, system, programme or site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// [`ORGANIZATION`], or the id of the entry.
    pub id: String,
    /// What it answers itself.
    pub own: Answers,
    /// What holds for it: its own answers, and those of the organization behind them.
    pub holding: Answers,
    /// Its path after what holds.
    pub path: Path,
}

/// One path for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// Every part that somebody needs, once, in order; what differs from one to the next is `None` or empty in it.
    pub path: Path,
    /// The organization first, then each entry.
    pub singles: Vec<Single>,
    /// For each step of the path the places in `singles` of those who need it.
    pub steps_for: Vec<Vec<usize>>,
    /// For each part that stands already the places of those for whom it does.
    pub in_place_for: Vec<Vec<usize>>,
    /// For each remark the places of those to whom it speaks.
    pub remarks_for: Vec<Vec<usize>>,
}

pub(super) fn find(pathway: &Pathway, catalogue: &Catalogue, all: &AllAnswers, at: Date) -> Combined {
    let single = |id: &str, own: &Answers| {
        let holding = own.over(&all.organization);
        let path = path::find(pathway, catalogue, &holding, at);
        Single { id: id.to_owned(), own: own.clone(), holding, path }
    };
    let mut singles = vec![single(ORGANIZATION, &all.organization)];
    singles.extend(all.subjects.iter().map(|one| single(&one.id, &one.answers)));
    let paths: Vec<&Path> = singles.iter().map(|one| &one.path).collect();
    let (mut steps, mut in_place, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for (who, path) in paths.iter().enumerate() {
        path.steps.iter().for_each(|step| add(&mut steps, step, who, |known| known.part == step.part, join));
        let stands = |known: &InPlace, one: &InPlace| known.part == one.part;
        path.in_place.iter().for_each(|one| add(&mut in_place, one, who, |known| stands(known, one), |_, _| {}));
        path.remarks.iter().for_each(|one| add(&mut remarks, one, who, |known| known.id == one.id, |_, _| {}));
    }
    let rules = &pathway.rules;
    let place = |part: &super::Part| rules.parts.iter().position(|known| known == part);
    steps.sort_by_key(|(step, _)| place(&step.part));
    in_place.sort_by_key(|(one, _)| place(&one.part));
    remarks.sort_by_key(|(one, _): &(Remark, _)| rules.remarks.iter().position(|known| known.id == one.id));
    for (step, whom) in &mut steps {
        settle(step, whom, &paths);
    }
    let there = |part: &str| {
        steps.iter().any(|(step, _)| step.part.id == part) || in_place.iter().any(|(one, _)| one.part.id == part)
    };
    let working: Vec<&&Path> = paths.iter().filter(|path| !path.steps.is_empty()).collect();
    let none = working.iter().all(|path| path.no_certificate.is_some());
    let path = Path {
        left_out: left_out(pathway, &paths, there),
        no_certificate: working.first().filter(|_| none).and_then(|path| path.no_certificate.clone()),
        // Each stands with the one whose answers they are.
        contradictions: Vec::new(),
        cra: cra(catalogue, &paths),
        nis2: {
            let spoken: Vec<&&Path> = paths.iter().filter(|path| !path.nis2.is_empty()).collect();
            if spoken.is_empty() { Vec::new() } else { served(catalogue, "nis2", &[], &common(&spoken)) }
        },
        skipped: paths[0].skipped.clone(),
        misfits: singles.iter().flat_map(|one| misfits(one, pathway)).collect(),
        steps: steps.iter().map(|(step, _)| step.clone()).collect(),
        in_place: in_place.iter().map(|(one, _)| one.clone()).collect(),
        remarks: remarks.iter().map(|(one, _)| one.clone()).collect(),
    };
    let [steps_for, in_place_for, remarks_for] = [whom(steps), whom(in_place), whom(remarks)];
    Combined { path, singles, steps_for, in_place_for, remarks_for }
}

impl Single {
    /// Does anything follow from the answers?
    pub fn has_path(&self) -> bool {
        !self.path.steps.is_empty() || !self.path.in_place.is_empty()
    }
}

/// Something that several may share, with the places of those who do.
type Shared<T> = Vec<(T, Vec<usize>)>;

fn whom<T>(shared: Shared<T>) -> Vec<Vec<usize>> {
    shared.into_iter().map(|(_, whom)| whom).collect()
}

fn add<T: Clone>(shared: &mut Shared<T>, one: &T, who: usize, same: impl Fn(&T) -> bool, join: fn(&mut T, &T)) {
    match shared.iter_mut().find(|(known, _)| same(known)) {
        Some((known, whom)) => {
            join(known, one);
            whom.push(who);
        }
        None => shared.push((one.clone(), vec![who])),
    }
}

/// Takes over what another path says of the same step.
fn join(step: &mut Step, other: &Step) {
    fn take<T: Clone + PartialEq>(own: &mut Vec<T>, other: &[T]) {
        for one in other {
            if !own.contains(one) {
                own.push(one.clone());
            }
        }
    }
    take(&mut step.because, &other.because);
    take(&mut step.rests_on, &other.rests_on);
    take(&mut step.schemes, &other.schemes);
    take(&mut step.unfit, &other.unfit);
}

/// What is said of a step for everybody must hold for each of them.
fn settle(step: &mut Step, whom: &[usize], paths: &[&Path]) {
    let own = |who: &usize| paths[*who].steps.iter().find(|one| one.part == step.part);
    if !whom.iter().filter_map(own).all(|one| !one.joint.is_empty()) {
        step.joint.clear();
    }
    let fits = |scheme: &str, object: &str| step.schemes.iter().any(|one| one.scheme == scheme && one.object == object);
    step.unfit.retain(|one| !fits(&one.scheme, &one.object));
}

/// The parts that nobody needs, each with the first reason given; every other stands with the one whose it is.
fn left_out(pathway: &Pathway, paths: &[&Path], there: impl Fn(&str) -> bool) -> Vec<LeftOut> {
    let mut left_out: Vec<LeftOut> = Vec::new();
    for one in paths.iter().flat_map(|path| &path.left_out).filter(|one| !there(&one.part)) {
        if !left_out.iter().any(|known| known.part == one.part) {
            left_out.push(one.clone());
        }
    }
    left_out.sort_by_key(|one| pathway.rules.parts.iter().position(|part| part.id == one.part));
    left_out
}

/// The law for all makers: what is the same for each of them; class and routes differ from product to product.
fn cra(catalogue: &Catalogue, paths: &[&Path]) -> Option<CraPath> {
    let laws: Vec<&CraPath> = paths.iter().filter_map(|path| path.cra.as_ref()).collect();
    let first = *laws.first()?;
    let has = |scope| laws.iter().any(|law| law.scope == scope);
    let scope = match (has(CraScope::Applies), has(CraScope::Unknown)) {
        (true, _) => CraScope::Applies,
        (false, true) => CraScope::Unknown,
        (false, false) => CraScope::StaysOut,
    };
    let stays_out = |path: &&&Path| path.cra.as_ref().is_none_or(|law| law.scope == CraScope::StaysOut);
    let bound: Vec<&&Path> = paths.iter().filter(|path| !stays_out(path)).collect();
    // Whom the law does not bind has no class that could differ.
    let mut classes = bound.iter().filter_map(|path| path.cra.as_ref());
    let same = classes.next().is_some_and(|one| classes.all(|other| other.class == one.class));
    let law = bound.first().and_then(|path| path.cra.as_ref()).unwrap_or(first);
    Some(CraPath {
        scope,
        class: law.class.clone().filter(|_| same),
        routes: if same { law.routes.clone() } else { Vec::new() },
        annex_i: if bound.is_empty() {
            first.annex_i.clone()
        } else {
            served(catalogue, "cra", path::ANNEX_I, &common(&bound))
        },
        ..law.clone()
    })
}

/// The standards of the parts that stand on each of these paths.
fn common(paths: &[&&Path]) -> Vec<StandardId> {
    let of = |path: &Path| -> Vec<StandardId> {
        let parts = path.steps.iter().map(|step| &step.part).chain(path.in_place.iter().map(|one| &one.part));
        parts.map(|part| part.standard.clone()).collect()
    };
    let mut common = paths.first().map(|path| of(path)).unwrap_or_default();
    paths.iter().for_each(|path| common.retain(|one| of(path).contains(one)));
    common
}

/// The answers of one that fit no question; what the organization answered is named once.
fn misfits(single: &Single, pathway: &Pathway) -> Vec<String> {
    let misfits = single.own.misfits(&pathway.questions);
    if single.id == ORGANIZATION {
        return misfits;
    }
    misfits.into_iter().map(|text| format!("{}: {text}", single.id)).collect()
}
