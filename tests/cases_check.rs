//! Every kind of mistake that only an incident, a profile or a case can have has a file that makes it,
//! and is reported once, at the right line and column.

use std::fs;
use std::path::Path;

use renraku::casebook;
use renraku::incident::Profile;
use renraku::incident::set::Names;
use renraku::rulebook::diagnostic::{Code, Colour, Diagnostic, Problems, render};
use renraku::rulebook::load::{Depth, Loaded, Packs, load};
use renraku::rulebook::{Lang, Sources};

const SMALL: &str = "tests/fixtures/small";
const BAD: &str = "tests/bad-cases";

/// The mistakes of a file, read as a profile or as a case.
fn mistakes(code: Code, path: &Path) -> (Vec<Diagnostic>, Sources) {
    let packs = Packs {
        only: Some(SMALL.into()),
        extra: Vec::new(),
    };
    let Loaded {
        mut sources,
        result,
        ..
    } = load(&packs, Depth::Slips);
    let book = result.unwrap_or_else(|errors| panic!("{errors:?}"));
    if code == Code::NotOrganisation {
        let mut problems = Problems::default();
        Profile::read(path, &Names::new(&book), &mut sources, &mut problems);
        return (problems.into_sorted().0, sources);
    }
    let loaded = casebook::load_only(&[path.to_owned()], &book, sources);
    assert!(loaded.casebook.cases.is_empty(), "{code}");
    (loaded.errors, loaded.sources)
}

#[test]
fn every_code_has_a_file_and_a_place() {
    for code in Code::OF_CASES {
        let path = Path::new(BAD).join(format!("{code}.yaml"));
        let text = fs::read_to_string(&path).unwrap_or_default();
        let expected = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# expect: "));
        let (found, sources) = mistakes(*code, &path);
        let shown = found
            .iter()
            .map(|found| render(found, &sources, Lang::En, Colour::Never));
        let shown: Vec<String> = shown.collect();
        let codes: Vec<Code> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [*code], "{}", shown.join("\n\n"));
        let place = found.first().and_then(|found| found.place);
        let place = place.map(|place| format!("{}:{}", place.line, place.column));
        assert_eq!(
            place.as_deref(),
            expected,
            "{code}:\n{}",
            shown.join("\n\n")
        );
    }
}

#[test]
fn every_bad_file_has_a_code() {
    let entries = fs::read_dir(BAD).into_iter().flatten().flatten();
    let names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), Code::OF_CASES.len());
    for name in names {
        let name = name.to_string_lossy();
        let known = Code::OF_CASES
            .iter()
            .any(|code| name == format!("{code}.yaml"));
        assert!(known, "{name}");
    }
}
