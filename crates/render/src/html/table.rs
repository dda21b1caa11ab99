//! How does a table stand on the page? With a caption, headers for those who listen, and a body for each group.

use document::{Cell, Line, Numbers, Table, Tone};

use super::text::{push_attribute, push_escaped, push_text};

/// With more columns than this, a table scrolls in its own box even on a wide screen.
const COLUMNS_IN_SIGHT: usize = 8;

/// Adds a table.
pub(super) fn push(page: &mut String, table: &Table, number: &str, numbers: &Numbers) {
    let broad = table.columns.len() > COLUMNS_IN_SIGHT;
    page.push_str(if broad { "<div class=\"table broad\"" } else { "<div class=\"table\"" });
    push_attribute(page, "aria-label", &table.caption);
    page.push_str(" role=\"group\" tabindex=\"0\">\n<table");
    push_attribute(page, "id", &table.anchor);
    page.push_str(&format!(" style=\"--columns:{}\">\n<caption><span>", table.columns.len()));
    push_caption(page, number, &table.caption);
    page.push_str("</span></caption>\n");
    columns(page, table);
    page.push_str("<tbody>\n");
    for (index, line) in table.lines.iter().enumerate() {
        match line {
            Line::Group(text) => {
                if index > 0 {
                    page.push_str("</tbody>\n<tbody>\n");
                }
                page.push_str(&format!(
                    "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">",
                    table.columns.len()
                ));
                push_text(page, text, numbers);
                page.push_str("</th></tr>\n");
            }
            Line::Row(cells) => {
                page.push_str("<tr>");
                for (at, cell) in cells.iter().enumerate() {
                    let number = table.columns.get(at).is_some_and(|column| column.number);
                    // A cell that others point to by its name heads its row.
                    let heads = at == 0 && cell.anchor.is_some() && table.columns.len() > 1;
                    push_cell(page, cell, number, heads, numbers);
                }
                page.push_str("</tr>\n");
            }
        }
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

/// Adds what a table or a picture is called and shows.
pub(super) fn push_caption(page: &mut String, number: &str, caption: &str) {
    if !number.is_empty() {
        page.push_str(&format!("<b>{number}.</b> "));
    }
    push_escaped(page, caption);
}

fn columns(page: &mut String, table: &Table) {
    let all: u32 = table.columns.iter().map(|column| u32::from(column.weight)).sum();
    page.push_str("<colgroup>");
    for column in &table.columns {
        // In tenths of a percent, without fractions that could differ between machines.
        let share = (u32::from(column.weight) * 1000).checked_div(all).unwrap_or_default();
        page.push_str(&format!("<col style=\"width:{}.{}%\"/>", share / 10, share % 10));
    }
    page.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        page.push_str(if column.number { "<th scope=\"col\" class=\"figures\">" } else { "<th scope=\"col\">" });
        push_escaped(page, &column.title);
        page.push_str("</th>");
    }
    page.push_str("</tr></thead>\n");
}

fn push_cell(page: &mut String, cell: &Cell, number: bool, heads: bool, numbers: &Numbers) {
    page.push_str(if heads { "<th scope=\"row\"" } else { "<td" });
    if let Some(anchor) = &cell.anchor {
        push_attribute(page, "id", anchor);
    }
    let tone = if cell.tone == Tone::Plain { "" } else { cell.tone.id() };
    match (tone, number) {
        ("", false) => {}
        ("", true) => push_attribute(page, "class", "figures"),
        (tone, false) => push_attribute(page, "class", tone),
        (tone, true) => push_attribute(page, "class", &format!("{tone} figures")),
    }
    page.push('>');
    match cell.lines.as_slice() {
        [only] => push_text(page, only, numbers),
        lines => {
            for line in lines {
                page.push_str("<p>");
                push_text(page, line, numbers);
                page.push_str("</p>");
            }
        }
    }
    page.push_str(if heads { "</th>" } else { "</td>" });
}
