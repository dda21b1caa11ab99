//! What is open, as an OSCAL plan of action and milestones?

use assess::Gap;
use catalogue::AssessedBy;
use model::Row;
use report::{Case, Matter};

use crate::assessment_plan::{claims, components, import};
use crate::assessment_results::entitled;
use crate::ids::sealed;
use crate::names::{either, line, token};
use crate::observations::{examined, looked_at, observation, related};
use crate::props::Props;
use crate::scope::{Scope, called, of_case};
use crate::shape::{BackMatter, Document, LocalDefinitions, PlanOfActionAndMilestones, PoamItem, RelatedRisk, Risk};

/// One item for each open gap, with the verdicts on it. `None` where nothing is open.
pub fn poam(matter: &Matter<'_>) -> Option<Document> {
    let scope = Scope::new(matter);
    // What is open of a law is a matter of coverage; the report on it names what remains.
    let rows = matter.cases.iter().filter(|case| case.assessment.edition.head.assessed_by != AssessedBy::Coverage);
    let open: Vec<(&Case<'_>, &Gap<'_>)> =
        rows.flat_map(|case| case.assessment.gaps.iter().map(move |gap| (case, gap))).collect();
    if open.is_empty() {
        return None;
    }
    // Verdicts on rows that are not open stand in the results alone.
    let judged = open.iter().flat_map(|(case, gap)| {
        let id = &case.assessment.edition.requirements[gap.requirement].id;
        examined(case).filter(move |row| row.requirement == *id).map(move |row| (*case, row))
    });
    let judged: Vec<(&Case<'_>, &Row)> = judged.collect();
    let cited = judged.iter().flat_map(|(case, row)| looked_at(case, row));
    let mut resources = vec![claims(&scope)];
    resources.extend(scope.register.resources(&scope.ids, cited));
    Some(sealed(Document::PlanOfActionAndMilestones(PlanOfActionAndMilestones {
        metadata: scope.metadata("what is open"),
        import_ssp: import(&scope),
        local_definitions: LocalDefinitions { components: components(&scope), ..LocalDefinitions::default() },
        observations: judged.iter().map(|(case, row)| observation(&scope, case, row)).collect(),
        risks: open.iter().map(|(case, gap)| risk(&scope, case, gap)).collect(),
        poam_items: open.iter().map(|(case, gap)| item(&scope, case, gap)).collect(),
        back_matter: BackMatter::of(resources),
        ..PlanOfActionAndMilestones::default()
    })))
}

fn id(scope: &Scope<'_>, what: &str, case: &Case<'_>, gap: &Gap<'_>) -> String {
    scope.id(what, case, &[case.assessment.edition.requirements[gap.requirement].id.as_str()])
}

fn item(scope: &Scope<'_>, case: &Case<'_>, gap: &Gap<'_>) -> PoamItem {
    PoamItem {
        uuid: id(scope, "poam-item", case, gap),
        title: named(case, gap),
        description: format!("It is open: {}.", gap.why),
        props: facts(case, gap).list(),
        related_observations: related(scope, case, gap.requirement),
        related_risks: vec![RelatedRisk { risk_uuid: id(scope, "risk", case, gap) }],
    }
}

fn risk(scope: &Scope<'_>, case: &Case<'_>, gap: &Gap<'_>) -> Risk {
    let asks = case.words_on(gap.requirement).map(|words| words.asks.as_str()).unwrap_or_default();
    Risk {
        uuid: id(scope, "risk", case, gap),
        title: named(case, gap),
        description: either(asks, "What is asked is not met."),
        statement: format!("It is open: {}.", gap.why),
        props: facts(case, gap).list(),
        status: "open".to_owned(),
        related_observations: related(scope, case, gap.requirement),
    }
}

fn named(case: &Case<'_>, gap: &Gap<'_>) -> String {
    let requirement = &case.assessment.edition.requirements[gap.requirement];
    line(&format!("{}: {}", called(case.subject), entitled(requirement)))
}

fn facts(case: &Case<'_>, gap: &Gap<'_>) -> Props {
    let edition = case.assessment.edition;
    let scale = match edition.head.assessed_by {
        AssessedBy::Levels => "SL",
        AssessedBy::Maturity => "ML",
        AssessedBy::Coverage | AssessedBy::Steps => "",
    };
    let needed = (gap.needed_for > 0).then(|| format!("{scale} {}", gap.needed_for));
    let yes = |flag: bool| if flag { "yes" } else { "no" };
    of_case(case)
        .ours("control-id", token(edition.requirements[gap.requirement].id.as_str()))
        .maybe("needed-for", needed)
        .ours("holds-group", yes(gap.holds_group))
        .ours("holds-headline", yes(gap.holds_headline))
        .maybe("status", gap.status)
}
