//! 分类分级的建议: what the words of a matter propose, each with the words that led to it. Nothing is
//! taken by itself: the clerk takes it, or does not.
//!
//! Within one question the longest word wins its place in the text, a place counts once, and a word
//! counts once however often it stands there. A word that speaks against hides its place.

use std::cmp::Reverse;

use super::codes::{Category, Class, Difficulty, Urgency};
use super::content::ContentClasses;
use crate::domain::case::fact::fast_lane::{Fault, Utility};
use crate::domain::case::fact::matter::Matter;
use crate::domain::case::fact::step::CaseField;

/// What a word speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// 事项类别; 检举控告 is asked about, never proposed
    Class(Class),
    /// 镇内分类
    Category(Category),
    /// 村干部: 组织类, and the question whether it is an accusation
    Cadre,
    /// 紧急程度
    Urgency(Urgency),
    /// 难易程度
    Difficulty(Difficulty),
    /// 水电暖气
    Utility(Utility),
    /// 故障
    Fault(Fault),
    /// 内容分类, by its place in the list
    Content(usize),
}

/// The questions of triage; words of one never hide those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Class,
    Category,
    Urgency,
    Difficulty,
    Utility,
    Fault,
    Content,
}

impl Speaks {
    const fn question(self) -> Question {
        match self {
            Self::Class(_) => Question::Class,
            Self::Category(_) | Self::Cadre => Question::Category,
            Self::Urgency(_) => Question::Urgency,
            Self::Difficulty(_) => Question::Difficulty,
            Self::Utility(_) => Question::Utility,
            Self::Fault(_) => Question::Fault,
            Self::Content(_) => Question::Content,
        }
    }
}

/// A word of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the text.
    pub text: String,
    /// What it speaks for.
    pub speaks: Speaks,
    /// It hides its place instead: `土地庙` does not speak of land.
    pub against: bool,
}

/// The word list, which the town can edit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordList {
    /// Its words, in the order of the file.
    pub words: Vec<Word>,
    /// 内容分类: the classes for which some of them speak.
    pub contents: ContentClasses,
}

/// A word found in the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In which part.
    pub part: CaseField,
    /// Its first byte there.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The word.
    pub word: String,
}

/// A proposed value with the words that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed<T> {
    /// What is proposed.
    pub value: T,
    /// Why.
    pub found: Vec<Found>,
}

/// What the words propose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// 事项类别; never 检举控告, and none while `accusation` asks.
    pub class: Option<Proposed<Class>>,
    /// 镇内分类
    pub category: Option<Proposed<Category>>,
    /// 紧急程度
    pub urgency: Option<Proposed<Urgency>>,
    /// 难易程度
    pub difficulty: Option<Proposed<Difficulty>>,
    /// 水电暖气: which fast lane
    pub utility: Option<Proposed<Utility>>,
    /// 故障
    pub fault: Option<Proposed<Fault>>,
    /// 内容分类
    pub content: Option<Proposed<String>>,
    /// Words that name a cadre or complain of wrong done in office: the clerk is asked whether it is
    /// an accusation.
    pub accusation: Vec<Found>,
}

impl Proposal {
    /// Gives every word that led to something, in the order of the text.
    pub fn found(&self, part: CaseField) -> Vec<&Found> {
        fn of<T>(proposed: Option<&Proposed<T>>) -> &[Found] {
            proposed.map_or(&[], |it| &it.found)
        }
        let mut found: Vec<&Found> = of(self.class.as_ref())
            .iter()
            .chain(of(self.category.as_ref()))
            .chain(of(self.urgency.as_ref()))
            .chain(of(self.difficulty.as_ref()))
            .chain(of(self.utility.as_ref()))
            .chain(of(self.fault.as_ref()))
            .chain(of(self.content.as_ref()))
            .chain(&self.accusation)
            .filter(|it| it.part == part)
            .collect();
        found.sort_by_key(|it| (it.start, Reverse(it.end)));
        // A word can lead to several answers.
        found.dedup_by_key(|it| (it.start, it.end));
        found
    }
}

/// Gives the parts of a matter that are read, in order.
pub fn parts(matter: &Matter) -> [(CaseField, &str); 3] {
    [
        (CaseField::Summary, &matter.summary),
        (CaseField::Request, &matter.request),
        (CaseField::Facts, &matter.facts),
    ]
}

