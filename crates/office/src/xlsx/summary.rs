//! What does a manager read first? The document's head, its figures and its sentences, and where everything else is.

use document::{Block, Callout, Document, Figure, Heading, Numbers, Picture, Text, Tile, Tone, carried};
use dossier::{Form, cell_text};
use rust_xlsxwriter::{Format, FormatAlign, Image, Url, Worksheet, XlsxError};

use super::looks::{self, Looks, toned};
use super::tables::flat;
use super::{Paper, page};

/// Four columns of so many characters.
const COLUMN: u8 = 26;
/// As many characters as stand beside each other over all four; small letters are narrower than the unit of widths.
const ACROSS: usize = 112;
const POINTS: f64 = 13.6;
const LAST: u16 = 3;

/// Fills the first worksheet.
pub(super) fn add(
    sheet: &mut Worksheet,
    document: &Document,
    numbers: &Numbers,
    looks: &Looks,
    forms: &[(String, &Form)],
    tables: &[String],
    pictures: &dyn Fn(&Picture) -> Option<Vec<u8>>,
) -> Result<(), XlsxError> {
    sheet.set_name("Summary")?.set_screen_gridlines(false);
    for column in 0..=LAST {
        sheet.set_column_width(column, COLUMN)?;
    }
    let mut page_of = Page { sheet, row: 0, looks, numbers };
    if !document.brand.name.is_empty() {
        page_of.across(&document.brand.name, &looks::quiet(10), POINTS, ACROSS)?;
    }
    page_of.across(&document.title, &looks.title(), 25.0, ACROSS / 2)?;
    page_of.across(&document.subtitle, &looks::quiet(12), 17.0, ACROSS * 4 / 5)?;
    page_of.row += 1;
    let head = [("Day", &document.date), ("Author", &document.author), ("Program", &document.program)];
    for (label, text) in head.into_iter().filter(|(_, text)| !text.is_empty()) {
        page_of.fact(label, text)?;
    }
    page_of.facts(&document.facts)?;
    page_of.way(forms)?;
    let mut tables = tables.iter();
    for (index, block) in document.blocks.iter().enumerate() {
        let number = numbers.block(index);
        match block {
            Block::Heading(heading) => page_of.heading(heading, number)?,
            Block::Paragraph(text) => page_of.paragraph(text, "")?,
            Block::List(points) => points.iter().try_for_each(|point| page_of.paragraph(point, "•  "))?,
            Block::Facts(facts) => page_of.facts(facts)?,
            Block::Tiles(tiles) => page_of.tiles(tiles)?,
            Block::Callout(callout) => page_of.callout(callout)?,
            Block::Table(table) => {
                if let Some(name) = tables.next() {
                    page_of.link(&format!("{number}: {}", table.caption), name)?;
                }
            }
            Block::Figure(figure) => page_of.figure(figure, number, pictures)?,
            Block::PageBreak => page_of.row += 1,
        }
    }
    let last = page_of.row.max(1);
    sheet.set_print_area(0, 0, last, LAST)?;
    page(sheet, document, &document.title, Paper::Upright)
}

/// One of a tile's texts.
type Part = fn(&Tile) -> &str;

/// A worksheet that fills from top to bottom.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    looks: &'s Looks,
    numbers: &'s Numbers,
}

