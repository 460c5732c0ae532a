//! The fields of a sheet of people.

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of people.
    PersonField, needed Name, gathers [Phone] {
        /// 姓名
        Name = "name" ["姓名", "名字", "信访人", "fullname"],
        /// 联系电话; several columns stand beside each other
        Phone = "phone"
            ["手机号码", "手机号", "手机", "联系电话", "电话", "联系方式", "固定电话", "telephone", "mobile"],
        /// 身份证号
        IdNumber = "id_number" ["身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"],
        /// 村
        Village = "village" ["村", "村庄", "所在村", "村居", "村名", "village"],
        /// 住址
        Address = "address" ["住址", "地址", "家庭住址", "现住址"],
        /// 需要照顾
        Care = "care" ["需要照顾", "特殊照顾"],
        /// 要求保密
        Confidential = "confidential" ["要求保密", "是否保密"],
    }
}
