//! Is everything that is wrong with a data folder named at once, with its place and what would be right?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use catalogue::{Catalogue, Files};

const EDITION: &str = r#"standard = "demo"
edition = "1"
title = "Demo"
publisher = "us"
assessed_by = "levels"
not_applicable = "conditional"

[[group]]
id = "FR1"
title = "One"
"#;

const SCHEME: &str = r#"id = "default"
title = "t"
about = "a"
[maturity]
minimum = 2
headline = "minimum"
[level]
headline = "minimum"
[not_applicable]
accepted_by = "evaluator"
[verdicts]
pass = "P"
fail = "F"
na = "NA"
ne = "NE"
[certificate]
prints = []
"#;

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let base = [
        ("catalogues/demo-1/edition.toml", EDITION),
        ("catalogues/demo-1/requirements.csv", "id,kind,group,fr,title,level\nA 1,requirement,FR1,1,One,1\n"),
        ("schemes/default.toml", SCHEME),
        ("features.csv", "id,title,declared,question\nwireless,Wireless,product,Is it?\n"),
    ];
    let kept = base.iter().filter(|(name, _)| !files.iter().any(|(other, _)| other == name));
    let all = kept.chain(files).map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Catalogue::open(Files::new(all)).0.check().iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_folder_has_no_problems() {
    assert_eq!(problems(&[]), Vec::<String>::new());
}

#[test]
fn every_wrong_fact_is_named_at_once() {
    let found = problems(&[(
        "catalogues/demo-1/requirements.csv",
        "id,kind,group,fr,title,level,types,feature,parent,odd\n\
         A 1,requirement,FR1,1,One,2,,,,\n\
         a-1,requirement,FR9,8,Two,SL5,laser,,,\n\
         A 1 RE(1),enhancement,FR1,1,Three,1,,radio,A 1,\n\
         A 2 RE(1),enhancement,FR1,1,,3,,,A 2,\n\
         A 3,chapter,FR1,,Four,1,,,,\n",
    )]);
    let expected = [
        ":1:51: error: nobody reads the column \"odd\"",
        ":3:1: error: \"a-1\" stands here twice, first on line 2",
        ":3:17: error: \"FR9\" is not a value of group",
        ":3:21: error: \"8\" is not a value of fr",
        ":3:27: error: \"SL5\" is not a value of level",
        ":3:31: error: \"laser\" is not a component type",
        ":4:1: error: A 1 RE(1): asked for below its parent's level",
        ":4:38: error: \"radio\" is not a value of feature",
        ":5:1: error: A 2 RE(1): an enhancement without a parent",
        ":5:29: error: title is empty",
        ":5:34: error: \"A 2\" is not a value of parent",
        ":6:5: error: \"chapter\" is not a value of kind",
    ];
    for one in expected {
        let with_hint = found.iter().any(|text| text.contains(one) && text.contains("hint: "));
        assert!(with_hint, "{one}\nin {found:#?}");
    }
}

#[test]
fn broken_heads_crosswalks_schemes_and_texts_are_named() {
    let found = problems(&[
        (
            "catalogues/demo-1/edition.toml",
            &EDITION.replace("levels", "feelings").replace("title = \"Demo\"", "titel = 3"),
        ),
        (
            "catalogues/demo-1/crosswalk.csv",
            "from,standard,to,word,reason,unverified\nA 9,demo,A 1,partial,,\nA 1,demo,A 7,partial,,\nA 1,demo,A 1,mostly,,\n",
        ),
        (
            "catalogues/demo-1/texts.toml",
            "[\"A 1\"]\nasks = \"x\"\nlook_for.smell = [\"y\"]\n[\"A 5\"]\nasks = \"z\"\n",
        ),
        (
            "schemes/default.toml",
            &SCHEME.replace("headline = \"minimum\"", "headline = \"average\"").replace("pass = \"P\"\n", ""),
        ),
    ]);
    for one in [
        "edition.toml:3:1: error: nobody reads `titel`",
        "edition.toml:1:1: error: `title` is missing",
        "edition.toml:5:15: error: \"feelings\" is not a value of `assessed_by`",
        "crosswalk.csv:2:1: error: \"A 9\" is not an id of demo@1",
        "crosswalk.csv:3:1: error: \"A 7\" is not an id of demo@1",
        "crosswalk.csv:4:14: error: \"mostly\" is not a crosswalk word",
        "texts.toml:3:10: error: nobody reads `smell`",
        "texts.toml:4:1: error: \"A 5\" is not an id of demo@1",
        "default.toml:6:12: error: \"average\" is not a value of `headline`",
        "`pass` is missing in [verdicts]",
    ] {
        assert!(found.iter().any(|text| text.contains(one)), "{one}\nin {found:#?}");
    }
}

#[test]
fn a_changed_fact_of_a_frozen_edition_is_found() {
    let frozen = format!("frozen = \"sha256:00\"\n{EDITION}");
    let found = problems(&[("catalogues/demo-1/edition.toml", &frozen)]);
    assert!(found[0].contains("are frozen as sha256:00, but they are sha256:"), "{found:#?}");
    let digest = found[0].split("but they are ").nth(1).and_then(|rest| rest.split('\n').next()).expect("a digest");
    let right = format!("frozen = \"{digest}\"\n{EDITION}");
    assert_eq!(problems(&[("catalogues/demo-1/edition.toml", &right)]), Vec::<String>::new());
    // Spelling of the file is no fact: quotes and line ends may change.
    let quoted = "id,kind,group,fr,title,level\r\n\"A 1\",requirement,FR1,1,\"One\",1\r\n";
    assert_eq!(
        problems(&[("catalogues/demo-1/edition.toml", &right), ("catalogues/demo-1/requirements.csv", quoted)]),
        Vec::<String>::new()
    );
    let changed = "id,kind,group,fr,title,level\nA 1,requirement,FR1,1,One,2\n";
    let found =
        problems(&[("catalogues/demo-1/edition.toml", &right), ("catalogues/demo-1/requirements.csv", changed)]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn an_empty_folder_is_refused() {
    let (catalogue, _) = Catalogue::open(Files::new([]));
    assert_eq!(catalogue.check().len(), 3);
    let files = [("catalogues/a/requirements.csv", "id\n"), ("catalogues/b/edition.toml", EDITION)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let found: Vec<_> = Catalogue::open(Files::new(files)).0.check().iter().map(ToString::to_string).collect();
    for one in
        ["a/edition.toml:1:1: error: this file is missing", "b/requirements.csv:1:1: error: this file is missing"]
    {
        assert!(found.iter().any(|text| text.contains(one)), "{one}\nin {found:#?}");
    }
}

#[test]
fn what_must_be_unique_is() {
    let found = problems(&[
        ("schemes/second.toml", SCHEME),
        ("catalogues/demo-2/edition.toml", EDITION),
        ("catalogues/demo-2/requirements.csv", "id,kind,group,fr,title,level\nA 1,requirement,FR1,1,One,1\n"),
        (
            "features.csv",
            "id,title,declared,question\nwireless,Wireless,product,Is it?\nwireless,Wireless,maybe,Is it?\n",
        ),
    ]);
    for one in
        ["two schemes", "two editions demo@1", "\"wireless\" stands here twice", "\"maybe\" is not a way to declare"]
    {
        assert!(found.iter().any(|text| text.contains(one)), "{one}\nin {found:#?}");
    }
}
