//! Where in a foreign document are we? A value with the way to it, and what is wrong there.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{Problem, Spot};

use crate::json::{Node, Value};
use crate::limits;
use crate::names::NAMESPACE;

/// A value and the way to it: what is read lives as long as the document, the way only while it is walked.
#[derive(Clone, Copy)]
pub(crate) struct At<'n, 'p> {
    pub(crate) node: &'n Node,
    name: &'n str,
    index: Option<usize>,
    parent: Option<&'p At<'n, 'p>>,
}

/// What is wrong with a document.
pub(crate) struct Problems {
    file: Arc<str>,
    all: Vec<Problem>,
    left_out: usize,
    /// What nobody reads, by what it is: the first place, and how often.
    unread: BTreeMap<String, (Spot, String, usize)>,
}

impl<'n> At<'n, '_> {
    /// The document itself, by the member that names its kind.
    pub(crate) const fn root(node: &'n Node, name: &'n str) -> Self {
        Self { node, name, index: None, parent: None }
    }

    /// The way as people write it: `component-definition.components[0].title`.
    pub(crate) fn path(&self) -> String {
        let before = self.parent.map(|parent| format!("{}.", parent.path())).unwrap_or_default();
        let index = self.index.map(|index| format!("[{index}]")).unwrap_or_default();
        format!("{before}{}{index}", self.name)
    }

    /// A member, if it is there.
    pub(crate) fn member<'s>(&'s self, name: &'n str) -> Option<At<'n, 's>> {
        let Value::Object(members) = &self.node.value else { return None };
        members.get(name).map(|node| At { node, name, index: None, parent: Some(self) })
    }

    /// The names of all members.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'n str, &'n Node)> + use<'n> {
        let members = match &self.node.value {
            Value::Object(members) => Some(members),
            _ => None,
        };
        members.into_iter().flatten().map(|(name, node)| (name.as_str(), node))
    }

    /// Names the members that nobody reads; a misspelt one would be passed over in silence.
    pub(crate) fn reads(&self, known: &[&str], problems: &mut Problems) {
        for (name, node) in self.members().filter(|(name, _)| !known.contains(name)) {
            let shown: String = name.chars().take(40).collect();
            problems.unread(format!("{shown:?} of {}", self.name), node.spot, self.path());
        }
    }

    /// The items of a list, if it is there, each an object; something else in its place is a problem.
    pub(crate) fn items<'s>(
        &'s self,
        name: &'n str,
        problems: &mut Problems,
    ) -> impl Iterator<Item = At<'n, 's>> + use<'n, 's> {
        let member = self.member(name);
        let items = match member.map(|member| &member.node.value) {
            Some(Value::List(items)) => items.as_slice(),
            Some(_) => {
                problems.wrong(member.as_ref(), "is a list in OSCAL, and here it is something else");
                &[]
            }
            None => &[],
        };
        let item = move |(index, node)| At { node, name, index: Some(index), parent: Some(self) };
        let is_object = |item: &At<'_, '_>| matches!(item.node.value, Value::Object(_));
        for wrong in items.iter().enumerate().map(item).filter(|item| !is_object(item)) {
            problems.wrong(Some(&wrong), "is an object in OSCAL, and here it is something else");
        }
        items.iter().enumerate().map(item).filter(is_object)
    }

    /// A text and its place; empty where it is not there, a problem where it is something else.
    pub(crate) fn text(&self, name: &'n str, problems: &mut Problems) -> (&'n str, Spot) {
        let member = self.member(name);
        match member.map(|member| (&member.node.value, member.node.spot)) {
            Some((Value::Text(text), spot)) => (text, spot),
            Some((_, spot)) => {
                problems.wrong(member.as_ref(), "is a text in OSCAL, and here it is something else");
                ("", spot)
            }
            None => ("", self.node.spot),
        }
    }

    /// Our properties by name, and OSCAL's own; one of ours that is not known is named, since it may be misspelt.
    pub(crate) fn properties(&self, known: &[&str], problems: &mut Problems) -> Properties<'n> {
        for property in self.items("props", problems) {
            let (name, ns) = (property.text("name", problems).0, property.text("ns", problems).0);
            if ns == NAMESPACE && !known.contains(&name) {
                let shown: String = name.chars().take(40).collect();
                problems.unread(format!("our property {shown:?}"), property.node.spot, property.path());
            }
        }
        self.some_properties(known, problems)
    }

    /// The same where there are more of ours that say nothing to a reader.
    pub(crate) fn some_properties(&self, known: &[&str], problems: &mut Problems) -> Properties<'n> {
        let mut properties = Properties { ours: BTreeMap::new(), plain: BTreeMap::new(), otherwise: self.node.spot };
        for property in self.items("props", problems) {
            let (name, _) = property.text("name", problems);
            let (ns, _) = property.text("ns", problems);
            let (value, spot) = property.text("value", problems);
            if ns != NAMESPACE {
                properties.plain.insert(name, (value, spot));
                continue;
            }
            // A text of several lines stands in the remarks as it is.
            let (remarks, _) = property.text("remarks", problems);
            let text = if remarks.is_empty() { value } else { remarks };
            if known.contains(&name) && properties.ours.insert(name, (text, spot)).is_some() {
                problems.wrong(Some(&property), &format!("is a second property {name:?}, and one of them is wrong"));
            }
        }
        properties
    }
}

