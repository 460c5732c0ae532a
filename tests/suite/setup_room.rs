//! 设置: the first day of a town, done at the desk by keys; settings and their file are one.

use std::fs;
use std::path::PathBuf;

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::overlay::Overlay;
use mulin::app::pane::Pane;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::rooms::{House, compare};
use crate::stored::Stored;

/// The notice of 国务院办公厅 for 2027, as far as a test needs one: invented days.
const NOTICE: &str = "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。\n\
    二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。\n\
    三、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。";

impl House {
    fn paste(&mut self, text: &str) {
        self.tell(mulin::app::msg::Msg::Paste(text.to_owned()));
    }

    fn config(&self) -> PathBuf {
        self.folder().join("config.toml")
    }

    fn written(&self) -> String {
        fs::read_to_string(self.config()).unwrap_or_default()
    }

    #[track_caller]
    fn notices(&self, text: &str) {
        assert!(self.notice().contains(text), "{text}: {}", self.notice());
    }

    /// Tells whether the line of the list is ticked.
    #[track_caller]
    fn is_ticked(&self, line: &str) -> bool {
        let picture = self.picture();
        let line = picture.lines().find(|it| it.contains(line));
        line.unwrap_or_else(|| panic!("no {line:?} on\n{picture}"))
            .contains('√')
    }
}

pub(crate) fn villages() -> String {
    let text = include_str!("../../src/domain/data/villages.csv");
    let names = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1));
    let heads = names
        .enumerate()
        .map(|(at, name)| format!("{name}\t单{at}\t1380000{:04}\t村书记", at + 1000));
    heads.collect::<Vec<_>>().join("\n")
}

pub(crate) fn staff() -> String {
    let text = include_str!("../../src/domain/data/villages.csv");
    let mut lines: Vec<String> = (0..6).map(|at| format!("镇员{at} 大牟家镇")).collect();
    let areas = ["一", "二", "三", "四", "五", "六", "七", "八", "一"];
    let workers = areas.iter().enumerate();
    lines.extend(workers.map(|(at, area)| format!("区员{at} 第{area}管区")));
    let names = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1));
    let places: Vec<&str> = names.collect();
    let promoters = places.iter().cycle().take(90).enumerate();
    lines.extend(promoters.map(|(at, place)| format!("村员{at} {place} 1380000{:04}", at + 2000)));
    lines.join("\n")
}

