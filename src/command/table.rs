//! The table of commands: a scope, a place on the screen with keys of its own, heads the commands that
//! are valid there; a row is a command's name as key files write it, and the right that it needs beyond
//! reading. Its words in both languages stand
//! under `command-` and the name with dashes for dots.

commands! {
    /// Everywhere.
    Global "global" {
        /// 帮助
        Help = "help",
        /// 命令面板
        Palette = "palette",
        /// 能办什么: the menu of what can be done here
        Menu = "menu",
        /// 新受理
        IntakeNew = "intake.new" by Register,
        /// 查来访
        FinderOpen = "finder.open",
        /// 信访事项列表
        QueueOpen = "queue.open",
        /// 案卷
        CaseOpen = "case.open",
        /// 律师接访
        LawyersOpen = "lawyers.open",
        /// 网格
        GridOpen = "grid.open",
        /// 法律途径
        RoadsOpen = "roads.open",
        /// 联合接访
        JointOpen = "joint.open",
        /// 今日
        TodayOpen = "today.open",
        /// 台账
        LedgerOpen = "ledger.open",
        /// 研判
        FiguresOpen = "figures.open",
        /// 遮屏
        Curtain = "curtain",
        /// 保存
        Save = "save",
        /// 打开、选定
        Choose = "choose",
        /// 返回
        Back = "back",
        /// 筛选
        ListFilter = "list.filter",
        /// 排序
        ListSort = "list.sort",
        /// 倒序
        ListReverse = "list.reverse",
        /// 分组
        ListGroup = "list.group",
        /// 标记
        ListMark = "list.mark",
        /// 全部标记
        ListMarkAll = "list.mark_all",
        /// 下一项
        FieldNext = "field.next",
        /// 上一项
        FieldPrevious = "field.previous",
        /// 撤销
        Undo = "undo",
        /// 重做
        Redo = "redo",
        /// 清空
        FormClear = "form.clear",
        /// 上移
        MoveUp = "move.up",
        /// 下移
        MoveDown = "move.down",
        /// 左移
        MoveLeft = "move.left",
        /// 右移
        MoveRight = "move.right",
        /// 上一页
        MovePageUp = "move.page_up",
        /// 下一页
        MovePageDown = "move.page_down",
        /// 到开头
        MoveFirst = "move.first",
        /// 到末尾
        MoveLast = "move.last",
        /// 退出
        Quit = "quit",
        /// 加到本场联合接访
        JointHear = "joint.hear" by Ledgers,
        /// 速查
        LookupOpen = "lookup.open",
        /// 会议
        MeetingsOpen = "meetings.open",
        /// 重点案件
        KeyCases = "key_cases.open",
        /// 交接班
        HandoverOpen = "handover.open",
        /// 接电话
        CallOpen = "call.open" by Register,
        /// 热线台账
        HotlineOpen = "hotline.open",
        /// 吹哨
        WhistlesOpen = "whistles.open",
        /// 治未病
        PreventionOpen = "prevention.open",
        /// 法治教育
        EducationOpen = "education.open",
        /// 课程
        TutorOpen = "tutor.open",
        /// 下一课
        TutorNext = "tutor.next",
        /// 上一课
        TutorBack = "tutor.back",
        /// 日历、约访
        CalendarOpen = "calendar.open",
        /// 提醒
        ReminderNew = "reminder.new" by Ledgers,
        /// 常用语: the text that the letters at the caret mean
        PhraseTake = "phrase.take",
        /// 存为常用语: what stands in the field
        PhraseKeep = "phrase.keep",
        /// 导入
        ImportOpen = "import.open" by TakeIn,
        /// 设置
        SetupOpen = "setup.open",
        /// 查看留痕
        LookedOpen = "looked.open",
        /// 换经办人
        OperatorChange = "operator.change",
        /// 经办人、登录
        OperatorsOpen = "operators.open",
        /// 另存台面数据: what the desk still holds of a store that is gone
        StoreRescue = "store.rescue" by Upkeep,
        /// 导出
        ListExport = "list.export" by TakeOut,
        /// 复制
        ListCopy = "list.copy" by TakeOut,
        /// 打印
        ListPrint = "list.print" by TakeOut,
    }
    /// 受理
    Intake "intake" {
        /// 挂起这一件
        IntakePark = "intake.park",
        /// 下一份草稿
        IntakeNextDraft = "intake.next_draft",
        /// 另一件事
        IntakeAnotherMatter = "intake.another_matter",
        /// 并入在办事项
        IntakeJoin = "intake.join",
        /// 同来人、代理人
        IntakeCompanion = "intake.companion",
        /// 更多栏目
        IntakeMore = "intake.more",
        /// 拆分粘贴内容
        IntakeSplit = "intake.split",
    }
    /// 案件
    Queue "queue" {
        /// 按条件筛选
        QueueNarrow = "queue.narrow",
        /// 清除筛选
        QueueClear = "queue.clear",
        /// 分类分级
        QueueTriage = "queue.triage" by Handle,
        /// 批量交办
        QueueAssign = "queue.assign" by Handle,
        /// 存为视图: the line of the filter's form under whose name what is chosen is kept
        QueueKeep = "queue.keep",
    }
    /// 案卷
    Case "case" {
        /// 分类分级
        CaseTriage = "case.triage" by Handle,
        /// 办理
        CaseStep = "case.step",
        /// 期限说明
        CaseExplain = "case.explain",
        /// 更正
        CaseCorrect = "case.correct" by Handle,
        /// 再次来访
        CaseVisit = "case.visit" by Register,
        /// 交专班
        CaseForce = "case.force" by Handle,
        /// 网格链
        CaseChain = "case.chain",
        /// 文书
        CasePapers = "case.papers" by TakeOut,
        /// 显示隐去内容
        CaseReveal = "case.reveal" by Reveal,
        /// 撤销一步
        CaseUndo = "case.undo" by Handle,
        /// 并案
        CaseMerge = "case.merge" by Handle,
        /// 拆分
        CaseSplit = "case.split" by Handle,
        /// 就这件吹哨
        CaseWhistle = "case.whistle" by Handle,
        /// 附件
        CaseAttach = "case.attach" by Handle,
        /// 清单
        CaseChecklist = "case.checklist" by Handle,
    }
    /// 律师
    Lawyers "lawyers" {
        /// 预约
        LawyersBook = "lawyers.book" by Lawyers,
        /// 现场接待
        LawyersWalkIn = "lawyers.walk_in" by Lawyers,
        /// 改期
        LawyersMove = "lawyers.move" by Lawyers,
        /// 取消预约
        LawyersCancel = "lawyers.cancel" by Lawyers,
        /// 接访结果
        LawyersOutcome = "lawyers.outcome" by Lawyers,
        /// 平日咨询
        LawyersContact = "lawyers.contact" by Lawyers,
        /// 谁来接访
        LawyersAssign = "lawyers.assign" by Lawyers,
        /// 轮流排班
        LawyersRota = "lawyers.rota" by Lawyers,
        /// 逢假顺延
        LawyersPutOff = "lawyers.put_off" by Lawyers,
        /// 律师名册
        LawyersList = "lawyers.list",
        /// 显示全名
        LawyersReveal = "lawyers.reveal" by Reveal,
        /// 叫下一位
        LawyersCall = "lawyers.call" by Lawyers,
        /// 过号
        LawyersPass = "lawyers.pass" by Lawyers,
        /// 推荐律师
        LawyersRecommend = "lawyers.recommend",
    }
    /// 网格
    Grid "grid" {
        /// 修改联系人
        GridEdit = "grid.edit" by Settings,
        /// 新增网格员
        GridWorker = "grid.worker" by Settings,
        /// 新增网格
        GridAdd = "grid.add" by Settings,
        /// 调整归属
        GridMove = "grid.move" by Settings,
        /// 本网格事项
        GridCases = "grid.cases",
        /// 改名
        GridRename = "grid.rename" by Settings,
        /// 确认归属
        GridConfirm = "grid.confirm" by Settings,
        /// 撤销网格
        GridRemove = "grid.remove" by Settings,
        /// 只看空缺
        GridVacancies = "grid.vacancies",
        /// 网格长外出
        GridAway = "grid.away" by Settings,
        /// 巷组、户数
        GridLanes = "grid.lanes" by Settings,
    }
    /// 联合接访
    Joint "joint" {
        /// 新一场联合接访
        JointNew = "joint.new" by Ledgers,
        /// 更正时间、地点、单位
        JointTable = "joint.table" by Ledgers,
        /// 加一件
        JointAdd = "joint.add" by Ledgers,
        /// 撤下这件
        JointDrop = "joint.drop" by Ledgers,
        /// 认领的已办
        JointKept = "joint.kept" by Ledgers,
        /// 写出纪要
        JointWrite = "joint.write" by TakeOut,
        /// 结束、重开
        JointClose = "joint.close" by Ledgers,
    }
    /// 今日
    Today "today" {
        /// 收班: closes the first day that is not
        TodayClose = "today.close" by Ledgers,
        /// 提醒已办
        TodayDone = "today.done" by Ledgers,
    }
    /// 值班台账
    Duty "duty" {
        /// 台账、未销号、排班表
        DutyFace = "duty.face",
        /// 收班
        DutyClose = "duty.close" by Ledgers,
        /// 排满本月
        DutyFill = "duty.fill" by Ledgers,
        /// 换班
        DutySwap = "duty.swap" by Ledgers,
        /// 排班
        DutyName = "duty.name" by Ledgers,
        /// 代班
        DutyStandIn = "duty.stand_in" by Ledgers,
        /// 到岗、离岗
        DutyPresent = "duty.present" by Ledgers,
        /// 销号
        DutyStrike = "duty.strike" by Handle,
        /// 转包
        DutyPass = "duty.pass" by Ledgers,
        /// 领导名册
        DutyLeader = "duty.leader" by Settings,
    }
    /// 会议
    Meetings "meetings" {
        /// 召集会议
        MeetingNew = "meetings.new" by Ledgers,
        /// 更正会议
        MeetingAlter = "meetings.alter" by Ledgers,
        /// 加一件
        MeetingAdd = "meetings.add" by Ledgers,
        /// 撤下这件
        MeetingDrop = "meetings.drop" by Ledgers,
        /// 交任务
        MeetingTask = "meetings.task" by Ledgers,
        /// 任务已办
        MeetingDone = "meetings.done" by Ledgers,
        /// 签到
        MeetingCame = "meetings.came" by Ledgers,
        /// 重排议程
        MeetingGather = "meetings.gather" by Ledgers,
        /// 打开事项
        MeetingItem = "meetings.item" by Ledgers,
        /// 写出纪要
        MeetingWrite = "meetings.write" by TakeOut,
        /// 结束/重开
        MeetingClose = "meetings.close" by Ledgers,
    }
    /// 交接班
    Handover "handover" {
        /// 下一份
        HandoverNext = "handover.next",
        /// 接班
        HandoverAccept = "handover.accept" by Ledgers,
        /// 写出
        HandoverWrite = "handover.write" by TakeOut,
    }
    /// 研判
    Figures "figures" {
        /// 日、周、月、季、年
        FiguresKind = "figures.kind",
        /// 全镇、各管区
        FiguresArea = "figures.area",
        /// 口径说明
        FiguresRules = "figures.rules",
        /// 需关注的事项
        FiguresMarked = "figures.marked",
        /// 签发
        FiguresIssue = "figures.issue" by Issue,
        /// 与签发时对照
        FiguresCompare = "figures.compare",
    }
    /// 速查
    Lookup "lookup" {
    }
    /// 查来访
    Finder "finder" {
        /// 显示隐去内容
        FinderReveal = "finder.reveal" by Reveal,
        /// 合并来访人
        FinderMerge = "finder.merge" by Handle,
        /// 拆分来访人
        FinderSplit = "finder.split" by Handle,
    }
    /// 导入
    Import "import" {
    }
    /// 附件
    Attach "attach" {
    }
    /// 法律途径
    Roads "roads" {
    }
    /// 合并、拆分
    Merge "merge" {
    }
    /// 分类分级
    Triage "triage" {
        /// 采用这一行的建议
        TriageTake = "triage.take" by Handle,
        /// 采用全部建议
        TriageTakeAll = "triage.take_all" by Handle,
        /// 一并交专班
        TriageForce = "triage.force" by Handle,
        /// 跳到下一件未分类的
        TriageNext = "triage.next",
    }
    /// 命令面板
    Palette "palette" {
    }
    /// 能办什么
    Menu "menu" {
    }
    /// 帮助
    Help "help" {
    }
    /// A question with its answers, and the form of a step.
    Dialog "dialog" {
    }
    /// 导出、打印
    Output "output" {
    }
    /// 复制
    Copy "copy" {
    }
    /// 通话记录
    Call "call" {
        /// 下一个没记完的通话
        CallNext = "call.next",
    }
    /// 热线台账
    Hotline "hotline" {
        /// 前一天
        HotlineEarlier = "hotline.earlier",
        /// 后一天
        HotlineLater = "hotline.later",
        /// 回了电话
        HotlineTried = "hotline.tried" by Register,
        /// 不用再回
        HotlineDone = "hotline.done" by Register,
        /// 转为信访事项
        HotlineCase = "hotline.case" by Register,
        /// 补记
        HotlineNote = "hotline.note" by Register,
    }
    /// 吹哨
    Whistles "whistles" {
        /// 吹一哨
        WhistlesRaise = "whistles.raise" by Handle,
        /// 签到
        WhistlesSign = "whistles.sign" by Handle,
        /// 已联系
        WhistlesContact = "whistles.contact" by Handle,
        /// 已报到
        WhistlesArrive = "whistles.arrive" by Handle,
        /// 反馈
        WhistlesAnswer = "whistles.answer" by Handle,
        /// 评价
        WhistlesRate = "whistles.rate" by Handle,
        /// 上报一级
        WhistlesPassUp = "whistles.pass_up" by Handle,
        /// 转受理
        WhistlesRegister = "whistles.register" by Register,
        /// 办结、撤回、重开
        WhistlesClose = "whistles.close" by Handle,
        /// 换一类看
        WhistlesShow = "whistles.show",
        /// 按类别看
        WhistlesKind = "whistles.kind",
        /// 按层级看
        WhistlesLevel = "whistles.level",
    }
    /// 治未病
    Prevention "prevention" {
        /// 就这个苗头吹哨
        PreventionWhistle = "prevention.whistle" by Handle,
        /// 未发现
        PreventionNothing = "prevention.nothing" by Ledgers,
        /// 有苗头
        PreventionFound = "prevention.found" by Ledgers,
        /// 更正
        PreventionCorrect = "prevention.correct" by Ledgers,
        /// 转受理
        PreventionRegister = "prevention.register" by Register,
        /// 观察
        PreventionWatch = "prevention.watch" by Handle,
        /// 化解、重开
        PreventionSettle = "prevention.settle" by Handle,
        /// 换一种看法
        PreventionShow = "prevention.show",
        /// 换轮次
        PreventionRound = "prevention.round",
        /// 看哪一天
        PreventionDay = "prevention.day",
    }
    /// 查看留痕
    Looked "looked" {
        /// 前一周
        LookedEarlier = "looked.earlier",
        /// 后一周
        LookedLater = "looked.later",
    }
    /// 日历、约访
    Calendar "calendar" {
        /// 新约访
        CalendarAdd = "calendar.add" by Ledgers,
        /// 改期、更正
        CalendarAlter = "calendar.alter" by Ledgers,
        /// 取消约访
        CalendarCancel = "calendar.cancel" by Ledgers,
        /// 来访人已到
        CalendarCame = "calendar.came" by Ledgers,
        /// 来访人未到
        CalendarMissed = "calendar.missed" by Ledgers,
        /// 提醒已办
        CalendarDone = "calendar.done" by Ledgers,
        /// 月、周、日
        CalendarShow = "calendar.show",
        /// 上月、上周、前一天
        CalendarEarlier = "calendar.earlier",
        /// 下月、下周、后一天
        CalendarLater = "calendar.later",
    }
    /// 法治教育
    Education "education" {
        /// 新增人员、培训
        EducationAdd = "education.add" by Ledgers,
        /// 修改
        EducationEdit = "education.edit" by Ledgers,
        /// 记到会
        EducationAttend = "education.attend" by Ledgers,
        /// 换一种看法
        EducationShow = "education.show",
    }
    /// 设置
    Setup "setup" {
        /// 打开台账
        SetupRoom = "setup.room",
        /// 先这样、再提
        SetupSettle = "setup.settle" by Settings,
        /// 全部设置、清单
        SetupAll = "setup.all",
    }
    /// 换经办人
    Operator "operator" {
    }
    /// 课程
    Tutor "tutor" {
    }
}

impl Command {
    /// Gives the key of its words.
    pub fn word(self) -> String {
        format!("command-{}", self.name().replace('.', "-"))
    }

    /// Tells whether it is run by its name, from the palette or a menu, and needs no key.
    pub const fn is_by_name(self) -> bool {
        matches!(self, Self::CaseAttach | Self::OperatorsOpen)
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