impl Page<'_> {
    /// A text over all columns, in as many rows as it needs; empty ones are left out.
    fn across(&mut self, text: &str, format: &Format, points: f64, width: usize) -> Result<(), XlsxError> {
        for piece in pieces(text, width) {
            self.sheet.merge_range(self.row, 0, self.row, LAST, &cell_text(&piece), format)?;
            self.tall(points, looks::lines(&piece, width), 0.0)?;
        }
        Ok(())
    }

    /// Makes the row as tall as so many lines and goes on to the next one.
    fn tall(&mut self, points: f64, lines: usize, room: f64) -> Result<(), XlsxError> {
        let lines = f64::from(u16::try_from(lines).unwrap_or(u16::MAX));
        self.sheet.set_row_height(self.row, (points * lines + 3.0 + room).min(409.0))?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, heading: &Heading, number: &str) -> Result<(), XlsxError> {
        self.row += 1;
        let text = format!("{number}  {}", heading.text);
        self.across(text.trim(), &self.looks.heading(heading.level), 19.0, ACROSS * 2 / 3)
    }

    fn paragraph(&mut self, text: &Text, mark: &str) -> Result<(), XlsxError> {
        let words = flat(text, self.numbers);
        if words.is_empty() {
            return Ok(());
        }
        let format =
            if mark.is_empty() { looks::text(10) } else { looks::text(10).set_align(FormatAlign::Left).set_indent(1) };
        self.across(&format!("{mark}{words}"), &format, POINTS, ACROSS)
    }

    fn facts(&mut self, facts: &[(String, Text)]) -> Result<(), XlsxError> {
        let numbers = self.numbers;
        facts.iter().try_for_each(|(label, text)| self.fact(label, &flat(text, numbers)))
    }

    fn fact(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let width = ACROSS * 3 / 4;
        for (at, piece) in pieces(text, width).into_iter().enumerate() {
            if at == 0 {
                self.sheet.write_string_with_format(self.row, 0, cell_text(label), &looks::quiet(10))?;
            }
            self.sheet.merge_range(self.row, 1, self.row, LAST, &cell_text(&piece), &looks::text(10))?;
            let lines = looks::lines(&piece, width).max(looks::lines(label, ACROSS / 4));
            self.tall(POINTS, lines, 0.0)?;
        }
        Ok(())
    }

    fn tiles(&mut self, tiles: &[Tile]) -> Result<(), XlsxError> {
        for tiles in tiles.chunks(usize::from(LAST) + 1) {
            self.row += 1;
            let width = ACROSS / 4;
            let rows: [(Part, Format, f64, usize); 3] = [
                (|tile| &tile.label, looks::quiet(9), 12.5, width),
                (|tile| &tile.value, looks::text(20).set_bold(), 28.0, width / 2),
                (|tile| &tile.note, looks::quiet(9), 12.5, width),
            ];
            for (part, format, points, width) in rows {
                for (column, tile) in (0..).zip(tiles) {
                    let ground = if tile.tone == Tone::Plain { Tone::Absent } else { tile.tone };
                    let format = toned(format.clone(), ground).set_align(FormatAlign::Center);
                    self.sheet.write_string_with_format(self.row, column, cell_text(part(tile)), &format)?;
                }
                let lines = tiles.iter().map(|tile| looks::lines(part(tile), width)).max().unwrap_or(1);
                self.tall(points, lines, 1.0)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn callout(&mut self, callout: &Callout) -> Result<(), XlsxError> {
        self.row += 1;
        let tone = if callout.tone == Tone::Plain { Tone::Absent } else { callout.tone };
        let format = toned(looks::text(10), tone).set_align(FormatAlign::Left).set_indent(1);
        self.across(&callout.title, &format.clone().set_bold(), 14.5, ACROSS - 4)?;
        for line in &callout.lines {
            let words = flat(line, self.numbers);
            self.across(&words, &format, POINTS, ACROSS - 4)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A line that leads to a worksheet.
    fn link(&mut self, text: &str, name: &str) -> Result<(), XlsxError> {
        let address = format!("internal:'{}'!A1", name.replace('\'', "''"));
        let format = self.looks.link();
        // Beside the cell, whose text the library writes for any character, it stands in an attribute as it is.
        let shown = carried(&cell_text(&format!("{text}  → {name}"))).into_owned();
        self.sheet.merge_range(self.row, 0, self.row, LAST, "", &format)?;
        self.sheet.write_url_with_options(self.row, 0, Url::new(address), &shown, "", Some(&format))?;
        self.tall(POINTS, looks::lines(&shown, ACROSS), 2.0)
    }

    /// Where the forms are, and how to fill them in.
    fn way(&mut self, forms: &[(String, &Form)]) -> Result<(), XlsxError> {
        if forms.is_empty() {
            return Ok(());
        }
        self.row += 1;
        self.across("To fill in", &self.looks.heading(2), 19.0, ACROSS * 2 / 3)?;
        for (name, form) in forms {
            self.link(&form.title, name)?;
        }
        let how = "White cells are the applicant's. Grey ones name the row or help to read it; the evaluator's are \
                   grey too, until somebody lifts the sheet's protection, which has no password. Point at a column's \
                   heading to read what belongs there. Rows for further parts go under the last one. \
                   The command plimsoll import takes the workbook back and changes what was edited, and nothing else.";
        self.across(how, &looks::quiet(10), POINTS, ACROSS)
    }

    fn figure(
        &mut self,
        figure: &Figure,
        number: &str,
        pictures: &dyn Fn(&Picture) -> Option<Vec<u8>>,
    ) -> Result<(), XlsxError> {
        let picture = &figure.picture;
        self.row += 1;
        let image = pictures(picture).and_then(|png| Image::new_from_buffer(&png).ok());
        if let Some(image) = image {
            // As wide as the four columns at most.
            let widest = f64::from(u32::from(COLUMN) * 4 * 7);
            let scale = (widest / f64::from(picture.width.max(1))).min(1.0);
            let (width, height) = (f64::from(picture.width) * scale, f64::from(picture.height) * scale);
            let image = image.set_scale_to_size(width, height, false).set_alt_text(alternative(picture));
            let points = height * 0.75;
            // A row has at most 409 points.
            let rows = (points / 400.0).ceil().max(1.0);
            self.sheet.insert_image_with_offset(self.row, 0, &image, 2, 2)?;
            for _ in 0..rows as u32 {
                self.sheet.set_row_height(self.row, (points + 6.0) / rows)?;
                self.row += 1;
            }
        } else {
            let format = toned(looks::text(10), Tone::Absent).set_align(FormatAlign::Left).set_indent(1);
            self.across(&picture.title, &format.clone().set_bold(), POINTS, ACROSS - 4)?;
            self.across(&picture.description, &format, POINTS, ACROSS - 4)?;
        }
        self.across(&format!("{number}: {}", figure.caption), &looks::quiet(9), 12.5, ACROSS * 10 / 9)?;
        self.row += 1;
        Ok(())
    }
}

/// The most letters of a picture's words for those who do not see it, as Excel counts them.
const ALTERNATIVE: usize = 255;

fn alternative(picture: &Picture) -> String {
    let words = [picture.title.as_str(), picture.description.as_str()];
    let words = words.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(". ");
    let words = carried(&words).into_owned();
    // Excel takes no more; the picture's own words stand whole in the other formats.
    if words.encode_utf16().count() <= ALTERNATIVE {
        words
    } else {
        words.chars().take(ALTERNATIVE / 2 - 1).chain(['…']).collect()
    }
}

/// A text in pieces that are no taller than a row can be, broken between words.
fn pieces(text: &str, width: usize) -> Vec<String> {
    let most = 24 * width;
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in text.split_inclusive([' ', '\n']) {
        let long = looks::columns(&piece) + looks::columns(word) > most || looks::lines(&piece, width) > 24;
        if long && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece).trim_end().to_owned());
        }
        piece.push_str(word);
    }
    if !piece.trim().is_empty() {
        pieces.push(piece.trim_end().to_owned());
    }
    pieces
}
