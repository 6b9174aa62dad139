//! Tables of a fixed width; the crate behind them knows the width of Japanese text.

use comfy_table::{ColumnConstraint, ContentArrangement, Table};

/// An empty table of so many columns with these headings.
pub fn new<'a>(headings: impl IntoIterator<Item = &'a str>, width: usize) -> Table {
    let mut table = Table::new();
    table
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(headings);
    // The first column names things; a name that is broken can be neither copied nor searched for.
    if let Some(first) = table.column_mut(0) {
        first.set_constraint(ColumnConstraint::ContentWidth);
    }
    table
}