/// Properties by name, with their places.
pub(crate) struct Properties<'a> {
    ours: BTreeMap<&'a str, (&'a str, Spot)>,
    plain: BTreeMap<&'a str, (&'a str, Spot)>,
    otherwise: Spot,
}

impl<'a> Properties<'a> {
    /// The value of one of ours; empty where it is not there.
    pub(crate) fn ours(&self, name: &str) -> (&'a str, Spot) {
        self.ours.get(name).copied().unwrap_or(("", self.otherwise))
    }

    /// The same, if it says something.
    pub(crate) fn said(&self, name: &str) -> Option<String> {
        Some(self.ours(name).0.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The value of one without namespace, or of somebody else's.
    pub(crate) fn plain(&self, name: &str) -> Option<(&'a str, Spot)> {
        self.plain.get(name).copied()
    }
}

impl Problems {
    pub(crate) fn of(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), all: Vec::new(), left_out: 0, unread: BTreeMap::new() }
    }

    pub(crate) fn error(&mut self, spot: Spot, message: impl Into<String>, hint: &str) {
        let problem = Problem::error(&self.file, spot, message).hint(hint);
        self.keep(problem);
    }

    pub(crate) fn warning(&mut self, spot: Spot, message: impl Into<String>, hint: &str) {
        let problem = Problem::warning(&self.file, spot, message).hint(hint);
        self.keep(problem);
    }

    /// A value that is not what OSCAL has there.
    pub(crate) fn wrong(&mut self, at: Option<&At<'_, '_>>, what: &str) {
        let Some(at) = at.filter(|_| self.all.len() < limits::PROBLEMS) else {
            self.left_out += 1;
            return;
        };
        self.error(at.node.spot, format!("{} {what}", at.path()), "let a schema of OSCAL 1.2.1 check the document");
    }

    /// Something that nobody reads; named once for each kind of thing.
    pub(crate) fn unread(&mut self, what: String, spot: Spot, path: String) {
        if self.unread.len() < limits::PROBLEMS || self.unread.contains_key(&what) {
            self.unread.entry(what).or_insert((spot, path, 0)).2 += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.unread.is_empty()
    }

    fn keep(&mut self, problem: Problem) {
        if self.all.len() < limits::PROBLEMS { self.all.push(problem) } else { self.left_out += 1 }
    }

    pub(crate) fn list(mut self) -> Vec<Problem> {
        for (what, (spot, path, count)) in std::mem::take(&mut self.unread) {
            let more = if count > 1 { format!(", and {} more of the kind", count - 1) } else { String::new() };
            let hint = "docs/reference/oscal.md says what is read";
            self.warning(spot, format!("{path}: nobody reads {what}{more}"), hint);
        }
        if self.left_out > 0 {
            let message = format!("{} more problems are not listed", self.left_out);
            self.all.push(Problem::error(&self.file, Spot::new(1, 1), message));
        }
        self.all
    }
}
