//! Tables as CSV: RFC 4180, in UTF-8 with the mark that spreadsheets need to see it.

use super::table::{Cell, Table};

/// The text of a table; lines end with CR LF.
pub(super) fn write(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    let mut line = |fields: Vec<String>| text += &(fields.join(",") + "\r\n");
    line(table.columns.iter().map(|column| quoted(&column.name)).collect());
    for row in &table.rows {
        line(row.iter().map(field).collect());
    }
    text
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Text(text) => quoted(&harmless(text)),
        Cell::List(list) => quoted(&harmless(&list.join(";"))),
    }
}

/// A spreadsheet takes text that begins like a formula for one, unless an apostrophe stands before
/// it (OWASP, "CSV Injection").
fn harmless(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::table::{Column, Kind};
    use proptest::prelude::*;

    /// Reads CSV as RFC 4180 has it.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
        let mut within = false;
        while let Some(c) = chars.next() {
            let row = rows.last_mut().unwrap();
            match c {
                '"' if within && chars.peek() == Some(&'"') => {
                    row.last_mut().unwrap().push(chars.next().unwrap())
                }
                '"' => within = !within,
                ',' if !within => row.push(String::new()),
                '\r' if !within && chars.peek() == Some(&'\n') => {
                    chars.next();
                    rows.push(vec![String::new()]);
                }
                c => row.last_mut().unwrap().push(c),
            }
        }
        rows.pop();
        rows
    }

    fn table(cells: Vec<String>) -> Table {
        let column = |i| Column { name: format!("c{i}"), kind: Kind::Text, meaning: String::new() };
        Table {
            name: "t",
            title: "",
            columns: (0..cells.len()).map(column).collect(),
            rows: vec![cells.into_iter().map(Cell::Text).collect()],
        }
    }

    #[test]
    fn formulas_are_made_harmless_and_numbers_stay_numbers() {
        assert!(write(&table(vec!["=1+1".into()])).contains("'=1+1"));
        assert_eq!(field(&Cell::Number(-1.5)), "-1.5");
    }

    proptest! {
        #[test]
        fn cells_come_back_as_they_were(cells in proptest::collection::vec("[a-z\"';, \r\n\u{4e00}-\u{4e20}]{0,12}", 1..5)) {
            let rows = read(&write(&table(cells.clone())));
            prop_assert_eq!(rows.len(), 2);
            prop_assert_eq!(rows[1].clone(), cells.iter().map(|c| harmless(c)).collect::<Vec<_>>());
        }
    }
}
