//! One spelling for what a keyboard can write in several: full-width digits and signs, half-width
//! kana, the many dashes and comparison signs.
//!
//! Owns spelling only; what the text means is for the other files of this folder.

use unicode_normalization::UnicodeNormalization;

/// The most characters of user text that a message repeats.
const EXCERPT: usize = 60;

/// NFKC, dashes and signs of comparison as ASCII, blanks as one blank, ends trimmed.
///
/// The wave dashes become `〜` and never the `~` of an estimate: between two values they mean a
/// range, and which of the two is meant at the beginning is not for this tool to guess.
pub(crate) fn fold(text: &str) -> String {
    let marked = text.replace(['～', '∼'], "〜");
    let mut folded = String::with_capacity(marked.len());
    for ch in marked.nfkc() {
        match ch {
            '\u{2010}'..='\u{2015}' | '−' | '﹣' => folded.push('-'),
            '≧' | '≥' | '⩾' => folded.push_str(">="),
            '≦' | '≤' | '⩽' => folded.push_str("<="),
            '¥' => folded.push('円'),
            ch if ch.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            ch => folded.push(ch),
        }
    }
    folded.trim().to_owned()
}

/// The folded text in small letters: what names, labels and words are compared by.
pub(crate) fn key(text: &str) -> String {
    fold(text).to_lowercase()
}

/// User text as a message repeats it: short, on one line, without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    for (count, ch) in text.trim().chars().enumerate() {
        if count == EXCERPT {
            out.push('…');
            break;
        }
        match ch {
            '`' => out.push('\''),
            ch if ch.is_control() => out.extend(ch.escape_default()),
            ch => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        for (written, folded) in [
            ("３０，０００", "30,000"),
            ("　２　時間 ", "2 時間"),
            ("２０００～５０００", "2000〜5000"),
            ("≧１００", ">=100"),
            ("2026－11－22", "2026-11-22"),
            ("２‥５", "2..5"),
            ("７㎿", "7MW"),
            ("ﾗﾝｻﾑｳｪｱ", "ランサムウェア"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn excerpts_are_short_and_clean() {
        assert_eq!(excerpt("a\u{7}`b\n"), "a\\u{7}'b");
        assert_eq!(excerpt(&"長".repeat(500)).chars().count(), EXCERPT + 1);
    }
}