impl WordList {
    /// Proposes from the words of a matter.
    pub fn propose(&self, matter: &Matter) -> Proposal {
        let hits = |question| self.hits(question, matter);
        let category = hits(Question::Category);
        let classes = hits(Question::Class);
        let accusation: Vec<Found> = category
            .iter()
            .chain(&classes)
            .filter(|(speaks, _)| {
                matches!(speaks, Speaks::Cadre | Speaks::Class(Class::Accusation))
            })
            .map(|(_, found)| found.clone())
            .collect();
        let class = weighed(&classes, Some(Class::Claim), |speaks| match speaks {
            Speaks::Class(class) => Some(class),
            _ => None,
        })
        .filter(|_| accusation.is_empty());
        // A cadre who is named outweighs all else: such a matter must not go down to him.
        let named = category.iter().any(|(speaks, _)| *speaks == Speaks::Cadre);
        let rest = Some(Category::General);
        let category = weighed(&category, rest, |speaks| match speaks {
            Speaks::Cadre => Some(Category::Organisation),
            Speaks::Category(category) if !named || category == Category::Organisation => {
                Some(category)
            }
            _ => None,
        });
        // A utility that is named is no fault yet: one that it can have must stand in the sentence.
        let mut faults = hits(Question::Fault);
        let mut utilities = hits(Question::Utility);
        utilities.retain(|(speaks, it)| {
            let place = sentence(matter, it);
            let mut here = faults
                .iter()
                .filter(|(_, it)| sentence(matter, it) == place);
            here.any(|(fault, _)| can_have(*speaks, *fault))
        });
        let utility = best(&utilities, |speaks| match speaks {
            Speaks::Utility(utility) => Some(utility),
            _ => None,
        });
        if let Some(utility) = &utility {
            faults.retain(|(fault, _)| can_have(Speaks::Utility(utility.value), *fault));
        }
        // Whoever says that the water is off wants it back: 申诉求决.
        let claim = utility.as_ref().filter(|_| accusation.is_empty());
        let claim = claim.map(|it| Proposed {
            value: Class::Claim,
            found: it.found.clone(),
        });
        let class = class.or(claim);
        Proposal {
            class,
            category,
            content: self.contents_for(matter).into_iter().next(),
            urgency: best(&hits(Question::Urgency), |speaks| match speaks {
                Speaks::Urgency(urgency) => Some(urgency),
                _ => None,
            }),
            difficulty: best(&hits(Question::Difficulty), |speaks| match speaks {
                Speaks::Difficulty(difficulty) => Some(difficulty),
                _ => None,
            }),
            fault: best(&faults, |speaks| match speaks {
                Speaks::Fault(fault) => Some(fault),
                _ => None,
            })
            .filter(|_| utility.is_some()),
            utility,
            accusation,
        }
    }

    /// Proposes content classes, the most telling first.
    pub fn contents_for(&self, matter: &Matter) -> Vec<Proposed<String>> {
        let hits = self.hits(Question::Content, matter);
        let places = ranked(&hits, None, |speaks| match speaks {
            Speaks::Content(place) => Some(place),
            _ => None,
        });
        let classes = self.contents.all();
        let named = places.into_iter().filter_map(|it| {
            Some(Proposed {
                value: classes.get(it.value)?.clone(),
                found: it.found,
            })
        });
        named.collect()
    }

    /// Finds the words of a question, the longest first at each place; a place counts once.
    fn hits(&self, question: Question, matter: &Matter) -> Vec<(Speaks, Found)> {
        let mut hits = Vec::new();
        for (part, text) in parts(matter) {
            let mut all: Vec<(&Word, usize, usize)> = self
                .words
                .iter()
                .filter(|word| word.speaks.question() == question && !word.text.is_empty())
                .flat_map(|word| {
                    let places = places(text, &word.text).into_iter();
                    places.map(move |(start, end)| (word, start, end))
                })
                .collect();
            all.sort_by_key(|(word, start, _)| (Reverse(word.text.len()), *start, !word.against));
            let mut taken: Vec<(usize, usize)> = Vec::new();
            for (word, start, end) in all {
                if taken.iter().any(|(from, to)| start < *to && *from < end) {
                    continue;
                }
                taken.push((start, end));
                if !word.against {
                    let found = Found {
                        part,
                        start,
                        end,
                        word: word.text.clone(),
                    };
                    hits.push((word.speaks, found));
                }
            }
        }
        hits
    }
}

/// How many characters `…` stands for at most.
const GAP: usize = 10;

