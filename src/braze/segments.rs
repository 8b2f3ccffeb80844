//! `GET /segments/list`, `/segments/details` and `/segments/data_series`.

use super::field::{Kind, object};
use super::sends::MOST_DAYS;
use super::words::words;

/// How many segments a page has.
pub const SEGMENTS_ON_A_PAGE: usize = 100;

words! {
    /// The order of segments, by when they were made.
    SortDirection {
        /// The oldest first.
        Asc = "asc",
        /// The newest first.
        Desc = "desc",
    }
}

object! {
    /// The query of `GET /segments/list`. There is no total: the last page has fewer than 100.
    SegmentsListQuery as "segments/list", "endpoints/export/segments/get_segment" {
        may page: i64, Kind::COUNT, "The page, from 0; 100 segments on each.", "La page, à partir de 0\u{a0}; 100 segments sur chacune.";
        may sort_direction: SortDirection, Kind::OneOf(SortDirection::WORDS),
            "By when they were made; the oldest first where left out.",
            "Par date de création\u{a0}; les plus anciens d’abord par défaut.";
    }
}

object! {
    /// The query of `GET /segments/details`.
    SegmentsDetails as "segments/details", "endpoints/export/segments/get_segment_details" {
        must segment_id: String, Kind::Id, "The segment.", "Le segment.";
    }
}

object! {
    /// The query of `GET /segments/data_series`.
    SegmentsDataSeries as "segments/data_series", "endpoints/export/segments/get_segment_analytics" {
        must segment_id: String, Kind::Id, "The segment.", "Le segment.";
        must length: i64, Kind::Int(1, MOST_DAYS), "How many days, 1 to 100, up to `ending_at`.", "Combien de jours, de 1 à 100, jusqu’à `ending_at`.";
        may ending_at: String, Kind::LooseTime,
            "The end, by ISO 8601; now where left out. A `+` in a query is written `%2B`.",
            "La fin, selon ISO 8601\u{a0}; maintenant par défaut. Un `+` s’écrit `%2B` dans une requête.";
    }
}
