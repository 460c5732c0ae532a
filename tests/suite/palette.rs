//! The palette speaks the words of the job: what a clerk calls it, its pinyin initials, and English.

use mulin::app::msg::Msg;
use mulin::app::overlay::Overlay;
use mulin::app::palette::Hit;
use mulin::domain::codes::Class;
use mulin::words::lang::Lang;

use crate::rooms::{House, registration};
use crate::screens::{desk, press};
use crate::stored::{Stored, number, registered};

/// The words of the job, and what stands first when one is typed: a command, or what is done outside
/// the desk.
const JOB: &[(&str, &str)] = &[
    ("登记", "intake.new"),
    ("受理", "intake.new"),
    ("接待", "intake.new"),
    ("来访登记", "intake.new"),
    ("录入", "intake.new"),
    ("查人", "finder.open"),
    ("找人", "finder.open"),
    ("查询", "finder.open"),
    ("搜索", "finder.open"),
    ("来过没有", "finder.open"),
    ("查重", "finder.open"),
    ("案件", "queue.open"),
    ("信访件", "queue.open"),
    ("清单", "case.checklist"),
    ("在办", "queue.open"),
    ("超期", "queue.open"),
    ("案卷", "case.open"),
    ("详情", "case.open"),
    ("律师", "lawyers.open"),
    ("值班律师", "lawyers.open"),
    ("法律咨询", "lawyers.open"),
    ("法律服务", "lawyers.open"),
    ("网格员", "grid.open"),
    ("网格长", "grid.open"),
    ("管区", "grid.open"),
    ("村", "grid.open"),
    ("联系人", "grid.open"),
    ("通讯录", "grid.open"),
    ("诉访分流", "roads.open"),
    ("仲裁", "roads.open"),
    ("行政复议", "roads.open"),
    ("起诉", "roads.open"),
    ("上诉", "roads.open"),
    ("执行", "roads.open"),
    ("法院", "roads.open"),
    ("保护令", "roads.open"),
    ("会商", "joint.open"),
    ("联合接访", "joint.open"),
    ("首页", "today.open"),
    ("待办", "today.open"),
    ("提醒", "today.open"),
    ("到期", "today.open"),
    ("值班", "ledger.open"),
    ("台账", "ledger.open"),
    ("包案", "ledger.open"),
    ("领导包案", "ledger.open"),
    ("带班", "ledger.open"),
    ("领导接访", "ledger.open"),
    ("周通报", "figures.open"),
    ("月考评", "figures.open"),
    ("日调度", "figures.open"),
    ("统计", "figures.open"),
    ("报表", "figures.open"),
    ("考评", "figures.open"),
    ("三率", "figures.open"),
    ("满意率", "figures.open"),
    ("季报", "figures.open"),
    ("年报", "figures.open"),
    ("排查情况表", "figures.open"),
    ("锁屏", "curtain"),
    ("遮屏", "curtain"),
    ("提交", "save"),
    ("保存", "save"),
    ("退出", "quit"),
    ("交班", "handover.open"),
    ("交接", "handover.open"),
    ("打电话", "call.open"),
    ("接线", "call.open"),
    ("电话", "call.open"),
    ("12345", "hotline.open"),
    ("热线", "hotline.open"),
    ("工单", "hotline.open"),
    ("派单", "hotline.open"),
    ("回电", "hotline.tried"),
    ("吹哨", "whistles.open"),
    ("吹哨报到", "whistles.open"),
    ("排查", "prevention.open"),
    ("隐患", "prevention.open"),
    ("苗头", "prevention.open"),
    ("治未病", "prevention.open"),
    ("三级书记", "prevention.open"),
    ("普法", "education.open"),
    ("宣讲", "education.open"),
    ("培训", "education.open"),
    ("专班", "education.open"),
    ("积案", "key_cases.open"),
    ("重点案件", "key_cases.open"),
    ("例会", "meetings.open"),
    ("调度会", "meetings.open"),
    ("会议纪要", "meetings.open"),
    ("联席会议", "meetings.open"),
    ("帮助", "help"),
    ("快捷键", "help"),
    ("手册", "help"),
    ("草稿", "intake.next_draft"),
    ("代理人", "intake.companion"),
    ("集体访", "intake.companion"),
    ("分派", "queue.assign"),
    ("延期", "case.step"),
    ("听证", "case.step"),
    ("送达", "case.step"),
    ("调解", "case.step"),
    ("复查", "case.step"),
    ("复核", "case.step"),
    ("督办", "case.step"),
    ("处理意见", "case.step"),
    ("法律援助", "case.step"),
    ("转送", "case.step"),
    ("打印", "list.print"),
    ("回执", "case.papers"),
    ("告知书", "case.papers"),
    ("意见书", "case.papers"),
    ("改电话", "case.correct"),
    ("写错了", "case.correct"),
    ("重复件", "case.merge"),
    ("又来了", "case.visit"),
    ("期限", "case.explain"),
    ("分类", "queue.triage"),
    ("预约律师", "lawyers.book"),
    ("值班表", "duty.name"),
    ("排班", "duty.name"),
    ("班子成员", "duty.leader"),
    ("清仓", "duty.close"),
    ("销案", "duty.strike"),
    ("结案", "duty.strike"),
    ("签发", "figures.issue"),
    ("发布", "figures.issue"),
    ("导入", "import.open"),
    ("上传", "import.open"),
    ("导出", "list.export"),
    ("xlsx", "list.export"),
    ("备份", "setup.open"),
    ("恢复", "restore"),
    ("设置", "setup.open"),
    ("打印机", "setup.open"),
    ("驿站", "setup.open"),
    ("节假日", "setup.open"),
    ("放假", "setup.open"),
    ("换人", "operator.change"),
    ("学习", "tutor.open"),
    ("教程", "tutor.open"),
    ("问路", "intake.new"),
    ("请假", "duty.stand_in"),
    ("调班", "duty.swap"),
    ("核对", "verify"),
];

