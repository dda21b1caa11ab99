//! Where does every single requirement stand? One cell each, group by group, in the edition's order.

use document::Picture;
use model::Basis;

use crate::canvas::{Canvas, Tint, Type};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};
use crate::marks::{Sign, corner, head_left, legend, named};

/// What a heat map shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatMap<'a> {
    /// Whose standing.
    pub name: &'a str,
    /// Its version; may be empty.
    pub version: &'a str,
    /// Against what: `IEC 62443-4-2:2019`.
    pub standard: &'a str,
    /// On whose word.
    pub basis: Basis,
    /// What the cells tell.
    pub measure: Measure,
    /// The groups, in the edition's order.
    pub groups: Vec<HeatGroup<'a>>,
}

/// What the cells of a heat map tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How each requirement is satisfied.
    Stand,
    /// How far each point of a law is covered.
    Coverage,
}

impl Measure {
    const fn words(self, heat: Heat) -> &'static str {
        match self {
            Self::Stand => heat.words(),
            Self::Coverage => heat.coverage(),
        }
    }

    const fn is_satisfied(self, heat: Heat) -> bool {
        match self {
            Self::Stand => matches!(heat, Heat::Native | Heat::Integration | Heat::Countermeasure),
            Self::Coverage => matches!(heat, Heat::Native),
        }
    }

    const fn is_asked(self, heat: Heat) -> bool {
        match self {
            Self::Stand => !matches!(heat, Heat::NotApplicable | Heat::NotAsked),
            Self::Coverage => !matches!(heat, Heat::NotAsked),
        }
    }
}

/// One group with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatGroup<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// One cell for each requirement.
    pub cells: Vec<HeatCell<'a>>,
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell<'a> {
    /// Its id in full.
    pub id: &'a str,
    /// Its short title.
    pub title: &'a str,
    /// Where it stands.
    pub heat: Heat,
    /// What stands behind it, in words; may be empty.
    pub because: String,
    /// Does it hold its group's level down?
    pub holds: bool,
}

/// Where a requirement stands on the asked basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heat {
    /// Satisfied by the subject itself.
    Native,
    /// Satisfied by integration.
    Integration,
    /// Satisfied by a countermeasure that counts.
    Countermeasure,
    /// Open; a countermeasure that does not count lowers the risk.
    Compensated,
    /// Open.
    Open,
    /// It does not apply.
    NotApplicable,
    /// It is not asked of the subject, or is a heading.
    NotAsked,
}

impl Heat {
    /// Every one, in the order of the legend.
    pub const ALL: [Self; 7] = [
        Self::Native,
        Self::Integration,
        Self::Countermeasure,
        Self::Compensated,
        Self::Open,
        Self::NotApplicable,
        Self::NotAsked,
    ];

    const fn tint(self) -> Tint {
        [
            Tint::Native,
            Tint::Integration,
            Tint::Countermeasure,
            Tint::Compensated,
            Tint::Open,
            Tint::NotApplicable,
            Tint::NotAsked,
        ][self as usize]
    }

    /// Its words.
    pub const fn words(self) -> &'static str {
        [
            "satisfied natively",
            "satisfied by integration",
            "satisfied by a countermeasure",
            "open, with a countermeasure that does not count",
            "open",
            "not applicable",
            "not asked",
        ][self as usize]
    }

    /// The same looks for the words of coverage, the fuller the darker.
    const fn coverage(self) -> &'static str {
        ["full or near", "partial", "supports", "gap", "gap", "not examined", "not applicable, or a heading"]
            [self as usize]
    }
}

impl HeatGroup<'_> {
    fn count(&self, heat: impl Fn(Heat) -> bool) -> usize {
        self.cells.iter().filter(|cell| heat(cell.heat)).count()
    }

    /// `12 of 18`, or that nothing is asked.
    fn tally(&self, measure: Measure) -> String {
        let asked = self.count(|heat| measure.is_asked(heat));
        let satisfied = self.count(|heat| measure.is_satisfied(heat));
        if asked == 0 { "none asked".to_owned() } else { format!("{satisfied} of {asked}") }
    }
}

/// What remains of an id beside its group's: what the group's id says already, or else the letters before the first
/// digit, and an enhancement is its number in brackets. Where that would leave nothing, the whole id stays.
fn short(id: &str, group: &str) -> String {
    let squeezed = id.replace(" RE(", "(").replace(" RE (", "(");
    if !group.is_empty()
        && let Some((_, rest)) = squeezed.split_once(group)
        && rest.starts_with('(')
    {
        return rest.to_owned();
    }
    match squeezed.find(|letter: char| letter.is_ascii_digit()) {
        Some(at) => squeezed[at..].trim().to_owned(),
        None => squeezed,
    }
}

const WIDTH: f64 = 760.0;
const CELLS: f64 = 186.0;
const SIZE: f64 = 9.5;
const HIGH: f64 = 24.0;
const GAP: f64 = 4.0;

