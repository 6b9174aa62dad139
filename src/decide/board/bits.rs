//! A small set of numbers, as bits.

use std::ops::{BitOr, BitOrAssign};

const WORDS: usize = 6;

/// A set of numbers below [`Bits::CAPACITY`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bits([u64; WORDS]);

impl Bits {
    /// How many numbers fit.
    pub const CAPACITY: usize = WORDS * 64;
    /// The empty set.
    pub const NONE: Self = Self([0; WORDS]);

    /// One number; the empty set if it does not fit.
    pub fn only(number: usize) -> Self {
        let mut bits = Self::NONE;
        if let Some(word) = bits.0.get_mut(number / 64) {
            *word = 1 << (number % 64);
        }
        bits
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many it has.
    pub fn len(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether a number is in it.
    pub fn has(self, number: usize) -> bool {
        let word = self.0.get(number / 64).copied().unwrap_or_default();
        word >> (number % 64) & 1 == 1
    }

    /// The numbers, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| index * 64 + bit)
        })
    }
}

impl BitOrAssign for Bits {
    fn bitor_assign(&mut self, other: Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }
}

impl BitOr for Bits {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}
