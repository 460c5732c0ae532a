//! A file of a case in words.

use crate::domain::case::fact::attached::Attached;
use crate::domain::file_size::file_size;
use crate::words::bundle::Words;

impl Words {
    /// Says a file of a case: what it is, of what kind and how large.
    pub fn attached(&self, attached: &Attached) -> String {
        let args = [
            ("title", attached.title.as_str().into()),
            ("kind", attached.ending.as_str().into()),
            ("size", file_size(attached.size).into()),
        ];
        let key = if attached.ending.is_empty() {
            "attach-line-bare"
        } else {
            "attach-line"
        };
        self.say_with(key, &args)
    }
}
