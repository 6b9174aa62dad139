//! Lines of text by display width: Japanese characters take two columns.

use console::measure_text_width;

/// Characters that may not begin a line.
const NOT_FIRST: &str =
    "、。，．・：；？！）」』】〕》〉ー～ぁぃぅぇぉっゃゅょァィゥェォッャュョ),.:;?!]}";
/// Characters that may not end a line.
const NOT_LAST: &str = "（「『【〔《〈([{";

/// Begins a colour sequence.
const ESCAPE: char = '\u{1b}';

/// Writes paragraphs of a fixed width, each with its own indentation.
pub struct Page {
    width: usize,
    text: String,
}

impl Page {
    /// An empty page of so many columns.
    pub fn new(width: usize) -> Self {
        Self {
            width: width.max(20),
            text: String::new(),
        }
    }

    /// A paragraph: `head` once, then the text, further lines indented as far as the head is wide.
    pub fn entry(&mut self, head: &str, text: &str) {
        let indent = measure_text_width(head);
        self.hanging(head, indent, text);
    }

    /// A paragraph whose further lines are indented so many columns.
    pub fn hanging(&mut self, head: &str, indent: usize, text: &str) {
        let indent = indent.min(self.width / 2);
        let room = self.width.saturating_sub(indent).max(10);
        let first = self.width.saturating_sub(measure_text_width(head)).max(10);
        for (number, line) in wrap(text, first, room).iter().enumerate() {
            if number == 0 {
                self.text.push_str(head);
            } else {
                self.text.push_str(&" ".repeat(indent));
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Pads on the right to so many columns.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(measure_text_width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Breaks a text into lines of at most so many columns, the first of its own width. Latin words
/// stay whole where they fit; Japanese breaks anywhere but before closing and after opening marks.
pub fn wrap(text: &str, first: usize, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(text) {
        let width = measure_text_width(&piece);
        let limit = if lines.is_empty() { first } else { room };
        if used + width > limit && used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
            if piece.trim().is_empty() {
                continue;
            }
        }
        used += width;
        line.push_str(&piece);
    }
    lines.push(line);
    lines
}

/// The smallest parts that are not broken. A colour sequence has no width and stays with what
/// stands before it.
fn pieces(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before = None;
    let mut in_sequence = false;
    for character in text.chars() {
        let sequence = in_sequence || character == ESCAPE;
        in_sequence = sequence && character != 'm';
        let joins = sequence || before.is_some_and(|before| stay_together(before, character));
        match found.last_mut() {
            Some(last) if joins => last.push(character),
            _ => found.push(character.to_string()),
        }
        if !sequence {
            before = Some(character);
        }
    }
    found
}

fn stay_together(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_graphic();
    (latin(before) && latin(after)) || NOT_FIRST.contains(after) || NOT_LAST.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_closing_marks_stay_with_what_they_close() {
        assert_eq!(wrap("one two three", 8, 8), ["one two ", "three"]);
        assert_eq!(wrap("重大な事故。報告", 10, 10), ["重大な事", "故。報告"]);
        assert_eq!(wrap("", 10, 10), [""]);
    }

    #[test]
    fn colour_has_no_width() {
        let lines = wrap("\u{1b}[1mone two\u{1b}[0m three", 8, 8);
        assert_eq!(lines, ["\u{1b}[1mone two\u{1b}[0m ", "three"]);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = "「この規則」の項目に当たるため、所管の機関へ速やかに報告します（様式は別に定めるとおり）。";
        for width in 20..90 {
            for line in wrap(text, width, width) {
                assert!(
                    measure_text_width(line.trim_end()) <= width,
                    "{width}: {line}"
                );
            }
        }
    }
}
