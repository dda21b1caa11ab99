//! How does a CI server show requirements as tests? JUnit XML: a suite for each case, a test for each requirement.

use assess::Bearing;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::build_result::{place, stand_word};
use crate::matter::{Case, Matter};
use crate::sarif::{needed_for, row};

/// The standings of every case as JUnit XML, with a final line end.
///
/// A requirement passes only where it holds; one that the target asks for and that is open fails with its reason; what
/// does not apply, is outside the scope or lies beyond the target is skipped.
///
/// # Errors
/// When the XML cannot be written, which no text can bring about: what XML cannot carry is left out.
pub fn junit(matter: &Matter<'_>) -> Result<String, quick_junit::SerializeError> {
    let mut report = Report::new(matter.title);
    for case in &matter.cases {
        report.add_test_suite(suite(case));
    }
    // The library leaves out control characters, and writes what else XML cannot carry.
    let mut text = document::carried(&report.to_string()?).into_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

fn suite(case: &Case<'_>) -> TestSuite {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let mut suite = TestSuite::new(format!("{} {}", case.subject.id, edition.head.key));
    suite.add_property(("basis", assessment.ask.basis.id()));
    suite.add_property(("scheme", assessment.scheme.id.as_str()));
    suite.add_property(("edition digest", edition.digest.as_str()));
    for standing in &assessment.standings {
        let asked = &edition.requirements[standing.requirement];
        let gap = assessment.gaps.iter().find(|gap| gap.requirement == standing.requirement);
        let skipped = |why: &str| {
            let mut status = TestCaseStatus::skipped();
            status.set_message(why);
            status
        };
        let status = match (assessment.bearing(standing), gap) {
            (Bearing::Holds, _) => TestCaseStatus::success(),
            (Bearing::NotApplicable, _) => skipped("not applicable"),
            (Bearing::Outside, _) => skipped("outside the scope, or above what was applied for"),
            (Bearing::Open, _) if !assessment.is_wanted(standing.requirement) => skipped("open, beyond the target"),
            (Bearing::Open, None) => TestCaseStatus::non_success(NonSuccessKind::Failure),
            (Bearing::Open, Some(gap)) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(format!("{}{}", gap.why, needed_for(case, gap)));
                status.set_type(if gap.holds_headline { "holds the headline down" } else { "open" });
                if let Some(at) = row(case, gap).and_then(place) {
                    status.set_description(at);
                }
                status
            }
        };
        let mut test = TestCase::new(format!("{} {}", asked.id, asked.title), status);
        test.set_classname(format!("{}.{}", case.subject.id.short(), edition.group_of(asked).id));
        if assessment.bearing(standing) == Bearing::Holds {
            test.set_system_out(stand_word(standing, assessment.ask.basis));
        }
        suite.add_test_case(test);
    }
    suite
}
