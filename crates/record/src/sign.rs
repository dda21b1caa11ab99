//! Whose signature stands under a line? Ed25519 (RFC 8032), checked strictly.

use std::fmt;
use std::sync::Arc;

use curve25519_dalek::edwards::CompressedEdwardsY;
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

/// So many signatures are checked together.
const TOGETHER: usize = 128;

impl Signed<'_> {
    /// Does the signature fit the line and the key that the line names?
    pub fn verify(&self) -> bool {
        let Some(message) = self.message() else { return false };
        let signature = ed25519_dalek::Signature::from_bytes(&self.signature.0);
        match &self.unpacked {
            Some(key) => key.verify_strict(&message, &signature).is_ok(),
            None => unpack(&self.key).is_some_and(|key| key.verify_strict(&message, &signature).is_ok()),
        }
    }

    /// Which of these signatures fit? As [`Signed::verify`] for each, at about half the cost.
    ///
    /// Many are checked in one equation, and one by one only where that fails. Nobody without the key can make the
    /// equation hold for a line that the key did not sign; whoever has the key could make one that is accepted here and
    /// refused alone, and would only sign in a roundabout way what the key may sign anyhow.
    pub fn verify_all(signed: &[Self]) -> Vec<bool> {
        let check = |chunk: &[Self]| match Self::fit_together(chunk) {
            true => vec![true; chunk.len()],
            false => chunk.iter().map(Self::verify).collect(),
        };
        signed.chunks(TOGETHER).flat_map(check).collect()
    }

    fn fit_together(signed: &[Self]) -> bool {
        let (mut messages, mut signatures, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for one in signed {
            let (Some(message), Some(key)) = (one.message(), &one.unpacked) else { return false };
            let start: [u8; 32] = std::array::from_fn(|at| one.signature.0[at]);
            // What `verify_strict` refuses before its equation is refused here too.
            let point = CompressedEdwardsY(start).decompress();
            if key.is_weak() || point.is_none_or(|point| point.is_small_order()) {
                return false;
            }
            messages.push(message);
            signatures.push(ed25519_dalek::Signature::from_bytes(&one.signature.0));
            keys.push(**key);
        }
        let messages: Vec<&[u8]> = messages.iter().map(Vec::as_slice).collect();
        ed25519_dalek::verify_batch(&messages, &signatures, &keys).is_ok()
    }

    /// What was signed: the line without its signature, behind the domain.
    fn message(&self) -> Option<Vec<u8>> {
        let mut member = String::with_capacity(160);
        member.push_str("\"signature\":\"");
        canonical::hex(&mut member, &self.signature.0);
        member.push_str("\",");
        // Inside a text every quotation mark is escaped, so that this finds the member and nothing else.
        let (before, after) = self.text.split_once(&member)?;
        Some([DOMAIN, before.as_bytes(), after.as_bytes()].concat())
    }
}
