//! Draws a diagnostic: path, line and column, the line itself with a caret, and the way out.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::rulebook::place::{FileId, Place};
use crate::rulebook::sources::Sources;
use crate::rulebook::text::Lang;

/// Whether to draw with colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// ANSI colour.
    Always,
}

/// One diagnostic as text, without a line break at the end.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, lang: Lang, colour: Colour) -> String {
    let (error, warning, help) = match lang {
        Lang::Ja => ("エラー", "警告", "対処"),
        Lang::En => ("error", "warning", "help"),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let title = level
        .primary_title(diagnostic.message.get(lang))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for (file, annotations) in annotations(diagnostic, lang) {
        group = group.element(
            Snippet::source(sources.text(file))
                .path(sources.path(file))
                .annotations(annotations),
        );
    }
    if let Some(text) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help).message(text.get(lang)));
    }
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// Several diagnostics, with a blank line between.
pub fn render_all(list: &[Diagnostic], sources: &Sources, lang: Lang, colour: Colour) -> String {
    let parts: Vec<_> = list
        .iter()
        .map(|diagnostic| render(diagnostic, sources, lang, colour))
        .collect();
    parts.join("\n\n")
}

/// What to underline, file by file, the file of the mistake first.
fn annotations(diagnostic: &Diagnostic, lang: Lang) -> Vec<(FileId, Vec<Annotation<'_>>)> {
    let Some(place) = diagnostic.place else {
        return Vec::new();
    };
    let label = diagnostic.label.as_ref().map(|label| label.get(lang));
    let primary = AnnotationKind::Primary.span(place.bytes()).label(label);
    let mut files = vec![(place.file, vec![primary])];
    for (place, what) in &diagnostic.related {
        let Place { file, .. } = *place;
        let note = AnnotationKind::Context
            .span(place.bytes())
            .label(what.get(lang));
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, list)) => list.push(note),
            None => files.push((file, vec![note])),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::diagnostic::Code;
    use crate::rulebook::text::say;

    #[test]
    fn the_column_counts_characters_and_the_line_is_shown() {
        let mut sources = Sources::default();
        let file = sources.add("rules/a.yaml", "a: 1\n題名: {ja: あ, xx: い}\n");
        let place = sources.place(file, 23..25);
        let diagnostic = Diagnostic::new(
            Code::UnknownKey,
            place,
            say!("未知のキー `xx`", "unknown key `xx`"),
        )
        .help(say!("`en` のことか", "did you mean `en`?"));
        let text = render(&diagnostic, &sources, Lang::En, Colour::Never);
        assert!(
            text.starts_with("error[unknown-key]: unknown key `xx`"),
            "{text}"
        );
        assert!(text.contains("rules/a.yaml:2:13"), "{text}");
        assert!(text.contains("題名: {ja: あ, xx: い}"), "{text}");
        assert!(text.contains("help: did you mean `en`?"), "{text}");
        let text = render(&diagnostic, &sources, Lang::Ja, Colour::Never);
        assert!(
            text.starts_with("エラー[unknown-key]: 未知のキー `xx`"),
            "{text}"
        );
        let text = render(&diagnostic, &sources, Lang::Ja, Colour::Always);
        assert!(text.contains('\u{1b}'), "{text}");
    }
}
