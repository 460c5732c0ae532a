//! `mulin schema`: the tables of a town on a server, as SQL for the administrator of the database.

use crate::verbs::outcome::Exit;
use crate::verbs::setting::Setting;

/// Prints the tables; with a town and a role also what lets the role work for the town.
pub fn schema(setting: &Setting, town: Option<&str>, role: Option<&str>) -> Exit {
    #[cfg(feature = "postgres")]
    {
        use crate::store::postgres::schema::{SQL, member};
        use crate::verbs::print::Printer;

        let _ = setting;
        let mut printer = Printer::new();
        let member = town.zip(role).map(|(town, role)| member(town, role));
        for line in SQL.lines().chain(member.iter().map(|it| it.trim_end())) {
            printer.line(line);
        }
        Exit::Done
    }
    #[cfg(not(feature = "postgres"))]
    {
        let _ = (town, role);
        crate::verbs::outcome::complain(setting.words.say("verbs-no-servers"));
        Exit::Refused
    }
}
