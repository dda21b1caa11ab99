//! Which fills, inks and borders do cells have? One place, so that every worksheet looks alike.

use document::{Brand, Colour, Document, Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const RULE: Colour = Colour(0xd3, 0xd8, 0xde);
const GREY: Colour = Colour(0x5b, 0x65, 0x70);
const DARK: Colour = Colour(0x2b, 0x3a, 0x47);
const LOCKED: Colour = Colour(0xf6, 0xf7, 0xf9);
const WHITE: Colour = Colour(0xff, 0xff, 0xff);

/// The looks of one workbook.
pub(super) struct Looks {
    accent: Colour,
}

impl Looks {
    pub(super) fn of(document: &Document) -> Self {
        let Brand { accent, .. } = document.brand;
        Self { accent }
    }

    /// A colour of letters that can be read on white, as near to the accent as there is.
    fn ink(&self) -> Colour {
        if self.accent.contrast(WHITE) >= 4.5 { self.accent } else { Tone::Plain.ink() }
    }

    pub(super) fn accent(&self) -> Color {
        color(self.accent)
    }

    /// A column's heading.
    pub(super) fn header(&self, ground: Ground) -> Format {
        let ground = match ground {
            Ground::Accent => self.accent,
            Ground::Grey => GREY,
            Ground::Dark => DARK,
        };
        let ink = if ground.contrast(WHITE) >= 4.5 { WHITE } else { Tone::Plain.ink() };
        text(10)
            .set_bold()
            .set_font_color(color(ink))
            .set_background_color(color(ground))
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(color(RULE))
    }

    /// A cell of a table.
    pub(super) fn cell(&self, tone: Tone, number: bool) -> Format {
        let cell = toned(bordered(text(10)), tone);
        if number { cell.set_align(FormatAlign::Right).set_indent(1) } else { cell }
    }

    /// A cell of a form: text even where it looks like a number, unless it is a day.
    pub(super) fn field(&self, locked: bool, day: bool) -> Format {
        let cell = bordered(text(10)).set_num_format(if day { "yyyy-mm-dd" } else { "@" });
        let cell = if day { cell.set_align(FormatAlign::Left) } else { cell };
        if locked { cell.set_background_color(color(LOCKED)) } else { cell.set_unlocked() }
    }

    /// An empty cell under a form in which somebody may add a row.
    pub(super) fn spare(&self, day: bool) -> Format {
        text(10).set_num_format(if day { "yyyy-mm-dd" } else { "@" }).set_unlocked()
    }

    /// A line over the rows that follow.
    pub(super) fn group(&self) -> Format {
        // No rules between the cells over which its words run.
        text(10)
            .unset_text_wrap()
            .set_border_top(FormatBorder::Thin)
            .set_border_top_color(color(RULE))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(color(RULE))
            .set_bold()
            .set_font_color(color(self.ink()))
            .set_background_color(color(Tone::Absent.wash()))
    }

    /// The title of the workbook.
    pub(super) fn title(&self) -> Format {
        text(18).set_bold().set_font_color(color(self.ink()))
    }

    /// A heading in the summary.
    pub(super) fn heading(&self, level: u8) -> Format {
        let heading = text(match level {
            0 | 1 => 14,
            2 => 12,
            _ => 11,
        });
        let heading = heading.set_bold().set_font_color(color(self.ink()));
        if level <= 1 {
            heading.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(color(self.accent))
        } else {
            heading
        }
    }

    /// A link to a worksheet.
    pub(super) fn link(&self) -> Format {
        text(10).set_font_color(color(self.ink())).set_underline(rust_xlsxwriter::FormatUnderline::Single)
    }
}

/// What stands behind a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Accent,
    Grey,
    Dark,
}

/// A text that wraps, at the top of its cell.
pub(super) fn text(size: u8) -> Format {
    Format::new()
        .set_font_size(size)
        .set_font_color(color(Tone::Plain.ink()))
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

/// A label or a remark in passing.
pub(super) fn quiet(size: u8) -> Format {
    text(size).set_font_color(color(GREY))
}

/// The same in a tone.
pub(super) fn toned(format: Format, tone: Tone) -> Format {
    if tone == Tone::Plain {
        return format;
    }
    format.set_font_color(color(tone.ink())).set_background_color(color(tone.wash()))
}

/// The colours that a word gives its cell.
pub(super) fn by_word(tone: Tone) -> Format {
    Format::new().set_font_color(color(tone.ink())).set_background_color(color(tone.wash()))
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(color(RULE))
}

fn color(colour: Colour) -> Color {
    Color::RGB(u32::from(colour.0) << 16 | u32::from(colour.1) << 8 | u32::from(colour.2))
}

/// How many columns of a fixed-width font a line takes: wide letters count twice.
pub(super) fn columns(line: &str) -> usize {
    line.chars()
        .map(|letter| match u32::from(letter) {
            0x300..=0x36f => 0,
            0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x1f300.. => 2,
            _ => 1,
        })
        .sum()
}

/// How many lines a text takes in a cell of so many columns.
pub(super) fn lines(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| columns(line).div_ceil(width.max(1)).max(1)).sum()
}
