//! What the words of a matter tell, beside its class and category: a sign under which a legal road is
//! proposed first, or something is said to whoever registers it.
//!
//! The words only propose: whoever sits at the desk asks.

codes! {
    /// What a matter's words tell.
    MatterSign {
        /// 家庭暴力 (反家庭暴力法 2)
        HomeViolence = "home_violence",
        /// 工伤
        WorkInjury = "work_injury",
    }
}

/// Words of violence at home.
const HOME_VIOLENCE: &[&str] = &[
    "家暴",
    "家庭暴力",
    "丈夫打",
    "老公打",
    "男人打我",
    "打老婆",
    "打媳妇",
    "被丈夫",
    "被老公",
    "被儿子打",
    "儿子打",
    "继父打",
    "虐待",
];

/// Words that hold one of violence and tell of none.
const HARMLESS: &[&str] = &[
    "丈夫打工",
    "老公打工",
    "儿子打工",
    "丈夫打电话",
    "老公打电话",
    "儿子打电话",
];

/// Words of a work injury.
const WORK_INJURY: &[&str] = &["工伤", "职业病"];

impl MatterSign {
    /// Tells whether the text tells it.
    pub fn stands_in(self, text: &str) -> bool {
        let words = match self {
            Self::HomeViolence => HOME_VIOLENCE,
            Self::WorkInjury => WORK_INJURY,
        };
        let text = HARMLESS
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, ""));
        words.iter().any(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violence_at_home_is_told_from_other_fights() {
        for (text, advice) in [
            ("丈夫家暴多年", true),
            ("被老公打伤不敢回家", true),
            ("老人被儿子虐待", true),
            ("邻居打架，砸坏玻璃", false),
            ("丈夫打工的厂子欠薪", false),
        ] {
            assert_eq!(MatterSign::HomeViolence.stands_in(text), advice, "{text}");
        }
    }
}
