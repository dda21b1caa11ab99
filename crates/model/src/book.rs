//! What does the record say now, and how does one record differ from another?
//!
//! Statements are only ever added: a later one supersedes those that its author saw, a withdrawal carries its reason.
//! Where two people stated differently without seeing each other, both stand until somebody settles it.
//! Which files hold a book is `dossier`'s to know, which bytes are signed is `record`'s.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::statement::words;
use crate::subject::hex;
use crate::{
    Claim, Cover, Decision, DecisionKind, EditionKey, Evaluation, Observation, ObservationId, Part, Person, PersonId,
    Piece, PieceId, Place, RequirementId, Spots, Subject, SubjectId, Timestamp,
};

/// What a claim or a verdict is about: one requirement of one edition, for one subject or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId {
    /// The subject.
    pub subject: SubjectId,
    /// The edition.
    pub edition: EditionKey,
    /// The requirement, spelled as the edition spells it.
    pub requirement: RequirementId,
    /// The part, if it is about one only.
    pub part: Option<Part>,
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.requirement, self.subject)?;
        match &self.part {
            Some(part) => write!(f, " (part \"{part}\")"),
            None => Ok(()),
        }
    }
}

/// What a statement is about; at any time one statement stands under each key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// The dossier as a whole.
    Cover,
    /// A person.
    Person(PersonId),
    /// A subject.
    Subject(SubjectId),
    /// A piece of evidence.
    Piece(PieceId),
    /// The applicant's side of a row.
    Claim(RowId),
    /// An observation.
    Observation(ObservationId),
    /// The evaluator's side of a row.
    Verdict(RowId),
    /// A decision.
    Decision(crate::DecisionId),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cover => f.write_str("the dossier's own description"),
            Self::Person(id) => write!(f, "the person {id}"),
            Self::Subject(id) => write!(f, "the subject {id}"),
            Self::Piece(id) => write!(f, "the evidence {id}"),
            Self::Claim(row) => write!(f, "the claim on {row}"),
            Self::Observation(id) => write!(f, "the observation {id}"),
            Self::Verdict(row) => write!(f, "the verdict on {row}"),
            Self::Decision(id) => write!(f, "the decision {id}"),
        }
    }
}

/// One thing that somebody states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// What the dossier is and whose.
    Cover(Cover),
    /// Who takes part, in which capacities, with which key; never a name.
    Person(Person),
    /// What is assessed.
    Subject(Box<Subject>),
    /// What shows something.
    Piece(Piece),
    /// How a requirement is met, on the applicant's word.
    Claim(RowId, Claim),
    /// A fact that somebody or something observed.
    Observation(Observation),
    /// What an evaluator found.
    Verdict(RowId, Evaluation),
    /// What a decider decided.
    Decision(Decision),
}

impl Statement {
    /// Does it say nothing? An empty row is a place to write, not a statement.
    pub fn is_silent(&self) -> bool {
        match self {
            Self::Claim(_, claim) => claim.is_silent(),
            Self::Verdict(_, evaluation) => evaluation.is_silent(),
            _ => false,
        }
    }

    /// What it is about.
    pub fn key(&self) -> Key {
        match self {
            Self::Cover(_) => Key::Cover,
            Self::Person(person) => Key::Person(person.id.clone()),
            Self::Subject(subject) => Key::Subject(subject.id.clone()),
            Self::Piece(piece) => Key::Piece(piece.id.clone()),
            Self::Claim(row, _) => Key::Claim(row.clone()),
            Self::Observation(observation) => Key::Observation(observation.id.clone()),
            Self::Verdict(row, _) => Key::Verdict(row.clone()),
            Self::Decision(decision) => Key::Decision(decision.id.clone()),
        }
    }
}

words! {
    /// In which capacity somebody acts (ISO/IEC 17000, 17065): it decides what they may state.
    Capacity {
        /// For the organization that applies and answers for its claims.
        Applicant = "applicant",
        /// For a consultant who prepares the applicant; must not evaluate or decide on the same subject.
        Adviser = "adviser",
        /// For the laboratory or inspection body that examines.
        Evaluator = "evaluator",
        /// For the body that reviews an evaluation in which the reviewer took no part.
        Reviewer = "reviewer",
        /// For whoever decides: a certification body, or an owner.
        Decider = "decider",
    }
}

