//! What a paper lacks, in words.

use crate::domain::paper::{Fill, Gap};
use crate::words::lang::Lang;
use crate::words::say::Words;

impl Words {
    /// Says what is missing, each with the place where it is filled in.
    pub fn gaps(&self, gaps: &[Gap]) -> String {
        let said: Vec<String> = gaps.iter().map(|gap| self.gap(*gap)).collect();
        said.join(match self.lang() {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }

    fn gap(&self, gap: Gap) -> String {
        let (key, place) = match gap.fill {
            Fill::Step(kind) => ("papers-gap-step", self.code("step", kind.code())),
            Fill::Case(field) => ("papers-gap-correct", self.code("ask", field.code())),
            Fill::Person(field) => ("papers-gap-correct", self.code("ask", field.code())),
            Fill::Nowhere => ("papers-gap-nowhere", String::new()),
        };
        let args = [
            ("fact", self.code("fact", gap.name).into()),
            ("where", place.into()),
        ];
        self.say_with(key, &args)
    }
}
