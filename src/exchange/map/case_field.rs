//! The fields of a sheet of matters, with the 19 headings of the provincial export (`domain` §2.2).

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of matters; the codes of an intake, and those that only old matters have.
    CaseField, needed Summary then Request,
    gathers [Phone, Representatives, OtherSide],
    dates [ReceivedAt, RegisteredAt, DueAt, AnsweredAt, CalledAt, OrderDue],
    person [Name, Phone, IdNumber, Village, Address] else OtherSide,
    masked numbers [
        Phone, IdNumber, ExternalNumber, ProvinceNumber, NationalNumber, CityNumber, CountyNumber,
        WorkOrder
    ] names [Name, Companion, Representatives] addresses [Address] {
        /// A number of another system; its kind is [`CaseField::ExternalKind`].
        ExternalNumber = "external_number" [
            "编号", "件号", "外部编号", "信件编号", "留言编号", "案件编号", "事项编号", "登记编号",
            "受理编号", "档案编号", "工单id"
        ],
        /// The kind of [`CaseField::ExternalNumber`], usually fixed by the map.
        ExternalKind = "external_kind" [],
        /// 省信访件编号
        ProvinceNumber = "province_number" ["信访件编号", "省信访件编号"],
        /// 国家信访件编号
        NationalNumber = "national_number" ["国家信访件编号"],
        /// 市受理编号
        CityNumber = "city_number" ["市受理编号"],
        /// 区县受理编号
        CountyNumber = "county_number" ["区县受理编号"],
        /// 12345 工单号
        WorkOrder = "work_order" [
            "工单编号", "工单号", "12345工单号", "12345工单编号", "热线工单编号", "热线编号",
            "工单流水号"
        ],
        /// Several numbers: `kind:value` joined by `;`, or a JSON list
        ExternalNumbers = "external_numbers" ["其他编号"],
        /// 姓名
        Name = "name" [
            "姓名", "信访人", "信访人姓名", "来访人", "来访人姓名", "来电人", "诉求人",
            "petitioner", "反映人", "反映人姓名", "投诉人", "投诉人姓名", "申请人", "申请人姓名",
            "上访人", "上访人姓名", "来信人", "来信人姓名", "当事人", "当事人姓名", "来电人姓名",
            "诉求人姓名", "求助人", "举报人", "群众姓名", "市民姓名", "留言人", "留言用户",
            "联系人", "联系人姓名", "信访人员", "来访人员", "名字", "complainant"
        ],
        /// 联系电话
        Phone = "phone" [
            "手机号码", "手机号", "联系电话", "电话", "联系方式", "来电号码", "telephone",
            "mobile", "手机", "电话号码", "联系号码", "联系手机", "固定电话", "来电电话",
            "主叫号码", "本人电话"
        ],
        /// 身份证号
        IdNumber = "id_number" [
            "身份证号", "身份证号码", "公民身份号码", "证件号码", "身份证", "证件号",
            "身份证件号码"
        ],
        /// 村
        Village = "village" [
            "村", "村庄", "所在村", "村居", "村名", "所在村居", "所属村庄", "行政村", "村社区",
            "村(社区)", "户籍村"
        ],
        /// 住址
        Address = "address" [
            "住址", "地址", "家庭住址", "现住址", "居住地址", "联系地址", "户籍地址", "家庭地址",
            "详细地址", "住所"
        ],
        /// 工作单位
        WorkUnit = "work_unit" ["工作单位", "所在单位"],
        /// 信访人数
        PeopleCount = "people_count" [
            "信访人数", "人数", "来访人数", "people", "上访人数", "反映人数",
            "来访人次", "人次"
        ],
        /// 问题属地
        MatterVillage = "matter_village" [
            "问题属地", "属地", "所属村", "所属村居", "问题发生地", "事发地", "事发地点",
            "发生地点", "问题所在地", "诉求地址", "所在区域", "涉及村", "涉事村", "涉事村居"
        ],
        /// 信访形式
        Channel = "channel" [
            "信访形式", "来源", "受理渠道", "渠道", "信访方式", "信访渠道", "来访方式", "反映方式",
            "反映渠道", "反映形式", "受理方式", "受理形式", "接访方式", "接待方式", "信息来源",
            "来源渠道", "渠道来源", "诉求来源", "诉求渠道", "诉求方式", "工单来源", "问题来源",
            "案件来源", "事项来源", "线索来源", "件源", "投诉渠道", "投诉方式", "来信来访形式",
            "来信来访方式", "信访类型", "登记方式", "来件方式", "形式", "方式"
        ],
        /// 信访目的, read as the class
        Purpose = "purpose" ["信访目的"],
        /// 事项类别
        Class = "class" [
            "事项类别", "信访类别"
        ],
        /// 镇内分类
        Category = "category" ["镇内分类", "分类"],
        /// 内容分类, levels joined by `_`
        ContentClass = "content_class" ["内容分类", "一级分类", "问题分类", "类别", "诉求类别"],
        /// 纠纷类型
        DisputeType = "dispute_type" [
            "纠纷类型", "矛盾纠纷类型", "纠纷类别", "矛盾纠纷类别", "矛盾类型", "矛盾纠纷种类"
        ],
        /// 涉及金额, in yuan where nothing says otherwise
        Amount = "amount" [
            "涉及金额", "涉案金额", "争议金额", "标的额", "标的金额", "涉事金额"
        ],
        /// 涉及金额 in units of 10,000 yuan
        AmountWan = "amount_wan" [
            "涉及金额(万元)", "涉案金额(万元)", "争议金额(万元)", "标的额(万元)", "标的金额(万元)",
            "涉及金额万元", "涉案金额万元"
        ],
        /// 涉及人数
        Concerned = "concerned" ["涉及人数", "涉及人员数", "涉事人数", "涉案人数"],
        /// 紧急程度
        Urgency = "urgency" ["紧急程度"],
        /// 难易程度
        Difficulty = "difficulty" ["难易程度"],
        /// 信访日期
        ReceivedAt = "received_at" [
            "信访日期", "信访时间", "来访日期", "来访时间", "收到时间", "收到日期", "受理时间",
            "受理日期", "接件时间", "接件日期", "收件时间", "收件日期", "收信时间", "收信日期",
            "来信时间", "来信日期", "接访时间", "接访日期", "接待时间", "接待日期", "反映时间",
            "反映日期", "上访时间", "上访日期", "来电日期", "来件时间", "来件日期", "派单时间",
            "派单日期", "派发时间", "派发日期", "received", "投诉时间", "投诉日期", "举报时间",
            "举报日期", "留言时间", "留言日期", "申请时间", "申请日期", "提交时间", "提交日期",
            "诉求提交时间", "诉求日期", "交办时间", "交办日期", "转办时间", "转办日期", "转送时间",
            "转送日期", "受件时间", "受件日期", "接报时间", "接报日期", "接警时间", "接单时间",
            "接单日期", "上报时间", "上报日期", "报送时间", "排查时间", "排查日期", "排查发现时间",
            "调解申请时间", "调解申请日期", "发现时间", "发现日期", "创建时间", "创建日期",
            "建单时间", "工单创建时间", "录入时间", "录入日期", "时间", "日期", "年月日",
            "receivedtime", "createdat", "createdtime", "date"
        ],
        /// 登记日期; the receipt time where that is empty
        RegisteredAt = "registered_at" [
            "登记日期", "登记时间", "建档日期", "建档时间"
        ],
        /// 限办时间
        DueAt = "due_at" ["限办时间"],
        /// 概况
        Summary = "summary" [
            "概况", "概要", "主题", "标题", "诉求标题", "诉求主题", "留言主题", "留言标题",
            "投诉主题", "投诉标题", "工单标题", "工单主题", "信件标题", "信件主题", "信访标题",
            "事项标题", "事项名称", "案件名称", "事件名称", "问题标题", "title", "subject",
            "信访概况", "事项概况", "问题概况", "纠纷概况", "矛盾纠纷概况", "概述", "事项概述",
            "问题概述", "内容概要", "内容概述", "内容摘要", "摘要", "反映内容", "信访内容",
            "诉求内容", "反映问题", "反映的问题", "反映事项", "反映主要问题", "反映的主要问题",
            "主要反映问题", "主要问题", "信访问题", "信访事项", "信访事项内容", "信访事由",
            "来访事由", "事由", "事项", "诉求事项", "事项内容", "事项描述", "主要内容", "投诉内容",
            "投诉件内容", "投诉事项", "举报内容", "咨询内容", "留言内容", "来电内容", "来信内容",
            "来访内容", "信件内容", "工单内容", "问题", "问题内容", "问题描述", "问题简述",
            "诉求描述", "诉求概要", "反映情况", "情况反映", "来访反映问题", "内容描述", "事件描述",
            "纠纷内容", "纠纷描述", "纠纷简要情况", "纠纷情况", "矛盾纠纷内容", "矛盾纠纷简要情况",
            "简要案情", "案情简介", "案情", "基本案情", "简要情况", "基本情况", "主要情况", "内容",
            "content", "description", "complaint", "text"
        ],
        /// 诉求
        Request = "request" [
            "诉求", "主要诉求", "详情", "具体内容", "具体诉求", "信访诉求", "留言详情", "详细内容",
            "诉求详情", "具体要求", "请求事项", "申请事项"
        ],
        /// 事实和理由
        Facts = "facts" ["事实和理由", "事实理由"],
        /// Does it concern a cadre or official?
        ConcernsOfficial = "concerns_official" ["是否涉及干部"],
        /// 被反映人或单位
        Accused = "accused" ["被反映人", "被反映单位", "被反映人或单位", "被举报人", "被控告人"],
        /// 随行人、代理人
        Companion = "companion" ["随行人", "代理人"],
        /// 代表
        Representatives = "representatives" ["代表", "代表人"],
        /// 证据材料
        Evidence = "evidence" ["证据", "证据材料"],
        /// 需要照顾
        Care = "care" ["需要照顾", "特殊照顾"],
        /// 要求保密
        Confidential = "confidential" ["要求保密", "是否保密"],
        /// 驿站
        Station = "station" ["驿站", "牟邻驿站"],
        /// 对方当事人: 乙方, and whatever stands of a second person
        OtherSide = "other_side" ["对方当事人", "对方", "乙方", "另一方"],
        /// 答复意见
        Answer = "answer" [
            "答复意见", "答复内容", "办理结果", "处理意见", "回复内容", "处理结果", "答复情况",
            "回复意见", "办理答复", "答复", "回复", "反馈内容", "反馈意见", "答复市民要点",
            "办结意见", "办理意见", "处理情况及结果"
        ],
        /// 答复时间
        AnsweredAt = "answered_at" [
            "答复时间", "答复日期", "办结时间", "办结日期", "回复时间", "回复日期", "反馈时间",
            "反馈日期", "结案时间", "结案日期"
        ],
        /// The case that the row joins, by our number
        RepeatOf = "repeat_of" [],
        /// 新的事实和理由 on a final matter that the row repeats
        NewFacts = "new_facts" ["新的事实和理由"],
        /// 是否办结
        Closed = "closed" [
            "是否办结", "是否结案", "是否已办结", "办结与否", "是否完成", "是否已结案",
            "是否办理完毕", "办结状态", "是否办完"
        ],
        /// 是否全国初次信访
        FirstTime = "first_time" ["是否全国初次信访", "是否初次信访"],
        /// 联名信或集体访
        Joint = "joint" ["联名信或集体访", "集体访"],
        /// 信访件状态
        OutsideStatus = "outside_status" [
            "信访件状态", "状态", "办理状态", "处理状态", "工单状态", "件状态", "当前状态",
            "办理进度"
        ],
        /// 登记部门
        RegisteredUnit = "registered_unit" ["登记部门", "登记机构"],
        /// 登记人
        RegisteredBy = "registered_by" ["登记人"],
        /// 诉求时间: when the caller rang 12345; the receipt time where nothing says when the order
        /// was dispatched
        CalledAt = "called_at" ["诉求时间", "来电时间"],
        /// 办理时限 as the city office set it; the desk counts its own
        OrderDue = "order_due" ["办理时限", "办结时限"],
        /// 初重件类型: 初件 or 重件
        FirstOrRepeat = "first_or_repeat" ["初重件类型", "初重件标识", "初重标识", "初重件"],
        /// 流转截止时间: until when it must have been passed on
        TransferLimit = "transfer_limit" ["流转截止时间", "流转截止日期"],
        /// 办理程序: 简易 or 普通
        Procedure = "procedure" ["办理程序"],
        /// 涉企
        Enterprise = "enterprise" ["涉企", "是否涉企", "涉企标志"],
        /// 民生诉求
        Livelihood = "livelihood" ["民生诉求", "是否民生诉求"],
        /// 抽查
        SpotCheck = "spot_check" ["抽查", "抽查标志", "是否抽查"],
        /// 回访
        CallBack = "call_back" ["回访", "回访标志", "是否回访"],
        /// 附件: what the files of the case are called
        Attachments = "attachments" ["附件"],
    }
}

/// What other sheets from above have beside the 19 columns; it is kept as it came.
pub const BEYOND: [CaseField; 7] = [
    CaseField::FirstOrRepeat,
    CaseField::TransferLimit,
    CaseField::Procedure,
    CaseField::Enterprise,
    CaseField::Livelihood,
    CaseField::SpotCheck,
    CaseField::CallBack,
];

/// The 19 headings of the provincial export, as they stand in it.
pub const PROVINCE: [&str; 19] = [
    "信访件编号",
    "姓名",
    "信访人数",
    "住址",
    "手机号码",
    "问题属地",
    "信访目的",
    "内容分类",
    "信访日期",
    "登记日期",
    "限办时间",
    "信访形式",
    "概况",
    "是否办结",
    "是否全国初次信访",
    "联名信或集体访",
    "信访件状态",
    "登记部门",
    "登记人",
];
