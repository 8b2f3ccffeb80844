//! Where a few signs stand in a long text.

/// Where `wanted` begins in `text`, in order; places may overlap. For what begins with a sign that is rare in texts: `{%`,
/// `${`. The standard library's search prepares itself for the worst, which takes it several times as long.
///
/// ```
/// assert_eq!(countersign::text::places("a {{ b }} {% c %}", "{%").collect::<Vec<_>>(), [10]);
/// ```
pub fn places<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = usize> + 't {
    let first = wanted.chars().next().unwrap_or_default();
    let begins = text.match_indices(first).map(|(at, _)| at);
    begins.filter(move |at| text.get(*at..).is_some_and(|rest| rest.starts_with(wanted)))
}
