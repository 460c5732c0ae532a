//! The course of a 12345 work order: signed for, contacted, answered, called back; some are returned,
//! some extended, some come back.

use super::Life;
use crate::domain::case::fact::order::step::{
    OfficeAnswer, OrderCallBack, OrderManner, OrderOutcome, OrderRating, OrderStep, ReturnGround,
    Solved,
};
use crate::domain::case::fact::step::Step;
use crate::domain::codes::Status;
use crate::exchange::town::prose::prose;

impl Life<'_> {
    /// Signs for the order and contacts the caller.
    pub(super) fn take_up(&mut self) {
        self.take_soon((2, 40), |at| {
            Step::Order(OrderStep::Sign {
                at,
                manner: OrderManner::Dispatched,
            })
        });
        let contact = |at| {
            Step::Order(OrderStep::Contact {
                at,
                reached: true,
                statement: prose().order.contacted.clone(),
            })
        };
        if self.rng.chance(8) {
            self.take_at((1, 2), contact);
        } else {
            self.take_soon((5, 60), contact);
        }
    }

    /// Returns or answers the order.
    pub(super) fn order(&mut self) {
        if self.rng.chance(3) {
            return self.give_back();
        }
        self.classify();
        let longer = self.rng.chance(10);
        if longer {
            self.put_off();
        }
        self.answer(if longer { (4, 9) } else { (0, 4) });
        if self.rng.chance(85) {
            self.called_back(false);
        }
        if self.case.order.is_bad() {
            self.take((0, 1), |on| {
                Step::Order(OrderStep::Redo {
                    on,
                    reason: prose().order.redone.clone(),
                })
            });
            self.answer((1, 4));
            self.called_back(true);
        }
        if self.case.status == Status::Delivered && self.rng.chance(85) {
            self.take((0, 3), |on| Step::StrikeOff {
                on,
                proof: prose().proof.order.clone(),
                in_place: Vec::new(),
            });
        }
    }

    fn give_back(&mut self) {
        self.take((0, 1), |on| {
            Step::Order(OrderStep::AskReturn {
                on,
                ground: ReturnGround::CountyItem,
                reason: prose().order.returned.clone(),
            })
        });
        self.take((0, 2), |on| {
            Step::Order(OrderStep::ReturnAnswered {
                on,
                answer: OfficeAnswer::Agreed,
            })
        });
    }

    fn put_off(&mut self) {
        let days = u32::try_from(self.rng.between(3, 10)).unwrap_or(5);
        self.take((1, 3), |on| {
            Step::Order(OrderStep::Extend {
                on,
                days,
                reason: prose().order.extended.clone(),
                informed_on: on,
            })
        });
    }

    fn answer(&mut self, days: (u64, u64)) {
        let explained = self.rng.chance(12);
        let answer = self.sentence(&self.subject.opinions);
        self.take(days, |on| {
            let (outcome, plan) = if explained {
                (OrderOutcome::Explained, prose().order.plan.as_str())
            } else {
                (OrderOutcome::Done, "")
            };
            Step::Order(OrderStep::Answer {
                on,
                outcome,
                answer,
                plan: plan.to_owned(),
            })
        });
    }

    /// The city office calls back; most of those who were helped a second time are content.
    fn called_back(&mut self, again: bool) {
        let contacted = self.rng.chance(96);
        let drawn = self.rng.below(100);
        let (solved, rating) = match drawn {
            0..=79 if again => (Solved::Yes, OrderRating::Basically),
            _ if again => (Solved::No, OrderRating::Dissatisfied),
            0..=71 => (Solved::Yes, OrderRating::Satisfied),
            72..=85 => (Solved::Yes, OrderRating::Basically),
            86..=91 => (Solved::No, OrderRating::Dissatisfied),
            92..=95 => (Solved::Yes, OrderRating::Unrated),
            _ => (Solved::Unsaid, OrderRating::Unrated),
        };
        self.take((1, 4), |on| {
            Step::Order(OrderStep::CallBack(OrderCallBack {
                on,
                contacted,
                solved,
                rating,
                statement: String::new(),
            }))
        });
    }
}
