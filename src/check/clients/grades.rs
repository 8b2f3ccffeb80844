//! How much is lost where a mail program cannot show a feature.
//!
//! What is not listed here is never said: rounded corners, hover colours, web fonts with a stack, media queries. Mails are
//! built so that these may be missing.

/// How much is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Things fall out of their places, or vanish.
    Layout,
    /// Something is not as it was meant: a size, a colour, a column.
    Meaning,
    /// A decoration is missing.
    Decoration,
}

const LAYOUT: &[&str] = &["css-display-flex", "css-display-grid", "css-position"];

const MEANING: &[&str] = &[
    "css-at-import",
    "css-column-count",
    "css-conic-gradient",
    "css-function-clamp",
    "css-function-light-dark",
    "css-function-max",
    "css-function-min",
    "css-linear-gradient",
    "css-modern-color",
    "css-nesting",
    "css-object-fit",
    "css-radial-gradient",
    "css-unit-calc",
    "css-unit-ch",
    "css-unit-rem",
    "css-unit-vh",
    "css-unit-vmax",
    "css-unit-vmin",
    "css-unit-vw",
    "css-variables",
    "css-writing-mode",
    "html-dialog",
    "html-hidden",
    "html-link",
    "html-meter",
    "html-picture",
    "html-popover",
    "html-progress",
    "html-svg",
    "image-apng",
    "image-avif",
    "image-base64",
    "image-bmp",
    "image-hdr",
    "image-heif",
    "image-ico",
    "image-mp4",
    "image-svg",
    "image-tiff",
    "image-webp",
];

const DECORATION: &[&str] = &[
    "css-animation",
    "css-aspect-ratio",
    "css-backdrop-filter",
    "css-background-blend-mode",
    "css-block-inline-size",
    "css-border-image",
    "css-box-shadow",
    "css-clip-path",
    "css-filter",
    "css-intrinsic-size",
    "css-margin-block-start-end",
    "css-margin-inline-block",
    "css-margin-inline-start-end",
    "css-mask-image",
    "css-mix-blend-mode",
    "css-padding-block-start-end",
    "css-padding-inline-block",
    "css-padding-inline-start-end",
    "css-pseudo-class-checked",
    "css-pseudo-class-has",
    "css-pseudo-class-nth-child",
    "css-pseudo-class-nth-last-child",
    "css-pseudo-class-nth-of-type",
    "css-pseudo-element-after",
    "css-pseudo-element-before",
    "css-shape-outside",
    "css-text-shadow",
    "css-transform",
    "html-anchor-links",
    "html-marquee",
];

/// How much is lost where a feature of this name is missing; `None` where that is nothing to speak of.
pub(super) fn of(name: &str) -> Option<Grade> {
    let all = [(LAYOUT, Grade::Layout), (MEANING, Grade::Meaning), (DECORATION, Grade::Decoration)];
    all.into_iter().find(|(names, _)| names.binary_search(&name).is_ok()).map(|(_, grade)| grade)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_the_table_and_in_order() {
        let table = include_str!("table.txt");
        for names in [LAYOUT, MEANING, DECORATION] {
            assert!(names.is_sorted());
            for name in names {
                assert!(table.contains(&format!("\n{name} ")), "{name}");
            }
        }
        assert_eq!(of("css-display-flex"), Some(Grade::Layout));
        assert_eq!(of("css-border-radius"), None);
    }
}
