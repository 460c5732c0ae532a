//! How many forms and keys a matter costs from the counter to its end, for the seven kinds that come to
//! a counter: played by keys at 80×24 in Chinese, one step a form and steps that go together.

use chrono::Days;
use mulin::app::form::line::Entry;
use mulin::app::msg::{Msg, Press};
use mulin::domain::act::Act;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::codes::{Channel, Status};
use mulin::domain::entry::What;
use mulin::domain::moment::Moment;
use mulin::domain::viewer::Viewer;
use mulin::keymap::key::{Code, Key, parse_keys};
use mulin::store::contract::ask;
use mulin::words::initials::initials;
use mulin::words::lang::Lang;

use crate::handed_in::form;
use crate::stored::{CLERK, Stored, number, registered};

/// What was spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Spent {
    /// Forms that were handed in.
    forms: usize,
    /// Keys beside the text.
    keys: usize,
    /// Characters of text.
    text: usize,
}

/// A matter that is played by keys.
struct Played {
    desk: Stored,
    spent: Spent,
}

impl Played {
    fn new() -> Self {
        Self::over(&[])
    }

    fn over(acts: &[Act]) -> Self {
        Self {
            desk: Stored::open(Lang::Zh, (80, 24), acts),
            spent: Spent::default(),
        }
    }

    fn keys(&mut self, keys: &str) {
        self.spent.keys += parse_keys(keys).unwrap().len();
        self.desk.press(keys);
    }

    fn text(&mut self, text: &str) {
        self.spent.text += text.chars().count();
        for letter in text.chars() {
            let key = Key::plain(Code::Char(letter));
            self.desk.tell(Msg::Press(Press::alone(key)));
        }
    }

    fn save(&mut self) {
        self.keys("<C-s>");
        self.spent.forms += 1;
    }

    fn case(&self) -> Case {
        let viewer = Viewer::new(CLERK);
        let case = ask(self.desk.store.as_ref(), |it| it.case(number(1), &viewer));
        case.unwrap().unwrap()
    }

    /// Registers a visitor: `more` goes on behind the summary.
    fn register(&mut self, summary: &str, more: impl FnOnce(&mut Self)) {
        self.keys("<F2>");
        self.text("邓三友");
        self.keys("<Tab>");
        self.text("13800001234");
        self.keys("<Tab>");
        self.text("东牟家村");
        self.keys("<Tab>");
        self.text(summary);
        more(self);
        self.save();
        assert_eq!(self.case().status, Status::Registered);
    }

    /// Opens the form of a step: by Enter where it comes next, else from the menu.
    fn open(&mut self, kind: StepKind) {
        let view = self.desk.model.case.view().unwrap();
        let next = view.next(CLERK, self.desk.model.shared.now.date());
        if next.duties.first().is_some_and(|it| it.kind == kind) {
            self.keys("<Enter>");
            return;
        }
        let name = self.desk.model.shared.words.code("step", kind.code());
        let short = initials(&name).first().cloned().unwrap();
        let spelled: Vec<String> = short.chars().map(|it| it.to_string()).collect();
        self.keys(&format!("<C-e> {} <Enter>", spelled.join(" ")));
    }

    /// Fills in a line of the form that is open, known as `ask-on` or, where it is of a step that goes
    /// with the first, `notify/ask-on`.
    fn fill(&mut self, line: &str, value: &str) {
        let shown = form(&self.desk.model)
            .unwrap_or_else(|| panic!("no form for {line}:\n{}", self.desk.picture()));
        let names: Vec<(String, bool)> = shown
            .shown()
            .map(|(line, open)| (line.name(), open))
            .collect();
        let at = |found: Option<usize>| {
            found.unwrap_or_else(|| panic!("{line} in {names:?}\n{}", self.desk.picture()))
        };
        let open = at(names.iter().position(|(_, open)| *open));
        let wanted = at(names.iter().position(|(name, _)| name == line));
        let way = if wanted < open { "<S-Tab> " } else { "<Tab> " };
        let moves = way.repeat(wanted.abs_diff(open));
        if !moves.is_empty() {
            self.keys(moves.trim());
        }
        let shown = form(&self.desk.model).unwrap();
        let (open, _) = shown.shown().find(|(_, open)| *open).unwrap();
        assert_eq!(open.name(), line);
        match &open.entry {
            Entry::Code(_, choice) => {
                let place = choice.options().iter().position(|it| *it == value);
                let place = place.unwrap_or_else(|| panic!("{value} of {line}"));
                self.keys(&(place + 1).to_string());
            }
            Entry::Text(_) => self.text(value),
        }
    }

