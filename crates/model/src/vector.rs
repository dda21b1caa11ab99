//! What does a level look like per foundational requirement? Level vectors and targets.

use std::fmt;

use crate::{FoundationalRequirement, SecurityLevel};

/// A level for each foundational requirement; `None` where no applicable row is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LevelVector(pub [Option<SecurityLevel>; 7]);

impl LevelVector {
    /// The level of one foundational requirement.
    pub const fn get(&self, of: FoundationalRequirement) -> Option<SecurityLevel> {
        self.0[of as usize]
    }

    /// The lowest level among those that are not null; `None` when all are.
    pub fn minimum(&self) -> Option<SecurityLevel> {
        self.0.iter().flatten().min().copied()
    }

    /// Each foundational requirement with its level.
    pub fn iter(&self) -> impl Iterator<Item = (FoundationalRequirement, Option<SecurityLevel>)> + '_ {
        FoundationalRequirement::ALL.into_iter().map(|fr| (fr, self.get(fr)))
    }
}

impl fmt::Display for LevelVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, level) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            match level {
                Some(level) => write!(f, "{}", level.number())?,
                None => f.write_str("–")?,
            }
        }
        f.write_str("}")
    }
}

/// A target (SL-T) or the level applied for: one level for each foundational requirement, 0 asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TargetVector(pub [SecurityLevel; 7]);

impl TargetVector {
    /// The same level everywhere.
    pub const fn uniform(level: SecurityLevel) -> Self {
        Self([level; 7])
    }

    /// The target of one foundational requirement.
    pub const fn get(&self, of: FoundationalRequirement) -> SecurityLevel {
        self.0[of as usize]
    }

    /// Reads one level or seven in vector order, separated by blanks or commas, with or without braces.
    ///
    /// # Errors
    /// Says what is wrong and what would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let inner = text.trim().trim_start_matches('{').trim_end_matches('}');
        let words: Vec<&str> = inner
            .split(|letter: char| letter == ',' || letter.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect();
        let levels = match SecurityLevel::parse(inner) {
            Some(one) => vec![one],
            None => words
                .iter()
                .map(|word| SecurityLevel::parse(word).ok_or_else(|| format!("\"{word}\" is not a level; use 0 to 4")))
                .collect::<Result<_, _>>()?,
        };
        match <[SecurityLevel; 7]>::try_from(levels.as_slice()) {
            Ok(seven) => Ok(Self(seven)),
            Err(_) => match levels.as_slice() {
                [one] => Ok(Self::uniform(*one)),
                other => Err(format!(
                    "a target has one level or seven in the order IAC UC SI DC RDF TRE RA, not {}",
                    other.len()
                )),
            },
        }
    }

    /// Does a vector reach the target wherever the target is above 0? A null there fails.
    pub fn reached_by(&self, vector: &LevelVector) -> bool {
        FoundationalRequirement::ALL.into_iter().all(|fr| {
            let asked = self.get(fr);
            asked == SecurityLevel::ZERO || vector.get(fr).is_some_and(|level| level >= asked)
        })
    }
}

impl fmt::Display for TargetVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        LevelVector(self.0.map(Some)).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{LevelVector, TargetVector};
    use crate::SecurityLevel;

    fn vector(numbers: [Option<u8>; 7]) -> LevelVector {
        LevelVector(numbers.map(|number| number.and_then(SecurityLevel::new)))
    }

    #[test]
    fn a_target_is_one_level_or_seven() {
        assert_eq!(TargetVector::parse("2").map(|t| t.to_string()), Ok("{2 2 2 2 2 2 2}".into()));
        assert_eq!(TargetVector::parse("SL 2").map(|t| t.to_string()), Ok("{2 2 2 2 2 2 2}".into()));
        assert_eq!(TargetVector::parse("{2 2 0 1 3 1 3}").map(|t| t.to_string()), Ok("{2 2 0 1 3 1 3}".into()));
        assert!(TargetVector::parse("2,2,1,1,3,1,2").is_ok());
        for wrong in ["", "5", "2 2", "2 2 2 2 2 2 2 2", "two", "-1"] {
            assert!(TargetVector::parse(wrong).is_err(), "{wrong}");
        }
    }

    /// The worked check of the zone in IEC 62443-3-2's manner: UC and RDF fall short, the rest fits.
    #[test]
    fn a_null_fails_a_target_above_zero() {
        let target = TargetVector::parse("2 2 0 1 3 1 3").expect("a target");
        let achieved = vector([Some(2), Some(1), Some(1), Some(1), Some(2), Some(1), Some(3)]);
        assert!(!target.reached_by(&achieved));
        let enough = vector([Some(2), Some(2), None, Some(1), Some(3), Some(4), Some(3)]);
        assert!(target.reached_by(&enough));
        let null = vector([Some(2), Some(2), None, Some(1), None, Some(4), Some(3)]);
        assert!(!target.reached_by(&null));
    }

    #[test]
    fn the_headline_ignores_null() {
        assert_eq!(vector([Some(2), None, Some(3), None, None, None, None]).minimum(), SecurityLevel::new(2));
        assert_eq!(vector([None; 7]).minimum(), None);
    }
}
