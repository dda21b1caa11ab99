//! What leads from a driver to the evidence? Six columns, a pill for each thing in them, a thin curve for each link.
//!
//! Where the rows stand is decided in `trace_layout`; many rows become one for each group before that.

use document::Picture;

use crate::canvas::{Canvas, Tint, Type, at};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};
use crate::marks::head_left;
use crate::trace_layout::{Column, Layout, Pill};

/// The links of a decision to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace<'a> {
    /// What it is about: a product's name.
    pub name: &'a str,
    /// What to know: the day, how much there is.
    pub about: &'a str,
    /// From business to proof; more than six are not drawn.
    pub layers: Vec<TraceLayer<'a>>,
    /// The links between neighbouring layers.
    pub links: Vec<TraceLink>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceLayer<'a> {
    /// What stands in it, in the plural: `Requirements`.
    pub title: &'a str,
    /// What there is; an index into it is how links name it.
    pub nodes: Vec<TraceNode<'a>>,
}

/// Something that is linked, or should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraceNode<'a> {
    /// Its name, short.
    pub label: &'a str,
    /// All there is to say about it: what a pointer over it shows.
    pub title: &'a str,
    /// To which practice or foundational requirement it belongs; may be empty. Many rows of a group become one.
    pub group: &'a str,
    /// Is it there and does not hold, such as a requirement that is not shown?
    pub open: bool,
    /// Why it leads nowhere; `None` where it does not.
    pub lost: Option<&'a str>,
}

/// A link from a thing of one layer to a thing of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceLink {
    /// The layer from which it starts, from 0.
    pub layer: usize,
    /// Where it starts in that layer.
    pub from: usize,
    /// Where it ends in the next layer.
    pub to: usize,
    /// How strong it is, from 1; drawn as thickness.
    pub strength: u8,
}

/// Left edge and width of each column.
const COLUMNS: [(f64, f64); 6] =
    [(16.0, 98.0), (156.0, 96.0), (296.0, 116.0), (512.0, 96.0), (640.0, 78.0), (764.0, 100.0)];
const WIDTH: f64 = 880.0;
const TOP: f64 = 96.0;
const SIZE: f64 = 9.0;
const LINE: f64 = 11.0;

/// Draws the links, 880 pixels wide and as high as the longest column needs.
pub fn trace(of: &Trace<'_>, look: &Look) -> Picture {
    let layout = Layout::new(of);
    let mut canvas = Canvas::new(look);
    let name = if of.name.is_empty() { "Trace" } else { of.name };
    head_left(&mut canvas, COLUMNS[0].0, WIDTH - 2.0 * COLUMNS[0].0, name, "", of.about);
    for (column, (x, room)) in layout.columns.iter().zip(COLUMNS) {
        heading(&mut canvas, column, x, room);
    }
    for link in &layout.links {
        let (from, to) = (&layout.columns[link.layer].pills[link.from], &layout.columns[link.layer + 1].pills[link.to]);
        let (left, right) = (COLUMNS[link.layer].0 + COLUMNS[link.layer].1, COLUMNS[link.layer + 1].0);
        curve(&mut canvas, (left, TOP + from.middle()), (right, TOP + to.middle()), link.thickness);
    }
    for (column, (x, room)) in layout.columns.iter().zip(COLUMNS) {
        for pill in &column.pills {
            draw(&mut canvas, pill, x, room);
        }
    }
    let mut bottom = TOP + layout.height;
    if layout.links.is_empty() {
        let words = "Nothing is linked: state importances and objectives first.";
        canvas.text((COLUMNS[0].0, bottom + 14.0), Type::new(11.0, Role::Quiet), words);
        bottom += 20.0;
    }
    if layout.has_lost() {
        bottom += 26.0;
        canvas.line((COLUMNS[0].0, bottom - 12.0), (WIDTH - COLUMNS[0].0, bottom - 12.0), Role::Grid, 1.0);
        let words = "Linked to nothing";
        canvas.text((COLUMNS[0].0, bottom + 2.0), Type::new(10.0, Role::Quiet), words);
        bottom += 10.0;
        for (column, (x, room)) in layout.columns.iter().zip(COLUMNS) {
            for pill in &column.lost {
                draw(&mut canvas, &Pill { top: pill.top + bottom - TOP, ..pill.clone() }, x, room);
            }
        }
        bottom += layout.lost_height;
    }
    let mut end = legend(&mut canvas, bottom + 18.0) + 4.0;
    for note in layout.notes() {
        for line in wrap(&note, 10.0, WIDTH - 2.0 * COLUMNS[0].0, 2) {
            canvas.text((COLUMNS[0].0, end + 12.0), Type::new(10.0, Role::Quiet), &line);
            end += 14.0;
        }
    }
    let title = if of.name.is_empty() { "Trace".to_owned() } else { format!("Trace of {}", of.name) };
    canvas.finish(WIDTH, end + 12.0, &title, &describe(of, &layout))
}

