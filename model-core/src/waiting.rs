//! In which order things are done that wait for one another.

use std::collections::BTreeSet;

/// Things by number, each of which is taken once, when the caller says so.
#[derive(Debug)]
pub struct Waiting {
    open: BTreeSet<usize>,
    free: BTreeSet<usize>,
    /// For how many open ones each waits.
    counts: Vec<usize>,
    /// Who waits for each.
    followers: Vec<Vec<usize>>,
}

impl Waiting {
    /// For each of them, what it waits for. Who waits for itself does not wait.
    pub fn new(needs: &[BTreeSet<usize>]) -> Self {
        let mut followers = vec![Vec::new(); needs.len()];
        let mut counts = vec![0; needs.len()];
        for (at, needs) in needs.iter().enumerate() {
            for need in needs.iter().filter(|need| **need != at) {
                if let Some(followers) = followers.get_mut(*need) {
                    followers.push(at);
                    counts[at] += 1;
                }
            }
        }
        let free = (0..needs.len()).filter(|at| counts[*at] == 0).collect();
        Self { open: (0..needs.len()).collect(), free, counts, followers }
    }

    /// Those that have not been taken.
    pub const fn open(&self) -> &BTreeSet<usize> {
        &self.open
    }

    /// Those that wait for nothing any more.
    pub const fn free(&self) -> &BTreeSet<usize> {
        &self.free
    }

    /// For how many others it waits.
    pub fn count(&self, at: usize) -> usize {
        self.counts[at]
    }

    /// Takes one, whether or not it is free.
    pub fn take(&mut self, at: usize) {
        if !self.open.remove(&at) {
            return;
        }
        self.free.remove(&at);
        for other in std::mem::take(&mut self.followers[at]) {
            self.counts[other] -= 1;
            if self.counts[other] == 0 && self.open.contains(&other) {
                self.free.insert(other);
            }
        }
    }

    /// All of them: the first that is free, or the first of all where everything waits.
    pub fn in_order(mut self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.counts.len());
        while let Some(next) = self.free.first().or_else(|| self.open.first()).copied() {
            self.take(next);
            order.push(next);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(needs: &[&[usize]]) -> Waiting {
        Waiting::new(&needs.iter().map(|needs| needs.iter().copied().collect()).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_waited_for_comes_first() {
        assert_eq!(waiting(&[&[2], &[], &[3, 1], &[]]).in_order(), [1, 3, 2, 0]);
    }

    #[test]
    fn a_ring_begins_somewhere() {
        assert_eq!(waiting(&[&[1], &[0], &[2]]).in_order(), [2, 0, 1]);
    }

    #[test]
    fn one_that_is_not_free_can_be_taken() {
        let mut waiting = waiting(&[&[1], &[0, 2], &[]]);
        waiting.take(1);
        assert_eq!((waiting.free().first(), waiting.count(0)), (Some(&0), 0));
        waiting.take(2);
        assert_eq!(waiting.in_order(), [0]);
    }
}
