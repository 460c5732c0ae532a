//! What a round found, in words: a fact about a dispute, never a quality of a person.

use crate::domain::codes::Category;

codes! {
    /// What an early sign is about.
    SignKind {
        /// 邻里纠纷
        Neighbours = "neighbours",
        /// 婚姻家庭
        Family = "family",
        /// 土地
        Land = "land",
        /// 欠薪
        Wages = "wages",
        /// 村务
        VillageAffairs = "village_affairs",
        /// 水电暖气、道路
        PublicService = "public_service",
        /// 安全隐患
        Safety = "safety",
        /// 反映干部或单位
        Accusation = "accusation",
        /// 其他
        Other = "other",
    }
}

impl SignKind {
    /// Gives the town's category of a matter that comes of it, where one follows.
    pub const fn category(self) -> Option<Category> {
        match self {
            Self::Land => Some(Category::Land),
            Self::Wages => Some(Category::Wages),
            Self::VillageAffairs => Some(Category::Organisation),
            Self::Neighbours | Self::Family | Self::PublicService | Self::Safety => {
                Some(Category::General)
            }
            Self::Accusation | Self::Other => None,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What happened, in words.
    pub text: String,
    /// What it is about.
    pub kind: SignKind,
    /// 当事人: between whom it is, several with 、 between them; empty where nobody was named.
    pub about: String,
}

impl Finding {
    /// Gives it without anything that tells what it is or whom it concerns.
    #[must_use]
    pub const fn sealed(&self) -> Self {
        Self {
            text: String::new(),
            kind: SignKind::Other,
            about: String::new(),
        }
    }
}
