//! 三支专班: a category routes to its standing task force and convener, a key hands the case over, and
//! nothing goes to a convener whom it is about; in both stores, by keys and on the command line.

use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{CaseField, Step};
use mulin::domain::codes::{Category, Class};
use mulin::domain::education::view::ForceRow;
use mulin::domain::entry::{Stream, What};
use mulin::domain::force::Force;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::words::lang::Lang;

use crate::cli::Desk;
use crate::figures::{done, in_every_store};
use crate::rooms::compare;
use crate::stored::{CLERK, Stored, number, registered};

const NOW: &str = "2026-11-25T09:00";

fn card(category: Category, convener: &str, stand_in: &str) -> Action {
    Action::Force(Box::new(Force {
        category,
        convener: convener.to_owned(),
        stand_in: stand_in.to_owned(),
        phone: String::new(),
    }))
}

fn kept(store: &dyn Store, action: Action) {
    let came = done(store, NOW, action);
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
}

fn refused(store: &dyn Store, action: Action) -> Refusal {
    match done(store, NOW, action) {
        CommitResult::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn view(store: &dyn Store, case: CaseNumber, viewer: &str) -> CaseView {
    let viewer = Viewer::new(viewer);
    let found = ask(store, |it| it.case_view(case, &viewer));
    found.unwrap().unwrap()
}

fn rows(store: &dyn Store) -> Vec<ForceRow> {
    ask(store, |it| it.force_rows()).unwrap()
}

fn row(store: &dyn Store, category: Category) -> ForceRow {
    let mut all = rows(store).into_iter();
    all.find(|it| it.category == category).unwrap()
}

fn step(case: &Case, step: Step) -> Action {
    Action::Step {
        case: case.number,
        expected: case.revision,
        step,
    }
}

fn assign(unit: &str, holder: Option<&str>) -> Step {
    Step::Assign {
        unit: Some(unit.to_owned()),
        holder: holder.map(str::to_owned),
        leader: None,
    }
}

fn matter(name: &str, class: Class, category: Category, accused: Option<&str>) -> Act {
    registered("11-20", name, |it| {
        it.matter.class = class;
        it.matter.category = Some(category);
        it.matter.accused = accused.map(str::to_owned);
    })
}

/// Who of its force would take a case, and whether it is with it.
fn taker(store: &dyn Store, case: CaseNumber) -> Option<(Option<String>, bool)> {
    let view = view(store, case, CLERK);
    let with = view.forces.for_case(&view.case)?;
    Some((with.taker.map(str::to_owned), with.joined))
}

#[test]
fn each_of_the_three_has_a_convener_whose_cards_stand_in_history() {
    in_every_store(|store| {
        kept(store, card(Category::Land, "郭广福", ""));
        kept(store, card(Category::Wages, "高秀云", "隋振海"));
        kept(store, card(Category::Land, "宋克俭", "郭广福"));
        let forces = ask(store, |it| it.forces()).unwrap();
        let land = forces.of(Category::Land).unwrap();
        assert_eq!(
            (land.convener.as_str(), land.stand_in.as_str()),
            ("宋克俭", "郭广福")
        );
        assert!(forces.of(Category::Organisation).is_none());
        let viewer = Viewer::new(CLERK);
        let history = ask(store, |it| it.history(Stream::Forces, &viewer)).unwrap();
        let conveners: Vec<&str> = history
            .iter()
            .filter_map(|entry| match &entry.what {
                What::Force(card) => Some(card.convener.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(conveners, ["郭广福", "高秀云", "宋克俭"]);
        for (action, refusal) in [
            (
                card(Category::General, "郭广福", ""),
                Refusal::about("category", Reason::NotAChoice),
            ),
            (
                card(Category::Land, " ", ""),
                Refusal::about("convener", Reason::Missing),
            ),
            (
                card(Category::Land, "宋克俭", "宋克俭"),
                Refusal::about("stand_in", Reason::AlreadyKnown),
            ),
            (
                card(Category::Land, "宋克俭", "郭广福"),
                Refusal::new(Reason::NothingChanged),
            ),
        ] {
            assert_eq!(refused(store, action), refusal);
        }
    });
}

#[test]
fn a_category_routes_to_its_force_and_the_force_counts_what_it_has() {
    in_every_store(|store| {
        let acts = [
            matter("牟春生", Class::Claim, Category::Land, None),
            matter("牟秋生", Class::Claim, Category::Land, None),
            matter("牟冬生", Class::Claim, Category::General, None),
        ];
        assert!(store.commit(&acts).is_ok());
        assert_eq!(taker(store, number(1)), None, "nobody convenes it yet");
        assert_eq!(row(store, Category::Land).waiting, [number(1), number(2)]);
        kept(store, card(Category::Land, "郭广福", ""));
        let to_him = Some("郭广福".to_owned());
        assert_eq!(taker(store, number(1)), Some((to_him.clone(), false)));
        assert_eq!(taker(store, number(3)), None, "普通类 has none");

        let seen = view(store, number(1), CLERK);
        let with = seen.forces.for_case(&seen.case).unwrap();
        let hand_over = with.step(&seen.case).unwrap();
        kept(store, step(&seen.case, hand_over));
        let seen = view(store, number(1), CLERK);
        assert_eq!(seen.case.unit.as_deref(), Some("土地类专班"));
        assert_eq!(seen.case.holder, to_him);
        let land = row(store, Category::Land);
        assert_eq!(
            (land.open, land.waiting),
            (vec![number(1)], vec![number(2)])
        );

        // It stays with the force when it is classed otherwise, and goes to its new convener.
        kept(store, card(Category::Land, "宋克俭", ""));
        let to_other = Some("宋克俭".to_owned());
        assert_eq!(taker(store, number(1)), Some((to_other, true)));
        let with = seen.forces.for_case(&seen.case).unwrap();
        assert!(with.is_taken(&seen.case) && with.step(&seen.case).is_err());

        // What is over stands in no list.
        let on = "2026-11-25".parse().unwrap();
        kept(store, step(&seen.case, Step::Accept { on }));
        let seen = view(store, number(1), CLERK);
        let terms = "退还承包地".to_owned();
        kept(store, step(&seen.case, Step::Agree { on, terms }));
        assert_eq!(row(store, Category::Land).open, []);
    });
}

#[test]
fn an_accusation_never_goes_to_a_convener_it_is_about() {
    in_every_store(|store| {
        let accusation = matter(
            "牟春生",
            Class::Accusation,
            Category::Organisation,
            Some("镇组织委员綦素珍"),
        );
        assert!(store.commit(&[accusation]).is_ok());
        let case = number(1);
        let unit = "组织类专班";
        kept(store, card(Category::Organisation, "綦素珍", ""));
        assert_eq!(taker(store, case), Some((None, false)));
        let seen = view(store, case, CLERK);
        let with = seen.forces.for_case(&seen.case).unwrap();
        assert_eq!(
            with.step(&seen.case),
            Err(Refusal::about("holder", Reason::MustStepAside))
        );
        // By its unit's name alone it would go to him as well.
        for (holder, field) in [(None, "unit"), (Some("綦素珍"), "holder")] {
            let action = step(&seen.case, assign(unit, holder));
            let refusal = Refusal::about(field, Reason::MustStepAside);
            assert_eq!(refused(store, action), refusal, "{holder:?}");
        }

        // Who stands in takes it.
        kept(store, card(Category::Organisation, "綦素珍", "韩世明"));
        let stand_in = Some("韩世明".to_owned());
        assert_eq!(taker(store, case), Some((stand_in.clone(), false)));
        let seen = view(store, case, CLERK);
        let with = seen.forces.for_case(&seen.case).unwrap();
        assert!(with.is_convener_aside() && with.opens(&seen.case));
        kept(store, step(&seen.case, with.step(&seen.case).unwrap()));
        let seen = view(store, case, CLERK);
        assert_eq!(seen.case.holder, stand_in);

        // The convener sees nothing of it, and no list of the force has it.
        let his = view(store, case, "綦素珍");
        assert!(his.row.locked && his.forces.0.is_empty() && his.case.unit.is_none());
        let row = row(store, Category::Organisation);
        assert!(row.open.is_empty() && row.waiting.is_empty(), "{row:?}");
    });
}

#[test]
fn who_turns_out_to_be_complained_of_takes_it_no_longer() {
    in_every_store(|store| {
        let act = matter("牟春生", Class::Accusation, Category::Wages, Some("村会计"));
        assert!(store.commit(&[act]).is_ok());
        kept(store, card(Category::Wages, "高秀云", ""));
        let seen = view(store, number(1), CLERK);
        let with = seen.forces.for_case(&seen.case).unwrap();
        kept(store, step(&seen.case, with.step(&seen.case).unwrap()));
        let seen = view(store, number(1), CLERK);
        let correction = Step::Correct {
            field: CaseField::Accused,
            old: "村会计".to_owned(),
            new: "高秀云镇长".to_owned(),
        };
        kept(store, step(&seen.case, correction));
        assert_eq!(taker(store, number(1)), Some((None, true)));
        assert_eq!(view(store, number(1), CLERK).case.holder, None);
    });
}

#[test]
fn a_convener_is_named_by_keys_and_a_key_hands_a_case_over() {
    for size in [(80, 24), (160, 45)] {
        let acts = [
            matter("牟春生", Class::Claim, Category::Land, None),
            matter("牟秋生", Class::Claim, Category::Land, None),
        ];
        let mut desk = Stored::open(Lang::Zh, size, &acts);
        let shows = |desk: &Stored, text: &str| {
            let picture = desk.picture();
            assert!(picture.contains(text), "{text}\n{picture}");
        };
        desk.press("<A-u> education.show education.show");
        shows(&desk, "土地类专班");
        shows(&desk, "还没有召集人");
        desk.press("<Down> education.edit");
        desk.paste("郭广福");
        desk.press("<Tab>");
        desk.paste("宋克俭");
        desk.press("<C-s>");
        shows(&desk, "土地类专班  郭广福");
        shows(&desk, "在办 0  待交 2");

        // What waits is one key away, and so is what it has.
        desk.press("education.attend");
        shows(&desk, "列出的2件");
        desk.press("<Home> <Enter> 5");
        shows(&desk, "郭广福");
        shows(&desk, "交专班");
        desk.press("=");
        let seen = view(desk.store.as_ref(), number(1), CLERK);
        assert_eq!(seen.case.unit.as_deref(), Some("土地类专班"));
        assert_eq!(seen.case.holder.as_deref(), Some("郭广福"));
        shows(&desk, "已交");
        desk.press("<A-u>");
        shows(&desk, "在办 1  待交 1");
        desk.press("<Enter>");
        shows(&desk, "列出的1件");

        // The form of 交办 proposes the same.
        desk.press("<A-u> education.attend <Enter> case.step");
        desk.paste("交办");
        desk.press("<Enter>");
        shows(&desk, "土地类专班");
        desk.press("<C-s>");
        let seen = view(desk.store.as_ref(), number(2), CLERK);
        assert_eq!(seen.case.unit.as_deref(), Some("土地类专班"));
        assert_eq!(seen.case.holder.as_deref(), Some("郭广福"));
    }
}

#[test]
fn a_case_without_a_force_says_so_and_one_about_its_convener_goes_nowhere() {
    let act = |action| Act {
        who: CLERK.to_owned(),
        when: Moment::parse(NOW).unwrap(),
        action,
    };
    let acts = [
        matter("牟春生", Class::Claim, Category::General, None),
        matter(
            "牟秋生",
            Class::Accusation,
            Category::Organisation,
            Some("綦素珍"),
        ),
        act(card(Category::Organisation, "綦素珍", "")),
    ];
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<F4> list.sort list.sort <Home> <Enter> =");
    let force_line = |desk: &Stored| {
        let notice = desk.model.notice.as_ref();
        notice.map(|it| it.text.clone()).unwrap_or_default()
    };
    assert!(
        force_line(&desk).contains("没有对应的专班"),
        "{}",
        desk.picture()
    );
    desk.press("<F4> <Down> <Enter> =");
    assert!(force_line(&desk).contains("回避"), "{}", desk.picture());
    let seen = view(desk.store.as_ref(), number(2), CLERK);
    assert_eq!((seen.case.unit, seen.case.holder), (None, None));
}

#[test]
fn triage_shows_the_force_of_the_category_and_hands_over_with_the_rest() {
    let unclassed = || {
        registered("11-20", "牟春生", |it| {
            it.matter.class = Class::Unclassed;
            it.matter.summary = "包工头拖欠工资".to_owned();
        })
    };
    let named = Act {
        who: CLERK.to_owned(),
        when: Moment::parse(NOW).unwrap(),
        action: card(Category::Wages, "高秀云", ""),
    };
    for size in [(80, 24), (160, 45)] {
        let mut desk = Stored::open(Lang::Zh, size, &[unclassed(), named.clone()]);
        desk.press("<F4> <Home> <A-t>");
        assert!(!desk.picture().contains("薪资类专班"), "no category yet");
        desk.press("triage.take_all");
        let picture = desk.picture();
        assert!(picture.contains("薪资类专班  召集人 高秀云"), "{picture}");
        desk.press("triage.force");
        let picture = desk.picture();
        assert!(picture.contains("保存时一并交专班（"), "{picture}");
        desk.press("3 <C-s>");
        let seen = view(desk.store.as_ref(), number(1), CLERK);
        assert_eq!(seen.case.matter.category, Some(Category::Wages));
        assert_eq!(seen.case.unit.as_deref(), Some("薪资类专班"));
        assert_eq!(seen.case.holder.as_deref(), Some("高秀云"));
    }
}

#[test]
fn the_command_line_lists_the_forces_and_a_case_tells_its_own() {
    let desk = Desk::new();
    let none = desk.run(&["force", "--json"]).json();
    assert_eq!(none[1]["unit"], "土地类专班");
    assert!(none[1]["convener"].is_null());
    let made = desk.run(&["demo", "--no-open", "--cases", "400"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let all = desk.run(&["force", "--json"]).json();
    let codes: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["category"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["organisation", "land", "wages"]);
    let numbers = |of: &str| -> Vec<&str> {
        let lists = all.as_array().unwrap().iter();
        let lists = lists.map(|it| it[of].as_array().unwrap());
        lists.flatten().map(|it| it.as_str().unwrap()).collect()
    };
    assert!(!numbers("waiting").is_empty());
    let first = numbers("open")[0];
    let shown = desk.run(&["case", "show", first, "--json"]).json();
    let force = &shown["standing_force"];
    assert_eq!(force["joined"], true);
    assert_eq!(force["taker"], force["convener"]);
    assert_eq!(shown["unit"], force["unit"]);
    let text = desk.run(&["--lang", "zh", "force"]).out;
    assert!(
        text.contains("土地类专班\t召集人 郭广福  代召集人 宋克俭"),
        "{text}"
    );
    let text = desk.run(&["--lang", "zh", "case", "show", first]).out;
    assert!(text.contains("重点专班") && text.contains("已交"), "{text}");
}

#[test]
fn pictures_of_the_forces() {
    compare("forces", |house| {
        house.keep(vec![card(Category::Wages, "高秀云", "隋振海")]);
        house.press("<A-u> education.show education.show");
    });
}
