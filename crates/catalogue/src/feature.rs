//! Which features decide about conditional rows? `data/features.csv`.

use model::{FeatureId, Problem};
use tables::read_csv;

/// A feature of a product or maker; without it the rows that name it do not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The id that rows name: `wireless`.
    pub id: FeatureId,
    /// A short title.
    pub title: String,
    /// Is it decided at each row, with a reason, and never for all rows at once?
    pub row_by_row: bool,
    /// The question whose answer declares it present or absent.
    pub question: String,
}

pub(crate) const PATH: &str = "features.csv";

pub(crate) fn read(text: &str) -> (Vec<Feature>, Vec<Problem>) {
    let (table, mut problems) = read_csv(PATH, text.as_bytes());
    let columns = ["id", "title", "declared", "question"].map(|name| table.column(name));
    let [Some(id), Some(title), Some(declared), Some(question)] = columns else {
        problems.push(
            Problem::error(&table.file, model::Spot::new(1, 1), "a column is missing")
                .hint("the columns are id, title, declared, question"),
        );
        return (Vec::new(), problems);
    };
    let mut seen: Vec<String> = Vec::new();
    let features = table
        .lines
        .iter()
        .map(|line| {
            let cell = |index: usize| line.cells.get(index).map(|cell| cell.trimmed()).unwrap_or_default();
            for (name, index) in [("id", id), ("title", title), ("question", question)] {
                if cell(index).is_empty() {
                    problems.push(Problem::error(&table.file, line.spot(), format!("{name} is empty")));
                }
            }
            if !["product", "row"].contains(&cell(declared)) {
                problems.push(
                    Problem::error(&table.file, line.spot(), format!("\"{}\" is not a way to declare", cell(declared)))
                        .hint("use product or row"),
                );
            }
            if seen.iter().any(|known| known == cell(id)) {
                let message = format!("\"{}\" stands here twice", cell(id));
                problems.push(Problem::error(&table.file, line.spot(), message).hint("an id is used once"));
            }
            seen.push(cell(id).to_owned());
            Feature {
                id: FeatureId::new(cell(id)),
                title: cell(title).to_owned(),
                row_by_row: cell(declared) == "row",
                question: cell(question).to_owned(),
            }
        })
        .collect();
    (features, problems)
}