#[test]
fn a_town_is_set_up_at_the_desk_line_by_line() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let backups = house.folder().join("u盘");
    house.press("<A-n>");
    house.sees("开张清单    已办 0 / 13");
    // Who works here.
    house.press("1");
    house.type_text("张敏");
    house.press("<Enter>");
    house.type_text("李红");
    house.press("<C-s>");
    house.notices("已存入");
    assert!(house.is_ticked("在这里上班的人"), "{}", house.picture());
    assert!(house.written().contains("staff = [\"张敏\", \"李红\"]"));
    // Leaders, typed or pasted from a sheet, and the rest of the month.
    house.press("2");
    house.paste("王建国\t党委书记\t召集人\n赵明\t镇长\t召集人\n高秀云\t副镇长");
    house.press("<C-s>");
    house.sees("3 人，9 月已排满");
    assert!(house.is_ticked("值班领导"), "{}", house.picture());
    // Lawyers, and their Wednesdays.
    house.press("3");
    house.paste("张守法 明法律师事务所 13800002222 劳动\n李平 正平律师事务所 13800002223");
    // Both are written down together: a kill leaves no lawyers without their Wednesdays.
    let revision = |house: &House| ask(house.store(), |it| it.revision()).unwrap();
    let before = revision(&house);
    house.press("<C-s>");
    house.sees("2 人，近四周已排好");
    assert_eq!(revision(&house), before + 1);
    house.notices("已记下 2 条");
    // Areas and villages: each area is confirmed in its room, and Esc leads back.
    house.press("4");
    assert_eq!(house.model.focus, Pane::Grid);
    house.press("<Home>");
    for _ in 0..8 {
        house.press("<Down> *");
    }
    house.press("<Esc>");
    assert_eq!(house.model.focus, Pane::Setup, "{}", house.picture());
    assert!(house.is_ticked("管区和村"), "{}", house.picture());
    // Heads of all villages, from a sheet.
    house.press("5");
    house.paste(&villages());
    house.press("<C-s>");
    house.sees("83 个村有网格长 83 人");
    // Task forces.
    house.press("6");
    for name in ["周正 吴平", "孙强", "郑和 13800002224"] {
        house.type_text(name);
        house.press("<Tab>");
    }
    house.press("<C-s>");
    assert!(house.is_ticked("专班召集人"), "{}", house.picture());
    // Law-education staff.
    house.press("7");
    house.paste(&staff());
    house.press("<C-s>");
    assert!(house.is_ticked("法治教育人员"), "{}", house.picture());
    // Here is the centre; the names are the usual ones.
    house.press("8 <C-s>");
    assert!(house.is_ticked("本机在哪里"), "{}", house.picture());
    house.press("9 <Tab> <Tab> <Tab> <Tab>");
    house.type_text("2881777");
    house.press("<C-s>");
    assert!(house.is_ticked("机关名称"), "{}", house.picture());
    assert_eq!(house.model.shared.town.settings.hotline, "2881777");
    // What is read aloud and what the curtain says name it.
    house.press("<F9>");
    house.sees("牟邻热线 2881777");
    house.press("<F9>");
    // Holidays of next year.
    house.press("0 <Tab>");
    house.paste(NOTICE);
    house.press("<C-s>");
    house.sees("2027 年已有");
    // Printer and backup.
    house.press("- <PageDown> <Enter> <C-s>");
    assert!(house.is_ticked("打印机"), "{}", house.picture());
    house.press("=");
    house.type_text(&backups.display().to_string());
    house.press("<C-s>");
    house.notices("没有");
    assert!(house.written().contains("backup = "), "{}", house.written());
    // A store in memory has no copy; here it stays as it is.
    house.press("setup.settle");
    house.sees("已办 12 / 13");
    // This town wants no sign-in.
    house.sees("写什么名字就是谁");
    house.press("<Down> setup.settle");
    house.sees("已办 13 / 13");
    house.press("<A-d>");
    house.sees_not("设置还有");
}

impl House {
    /// Chooses the file of the import that is open, and takes it in.
    fn take_in(&mut self, name: &str, text: &str) {
        let path = self.folder().join(name);
        fs::write(&path, text).unwrap();
        self.paste(path.to_str().unwrap());
        for enters in 0..2 {
            for _ in 0..3_000 {
                let window = self.model.overlays.last().and_then(Overlay::import);
                if window.is_some_and(|it| it.running().is_none()) {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(20));
                let now = self.model.shared.now;
                self.tell(mulin::app::msg::Msg::Second(now));
            }
            if enters == 0 {
                self.sees("导入这");
                self.press("<Enter>");
            }
        }
        // 完成
        self.press("<Enter>");
        assert!(self.model.overlays.is_empty(), "{}", self.picture());
    }
}

#[test]
fn a_line_is_done_by_a_sheet_and_the_list_comes_back_with_it_ticked() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-n> 5");
    house.sees("从表格导入");
    house.press("import.open");
    house.sees("导入网格");
    let village = |text: &str| {
        let mut cells = text.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap();
        format!("村,{},,{},{}", next(), next(), next())
    };
    let rows: Vec<String> = villages().lines().map(village).collect();
    house.take_in(
        "网格.csv",
        &format!("级别,名称,上级,网格长,网格长电话\n{}\n", rows.join("\n")),
    );
    assert_eq!(house.model.focus, Pane::Setup, "{}", house.picture());
    house.sees("83 个村有网格长 83 人");
    assert!(house.is_ticked("村网格长"), "{}", house.picture());
    // From the list itself, without its form.
    house.press("<Home> <Down> <Down> <Down> <Down> <Down> <Down> import.open");
    house.sees("导入法治教育队伍");
    let member = |line: &str| {
        let cells: Vec<&str> = line.split(' ').collect();
        let level = match cells[0].chars().next() {
            Some('镇') => "镇级",
            Some('区') => "管区级",
            _ => "村级",
        };
        let phone = cells.get(2).copied().unwrap_or_default();
        format!("{},{level},{},{phone}", cells[0], cells[1])
    };
    let rows: Vec<String> = staff().lines().map(member).collect();
    house.take_in(
        "队伍.csv",
        &format!("姓名,层级,所在地,电话\n{}\n", rows.join("\n")),
    );
    assert_eq!(house.model.focus, Pane::Setup);
    assert!(house.is_ticked("法治教育人员"), "{}", house.picture());
    // A line that no sheet brings leads to the sheets of every kind.
    house.press("<Home> import.open");
    house.sees("表里是什么");
}