/// The three sides of a conformity assessment; nobody corrects what another side observed or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Applicant,
    Laboratory,
    Body,
}

impl Capacity {
    /// May somebody in this capacity state this, or withdraw it?
    ///
    /// A claim is the applicant's side, a verdict a laboratory's and nobody else's; who reviews or decides is neither
    /// (ISO/IEC 17065, 7.4 to 7.6). What is shown or observed may come from applicant and laboratory.
    pub const fn may_state(self, statement: &Statement) -> bool {
        let applicant = matches!(self, Self::Applicant | Self::Adviser);
        match statement {
            Statement::Cover(_) | Statement::Person(_) | Statement::Subject(_) | Statement::Claim(..) => applicant,
            Statement::Piece(_) | Statement::Observation(_) => applicant || matches!(self, Self::Evaluator),
            Statement::Verdict(..) => matches!(self, Self::Evaluator),
            Statement::Decision(decision) => match decision.kind {
                DecisionKind::Business => matches!(self, Self::Applicant),
                DecisionKind::Application | DecisionKind::Exception => {
                    matches!(self, Self::Applicant | Self::Reviewer | Self::Decider)
                }
                DecisionKind::Review => matches!(self, Self::Reviewer),
                DecisionKind::Certification => matches!(self, Self::Decider),
            },
        }
    }

    /// May somebody in this capacity withdraw anything under this key, whatever it said?
    const fn may_withdraw(self, key: &Key) -> bool {
        let applicant = matches!(self, Self::Applicant | Self::Adviser);
        match key {
            Key::Cover | Key::Person(_) | Key::Subject(_) | Key::Claim(_) => applicant,
            Key::Piece(_) | Key::Observation(_) => applicant || matches!(self, Self::Evaluator),
            Key::Verdict(_) => matches!(self, Self::Evaluator),
            Key::Decision(_) => matches!(self, Self::Applicant | Self::Reviewer | Self::Decider),
        }
    }

    /// The two capacities of a list that exclude each other: whoever prepares or advises must not evaluate, review or
    /// certify (ISO/IEC 17065, 4.2). An owner decides on what is its own.
    pub fn excluded(capacities: &[Self]) -> Option<(Self, Self)> {
        let first = |of: &[Self]| of.iter().find(|one| capacities.contains(one)).copied();
        let side = first(&[Self::Adviser, Self::Applicant])?;
        let judge = match side {
            Self::Applicant => first(&[Self::Evaluator, Self::Reviewer]),
            _ => first(&[Self::Evaluator, Self::Reviewer, Self::Decider]),
        };
        judge.map(|judge| (side, judge))
    }

    const fn side(self) -> Side {
        match self {
            Self::Applicant | Self::Adviser => Side::Applicant,
            Self::Evaluator => Side::Laboratory,
            Self::Reviewer | Self::Decider => Side::Body,
        }
    }
}

/// The digest of a recorded entry, by which others name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub [u8; 32]);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(f, &self.0)
    }
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// States something; it supersedes what stood under its key.
    State(Statement),
    /// Withdraws what stands under a key, for a reason.
    Withdraw(Key, String),
}

impl Change {
    /// What it is about.
    pub fn key(&self) -> Key {
        match self {
            Self::State(statement) => statement.key(),
            Self::Withdraw(key, _) => key.clone(),
        }
    }
}

/// Who made an entry, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The digest of the entry.
    pub id: EntryId,
    /// Its number: one more than the highest of those before it.
    pub seq: u64,
    /// By whom.
    pub by: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// When, by the author's clock.
    pub at: Timestamp,
    /// Why, in the author's words.
    pub why: String,
    /// The entries under the same key that the author saw and replaces.
    pub supersedes: Vec<EntryId>,
}

/// Where a statement stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its place.
    pub place: Place,
    /// The places of its cells, where it is a row.
    pub spots: Spots,
}

