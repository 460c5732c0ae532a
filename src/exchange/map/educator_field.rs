//! The fields of a sheet of the law-education staff.

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of the law-education staff.
    EducatorField, needed Name, gathers [], masked numbers [Phone] names [Name] addresses [] {
        /// 姓名
        Name = "name" ["姓名", "名字"],
        /// 层级: 法治教育专员, 法律工作者 or 法治宣传员
        Level = "level" ["层级", "级别", "身份", "岗位", "类别"],
        /// Where: the town, an area or a village
        Place = "place" ["所在地", "所在镇村", "单位", "所在单位", "管区", "所在管区", "村", "所在村", "管区或村", "镇村", "服务范围", "网格"],
        /// 电话
        Phone = "phone" ["电话", "联系电话", "手机", "手机号", "手机号码"],
    }
}