/// The column's title, how much stands in it and how much of that leads nowhere.
fn heading(canvas: &mut Canvas<'_>, column: &Column, x: f64, room: f64) {
    canvas.text((x, 70.0), Type::new(10.5, Role::Ink).bold(), &fit(&column.title, 10.5, room));
    let count = match column.lost_count {
        0 => column.count.to_string(),
        lost => format!("{}, {lost} lost", column.count),
    };
    canvas.text((x, 84.0), Type::new(9.5, Role::Quiet), &fit(&count, 9.5, room + 20.0));
}

/// A curve that leaves and arrives level, so that neighbours run together where they start and end.
fn curve(canvas: &mut Canvas<'_>, from: (f64, f64), to: (f64, f64), thickness: f64) {
    let bend = (to.0 - from.0) * 0.55;
    let path =
        format!("M{}C{} {} {}", at(from.0, from.1), at(from.0 + bend, from.1), at(to.0 - bend, to.1), at(to.0, to.1));
    canvas.path(&path, None, Some((Role::IntegrationLine, thickness)));
}

fn draw(canvas: &mut Canvas<'_>, pill: &Pill, x: f64, room: f64) {
    let y = TOP + pill.top;
    canvas.open(&pill.title);
    let area = [x, y, room, pill.height];
    let role = if pill.lost {
        canvas.tinted_rect(area, 2.5, Tint::NotApplicable);
        Role::Ink
    } else if pill.open {
        canvas.tinted_rect(area, 2.5, Tint::Open);
        Role::OpenLine
    } else {
        canvas.rect(area, 2.5, Some(Role::Sea), Some((Role::Grid, 1.0)));
        Role::Ink
    };
    let start = if pill.lost {
        cross(canvas, x + 7.0, y + pill.height / 2.0);
        x + 14.0
    } else {
        x + 4.0
    };
    let lines = wrap(&pill.label, SIZE, x + room - 3.0 - start, pill.lines);
    let first = y + pill.height / 2.0 - LINE * (lines.len() as f64 - 1.0) / 2.0 + 3.2;
    for (index, line) in lines.iter().enumerate() {
        canvas.text((start, first + LINE * index as f64), Type::new(SIZE, role), line);
    }
    canvas.close();
}

/// The sign of what leads nowhere.
fn cross(canvas: &mut Canvas<'_>, x: f64, y: f64) {
    let path =
        format!("M{}L{}M{}L{}", at(x - 2.6, y - 2.6), at(x + 2.6, y + 2.6), at(x - 2.6, y + 2.6), at(x + 2.6, y - 2.6));
    canvas.path(&path, None, Some((Role::OpenLine, 1.5)));
}

/// Out: where it ends.
fn legend(canvas: &mut Canvas<'_>, y: f64) -> f64 {
    let mut x = COLUMNS[0].0;
    let mut sign = |canvas: &mut Canvas<'_>, which: usize, words: &str| {
        let area = [x, y - 9.0, 18.0, 11.0];
        match which {
            0 => canvas.rect(area, 2.5, Some(Role::Sea), Some((Role::Grid, 1.0))),
            1 => canvas.tinted_rect(area, 2.5, Tint::Open),
            2 => {
                canvas.tinted_rect(area, 2.5, Tint::NotApplicable);
                cross(canvas, x + 9.0, y - 3.5);
            }
            _ => {
                canvas.line((x, y - 6.0), (x + 18.0, y - 6.0), Role::IntegrationLine, 0.7);
                canvas.line((x, y - 1.5), (x + 18.0, y - 1.5), Role::IntegrationLine, 2.2);
            }
        }
        canvas.text((x + 24.0, y), Type::new(10.0, Role::Ink), words);
        x += 24.0 + width(words, 10.0) + 18.0;
    };
    sign(canvas, 0, "linked");
    sign(canvas, 1, "open: not shown, or does not hold");
    sign(canvas, 2, "leads nowhere");
    sign(canvas, 3, "thicker: stronger, or several links in one");
    y
}

fn describe(of: &Trace<'_>, layout: &Layout) -> String {
    /// So many names of what leads nowhere are spoken for a layer.
    const SPOKEN: usize = 12;
    let mut words = vec![match of.links.len() {
        0 => "Nothing is linked: state importances and objectives first.".to_owned(),
        1 => "1 link from driver to evidence.".to_owned(),
        many => format!("{many} links from driver to evidence."),
    }];
    for layer in of.layers.iter().take(COLUMNS.len()) {
        let lost: Vec<&str> = layer.nodes.iter().filter(|node| node.lost.is_some()).map(|node| node.label).collect();
        let more = lost.len().saturating_sub(SPOKEN);
        let named = match lost.len() {
            0 => String::new(),
            _ => {
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let names: Vec<&str> = lost.into_iter().take(SPOKEN).collect();
                format!("; leading nowhere: {}{more}", names.join(", "))
            }
        };
        words.push(format!("{}: {}{named}.", layer.title, layer.nodes.len()));
    }
    words.extend(layout.notes());
    words.join(" ")
}
