//! 会议 in the made-up town: the joint meeting of the week before, and the dispatch meeting of its
//! last working day with a task that is due today.

use crate::domain::act::{Act, Deed};
use crate::domain::item::Item;
use crate::domain::meeting::kind::{MeetingId, MeetingKind};
use crate::domain::meeting::state::{Calling, Judged, MeetingDeed, MeetingFact};
use crate::domain::meeting::task::TaskDone;
use crate::domain::moment::Moment;
use crate::exchange::town::around::{Around, act};

/// One that is held.
pub struct Held {
    /// Its number, from its place among them.
    pub id: MeetingId,
    /// When.
    pub at: Moment,
    kind: MeetingKind,
    place: &'static str,
    convener: &'static str,
    called: &'static [&'static str],
    absent: &'static [&'static str],
    judged: &'static [(&'static str, &'static str)],
    tasks: Vec<Given>,
    minutes: &'static str,
}

/// A task: about which of the topics that are judged, what, who, by which day and how it was done.
struct Given {
    topic: Option<usize>,
    what: &'static str,
    holder: &'static str,
    by: chrono::NaiveDate,
    done: Option<(Moment, &'static str)>,
}

/// Gives the meetings in the order in which they are held.
pub fn held(around: &Around<'_>) -> [Held; 2] {
    [joint(around), dispatch(around)]
}

fn joint(around: &Around<'_>) -> Held {
    Held {
        id: MeetingId(1),
        at: around.at(6, 14, 30),
        kind: MeetingKind::Joint,
        place: "三楼会议室",
        convener: "韩世明",
        called: &[
            "王立新 人社所",
            "张永庆 自然资源所",
            "薛桂兰 司法所",
            "于海涛 派出所",
        ],
        absent: &["于海涛 派出所"],
        judged: &[
            (
                "双方都愿意谈，尚未激化",
                "由责任单位牵头调解，一周内见面一次",
            ),
            (
                "双方说法不一，需补材料",
                "承办人三日内补齐材料，包案领导把关",
            ),
        ],
        tasks: vec![
            Given {
                topic: Some(0),
                what: "约双方到场面谈，做好笔录",
                holder: "薛桂兰",
                by: around.day(3),
                done: Some((around.at(4, 11, 15), "已面谈，双方同意继续调解")),
            },
            Given {
                topic: None,
                what: "清点在建工地欠薪隐患，列表报送",
                holder: "王立新",
                by: around.day(2),
                done: Some((around.at(2, 15, 50), "九处工地已走完，名单已交信访办")),
            },
        ],
        minutes: "逐件研判，明确责任单位和时限；工资类隐患由人社所牵头清点。",
    }
}

fn dispatch(around: &Around<'_>) -> Held {
    Held {
        id: MeetingId(2),
        at: around.at(1, 8, 40),
        kind: MeetingKind::Dispatch,
        place: "二楼会议室",
        convener: "綦素珍",
        called: &[
            "王立新 人社所",
            "薛桂兰 司法所",
            "马学勤 综治办",
            "仪长春 信访办",
        ],
        absent: &["马学勤 综治办"],
        judged: &[
            ("当事人情绪平稳，愿意等", "承办人今日回访，说明办理进度"),
            ("办理时间较长，本人催问过", "承办人两日内拿出处理意见"),
            ("牵涉几户，需当面说清", "管区书记和司法所一同入户，当面说明"),
        ],
        tasks: vec![
            Given {
                topic: Some(0),
                what: "电话回访，说明办到哪一步",
                holder: "仪长春",
                by: around.day(1),
                done: Some((around.at(1, 15, 30), "已回访，本人表示愿意等结果")),
            },
            Given {
                topic: None,
                what: "通知各村报送取暖问题清单",
                holder: "王立新",
                by: around.day(1),
                done: Some((around.at(1, 16, 50), "九个管区已全部报送")),
            },
            Given {
                topic: Some(2),
                what: "入户了解诉求，写成情况说明",
                holder: "薛桂兰",
                by: around.today(),
                done: None,
            },
        ],
        minutes: "逐件分派，当日能办的当日办；牵涉几户的由管区书记和司法所一同入户。",
    }
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

fn does(id: MeetingId, when: Moment, fact: MeetingFact) -> Act {
    let deed = MeetingDeed::Do(fact);
    act(0, when, Deed::Meeting { id: Some(id), deed })
}

impl Held {
    /// Gives the call, which makes the agenda.
    pub fn called(&self) -> Act {
        let calling = Calling {
            kind: self.kind,
            at: self.at,
            place: self.place.to_owned(),
            convener: self.convener.to_owned(),
            called: names(self.called),
        };
        let deed = MeetingDeed::Call(Box::new(calling));
        let when = self.at.plus_seconds(-20 * 60);
        act(0, when, Deed::Meeting { id: None, deed })
    }

    /// Gives what is done in it about the topics of its agenda.
    pub fn acts(&self, topics: &[Item]) -> Vec<Act> {
        let mut facts = vec![MeetingFact::Attended {
            came: self
                .called
                .iter()
                .filter(|name| !self.absent.contains(*name))
                .map(|name| (*name).to_owned())
                .collect(),
            absent: names(self.absent),
        }];
        for (item, (risk, decision)) in topics.iter().zip(self.judged) {
            let judged = Judged {
                risk: (*risk).to_owned(),
                decision: (*decision).to_owned(),
            };
            facts.push(MeetingFact::Judged {
                item: *item,
                judged,
            });
        }
        facts.extend(self.tasks.iter().map(|task| MeetingFact::Tasked {
            item: task.topic.and_then(|at| topics.get(at)).copied(),
            what: task.what.to_owned(),
            holder: task.holder.to_owned(),
            by: task.by,
        }));
        facts.push(MeetingFact::Minutes(self.minutes.to_owned()));
        facts.push(MeetingFact::Closed);
        let minutes = (1..).map(|minute| self.at.plus_seconds(minute * 120));
        let acts = facts.into_iter().zip(minutes);
        acts.map(|(fact, when)| does(self.id, when, fact)).collect()
    }

    /// Gives how its tasks were done.
    pub fn done(&self) -> Vec<Act> {
        let tasks = self.tasks.iter().zip(1..);
        let done = tasks.filter_map(|(task, no)| {
            let (when, note) = task.done?;
            let done = TaskDone {
                on: when.date(),
                by: task.holder.to_owned(),
                note: note.to_owned(),
            };
            Some(does(self.id, when, MeetingFact::Done { no, done }))
        });
        done.collect()
    }
}