#[test]
fn rooms_of_what_a_sheet_brings_offer_it_in_their_menu() {
    for (room, title) in [
        ("grid.open", "导入网格"),
        ("education.open", "导入法治教育队伍"),
        ("ledger.open", "导入带班排班"),
    ] {
        let mut house = House::open(Lang::Zh, (80, 24));
        house.press(room);
        house.press("<C-e>");
        house.type_text("导入");
        house.press("<Enter>");
        house.sees(title);
        house.press("<Esc>");
        assert!(house.model.overlays.is_empty(), "{}", house.picture());
    }
}

#[test]
fn the_list_is_left_and_comes_back_and_today_tells_what_is_open() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-d>");
    house.sees("设置还有 13 项没办，Alt-N 打开");
    house.press("<End> <Enter>");
    assert_eq!(house.model.focus, Pane::Setup);
    house.press("<Down> setup.settle");
    house.sees("已办 1 / 13");
    house.press("setup.settle");
    house.sees("已办 0 / 13");
    house.press("2");
    house.type_text("王建国");
    house.press("<Esc>");
    house.notices("已暂存");
    house.press("2");
    house.sees("王建国");
    house.press("<Esc> <Esc>");
    assert_eq!(house.model.focus, Pane::Today);
}

#[test]
fn a_line_that_does_not_read_is_named_and_what_was_typed_stays() {
    let mut house = House::open(Lang::Zh, (160, 45));
    house.press("<A-n> 5");
    house.paste("东牟家村 单守义\n没有的村 周正");
    house.press("<C-s>");
    house.sees("第 2 行：没有“没有的村”这个地方");
    house.sees("东牟家村 单守义");
    house.press("<Esc> 7");
    house.type_text("周正");
    house.press("<C-s>");
    house.sees("第 1 行不全");
    house.press("<Esc> 0 <Tab>");
    house.type_text("2027-01-01");
    house.press("<C-s>");
    house.sees("2027 年只有 1 个放假日");
    house.press("<A-x>");
    house.type_text("2月30日 春节");
    house.press("<C-s>");
    house.sees("第 1 行的日期读不懂");
}

/// Opens the form of a setting by what is typed into the filter.
fn setting(house: &mut House, words: &str) {
    house.press("<A-n> <Esc> <Esc> <Esc> <A-n> *");
    house.sees("全部设置");
    house.press("/");
    house.type_text(words);
    house.press("<Enter> <Enter>");
    house.sees("改为");
}

#[test]
fn every_setting_is_changed_at_the_desk_at_once_and_the_file_keeps_its_comments() {
    let mut house = House::open(Lang::Zh, (160, 45));
    fs::write(
        house.config(),
        "# 本镇的\ntheme = \"dark\" # 夜里\n[town]\n# 几人算集体\ngroup_threshold = 5\n",
    )
    .unwrap();
    setting(&mut house, "几人起算集体访");
    house.sees("town.group_threshold，默认：5");
    house.type_text("7");
    house.press("<C-s>");
    house.notices("马上生效");
    assert_eq!(house.model.shared.town.settings.group_threshold, 7);
    setting(&mut house, "配色");
    house.press("2 <C-s>");
    assert_eq!(
        house.model.shared.look.theme,
        mulin::app::shared::Theme::Light
    );
    setting(&mut house, "鼠标");
    house.press("2 <C-s>");
    assert!(!house.model.shared.desk.mouse);
    assert_eq!(
        house.written(),
        "# 本镇的\ntheme = \"light\" # 夜里\nmouse = false\n[town]\n# 几人算集体\ngroup_threshold = 7\n"
    );
    // The store counts by it, and so does the next desk.
    setting(&mut house, "界面语言");
    house.press("2 <C-s>");
    assert!(house.written().contains("lang = \"en\""));
}

