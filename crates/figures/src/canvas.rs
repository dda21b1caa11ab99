//! How does a picture become SVG? Shapes with a role beside each colour, the same bytes for the same picture.

use std::fmt::Write as _;

use document::Picture;

use crate::lettering::{clean, escape, is_foreign};
use crate::look::{Look, Role};

/// Stands where an id's prefix will stand, until the whole is known. XML forbids it, so no text can contain it.
const PREFIX: &str = "\u{1}";

/// A picture in the making.
pub(crate) struct Canvas<'l> {
    look: &'l Look,
    body: String,
    hatch: bool,
    dots: bool,
}

/// Where a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) role: Role,
    pub(crate) anchor: Anchor,
}

impl Type {
    pub(crate) const fn new(size: f64, role: Role) -> Self {
        Self { size, bold: false, role, anchor: Anchor::Start }
    }

    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(crate) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(crate) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }
}

/// How an area looks. Patterns and outlines differ, so that no two depend on colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tint {
    /// Solid and dark.
    Native,
    /// Hatched.
    Integration,
    /// Dotted.
    Countermeasure,
    /// Dotted like a countermeasure, outlined like what is open.
    Compensated,
    /// Pale with a strong outline.
    Open,
    /// Empty with a dashed outline.
    NotApplicable,
    /// Pale without an outline.
    NotAsked,
}

impl Tint {
    /// In which role text stands on it.
    pub(crate) const fn text(self) -> Role {
        match self {
            Self::Native => Role::OnNative,
            Self::Integration | Self::Countermeasure | Self::Compensated => Role::Ink,
            Self::Open => Role::OpenLine,
            Self::NotApplicable | Self::NotAsked => Role::Quiet,
        }
    }

    /// The quiet ground of a pattern, to write on.
    pub(crate) const fn plate(self) -> Option<Role> {
        match self {
            Self::Integration => Some(Role::Integration),
            Self::Countermeasure | Self::Compensated => Some(Role::Countermeasure),
            _ => None,
        }
    }
}

/// A number with at most two decimals, always written in the same way.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A place in a path.
pub(crate) fn at(x: f64, y: f64) -> String {
    format!("{} {}", number(x), number(y))
}

impl<'l> Canvas<'l> {
    pub(crate) const fn new(look: &'l Look) -> Self {
        Self { look, body: String::new(), hatch: false, dots: false }
    }

    /// Attributes for a fill and an outline.
    fn paint(&self, fill: Option<Role>, stroke: Option<(Role, f64)>) -> String {
        let mut classes = Vec::new();
        let mut attributes = String::new();
        match fill {
            Some(role) => {
                classes.push(format!("fill-{}", role.id()));
                let _ = write!(attributes, " fill=\"{}\"", self.look.colour(role));
            }
            None => attributes.push_str(" fill=\"none\""),
        }
        if let Some((role, width)) = stroke {
            classes.push(format!("stroke-{}", role.id()));
            let _ = write!(attributes, " stroke=\"{}\" stroke-width=\"{}\"", self.look.colour(role), number(width));
        }
        format!(" class=\"{}\"{attributes}", classes.join(" "))
    }

    /// Attributes for an area of this tint.
    fn tinted(&mut self, tint: Tint) -> String {
        match tint {
            Tint::Native => self.paint(Some(Role::Native), Some((Role::Native, 1.0))),
            Tint::Integration => {
                self.hatch = true;
                self.patterned("hatch", "pattern-integration", Role::IntegrationLine, 1.0)
            }
            Tint::Countermeasure => {
                self.dots = true;
                self.patterned("dots", "pattern-countermeasure", Role::CountermeasureLine, 1.0)
            }
            Tint::Compensated => {
                self.dots = true;
                self.patterned("dots", "pattern-countermeasure", Role::OpenLine, 1.6)
            }
            Tint::Open => self.paint(Some(Role::Open), Some((Role::OpenLine, 1.6))),
            Tint::NotApplicable => {
                self.paint(Some(Role::Paper), Some((Role::Quiet, 1.0))) + " stroke-dasharray=\"3 2.5\""
            }
            Tint::NotAsked => self.paint(Some(Role::Absent), None),
        }
    }

    /// A page's rules recolour what is inside the pattern, so the area itself has no rule for its fill.
    fn patterned(&self, pattern: &str, class: &str, stroke: Role, width: f64) -> String {
        let colour = self.look.colour(stroke);
        format!(
            " class=\"{class} stroke-{}\" fill=\"url(#{PREFIX}{pattern})\" stroke=\"{colour}\" stroke-width=\"{}\"",
            stroke.id(),
            number(width)
        )
    }

    pub(crate) fn rect(&mut self, [x, y, w, h]: [f64; 4], round: f64, fill: Option<Role>, stroke: Option<(Role, f64)>) {
        let paint = self.paint(fill, stroke);
        self.any_rect([x, y, w, h], round, &paint);
    }

    pub(crate) fn tinted_rect(&mut self, [x, y, w, h]: [f64; 4], round: f64, tint: Tint) {
        let paint = self.tinted(tint);
        self.any_rect([x, y, w, h], round, &paint);
    }

