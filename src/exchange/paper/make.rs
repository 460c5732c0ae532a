//! Making a paper out: which can be printed now, and the sheet of one.

use crate::domain::case::fact::printed::{Paper, Printed};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::paper::{Gap, Offer};
use crate::exchange::paper::facts::Facts;
use crate::exchange::paper::sheet::Sheet;
use crate::exchange::paper::source::Source;
use crate::exchange::paper::template::Template;
use crate::exchange::paper::templates::{FOOT, LOCKED, Templates};

/// Gives every paper of a case, with what is missing for it.
pub fn offers(templates: &Templates, source: Source<'_>) -> Vec<Offer> {
    let case = &source.view.case;
    let papers = Paper::ALL.iter().filter(|paper| paper.is_for(case));
    let offer = |paper: &Paper| {
        let visit = paper.visit_of(source.visit);
        let made = make(templates, source, case.next_print(*paper, visit));
        Offer {
            paper: *paper,
            visit,
            copies: case.copies(*paper, visit),
            gaps: made.err().unwrap_or_default(),
        }
    };
    papers.map(offer).collect()
}

/// Makes a paper out; `printed` says which copy it is.
///
/// # Errors
/// Every fact that is missing.
pub fn make(
    templates: &Templates,
    source: Source<'_>,
    printed: Printed,
) -> Result<Sheet, Vec<Gap>> {
    let (case, mut facts) = (&source.view.case, Facts::of(source));
    if printed.paper == Paper::Decision {
        facts.restate(case);
    }
    if printed.paper == Paper::Agreement {
        facts.leave_review_out();
    }
    let Some(template) = template(templates, printed.paper, case) else {
        return Err(Vec::new());
    };
    let parts = template.fill(&facts)?;
    let foot = match templates.named(FOOT) {
        Some(foot) if is_for_the_person(printed.paper) => foot.fill(&facts)?,
        _ => Vec::new(),
    };
    let mark = (printed.copy > 1).then(|| {
        source
            .words
            .say_with("paper-copy", &[("n", printed.copy.into())])
    });
    Ok(Sheet {
        points: template.points,
        landscape: template.landscape,
        mark,
        parts,
        foot,
        number: case.number.to_string(),
    })
}

fn template<'a>(templates: &'a Templates, paper: Paper, case: &Case) -> Option<&'a Template> {
    if paper == Paper::Cover && case.matter.class == Class::Accusation {
        return templates.named(LOCKED);
    }
    templates.of(paper)
}

/// The case cover stays in the house; every other paper is for the person and says his rights.
const fn is_for_the_person(paper: Paper) -> bool {
    match paper {
        Paper::Cover => false,
        Paper::Receipt
        | Paper::Acceptance
        | Paper::Decline
        | Paper::Guidance
        | Paper::Extension
        | Paper::Decision
        | Paper::Agreement
        | Paper::Timeline => true,
    }
}
