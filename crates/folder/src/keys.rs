//! Where do a person's keys lie, and whom does the person trust? Outside every dossier, encrypted at rest.
//!
//! A key is PKCS #8 in PEM, encrypted under a passphrase (PBES2 with scrypt), so that other tools can read it too.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::KeypairBytes;
use model::{Problem, PublicKey, Spot};
use pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use record::SecretKey;
use tables::{Document, append_toml, toml_text};
use zeroize::Zeroize;

use crate::disk::{edit, read_file};
use crate::error::Error;

/// The largest file of a key store that is read, in bytes.
const STORE_BYTES: u64 = 16 * 1024 * 1024;

/// A person's keys and the keys of others that the person trusts.
#[derive(Debug, Clone)]
pub struct KeyStore {
    root: PathBuf,
}

/// A key of the person's own; its secret half stays in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKey {
    /// The name under which it lies.
    pub name: String,
    /// Its public half.
    pub public: PublicKey,
}

/// A key that is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKey {
    /// The key.
    pub key: PublicKey,
    /// Whose it is, in the words of whoever trusted it.
    pub name: String,
}

impl KeyStore {
    /// The store of whoever runs the program: `PLIMSOLL_HOME`, else `plimsoll` in the user's configuration folder.
    ///
    /// # Errors
    /// When the system names no such folder.
    pub fn of_user() -> Result<Self, Error> {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let root = set("PLIMSOLL_HOME")
            .or_else(|| set("XDG_CONFIG_HOME").map(|config| config.join("plimsoll")))
            .or_else(|| set("APPDATA").map(|data| data.join("plimsoll")))
            .or_else(|| set("HOME").map(|home| home.join(".config").join("plimsoll")));
        root.map(|root| Self { root }).ok_or_else(|| Error::Disk {
            path: PathBuf::from("PLIMSOLL_HOME"),
            reason: io::Error::new(io::ErrorKind::NotFound, "no folder for keys is known; set this variable"),
        })
    }

    /// The store in a folder.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where the secret half of a key lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("keys").join(format!("{name}.pem"))
    }

    fn trusted_path(&self) -> PathBuf {
        self.root.join("trusted.toml")
    }

    /// Makes a new key from 32 random bytes and keeps it under a passphrase; it is trusted at once.
    ///
    /// # Errors
    /// When the name is taken, the system gives no randomness, or a file cannot be written.
    pub fn create(&self, name: &str, passphrase: &str) -> Result<OwnKey, Error> {
        let path = self.path(name);
        if path.exists() {
            let reason = io::Error::new(io::ErrorKind::AlreadyExists, "there is a key with this name already");
            return Err(Error::Disk { path, reason });
        }
        let mut seed = [0; 32];
        let failed = |what: &str| Error::Disk { path: path.clone(), reason: io::Error::other(what.to_owned()) };
        getrandom::fill(&mut seed).map_err(|_| failed("the system gives no randomness"))?;
        let secret = SecretKey::from_seed(&seed);
        let mut bytes = KeypairBytes { secret_key: seed, public_key: None };
        seed.zeroize();
        let pem = bytes.to_pkcs8_encrypted_pem(passphrase.as_bytes(), LineEnding::LF);
        bytes.secret_key.zeroize();
        let pem = pem.map_err(|_| failed("the key cannot be encrypted"))?;
        write_private(&path, pem.as_bytes())?;
        let own = OwnKey { name: name.to_owned(), public: secret.public() };
        edit(&path.with_extension("pub"), format!("{}\n", own.public).as_bytes())?;
        self.trust(&own.public, &format!("{name} (own key)"))?;
        Ok(own)
    }

    /// The person's own keys, by name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn own(&self) -> Result<Vec<OwnKey>, Error> {
        let folder = self.root.join("keys");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(reason) => return Err(Error::Disk { path: folder, reason }),
        };
        let mut own = Vec::new();
        for entry in entries {
            let path = entry.map_err(Error::disk(&folder))?.path();
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|ending| ending == "pub")
                && let Some(public) = PublicKey::parse(&String::from_utf8_lossy(&read_file(&path, STORE_BYTES)?))
            {
                own.push(OwnKey { name, public });
            }
        }
        own.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(own)
    }

    /// Unlocks a key.
    ///
    /// # Errors
    /// When there is no such key, or the passphrase is not its.
    pub fn unlock(&self, key: &OwnKey, passphrase: &str) -> Result<SecretKey, Error> {
        let path = self.path(&key.name);
        let pem = read_file(&path, STORE_BYTES)?;
        let wrong = || Error::Disk {
            path: path.clone(),
            reason: io::Error::new(io::ErrorKind::PermissionDenied, "the passphrase does not open this key"),
        };
        let bytes = KeypairBytes::from_pkcs8_encrypted_pem(&String::from_utf8_lossy(&pem), passphrase.as_bytes());
        let mut bytes = bytes.map_err(|_| wrong())?;
        let secret = SecretKey::from_seed(&bytes.secret_key);
        bytes.secret_key.zeroize();
        if secret.public() == key.public { Ok(secret) } else { Err(wrong()) }
    }

    /// Trusts a key under a name.
    ///
    /// # Errors
    /// When the list cannot be read or written.
    pub fn trust(&self, key: &PublicKey, name: &str) -> Result<(), Error> {
        let (known, _) = self.trusted()?;
        if known.iter().any(|one| one.key == *key) {
            return Ok(());
        }
        let path = self.trusted_path();
        if key.0 == [0; 32] {
            let reason = io::Error::new(io::ErrorKind::InvalidInput, "a key of zeros is nobody's");
            return Err(Error::Disk { path, reason });
        }
        let old = if path.exists() { read_file(&path, STORE_BYTES)? } else { Vec::new() };
        let block = format!("[[key]]\nkey = \"{key}\"\nname = {}\n", toml_text(name));
        edit(&path, append_toml(&String::from_utf8_lossy(&old), &block).as_bytes())
    }

    /// The keys that are trusted, and what is wrong with the list.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn trusted(&self) -> Result<(Vec<TrustedKey>, Vec<Problem>), Error> {
        let path = self.trusted_path();
        if path.exists() { read_trusted(&path) } else { Ok((Vec::new(), Vec::new())) }
    }
}

/// The keys of a list of trusted keys: `[[key]]` with `key` and `name`.
///
/// # Errors
/// When the file cannot be read.
pub fn read_trusted(path: &Path) -> Result<(Vec<TrustedKey>, Vec<Problem>), Error> {
    let bytes = read_file(path, STORE_BYTES)?;
    let text = String::from_utf8_lossy(&bytes);
    let (document, mut problems) = Document::read(&path.to_string_lossy(), &text);
    let root = document.root();
    let mut keys = Vec::new();
    for section in root.sections("key", &mut problems) {
        let key = section.required("key", &mut problems);
        let name = section.text("name", &mut problems).map(|text| text.text).unwrap_or_default();
        section.finish(&mut problems);
        match PublicKey::parse(&key.text) {
            Some(key) => keys.push(TrustedKey { key, name }),
            None if key.text.is_empty() => {}
            None => {
                let spot: Spot = key.spot;
                problems.push(
                    root.error(spot, "this is no public key").hint("a key is ed25519: and 64 hexadecimal digits"),
                );
            }
        }
    }
    root.finish(&mut problems);
    Ok((keys, problems))
}

/// Writes a file that nobody else may read.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::disk(folder))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || -> io::Result<()> {
        let mut file = options.open(path)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    };
    write().map_err(Error::disk(path))
}