    /// Takes a step in a form of its own, or with those that go with it.
    fn step(&mut self, kind: &str, lines: &[(&str, &str)]) {
        let kind = StepKind::parse(kind).unwrap();
        let before = self.case().revision;
        self.open(kind);
        assert!(
            self.desk.picture().contains("ML-2026-0001"),
            "{kind:?}\n{}",
            self.desk.picture()
        );
        for (line, value) in lines {
            self.fill(line, value);
        }
        self.save();
        assert!(
            self.case().revision > before,
            "{kind:?} {lines:?}\n{}",
            self.desk.picture()
        );
    }

    /// 分类分级: takes what is proposed, and what else is chosen.
    fn triage(&mut self, keys: &str) {
        self.keys(keys);
        self.save();
    }

    /// Gives the steps of its history, sorted.
    fn steps(&self) -> Vec<&'static str> {
        let view = self.desk.model.case.view().unwrap();
        let mut steps: Vec<&str> = Vec::new();
        for entry in &view.history {
            if let What::Case(step) = &entry.what {
                steps.push(step.code());
            }
        }
        steps.sort_unstable();
        steps
    }

    /// Days go by.
    fn later(&mut self, days: u64) {
        let day = self.desk.model.shared.now.date() + Days::new(days);
        self.desk
            .go_to(Moment::parse(&format!("{day} 10:00")).unwrap());
    }
}

/// A form: its step, and what is filled in.
type Filled<'a> = (&'a str, &'a [(&'a str, &'a str)]);

