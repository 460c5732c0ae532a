//! 导出、复制、打印 of what is no ledger: the lines of a page, the rows of the Finder.

use crate::app::case::para::Para;
use crate::app::content::{Content, Copying, Output};
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::entry::Revealed;
use crate::domain::extract::{Extract, ExtractBlock};

/// Tells whether a command takes a list out of the desk.
pub const fn takes_out(command: Command) -> bool {
    matches!(
        command,
        Command::ListExport | Command::ListCopy | Command::ListPrint
    )
}

/// Begins an extract: its name, and who made it out and when.
pub fn begun(shared: &Shared, title: String) -> Extract {
    let args = [
        ("who", shared.who.as_str().into()),
        ("at", shared.now.minute().into()),
    ];
    Extract {
        title,
        notes: vec![shared.words.say_with("output-made", &args)],
        ..Extract::default()
    }
}

/// Takes the lines of a page out.
pub fn paras(shared: &Shared, title: String, page: &[Para]) -> Extract {
    let block = |para: &Para| ExtractBlock::Fact(para.label.clone(), para.text.clone());
    Extract {
        blocks: page.iter().map(block).collect(),
        ..begun(shared, title)
    }
}

/// Opens what asks how an extract is to be exported, printed or copied; `cells` are those of the row
/// under the cursor.
pub fn open(
    shared: &Shared,
    command: Command,
    extract: Extract,
    cells: Vec<(String, String)>,
    revealed: Vec<Revealed>,
) -> Response {
    let target = if command == Command::ListCopy {
        Target::Copy(Box::new(Copying {
            cells,
            rows: Some(extract.rows()),
            whole: Content::Shown(extract),
            revealed,
        }))
    } else {
        Target::Output(Box::new(Output {
            stem: format!("{}-{}", extract.title, shared.now.date()),
            parts: vec![("whole", Content::Shown(extract))],
            revealed,
            print: command == Command::ListPrint,
        }))
    };
    Response::intent(Intent::Open(target))
}
