//! What do the JSON Schemas of all TOML files share? Their draft, their tidiness, and values that are described once.

use schemars::generate::SchemaSettings;
use schemars::json_schema;
use schemars::transform::{RecursiveTransform, Transform};
pub use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

/// The schema of a file: draft 7, with everything in its place, which TOML editors understand best.
pub fn of_file<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(plain).transform(&mut schema);
    schema
}

/// TOML has no `null`: what is not said is left out. Sentences go on where a line of this file ends.
fn plain(schema: &mut Schema) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = members.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            members.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(ways)) = members.get_mut("anyOf") {
        ways.retain(|way| way["type"] != "null");
        if let [Value::Object(only)] = ways.as_mut_slice() {
            let only = std::mem::take(only);
            members.remove("anyOf");
            for (key, value) in only {
                members.entry(key).or_insert(value);
            }
        }
    }
    if let Some(Value::Array(words)) = members.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if let Some(Value::String(text)) = members.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

/// A value with one form, described where it is used.
#[macro_export]
macro_rules! values {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)+) => {
        $(
            $(#[$doc])*
            pub enum $name {}

            impl $crate::schema::JsonSchema for $name {
                fn inline_schema() -> bool {
                    true
                }

                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut $crate::schema::SchemaGenerator) -> $crate::schema::Schema {
                    $schema
                }
            }
        )+
    };
}

/// One of a closed list of words, or another id: what a file may add to the list.
pub fn words_or_ids<'w>(known: impl Iterator<Item = &'w str>, pattern: &str) -> Schema {
    json_schema!({ "anyOf": [words(known), { "type": "string", "pattern": pattern }] })
}

/// One of a closed list of words.
pub fn words<'w>(words: impl Iterator<Item = &'w str>) -> Schema {
    json_schema!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}