fn all(it: &mut Played, forms: &[Filled<'_>]) {
    for (step, lines) in forms {
        it.step(step, lines);
    }
}

/// 检举控告 to its transfer.
fn accusation(together: bool) -> Played {
    let mut it = Played::new();
    it.register("反映村会计虚报补贴", |it| {
        it.keys("<Tab> <Tab> 1 <Tab>");
        it.text("孙会计");
    });
    it.keys("4");
    let reason = ("ask-reason", "涉嫌虚报补贴");
    if together {
        let proof = ("strike_off/ask-proof", "转送回执");
        all(&mut it, &[("forward", &[reason, proof])]);
    } else {
        let proof = ("ask-proof", "转送回执");
        all(&mut it, &[("forward", &[reason]), ("strike_off", &[proof])]);
    }
    it
}

const OPINION: &[(&str, &str)] = &[
    ("ask-ruling", "support"),
    ("ask-opinion", "当日修复供暖"),
    ("ask-basis", "潍坊市供热条例"),
    ("ask-request", "恢复供暖"),
    ("ask-facts", "换热站阀门损坏"),
];

/// 供热 on the fast lane to its strike-off.
fn heating(together: bool) -> Played {
    let mut it = Played::new();
    it.register("家里暖气不热，室温十四度", |_| {});
    it.keys("4 <Enter>");
    it.triage("<A-t>");
    let company = ("ask-whom", "供热公司");
    let carried: [(&str, &str); 2] = [("ask-carried", "室温二十度"), ("ask-done", "yes")];
    let proof = ("ask-proof", "入户测温");
    if together {
        let fixed: [(&str, &str); 3] = [
            company,
            ("fast_lane_arrive/ask-at", "9:41"),
            ("fast_lane_fix/ask-at", "9:41"),
        ];
        let mut opinion = OPINION.to_vec();
        opinion.extend([
            ("deliver/ask-way", "hand"),
            ("carry_out/ask-carried", carried[0].1),
            ("carry_out/ask-done", "yes"),
            ("strike_off/ask-proof", proof.1),
        ]);
        all(
            &mut it,
            &[
                ("fast_lane_inform", &fixed),
                ("accept", &[("notify/ask-way", "hand")]),
                ("decide", &opinion),
            ],
        );
    } else {
        all(
            &mut it,
            &[
                ("fast_lane_inform", &[company]),
                ("fast_lane_arrive", &[]),
                ("fast_lane_fix", &[]),
                ("accept", &[]),
                ("notify", &[]),
                ("decide", OPINION),
                ("deliver", &[]),
                ("carry_out", &carried),
                ("strike_off", &[proof]),
            ],
        );
    }
    it
}

/// 十二人讨薪 through task force, extension, hearing, decision and review.
fn wages(together: bool) -> Played {
    let mut it = Played::new();
    it.register("拖欠十二名工人工资三个月", |_| {});
    it.keys("4 <Enter>");
    // 申诉求决, 薪资, 一般, 疑难.
    it.triage("3 <Tab> 4 <Tab> 1 <Tab> 2");
    let force: [(&str, &str); 3] = [
        ("ask-leader", "赵镇长"),
        ("ask-petition", "李梅"),
        ("ask-plan", "一周内核清工资表"),
    ];
    let extend: [(&str, &str); 2] = [("ask-approver", "赵镇长"), ("ask-reason", "需要核对账目")];
    let hear = [("ask-findings", "双方认可欠薪数额")];
    let review = [("ask-words", "要求加付赔偿金")];
    let answer: [(&str, &str); 3] = [
        ("ask-outcome", "upheld"),
        ("ask-opinion", "维持原意见"),
        ("ask-delivered_on", "11-25"),
    ];
    let carried: [(&str, &str); 2] = [("ask-carried", "工资已发"), ("ask-done", "yes")];
    let proof = ("ask-proof", "银行回单");
    let unit = [("ask-unit", "人社所")];
    let mut opinion = OPINION.to_vec();
    if together {
        opinion.extend([
            ("deliver/ask-way", "hand"),
            ("carry_out/ask-carried", carried[0].1),
            ("carry_out/ask-done", "yes"),
        ]);
        all(
            &mut it,
            &[
                ("task_force_form", &force),
                ("accept", &[("notify/ask-way", "hand")]),
                ("assign", &unit),
                ("extend", &extend),
                ("hear", &hear),
                ("decide", &opinion),
                ("ask_review", &review),
                ("answer_review", &answer),
            ],
        );
    } else {
        all(
            &mut it,
            &[
                ("task_force_form", &force),
                ("accept", &[]),
                ("notify", &[]),
                ("assign", &unit),
                ("extend", &extend),
                ("hear", &hear),
                ("decide", &opinion),
                ("deliver", &[]),
                ("carry_out", &carried),
                ("ask_review", &review),
                ("answer_review", &answer),
            ],
        );
    }
    // 条例 36: recheck may be asked for 30 days from the delivery.
    it.later(31);
    all(&mut it, &[("strike_off", &[proof])]);
    it
}

const CONSENT: &[(&str, &str)] = &[
    ("ask-other", "王大"),
    ("ask-petitioner_consent", "given"),
    ("ask-other_consent", "given"),
];
const ACCORD: &[(&str, &str)] = &[
    ("ask-parties", "邓三友、王大"),
    ("ask-dispute", "地界被占半米"),
    ("ask-content", "恢复地界，赔偿三千元"),
    ("ask-performance", "分三期付清"),
];

/// 土地 through mediation, an agreement and three instalments.
fn land(together: bool) -> Played {
    let mut it = Played::new();
    it.register("承包地边界被邻居占了半米", |_| {});
    it.keys("4 <Enter>");
    it.triage("3 <Tab> 3 <Tab> 1 <Tab> 1");
    let session: [(&str, &str); 2] = [("ask-present", "双方到场"), ("ask-proceedings", "量了地界")];
    let proof = ("ask-proof", "收条三张");
    let days = ["2026-11-25", "2026-12-25", "2027-01-25"];
    if together {
        let mut consent = CONSENT.to_vec();
        consent.push(("refer_to_mediation/ask-mediators", "李调解"));
        let mut accord = ACCORD.to_vec();
        accord.extend([
            ("mediation_sign/ask-parties_on", days[0]),
            ("mediation_sign/ask-mediator_on", days[0]),
            ("mediation_sign/ask-sealed_on", days[0]),
            ("mediation_instalment/ask-total", "3000"),
            ("mediation_instalment/ask-parts", "3"),
            ("mediation_instalment/ask-first_on", days[0]),
            ("mediation_instalment/ask-rhythm", "monthly"),
        ]);
        all(
            &mut it,
            &[
                ("mediation_consent", &consent),
                ("mediation_session", &session),
                ("mediation_agree", &accord),
            ],
        );
        it.later(62);
        let paid: [(&str, &str); 2] = [("ask-instalment", "1-3"), ("ask-performed", "yes")];
        all(&mut it, &[("mediation_performed", &paid)]);
    } else {
        let signed = ["ask-parties_on", "ask-mediator_on", "ask-sealed_on"].map(|it| (it, days[0]));
        all(
            &mut it,
            &[
                ("mediation_consent", CONSENT),
                ("refer_to_mediation", &[("ask-mediators", "李调解")]),
                ("mediation_session", &session),
                ("mediation_agree", ACCORD),
                ("mediation_sign", &signed),
            ],
        );
        for day in days {
            let part: [(&str, &str); 3] = [
                ("ask-what", "付一千元"),
                ("ask-amount", "1000"),
                ("ask-due", day),
            ];
            all(&mut it, &[("mediation_instalment", &part)]);
        }
        it.later(62);
        for _ in days {
            all(
                &mut it,
                &[("mediation_performed", &[("ask-performed", "yes")])],
            );
        }
    }
    all(&mut it, &[("strike_off", &[proof])]);
    it
}

/// 12345 工单.
fn order(together: bool) -> Played {
    let act = registered("11-25", "邓三友", |it| {
        it.visit.channel = Some(Channel::Hotline12345);
    });
    let mut it = Played::over(&[act]);
    it.keys("<F4> <Home> <Enter>");
    let called: [(&str, &str); 2] = [("ask-reached", "yes"), ("ask-said", "请尽快修")];
    let answer = ("ask-answer", "路灯已修好");
    let proof = ("ask-proof", "照片");
    if together {
        let signed: [(&str, &str); 3] = [
            ("ask-order_manner", "dispatched"),
            ("order_contact/ask-reached", "yes"),
            ("order_contact/ask-said", called[1].1),
        ];
        all(
            &mut it,
            &[
                ("order_sign", &signed),
                ("order_answer", &[answer, ("strike_off/ask-proof", proof.1)]),
            ],
        );
    } else {
        all(
            &mut it,
            &[
                ("order_sign", &[("ask-order_manner", "dispatched")]),
                ("order_contact", &called),
                ("order_answer", &[answer]),
                ("strike_off", &[proof]),
            ],
        );
    }
    it
}

/// 建议意见.
fn suggestion(together: bool) -> Played {
    let mut it = Played::new();
    it.register("建议集市日加开一班公交", |_| {});
    it.keys("4 <Enter>");
    it.triage("1 <Tab> 1 <Tab> 1 <Tab> 1");
    let answer: [(&str, &str); 2] = [("ask-adoption", "adopted"), ("ask-answer", "下月起加开")];
    let proof = ("ask-proof", "公交公司回函");
    if together {
        let mut answer = answer.to_vec();
        answer.push(("strike_off/ask-proof", proof.1));
        all(&mut it, &[("answer_suggestion", &answer)]);
    } else {
        all(
            &mut it,
            &[("answer_suggestion", &answer), ("strike_off", &[proof])],
        );
    }
    it
}

/// 涉法涉诉, diverted.
fn court(together: bool) -> Played {
    let mut it = Played::new();
    it.register("不服一审判决", |_| {});
    it.keys("4 <Enter>");
    it.triage("4 <Tab> 1 <Tab> 1 <Tab> 1");
    let guide: [(&str, &str); 2] = [
        ("ask-exit", "litigation"),
        ("ask-told", "收到判决十五日内上诉"),
    ];
    let proof = ("ask-proof", "告知书");
    if together {
        let mut guide = guide.to_vec();
        guide.push(("strike_off/ask-proof", proof.1));
        all(&mut it, &[("guide", &guide)]);
    } else {
        all(&mut it, &[("guide", &guide), ("strike_off", &[proof])]);
    }
    it
}

/// A kind of matter, how it is played, and what it costs at most when what goes together is handed in
/// together: forms, keys beside the text.
type Bound = (&'static str, fn(bool) -> Played, usize, usize);

const KINDS: &[Bound] = &[
    ("检举控告", accusation, 2, 15),
    ("供热", heating, 5, 34),
    ("讨薪", wages, 11, 78),
    ("土地", land, 7, 67),
    ("工单", order, 2, 21),
    ("建议", suggestion, 3, 27),
    ("涉诉", court, 3, 21),
];

#[test]
fn what_goes_together_is_one_form_and_the_history_is_the_same() {
    for (name, play, forms, keys) in KINDS {
        let (one_by_one, together) = (play(false), play(true));
        for it in [&one_by_one, &together] {
            assert_eq!(it.case().status, Status::StruckOff, "{name}");
        }
        assert!(
            together.spent.forms <= *forms,
            "{name} {:?}",
            together.spent
        );
        assert!(together.spent.keys <= *keys, "{name} {:?}", together.spent);
        assert!(together.spent.text <= one_by_one.spent.text + 40, "{name}");
        assert_eq!(one_by_one.steps(), together.steps(), "{name}");
    }
}

#[test]
fn the_simplest_registration_takes_five_keys_beside_the_text() {
    let mut it = Played::new();
    it.register("村西头的路灯坏了", |_| {});
    assert!(it.spent.keys <= 5, "{:?}", it.spent);
    assert!(
        it.desk.picture().contains("已登记 ML-2026-0001"),
        "{}",
        it.desk.picture()
    );
}

#[test]
fn a_question_at_the_counter_costs_one_form_more_than_its_registration() {
    let mut it = Played::new();
    it.register("问便民大厅在哪", |_| {});
    let registered = it.spent;
    it.keys("6");
    it.text("出门左转一百米");
    it.save();
    assert_eq!(it.case().status, Status::StruckOff);
    assert_eq!(it.spent.forms, registered.forms + 1);
    assert!(it.spent.keys <= registered.keys + 2, "{:?}", it.spent);
}
