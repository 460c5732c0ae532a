//! The fields of an intake, by the names that stand in JSON, import maps and drafts.

codes! {
    /// A field of an intake (domain §2.3: what belongs to the first minutes), in the order of the form.
    Field {
        /// 姓名; may be left out.
        Name = "name",
        /// 联系电话
        Phone = "phone",
        /// 村
        Village = "village",
        /// 概况
        Summary = "summary",
        /// 新的事实和理由, on a matter that is final
        NewFacts = "new_facts",
        /// 诉求
        Request = "request",
        /// Does it concern a cadre or official? `yes`, `no` or empty.
        ConcernsOfficial = "concerns_official",
        /// 被反映人或单位
        Accused = "accused",
        /// 信访形式
        Channel = "channel",
        /// 信访人数
        PeopleCount = "people_count",
        /// 镇内分类
        Category = "category",
        /// 事项类别
        Class = "class",
        /// 紧急程度
        Urgency = "urgency",
        /// 难易程度
        Difficulty = "difficulty",
        /// 收到时间, when it is not now
        ReceivedAt = "received_at",
        /// 身份证号
        IdNumber = "id_number",
        /// 住址
        Address = "address",
        /// 问题属地, when it is not the person's village
        MatterVillage = "matter_village",
        /// 事实和理由
        Facts = "facts",
        /// 随行人、代理人
        Companion = "companion",
        /// 代表
        Representatives = "representatives",
        /// 证据材料
        Evidence = "evidence",
        /// 需要照顾
        Care = "care",
        /// 要求保密: `yes`, `no` or empty
        Confidential = "confidential",
        /// 驿站
        Station = "station",
        /// 外部编号, `kind:value`, several joined by `;`
        ExternalNumbers = "external_numbers",
    }
}

impl Field {
    /// Gives where the field stands in [`Field::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_back_and_knows_its_place() {
        for (place, field) in Field::ALL.iter().enumerate() {
            assert_eq!(Field::parse(field.code()), Some(*field));
            assert_eq!(field.place(), place);
        }
    }
}
