//! The top row: the tab bar and who sits here with the clock, both as wide as their words. Where they do not fit side
//! by side, the clock loses its date, then the name, and the keys are written shorter (`^O`).

use ratatui::layout::Rect;

use crate::app::cells::width;
use crate::app::pane::Pane;
use crate::app::shared::Shared;

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The pane that it opens.
    pub pane: Pane,
    /// Its key and its name.
    pub text: String,
    /// Its cells.
    pub area: Rect,
}

/// The top row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The tabs from the left; what has no room is cut.
    pub tabs: Vec<Tab>,
    /// The clock, for the right end.
    pub clock: String,
}

/// Lays the tabs and the clock out in `area`.
pub fn head(shared: &Shared, area: Rect) -> Head {
    let (whole, short) = (texts(shared, false), texts(shared, true));
    let (date, hour) = (clock(shared, "%m-%d %H:%M "), clock(shared, "%H:%M "));
    let who = &shared.who;
    let whole = (whole.clone(), format!("{who} {date}"));
    let shorter = [
        (whole.0.clone(), format!("{who} {hour}")),
        (whole.0.clone(), date.clone()),
        (short.clone(), format!("{who} {hour}")),
        (short.clone(), date),
        (short, clock(shared, "%H:%M")),
    ];
    let cells = |text: &String| width(text, shared.look.ambiguous_wide);
    let fits = |(texts, clock): &(Vec<String>, String)| {
        let tabs = texts.iter().map(cells).fold(0, u16::saturating_add);
        tabs.saturating_add(cells(clock)).saturating_add(1) <= area.width
    };
    let (texts, clock) = shorter.into_iter().fold(
        whole,
        |kept, shorter| {
            if fits(&kept) { kept } else { shorter }
        },
    );
    let mut column = area.x;
    let tabs = Pane::tabs().zip(texts).map(|(pane, text)| {
        let wide = cells(&text);
        let area = Rect::new(column, area.y, wide, 1).intersection(area);
        column = column.saturating_add(wide);
        Tab { pane, text, area }
    });
    Head {
        tabs: tabs.collect(),
        clock,
    }
}

fn texts(shared: &Shared, short: bool) -> Vec<String> {
    let text = |pane: Pane| {
        let mut key = shared.keys(pane.opener());
        if short {
            key = key.replace("Ctrl-", "^");
        }
        format!(" {key} {}", shared.words.say(pane.word()))
    };
    Pane::tabs().map(text).collect()
}

fn clock(shared: &Shared, format: &str) -> String {
    let clock = shared.now.local().format(format).to_string();
    if shared.test_clock {
        return format!("[{}] {clock}", shared.words.say("desk-test-clock"));
    }
    clock
}
