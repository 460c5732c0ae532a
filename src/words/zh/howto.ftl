# 怎么办：F1 先回答“怎么……”，再列按键；尖括号里是命令，显示时换成按键
howto-heading = 怎么办
howto-register = 登记来访
howto-register-how =
    按 <intake.new>，打姓名；来过的人列在旁边，Enter 接过来。
    <field.next> 往下填电话、村、概况；涉及干部的选“是”，从那时起保密。
    <save> 登记；右边是编号、期限和该对来人说的话。
howto-again = 同一个人又来了
howto-again-how =
    按 <finder.open> 打姓名、拼音首字母或电话尾号，选中按 Enter。
    是同一件事选“并入”，另一件事选“另立一件”。
    <save>；期限不因为再来而重算。
howto-call = 接电话、回电话
howto-call-how =
    按 <call.open> 就开始计时；打号码后几位找人，记下说了什么。
    处理结果：当场答复、约定回电、转为事项、转交；<save>。
    <hotline.open> 看待回电，<hotline.tried> 记回电。
howto-triage = 分类分级
howto-triage-how =
    按 <queue.open> 选一件，按 <queue.triage>。
    数字选定；<triage.take_all> 采用旁边的建议，定的是您。
    <save>，接着是下一件没有分类的。
howto-finish = 办结一件
howto-finish-how =
    打开案卷，按 Enter 办排在最前的下一步，一步一步到销号。
    当场答上的问题：<menu> 找“当场答复”，一张表单就办结。
    不能销号时写着为什么、先办什么。
howto-extend = 延期
howto-extend-how =
    打开案卷，按 <menu>，打“延期”或 yq。
    写批准人、理由、天数（最多 30 天，只一次），<save>。
    要书面告知来访人：<case.papers> 打印延期告知书。
howto-mediate = 调解一件纠纷
howto-mediate-how =
    打开案卷，按 <menu>：先“征求调解意愿”，双方愿意再“访调对接”。
    记“调解记录”，谈成了写“调解协议”，签名盖章才生效。
    分期履行逐期记；调解不停信访的期限。
howto-print = 打印回执和文书
howto-print-how =
    登记完按屏幕上的“打印回执”；以后在案卷里按 <case.papers>。
    灰的文书写着缺什么、在哪里补。
    第二份自动标“副本”，打印都记入经历。
howto-duty = 排值班领导
howto-duty-how =
    按 <ledger.open> 到值班台账，<duty.leader> 添加领导名册。
    <duty.face> 换到排班表，<duty.fill> 排满本月，<duty.name> 改一天。
    换班 <duty.swap>，代班 <duty.stand_in>。
howto-close = 收班、清台账
howto-close-how =
    按 <ledger.open>，逐件办或转包；<duty.close> 收班。
    当日来访不足的，自动补列存量热线。
    没有销号的一直留在包案领导名下。
howto-handover = 交接班
howto-handover-how =
    按 <handover.open>，要交的已经列好，补几句话，<save>。
    接班的人打开后按 <handover.accept>。
    挂起的草稿、待回电、未响应吹哨都在里面。
howto-whistle = 吹哨
howto-whistle-how =
    按 <whistles.open>，<whistles.raise> 发起；案卷里按 <case.whistle>。
    签到、联系、到场、反馈各按一键，各有时限。
    到时没人应的自己上报一级。
howto-checkin = 治未病报到
howto-checkin-how =
    按 <prevention.open>，在一个村上按 1 未发现、2 有苗头。
    核对报送人，<save>，接着是下一个村。
    苗头可以观察、化解、吹哨或转受理。
howto-lawyer = 约律师、排律师
howto-lawyer-how =
    按 <lawyers.open>，<lawyers.book> 预约，<lawyers.walk_in> 现场。
    <lawyers.assign> 排一天，<lawyers.rota> 按名册轮流排。
    咨询完 <lawyers.outcome> 记结果。
howto-meeting = 开调度会、出纪要
howto-meeting-how =
    按 <meetings.open>，<meetings.new> 召集，议程自己列好。
    逐件研判、交任务 <meetings.task>；签到 <meetings.came>。
    <meetings.write> 生成纪要，<meetings.close> 结束。
howto-joint = 联合接访
howto-joint-how =
    按 <joint.open>，<joint.new> 定一场，写参加单位。
    在案卷里按 <joint.hear> 把事项加进来，逐个单位记发言和认领。
    开着的时候 <lookup.open> 速查，填的都在。
howto-week = 出周通报、月考评
howto-week-how =
    按 <figures.open>，数字 1 到 5 选日、周、月、季、年。
    Enter 打开一个数，看是哪些事项。
    看过按 <figures.issue> 签发，以后数字不变。
howto-roads = 告诉来人别的路（仲裁、复议、起诉）
howto-roads-how =
    按 <roads.open>，打字找；打日期就从那天算最后一天。
    在案卷里选中按 Enter，记入“告知法律途径”。
    信访不停止复议和诉讼的时限。
howto-correct = 写错了怎么改
howto-correct-how =
    案卷里按 <case.correct> 选一项改；旧值留在经历里。
    办错一步：在经历里选中，按 <case.undo>，写理由。
    登记不能撤，只能更正。
howto-merge = 两件是同一件、两人是同一人
howto-merge-how =
    案卷里按 <case.merge>，写另一件的编号，比较后合并。
    来访人在 <finder.open> 里按 <finder.merge>。
    随时可以拆分：<case.split>、<finder.split>。
howto-learn = 学着用
howto-learn-how =
    按 <tutor.open> 打开课程，按数字选一课，每课五分钟。
    在单独的练习数据里学，办错了也不要紧；<tutor.next> 下一课。
    <quit> 离开，回到台前，没填完的都还在。
howto-grid = 改网格长、网格员
howto-grid-how =
    按 <grid.open>，打字找村；<grid.edit> 改负责人，空着就是空缺。
    外出 <grid.away>，由替补应哨。
    归属没有公布的写“待确认”，按 <grid.confirm> 确认。
howto-lost = 打了一半的东西去哪了
howto-lost-how =
    没有丢：再打开那张表单就接着写，今日里也列着。
    登记按 <intake.next_draft> 换下一份挂起的。
    不要了按 <form.clear> 清空，再按一次恢复。
howto-hide = 有人凑过来看屏幕
howto-hide-how =
    按 <curtain> 遮屏，再按恢复；要登录的台面就锁住，用口令或 PIN 打开。
    姓名电话平时就隐去几位；<case.reveal> 显示全文会记下来。
    检举控告只有指定的人能打开。
