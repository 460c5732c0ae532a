//! What a paper lacks, in words.

use crate::domain::paper::{Fill, Gap, Offer};
use crate::words::bundle::Words;

impl Words {
    /// Says that a paper cannot be printed, and what it lacks.
    pub fn cannot_print(&self, offer: &Offer) -> String {
        let args = [
            ("paper", self.code("paper", offer.paper.code()).into()),
            ("what", self.gaps(&offer.gaps).into()),
        ];
        self.say_with("papers-cannot", &args)
    }

    /// Says what is missing; facts that are filled in at one place stand together before it.
    pub fn gaps(&self, gaps: &[Gap]) -> String {
        let comma = self.say("papers-gap-joint");
        let mut places: Vec<(Fill, Vec<String>)> = Vec::new();
        for gap in gaps {
            let fact = self.code("fact", gap.name);
            match places.iter_mut().find(|(fill, _)| *fill == gap.fill) {
                Some((_, facts)) => facts.push(fact),
                None => places.push((gap.fill, vec![fact])),
            }
        }
        let names = places
            .iter()
            .map(|(fill, facts)| self.place(*fill, &facts.join(&comma)));
        names.collect::<Vec<_>>().join(&comma)
    }

    fn place(&self, fill: Fill, facts: &str) -> String {
        let (key, place) = match fill {
            Fill::Step(kind) => ("papers-gap-step", self.code("step", kind.code())),
            Fill::Case(field) => ("papers-gap-correct", self.code("ask", field.code())),
            Fill::Person(field) => ("papers-gap-correct", self.code("ask", field.code())),
            Fill::Nowhere => ("papers-gap-nowhere", String::new()),
        };
        self.say_with(key, &[("fact", facts.into()), ("where", place.into())])
    }
}