/// A change with its author, or without one as long as it is not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who, when, why; `None` for what stands in a file and nobody recorded yet.
    pub made: Option<Made>,
    /// Where it stands in a file.
    pub origin: Option<Origin>,
    /// What it does.
    pub change: Change,
}

impl Entry {
    /// What a file says, not yet recorded by anybody.
    pub fn draft(statement: Statement, origin: Origin) -> Self {
        Self { made: None, origin: Some(origin), change: Change::State(statement) }
    }

    /// The statement, unless it is a withdrawal.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.change {
            Change::State(statement) => Some(statement),
            Change::Withdraw(..) => None,
        }
    }
}

/// Why an entry does not come into the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The capacity does not go with what is stated.
    Capacity(Capacity, Key),
    /// Somebody states it in somebody else's name.
    InTheNameOf(PersonId, Key),
    /// It was stated by another side, which alone may correct it.
    OtherSide(Capacity, Key),
    /// A piece of evidence that is recorded keeps its files.
    FilesChanged(Key),
    /// A withdrawal without a reason.
    NoReason(Key),
    /// It supersedes an entry that is not there, or one about something else.
    Supersedes(EntryId),
    /// A draft under a key that has one already.
    Twice(Key),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity(capacity, key) => write!(f, "{key} is not {capacity}'s to state"),
            Self::InTheNameOf(person, key) => write!(f, "{key} is in the name of {person}, who alone may state it"),
            Self::OtherSide(capacity, key) => {
                write!(f, "{key} was stated by {capacity}, whose side alone may correct it")
            }
            Self::FilesChanged(key) => {
                write!(
                    f,
                    "{key} is recorded with other files; register the new ones under an id of their own that supersedes it"
                )
            }
            Self::NoReason(key) => write!(f, "{key} is withdrawn without a reason"),
            Self::Supersedes(id) => write!(f, "it supersedes {id}, which is no earlier entry about the same"),
            Self::Twice(key) => write!(f, "{key} stands here twice"),
        }
    }
}

/// Everything that was stated about the subjects of a dossier, and what of it stands now.
#[derive(Debug, Clone, Default)]
pub struct Book {
    entries: Vec<Arc<Entry>>,
    /// By key the entries that nobody superseded; more than one is a conflict.
    standing: BTreeMap<Key, Vec<usize>>,
    by_id: BTreeMap<EntryId, usize>,
}

impl Book {
    /// Adds an entry, the only way in.
    ///
    /// An entry under a key supersedes exactly those that it names; what its author did not see stands beside it.
    ///
    /// # Errors
    /// When the author may not make the change ([`Book::may`]), a superseded entry is unknown, or two drafts say
    /// something under one key. The book is then unchanged.
    pub fn apply(&mut self, entry: Entry) -> Result<(), Refused> {
        let key = entry.change.key();
        let standing = self.standing.get(&key).map(Vec::as_slice).unwrap_or_default();
        let superseded: Vec<usize> = match &entry.made {
            None if standing.iter().any(|at| self.entries[*at].made.is_none()) => return Err(Refused::Twice(key)),
            None => standing.to_vec(),
            Some(made) => {
                self.may(&made.by, made.capacity, &entry.change)?;
                let find = |id: &EntryId| {
                    let at = self.by_id.get(id).copied().filter(|at| self.entries[*at].change.key() == key);
                    at.ok_or(Refused::Supersedes(*id))
                };
                made.supersedes.iter().map(find).collect::<Result<_, _>>()?
            }
        };
        let at = self.entries.len();
        if let Some(made) = &entry.made {
            self.by_id.insert(made.id, at);
        }
        self.entries.push(Arc::new(entry));
        let standing = self.standing.entry(key).or_default();
        if !superseded.is_empty() {
            standing.retain(|at| !superseded.contains(at));
        }
        standing.push(at);
        Ok(())
    }

