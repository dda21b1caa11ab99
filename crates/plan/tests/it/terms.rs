//! Does a `plan.toml` change exactly what it states, and is every slip in it named and left out?

use std::sync::LazyLock;

use catalogue::Catalogue;
use model::parse_date;
use plan::{Library, Range, Terms};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::compiled(&Catalogue::compiled()));

#[test]
fn what_is_stated_replaces_what_is_assumed_and_nothing_else() {
    let (fee, skills) = (&LIBRARY.fees[1], &LIBRARY.skills);
    let text = format!(
        "[rates]\n{0} = [80, 95, 120]\n{1} = 0\n[people]\n{0} = [0.5, 1]\n[[fee]]\npart = \"{2}\"\nid = \"{3}\"\namount = 1e9\n",
        skills[1].id, skills[2].id, fee.part, fee.id
    );
    let (terms, problems) = Terms::read("plan.toml", &text, &LIBRARY);
    assert!(problems.is_empty(), "{problems:#?}");
    let applied = terms.applied_to(&LIBRARY);
    let mut expected = LIBRARY.clone();
    expected.skills[1].rate_per_hour = Range { low: 80.0, likely: 95.0, high: 120.0 };
    expected.skills[1].people = vec![0.5, 1.0];
    expected.skills[1].basis = "stated in plan.toml".to_owned();
    expected.skills[2].rate_per_hour = Range::exactly(0.0);
    expected.skills[2].basis = "rate stated in plan.toml, the rest assumed".to_owned();
    expected.fees[1].amount = Range::exactly(1e9);
    expected.fees[1].basis = "stated in plan.toml".to_owned();
    assert_eq!((applied.skills, applied.fees), (expected.skills, expected.fees));
}

#[test]
fn a_plan_begins_today_or_later() {
    let day = |text: &str| parse_date(text).expect("a day");
    let start = |text: &str| Terms::read("plan.toml", text, &LIBRARY).0.calendar(day("2026-11-22")).start;
    assert_eq!(start(""), day("2026-11-22"));
    assert_eq!(start("start = 2026-11-01\n"), day("2026-11-22"));
    assert_eq!(start("start = 2027-01-11\n"), day("2027-01-11"));
}

#[test]
fn every_slip_is_named_and_left_out() {
    let skill = &LIBRARY.skills[0].id;
    let crowd = vec!["1"; 101].join(", ");
    for (text, message) in [
        ("start = \"soon\"\n".to_owned(), "is not a day"),
        (format!("[rates]\n{skill} = -1\n"), "is not an amount"),
        (format!("[rates]\n{skill} = 1e10\n"), "is not an amount"),
        (format!("[rates]\n{skill} = [3, 2, 1]\n"), "is not an amount"),
        ("[rates]\nwizard = 5\n".to_owned(), "\"wizard\" is not a skill"),
        (format!("[people]\n{skill} = [0]\n"), "cannot be so"),
        (format!("[people]\n{skill} = [1.1]\n"), "cannot be so"),
        (format!("[people]\n{skill} = []\n"), "cannot be so"),
        (format!("[people]\n{skill} = [{crowd}]\n"), "cannot be so"),
        ("[[closed]]\nfrom = 2027-01-02\nto = 2027-01-01\n".to_owned(), "without a first and a last day"),
        ("[[certificate]]\npart = \"4-1\"\n".to_owned(), "`target` is missing"),
        ("[[certificate]]\npart = \"9-9\"\ntarget = \"ML 2\"\n".to_owned(), "\"9-9\" is no part"),
        ("[[certificate]]\npart = \"4-1\"\ntarget = \"ML 2\"\nuntil = \"later\"\n".to_owned(), "is not a day"),
        ("[[fee]]\npart = \"4-1\"\nid = \"wizard\"\namount = 5\n".to_owned(), "there is no fee \"wizard\" of 4-1"),
        (format!("[[fee]]\npart = \"4-1\"\nid = \"{}\"\n", LIBRARY.fees[0].id), "`amount` is missing"),
    ] {
        let (terms, problems) = Terms::read("plan.toml", &text, &LIBRARY);
        let [only] = problems.as_slice() else { panic!("one problem: {text}{problems:#?}") };
        assert!(only.is_error() && only.to_string().contains(message), "{text}{only}");
        let applied = terms.applied_to(&LIBRARY);
        assert_eq!((&applied.skills, &applied.fees), (&LIBRARY.skills, &LIBRARY.fees), "{text}");
        assert!(terms.start.is_none() && terms.closed.is_empty() && terms.certificates.is_empty(), "{text}");
    }
    // A hundred people are as many as can be, and one day is a closed time.
    let most = format!(
        "[people]\n{skill} = [{}]\n[[closed]]\nfrom = 2027-01-02\nto = 2027-01-02\n",
        vec!["1"; 100].join(", ")
    );
    let (terms, problems) = Terms::read("plan.toml", &most, &LIBRARY);
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((terms.applied_to(&LIBRARY).skills[0].people.len(), terms.closed.len()), (100, 1));
}
