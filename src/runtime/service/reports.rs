//! 研判: a report with what was issued of it.

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::period::Period;
use crate::domain::view::ReportView;
use crate::figures::areas::open_by_area;
use crate::figures::known::Places;
use crate::figures::report::{Asked, Counted, counted, looked_at};
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn report(
        &self,
        period: Period,
        area: Option<String>,
        whole: bool,
    ) -> Result<Answer, StoreError> {
        let asked = Asked {
            period,
            area,
            today: self.clock.read().moment.date(),
        };
        let view = self.ask(|it| {
            let found = if whole {
                counted(it, &asked, &self.town)?
            } else {
                looked_at(it, &asked, &self.town)?
            };
            let Some(Counted { sheet, days, whole }) = found else {
                return Ok(None);
            };
            let issued = it.report(period, asked.area.as_deref())?;
            // What cannot be opened yet need not be held back.
            let every = issued.iter().filter(|_| whole);
            let every = every.flat_map(|it| &it.issues);
            let then = every.filter_map(|it| it.counted.as_ref());
            let mut numbers = sheet.numbers();
            numbers.extend(then.flat_map(|it| it.all.iter().copied()));
            Ok(Some(ReportView {
                held_back: it.held_back(&numbers, &self.viewer)?,
                sheet,
                days,
                whole,
                issued,
                seal: Some(it.seal()?),
                areas: Places::of(&it.grid()?).areas().to_vec(),
            }))
        })?;
        Ok(Answer::Report(view.map(Box::new)))
    }

    pub(super) fn open_by_area(&self) -> Result<Answer, StoreError> {
        let today = self.clock.read().moment.date();
        let areas = self.ask(|it| open_by_area(it, today))?;
        Ok(Answer::OpenByArea(areas))
    }
}