/// Gives where a word stands; `…` in it stands for a few characters without punctuation.
fn places(text: &str, word: &str) -> Vec<(usize, usize)> {
    let Some((head, tail)) = word.split_once('…') else {
        let whole = text.match_indices(word);
        return whole.map(|(at, _)| (at, at + word.len())).collect();
    };
    text.match_indices(head)
        .filter_map(|(start, _)| {
            let from = start + head.len();
            let rest = text.get(from..)?;
            let gap: usize = rest
                .chars()
                .take(GAP)
                .take_while(|it| !is_stop(*it))
                .map(char::len_utf8)
                .sum();
            let at = rest.find(tail).filter(|at| *at <= gap)?;
            Some((start, from + at + tail.len()))
        })
        .collect()
}

/// Tells whether a word cannot reach over a character.
fn is_stop(character: char) -> bool {
    character.is_whitespace() || "，。；：！？、,.;:!?".contains(character)
}

/// Gives the sentence of a part in which a place stands, by the number of stops before it.
fn sentence(matter: &Matter, found: &Found) -> (CaseField, usize) {
    let text = parts(matter)
        .into_iter()
        .find(|(part, _)| *part == found.part)
        .and_then(|(_, text)| text.get(..found.start))
        .unwrap_or_default();
    (
        found.part,
        text.matches(['。', '！', '？', '；', '\n']).count(),
    )
}

/// Tells whether a utility can have a fault: only a room is too cold, and no current leaks out of a
/// pipe.
const fn can_have(utility: Speaks, fault: Speaks) -> bool {
    match (utility, fault) {
        (Speaks::Utility(utility), Speaks::Fault(Fault::TooCold)) => {
            matches!(utility, Utility::Heating)
        }
        (Speaks::Utility(utility), Speaks::Fault(Fault::Leak)) => {
            !matches!(utility, Utility::Power)
        }
        _ => true,
    }
}

/// Gives the value for which the most different words speak, then the longest ones, then the one
/// named first.
fn best<T: Copy + PartialEq>(
    hits: &[(Speaks, Found)],
    value: impl Fn(Speaks) -> Option<T>,
) -> Option<Proposed<T>> {
    weighed(hits, None, value)
}

/// How many times a word weighs that stands in the summary, and one for anything but the rest.
const WEIGHT: usize = 3;

/// Gives the same where most matters speak of the `rest` too: everyday things are named beside what
/// makes a matter one of land or wages, of the courts or a suggestion, so that a word for any of those
/// weighs more; and so does what stands in the summary, where the clerk says what it is about.
fn weighed<T: Copy + PartialEq>(
    hits: &[(Speaks, Found)],
    rest: Option<T>,
    value: impl Fn(Speaks) -> Option<T>,
) -> Option<Proposed<T>> {
    ranked(hits, rest, value).into_iter().next()
}

/// Gives the values for which words speak, the best first.
fn ranked<T: Copy + PartialEq>(
    hits: &[(Speaks, Found)],
    rest: Option<T>,
    value: impl Fn(Speaks) -> Option<T>,
) -> Vec<Proposed<T>> {
    let mut gathered: Vec<Proposed<T>> = Vec::new();
    for (speaks, found) in hits {
        let Some(value) = value(*speaks) else {
            continue;
        };
        match gathered.iter_mut().find(|it| it.value == value) {
            Some(it) => it.found.push(found.clone()),
            None => gathered.push(Proposed {
                value,
                found: vec![found.clone()],
            }),
        }
    }
    let weight = |it: &Proposed<T>| {
        let mut words: Vec<&str> = it.found.iter().map(|it| it.word.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let Some(rest) = rest else {
            return (words.len(), letters);
        };
        let named = |word: &&str| {
            let mut places = it.found.iter().filter(|found| found.word == **word);
            places.any(|found| found.part == CaseField::Summary)
        };
        let in_summary = words.iter().filter(|word| named(word)).count();
        let weight = words.len() + in_summary * (WEIGHT - 1);
        let special = if rest == it.value { 1 } else { WEIGHT };
        (weight * special, letters)
    };
    let place = |found: &Found| (part_order(found.part), found.start);
    for it in &mut gathered {
        it.found.sort_by_key(place);
    }
    let first = |it: &Proposed<T>| it.found.first().map(place);
    gathered.sort_by_key(|it| (Reverse(weight(it)), first(it)));
    gathered
}

const fn part_order(part: CaseField) -> usize {
    part as usize
}

#[cfg(test)]
mod tests;