    fn any_rect(&mut self, [x, y, w, h]: [f64; 4], round: f64, paint: &str) {
        let [x, y, w, h] = [x, y, w, h].map(number);
        let round = if round > 0.0 { format!(" rx=\"{}\"", number(round)) } else { String::new() };
        let _ = writeln!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{round}{paint}/>");
    }

    pub(crate) fn path(&mut self, path: &str, fill: Option<Role>, stroke: Option<(Role, f64)>) {
        let paint = self.paint(fill, stroke);
        let _ = writeln!(self.body, "<path d=\"{path}\"{paint} stroke-linejoin=\"round\"/>");
    }

    pub(crate) fn tinted_path(&mut self, path: &str, tint: Tint) {
        let paint = self.tinted(tint);
        let _ = writeln!(self.body, "<path d=\"{path}\" fill-rule=\"evenodd\"{paint} stroke-linejoin=\"round\"/>");
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), role: Role, width: f64) {
        let path = format!("M{}L{}", at(from.0, from.1), at(to.0, to.1));
        self.path(&path, None, Some((role, width)));
    }

    pub(crate) fn circle(&mut self, (x, y): (f64, f64), r: f64, fill: Option<Role>, stroke: Option<(Role, f64)>) {
        let paint = self.paint(fill, stroke);
        let _ = writeln!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{paint}/>", number(x), number(y), number(r));
    }

    /// Writes a text as it is; whoever has little room cuts it before.
    pub(crate) fn text(&mut self, (x, y): (f64, f64), set: Type, text: &str) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let anchor = match set.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if set.bold { " font-weight=\"600\"" } else { "" };
        let paint = self.paint(Some(set.role), None);
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor}{paint}>{}</text>",
            number(x),
            number(y),
            number(set.size),
            in_their_typefaces(&text)
        );
    }

    /// Everything drawn until [`Canvas::close`] has this as its title: what a pointer over it shows.
    pub(crate) fn open(&mut self, title: &str) {
        let _ = writeln!(self.body, "<g><title>{}</title>", escape(&clean(title)));
    }

    pub(crate) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// The finished picture on its ground.
    pub(crate) fn finish(self, width: f64, height: f64, title: &str, description: &str) -> Picture {
        let (title, description) = (clean(title), clean(description));
        let mut inside = String::new();
        let _ = writeln!(
            inside,
            "<title id=\"{PREFIX}title\">{}</title>\n<desc id=\"{PREFIX}desc\">{}</desc>",
            escape(&title),
            escape(&description)
        );
        inside.push_str(&self.patterns());
        let paper = self.paint(Some(Role::Paper), None);
        let (w, h) = (number(width.ceil()), number(height.ceil()));
        let _ = writeln!(inside, "<rect width=\"{w}\" height=\"{h}\"{paper}/>");
        inside.push_str(&self.body);
        // Pictures inside one page must not share ids, so the prefix follows from what is in the picture.
        let prefix = format!("p{:016x}-", digest(&inside));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plimsoll\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"{PREFIX}title {PREFIX}desc\" \
             font-family=\"IBM Plex Sans, Droid Sans Fallback, sans-serif\">\n{inside}</svg>\n"
        );
        Picture {
            svg: svg.replace(PREFIX, &prefix),
            // Pictures are some hundred pixels wide and high; the cast cannot cut.
            width: width.ceil() as u32,
            height: height.ceil() as u32,
            title,
            description,
        }
    }

    fn patterns(&self) -> String {
        let mut defs = String::new();
        if self.hatch {
            let (ground, line) =
                (self.paint(Some(Role::Integration), None), self.paint(None, Some((Role::IntegrationLine, 1.3))));
            let _ = writeln!(
                defs,
                "<pattern id=\"{PREFIX}hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
                 <rect width=\"6\" height=\"6\"{ground}/><path d=\"M-1.5 1.5L1.5 -1.5M-1 7L7 -1M4.5 7.5L7.5 4.5\"{line}/>\
                 </pattern>"
            );
        }
        if self.dots {
            let (ground, dot) =
                (self.paint(Some(Role::Countermeasure), None), self.paint(Some(Role::CountermeasureLine), None));
            let _ = writeln!(
                defs,
                "<pattern id=\"{PREFIX}dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
                 <rect width=\"6\" height=\"6\"{ground}/><circle cx=\"1.5\" cy=\"1.5\" r=\"1\"{dot}/>\
                 <circle cx=\"4.5\" cy=\"4.5\" r=\"1\"{dot}/></pattern>"
            );
        }
        if defs.is_empty() { defs } else { format!("<defs>\n{defs}</defs>\n") }
    }
}

/// The text, with what our first typeface lacks marked for the second.
///
/// Left to choose a typeface by itself, usvg gives up where a ligature such as `fi` stands in the same text.
fn in_their_typefaces(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let foreign = is_foreign(letter);
        let end = rest.find(|letter: char| is_foreign(letter) != foreign).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if foreign {
            let _ = write!(marked, "<tspan font-family=\"Droid Sans Fallback, sans-serif\">{}</tspan>", escape(run));
        } else {
            marked.push_str(&escape(run));
        }
        rest = after;
    }
    marked
}

/// FNV-1a: short, stable, and nothing rests on it but that two pictures differ.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
