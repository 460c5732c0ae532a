//! Which files of text a language consists of: its words, a file a subject, and the templates of its
//! papers. A new subject or template is a name here and a file in the folder of every language.

/// A file of text that is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextFile {
    /// File name without ending.
    pub name: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// Includes `LANGUAGE FOLDER NAME ENDING` for each name, as a slice of [`TextFile`].
macro_rules! text_files {
    ($language:literal, $folder:literal, $ending:literal, [$($name:literal,)+]) => {
        &[$(TextFile {
            name: $name,
            text: include_str!(concat!($language, $folder, $name, $ending)),
        },)+]
    };
}

/// Includes the words of a language, `zh/NAME.ftl`.
macro_rules! word_files {
    ($language:literal) => {
        text_files!(
            $language,
            "/",
            ".ftl",
            [
                "desk",
                "command",
                "code",
                "keys",
                "intake",
                "person",
                "queue",
                "ledger",
                "case",
                "lawyers",
                "grid",
                "finder",
                "refusal",
                "step",
                "appeal",
                "clock",
                "roads",
                "paper",
                "triage",
                "exchange",
                "tutor",
                "howto",
                "verbs",
                "command_line",
                "merge",
                "closing",
                "mediation",
                "joint",
                "transfer",
                "today",
                "backup",
                "duty",
                "meeting",
                "order",
                "call",
                "prevention",
                "education",
                "force",
                "legal_aid",
                "figures",
                "whistle",
                "calendar",
                "import",
                "attach",
                "checklist",
                "setup",
                "sign_in",
                "taken",
            ]
        )
    };
}

/// Includes the templates of the papers of a language, `zh/papers/NAME.txt`.
macro_rules! paper_files {
    ($language:literal) => {
        text_files!(
            $language,
            "/papers/",
            ".txt",
            [
                "receipt",
                "acceptance",
                "decline",
                "guidance",
                "extension",
                "decision",
                "agreement",
                "timeline",
                "cover",
                "cover_locked",
                "foot",
            ]
        )
    };
}
