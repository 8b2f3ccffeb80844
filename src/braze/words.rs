//! Enumerations of Braze’s: a Rust type and the list of its words, from one list.

/// Makes an enumeration of words. The first is its default.
macro_rules! words {
    ($(#[$about:meta])* $type:ident { $($(#[$says:meta])* $name:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $type { $($(#[$says])* #[serde(rename = $word)] $name,)* }

        impl $type {
            /// Every one, as Braze writes it.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// As Braze writes it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }

        impl Default for $type {
            fn default() -> Self {
                words!(@first $($name)*)
            }
        }
    };
    (@first $first:ident $($rest:ident)*) => { Self::$first };
}
pub(super) use words;
