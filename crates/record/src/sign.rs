//! Whose signature stands under a line? Ed25519 (RFC 8032), checked strictly.

use std::fmt;
use std::sync::Arc;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use model::PublicKey;

use crate::canonical;
use crate::line::Signature;

/// Stands before what is signed, so that a signature under a line is no signature under anything else.
const DOMAIN: &[u8] = b"plimsoll.journal/1\n";

/// The key with which an author signs; wiped from memory when it goes.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key that follows from 32 random bytes (RFC 8032, 5.1.5); wiping those is the caller's.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half, as people and lines state it.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs a line that has no signature yet.
    pub(crate) fn sign(&self, unsigned: &str) -> Signature {
        let message = [DOMAIN, unsigned.as_bytes()].concat();
        Signature(self.0.sign(&message).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {})", self.public())
    }
}

/// A public key, unpacked once for all lines that it signs.
pub(crate) fn unpack(key: &PublicKey) -> Option<Arc<VerifyingKey>> {
    VerifyingKey::from_bytes(&key.0).ok().map(Arc::new)
}

/// A line whose signature is to be checked; checks do not depend on each other.
#[derive(Debug, Clone)]
pub struct Signed<'a> {
    /// The line, in canonical form.
    pub(crate) text: &'a str,
    pub(crate) key: PublicKey,
    /// The key unpacked, if there was room to keep it.
    pub(crate) unpacked: Option<Arc<VerifyingKey>>,
    pub(crate) signature: Signature,
}

impl Signed<'_> {
    /// Does the signature fit the line and the key that the line names?
    pub fn verify(&self) -> bool {
        let mut member = String::with_capacity(160);
        member.push_str("\"signature\":\"");
        canonical::hex(&mut member, &self.signature.0);
        member.push_str("\",");
        // Inside a text every quotation mark is escaped, so that this finds the member and nothing else.
        let Some((before, after)) = self.text.split_once(&member) else { return false };
        let message = [DOMAIN, before.as_bytes(), after.as_bytes()].concat();
        let signature = ed25519_dalek::Signature::from_bytes(&self.signature.0);
        match &self.unpacked {
            Some(key) => key.verify_strict(&message, &signature).is_ok(),
            None => unpack(&self.key).is_some_and(|key| key.verify_strict(&message, &signature).is_ok()),
        }
    }
}
