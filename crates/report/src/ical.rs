//! Which days of a plan belong into a calendar? Its milestones as iCalendar (RFC 5545), a whole day each.

use crate::plan_result::PlanResult;

/// The milestones on their days to commit to; the day to work to stands in the description.
pub fn ical(plan: &PlanResult) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    let stamp = |day: &str| day.replace('-', "");
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", &format!("-//{}//plan//EN", escape(&plan.program)));
    for part in &plan.parts {
        // A day that lies too far ahead is not a date.
        for one in part.milestones.iter().filter(|one| model::parse_date(&one.commit_to).is_some()) {
            line("BEGIN", "VEVENT");
            line("UID", &escape(&format!("{}-{}-{}@plimsoll", part.of.id.replace('/', "-"), part.part, one.id)));
            line("DTSTAMP", &format!("{}T000000Z", stamp(&plan.at)));
            line("DTSTART;VALUE=DATE", &stamp(&one.commit_to));
            line("SUMMARY", &escape(&format!("{}, {}: {}", part.of.name, part.leads_to, one.what)));
            let words = format!(
                "The day to commit to, kept in four of five draws; the day to work to is {}. Seed {}, data {}.",
                one.work_to, plan.seed, plan.library
            );
            line("DESCRIPTION", &escape(&words));
            line("TRANSP", "TRANSPARENT");
            line("END", "VEVENT");
        }
    }
    line("END", "VCALENDAR");
    text
}

/// A text as a value: what would end it or part it is marked, what steers a reader is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line of at most 75 bytes; what is longer goes on behind a blank on the next.
fn fold(text: &mut String, line: &str) {
    let mut room = 75;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = 74;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}
