//! How long does one part take, from the hours of its phases and a team to the certificate?
//!
//! `ready = ΣH / (people · hours a month)`; `start = max(ready, b · ready + Q)`, the laboratory's slot being ordered
//! at the fraction b of the work and coming after the queue Q; `end = start + E + B · F + D`: evaluation, a round on
//! findings that happens or not, decision. Months throughout.
//! A part whose actions and people are known is scheduled in `schedule`; its audit is this one.

use crate::draws::{Correlation, Percentiles, Range, Seed, Stream};

/// What holds for every part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Hours of one person in a month.
    pub hours_per_month: f64,
    /// The same where actions wait for people with the right skill.
    pub hours_per_month_with_skills: f64,
    /// How much inputs of one kind move together, 0 to 1.
    pub correlation: f64,
    /// The share of evaluations that need a round on findings, 0 to 1.
    pub findings_share: f64,
}

/// From readiness to the certificate: the times of laboratory and certification body, in months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Audit {
    /// The fraction of the work after which the slot is ordered, 0 to 1.
    pub slot_ordered_at: f64,
    /// From order to slot.
    pub queue: Range,
    /// The evaluation.
    pub evaluation: Range,
    /// A round on findings, where there is one.
    pub findings: Range,
    /// The share of draws with such a round, 0 to 1.
    pub findings_share: f64,
    /// The decision.
    pub decision: Range,
}

/// The months of one audit in one draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditMonths {
    /// From order to slot.
    pub queue: f64,
    /// The evaluation.
    pub evaluation: f64,
    /// The round on findings, 0 where there is none.
    pub findings: f64,
    /// The decision.
    pub decision: f64,
}

impl Audit {
    /// The likely months, with a round on findings.
    pub fn likely(&self) -> AuditMonths {
        AuditMonths {
            queue: self.queue.likely,
            evaluation: self.evaluation.likely,
            findings: self.findings.likely,
            decision: self.decision.likely,
        }
    }

    /// When the evaluation starts. In: the month of readiness.
    pub fn start(&self, ready: f64, drawn: &AuditMonths) -> f64 {
        ready.max(self.slot_ordered_at * ready + drawn.queue)
    }

    /// When the certificate is decided. In: the month of readiness.
    pub fn end(&self, ready: f64, drawn: &AuditMonths) -> f64 {
        self.start(ready, drawn) + drawn.evaluation + drawn.findings + drawn.decision
    }
}

/// The hours of one phase.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseHours {
    /// The phase.
    pub phase: String,
    /// Its hours.
    pub hours: Range,
}

/// One part, from its start to its certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Its id, which names its streams: `4-1`.
    pub id: String,
    /// Hours by phase.
    pub hours: Vec<PhaseHours>,
    /// Full-time people.
    pub people: f64,
    /// What follows readiness.
    pub audit: Audit,
}

impl Stage {
    /// The likely hours of all phases.
    pub fn likely_hours(&self) -> f64 {
        self.hours.iter().map(|phase| phase.hours.likely).sum()
    }

    /// Months to the certificate with everything at its likely figure and a round on findings.
    ///
    /// For checking by hand: fewer than half of the draws keep to it, so it is never printed as a date.
    pub fn months_at_likely(&self, settings: &Settings) -> f64 {
        let ready = self.ready(self.likely_hours(), settings);
        self.audit.end(ready, &self.audit.likely())
    }

    fn ready(&self, hours: f64, settings: &Settings) -> f64 {
        hours / (self.people * settings.hours_per_month).max(f64::MIN_POSITIVE)
    }
}

/// The draws of an audit: one factor for laboratory and body, beside the organization's for its hours.
pub(crate) struct AuditStreams {
    laboratory: Stream,
    queue: Stream,
    evaluation: Stream,
    findings: Stream,
    round: Stream,
    decision: Stream,
}

impl AuditStreams {
    pub(crate) fn new(seed: Seed, id: &str) -> Self {
        let stream = |name: &str| seed.stream(&format!("{id}/{name}"));
        Self {
            laboratory: stream("laboratory"),
            queue: stream("queue"),
            evaluation: stream("evaluation"),
            findings: stream("findings"),
            round: stream("findings-round"),
            decision: stream("decision"),
        }
    }

    pub(crate) fn draw(&mut self, audit: &Audit, correlation: Correlation) -> AuditMonths {
        let laboratory = self.laboratory.normal();
        // Every stream moves on in every draw, used or not: a changed share must not reshuffle what follows.
        // The length of the round is drawn on its own: with the organization's factor the printed percentiles come
        // out too wide by up to 0.17 months.
        let findings = audit.findings.at(self.findings.normal()).max(0.0);
        let happens = self.round.uniform() < audit.findings_share;
        let by_laboratory =
            |range: Range, stream: &mut Stream| range.at(correlation.mix(laboratory, stream.normal())).max(0.0);
        AuditMonths {
            queue: by_laboratory(audit.queue, &mut self.queue),
            evaluation: by_laboratory(audit.evaluation, &mut self.evaluation),
            findings: if happens { findings } else { 0.0 },
            decision: by_laboratory(audit.decision, &mut self.decision),
        }
    }
}

/// What the draws say about stages that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub struct StageForecast {
    /// The stage.
    pub id: String,
    /// The month of readiness in each draw, counted from the start of the first stage.
    pub ready: Vec<f64>,
    /// The month of the certificate in each draw, counted from the start of the first stage.
    pub certificate: Vec<f64>,
    /// Readiness.
    pub ready_months: Percentiles,
    /// The certificate.
    pub certificate_months: Percentiles,
}

/// Draws stages one after the other. In: the number of draws. Out: one forecast for each stage.
///
/// Each stage has common factors of its own: the second is worked on by people who have learnt from the first.
pub fn forecast_stages(stages: &[Stage], settings: &Settings, seed: Seed, draws: usize) -> Vec<StageForecast> {
    let correlation = Correlation::new(settings.correlation);
    let mut begins = vec![0.0; draws];
    let mut forecasts = Vec::new();
    for stage in stages {
        let mut organization = seed.stream(&format!("{}/organization", stage.id));
        let mut hours: Vec<Stream> =
            stage.hours.iter().map(|phase| seed.stream(&format!("{}/hours/{}", stage.id, phase.phase))).collect();
        let mut audit = AuditStreams::new(seed, &stage.id);
        let (mut ready, mut certificate) = (Vec::with_capacity(draws), Vec::with_capacity(draws));
        for begin in &mut begins {
            let factor = organization.normal();
            let sum = stage.hours.iter().zip(&mut hours).fold(0.0, |sum, (phase, stream)| {
                sum + phase.hours.at(correlation.mix(factor, stream.normal())).max(0.0)
            });
            let month = stage.ready(sum, settings);
            let drawn = audit.draw(&stage.audit, correlation);
            ready.push(*begin + month);
            *begin += stage.audit.end(month, &drawn);
            certificate.push(*begin);
        }
        forecasts.push(StageForecast {
            id: stage.id.clone(),
            ready_months: Percentiles::of(&ready),
            certificate_months: Percentiles::of(&certificate),
            ready,
            certificate,
        });
    }
    forecasts
}
