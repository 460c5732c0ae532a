//! What is proposed in the steps of legal aid.

use crate::domain::case::fact::legal_aid::step::{AidMatter, LegalAidKind};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Category;

/// Gives what stands in a question before anything is typed: whom the Justice Office recommended,
/// and what the town's category speaks for.
pub(in crate::domain::case) fn proposal(kind: LegalAidKind, field: &str, case: &Case) -> String {
    let current = case.legal_aid.current();
    match (kind, field) {
        (LegalAidKind::Ask, "body") => current.map_or(String::new(), |it| it.request.body),
        (LegalAidKind::Ask, "aid_matter") if case.matter.category == Some(Category::Wages) => {
            AidMatter::Labour.code().to_owned()
        }
        (LegalAidKind::Help | LegalAidKind::Appoint, "lawyer") => {
            let helps = current.and_then(|it| it.help).map(|it| it.lawyer);
            let recommended = case.legal_aid.recommended().last();
            helps
                .filter(|name| !name.is_empty())
                .or(recommended.map(|it| it.lawyer.clone()))
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}
