//! The fields of a sheet of matters, with the 19 headings of the provincial export (`domain` §2.2).

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of matters; the codes of an intake, and those that only old matters have.
    CaseField, needed Summary, gathers [Phone, Representatives] {
        /// A number of another system; its kind is [`CaseField::ExternalKind`].
        ExternalNumber = "external_number" ["编号", "件号", "外部编号"],
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
        WorkOrder = "work_order" ["工单编号", "工单号", "12345工单号"],
        /// Several numbers: `kind:value` joined by `;`, or a JSON list
        ExternalNumbers = "external_numbers" ["其他编号"],
        /// 姓名
        Name = "name" ["姓名", "信访人", "信访人姓名", "来访人", "来访人姓名", "来电人", "诉求人", "petitioner"],
        /// 联系电话
        Phone = "phone" ["手机号码", "手机号", "联系电话", "电话", "联系方式", "来电号码", "telephone", "mobile"],
        /// 身份证号
        IdNumber = "id_number" ["身份证号", "身份证号码", "公民身份号码", "证件号码"],
        /// 村
        Village = "village" ["村", "村庄", "所在村", "村居", "村名"],
        /// 住址
        Address = "address" ["住址", "地址", "家庭住址", "现住址"],
        /// 工作单位
        WorkUnit = "work_unit" ["工作单位", "所在单位"],
        /// 信访人数
        PeopleCount = "people_count" ["信访人数", "人数", "来访人数", "涉及人数", "people"],
        /// 问题属地
        MatterVillage = "matter_village" ["问题属地", "属地", "所属村", "所属村居"],
        /// 信访形式
        Channel = "channel" ["信访形式", "来源", "受理渠道", "渠道"],
        /// 信访目的, read as the class
        Purpose = "purpose" ["信访目的"],
        /// 事项类别
        Class = "class" ["事项类别", "信访类别"],
        /// 镇内分类
        Category = "category" ["镇内分类", "分类"],
        /// 内容分类, levels joined by `_`
        ContentClass = "content_class" ["内容分类", "一级分类", "问题分类", "类别", "诉求类别"],
        /// 紧急程度
        Urgency = "urgency" ["紧急程度"],
        /// 难易程度
        Difficulty = "difficulty" ["难易程度"],
        /// 信访日期
        ReceivedAt = "received_at"
            ["信访日期", "信访时间", "来访日期", "来访时间", "受理时间", "收到时间", "派单时间", "派发时间", "received"],
        /// 登记日期; the receipt time where that is empty
        RegisteredAt = "registered_at" ["登记日期", "登记时间"],
        /// 限办时间
        DueAt = "due_at" ["限办时间"],
        /// 概况
        Summary = "summary" ["概况", "概要", "主题", "标题", "反映内容", "信访内容", "诉求内容", "内容"],
        /// 诉求
        Request = "request" ["诉求", "主要诉求", "详情", "具体内容"],
        /// 事实和理由
        Facts = "facts" ["事实和理由", "事实理由"],
        /// Does it concern a cadre or official?
        ConcernsOfficial = "concerns_official" ["是否涉及干部"],
        /// 被反映人或单位
        Accused = "accused" ["被反映人", "被反映单位", "被反映人或单位"],
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
        /// 答复意见
        Answer = "answer" ["答复意见", "答复内容", "办理结果", "处理意见", "回复内容"],
        /// 答复时间
        AnsweredAt = "answered_at" ["答复时间", "答复日期", "办结时间", "办结日期", "回复时间"],
        /// The case that the row joins, by our number
        RepeatOf = "repeat_of" [],
        /// 新的事实和理由 on a final matter that the row repeats
        NewFacts = "new_facts" ["新的事实和理由"],
        /// 是否办结
        Closed = "closed" ["是否办结"],
        /// 是否全国初次信访
        FirstTime = "first_time" ["是否全国初次信访", "是否初次信访"],
        /// 联名信或集体访
        Joint = "joint" ["联名信或集体访", "集体访"],
        /// 信访件状态
        OutsideStatus = "outside_status" ["信访件状态", "状态"],
        /// 登记部门
        RegisteredUnit = "registered_unit" ["登记部门", "登记机构"],
        /// 登记人
        RegisteredBy = "registered_by" ["登记人"],
        /// 诉求时间: when the caller rang 12345; the receipt time where nothing says when the order
        /// was dispatched
        CalledAt = "called_at" ["诉求时间", "来电时间"],
        /// 办理时限 as the city office set it; the desk counts its own
        OrderDue = "order_due" ["办理时限", "办结时限"],
    }
}

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
