//! What every picture keeps to.
use std::collections::BTreeSet;
use std::sync::Arc;

use assess::Outcome;
use document::Colour;
use figures::{ALL, DrawnFrom, Look, Shown, dark_css, png};
use model::Basis;
use resvg::usvg::{Group, Node, Options, Rect, Tree, fontdb};

use crate::samples::{self, ACCENT, gateway};

fn tree(svg: &str) -> Tree {
    let mut known = fontdb::Database::new();
    for font in fonts::ALL {
        known.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    Tree::from_str(svg, &Options { fontdb: Arc::new(known), ..Options::default() }).expect("a picture that can be read")
}

/// Every text with its box.
fn texts(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => {
                let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
                for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                    assert_ne!(glyph.id.0, 0, "no typeface has \"{}\" in \"{words}\"", glyph.text);
                }
                found.push((words, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

#[test]
fn every_text_is_there_and_none_leaves_the_picture_or_lies_on_another() {
    for (name, picture) in samples::all(&Look::light(ACCENT)) {
        let tree = tree(&picture.svg);
        assert_eq!(
            (tree.size().width(), tree.size().height()),
            (picture.width as f32, picture.height as f32),
            "{name}"
        );
        let mut found = Vec::new();
        texts(tree.root(), &mut found);
        let (right, bottom) = (tree.size().width() - 4.0, tree.size().height() - 2.0);
        for (at, (words, one)) in found.iter().enumerate() {
            let inside = one.left() >= 4.0 && one.top() >= 0.0 && one.right() <= right && one.bottom() <= bottom;
            assert!(inside, "{name}: \"{words}\" leaves the picture: {one:?}");
            for (other_words, other) in &found[at + 1..] {
                // Boxes are as high as the typeface, letters are not: neighbouring lines may share a little.
                let across = one.right().min(other.right()) - one.left().max(other.left());
                let down = one.bottom().min(other.bottom()) - one.top().max(other.top());
                assert!(across < 0.5 || down < 3.5, "{name}: \"{words}\" lies on \"{other_words}\"");
            }
        }
    }
}

#[test]
fn pictures_stand_for_themselves() {
    for look in [Look::light(ACCENT), Look::dark(ACCENT)] {
        let mut ids = BTreeSet::new();
        for (name, picture) in samples::all(&look) {
            let svg = &picture.svg;
            for part in svg.split(" id=\"").skip(1) {
                let id = part.split('"').next().expect("an id");
                assert!(ids.insert(id.to_owned()), "{name}: the id {id} is there twice");
            }
            for part in svg.split("url(#").skip(1) {
                let id = part.split(')').next().expect("an id");
                assert!(ids.contains(id), "{name}: nothing has the id {id}");
            }
            let labelled = svg.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled: Vec<_> = labelled.expect("a label").split(' ').collect();
            assert!(labelled.len() == 2 && labelled.iter().all(|id| ids.contains(*id)), "{name}");
            assert!(svg.starts_with("<svg ") && svg.contains(" role=\"img\""), "{name}");
            assert!(!picture.title.is_empty() && picture.description.len() > 40, "{name}: {}", picture.description);
            for foreign in ["<style", "<script", "<foreignObject", "<image", "href", "NaN", "inf", "\u{1}"] {
                // Words may say anything; they stand between tags, where `<` and quotes are escaped.
                let tags: String =
                    svg.split('<').filter_map(|part| part.split('>').next()).map(|tag| format!("<{tag}")).collect();
                assert!(!tags.contains(foreign), "{name} has {foreign}");
            }
            for part in svg.split("font-size=\"").skip(1) {
                let size: f64 = part.split('"').next().and_then(|size| size.parse().ok()).expect("a size");
                assert!(size >= 9.0, "{name}: letters of {size}");
            }
        }
    }
}

#[test]
fn the_same_picture_has_the_same_bytes() {
    let look = Look::light(ACCENT);
    let (once, again) = (samples::all(&look), samples::all(&look));
    assert!(once == again);
    let picture = &once[0].1;
    assert!(png(picture, 1.0) == png(picture, 1.0));
}

#[test]
fn every_colour_that_a_page_must_change_has_its_rule() {
    let css = dark_css(ACCENT);
    for (name, picture) in samples::all(&Look::light(ACCENT)) {
        for part in picture.svg.split("class=\"").skip(1) {
            for class in part.split('"').next().expect("classes").split(' ') {
                let known = css.contains(&format!("svg.plimsoll .{class} {{"));
                let needs_none = class.is_empty() || class == "plimsoll" || class.starts_with("pattern-");
                assert!(known || needs_none, "{name}: {class}");
            }
        }
    }
}

#[test]
fn each_kind_has_a_sample() {
    let names: Vec<_> = samples::all(&Look::light(ACCENT)).into_iter().map(|(name, _)| name).collect();
    for kind in figures::ALL {
        assert!(names.iter().any(|name| name.ends_with(kind.id)), "{}", kind.id);
    }
    // What does not fit is refused, not drawn empty.
    for wrong in ["cra-load-line", "gateway-maturity", "process-load-line", "gateway-coverage", "zone-changes"] {
        assert!(!names.iter().any(|name| name == wrong), "{wrong}");
    }
}

#[test]
fn what_applies_to_nothing_is_not_drawn_as_zero() {
    let pictures = samples::all(&Look::light(Colour(0, 0, 0)));
    let of = |wanted: &str| &pictures.iter().find(|(name, _)| name == wanted).expect("a sample").1;
    let (nothing, silent) = (of("nothing-load-line"), of("silent-load-line"));
    assert_eq!(nothing.svg.matches(">n/a</text>").count(), 15, "a tube and a word each, and the headline");
    assert!(!nothing.svg.contains(">SL 0</text>\n<text") && nothing.description.contains("IAC: n/a"));
    assert!(!silent.svg.contains(">n/a</text>") && silent.description.contains("IAC: SL 0"));
}

#[test]
fn a_picture_without_pixels_is_an_error() {
    let picture = &samples::all(&Look::light(ACCENT))[0].1;
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1000.0] {
        assert_eq!(png(picture, scale), Err(figures::Error::TooLarge), "{scale}");
    }
    let broken = document::Picture { svg: "<svg".to_owned(), ..picture.clone() };
    assert!(matches!(png(&broken, 1.0), Err(figures::Error::Unreadable(_))));
}

#[test]
fn a_picture_says_what_the_assessment_says() {
    gateway(Basis::Claimed, |after, before| {
        let draw = |id: &str| {
            let kind = ALL.iter().find(|kind| kind.id == id).expect("a kind");
            let shown = Shown { name: "EG-220", version: "", assessment: after, before: Some(("then", before)) };
            let DrawnFrom::Assessment(draw) = kind.from else { panic!("{id} is not drawn from an assessment") };
            draw(&shown, &Look::light(ACCENT)).expect("a picture")
        };
        let (Outcome::Levels(now), Outcome::Levels(then)) = (&after.outcome, &before.outcome) else { panic!("levels") };
        let (line, moved) = (draw("load-line").description, draw("changes").description);
        for ((fr, level), was) in now.vector.iter().zip(then.vector.0) {
            let (level, was) = (level.expect("a level"), was.expect("a level"));
            assert!(line.contains(&format!(" {fr}: {level}")), "{line}");
            let same = if was == level {
                format!("{fr}: {level} as before")
            } else {
                format!("{fr}: {was} before, {level} after")
            };
            assert!(moved.contains(&same), "{moved}");
        }
        let map = draw("heat-map").svg;
        let requirements = &after.edition.requirements;
        assert_eq!(map.matches("<g><title>").count(), requirements.len());
        for gap in &after.gaps {
            let id = &requirements[gap.requirement].id;
            let cell = map.split("<g><title>").find(|cell| cell.starts_with(&format!("{id} "))).expect("a cell");
            let cell = cell.split("</g>").next().expect("an end");
            // A cell is an area and its number; a gap that holds its group has a corner as well.
            assert!(cell.contains(" – open"), "{cell}");
            assert_eq!(cell.matches("<path").count(), usize::from(gap.holds_group), "{cell}");
        }
        let satisfied = map.matches(" – satisfied").count();
        assert_eq!(
            satisfied,
            after.standings.iter().filter(|one| after.stand(one).counts(after.weakest_way())).count()
        );
    });
}

fn of<'p>(pictures: &'p [(String, document::Picture)], wanted: &str) -> &'p document::Picture {
    &pictures.iter().find(|(name, _)| name == wanted).expect("a sample").1
}

#[test]
fn a_trace_past_what_fits_says_what_it_bundled_and_names_every_member() {
    let pictures = samples::traces(&Look::light(ACCENT));
    let (some, many) = (of(&pictures, "some-trace"), of(&pictures, "many-trace"));
    assert!(some.description.contains("300 links") && !some.svg.contains("drawn as"), "{}", some.description);
    for at in 0..62 {
        assert!(some.svg.contains(&format!("-{at} RE(1): the whole name &lt;of it&gt; &amp; more")), "{at}");
    }
    assert!(many.description.contains("3000 links"), "{}", many.description);
    assert!(many.svg.contains(">Requirements: 400 drawn as 6 rows"), "it is said on the picture");
    assert!(many.height < 1400 && many.width == some.width, "{} × {}", many.width, many.height);
    // What stands in a bundle is named by it.
    assert!(many.svg.contains(" RE(1), 4-2 IAC-"));
    assert!((some.height as f64) < 1.42 * some.width as f64, "300 links fit a page: {}", some.height);
}

#[test]
fn what_leads_nowhere_is_marked_and_named_at_every_layer() {
    let pictures = samples::traces(&Look::light(ACCENT));
    let alone = of(&pictures, "alone-trace");
    assert!(alone.svg.contains("Nothing is linked: state importances"));
    for layer in ["Drivers: 9; leading nowhere: ", "Claims: 90; leading nowhere: ", "Evidence: 40; leading nowhere: "] {
        assert!(alone.description.contains(layer), "{layer} {}", alone.description);
    }
    assert!(alone.svg.contains("Driver of a certain length 3: the whole name"));
    assert!(alone.svg.contains("leads nowhere, nobody &lt;stated&gt; it"));
    assert!(alone.svg.contains("stroke-dasharray"), "grey print knows it by its outline");
}

#[test]
fn under_five_events_there_is_a_count_and_no_line() {
    let pictures = samples::values(&Look::light(ACCENT));
    let one = &of(&pictures, "1-value").svg;
    // Of four steps between five points, the two beside the point on few events have no line.
    let plot = one.split("<g><title>Time to a fix").nth(1).and_then(|rest| rest.split("</g>").next()).expect("a plot");
    assert_eq!(plot.matches("stroke-ink\" fill=\"none\"").count(), 2, "{plot}");
    assert_eq!(plot.matches("<circle").count(), 5);
    assert!(plot.contains(">2</text>"), "the count stands beside the point");
    for (name, picture) in &pictures {
        assert!(!picture.svg.contains("because of"), "{name}");
    }
}