/// Gives what the palette finds in a fresh desk, as names.
fn found(lang: Lang, typed: &str) -> Vec<String> {
    let mut model = desk(lang, (80, 24));
    press(&mut model, "<F10>");
    mulin::app::update::update(&mut model, Msg::Paste(typed.to_owned()));
    let Some(Overlay::Palette(state)) = model.overlays.last() else {
        panic!("the palette is open");
    };
    let names = state.hits().iter().map(|hit| match hit {
        Hit::Command(command) => command.name().to_owned(),
        Hit::Elsewhere(code) => (*code).to_owned(),
        Hit::Step(_, kind) => format!("step {}", kind.code()),
        Hit::View(view, _) => view.name.clone(),
        Hit::KeepView(name) | Hit::ForgetView(name) => name.clone(),
        Hit::Village(name) => format!("village {name}"),
        Hit::Case(number) => format!("case {number}"),
        Hit::Person(found) => format!("person {}", found.id),
        Hit::Find(text) => format!("find {text}"),
    });
    names.collect()
}

#[test]
fn the_words_of_the_job_find_what_is_meant() {
    assert!(JOB.len() >= 120, "{} words", JOB.len());
    let mut wrong = Vec::new();
    for (typed, meant) in JOB {
        // Whoever set the desk to English may still type Chinese.
        for lang in Lang::ALL {
            let hits = found(*lang, typed);
            if hits.first().map(String::as_str) != Some(meant) {
                wrong.push(format!(
                    "{typed} in {lang:?}: {:?}, not {meant}",
                    hits.first()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn initials_and_english_find_it_too() {
    for (typed, meant) in [
        ("ztb", "figures.open"),
        ("dj", "intake.new"),
        ("zwb", "prevention.open"),
        ("dr", "import.open"),
        ("daoru", "import.open"),
        ("import", "import.open"),
        ("register", "intake.new"),
        ("weekly", "figures.open"),
        ("Print", "case.papers"),
        ("hearing", "case.step"),
        ("backup", "setup.open"),
    ] {
        let hits = found(Lang::Zh, typed);
        let at = hits.iter().position(|it| it == meant);
        assert!(at.is_some_and(|at| at < 3), "{typed}: {hits:?}");
    }
}

#[test]
fn what_is_nowhere_is_looked_for_among_people_and_numbers() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[registered("11-20", "邓三友", |_| {})]);
    desk.press("<F10>");
    desk.paste("邓三友");
    let picture = desk.picture();
    assert!(picture.contains("查来访、查编号：邓三友"), "{picture}");
    desk.press("<Enter>");
    let picture = desk.picture();
    let asked = picture.contains("查来访 ") && picture.contains("/ 邓三友");
    assert!(asked, "the Finder looks for it:\n{picture}");
}

#[test]
fn people_stand_behind_what_is_called_so_and_before_what_only_has_the_words_in_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.keep(vec![registration(
        "刘松",
        "13800001231",
        "东牟家村",
        "欠薪",
    )]);
    house.press("<F10>");
    // 律师, 刘松, and whatever else has the two letters in a row.
    house.type_text("ls");
    let Some(Overlay::Palette(state)) = house.model.overlays.last() else {
        panic!("the palette is open");
    };
    let hits = state.hits();
    let person = hits.iter().position(|hit| matches!(hit, Hit::Person(_)));
    let person = person.expect("刘松 is found");
    let lawyers = |hit: &Hit| matches!(hit, Hit::Command(it) if it.name() == "lawyers.open");
    assert!(hits[..person].iter().any(lawyers), "{hits:?}");
    let commands = |hits: &[Hit]| {
        let is = |hit: &&Hit| matches!(hit, Hit::Command(_));
        hits.iter().filter(is).count()
    };
    let (before, after) = (commands(&hits[..person]), commands(&hits[person..]));
    assert!(before < after, "{before} and {after}: {hits:?}");
}

#[test]
fn what_is_done_elsewhere_says_where() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[]);
    desk.press("<F10>");
    desk.paste("恢复");
    assert!(desk.picture().contains("不在台面上"), "{}", desk.picture());
    desk.press("<Enter>");
    assert!(
        desk.picture().contains("mulin restore"),
        "{}",
        desk.picture()
    );
}

#[test]
fn the_steps_of_the_open_case_stand_before_commands_and_those_of_a_locked_one_nowhere() {
    let claim = registered("11-12", "邓三友", |it| it.matter.class = Class::Claim);
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[claim]);
    desk.press("<Enter> <F10>");
    desk.paste("交办");
    let picture = desk.picture();
    let first = picture.lines().find(|line| line.contains('>')).unwrap();
    assert!(
        first.contains("交办") && first.contains("本件办理"),
        "{picture}"
    );
    desk.press("<Enter>");
    let picture = desk.picture();
    let title = format!("交办  {}", number(1));
    assert!(picture.contains(&title), "{picture}");

    let accused = registered("11-12", "邓三友", |it| {
        it.matter.class = Class::Accusation;
        it.matter.accused = Some("某某".to_owned());
    });
    let mut desk = Stored::open_as("孙强", Lang::Zh, (80, 24), &[accused]);
    desk.press("<Enter> <F10>");
    desk.paste("转送");
    assert!(!desk.picture().contains("本件办理"), "{}", desk.picture());
}
