//! Which key signs, which keys are trusted, and how does one get into a dossier?

use std::path::PathBuf;

use folder::{KeyStore, OwnKey, TrustedKey};
use model::{Person, PublicKey};

use crate::dossiers::OpenDossier;
use crate::error::Error;

/// Which of a person's own keys signs here: the one named, else the only one that a person of the dossier has.
///
/// # Errors
/// When there is no such key, or it is not clear which.
pub fn signing_key(open: &OpenDossier<'_>, store: &KeyStore, name: Option<&str>) -> Result<OwnKey, Error> {
    let own = store.own()?;
    let fits = |key: &&OwnKey| match name {
        Some(name) => key.name == name,
        None => open.person_with(&key.public).is_some(),
    };
    let found: Vec<&OwnKey> = own.iter().filter(fits).collect();
    let names = |keys: &[&OwnKey]| keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>().join(", ");
    match (found.as_slice(), name) {
        ([one], _) => Ok((*one).clone()),
        ([], Some(name)) => Err(Error::WrongQuestion(format!("there is no key \"{name}\"; `plimsoll key show` lists yours"))),
        ([], None) if own.is_empty() => Err(Error::WrongQuestion(
            "you have no key yet; `plimsoll key new --dossier DIR --person p1` makes one and enters it".into(),
        )),
        ([], None) => Err(Error::WrongQuestion(
            "no person of dossier.toml has one of your keys; enter it as `key` beside your id, or name another with --key"
                .into(),
        )),
        (several, _) => Err(Error::WrongQuestion(format!("say which key with --key: {}", names(several)))),
    }
}

/// The keys that a verifier trusts: the own list and further lists.
///
/// # Errors
/// When a list cannot be read; what is wrong in one is an error too, since a key that is not read is not trusted.
pub fn trusted_keys(store: &KeyStore, lists: &[PathBuf]) -> Result<Vec<TrustedKey>, Error> {
    let (mut keys, mut problems) = store.trusted()?;
    for list in lists {
        let (more, wrong) = folder::read_trusted(list)?;
        keys.extend(more);
        problems.extend(wrong);
    }
    if problems.is_empty() { Ok(keys) } else { Err(Error::Unreadable(problems)) }
}

/// Enters a public key beside a person's id in `dossier.toml`, and nothing else.
///
/// # Errors
/// When there is no such person, the person has another key, or the line cannot be added by itself.
pub fn enter_key(open: &OpenDossier<'_>, person: &str, key: &PublicKey) -> Result<(), Error> {
    may_enter_key(open, person)?;
    let path = dossier::COVER;
    let before = open.files.get(path).cloned().unwrap_or_default();
    let text = String::from_utf8_lossy(&before).into_owned();
    let Some(changed) = tables::insert_toml(&text, "person", person, &format!("key = \"{key}\"")) else {
        let message = format!("add this line to {person} in dossier.toml: key = \"{key}\"");
        return Err(Error::WrongQuestion(message));
    };
    let edit = dossier::FileEdit { path: path.into(), before: Some(before), bytes: changed.into_bytes() };
    Ok(open.folder.write(&[edit])?)
}

/// May a key be entered beside a person's id?
///
/// # Errors
/// As for [`enter_key`], before a key is made for it.
pub fn may_enter_key(open: &OpenDossier<'_>, person: &str) -> Result<(), Error> {
    let known = || open.dossier.book.people().map(|(one, _)| one.id.as_str()).collect::<Vec<_>>().join(", ");
    match open.dossier.book.people().map(|(one, _)| one).find(|one| one.id.as_str() == person) {
        None => Err(Error::WrongQuestion(format!("dossier.toml has no person \"{person}\"; it has: {}", known()))),
        Some(Person { key: Some(old), .. }) => {
            Err(Error::WrongQuestion(format!("{person} has the key {old}; change it in dossier.toml by hand")))
        }
        Some(_) => Ok(()),
    }
}

/// The key that a dossier lists for a person, and the person's name.
///
/// # Errors
/// When there is no such person, or no key.
pub fn key_of(open: &OpenDossier<'_>, person: &str) -> Result<(PublicKey, String), Error> {
    match open.dossier.book.person(person) {
        Some(Person { id, key: Some(key), .. }) => {
            let name = open.name_of(id);
            Ok((*key, if name.is_empty() { person.to_owned() } else { format!("{name} ({person})") }))
        }
        Some(_) => Err(Error::WrongQuestion(format!("dossier.toml lists no key for {person}"))),
        None => Err(Error::WrongQuestion(format!("dossier.toml has no person \"{person}\""))),
    }
}

/// Can it name a key's file everywhere?
pub fn is_key_name(name: &str) -> bool {
    dossier::is_id(&name.to_ascii_lowercase())
}
