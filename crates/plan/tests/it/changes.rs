//! Which figures differ between two `plan.toml`? Those that mean something else, by name, from what to what.

use std::sync::LazyLock;

use catalogue::Catalogue;
use plan::{Library, Terms};

const GATEWAY: &str = include_str!("../../../../examples/gateway/plan.toml");

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::compiled(&Catalogue::compiled()));

fn changes(from: &str, to: &str) -> Vec<String> {
    let read = |text: &str| {
        let (terms, problems) = Terms::read("plan.toml", text, &LIBRARY);
        assert!(problems.is_empty(), "{problems:#?}");
        terms
    };
    let word = |value: Option<String>| value.unwrap_or("none".to_owned());
    let changes = read(from).changes(&read(to), &LIBRARY).into_iter();
    changes.map(|one| format!("{}: {} → {}", one.figure, word(one.from), word(one.to))).collect()
}

#[test]
fn comments_blanks_and_order_change_nothing() {
    let bare: String = GATEWAY
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect();
    assert_ne!(bare, GATEWAY);
    assert_eq!(changes(GATEWAY, &bare), Vec::<String>::new());
    let (head, fees) = bare.split_once("[[fee]]").expect("fees");
    let mut fees: Vec<&str> = fees.split("[[fee]]").collect();
    fees.reverse();
    let turned = format!("{head}[[fee]]{}", fees.join("[[fee]]"));
    assert_ne!(turned, bare);
    assert_eq!(changes(&bare, &turned), Vec::<String>::new());
    let more = "[[certificate]]\npart = \"4-1\"\ntarget = \"ML 2\"\n[[certificate]]\npart = \"4-2\"\nsubject = \"eg220\"\n\
                target = \"SL 1\"\nuntil = 2028-01-01\nevidence = \"c1\"\n";
    let (with, moved) = (format!("{bare}{more}"), format!("{bare}\n# moved down\n\n{more}"));
    assert_eq!(changes(&with, &moved), Vec::<String>::new(), "where an entry stands says nothing");
    assert_eq!(
        changes(&bare, &with),
        ["certificate.4-1: none → ML 2", "certificate.4-2.eg220: none → SL 1 until 2028-01-01, c1"]
    );
}

#[test]
fn what_is_stated_against_what_was_assumed_is_a_change() {
    assert_eq!(
        changes("[rates]\nsecurity = [95, 115, 140]\n", "[rates]\nsecurity = [105, 115, 130]\n"),
        ["rates.security: 95/115/140 → 105/115/130"]
    );
    let stated = "currency = \"CHF\"\nstart = 2027-01-11\n[people]\nsecurity = [0.5, 1]\n[[closed]]\nfrom = 2026-12-24\n\
                  to = 2027-01-03\n[[fee]]\npart = \"4-1\"\nid = \"assessment\"\namount = 20000\n";
    let found = changes("", stated).join("\n");
    for line in [
        "closed.2026-12-24: none → 2027-01-03",
        "currency: EUR, assumed → CHF",
        "people.security: 0.9, assumed → 0.5 + 1",
        "start: the day of the plan, assumed → 2027-01-11",
    ] {
        assert!(found.contains(line), "{line}\n{found}");
    }
    assert!(found.contains("fee.4-1.assessment: ") && found.contains(", assumed → 20000"), "{found}");
    let same = LIBRARY.skills.iter().find(|skill| &*skill.id == "security").expect("a skill").rate_per_hour.likely;
    let found = changes("", &format!("[rates]\nsecurity = {same}\n"));
    assert_eq!(found, [format!("rates.security: {same}, assumed → {same}")], "somebody has stated it");
}