    /// May somebody in a capacity make a change to what stands?
    ///
    /// # Errors
    /// When the capacity does not go with the statement, somebody else's name stands under it, another side stated
    /// what it would correct, it would exchange the files of recorded evidence, or it withdraws without a reason.
    pub fn may(&self, by: &PersonId, capacity: Capacity, change: &Change) -> Result<(), Refused> {
        let key = change.key();
        if let Change::Withdraw(_, reason) = change
            && reason.trim().is_empty()
        {
            return Err(Refused::NoReason(key));
        }
        let standing: Vec<&Entry> = self.standing(&key).collect();
        let own = match change {
            Change::State(statement) => Some(statement),
            Change::Withdraw(..) => None,
        };
        let mut statements = own.into_iter().chain(standing.iter().filter_map(|entry| entry.statement()));
        // A withdrawal says nothing itself; where nothing stands under its key, the key alone says whose it is.
        if !capacity.may_withdraw(&key) || statements.any(|statement| !capacity.may_state(statement)) {
            return Err(Refused::Capacity(capacity, key));
        }
        let named = match own {
            Some(Statement::Verdict(_, found)) if !found.evaluator.is_empty() => Some(PersonId::new(&found.evaluator)),
            Some(Statement::Decision(decision)) => decision.by.clone(),
            _ => None,
        };
        if let Some(named) = named.filter(|named| named != by) {
            return Err(Refused::InTheNameOf(named, key));
        }
        let others = standing.iter().filter_map(|entry| entry.made.as_ref()).map(|made| made.capacity);
        if let Some(other) = others.into_iter().find(|other| other.side() != capacity.side()) {
            return Err(Refused::OtherSide(other, key));
        }
        if let Some(Statement::Piece(new)) = own {
            let kept =
                |old: &crate::PieceFile| old.sha256.is_none() || new.files.iter().any(|file| file.sha256 == old.sha256);
            // What was recorded once counts, even where it was withdrawn since.
            let recorded = self.entries.iter().filter(|entry| entry.made.is_some());
            let old = recorded.filter_map(|entry| match entry.statement() {
                Some(Statement::Piece(piece)) if piece.id == new.id => Some(piece),
                _ => None,
            });
            if old.flat_map(|piece| &piece.files).any(|file| !kept(file)) {
                return Err(Refused::FilesChanged(key));
            }
        }
        Ok(())
    }

    /// Who made a recorded entry, when and why.
    pub fn made(&self, id: EntryId) -> Option<&Made> {
        self.by_id.get(&id).and_then(|at| self.entries[*at].made.as_ref())
    }

