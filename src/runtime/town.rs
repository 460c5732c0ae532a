//! `[town]` in `config.toml`: the numbers that the law leaves open, where the town sets its own.

use chrono::NaiveTime;
use serde::Deserialize;

use crate::domain::codes::Category;
use crate::domain::law_field::LawField;
use crate::domain::phone::Dialling;
use crate::domain::settings::{GoalStart, Rhythm, ScreeningReading, Settings};

/// Makes the table's shape and its reading from one list, so that no setting is left out of either.
macro_rules! town {
    ($($field:ident: $kind:ty,)+) => {
        /// What the table may say; what it leaves out stays at its default.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Town {
            $($field: Option<$kind>,)+
            #[serde(rename = "town_goal_days")]
            goal_days: Option<u16>,
            #[serde(rename = "town_goal_start")]
            goal_start: Option<String>,
            screening: Option<String>,
            retention_years: Option<u16>,
            water_repair_hours: Option<u16>,
            area_code: Option<String>,
            local_digits: Option<u8>,
            checkin_villages: Option<String>,
            checkin_areas: Option<String>,
            #[serde(rename = "checkin_town")]
            own_checkin: Option<String>,
            law_fields: Option<Vec<FieldRow>>,
            reception_closes: Option<String>,
        }

        impl Town {
            fn plain(&self, settings: &mut Settings) {
                $(if let Some(value) = &self.$field {
                    settings.$field.clone_from(value);
                })+
            }
        }
    };
}

/// A field of law, as the table writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldRow {
    name: String,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
}

impl FieldRow {
    fn read(&self) -> Result<LawField, String> {
        let category = |word: &String| {
            Category::parse(word).ok_or_else(|| format!("law_fields.categories = {word:?}"))
        };
        if self.name.trim().is_empty() {
            return Err("law_fields.name = \"\"".to_owned());
        }
        Ok(LawField {
            name: self.name.trim().to_owned(),
            categories: self
                .categories
                .iter()
                .map(category)
                .collect::<Result<_, _>>()?,
            words: self.words.clone(),
        })
    }
}

town! {
    weekends_roll: bool,
    group_threshold: u16,
    large_group_threshold: u16,
    joint_letter_signers: u16,
    standing_case_months: u16,
    due_soon_days: u16,
    urgent_report_minutes: u16,
    urgent_report_hours: u16,
    hotline_days: u16,
    first_contact_urgent_hours: u16,
    first_contact_hours: u16,
    power_repair_town_hours: u16,
    power_repair_village_hours: u16,
    power_repair_remote_hours: u16,
    simple_pass_on_days: u16,
    simple_accept_days: u16,
    simple_decide_days: u16,
    mediation_days: u16,
    administrative_suit_months: u16,
    whistle_sign_hours: u16,
    whistle_contact_hours: u16,
    whistle_report_days: u16,
    whistle_report_hard_days: u16,
    whistle_arrive_hours: u16,
    whistle_arrive_emergency_hours: u16,
    watch_days: u16,
    shandong_regulations: bool,
    content_classes: Vec<String>,
    house: String,
    organ: String,
    hotline: String,
    station: String,
    duty_visits: u16,
    backlog_a_day: u16,
    duty_on_rest_days: bool,
    review_body: String,
    recheck_body: String,
    key_case_months: u16,
    agenda_most: u16,
    hotline_extension_days: u16,
    call_back_hours: u16,
    checkin_rest_days: bool,
    checkin_morning_from_hour: u16,
    checkin_morning_until_hour: u16,
    checkin_afternoon_from_hour: u16,
    checkin_afternoon_until_hour: u16,
    checkin_day_until_hour: u16,
    law_educators: u16,
    legal_workers: u16,
    law_promoters: u16,
    rating_days: u16,
    closure_weight: u16,
    screening_weight: u16,
    evaluate_villages: bool,
}

impl Town {
    /// Gives the town's settings.
    ///
    /// # Errors
    /// Names the setting whose word is none of its choices.
    pub fn settings(&self) -> Result<Settings, String> {
        let mut settings = Settings::default();
        self.plain(&mut settings);
        if let Some(word) = &self.goal_start {
            settings.town_goal_start =
                GoalStart::parse(word).ok_or_else(|| format!("town_goal_start = {word:?}"))?;
        }
        if let Some(word) = &self.screening {
            settings.screening =
                ScreeningReading::parse(word).ok_or_else(|| format!("screening = {word:?}"))?;
        }
        for (name, word, rhythm) in [
            (
                "checkin_villages",
                &self.checkin_villages,
                &mut settings.checkin_villages,
            ),
            (
                "checkin_areas",
                &self.checkin_areas,
                &mut settings.checkin_areas,
            ),
            (
                "checkin_town",
                &self.own_checkin,
                &mut settings.checkin_town,
            ),
        ] {
            if let Some(word) = word {
                *rhythm = Rhythm::parse(word).ok_or_else(|| format!("{name} = {word:?}"))?;
            }
        }
        if let Some(hour) = &self.reception_closes {
            settings.reception_closes = NaiveTime::parse_from_str(hour.trim(), "%H:%M")
                .map_err(|_| format!("reception_closes = {hour:?}"))?;
        }
        settings.town_goal_days = self.goal_days.unwrap_or(settings.town_goal_days);
        settings.retention_years = self.retention_years;
        settings.water_repair_hours = self.water_repair_hours;
        let Dialling {
            area_code,
            local_digits,
        } = &mut settings.dialling;
        if let Some(code) = &self.area_code {
            area_code.clone_from(code);
        }
        *local_digits = self.local_digits.unwrap_or(*local_digits);
        if let Some(rows) = &self.law_fields {
            settings.law_fields = rows.iter().map(FieldRow::read).collect::<Result<_, _>>()?;
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_stays_and_what_is_wrong_is_named() {
        let town: Town = toml::from_str(
            "group_threshold = 6\ntown_goal_start = \"registration\"\narea_code = \"0532\"\nreview_body = \"邻市人民政府\"",
        )
        .unwrap();
        let settings = town.settings().unwrap();
        assert_eq!(settings.group_threshold, 6);
        assert_eq!(settings.town_goal_start, GoalStart::Registration);
        assert_eq!(settings.dialling.area_code, "0532");
        assert_eq!(settings.review_body, "邻市人民政府");
        assert_eq!(settings.recheck_body, Settings::default().recheck_body);
        assert_eq!(settings.mediation_days, Settings::default().mediation_days);
        let rhythm: Town =
            toml::from_str("checkin_town = \"weekly\"\ncheckin_rest_days = false").unwrap();
        let settings = rhythm.settings().unwrap();
        assert_eq!(settings.checkin_town, Rhythm::Weekly);
        assert!(!settings.checkin_rest_days);
        let early: Town = toml::from_str("reception_closes = \"17:00\"").unwrap();
        let closes = early.settings().unwrap().reception_closes;
        assert_eq!(closes.to_string(), "17:00:00");
        let wrong: Town = toml::from_str("reception_closes = \"evening\"").unwrap();
        assert!(wrong.settings().unwrap_err().contains("reception_closes"));
        let wrong: Town = toml::from_str("checkin_areas = \"often\"").unwrap();
        assert!(wrong.settings().unwrap_err().contains("checkin_areas"));
        let wrong: Town = toml::from_str("town_goal_start = \"tomorrow\"").unwrap();
        assert!(wrong.settings().unwrap_err().contains("town_goal_start"));
        assert!(toml::from_str::<Town>("group_treshold = 6").is_err());
    }
}
