//! How do we say what OSCAL has no member for? Properties, ours under our namespace.

use crate::names::{NAMESPACE, line};
use crate::shape::Property;

/// A list of properties that grows; what says nothing is left out.
#[derive(Default)]
pub(crate) struct Props(Vec<Property>);

impl Props {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// One of ours. A value has one line: a text of several stands in the remarks as it is.
    pub(crate) fn ours(self, name: &str, value: impl AsRef<str>) -> Self {
        let text = value.as_ref();
        let value = line(text);
        let remarks = if value == text { String::new() } else { text.to_owned() };
        self.push(Property { name: name.to_owned(), ns: NAMESPACE.to_owned(), value, remarks, ..Property::default() })
    }

    /// One of ours for each value.
    pub(crate) fn each(self, name: &str, values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        values.into_iter().fold(self, |props, value| props.ours(name, value))
    }

    /// One of ours, if there is a value.
    pub(crate) fn maybe(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.ours(name, value.to_string()),
            None => self,
        }
    }

    /// One that OSCAL itself knows.
    pub(crate) fn plain(self, name: &str, value: &str) -> Self {
        self.push(Property { name: name.to_owned(), value: line(value), ..Property::default() })
    }

    fn push(mut self, property: Property) -> Self {
        if !property.value.is_empty() {
            self.0.push(property);
        }
        self
    }

    pub(crate) fn list(self) -> Vec<Property> {
        self.0
    }
}
