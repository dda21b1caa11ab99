//! Do the engines of path, actions, route, schedule and cost keep their promises?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod answers;
mod any_words;
mod by_hand;
mod changes;
mod combined;
mod library;
mod paths;
mod routes;
mod schedules;
mod stages;
mod terms;
