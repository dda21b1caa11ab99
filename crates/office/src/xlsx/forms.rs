//! How does a form become a worksheet in which people write and a laboratory finds its way?

use document::{Document, Tone};
use dossier::{Form, FormColumn, FormSide, cell_text};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, DataValidationRule,
    ExcelDateTime, IgnoreError, Note, ProtectionOptions, Worksheet, XlsxError,
};

use rust_xlsxwriter::utility::column_number_to_name;

use super::looks::{Ground, Looks, by_word};
use super::{Paper, day, heights, page, short};

/// Empty rows under a form, for parts that it does not list yet.
const SPARE: u32 = 15;

/// Fills a worksheet with a form.
pub(super) fn add(sheet: &mut Worksheet, form: &Form, document: &Document, looks: &Looks) -> Result<(), XlsxError> {
    let rows = u32::try_from(form.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let (last, end) = (rows.max(1), rows.saturating_add(SPARE));
    sheet.set_row_height(0, 26)?;
    for (at, column) in (0..).zip(&form.columns) {
        let is_day = column.name == "date";
        let locked = column.side != FormSide::Applicant;
        let (field, spare) = (looks.field(locked, is_day), looks.spare(is_day));
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.name, &looks.header(ground(column.side)))?;
        sheet.insert_note(0, at, &note(column, document))?;
        for (row, cells) in (1..).zip(&form.rows) {
            let text = cells.get(usize::from(at)).map(String::as_str).unwrap_or_default();
            match day(text).filter(|_| is_day) {
                Some(day) => sheet.write_datetime_with_format(row, at, &day, &field)?,
                None if text.is_empty() => sheet.write_blank(row, at, &field)?,
                None => sheet.write_string_with_format(row, at, cell_text(text), &field)?,
            };
        }
        if matches!(column.side, FormSide::Name | FormSide::Applicant) {
            for row in rows.saturating_add(1)..=end {
                sheet.write_blank(row, at, &spare)?;
            }
        }
        if let Some(rule) = rule(column)? {
            sheet.add_data_validation(1, at, end, at, &rule)?;
        }
        for word in &column.choices {
            let tone = tone(word);
            if tone != Tone::Plain {
                let by_word = by_word(tone);
                let rule = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::EqualTo((*word).to_owned()))
                    .set_format(&by_word);
                sheet.add_conditional_format(1, at, end, at, &rule)?;
            }
        }
        // A level of maturity is text here, as every word of a form is; nobody needs a green corner for that.
        sheet.ignore_error_range(1, at, end, at, IgnoreError::NumberStoredAsText)?;
    }
    for (row, cells) in (1..).zip(&form.rows) {
        let widths = form.columns.iter().map(|column| column.width);
        sheet.set_row_height(row, heights::of(cells.iter().map(String::as_str).zip(widths)))?;
    }
    unanswered(sheet, form, last)?;
    let title = form.columns.iter().position(|column| column.name == "title").map_or(1, |at| at + 1);
    sheet.set_freeze_panes(1, u16::try_from(title).unwrap_or(1))?;
    if let Some(right) = form.columns.len().checked_sub(1).and_then(|at| u16::try_from(at).ok()) {
        sheet.autofilter(0, 0, last, right)?;
        sheet.set_print_area(0, 0, last, right)?;
    }
    sheet.set_tab_color(looks.accent());
    sheet.protect_with_options(&ProtectionOptions {
        use_autofilter: true,
        sort: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    page(sheet, document, &form.title, Paper::Large)
}

fn ground(side: FormSide) -> Ground {
    match side {
        FormSide::Name | FormSide::Orientation => Ground::Grey,
        FormSide::Applicant => Ground::Accent,
        FormSide::Evaluator => Ground::Dark,
    }
}

/// What a column's heading says to whoever points at it.
fn note(column: &FormColumn, document: &Document) -> Note {
    let who = match column.side {
        FormSide::Name | FormSide::Orientation => "",
        FormSide::Applicant => "\n\nThe applicant writes here.",
        FormSide::Evaluator => {
            "\n\nThe evaluator writes here. It is locked against mistakes: Review, Unprotect Sheet; there is no password."
        }
    };
    let text = format!("{}{who}", column.help);
    let height = 24 + 15 * super::looks::lines(&text, 44);
    let author = if document.program.is_empty() { "Plimsoll" } else { &document.program };
    Note::new(text)
        .add_author_prefix(false)
        .set_author(author.chars().take(50).collect::<String>())
        .set_width(300)
        .set_height(u32::try_from(height).unwrap_or(200))
}

/// What may be written into a column, and what is said of anything else.
fn rule(column: &FormColumn) -> Result<Option<DataValidation>, XlsxError> {
    if column.name == "date" {
        let first = ExcelDateTime::from_ymd(1970, 1, 1)?;
        let rule = DataValidation::new()
            .allow_date(DataValidationRule::GreaterThan(first))
            .set_error_title("No day")?
            .set_error_message("Write the day as 2026-11-22, or leave the cell empty.")?;
        return Ok(Some(rule));
    }
    if column.choices.is_empty() {
        return Ok(None);
    }
    let words = column.choices.join(", ");
    let rule = DataValidation::new()
        .allow_list_strings(&column.choices)?
        .set_error_title(short(&format!("No word of {}", column.name)))?
        .set_error_message(format!("Use one of: {words}; or leave the cell empty."))?;
    Ok(Some(rule))
}

/// Marks rows on which nobody said anything yet.
fn unanswered(sheet: &mut Worksheet, form: &Form, last: u32) -> Result<(), XlsxError> {
    let answers = (0..).zip(&form.columns);
    let answers = answers.filter(|(_, column)| column.side == FormSide::Applicant && !column.choices.is_empty());
    let answers: Vec<u16> = answers.map(|(at, _)| at).collect();
    let Some(first) = answers.first().copied() else { return Ok(()) };
    let empty = |at: &u16| format!(",${}2=\"\"", column_number_to_name(*at));
    let rule = format!("=AND($A2<>\"\"{})", answers.iter().map(empty).collect::<String>());
    let format = by_word(Tone::Notice);
    let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&format);
    sheet.add_conditional_format(1, first, last, first, &rule)?;
    Ok(())
}

/// How a word is meant, as everywhere in the reports.
fn tone(word: &str) -> Tone {
    match word {
        "met" | "pass" | "yes" => Tone::Good,
        "by-integration" | "compensated" | "partly" => Tone::Helped,
        "not-met" | "fail" | "no" => Tone::Bad,
        "not-applicable" | "na" | "ne" => Tone::Absent,
        _ => Tone::Plain,
    }
}
