//! Which names have to be given, because the lowering would choose others.

use model_core::naming::Names;

/// A name that something has.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    part: &'a str,
    label: &'static str,
    name: &'a str,
    /// It cannot be given.
    is_fixed: bool,
    /// It does not matter.
    is_ignored: bool,
}

impl<'a> Claim<'a> {
    /// A name, and what the conventional one would be made of.
    pub const fn new(part: &'a str, label: &'static str, name: &'a str) -> Self {
        Self { part, label, name, is_fixed: false, is_ignored: false }
    }

    /// One that no attribute gives.
    pub const fn fixed(self) -> Self {
        Self { is_fixed: true, ..self }
    }

    /// One that is no difference.
    pub const fn ignored(self, is_ignored: bool) -> Self {
        Self { is_ignored, ..self }
    }
}

/// Whether each name, in the order in which the lowering chooses them, has to be given. Those that are given are taken before any is
/// chosen, which changes what is chosen for others: so it goes on until that comes to an end.
///
/// A fixed one is true if it cannot be had.
pub fn settle(table: &str, claims: &[Claim<'_>]) -> Vec<bool> {
    let mut given: Vec<bool> = vec![false; claims.len()];
    loop {
        let mut names = Names::default();
        names.take(table);
        for (claim, _) in claims.iter().zip(&given).filter(|(claim, given)| **given && !claim.is_fixed) {
            names.take(claim.name);
        }
        // One at a time: what is given now may be all that was in the way of the next.
        let mut wrong = None;
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !claim.is_ignored) {
            if given[at] && !claim.is_fixed {
                continue;
            }
            let chosen = names.choose(table, claim.part, claim.label);
            if chosen != claim.name && !given[at] {
                wrong = wrong.or(Some(at));
            }
        }
        match wrong {
            Some(at) => given[at] = true,
            None => return given,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_names_are_given() {
        let claims = [
            Claim::new("", "pkey", "users_pkey"),
            Claim::new("id", "seq", "users_id_seq1").fixed(),
            Claim::new("a", "key", "users_a_key"),
            Claim::new("a", "key", "users_a_key1"),
            Claim::new("a", "key", "other"),
            Claim::new("b", "check", "").ignored(true),
        ];
        assert_eq!(settle("users", &claims), [false, true, false, false, true, false]);
    }

    #[test]
    fn a_given_name_is_not_chosen() {
        // Given, `t_a_idx` is not free for the second any more, which would be `t_a_idx1` then.
        let claims = [Claim::new("b", "idx", "t_a_idx"), Claim::new("a", "idx", "t_a_idx1")];
        assert_eq!(settle("t", &claims), [true, false]);
    }
}
