//! Which colours, widths and tables do all pages share?

use std::fmt::Display;

use anstyle::{AnsiColor, Color, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};

/// Headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// What is less important.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What is reached.
pub(crate) const GOOD: Style = colour(AnsiColor::Green);
/// What is open.
pub(crate) const BAD: Style = colour(AnsiColor::Red);
/// What somebody should look at.
pub(crate) const CARE: Style = colour(AnsiColor::Yellow);
/// Ids.
pub(crate) const ID: Style = colour(AnsiColor::Cyan);

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// The text in a style.
pub(crate) fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// The width to which text is set: the terminal's, within reason; 100 where there is none.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(60, 120)
}

/// Words broken into lines, each after the first indented.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    let room = width().saturating_sub(indent).max(20);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// A table without lines between its rows, set to the terminal's width.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width()).unwrap_or(100))
        .set_header(header.iter().map(|cell| cell.to_string()));
    table
}

/// Columns whose cells are never broken: ids and places.
pub(crate) fn keep_whole(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

/// A table as text: indented, without blanks at line ends, the header faint.
pub(crate) fn rendered(table: &Table) -> String {
    let mut text = String::new();
    for (number, line) in table.to_string().lines().enumerate() {
        let line = format!(" {}", line.trim_end());
        text.push_str(&if number == 0 { styled(FAINT, &line) } else { line });
        text.push('\n');
    }
    text
}

/// `1 row`, `2 rows`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
