//! A smallest set that shares a member with each of some sets, by branch and bound.

use std::collections::BTreeSet;

/// At most so many branches; beyond that there is no answer.
const MOST_BRANCHES: usize = 200_000;

type Set = BTreeSet<usize>;

struct Search<'a> {
    sets: &'a [Set],
    best: Option<Set>,
    branches: usize,
}

/// A smallest set that hits every set; `None` where that takes too long or a set is empty.
pub fn smallest(sets: &[Set]) -> Option<Set> {
    if sets.iter().any(BTreeSet::is_empty) {
        return None;
    }
    let mut search = Search {
        sets,
        best: None,
        branches: 0,
    };
    search.branch(&mut Set::new(), &mut Set::new());
    search.best.filter(|_| search.branches < MOST_BRANCHES)
}

impl Search<'_> {
    fn branch(&mut self, chosen: &mut Set, barred: &mut Set) {
        self.branches += 1;
        if self.branches >= MOST_BRANCHES {
            return;
        }
        let open: Vec<&Set> = self
            .sets
            .iter()
            .filter(|set| set.is_disjoint(chosen))
            .collect();
        let limit = self.best.as_ref().map_or(usize::MAX, BTreeSet::len);
        if chosen.len() + disjoint(&open) >= limit {
            return;
        }
        // The set with the fewest members left splits the search best.
        let members = |set: &&&Set| set.difference(barred).count();
        let Some(narrowest) = open.iter().min_by_key(members) else {
            self.best = Some(chosen.clone());
            return;
        };
        let mut members: Vec<usize> = narrowest.difference(barred).copied().collect();
        let hits = |member: &usize| open.iter().filter(|set| set.contains(member)).count();
        members.sort_by_key(|member| std::cmp::Reverse(hits(member)));
        for member in &members {
            chosen.insert(*member);
            self.branch(chosen, barred);
            chosen.remove(member);
            // Every set with this member was looked at.
            barred.insert(*member);
        }
        for member in &members {
            barred.remove(member);
        }
    }
}

/// How many of the sets share no member, taken greedily: each needs a member of its own.
fn disjoint(sets: &[&Set]) -> usize {
    let mut used = Set::new();
    let mut sorted = sets.to_vec();
    sorted.sort_by_key(|set| set.len());
    let mut count = 0;
    for set in sorted {
        if set.is_disjoint(&used) {
            used.extend(set.iter().copied());
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(lists: &[&[usize]]) -> Vec<Set> {
        lists
            .iter()
            .map(|list| list.iter().copied().collect())
            .collect()
    }

    #[test]
    fn it_is_as_small_as_can_be() {
        let cases: [(&[&[usize]], usize); 4] = [
            (&[], 0),
            (&[&[1]], 1),
            (&[&[1, 2], &[2, 3], &[3, 1]], 2),
            (&[&[1, 2, 3], &[4, 5, 6], &[1, 4], &[2, 5], &[3, 6]], 3),
        ];
        for (lists, size) in cases {
            let lists = sets(lists);
            let found = smallest(&lists).unwrap();
            assert_eq!(found.len(), size, "{lists:?}");
            assert!(lists.iter().all(|set| !set.is_disjoint(&found)));
        }
    }

    #[test]
    fn it_agrees_with_trying_every_set() {
        // Every family of three sets of two out of four.
        let pairs: Vec<Vec<usize>> = (0..4)
            .flat_map(|a| (a + 1..4).map(move |b| vec![a, b]))
            .collect();
        for a in &pairs {
            for b in &pairs {
                for c in &pairs {
                    let family = sets(&[a, b, c]);
                    let least = (0..16_u32)
                        .filter(|mask| {
                            family
                                .iter()
                                .all(|set| set.iter().any(|member| mask >> member & 1 == 1))
                        })
                        .map(u32::count_ones)
                        .min()
                        .unwrap();
                    assert_eq!(smallest(&family).unwrap().len(), least as usize);
                }
            }
        }
    }

    #[test]
    fn an_empty_set_cannot_be_hit() {
        assert_eq!(smallest(&sets(&[&[]])), None);
    }
}
