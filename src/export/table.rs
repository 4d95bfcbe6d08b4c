//! Tables: columns that say what they hold, and rows of cells.

use serde_json::{Map, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words or a key.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// Several keys or words; in CSV with `;` between them.
    List,
    /// A day, ISO 8601.
    Day,
    /// A date as finely as it is known: EDTF level 1.
    Date,
    /// An address.
    Url,
}

impl Kind {
    /// Its name in the dictionary.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "number",
            Kind::Flag => "true or false",
            Kind::List => "list, separated by ;",
            Kind::Day => "day (ISO 8601)",
            Kind::Date => "date (EDTF)",
            Kind::Url => "address",
        }
    }
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known, or not applicable.
    Empty,
    /// Words, a key, a date or an address.
    Text(String),
    /// A number; finite.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Several.
    List(Vec<String>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_string())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<&[String]> for Cell {
    fn from(list: &[String]) -> Cell {
        Cell::List(list.to_vec())
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Cell::from)
    }
}

impl Cell {
    fn to_json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => text.as_str().into(),
            Cell::Number(number) => (*number).into(),
            Cell::Flag(flag) => (*flag).into(),
            Cell::List(list) => list.clone().into(),
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name, a-z, 0-9, `_` and, before a language, that language's code.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What that means, with its unit and the values that are allowed.
    pub meaning: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name, also that of its files.
    pub name: &'static str,
    /// What its rows are.
    pub title: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The rows as objects.
    pub fn to_json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let members = self
                .columns
                .iter()
                .zip(row)
                .map(|(column, cell)| (column.name.clone(), cell.to_json()));
            Value::Object(members.collect::<Map<_, _>>())
        };
        self.rows.iter().map(object).collect()
    }
}

/// Makes a table of things, column by column.
pub(super) struct TableBuilder<'a, T> {
    things: &'a [T],
    table: Table,
}

impl<'a, T> TableBuilder<'a, T> {
    pub(super) fn new(name: &'static str, title: &'static str, things: &'a [T]) -> Self {
        TableBuilder {
            things,
            table: Table { name, title, columns: Vec::new(), rows: vec![Vec::new(); things.len()] },
        }
    }

    /// Adds a column.
    pub(super) fn with(
        mut self,
        name: impl Into<String>,
        kind: Kind,
        meaning: impl Into<String>,
        value: impl Fn(&T) -> Cell,
    ) -> Self {
        self.table.columns.push(Column { name: name.into(), kind, meaning: meaning.into() });
        for (row, thing) in self.table.rows.iter_mut().zip(self.things) {
            row.push(value(thing));
        }
        self
    }

    pub(super) fn done(self) -> Table {
        self.table
    }
}
