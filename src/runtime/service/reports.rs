//! 研判: a report with what was issued of it.

use super::DeskService;
use crate::app::effect::Answer;
use crate::domain::period::Period;
use crate::domain::view::ReportView;
use crate::figures::known::Places;
use crate::figures::report::{Asked, report};
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn report(
        &self,
        period: Period,
        area: Option<String>,
    ) -> Result<Answer, StoreError> {
        let asked = Asked {
            period,
            area,
            today: self.clock.read().moment.date(),
        };
        let view = self.ask(|it| {
            let Some(sheet) = report(it, &asked, &self.town)? else {
                return Ok(None);
            };
            let issued = it.report(period, asked.area.as_deref())?;
            let every = issued.iter().flat_map(|it| &it.issues);
            let counted = every.filter_map(|it| it.counted.as_ref());
            let mut numbers = sheet.numbers();
            numbers.extend(counted.flat_map(|it| it.all.iter().copied()));
            Ok(Some(ReportView {
                held_back: it.held_back(&numbers, &self.viewer)?,
                sheet,
                issued,
                seal: Some(it.seal()?),
                areas: Places::of(&it.grid()?).areas().to_vec(),
            }))
        })?;
        Ok(Answer::Report(view.map(Box::new)))
    }
}
