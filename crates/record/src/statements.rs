//! Which members has each statement in the journal?
//!
//! What is empty or unsaid is left out, so that equal statements have equal bytes. Single values stand in `values`.

use model::{
    Change, Changed, Claim, Cover, Date, Decision, DecisionId, Element, Evaluation, Evidence, Goal, Key, Marks,
    MaturityLevel, Named, Observation, ObservationId, Person, PersonId, Piece, PieceFile, PieceId, RowId, Statement,
    Status, Subject, SubjectId, TargetVector, Verdict, Version,
};
use serde::Deserializer;

use crate::macros::{object, tagged};
use crate::shape::{Members, Shape};

/// Evidence by its name: whether it holds is judged, never stated.
impl Shape for Evidence {
    fn write(&self, out: &mut String) {
        self.name.write(out);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::named(&String::read(from)?))
    }
}

/// A claim with its row.
struct Claimed {
    evidence: Vec<Evidence>,
    marks: Marks,
    maturity: Option<MaturityLevel>,
    row: RowId,
    statement: String,
    status: Option<Status>,
}
object!(Claimed, "a claim", evidence, marks, maturity, row, statement, status);

impl Claimed {
    fn of(row: &RowId, claim: &Claim) -> Self {
        let Claim { status, statement, evidence, marks, maturity } = claim.clone();
        Self { evidence, marks, maturity, row: row.clone(), statement, status }
    }

    fn stated(self) -> Statement {
        let Self { evidence, marks, maturity, row, statement, status } = self;
        Statement::Claim(row, Claim { status, statement, evidence, marks, maturity })
    }
}

/// A verdict with its row.
struct Judged {
    date: Option<Date>,
    evaluator: String,
    examined: Option<Status>,
    maturity: Option<MaturityLevel>,
    method: String,
    remark: String,
    row: RowId,
    verdict: Option<Verdict>,
    version: String,
}
object!(Judged, "a verdict", date, evaluator, examined, maturity, method, remark, row, verdict, version);

impl Judged {
    fn of(row: &RowId, evaluation: &Evaluation) -> Self {
        let Evaluation { verdict, maturity, remark, method, evaluator, date, version, examined } = evaluation.clone();
        Self { date, evaluator, examined, maturity, method, remark, row: row.clone(), verdict, version }
    }

    fn stated(self) -> Statement {
        let Self { date, evaluator, examined, maturity, method, remark, row, verdict, version } = self;
        Statement::Verdict(row, Evaluation { verdict, maturity, remark, method, evaluator, date, version, examined })
    }
}

/// An object without members.
struct Nothing {}

impl Shape for Nothing {
    fn write(&self, out: &mut String) {
        Members::of(out).end();
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Empty;
        impl<'de> serde::de::Visitor<'de> for Empty {
            type Value = Nothing;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an empty object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Nothing, A::Error> {
                map.next_key_seed(crate::shape::NameOf("an empty object", &[])).map(|_| Nothing {})
            }
        }
        from.deserialize_map(Empty)
    }
}

/// What is withdrawn, and why.
struct Withdrawn {
    key: Key,
    reason: String,
}
object!(Withdrawn, "a withdrawal", key, reason);

object!(RowId, "a row", edition, part, requirement, subject);
object!(Cover, "the dossier's own description", organization, sites, teams, title);
object!(Named, "a site or team", belongs_to, id, name);
object!(Person, "a person", capacities, id, key);
object!(
    Piece,
    "a piece of evidence",
    effective_from,
    effective_to,
    files,
    id,
    kind,
    owner,
    received,
    supersedes,
    title
);
object!(PieceFile, "a file of evidence", path, sha256);
object!(
    Observation,
    "an observation",
    by,
    date,
    digest,
    id,
    kind,
    method,
    place,
    requirements,
    result,
    subject,
    tool,
    version
);
object!(
    Decision,
    "a decision",
    by,
    conditions,
    date,
    digest,
    draws,
    files,
    id,
    kind,
    library,
    outcome,
    program,
    reason,
    seed,
    subject,
    supersedes,
    title
);
object!(
    Subject,
    "a subject",
    absent,
    applied_for,
    assessed_as,
    components,
    context,
    essential_functions,
    id,
    interfaces,
    kind,
    model,
    name,
    only_platform,
    parts,
    platform,
    present,
    process,
    products,
    roles,
    scope,
    sites,
    standards,
    target,
    teams,
    types,
    versions
);
object!(Element, "a part or an interface", id, name, protocols, requirements);
object!(Changed, "what changed", features, interfaces, parts, requirements);
object!(Version, "a version", build, changed, date, firmware, hardware, id, note, platform, software);

tagged! {
    Goal, "a goal",
    "levels": TargetVector, Goal::Levels, Self::Levels(levels) => levels;
    "maturity": MaturityLevel, Goal::Maturity, Self::Maturity(level) => level;
}

tagged! {
    Key, "a key",
    "claim": RowId, Key::Claim, Self::Claim(row) => row;
    "cover": Nothing, |_| Key::Cover, Self::Cover => &Nothing {};
    "decision": DecisionId, Key::Decision, Self::Decision(id) => id;
    "evidence": PieceId, Key::Piece, Self::Piece(id) => id;
    "observation": ObservationId, Key::Observation, Self::Observation(id) => id;
    "person": PersonId, Key::Person, Self::Person(id) => id;
    "subject": SubjectId, Key::Subject, Self::Subject(id) => id;
    "verdict": RowId, Key::Verdict, Self::Verdict(row) => row;
}

tagged! {
    Statement, "a statement",
    "claim": Claimed, Claimed::stated, Self::Claim(row, claim) => &Claimed::of(row, claim);
    "cover": Cover, Statement::Cover, Self::Cover(cover) => cover;
    "decision": Decision, Statement::Decision, Self::Decision(decision) => decision;
    "evidence": Piece, Statement::Piece, Self::Piece(piece) => piece;
    "observation": Observation, Statement::Observation, Self::Observation(observation) => observation;
    "person": Person, Statement::Person, Self::Person(person) => person;
    "subject": Subject, |subject| Statement::Subject(Box::new(subject)), Self::Subject(subject) => subject.as_ref();
    "verdict": Judged, Judged::stated, Self::Verdict(row, evaluation) => &Judged::of(row, evaluation);
}

tagged! {
    Change, "a change",
    "state": Statement, Change::State, Self::State(statement) => statement;
    "withdraw": Withdrawn, |gone: Withdrawn| Change::Withdraw(gone.key, gone.reason),
        Self::Withdraw(key, reason) => &Withdrawn { key: key.clone(), reason: reason.clone() };
}
