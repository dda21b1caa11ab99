//! How is work spread over the processors, and how far is it? The same answers in the same order as one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many of how many pieces of work are done; one side counts, another looks.
#[derive(Debug, Default)]
pub struct Count {
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Count {
    /// How many are done, of how many; 0 of 0 until that is known.
    pub fn now(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    pub(crate) fn expect(&self, of: usize) {
        self.of.store(of, Ordering::Relaxed);
    }

    pub(crate) fn done(&self, more: usize) {
        self.done.fetch_add(more, Ordering::Relaxed);
    }
}

/// The work on each item, in the order of the items.
#[allow(clippy::disallowed_methods, reason = "this crate is where threads live")]
pub(crate) fn spread<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if workers < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((at, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            done.push((at, work(item)));
        }
        done
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (0..workers).map(|_| scope.spawn(take)).collect();
        // What falls over there falls over here, as it would without threads.
        let joined = others.into_iter().map(|one| one.join().unwrap_or_else(|fall| std::panic::resume_unwind(fall)));
        joined.flatten().collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1_000).collect();
        // The first take longest, so that later ones are done before them.
        let slow =
            |item: &u64| (0..(1_000 - item) * 50).fold(*item, |sum, more| sum.wrapping_mul(31).wrapping_add(more));
        assert_eq!(spread(&items, slow), items.iter().map(slow).collect::<Vec<_>>());
        assert!(spread(&items[..0], slow).is_empty());
    }
}
