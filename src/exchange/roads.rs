//! The table of legal roads as a file: the built-in one, or the town's own.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::domain::codes::Category;
use crate::domain::deadline::length::Unit;
use crate::domain::matter_sign::MatterSign;
use crate::domain::road::{InForce, Road, RoadLimit, Sentence};
use crate::exchange::fault::message;
use crate::words::lang::Lang;

/// The table that the desk brings along.
pub const BUILT_IN: &str = include_str!("data/roads.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    road: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    #[serde(default)]
    categories: Vec<String>,
    sign: Option<String>,
    about: SentenceRow,
    way: SentenceRow,
    limit: Option<LimitRow>,
    article: String,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    #[serde(default)]
    reconsideration_first: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    note: SentenceRow,
    #[serde(default)]
    verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitRow {
    n: u16,
    unit: String,
    from: SentenceRow,
}

/// A text for each language, `{ zh = "…", en = "…" }`. A town's own table need not know of the
/// languages beside its own and the fallback.
#[derive(Default)]
struct SentenceRow(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for SentenceRow {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<String, String>::deserialize(reader)?;
        let unknown = texts.keys().find(|code| Lang::parse(code).is_none());
        if let Some(code) = unknown {
            return Err(D::Error::unknown_field(code, Lang::CODES));
        }
        let required = [Lang::TOWN, Lang::FALLBACK].map(|lang| lang.row().code);
        let missing = required.iter().find(|code| !texts.contains_key(**code));
        match missing {
            Some(code) => Err(D::Error::missing_field(code)),
            None => Ok(Self(texts)),
        }
    }
}

impl From<SentenceRow> for Sentence {
    fn from(row: SentenceRow) -> Self {
        Self::new(row.0)
    }
}

/// Reads a table of roads.
///
/// # Errors
/// Says where it does not read: the line, or the row and its value.
pub fn read(text: &str) -> Result<Vec<Road>, String> {
    let table: Table = toml::from_str(text).map_err(|error| message(text, &error))?;
    let roads: Vec<Road> = table.road.into_iter().map(road).collect::<Result<_, _>>()?;
    for (index, road) in roads.iter().enumerate() {
        let twice =
            |other: &&Road| other.code == road.code && other.in_force.overlaps(road.in_force);
        if roads[..index].iter().any(|other| twice(&other)) {
            return Err(format!("code = {:?} ×2", road.code));
        }
    }
    Ok(roads)
}

/// Gives the built-in table.
pub fn built_in() -> Vec<Road> {
    read(BUILT_IN).unwrap_or_default()
}

fn road(row: Row) -> Result<Road, String> {
    let code = row.code;
    let wrong = |name: &str, value: &str| format!("{code}: {name} = {value:?}");
    let categories = row
        .categories
        .iter()
        .map(|it| Category::parse(it).ok_or_else(|| wrong("categories", it)))
        .collect::<Result<_, _>>()?;
    let sign = match &row.sign {
        None => None,
        Some(code) => Some(MatterSign::parse(code).ok_or_else(|| wrong("sign", code))?),
    };
    let limit = match row.limit {
        None => None,
        Some(limit) => {
            let unit = match Unit::parse(&limit.unit) {
                Some(unit @ (Unit::Days | Unit::WorkingDays | Unit::Months)) => unit,
                Some(Unit::Minutes | Unit::Hours) | None => {
                    return Err(wrong("unit", &limit.unit));
                }
            };
            Some(RoadLimit {
                n: limit.n,
                unit,
                from: limit.from.into(),
            })
        }
    };
    Ok(Road {
        categories,
        sign,
        about: row.about.into(),
        way: row.way.into(),
        limit,
        article: row.article,
        in_force: InForce {
            since: row.since,
            until: row.until,
        },
        reconsideration_first: row.reconsideration_first,
        source: row.source,
        note: row.note.into(),
        verified: row.verified,
        code,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::deadline::rule::RuleName;
    use crate::domain::law::law_of;
    use crate::domain::moment::Moment;
    use crate::domain::road::{RoadEnd, in_order};
    use crate::domain::settings::Settings;

    #[test]
    fn the_built_in_table_reads_and_holds_the_roads_that_a_visitor_loses_by_waiting() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let roads: Vec<Road> = read(BUILT_IN)
            .unwrap()
            .into_iter()
            .filter(|road| road.in_force.contains(day))
            .collect();
        for (code, n, unit) in [
            ("labour_arbitration", 12, Unit::Months),
            ("work_injury", 12, Unit::Months),
            ("labour_inspection", 24, Unit::Months),
            ("confirmation", 30, Unit::Days),
            ("police_mediation", 6, Unit::Months),
            ("civil_suit", 36, Unit::Months),
            ("reconsideration", 60, Unit::Days),
            ("reconsideration_rights_not_told", 12, Unit::Months),
            ("land_arbitration", 24, Unit::Months),
            // 土地管理法 14
            ("land_ownership_suit", 30, Unit::Days),
            // 行政复议法 20, 23 and 行政诉讼法 45
            ("reconsideration_first", 60, Unit::Days),
            ("inaction", 60, Unit::Days),
            ("suit_after_reconsideration", 15, Unit::Days),
            // 民事诉讼法 171, 216, 250
            ("appeal_judgment", 15, Unit::Days),
            ("appeal_ruling", 10, Unit::Days),
            ("retrial", 6, Unit::Months),
            ("enforcement", 24, Unit::Months),
        ] {
            let road = roads.iter().find(|road| road.code == code).unwrap();
            let limit = road.limit.as_ref().unwrap();
            assert_eq!((limit.n, limit.unit), (n, unit), "{code}");
        }
        let employed = roads
            .iter()
            .find(|road| road.code == "labour_arbitration_employed");
        assert!(employed.unwrap().limit.is_none());
        for code in [
            "land_ownership",
            "protection_order",
            "collective_membership",
        ] {
            let road = roads.iter().find(|road| road.code == code).unwrap();
            assert!(road.limit.is_none(), "{code}");
        }
    }

    /// 行政复议法 23 holds from 2024-01-01, 治安管理处罚法 (2025) from 2026-01-01.
    #[test]
    fn a_change_of_law_is_a_row_and_the_old_one_ends() {
        let on = |code: &str, year: i32, month: u32, day: u32| {
            let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let mut rows = built_in();
            rows.retain(|road| road.code == code && road.in_force.contains(day));
            assert_eq!(rows.len(), 1, "{code} {day}");
            rows.remove(0)
        };
        let limit = |road: &Road| road.limit.as_ref().map(|it| (it.n, it.unit));
        let before = on("inaction", 2023, 12, 31);
        assert!(!before.reconsideration_first);
        assert_eq!(limit(&before), Some((6, Unit::Months)));
        let since = on("inaction", 2024, 1, 1);
        assert!(since.reconsideration_first);
        assert_eq!(limit(&since), Some((60, Unit::Days)));
        assert!(
            on("police_mediation", 2025, 12, 31)
                .article
                .contains("2012")
        );
        assert!(on("police_mediation", 2026, 1, 1).article.contains("2025"));
    }

    #[test]
    fn every_road_says_since_when_it_is_law_and_a_verified_one_what_was_read() {
        for road in built_in() {
            assert!(
                road.in_force.since.is_some() || road.in_force.until.is_some(),
                "{}",
                road.code
            );
            assert!(!road.verified || !road.source.is_empty(), "{}", road.code);
        }
    }

    /// The clerk reads a limit among the roads, a script asks `mulin due`: both must hear the same.
    #[test]
    fn a_road_and_the_clock_of_the_same_name_run_equally_long() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let settings = Settings::default();
        let mut compared = 0;
        for road in built_in() {
            let rule = RuleName::parse(&road.code).map(RuleName::rule);
            let Some((rule, limit)) = rule.zip(road.limit.as_ref()) else {
                continue;
            };
            if road.in_force.contains(day) {
                assert_eq!(
                    (rule.n(&settings), rule.unit),
                    (limit.n, limit.unit),
                    "{}",
                    road.code
                );
                assert_eq!(law_of(rule.article), law_of(&road.article), "{}", road.code);
                compared += 1;
            }
        }
        assert!(compared >= 12, "{compared}");
    }

    #[test]
    fn every_road_cites_a_law_of_the_table() {
        for road in built_in() {
            assert!(law_of(&road.article).is_some(), "{}", road.article);
        }
    }

    #[test]
    fn a_code_may_stand_twice_only_on_other_days() {
        let row = |days: &str| {
            format!(
                "[[road]]\ncode = \"a\"\nabout = {{ zh = \"\", en = \"\" }}\nway = {{ zh = \"\", en = \"\" }}\narticle = \"\"\n{days}\n"
            )
        };
        let (old, new) = (row("until = \"2025-12-31\""), row("since = \"2026-01-01\""));
        assert_eq!(read(&format!("{old}{new}")).unwrap().len(), 2);
        assert!(
            read(&format!("{old}{}", row("")))
                .unwrap_err()
                .contains("×2")
        );
        assert!(read(&format!("{new}{}", row("since = \"2025-12-31\""))).is_err());
    }

    #[test]
    fn a_road_ends_past_the_holiday_and_says_what_it_skipped() {
        let roads = built_in();
        let road = roads
            .iter()
            .find(|road| road.code == "reconsideration")
            .unwrap();
        let from = Moment::start_of(NaiveDate::from_ymd_opt(2022, 8, 2).unwrap());
        let count = road
            .last_day(from, &WorkingCalendar::default(), &Settings::default())
            .unwrap();
        assert_eq!(count.raw.to_string(), "2022-10-01");
        assert_eq!(count.due.to_string(), "2022-10-08");
        assert_eq!(count.skipped.len(), 7);
    }

    #[test]
    fn a_category_has_its_own_roads_first() {
        let rows: Vec<RoadEnd> = built_in()
            .into_iter()
            .map(|road| RoadEnd { road, end: None })
            .collect();
        let land = in_order(rows.clone(), Some(Category::Land), "");
        assert_eq!(land[0].road.code, "land_arbitration");
        assert_eq!(land.len(), rows.len());
        for (matter, first) in [
            ("丈夫家暴，不敢回家", "protection_order"),
            ("在工地摔伤，单位不给报工伤", "work_injury"),
            ("路灯不亮", "land_arbitration"),
        ] {
            let message = in_order(rows.clone(), Some(Category::Land), matter);
            assert_eq!(message[0].road.code, first, "{matter}");
        }
    }

    #[test]
    fn every_built_in_sentence_is_there_in_every_language() {
        for road in built_in() {
            let mut sentences = vec![&road.about, &road.way];
            sentences.extend(road.limit.as_ref().map(|limit| &limit.from));
            sentences.extend(Some(&road.note).filter(|note| **note != Sentence::default()));
            for sentence in sentences {
                for code in Lang::CODES {
                    assert!(sentence.text(code).is_some(), "{} {code}", road.code);
                }
            }
        }
    }

    #[test]
    fn a_sentence_without_a_language_or_in_an_unknown_one_says_its_line() {
        let table = |about: &str| {
            format!(
                "[[road]]\ncode = \"a\"\nabout = {about}\nway = {{ zh = \"\", en = \"\" }}\narticle = \"\"\n"
            )
        };
        assert!(read(&table(r#"{ zh = "甲", en = "A" }"#)).is_ok());
        assert_eq!(
            read(&table(r#"{ zh = "甲" }"#)).unwrap_err(),
            "3: missing field `en`"
        );
        let unknown = read(&table(r#"{ zh = "甲", en = "A", qq = "" }"#)).unwrap_err();
        assert!(unknown.starts_with("3: unknown field `qq`"), "{unknown}");
    }

    #[test]
    fn a_broken_table_says_where() {
        let broken = BUILT_IN.replace("unit = \"days\"", "unit = \"fortnights\"");
        assert!(read(&broken).unwrap_err().contains("fortnights"));
        assert!(read("[[road]]\ncode = 5\n").unwrap_err().starts_with('2'));
        let twice = format!("{BUILT_IN}\n{BUILT_IN}");
        assert!(read(&twice).unwrap_err().contains("labour_arbitration"));
    }
}
