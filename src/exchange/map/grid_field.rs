//! The fields of a sheet of the grid: one row a node. A row that names no node of its own is about its
//! village, else about its area.

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of grid nodes.
    GridField, needed Name called "grid-ask-node", else Village or Area, gathers [HeadPhone, WorkerPhone, StandInPhone],
    masked numbers [HeadPhone, WorkerPhone, StandInPhone] names [Head, Worker, StandIn]
    addresses [] {
        /// 级别: `town`, `area`, `village` or `micro`
        Level = "level" ["级别", "层级", "网格级别"],
        /// 网格名称
        Name = "name" ["名称", "网格名称", "网格", "grid"],
        /// 编码
        Code = "code" ["编码", "网格编码", "网格编号", "编号"],
        /// 上级网格, by its name
        Parent = "parent" ["上级网格", "上级", "所属网格"],
        /// 管区
        Area = "area" ["管区", "所属管区"],
        /// 村
        Village = "village" ["村", "村庄", "所属村"],
        /// 小组、胡同: the groups or lanes of a micro grid
        Lanes = "lanes" ["小组", "胡同", "范围", "网格范围"],
        /// 户数
        Households = "households" ["户数"],
        /// 网格长
        Head = "head" ["网格长", "负责人", "网格长姓名"],
        /// 网格长电话
        HeadPhone = "head_phone" ["网格长电话", "负责人电话", "网格长手机"],
        /// 网格员
        Worker = "worker" ["网格员", "网格员姓名"],
        /// 网格员电话
        WorkerPhone = "worker_phone" ["网格员电话", "网格员手机"],
        /// 替补: who stands in
        StandIn = "stand_in" ["替补", "代班人", "备岗"],
        /// 替补电话
        StandInPhone = "stand_in_phone" ["替补电话", "代班人电话", "备岗电话"],
    }
}
