//! Which colours, widths and tables do all pages share?

use std::fmt::Display;

use anstyle::{AnsiColor, Color, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use model::{steers, visible};

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

/// Stands for the escape character in what we style ourselves, so that one from outside is told from ours. Files of a
/// dossier that hold it are refused.
const OURS: char = '\u{FDD0}';

/// The text in a style; [`painted`] makes it one that terminals know.
pub(crate) fn styled(style: Style, text: impl Display) -> String {
    let ours = |code: String| code.replace('\u{1b}', &OURS.to_string());
    format!("{}{text}{}", ours(style.render().to_string()), ours(style.render_reset().to_string()))
}

/// A page as it goes to the terminal: our styles as its commands, and everything else that would steer it made visible.
pub(crate) fn painted(page: &str) -> String {
    let mut shown = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find(|letter: char| letter != '\n' && letter != '\t' && steers(letter)) {
        let (plain, from) = rest.split_at(at);
        shown.push_str(plain);
        match colour_code(from) {
            Some(code) => {
                shown.push('\u{1b}');
                shown.push_str(code);
                rest = &from[OURS.len_utf8() + code.len()..];
            }
            None => {
                let length = from.chars().next().map_or(0, char::len_utf8);
                shown.push_str(&visible(&from[..length]));
                rest = &from[length..];
            }
        }
    }
    shown.push_str(rest);
    shown
}

/// The code of a style at the beginning of a text, without its mark: `[1m`. Nothing but a style passes.
fn colour_code(text: &str) -> Option<&str> {
    let code = text.strip_prefix(OURS)?;
    let digits = code.strip_prefix('[')?;
    let end = digits.find(|letter: char| !letter.is_ascii_digit() && letter != ';')?;
    digits[end..].starts_with('m').then(|| &code[..end + 2])
}

/// The width to which text is set: what `COLUMNS` says, else the terminal's, within reason; 100 where neither is known.
#[allow(clippy::disallowed_methods, reason = "the terminal is ours, and this is how people tell it its width")]
pub(crate) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok()).filter(|width| *width > 0);
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(terminal).unwrap_or(100).clamp(60, 120)
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

/// A table as text: indented, without blanks at line ends, the header faint. No word is broken; where there is no room for
/// that, each row stands by itself, a line for each of its cells.
pub(crate) fn rendered(table: &Table) -> String {
    let header: Vec<String> = table.header().into_iter().flat_map(|row| row.cell_iter()).map(|c| c.content()).collect();
    let rows: Vec<Vec<String>> =
        table.row_iter().map(|row| row.cell_iter().map(comfy_table::Cell::content).collect()).collect();
    let mut table = table.clone();
    let cells = |at: usize| std::iter::once(&header).chain(&rows).filter_map(move |cells| cells.get(at));
    let longest = |at: usize| cells(at).flat_map(|cell| cell.split('\n')).map(room).max().unwrap_or(0) + 2;
    let fits = (0..header.len()).map(longest).sum::<usize>() < width();
    let mut least = 1;
    for (at, column) in table.column_iter_mut().enumerate() {
        if fits {
            column.set_constraint(ColumnConstraint::ContentWidth);
            continue;
        }
        let cells = || cells(at);
        let whole = matches!(column.constraint(), Some(ColumnConstraint::ContentWidth));
        let words = || cells().flat_map(|cell| cell.split(if whole { is_line_end } else { char::is_whitespace }));
        // The codes of our styles take no room on the terminal; whoever lays the table out counts them all the same.
        let width = words().map(|word| word.chars().count()).max().unwrap_or(0) + 2;
        least += words().map(room).max().unwrap_or(0) + 2;
        if !whole {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(u16::try_from(width).unwrap_or(100))));
        }
    }
    if least > width() {
        return one_by_one(&header, &rows);
    }
    let mut text = String::new();
    for (number, line) in table.to_string().lines().enumerate() {
        let line = format!(" {}", line.trim_end());
        text.push_str(&if number == 0 { styled(FAINT, &line) } else { line });
        text.push('\n');
    }
    text
}

/// The room that a text takes on a terminal: without the codes of our styles.
fn room(text: &str) -> usize {
    let mut parts = text.split(OURS);
    let plain = parts.next().unwrap_or_default().chars().count();
    plain + parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text).chars().count()).sum::<usize>()
}

fn is_line_end(letter: char) -> bool {
    letter == '\n'
}

/// Rows one below the other: the first cell, then what stands in the others beside what heads them.
fn one_by_one(header: &[String], rows: &[Vec<String>]) -> String {
    let label = header.iter().skip(1).map(|title| title.chars().count()).max().unwrap_or(0).min(20);
    let mut text = String::new();
    for row in rows {
        let mut cells = header.iter().zip(row);
        if let Some((_, first)) = cells.next() {
            text.push_str(&format!("  {}\n", wrapped(first, 2)));
        }
        for (title, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            let (title, cell) = (styled(FAINT, format!("{title:<label$}")), wrapped(cell, label + 6));
            text.push_str(&format!("    {title}  {cell}\n"));
        }
    }
    text
}

/// `1 row`, `2 rows`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{STRONG, painted, styled};

    #[test]
    fn our_styles_pass_and_nothing_else_does() {
        let page = format!("{}\n", styled(STRONG, "X \u{1b}]0;pwn\u{7}\u{1b}[31m\u{8}\u{9b}31m\u{85}\r\u{202e}"));
        assert_eq!(
            painted(&page),
            "\u{1b}[1mX \\u{1b}]0;pwn\\u{7}\\u{1b}[31m\\u{8}\\u{9b}31m\\u{85}\\r\\u{202e}\u{1b}[0m\n"
        );
        assert_eq!(painted("\u{fdd0}]0;pwn\u{fdd0}[2J"), "\\u{fdd0}]0;pwn\\u{fdd0}[2J");
        assert_eq!(painted("plain\ttext, שלום\n"), "plain\ttext, שלום\n");
    }
}