/// Draws the map, 760 pixels wide and as high as it needs.
pub fn heat_map(of: &HeatMap<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    head_left(&mut canvas, 20.0, WIDTH - 40.0, of.name, of.version, &format!("{} · {}", of.standard, of.basis));
    let cells = || of.groups.iter().flat_map(|group| &group.cells);
    let shorts = of.groups.iter().flat_map(|group| group.cells.iter().map(|cell| short(cell.id, group.id)));
    let longest = shorts.map(|short| width(&short, SIZE)).fold(0.0, f64::max);
    let wide = (longest + 10.0).clamp(32.0, 84.0);
    let per_line = ((WIDTH - 20.0 - CELLS + GAP) / (wide + GAP)).floor().max(1.0) as usize;
    let mut y = 66.0;
    for group in of.groups.iter().filter(|group| !group.cells.is_empty()) {
        y = row(&mut canvas, (group, of.measure), y, wide, per_line);
    }
    if cells().next().is_none() {
        canvas.text((20.0, y + 6.0), Type::new(11.0, Role::Quiet), "there are no requirements");
        y += 18.0;
    }
    let mut signs: Vec<(Sign, &str)> = Heat::ALL
        .into_iter()
        .filter(|heat| cells().any(|cell| cell.heat == *heat))
        .map(|heat| (Sign::Area(heat.tint()), of.measure.words(heat)))
        .collect();
    if cells().any(|cell| cell.holds) {
        signs.push((Sign::Corner, "holds its group's level down"));
    }
    let end = legend(&mut canvas, (20.0, y + 8.0), WIDTH - 20.0, &signs);
    let title = format!("Requirements of {}", named(of.name, of.version));
    canvas.finish(WIDTH, end + 8.0, &title, &describe(of))
}

/// One group with as many lines of cells as it needs. Out: the y below it.
fn row(
    canvas: &mut Canvas<'_>,
    (group, measure): (&HeatGroup<'_>, Measure),
    y: f64,
    wide: f64,
    per_line: usize,
) -> f64 {
    const LABEL: f64 = CELLS - 20.0 - 14.0;
    let tally = group.tally(measure);
    canvas.line((20.0, y - 7.0), (WIDTH - 20.0, y - 7.0), Role::Grid, 1.0);
    let room = LABEL - width(&tally, 10.0) - 8.0;
    canvas.text((20.0, y + 11.0), Type::new(11.5, Role::Ink).bold(), &fit(group.id, 11.5, room));
    canvas.text((20.0 + LABEL, y + 11.0), Type::new(10.0, Role::Ink).end(), &tally);
    let title = wrap(group.title, 9.0, LABEL, 3);
    for (line, words) in title.iter().enumerate() {
        canvas.text((20.0, y + 23.0 + line as f64 * 11.0), Type::new(9.0, Role::Quiet), words);
    }
    for (at, one) in group.cells.iter().enumerate() {
        let x = CELLS + (at % per_line) as f64 * (wide + GAP);
        let words = fit(&short(one.id, group.id), SIZE, wide - 4.0);
        cell(canvas, one, (&words, measure), [x, y + (at / per_line) as f64 * (HIGH + GAP), wide, HIGH]);
    }
    let lines = group.cells.len().div_ceil(per_line) as f64;
    let label = 23.0 + title.len() as f64 * 11.0 - 6.0;
    y + label.max(lines * (HIGH + GAP)) + 12.0
}

fn cell(canvas: &mut Canvas<'_>, cell: &HeatCell<'_>, (words, measure): (&str, Measure), [x, y, w, h]: [f64; 4]) {
    let tint = cell.heat.tint();
    let because = if cell.because.is_empty() { String::new() } else { format!(": {}", cell.because) };
    canvas.open(&format!("{} {} – {}{because}", cell.id, cell.title, measure.words(cell.heat)));
    canvas.tinted_rect([x, y, w, h], 2.5, tint);
    // Between stripes and dots a number needs quiet ground.
    if let Some(ground) = tint.plate() {
        let wide = width(words, SIZE) + 5.0;
        canvas.rect([x + (w - wide) / 2.0, y + h / 2.0 - 6.5, wide, 13.0], 2.0, Some(ground), None);
    }
    let bold = matches!(cell.heat, Heat::Native | Heat::Open | Heat::Compensated);
    let set = Type::new(SIZE, tint.text()).middle();
    let set = if bold { set.bold() } else { set };
    canvas.text((x + w / 2.0, y + h / 2.0 + 3.5), set, words);
    if cell.holds {
        corner(canvas, x + w, y);
    }
    canvas.close();
}

fn describe(of: &HeatMap<'_>) -> String {
    let mut words = format!("{}, {}.", of.standard, of.basis);
    for group in of.groups.iter().filter(|group| !group.cells.is_empty()) {
        let of_each = Heat::ALL.into_iter().filter_map(|heat| {
            let count = group.count(|one| one == heat);
            (count > 0).then(|| format!("{count} {}", of.measure.words(heat)))
        });
        words.push_str(&format!(" {} {}: {}", group.id, group.title, of_each.collect::<Vec<_>>().join(", ")));
        let named = |keep: &dyn Fn(&HeatCell<'_>) -> bool| {
            group.cells.iter().filter(|cell| keep(cell)).map(|cell| cell.id).collect::<Vec<_>>().join(", ")
        };
        let open = named(&|cell| matches!(cell.heat, Heat::Open | Heat::Compensated));
        if !open.is_empty() {
            words.push_str(&format!("; {}: {open}", of.measure.words(Heat::Open)));
        }
        let holding = named(&|cell| cell.holds);
        if !holding.is_empty() {
            words.push_str(&format!("; held down by {holding}"));
        }
        words.push('.');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn ids_are_short_beside_their_group() {
        let pairs = [
            (("CR 1.1 RE(2)", "FR1"), "1.1(2)"),
            (("SM-12", "SM"), "12"),
            (("SP.03.10 RE(4)", "SP.03"), "03.10(4)"),
            (("CRA-I.1(2)(a)", "I.1"), "(2)(a)"),
            (("CRA-II.2", "II"), "2"),
            (("21(2)(j)", "Art.21(2)"), "21(2)(j)"),
            (("none", ""), "none"),
        ];
        for ((id, group), expected) in pairs {
            assert_eq!(short(id, group), expected, "{id} in {group}");
        }
    }
}
