//! 申请按不予受理办结: asking the city office to close an order that the hotline does not take up.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::fact::ask::{AnswerKind, Ask, Reader};
use crate::domain::case::fact::kind::{Choice, Day, Kept, Kind, Shown, Text};
use crate::domain::case::fact::table::Fact;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Reason;

codes! {
    /// What the hotline does not take up (潍12345 19).
    CloseGround: "close-ground" {
        /// 已进入信访程序
        Petition = "petition",
        /// 诉讼
        Litigation = "litigation",
        /// 仲裁
        Arbitration = "arbitration",
        /// 纪检监察
        Discipline = "discipline",
        /// 行政复议
        Reconsideration = "reconsideration",
        /// 政府信息公开
        Disclosure = "disclosure",
        /// 国家秘密、商业秘密、个人隐私
        Secret = "secret",
        /// 已依法办结
        Concluded = "concluded",
    }
}

/// 已进入信访程序: of which case the caller was told, with its due date, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PetitionNotice {
    /// The petition's number.
    pub number: CaseNumber,
    /// By when it is due, as the caller was told.
    pub due: NaiveDate,
    /// On which day he was told.
    pub on: NaiveDate,
    /// Who told him.
    pub by: String,
}

kept_facts! {
    /// Asking the city office to close an order that the hotline does not take up.
    CloseAsked {
        /// On which day.
        on: Day,
        /// Of which kind it is.
        ground = "close_ground": Choice<CloseGround>,
        /// What shows it.
        reason: Text,
        /// The petition of which the caller was told; there for that ground alone.
        petition: Petition,
    }
}

/// The field of the petition.
pub struct Petition;

/// A petition as stored, days as days since 0001-01-01 (day 1).
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredPetition {
    year: u16,
    run: u32,
    due: i32,
    on: i32,
    by: String,
}

impl Kept for Petition {
    type Value = Option<PetitionNotice>;
    type Stored = Option<StoredPetition>;

    fn stored(value: &Option<PetitionNotice>) -> Option<StoredPetition> {
        value.as_ref().map(|notice| StoredPetition {
            year: notice.number.year,
            run: notice.number.run,
            due: Day::stored(&notice.due),
            on: Day::stored(&notice.on),
            by: notice.by.clone(),
        })
    }

    fn restored(stored: Option<StoredPetition>) -> Option<Option<PetitionNotice>> {
        let Some(stored) = stored else {
            return Some(None);
        };
        let (year, run) = (stored.year, stored.run);
        Some(Some(PetitionNotice {
            number: CaseNumber { year, run },
            due: Day::restored(stored.due)?,
            on: Day::restored(stored.on)?,
            by: stored.by,
        }))
    }

    fn absent() -> Option<Option<PetitionNotice>> {
        Some(None)
    }
}

const fn ask(field: &'static str, answer: AnswerKind) -> Ask {
    Ask { field, answer }
}

impl Fact for CloseAsked {
    const ASKS: &'static [Ask] = &[
        ask("close_ground", <Choice<CloseGround>>::ANSWER),
        ask("reason", AnswerKind::Text),
        ask("petition_number", AnswerKind::Case),
        ask("petition_due", AnswerKind::Day),
        ask("caller_told_on", AnswerKind::Day),
        ask("told_by", AnswerKind::Line),
        ask("on", AnswerKind::Day),
    ];

    /// The petition and that the caller was told of it are asked for that ground alone; there each
    /// part is needed.
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let ground = from.code("close_ground", CloseGround::parse);
        let (reason, on) = (from.text("reason"), from.day("on"));
        let petition = match ground {
            Some(CloseGround::Petition) => Some(read_petition(from)?),
            Some(_) | None => None,
        };
        Some(Self {
            on: on?,
            ground: ground?,
            reason: reason?,
            petition,
        })
    }

    fn fields(&self) -> Vec<(&'static str, Shown)> {
        let text = |text: &str| Shown::Text(text.to_owned());
        let mut fields = vec![("on", Shown::Day(self.on))];
        fields.extend(<Choice<CloseGround>>::shown(&self.ground).map(|it| ("close_ground", it)));
        fields.push(("reason", text(&self.reason)));
        if let Some(petition) = &self.petition {
            fields.push(("petition_number", text(&petition.number.to_string())));
            fields.push(("petition_due", Shown::Day(petition.due)));
            fields.push(("caller_told_on", Shown::Day(petition.on)));
            fields.push(("told_by", text(&petition.by)));
        }
        fields
    }
}

fn read_petition(from: &mut Reader<'_>) -> Option<PetitionNotice> {
    let parts = [
        "petition_number",
        "petition_due",
        "caller_told_on",
        "told_by",
    ];
    let mut missing = false;
    for field in parts {
        if from.optional(field).is_none() {
            missing = true;
            let _: Option<()> = from.refuse(field, Reason::CallerNotInformed);
        }
    }
    if missing {
        return None;
    }
    let typed = from.text("petition_number")?;
    let (due, on) = (from.day("petition_due"), from.day("caller_told_on"));
    let number = match CaseNumber::parse_lenient(&typed) {
        Some(number) => Some(number),
        None => from.refuse("petition_number", Reason::NotFound),
    };
    Some(PetitionNotice {
        number: number?,
        due: due?,
        on: on?,
        by: from.text("told_by")?,
    })
}
