//! Which words may a statement use? Statuses, verdicts, bases and ways.

use std::fmt;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one, in the order in which results list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one text form.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word; letter case, blanks and underscores are forgiven.
            pub fn parse(text: &str) -> Option<Self> {
                let wanted = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
                Self::ALL.iter().copied().find(|one| one.id() == wanted)
            }

            /// The words, as a hint lists them.
            pub fn words() -> String {
                Self::ALL.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ")
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What the applicant states about a requirement.
    Status {
        /// The product does it itself.
        Met = "met",
        /// A named system around the product does it; a condition of use.
        ByIntegration = "by-integration",
        /// The capability is missing and something else lowers the risk.
        Compensated = "compensated",
        /// Some of it is there.
        Partly = "partly",
        /// It is missing.
        NotMet = "not-met",
        /// It does not apply to this product.
        NotApplicable = "not-applicable",
    }
}

impl Status {
    /// Must a statement stand beside it? It must wherever the word alone proves nothing.
    pub const fn needs_statement(self) -> bool {
        matches!(self, Self::ByIntegration | Self::Compensated | Self::NotApplicable)
    }

    /// The way in which the status satisfies a row, if it does.
    pub const fn way(self) -> Option<Way> {
        match self {
            Self::Met => Some(Way::Native),
            Self::ByIntegration => Some(Way::Integration),
            Self::Compensated => Some(Way::Countermeasure),
            Self::Partly | Self::NotMet | Self::NotApplicable => None,
        }
    }
}

words! {
    /// What the evaluator finds about a requirement.
    Verdict {
        /// Assessed and met.
        Pass = "pass",
        /// Assessed and not met.
        Fail = "fail",
        /// Assessed and found not applicable.
        Na = "na",
        /// Not evaluated.
        Ne = "ne",
    }
}

words! {
    /// On whose word does a result rest?
    Basis {
        /// The applicant's word.
        Claimed = "claimed",
        /// The applicant's word with evidence named.
        Shown = "shown",
        /// An evaluator's verdicts and nothing else.
        Evaluated = "evaluated",
    }
}

words! {
    /// How a row is satisfied, from the strongest to the weakest.
    Way {
        /// By the product itself.
        Native = "native",
        /// By a system around it: counts for capability.
        Integration = "integration",
        /// By a countermeasure: counts for what is achieved in an installed zone only.
        Countermeasure = "countermeasure",
    }
}

words! {
    /// What is assessed: decides whether countermeasures count.
    AssessedAs {
        /// A component or control-system product: SL-C, without countermeasures.
        Product = "product",
        /// An installed zone: SL-A, with countermeasures.
        Zone = "zone",
    }
}
