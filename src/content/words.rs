//! Groups of words that every language must have.

/// Declares a group of words, each of them required.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? } and { $($(#[$other_doc:meta])* $other:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$other_doc])* pub $other: $kind,)*
            $($(#[$field_doc])* pub $field: String,)*
        }
        impl $name {
            /// Keys that hold no words.
            pub fn empty_keys(&self) -> Vec<&'static str> {
                let mut empty = Vec::new();
                $(if self.$field.trim().is_empty() { empty.push(stringify!($field)); })*
                empty
            }
        }
    };
}

pub(super) use words;
