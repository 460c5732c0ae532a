//! The table of commands: a row is a name as key files write it and the scope in which it is valid.
//! Its words in both languages stand under `command-` and the name with dashes for dots.

use crate::command::scope::Scope;

/// Declares the commands, so that name, scope and list come from one row.
macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $scope:ident,)+) => {
        /// Something that can be asked of the desk.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $($(#[$doc])* $variant,)+ }

        impl Command {
            /// Every command, in the order in which help shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Gives the name that key files use, such as `queue.filter`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Gives the place where the command is valid.
            pub const fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope,)+ }
            }

            /// Reads a name; `None` for anything else.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

commands! {
    /// 帮助
    Help = "help" in Global,
    /// 命令面板
    Palette = "palette" in Global,
    /// 新受理
    IntakeNew = "intake.new" in Global,
    /// 查来访
    FinderOpen = "finder.open" in Global,
    /// 信访事项列表
    QueueOpen = "queue.open" in Global,
    /// 案卷
    CaseOpen = "case.open" in Global,
    /// 律师接访
    LawyersOpen = "lawyers.open" in Global,
    /// 网格
    GridOpen = "grid.open" in Global,
    /// 法律途径
    RoadsOpen = "roads.open" in Global,
    /// 联合接访
    JointOpen = "joint.open" in Global,
    /// 今日
    TodayOpen = "today.open" in Global,
    /// 台账
    LedgerOpen = "ledger.open" in Global,
    /// 研判
    FiguresOpen = "figures.open" in Global,
    /// 遮屏
    Curtain = "curtain" in Global,
    /// 保存
    Save = "save" in Global,
    /// 打开、选定
    Choose = "choose" in Global,
    /// 返回
    Back = "back" in Global,
    /// 筛选
    ListFilter = "list.filter" in Global,
    /// 排序
    ListSort = "list.sort" in Global,
    /// 倒序
    ListReverse = "list.reverse" in Global,
    /// 分组
    ListGroup = "list.group" in Global,
    /// 标记
    ListMark = "list.mark" in Global,
    /// 全部标记
    ListMarkAll = "list.mark_all" in Global,
    /// 下一项
    FieldNext = "field.next" in Global,
    /// 上一项
    FieldPrevious = "field.previous" in Global,
    /// 撤销
    Undo = "undo" in Global,
    /// 重做
    Redo = "redo" in Global,
    /// 清空
    FormClear = "form.clear" in Global,
    /// 上移
    MoveUp = "move.up" in Global,
    /// 下移
    MoveDown = "move.down" in Global,
    /// 左移
    MoveLeft = "move.left" in Global,
    /// 右移
    MoveRight = "move.right" in Global,
    /// 上一页
    MovePageUp = "move.page_up" in Global,
    /// 下一页
    MovePageDown = "move.page_down" in Global,
    /// 到开头
    MoveFirst = "move.first" in Global,
    /// 到末尾
    MoveLast = "move.last" in Global,
    /// 退出
    Quit = "quit" in Global,
    /// 加到本场联合接访
    JointHear = "joint.hear" in Global,
    /// 速查
    LookupOpen = "lookup.open" in Global,
    /// 会议
    MeetingsOpen = "meetings.open" in Global,
    /// 重点案件
    KeyCases = "key_cases.open" in Global,
    /// 交接班
    HandoverOpen = "handover.open" in Global,
    /// 接电话
    CallOpen = "call.open" in Global,
    /// 热线台账
    HotlineOpen = "hotline.open" in Global,
    /// 吹哨
    WhistlesOpen = "whistles.open" in Global,
    /// 治未病
    PreventionOpen = "prevention.open" in Global,
    /// 法治教育
    EducationOpen = "education.open" in Global,

    /// 挂起这一件
    IntakePark = "intake.park" in Intake,
    /// 下一份草稿
    IntakeNextDraft = "intake.next_draft" in Intake,
    /// 另一件事
    IntakeAnotherMatter = "intake.another_matter" in Intake,
    /// 并入在办事项
    IntakeJoin = "intake.join" in Intake,
    /// 同来人、代理人
    IntakeCompanion = "intake.companion" in Intake,
    /// 更多栏目
    IntakeMore = "intake.more" in Intake,
    /// 拆分粘贴内容
    IntakeSplit = "intake.split" in Intake,

    /// 按条件筛选
    QueueNarrow = "queue.narrow" in Queue,
    /// 清除筛选
    QueueClear = "queue.clear" in Queue,
    /// 分类分级
    QueueTriage = "queue.triage" in Queue,
    /// 批量交办
    QueueAssign = "queue.assign" in Queue,

    /// 分类分级
    CaseTriage = "case.triage" in Case,
    /// 办理
    CaseStep = "case.step" in Case,
    /// 期限说明
    CaseExplain = "case.explain" in Case,
    /// 更正
    CaseCorrect = "case.correct" in Case,
    /// 再次来访
    CaseVisit = "case.visit" in Case,
    /// 交专班
    CaseForce = "case.force" in Case,
    /// 网格链
    CaseChain = "case.chain" in Case,
    /// 文书
    CasePapers = "case.papers" in Case,
    /// 显示隐去内容
    CaseReveal = "case.reveal" in Case,
    /// 撤销一步
    CaseUndo = "case.undo" in Case,
    /// 并案
    CaseMerge = "case.merge" in Case,
    /// 拆分
    CaseSplit = "case.split" in Case,
    /// 就这件吹哨
    CaseWhistle = "case.whistle" in Case,

    /// 预约
    LawyersBook = "lawyers.book" in Lawyers,
    /// 现场接待
    LawyersWalkIn = "lawyers.walk_in" in Lawyers,
    /// 改期
    LawyersMove = "lawyers.move" in Lawyers,
    /// 取消预约
    LawyersCancel = "lawyers.cancel" in Lawyers,
    /// 接访结果
    LawyersOutcome = "lawyers.outcome" in Lawyers,
    /// 平日咨询
    LawyersContact = "lawyers.contact" in Lawyers,
    /// 谁来接访
    LawyersAssign = "lawyers.assign" in Lawyers,
    /// 轮流排班
    LawyersRota = "lawyers.rota" in Lawyers,
    /// 逢假顺延
    LawyersPutOff = "lawyers.put_off" in Lawyers,
    /// 律师名册
    LawyersList = "lawyers.list" in Lawyers,
    /// 显示全名
    LawyersReveal = "lawyers.reveal" in Lawyers,
    /// 叫下一位
    LawyersCall = "lawyers.call" in Lawyers,
    /// 过号
    LawyersPass = "lawyers.pass" in Lawyers,
    /// 推荐律师
    LawyersRecommend = "lawyers.recommend" in Lawyers,

    /// 修改联系人
    GridEdit = "grid.edit" in Grid,
    /// 新增网格员
    GridWorker = "grid.worker" in Grid,
    /// 新增网格
    GridAdd = "grid.add" in Grid,
    /// 调整归属
    GridMove = "grid.move" in Grid,
    /// 本网格事项
    GridCases = "grid.cases" in Grid,
    /// 改名
    GridRename = "grid.rename" in Grid,
    /// 确认归属
    GridConfirm = "grid.confirm" in Grid,
    /// 撤销网格
    GridRemove = "grid.remove" in Grid,
    /// 只看空缺
    GridVacancies = "grid.vacancies" in Grid,
    /// 网格长外出
    GridAway = "grid.away" in Grid,
    /// 巷组、户数
    GridLanes = "grid.lanes" in Grid,

    /// 收班: closes the first day that is not
    TodayClose = "today.close" in Today,

    /// 台账、未销号、排班表
    DutyFace = "duty.face" in Duty,
    /// 收班
    DutyClose = "duty.close" in Duty,
    /// 排满本月
    DutyFill = "duty.fill" in Duty,
    /// 换班
    DutySwap = "duty.swap" in Duty,
    /// 排班
    DutyName = "duty.name" in Duty,
    /// 代班
    DutyStandIn = "duty.stand_in" in Duty,
    /// 到岗、离岗
    DutyPresent = "duty.present" in Duty,
    /// 销号
    DutyStrike = "duty.strike" in Duty,
    /// 转包
    DutyPass = "duty.pass" in Duty,
    /// 领导名册
    DutyLeader = "duty.leader" in Duty,

    /// 新一场联合接访
    JointNew = "joint.new" in Joint,
    /// 更正时间、地点、单位
    JointTable = "joint.table" in Joint,
    /// 加一件
    JointAdd = "joint.add" in Joint,
    /// 撤下这件
    JointDrop = "joint.drop" in Joint,
    /// 认领的已办
    JointKept = "joint.kept" in Joint,
    /// 写出纪要
    JointWrite = "joint.write" in Joint,
    /// 结束、重开
    JointClose = "joint.close" in Joint,

    /// 召集会议
    MeetingNew = "meetings.new" in Meetings,
    /// 更正会议
    MeetingAlter = "meetings.alter" in Meetings,
    /// 加一件
    MeetingAdd = "meetings.add" in Meetings,
    /// 撤下这件
    MeetingDrop = "meetings.drop" in Meetings,
    /// 交任务
    MeetingTask = "meetings.task" in Meetings,
    /// 任务已办
    MeetingDone = "meetings.done" in Meetings,
    /// 签到
    MeetingCame = "meetings.came" in Meetings,
    /// 重排议程
    MeetingGather = "meetings.gather" in Meetings,
    /// 打开事项
    MeetingItem = "meetings.item" in Meetings,
    /// 写出纪要
    MeetingWrite = "meetings.write" in Meetings,
    /// 结束/重开
    MeetingClose = "meetings.close" in Meetings,

    /// 下一份
    HandoverNext = "handover.next" in Handover,
    /// 接班
    HandoverAccept = "handover.accept" in Handover,
    /// 写出
    HandoverWrite = "handover.write" in Handover,

    /// 显示隐去内容
    FinderReveal = "finder.reveal" in Finder,
    /// 合并来访人
    FinderMerge = "finder.merge" in Finder,
    /// 拆分来访人
    FinderSplit = "finder.split" in Finder,

    /// 采用这一行的建议
    TriageTake = "triage.take" in Triage,
    /// 采用全部建议
    TriageTakeAll = "triage.take_all" in Triage,
    /// 一并交专班
    TriageForce = "triage.force" in Triage,
    /// 跳到下一件未分类的
    TriageNext = "triage.next" in Triage,

    /// 下一个没记完的通话
    CallNext = "call.next" in Call,

    /// 前一天
    HotlineEarlier = "hotline.earlier" in Hotline,
    /// 后一天
    HotlineLater = "hotline.later" in Hotline,
    /// 回了电话
    HotlineTried = "hotline.tried" in Hotline,
    /// 不用再回
    HotlineDone = "hotline.done" in Hotline,
    /// 转为信访事项
    HotlineCase = "hotline.case" in Hotline,
    /// 补记
    HotlineNote = "hotline.note" in Hotline,

    /// 吹一哨
    WhistlesRaise = "whistles.raise" in Whistles,
    /// 签到
    WhistlesSign = "whistles.sign" in Whistles,
    /// 已联系
    WhistlesContact = "whistles.contact" in Whistles,
    /// 已报到
    WhistlesArrive = "whistles.arrive" in Whistles,
    /// 反馈
    WhistlesAnswer = "whistles.answer" in Whistles,
    /// 评价
    WhistlesRate = "whistles.rate" in Whistles,
    /// 上报一级
    WhistlesPassUp = "whistles.pass_up" in Whistles,
    /// 转受理
    WhistlesRegister = "whistles.register" in Whistles,
    /// 办结、撤回、重开
    WhistlesClose = "whistles.close" in Whistles,
    /// 换一类看
    WhistlesShow = "whistles.show" in Whistles,
    /// 按类别看
    WhistlesKind = "whistles.kind" in Whistles,
    /// 按层级看
    WhistlesLevel = "whistles.level" in Whistles,

    /// 就这个苗头吹哨
    PreventionWhistle = "prevention.whistle" in Prevention,
    /// 未发现
    PreventionNothing = "prevention.nothing" in Prevention,
    /// 有苗头
    PreventionFound = "prevention.found" in Prevention,
    /// 更正
    PreventionCorrect = "prevention.correct" in Prevention,
    /// 转受理
    PreventionRegister = "prevention.register" in Prevention,
    /// 观察
    PreventionWatch = "prevention.watch" in Prevention,
    /// 化解、重开
    PreventionSettle = "prevention.settle" in Prevention,
    /// 换一种看法
    PreventionShow = "prevention.show" in Prevention,
    /// 换轮次
    PreventionRound = "prevention.round" in Prevention,
    /// 看哪一天
    PreventionDay = "prevention.day" in Prevention,

    /// 新增人员、培训
    EducationAdd = "education.add" in Education,
    /// 修改
    EducationEdit = "education.edit" in Education,
    /// 记到会
    EducationAttend = "education.attend" in Education,
    /// 换一种看法
    EducationShow = "education.show" in Education,

    /// 日、周、月、季、年
    FiguresKind = "figures.kind" in Figures,
    /// 全镇、各管区
    FiguresArea = "figures.area" in Figures,
    /// 口径说明
    FiguresRules = "figures.rules" in Figures,
    /// 需关注的事项
    FiguresMarked = "figures.marked" in Figures,
    /// 签发
    FiguresIssue = "figures.issue" in Figures,
    /// 与签发时对照
    FiguresCompare = "figures.compare" in Figures,
}

impl Command {
    /// Gives the key of its words.
    pub fn word(self) -> String {
        format!("command-{}", self.name().replace('.', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_stands_in_its_scope() {
        for command in Command::ALL {
            assert_eq!(Command::parse(command.name()), Some(*command));
            let scope = command.scope();
            if scope != Scope::Global {
                assert!(
                    command.name().starts_with(scope.name()),
                    "{} belongs to {}",
                    command.name(),
                    scope.name()
                );
            }
        }
        assert_eq!(Command::parse("queue.fly"), None);
    }

    #[test]
    fn the_commands_of_a_scope_are_together() {
        let mut scopes: Vec<Scope> = Command::ALL.iter().map(|it| it.scope()).collect();
        scopes.dedup();
        let mut seen = Vec::new();
        for scope in scopes {
            assert!(!seen.contains(&scope), "{} is in two places", scope.name());
            seen.push(scope);
        }
    }
}
