//! A bar on stderr for long work; where stderr is no terminal there is none.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that goes away when the work is done.
pub struct Progress(ProgressBar);

impl Progress {
    /// Begins a bar for `total` things; for an unknown number it only counts.
    pub fn new(total: Option<u64>) -> Self {
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let form = if total.is_some() {
            "{bar:30} {pos}/{len} {eta}"
        } else {
            "{spinner} {pos}"
        };
        bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| {
            // The forms are constant and sound; the library's own bar would do as well.
            ProgressStyle::default_bar()
        }));
        Self(bar)
    }

    /// Tells how much was done.
    pub fn set(&self, done: u64) {
        self.0.set_position(done);
    }
}

/// The bar goes away, whatever became of the work.
impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