    /// Every entry, in the order in which it came in.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(Arc::as_ref)
    }

    /// The entries that stand under a key; more than one is a conflict.
    pub fn standing(&self, key: &Key) -> impl DoubleEndedIterator<Item = &Entry> {
        self.standing.get(key).into_iter().flatten().map(|at| self.entries[*at].as_ref())
    }

    /// Every key under which something was ever stated, with the entries that stand there.
    pub fn keys(&self) -> impl Iterator<Item = (&Key, impl Iterator<Item = &Entry>)> {
        self.standing.iter().map(|(key, at)| (key, at.iter().map(|at| self.entries[*at].as_ref())))
    }

    /// The entry that says what holds under a key: none where it was withdrawn, the latest where there is a conflict.
    pub fn entry(&self, key: &Key) -> Option<&Entry> {
        self.standing(key).rfind(|entry| entry.statement().is_some())
    }

    /// What is in conflict: keys under which people who did not see each other's entry said different things.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Key, Vec<&Entry>)> {
        self.keys().filter_map(|(key, entries)| {
            let entries: Vec<&Entry> = entries.collect();
            let differ = entries.iter().any(|entry| !same(&entry.change, &entries[0].change));
            differ.then_some((key, entries))
        })
    }

    /// What must be stated or withdrawn so that `self` says what `newer` says: the one difference
    /// behind hand edits, import, comparison and exchange.
    ///
    /// What is missing in `newer` is withdrawn for `reason`. Changes come in the order of their keys, so that what
    /// others lean on (people, subjects, evidence) comes first.
    pub fn changes_to<'a>(&'a self, newer: &'a Self, reason: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut keys: Vec<&Key> = self.standing.keys().chain(newer.standing.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let says = |book: &'a Self| book.entry(key).and_then(Entry::statement).filter(|one| !one.is_silent());
            let (old, new) = (says(self), says(newer));
            match (old, new) {
                (old, Some(new)) if old != Some(new) => changes.push(Change::State(new.clone())),
                (Some(_), None) => changes.push(Change::Withdraw(key.clone(), reason.to_owned())),
                _ => {}
            }
        }
        changes
    }

    /// The subjects, by id.
    pub fn subjects(&self) -> impl Iterator<Item = (&Subject, &Entry)> {
        self.statements().filter_map(|(statement, entry)| match statement {
            Statement::Subject(subject) => Some((subject.as_ref(), entry)),
            _ => None,
        })
    }

    /// One subject.
    pub fn subject(&self, id: &SubjectId) -> Option<&Subject> {
        match self.entry(&Key::Subject(id.clone()))?.statement() {
            Some(Statement::Subject(subject)) => Some(subject),
            _ => None,
        }
    }

    /// The pieces of evidence, by id.
    pub fn pieces(&self) -> impl Iterator<Item = (&Piece, &Entry)> {
        self.statements().filter_map(|(statement, entry)| match statement {
            Statement::Piece(piece) => Some((piece, entry)),
            _ => None,
        })
    }

    /// One person.
    pub fn person(&self, id: &str) -> Option<&Person> {
        match self.entry(&Key::Person(PersonId::new(id)))?.statement() {
            Some(Statement::Person(person)) => Some(person),
            _ => None,
        }
    }

    /// The people, by id.
    pub fn people(&self) -> impl Iterator<Item = (&Person, &Entry)> {
        self.statements().filter_map(|(statement, entry)| match statement {
            Statement::Person(person) => Some((person, entry)),
            _ => None,
        })
    }

    /// What holds now, in the order of the keys.
    pub fn statements(&self) -> impl Iterator<Item = (&Statement, &Entry)> {
        self.standing.values().filter_map(|at| {
            let entries = at.iter().map(|at| self.entries[*at].as_ref());
            entries.filter_map(|entry| entry.statement().map(|statement| (statement, entry))).next_back()
        })
    }

    /// The claims of one subject about one edition, in the order of requirement ids and parts.
    pub fn claims<'b>(
        &'b self,
        subject: &'b SubjectId,
        edition: &'b EditionKey,
    ) -> impl Iterator<Item = (&'b RowId, &'b Claim, &'b Entry)> {
        self.of(subject, edition, Key::Claim).filter_map(|entry| match entry.statement() {
            Some(Statement::Claim(row, claim)) => Some((row, claim, entry)),
            _ => None,
        })
    }

    /// The verdicts on one subject about one edition, in the order of requirement ids and parts.
    pub fn verdicts<'b>(
        &'b self,
        subject: &'b SubjectId,
        edition: &'b EditionKey,
    ) -> impl Iterator<Item = (&'b RowId, &'b Evaluation, &'b Entry)> {
        self.of(subject, edition, Key::Verdict).filter_map(|entry| match entry.statement() {
            Some(Statement::Verdict(row, evaluation)) => Some((row, evaluation, entry)),
            _ => None,
        })
    }

    fn of<'b>(
        &'b self,
        subject: &'b SubjectId,
        edition: &'b EditionKey,
        key: fn(RowId) -> Key,
    ) -> impl Iterator<Item = &'b Entry> {
        let first = key(RowId {
            subject: subject.clone(),
            edition: edition.clone(),
            requirement: RequirementId::new(""),
            part: None,
        });
        let rows = self.standing.range(first.clone()..).take_while(move |(key, _)| match (&first, key) {
            (Key::Claim(_), Key::Claim(row)) | (Key::Verdict(_), Key::Verdict(row)) => {
                row.subject == *subject && row.edition == *edition
            }
            _ => false,
        });
        rows.filter_map(|(_, at)| {
            at.iter().map(|at| self.entries[*at].as_ref()).rfind(|entry| entry.statement().is_some())
        })
    }
}

/// Do two changes say the same? Reasons of withdrawals are words, not meaning.
fn same(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::State(one), Change::State(other)) => one == other,
        (Change::Withdraw(one, _), Change::Withdraw(other, _)) => one == other,
        _ => false,
    }
}
