//! Is every line what RFC 8785 makes of its members?

use serde_json::Value;

use crate::samples::{Journal, read, withdrawals};

/// RFC 8785 from a parsed value, written apart from the crate: members by UTF-16 code units, integers only.
fn canonical(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Number(number) => number.as_u64().expect("integers only").to_string(),
        Value::Array(list) => format!("[{}]", list.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<u16>>());
            let members = members.iter().map(|(name, value)| format!("{}:{}", quoted(name), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Bool(true) => "true".to_owned(),
        // What says nothing is left out.
        Value::Bool(false) | Value::Null => panic!("no entry has {value}"),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '\u{8}' => out += "\\b",
            '\t' => out += "\\t",
            '\n' => out += "\\n",
            '\u{c}' => out += "\\f",
            '\r' => out += "\\r",
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            control if u32::from(control) < 0x20 => out += &format!("\\u{:04x}", u32::from(control)),
            other => out.push(other),
        }
    }
    out + "\""
}

/// RFC 8785, 3.2.3: the sample of its sorting, in the order that it gives.
#[test]
fn the_measure_sorts_as_the_rfc_does() {
    let given = r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#;
    let sorted = canonical(&serde_json::from_str(given).unwrap());
    let order = ["Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew"];
    let places: Vec<usize> = order.iter().map(|name| sorted.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{sorted}");
}

#[test]
fn every_kind_of_line_is_canonical() {
    let mut journal = Journal::of_all_kinds();
    for (capacity, change) in withdrawals() {
        journal.add(capacity, &change, &[]);
    }
    for line in &journal.lines {
        assert_eq!(*line, canonical(&serde_json::from_str(line).unwrap()));
    }
}

/// RFC 8785, 3.2.2.2 and 3.2.4: the string of its sample, and every character that JSON treats apart.
#[test]
fn texts_are_escaped_as_the_rfc_does() {
    let write = |text: &str| {
        let mut journal = Journal::default();
        let change = crate::samples::claim("CR 1.1", model::Status::Met, text);
        journal.add(model::Capacity::Applicant, &change, &[]);
        assert!(read(journal.text()).problems.is_empty(), "{text:?}");
        let line = journal.lines.remove(0);
        line.split_once("\"statement\":").unwrap().1.split_once(",\"status\"").unwrap().0.to_owned()
    };
    assert_eq!(write("\u{20ac}$\u{f}\nA'B\"\\\\\"/"), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assert_eq!(write("\u{8}\t\n\u{b}\u{c}\r\u{0}\u{1f}"), r#""\b\t\n\u000b\f\r\u0000\u001f""#);
    for plain in ["\u{7f}", "\u{80}", "\u{2028}", "\u{fb33}", "\u{1f600}", "</script>", "ö"] {
        assert_eq!(write(plain), format!("\"{plain}\""));
    }
}