#[test]
fn a_wrong_value_is_refused_with_what_would_be_right() {
    let mut house = House::open(Lang::Zh, (160, 45));
    for (words, typed, right) in [
        ("几人起算集体访", "七", "要 0 到 65535 的整数"),
        ("本地号码几位", "300", "要 0 到 255 的整数"),
        ("收班时间", "晚上", "写成 17:30 这样"),
        ("打印命令", "lp 'a", "引号要成对"),
        (
            "纠纷类型",
            "邻里 / noise",
            "用 / 隔开：name / signs / words",
        ),
        ("键位文件", "/nowhere/keys.toml", "文件要读得出来"),
    ] {
        setting(&mut house, words);
        house.type_text(typed);
        house.press("<C-s>");
        house.sees(right);
        house.sees(typed);
        house.press("<A-x> <Esc>");
    }
    assert_eq!(house.written(), "");
}

#[test]
fn a_file_that_was_changed_meanwhile_is_read_anew_and_not_written_over() {
    let mut house = House::open(Lang::Zh, (160, 45));
    setting(&mut house, "几人起算集体访");
    let by_hand = "[town]\nhotline = \"2881999\"\n";
    fs::write(house.config(), by_hand).unwrap();
    house.type_text("8");
    house.press("<C-s>");
    house.sees("设置文件刚被改过");
    assert_eq!(house.written(), by_hand);
    // What was changed by hand holds too.
    assert_eq!(house.model.shared.town.settings.hotline, "2881999");
    house.press("<C-s>");
    house.notices("马上生效");
    assert_eq!(
        house.written(),
        "[town]\nhotline = \"2881999\"\ngroup_threshold = 8\n"
    );
    // A file that does not read is told and stays as it is.
    fs::write(house.config(), "[town]\nhotlines = \"1\"\n").unwrap();
    house.press("<Esc> <Esc> <A-d> <A-n>");
    house.sees("设置文件读不懂");
    house.press("setup.settle");
    house.notices("设置文件读不懂");
    assert_eq!(house.written(), "[town]\nhotlines = \"1\"\n");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let mut house = House::open(Lang::Zh, (80, 24));
    // A file stands where the folder is to be: root may write anywhere else.
    let place = house.folder().join("config.toml");
    fs::create_dir(&place).unwrap();
    house.press("<A-n>");
    house.sees("设置文件读不懂");
    house.press("setup.settle");
    house.notices("没有存上");
}

#[test]
fn settings_reach_the_store_behind_the_desk() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let answer = house.asks(Request::ChangeSettings {
        seen: String::new(),
        changes: vec![mulin::domain::settings::view::SettingChange {
            name: "town.due_soon_days".to_owned(),
            text: "400".to_owned(),
        }],
    });
    assert!(matches!(answer, Answer::SettingsChanged(_)), "{answer:?}");
    let Answer::Counts(counts) = house.asks(Request::Counts) else {
        panic!("counts");
    };
    assert!(counts.due_soon > 0, "{counts:?}");
}

#[test]
fn pictures_of_the_first_day() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in crate::screens::SIZES {
            let mut desk = Stored::open(lang, size, &[]);
            desk.press("<A-n>");
            let file = format!("first-day.{code}.{}x{}.txt", size.0, size.1);
            crate::screens::compare_with(&file, &desk.picture());
        }
    }
    compare("setup-settings", |house| house.press("<A-n> *"));
    compare("setup-leaders", |house| {
        house.press("<A-n> 2");
        house.type_text("王建国 党委书记 召集人");
    });
    compare("operator", |house| {
        house.press("<A-n> 1");
        house.type_text("张敏");
        house.press("<Enter>");
        house.type_text("李红");
        house.press("<C-s> <A-q>");
    });
}
